"""
One simulation in every format: page, workbook, Markdown and CSV hold the figures of `run --format json`, table by table and part by part,
and the rows of each table add up to its total. On three shipped scenarios.
"""
import json
import os
import re
import sys
import tempfile

from readers import SCALES, call, csv_tables, everything, figure, page_tables, sheets

PROGRAM, ROOT = map(os.path.abspath, sys.argv[1:3])
os.chdir(tempfile.mkdtemp())
PARTS = ["mean", "se", "p05", "p50", "p95", "low", "high"]
# The sheets that hold a table of the CSV, row by row.
SHEETS = {"Timeline": "timeline", "Goals": "goals", "Money out": "money", "Countries": "by_country", "Sources": "by_source", "Groups": "groups",
          "Ages": "age_bands", "Claims": "claim_bands", "States": "people", "Not in time": "not_in_time", "Claimants": "claimants",
          "Wholly paid": "wholly_paid", "Unpaid": "unpaid", "Paid by when": "reach", "Deaths": "deaths", "Deaths by month": "deaths_by_month"}
STATES = {"paid in time": "in_time", "paid in life, but late": "late", "paid in part in life": "part", "only the estate paid": "estate_paid",
          "declined": "declined", "refused": "refused", "claim not due": "not_due", "nothing, and died": "nothing_died",
          "nothing, and alive": "nothing_living"}
REASONS = {"died before they were entitled": "before_entitled", "died in the queue": "in_queue", "died while they decided": "deciding",
           "died before the next pay date": "before_pay_date", "died for want of money": "for_want_of_money"}
SHARES = {"paid in time": "share_in_time", "paid in time, nobody left out": "share_of_all_living", "in time with unlimited money": "ceiling",
          "died waiting": "share_died_waiting", "of the living at the start, died waiting": "share_died_waiting", "of what they are owed, paid in life": "paid_share_in_life",
          "of what the living are owed, paid in life": "paid_share_in_life"}
FLOWS = {"opening balance": "opening", "received": "received", "return on the balance": "return", "paid to claimants in life": "paid_in_life",
         "paid to estates": "paid_to_estates", "costs": "costs", "deposited, not taken up": "deposited", "returned to debtors": "returned", "left at the end": "left"}
ORIGINS = {"living at start": "living", "estates at start": "estates", "all": "all"}
UNPAID = {"all": "all", "of those living at start": "living", "of estates at start": "estates", "in the queue": "in_queue",
          "waiting for an answer": "for_an_answer", "waiting for money": "for_money"}
compared = 0


def near(a, b, what):
    global compared
    compared += 1
    assert abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b)), f"{what}: {a} and {b}"


def same(row, key, entry, one, what):
    """A cell of a data file with its parts, and the estimate of the result."""
    if not isinstance(entry, dict):
        near(float(row[key]) * one, entry, f"{what} {key}")
        return
    for part in PARTS:
        name = key if part == "mean" else f"{key}_{part}"
        if part in entry and row.get(name) not in (None, ""):
            near(float(row[name]) * one, entry[part], f"{what} {name}")


def check_answers(tables, result, one):
    """Who is wholly paid, by when, what is unpaid, who dies waiting."""
    for row in tables["wholly_paid"]:
        whole = result["wholly_paid"][ORIGINS[row["claims"]]]
        for when in ("by_goal", "by_end"):
            same(row, when, whole[when]["count"], 1, "wholly paid")
            same(row, f"share_{when}", whole[when]["share"], 1, "wholly paid")
        same(row, "everyone", whole["everyone"], 1, "wholly paid")
    for row in tables["unpaid"]:
        figure = result["unpaid"][UNPAID[row["claims"]]]
        same(row, "unpaid", figure, one, "unpaid")
        if "at_confidence" in figure:
            near(float(row["at_confidence"]) * one, figure["at_confidence"], "unpaid")
    for row in tables["reach"]:
        reach = result["reach"][row["claims"]][f"{float(row['share']) * 100:.0f}%"]
        same(row, "never", reach["never"], 1, "reach")
        assert {k: row["median" if k == "p50" else k] or None for k in reach["date"]} == reach["date"], (row, reach)
    deaths = result["deaths"]
    assert len(tables["unpaid"]) == len(UNPAID) and len(tables["wholly_paid"]) == len(ORIGINS) and len(tables["reach"]) in (5, 10)
    for row, month in zip(tables["deaths_by_month"], deaths, strict=True):
        assert (row["from"], row["to"]) == (month["from"], month["to"])
        same(row, "waiting", month["waiting"], 1, "deaths")
        same(row, "cumulative", month["cumulative"], 1, "deaths")
    for row in tables["deaths"]:
        months = [m for m in deaths if m["from"][:4] == row["from"][:4]]
        assert (row["from"], row["to"]) == (months[0]["from"], months[-1]["to"])
        near(float(row["waiting"]), sum(m["waiting"]["mean"] for m in months), "deaths of a year")
        same(row, "cumulative", months[-1]["cumulative"], 1, "deaths of a year")


def check_csv(tables, result, one):
    """Each table of the CSV against the result."""
    money, people = result["money"], result["people"]
    goals = result.get("goals", [result["verdict"]])
    for row, goal in zip(tables.get("goals", []), goals, strict=True) if "goals" in tables else []:
        same(row, "share_in_time", goal["share_in_time"], 1, "goal")
        same(row, "probability", goal["probability"], 1, "goal")
        assert row["by"] == goal["by"] and row["who"] == (goal["who"] or "the living")
    reasons = REASONS | {f"alive on {result['verdict']['by']}": "alive"}
    for key, names in (("people", STATES), ("not_in_time", reasons)):
        found = people if key == "people" else people["not_in_time"]
        assert [r["state"] for r in tables[key]] == list(names)
        for row in tables[key]:
            same(row, "people", found[names[row["state"]]], 1, row["state"])
    for row in tables["shares"]:
        same(row, "share", people[SHARES[row["figure"]]], 1, row["figure"])
    for row in tables["money"]:
        same(row, "amount", money[FLOWS[row["item"]]], one, row["item"])
    lists = [("timeline", result["timeline"], ("received", "balance", "paid"), ("living", "paid_in_full", "in_time")),
             ("groups", result["groups"], ("claimed", "paid", "paid_in_life"), ("count", "living", "share_in_time")),
             ("age_bands", result["age_bands"], ("claimed", "paid", "paid_in_life"), ("count", "living", "share_in_time")),
             ("claim_bands", result["claim_bands"], ("claimed", "paid", "paid_in_life"), ("count", "living", "share_in_time")),
             ("by_source", money["by_source"], ("promised", "received"), ("probability",)),
             ("by_country", money["by_country"], ("received",), ("firms", "joined"))]
    for key, entries, amounts, others in lists:
        if key not in tables:
            assert len(entries) <= 1 or key in ("by_country", "by_source") and not entries, key
            continue
        rows = [r for r in tables[key] if r.get("country") != "other sources"]
        assert len(rows) == len(entries), (key, len(rows), len(entries))
        for row, entry in zip(rows, entries):
            for column in amounts + others:
                wanted = entry[column]["mean"] if column in ("claimed", "promised") else entry[column]
                if row[column] == "" and column == "share_in_time":
                    assert entry[column]["mean"] is None and not (key == "groups" and entry["goal_counts"] and result["verdict"]["counted"] == 1)
                    continue
                same(row, column, wanted, one if column in amounts else 1, f"{key} {row.get('name', row.get('date'))}")
    check_answers(tables, result, one)
    assert [r["date"] for r in tables["timeline"]] == [t["date"] for t in result["timeline"]]
    assert [r["key"] for r in tables["assumptions"]] == [a["key"] for a in result["assumptions"]]
    assert len(tables["claimants"]) == result["simulation"]["claimants"]


def check_page(page, tables, result, one):
    """The page's tables: the same rows and figures as the CSV's, and totals that are the sums of their rows."""
    assert len(page) > 10
    rows = 0
    for key, data in tables.items():
        shown = page.get(key)
        if key in ("claimants", "assumptions") or not shown:
            continue
        by_first = [list(r.values()) for r in data]
        for label, values in shown:
            at = next((i for i, cells in enumerate(by_first) if cells[0] == label and (key not in ("money", "reach") or all(
                abs(float(data[i][c]) - v) <= 1e-9 * max(1, abs(v)) for c, v in values.items() if c in data[i] and isinstance(v, float)))), None)
            if at is None:
                assert label in ("all", "not in time", "", "other sources", "all that came in = all that went out") or "that bring less" in label, (key, label)
                continue
            rows += 1
            for column, value in values.items():
                if isinstance(value, float) and data[at].get(column) not in (None, ""):
                    near(float(data[at][column]), value, f"{key} {label} {column}")
    assert rows > 40, rows
    check_totals(page, result, one)
    by_date = {t["date"]: t for t in result["timeline"]}
    for label, row in page["years"]:
        for column, key in (("paid_in_time", "in_time"), ("waiting", "waiting"), ("died_waiting", "died_waiting")):
            near(row[column], by_date[row["date"]][key]["mean"], f"{label} {column}")
        near(row["paid"] * one, by_date[row["date"]]["paid"]["mean"], label)


def check_totals(page, result, one):
    """Rows add up to their total row, and the total is the result's."""
    money = result["money"]
    totals = {"people": {"people": result["simulation"]["claimants"], "share": 1}, "not_in_time": {"people": None, "share": None},
              "groups": {"count": result["simulation"]["claimants"], "living": result["simulation"]["living"], "claimed": money["claimed"]["mean"] / one,
                         "paid": money["paid"]["mean"] / one, "paid_in_life": money["paid_in_life"]["mean"] / one},
              "by_source": {"received": money["received"]["mean"] / one},
              "by_country": {"received": money["received"]["mean"] / one, "promised": None}}
    for key, columns in totals.items():
        if key not in page:
            continue
        *rows, (label, last) = page[key]
        for column, wanted in columns.items():
            if column not in last:
                continue
            near(sum(r[column] for _, r in rows if column in r), last[column], f"{key}: rows of {column} add up")
            if wanted is not None:
                near(last[column], wanted, f"{key}: total of {column}")
    for bands in ("age_bands", "claim_bands"):
        for column in ("count", "claimed") if bands in page and bands == "claim_bands" else ():
            wanted = {"count": result["simulation"]["claimants"], "claimed": money["claimed"]["mean"] / one}[column]
            near(sum(r[column] for _, r in page[bands]), wanted, f"{bands}: {column}")


def check_flows(tables, one, result):
    """All that came in is all that went out or is left."""
    flows = {"in": 0.0, "out": 0.0}
    for row in tables["money"]:
        flows[row["flow"]] += float(row["amount"])
    near(flows["in"], flows["out"], "in = out")
    near(sum(result["people"][k]["mean"] for k in STATES.values()), result["simulation"]["claimants"], "states")


def check_book(book, tables, result, one):
    """Each sheet against the table of the CSV, cell by cell; money in a workbook stands in major units too."""
    for sheet, key in SHEETS.items():
        if key not in tables or sheet not in book:
            assert sheet not in book or key == "by_source", sheet
            continue
        cells = book[sheet]
        heads = [at for at in cells if re.fullmatch(r"[A-Z]+1", at)]
        columns = list(tables[key][0])
        assert len(heads) == len(columns), (sheet, heads, columns)
        if key == "by_source" and len(tables[key]) > 40:
            continue
        for number, row in enumerate(tables[key], 2):
            for at, column in zip(heads, columns):
                found = cells.get(at[:-1] + str(number))
                wanted = row[column]
                if found is None:
                    assert wanted == "", (sheet, at, number, wanted)
                elif isinstance(found[0], str):
                    assert found[0] in (wanted, wanted.lstrip("'"), "never", "–"), (sheet, found, wanted)
                elif re.fullmatch(r"\d{4}-\d\d-\d\d", wanted):
                    continue  # dates: workbook.py
                else:
                    near(found[0], float(wanted), f"{sheet} {at[:-1]}{number}")
    for number, entry in enumerate(result["timeline"], 2):
        near(book["Schedule"][f"C{number}"][0] * one, entry["paid"]["mean"], entry["date"])
    rows = len(result["timeline"])
    value, formula = book["Schedule"][f"B{rows + 2}"]
    assert formula and re.fullmatch(r"SUM\(B2:B\d+\)", formula), formula
    near(value * one, result["money"]["paid"]["mean"], "the schedule's sum")
    near(sum(book["Schedule"][f"B{r}"][0] for r in range(2, rows + 2)), value, "the schedule's rows")
    summary = {cell[0]: book["Summary"].get("B" + at[1:]) for at, cell in book["Summary"].items() if at[0] == "A"}
    near(summary["share paid in time"][0], result["people"]["share_in_time"]["mean"], "share in time")


def digits_of(text):
    """The half of the last digit's worth of a figure: how far the exact number may be."""
    found = re.fullmatch(r"[-+±]?([\d,]*\d)(?:\.(\d+))?(k|m|bn|tn|%)?", text)
    last = 10.0 ** -len(found[2] or "")
    return 0.5 * last * (0.01 if found[3] == "%" else SCALES[found[3] or ""])


def check_markdown(text, page):
    """Figures of Markdown's tables are the page's, rounded."""
    rows, checked = {}, 0
    for line in text.replace("\\", "").splitlines():
        if line.startswith("|"):
            cells = [c.strip(" *`") for c in line.strip().strip("|").split("|")]
            rows.setdefault(cells[0], []).append(cells)
    for key in ("people", "not_in_time", "groups", "by_source", "by_country", "years", "timeline", "shares", "age_bands", "claim_bands", "wholly_paid", "unpaid", "deaths"):
        for label, values in page.get(key, []):
            candidates = rows.get(label, [])
            exact = [v for c, v in values.items() if isinstance(v, float) and not re.search("_(se|p05|p95|low|high)$", c)]
            assert not exact or any(all(any(fits(cell, v) for cell in cells[1:]) for v in exact) for cells in candidates), (key, label, exact, candidates[:2])
            checked += len(exact)
    assert checked > 100, checked


def fits(cell, value):
    try:
        shown = figure(cell)
    except AssertionError:
        return False
    slack = digits_of(cell.strip())
    # Three digits of money: 123m is good to half a million, 1.5bn, whose zeros are left out, to five.
    slack = max(slack, 0.5 * 10 ** (len(str(int(abs(value)))) - 3)) if re.search("(k|m|bn|tn)$", cell) else slack
    return abs(shown - value) <= slack * 1.001 + 1e-9 * abs(value)


def check(name, *more):
    options = [os.path.join(ROOT, "scenarios", name + ".yaml"), "--trials", 200, "--quiet"]
    paths = {kind: f"{name}.{kind}" for kind in ("html", "xlsx", "md", "csv", "json")}
    call(PROGRAM, "report", *options, *more, *sum((["-o", p] for p in paths.values()), []))
    run = call(PROGRAM, "run", *options, "--format", "json").stdout
    assert run == everything(paths["json"]), "report's JSON is run's"
    result = json.loads(run)
    one = 10 ** result["scenario"]["minor_digits"]
    tables, page = csv_tables(paths["csv"]), page_tables(paths["html"])
    text = everything(paths["html"])
    assert len(text.encode()) < 1_000_000 and "<script" not in text
    check_csv(tables, result, one)
    check_flows(tables, one, result)
    check_page(page, tables, result, one)
    check_book(sheets(paths["xlsx"]), tables, result, one)
    check_markdown(everything(paths["md"]), page)
    return lambda: call(PROGRAM, "report", *options, *more, *sum((["-o", p] for p in paths.values()), [])) and paths


check("joint-fund-2019")
again = check("third-party-2023", "--no-studies")
check("kuwait-rounds", "--no-studies")
check("foundation-2025", "--no-studies")
before = {kind: open(f"third-party-2023.{kind}", "rb").read() for kind in ("html", "xlsx", "md", "csv", "json")}
for kind, path in again().items():
    assert before[kind] == open(path, "rb").read(), f"the same command gives the same bytes: {kind}"
print(f"the formats agree: {compared} figures were compared")
