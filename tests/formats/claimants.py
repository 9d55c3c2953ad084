"""
The claimants' table: its columns, a closed form, texts that need quotes or would be formulas, and the way back: a saved result with
its table gives the reports that the scenario gives, byte by byte.
"""
import csv
import json
import math
import os
import subprocess
import sys
import tempfile

from readers import call, csv_tables, sheets

PROGRAM, ROOT = map(os.path.abspath, sys.argv[1:3])
FOLDER = tempfile.mkdtemp()
os.chdir(FOLDER)

KEYS = ["id", "group", "age", "died", "living_at_start", "claimed", "probability_in_time", "probability_in_time_se", "probability_in_time_low",
        "probability_in_time_high", "probability_in_life", "probability_in_life_se", "probability_in_life_low", "probability_in_life_high", "paid_in_life", "paid_in_life_se", "paid_to_estate", "paid_to_estate_se", "probability_paid_off",
        "payoff_median", "payoff_p05", "payoff_p95", "probability_dying_unpaid", "run"]
IDS = ["plain", "박, 영희", 'the "second"', "=1+1", "+82 2 555", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "'=once", "''-twice", "'quoted", "-17", "田中 一郎"]
# All get their claim at the first pay date, a year after the start; B and G at 90 for a year: S = exp(-B/G (e^(G 91) - e^(G 90))).
B, G, CLAIM, TRIALS = 1.5e-5, 0.1, 107452055, 4000
HEAD = f"""solatium: 1
title: one payment
currency: KRW
start: 2019-07-01
end: 2024-07-01
mortality: {{male: {{law: gompertz, b: {B}, g: {G}}}, female: {{law: gompertz, b: {B}, g: {G}}}}}
"""


def write(name, text):
    with open(name, "w", encoding="utf-8", newline="") as out:
        out.write(text)


def table(path):
    assert open(path, "rb").read(3) == b"\xef\xbb\xbf", "a file for spreadsheets begins with its mark"
    rows = list(csv.reader(open(path, encoding="utf-8-sig", newline="")))
    assert rows[0] == KEYS, rows[0]
    assert all(len(r) == len(KEYS) for r in rows)
    return [dict(zip(KEYS, r)) for r in rows[1:]]


def near(found, true, spread, what):
    assert abs(found - true) <= 5 * spread, f"{what}: {found}, not {true} ± {spread}"


def closed_form():
    # In a text an apostrophe in front of a formula is no part of it, as ours have one; what has apostrophes by itself has one more.
    write("people.csv", "id,group,sex,age,claim\r\n" + "".join(
        '"' + ("'" if i in ("'=once", "''-twice") else "") + i.replace('"', '""') + f'",All,{"male" if n % 2 else "female"},90,{CLAIM}\r\n' for n, i in enumerate(IDS)))
    write("one.yaml", HEAD + f"fund: {{opening: {CLAIM * len(IDS)} KRW}}\nclaimants: {{file: people.csv}}\n"
          "payments: {dates: [2020-07-01, 2022-07-01]}\ntimeliness: {goal: 50%, confidence: 60%}\n")
    made = call(PROGRAM, "run", "one.yaml", "--trials", TRIALS, "--quiet", "--claimants", "c.csv", "-o", "r.json", check=False)
    assert made.returncode == 0, made.stderr
    rows = table("c.csv")
    years = 366 / 365.25
    alive = math.exp(-B / G * (math.exp(G * (90 + years)) - math.exp(G * 90)))
    spread = math.sqrt(alive * (1 - alive) / TRIALS)
    for n, row in enumerate(rows):
        assert abs(float(row["age"]) - 90) < 2e-3 and row["living_at_start"] == "1" and int(row["claimed"]) == CLAIM
        near(float(row["probability_in_time"]), alive, spread, "in time")
        assert row["died"] == "" and all(row["probability_in_life" + part] == row["probability_in_time" + part] for part in ("", "_se", "_low", "_high"))
        near(float(row["probability_dying_unpaid"]), 1 - alive, spread, "dies before any payment")
        near(int(row["paid_in_life"]), CLAIM * alive, CLAIM * spread, "in life")
        near(int(row["paid_to_estate"]), CLAIM * (1 - alive), CLAIM * spread, "to the estate")
        near(int(row["paid_in_life_se"]), CLAIM * spread, CLAIM * spread / 20, "standard error")
        assert abs(int(row["paid_in_life"]) + int(row["paid_to_estate"]) - CLAIM) <= 1
        assert row["payoff_median"] == row["payoff_p05"] == row["payoff_p95"] == "2020-07-01" and float(row["probability_paid_off"]) == 1
    # What would be a formula has an apostrophe more; taking one away gives every id back.
    for row, wanted in zip(rows, IDS):
        first = wanted.lstrip("'")[:1]
        formula = first in "=@" or (first in "+-" and wanted != "-17")
        assert row["id"] == ("'" if formula else "") + wanted, (row["id"], wanted)
    made = call(PROGRAM, "report", "r.json", "--claimants", "c.csv", "-o", "back.xlsx", "-o", "back.csv")
    book = sheets("back.xlsx")["Claimants"]
    assert [book[f"A{n}"] for n in range(2, 2 + len(IDS))] == [(i, None) for i in IDS], "a text is no formula in Excel, and has no apostrophe"
    assert [r["id"] for r in csv_tables("back.csv")["claimants"]] == [r["id"] for r in rows]


def institution_and_estate():
    """Nobody is in time who does not live: an estate has no chance, an institution no age and never dies."""
    write("two.yaml", HEAD + "fund: {opening: 30m KRW}\nclaimants:\n  groups:\n    - {name: City, kind: institution, count: 1, claim: 50m KRW}\n"
          "    - {name: Estate, count: 1, living: 0, sex: male, age: 90, claim: 50m KRW}\n"
          "payments: {dates: [2020-07-01, 2022-07-01]}\ntimeliness: {goal: 50%, confidence: 60%}\n")
    call(PROGRAM, "run", "two.yaml", "--trials", 50, "--quiet", "--claimants", "c2.csv", "-o", "r2.json")
    city, estate = table("c2.csv")
    assert city["age"] == "" and city["living_at_start"] == "1" and city["probability_dying_unpaid"] == estate["probability_dying_unpaid"] == ""
    assert int(city["paid_in_life"]) == 15_000_000 == int(estate["paid_to_estate"]) and int(estate["paid_in_life"]) == 0
    assert estate["living_at_start"] == "0" and estate["probability_in_time"] == estate["probability_in_life"] == "", "what an estate cannot reach is no chance of nothing"
    assert city["died"] == "" and estate["died"] == "2019-06-30" and float(city["probability_in_life"]) == 0
    assert city["payoff_median"] == "" and float(city["probability_paid_off"]) == 0
    call(PROGRAM, "report", "r2.json", "--claimants", "c2.csv", "-o", "back2.csv")
    assert csv_tables("back2.csv")["claimants"] == [city, estate]


def late_and_earlier():
    """In life but late is ever in life; a table from before there were such columns is read, and what it does not tell is not shown."""
    write("late.yaml", HEAD + f"fund: {{opening: {CLAIM * len(IDS)} KRW}}\nclaimants: {{file: people.csv}}\n"
          "payments: {dates: [2022-07-01]}\ntimeliness: {goal: 50%, confidence: 60%, by: 2021-07-01}\n")
    call(PROGRAM, "run", "late.yaml", "--trials", 200, "--quiet", "--claimants", "late.csv", "-o", "late.json")
    rows, result = table("late.csv"), json.load(open("late.json", encoding="utf-8"))
    assert all(float(r["probability_in_time"]) == 0 for r in rows)
    assert abs(sum(float(r["probability_in_life"]) for r in rows) - result["people"]["late"]["mean"]) < 1e-9 and result["people"]["late"]["mean"] > 1
    newer = [k for k in rows[0] if k == "died" or k.startswith("probability_in_life")]
    with open("earlier.csv", "w", encoding="utf-8", newline="") as out:
        kept = csv.DictWriter(out, [k for k in rows[0] if k not in newer], extrasaction="ignore")
        kept.writeheader()
        kept.writerows(rows)
    call(PROGRAM, "report", "late.json", "--claimants", "earlier.csv", "-o", "earlier-back.csv")
    back = csv_tables("earlier-back.csv")["claimants"]
    assert "probability_in_life" not in back[0] and [r["paid_in_life"] for r in back] == [r["paid_in_life"] for r in rows]
    # One future has no standard error.
    call(PROGRAM, "run", "late.yaml", "--trials", 1, "--quiet", "--claimants", "single.csv", "-o", "single.json")
    assert all(v == "" for r in table("single.csv") for k, v in r.items() if k.endswith("_se"))
    call(PROGRAM, "report", "single.json", "--claimants", "single.csv", "-o", "single-back.csv")
    assert csv_tables("single-back.csv")["claimants"] == table("single.csv")


def wrong_tables():
    """Each wrong table is an error with its place; nothing is written."""
    good = open("c.csv", encoding="utf-8", newline="").read()
    for what, text, place in [("a row is missing", good[:good.rindex("\r\n", 0, -2) + 2], "c-bad.csv"),
                              ("a column is missing", good.replace("payoff_p05", "payoff_p5", 1), "c-bad.csv:1:1"),
                              ("no number", good.replace(str(CLAIM), "many", 1), "c-bad.csv:2:"),
                              ("part of a won", good.replace(f",{CLAIM},", f",{CLAIM}.5,", 1), "c-bad.csv:2:"),
                              ("empty", "", "c-bad.csv")]:
        write("c-bad.csv", text)
        made = call(PROGRAM, "report", "r.json", "--claimants", "c-bad.csv", "-o", "never.csv", check=False)
        assert made.returncode == 3 and "R104" in made.stderr and place in made.stderr, (what, made.stderr)
        assert not os.path.exists("never.csv"), what
    made = call(PROGRAM, "report", "one.yaml", "--claimants", "c.csv", "-o", "never.csv", check=False)
    assert made.returncode == 2 and "U134" in made.stderr


def other_runs():
    """The table of another run is refused, both runs named; one that does not say its run is held against the sums."""
    write("one2.yaml", open("one.yaml", encoding="utf-8").read().replace("\n", "\r\n") + "# another file, of the same content\r\n")
    call(PROGRAM, "run", "one.yaml", "--trials", 60, "--quiet", "--claimants", "t.csv", "-o", "t.json")
    call(PROGRAM, "run", "one2.yaml", "--trials", 60, "--quiet", "--claimants", "alike.csv")
    call(PROGRAM, "run", "one.yaml", "--trials", 60, "--seed", 2, "--quiet", "--claimants", "seed.csv", "-o", "seed.json")
    call(PROGRAM, "run", "one.yaml", "--trials", 60, "--set", "fund.opening=1m KRW", "--quiet", "--claimants", "set.csv")
    runs = {name: json.load(open(name + ".json", encoding="utf-8"))["scenario"]["content"] for name in ("t", "seed")}
    assert open("t.csv", "rb").read() == open("alike.csv", "rb").read()

    def old(name):
        rows = list(csv.reader(open(name, encoding="utf-8", newline="")))
        with open("old.csv", "w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(row[:-1] for row in rows)
        return "old.csv"
    for name in ("seed.csv", "set.csv"):
        made = call(PROGRAM, "report", "t.json", "--claimants", name, "-o", "never.csv", check=False)
        assert made.returncode == 3 and "R104" in made.stderr and f"{name}:2:" in made.stderr and runs["t"][:12] in made.stderr, made.stderr
        assert name != "seed.csv" or runs["seed"][:12] in made.stderr
        made = call(PROGRAM, "report", "t.json", "--claimants", old(name), "-o", "never.csv", check=False)
        assert made.returncode == 3 and "`paid_in_life` of the group `All` adds up to" in made.stderr and "old.csv" in made.stderr, made.stderr
    call(PROGRAM, "run", "one.yaml", "--trials", 61, "--quiet", "--claimants", "more.csv")  # the same content, but not the same figures
    made = call(PROGRAM, "report", "t.json", "--claimants", "more.csv", "-o", "never.csv", check=False)
    assert made.returncode == 3 and "these are claimants of 61 trials, but the result of 'one.yaml' is of 60" in made.stderr, made.stderr
    assert not os.path.exists("never.csv")
    write("older.csv", open("t.csv", encoding="utf-8", newline="").read().replace(runs["t"] + ":60", runs["t"]))  # before runs were told by their trials
    call(PROGRAM, "report", "t.json", "--claimants", "older.csv", "-o", "older.md")
    write("older.csv", open("more.csv", encoding="utf-8", newline="").read().replace(runs["t"] + ":61", runs["t"]))
    made = call(PROGRAM, "report", "t.json", "--claimants", "older.csv", "-o", "never.csv", check=False)
    assert made.returncode == 3 and "adds up to" in made.stderr, made.stderr
    made = call(PROGRAM, "report", "t.json", "--claimants", old("t.csv"), "-o", "old.md")
    assert "warning[R106]" in made.stderr and "the sums of what each group claims and is paid" in made.stderr, made.stderr
    mixed = open("t.csv", encoding="utf-8", newline="").read().replace(runs["t"], runs["seed"])
    write("mixed.csv", open("t.csv", encoding="utf-8", newline="").read()[:-200] + mixed[-200:])
    made = call(PROGRAM, "report", "t.json", "--claimants", "mixed.csv", "-o", "never.csv", check=False)
    assert made.returncode == 3 and "R104" in made.stderr and f"mixed.csv:{len(IDS) + 1}:" in made.stderr, made.stderr


def way_back(name):
    """A saved result gives the same bytes as its scenario where no study is part of the report."""
    scenario = os.path.join(ROOT, "scenarios", name + ".yaml")
    options = ["--trials", 150, "--quiet"]
    os.makedirs(name)
    call(PROGRAM, "run", scenario, *options, "--claimants", f"{name}/c.csv", "-o", f"{name}/saved.json")
    kinds = ("csv", "json", "md", "html", "xlsx")
    for place, source in (("there", [scenario, *options, "--no-studies"]),
                          ("back", [f"{name}/saved.json", "--claimants", f"{name}/c.csv", "--quiet"])):
        call(PROGRAM, "report", *source, *sum((["-o", f"{name}/{place}.{k}"] for k in kinds), []))
    for kind in kinds:
        there, back = (open(f"{name}/{place}.{kind}", "rb").read() for place in ("there", "back"))
        if kind == "xlsx":
            book, again = sheets(f"{name}/there.xlsx"), sheets(f"{name}/back.xlsx")
            cells = [(at, v, again[sheet].get(at)) for sheet in book for at, v in book[sheet].items() if again[sheet].get(at) != v]
            assert list(book) == list(again) and len(cells) == 1 and "solatium report" in cells[0][1][0], cells[:3]
        elif kind in ("csv", "json"):
            assert there == back, f"{name}: {kind} is not the same"
        if kind not in ("md", "html"):
            continue
        there, back = there.decode(), back.decode()  # but for the command line that made it
        assert len(there) > 1000
        differing = [(a, b) for a, b in zip(there.splitlines(), back.splitlines()) if a != b]
        assert len(there.splitlines()) == len(back.splitlines()) and len(differing) <= 1, f"{name}: {kind} {differing[:3]}"
        assert all("solatium report" in a and "solatium report" in b for a, b in differing), differing
    assert open(f"{name}/saved.json", "rb").read() == open(f"{name}/back.json", "rb").read()


def marks():
    """A file for spreadsheets has the mark, a pipe has none, who asks for the other gets it; nothing else of it differs."""
    scenario, mark = os.path.join(ROOT, "scenarios", "joint-fund-2019.yaml"), b"\xef\xbb\xbf"
    run = [PROGRAM, "run", scenario, "--trials", "20", "--quiet"]
    table = [*run, "--table", "people"]

    def bytes_of(name, *words):
        call(*words, "-o", name)
        return open(name, "rb").read()
    plain = bytes_of("plain.csv", *table, "--no-bom")
    assert not plain.startswith(mark) and bytes_of("usual.csv", *table) == bytes_of("asked.csv", *table, "--bom") == mark + plain
    for words, wanted in (([], plain), (["--no-bom"], plain), (["--bom"], mark + plain)):
        piped = subprocess.run([*table, "--format", "csv", *words], check=True, capture_output=True).stdout
        assert piped == wanted, words
    for name, words in (("with", []), ("without", ["--no-bom"])):
        call(*run, *words, "--claimants", f"{name}.csv", "-o", "saved.json")
        call(PROGRAM, "report", "saved.json", "--claimants", f"{name}.csv", "-o", f"{name}-report.csv")
    assert open("with.csv", "rb").read() == mark + open("without.csv", "rb").read()
    assert open("with-report.csv", "rb").read() == open("without-report.csv", "rb").read()


def compare_saved():
    """Saved results side by side have the levels and differences that their scenarios have, with the errors of independent runs."""
    names = ("joint-fund-2019", "korean-firms-only")
    for name in names:
        call(PROGRAM, "run", os.path.join(ROOT, "scenarios", name + ".yaml"), "--trials", 150, "--quiet", "-o", name + ".json")
    files = [name + ".json" for name in names]
    saved = json.loads(call(PROGRAM, "compare", *files, "--quiet", "--format", "json").stdout)
    paired = json.loads(call(PROGRAM, "compare", *(os.path.join(ROOT, "scenarios", n + ".yaml") for n in names), "--trials", 150, "--quiet",
                             "--format", "json").stdout)
    assert saved["paired"] is False and paired["paired"] is True and saved["changed"] == paired["changed"] and not saved["movers"]
    for is_saved, is_run in zip(saved["points"], paired["points"], strict=True):
        assert set(is_run["levels"]) - set(is_saved["levels"]) == {"interest"}
        for key, level in is_saved["levels"].items():
            assert math.isclose(level["mean"], is_run["levels"][key]["mean"], rel_tol=1e-9, abs_tol=1e-9), key
            assert math.isclose(is_saved["differences"][key]["mean"], is_run["differences"][key]["mean"], rel_tol=1e-6, abs_tol=1e-6), key
        for country, difference in is_saved["received_differences"].items():
            assert math.isclose(difference["mean"], is_run["received_differences"][country]["mean"], rel_tol=1e-6, abs_tol=1)
        assert is_saved["money"] == is_run["money"] and is_saved["verdict"] == is_run["verdict"]
    first, second = (p["levels"]["received"]["se"] for p in saved["points"])
    assert math.isclose(saved["points"][1]["differences"]["received"]["se"], math.hypot(first, second))
    assert "is the standard error as of independent runs" in " ".join(call(PROGRAM, "compare", *files, "--quiet").stdout.split())
    for wrong in ([files[0], os.path.join(ROOT, "scenarios", "kuwait-rounds.yaml")], [files[0], "--tornado"], [files[0], "--vary", "participation.JP=0%,1%"]):
        made = call(PROGRAM, "compare", *wrong, check=False)
        assert made.returncode == 2 and "U121" in made.stderr, made.stderr
    call(PROGRAM, "run", os.path.join(ROOT, "scenarios", "kuwait-rounds.yaml"), "--trials", 20, "--quiet", "-o", "dollars.json")
    assert "S904" in call(PROGRAM, "compare", files[0], "dollars.json", check=False).stderr


closed_form()
institution_and_estate()
late_and_earlier()
wrong_tables()
other_runs()
for shipped in ("joint-fund-2019", "third-party-2023", "asset-liquidation"):
    way_back(shipped)
compare_saved()
marks()
print("the claimants' table is right, and comes back")
