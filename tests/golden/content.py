"""
`content`, the fingerprint of what was read: the same for whatever does not matter (line ends, comments, quotes, the order of keys, the way
a number is written, a default that is written out, the number of trials, where a file stands), another for whatever does: each value
of the fullest example is changed in turn, and each cell of its tables.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

try:
    import yaml
except ModuleNotFoundError:
    yaml = None

PROGRAM, ROOT = map(os.path.abspath, sys.argv[1:3])
FOLDER = tempfile.mkdtemp()
os.chdir(FOLDER)
HEAD = """solatium: 1
title: A fund
currency: KRW
start: 2025-01-01
end: 2029-01-01
exchange: {JPY: {price: 10.9, volatility: 8%/y}, USD: {price: 1300}}
mortality: {male: {law: kannisto, b: 1.4189207e-6, g: 0.1321865}, female: {law: kannisto, b: 1.181384e-7, g: 0.1547054}}
payments: {first: 2025-07-01, every: quarter}
"""
BODY = """events: {talks: {probability: 35%, date: 2025-03-01}, walks: {probability: 5%, date: 2025-03-02}}
participation: {KR: 60%, JP: {base: 5%, after: {talks: 40%, walks: 30%}}}
firms: [{name: A, country: KR, pledge: 3bn KRW, joins: {uniform: [2025-03-01, 2026-12-31]}}, {name: B, country: JP, pledge: 20m JPY}]
claimants: {groups: [{name: P, count: 12, living: 8, sex: {male: 40%}, age: {normal: [93, 3]}, claim: 100m KRW,
  interest: [{rate: 20%/y, from: 2013-06-19}]}, {name: L, count: 2, sex: female, age: 90, claim: 50m KRW, requires: talks}]}
timeliness: {by: 2028-12-31, goal: 70%}
"""
ROWS = ("id,group,sex,born,claim,count,interest,paid,eligible\n"
        "one,P,male,1931-02-03,100m KRW,,20%/y from 2013-06-19,1m KRW on 2015-01-01,\n"
        "two,P,female,1930,2000000 KRW,3,,,2026-01-01\n")
TABLE = "age,male,female\n" + "".join(f"{age},{0.01 + age / 400:.4f},{0.005 + age / 500:.4f}\n" for age in range(80, 111))


def write(name, text):
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    with open(name, "w", encoding="utf-8", newline="") as out:
        out.write(text)


def content(name, *options):
    """None: the scenario is not valid."""
    made = subprocess.run([PROGRAM, "check", name, "--format", "json", "--quiet", *options], capture_output=True, text=True, check=False)
    summary = json.loads(made.stdout)["summary"]
    return summary and summary["content"]


def alike(what, first, second):
    assert first is not None and first == second, (what, first, second)


def reversed_keys(value):
    """As JSON, which is YAML too: quoted, on one line, in another order. The order of choices and of ages is one that counts."""
    if isinstance(value, dict):
        fixed = any(re.fullmatch(r"[\d.]+", k) for k in value)
        pairs = [(k, v if k == "choice" else reversed_keys(v)) for k, v in value.items()]
        return dict(pairs if fixed else pairs[::-1])
    return [reversed_keys(v) for v in value] if isinstance(value, list) else value


def names_files(value):
    if isinstance(value, dict):
        return not {"file", "hmd", "wpp", "csv", "extends"}.isdisjoint(value) or any(map(names_files, value.values()))
    return isinstance(value, list) and any(map(names_files, value))


def what_does_not_matter():
    write("a.yaml", HEAD + BODY)
    a = content("a.yaml")
    for what, text in [("line ends", (HEAD + BODY).replace("\n", "\r\n")), ("a mark", "\ufeff" + HEAD + BODY),
                       ("comments", "# first\n" + HEAD + "# between\n" + BODY), ("sections", BODY.join([HEAD.split("\n", 1)[0] + "\n", ""]) + HEAD.split("\n", 1)[1]),
                       ("numbers", (HEAD + BODY).replace("3bn", "3_000_000_000").replace("35%", "0.35").replace("20m JPY", "20000000 JPY").replace("10.9", "10.90")),
                       ("a source", (HEAD + BODY).replace("{price: 1300}", "{price: {value: 1300, source: a bank, note: of May}}")),
                       ("trials", HEAD + "simulation: {trials: 17}\n" + BODY), ("a default", HEAD + "allocation: proportional\n" + BODY)]:
        write("b.yaml", text)
        alike(what, a, content("b.yaml"))
    for law in ("{country: KOR, year: 2023}", "{country: South Korea}", "{male: {country: KR}, female: {country: {value: KOR, note: ours}, year: 2023}}"):
        write("b.yaml", re.sub(r"mortality: .*", f"mortality: {law}", HEAD + BODY))
        write("c.yaml", re.sub(r"g: 0.1\d+", r"\g<0>, fitted: [80, 105]", HEAD + BODY))
        alike("a country", content("c.yaml"), content("b.yaml"))
    if not yaml:
        print("skipped: the order of keys: PyYAML is not installed (Debian: python3-yaml)")
    for name in [] if not yaml else [os.path.join(ROOT, "tests/examples/full.yaml"), "a.yaml"] + [
            os.path.join(ROOT, "scenarios", n) for n in sorted(os.listdir(os.path.join(ROOT, "scenarios"))) if n.endswith(".yaml")]:
        tree = yaml.load(open(name, encoding="utf-8"), yaml.BaseLoader)
        if names_files(tree):
            continue
        write("b.yaml", json.dumps(reversed_keys(tree), ensure_ascii=False))
        alike(name, content(name), content("b.yaml"))
    write("here/base.yaml", HEAD)
    write("here/c.yaml", "extends: base.yaml\n" + BODY)
    alike("extends", a, content("here/c.yaml"))
    made = subprocess.run([PROGRAM, "run", "a.yaml", "--trials", "10", "--format", "json", "--quiet"], capture_output=True, text=True, check=True)
    alike("run", a, json.loads(made.stdout)["scenario"]["content"])
    seeded = subprocess.run([PROGRAM, "run", "a.yaml", "--trials", "10", "--seed", "2", "--format", "json", "--quiet"], capture_output=True, text=True, check=True)
    assert json.loads(seeded.stdout)["scenario"]["content"] != a


def other_values(value):
    """The value with a digit more or less, until one is valid; words are changed by hand."""
    for digit in re.finditer(r"\d", value):
        for to in "1234567890":
            if to != digit[0]:
                yield value[:digit.start()] + to + value[digit.end():]


def what_matters(name):
    """Each value among the assumptions, written or not, is part of the content."""
    whole = content(name)
    made = subprocess.run([PROGRAM, "run", name, "--trials", "1", "--format", "json", "--quiet"], capture_output=True, text=True, check=True)
    changed = 0
    for line in json.loads(made.stdout)["assumptions"]:
        key, value = line["key"], line["value"].strip("`")
        if key == "simulation.trials" or not re.search(r"\d", value):
            continue
        for other in list(other_values(value))[:12]:
            found = content(name, "--set", f"{key}={other}")
            if found is None:
                continue
            changed += 1
            assert found != whole, (name, key, value, other)
            break
    return changed


def files():
    body = "claimants: {file: FOLDER/rows.csv}\nmortality: {male: {table: {csv: FOLDER/table.csv}}, female: {table: {csv: FOLDER/table.csv}}}\n" \
           "fund: {opening: 1m KRW}\ntimeliness: {goal: 70%}\n"
    head = "".join(line + "\n" for line in HEAD.splitlines() if not line.startswith("mortality"))

    def of(rows=ROWS, table=TABLE, folder="x"):
        write(f"{folder}/rows.csv", rows)
        write(f"{folder}/table.csv", table)
        write("f.yaml", head + body.replace("FOLDER", folder))
        return content("f.yaml")
    first = of()
    lines = [line.split(",") for line in ROWS.splitlines()]
    alike("another folder", first, of(folder="y"))
    alike("line ends", first, of(ROWS.replace("\n", "\r\n"), TABLE.replace("\n", "\r\n")))
    alike("quotes", first, of(ROWS.replace("one,P", '"one","P"')))
    alike("numbers", first, of(ROWS.replace("2000000 KRW", "2m KRW")))
    alike("columns", first, of("".join(",".join(line[::-1]) + "\n" for line in lines)))
    for row in (1, 2):
        for column, cell in enumerate(lines[row]):
            found = None
            for other in [{"male": "female", "female": "male"}.get(cell, cell + "x"), *other_values(cell)] if cell else []:
                changed = [list(line) for line in lines]
                changed[row][column] = other
                found = found or of("".join(",".join(line) + "\n" for line in changed))
            assert found != first and (found or not cell), (row, lines[0][column], cell)
    assert of(lines and ROWS.splitlines()[0] + "\n" + "\n".join(ROWS.splitlines()[:0:-1]) + "\n") != first, "the order of rows"
    assert of(table=TABLE.replace("\n90,0.2350,", "\n90,0.2360,")) not in (None, first), "a cell of a life table"


what_does_not_matter()
assert what_matters("a.yaml") > 25
assert what_matters(os.path.join(ROOT, "tests/examples/full.yaml")) > 60
files()
