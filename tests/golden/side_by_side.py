"""
Files side by side: where their goals differ each is measured by all of them, as `run` with that goal set measures it on the same futures; the answer
stands before what differs, which a screen folds to ten rows.
"""
import json
import os
import sys
import tempfile
import xml.etree.ElementTree as tree
import zipfile

from program import solatium, written

ROOT = os.path.abspath(sys.argv[2])
FOLDER = tempfile.mkdtemp()
FILES = [os.path.join(ROOT, "scenarios", name + ".yaml") for name in ("joint-fund-2019", "korean-firms-only", "third-party-2023")]
HOW = ("--trials", "60", "--seed", "7", "--quiet")


def goal_settings(goal):
    words = []
    for key in ("by", "paid", "goal", "confidence"):
        value = goal[key] if key == "by" else f"{goal[key] * 100:.10g}%"
        words += ["--set", f"timeliness.{key}={value}"]
    return words


told = json.loads(solatium("compare", *FILES, *HOW, "--format", "json"))
assert len(told["goals"]) == 2, "two of the three files have one goal"
for goal in told["goals"]:
    for path, probability in zip(FILES, goal["probability"]):
        alone = json.loads(solatium("run", path, *HOW, *goal_settings(goal), "--format", "json"))
        assert alone["verdict"]["probability"] == probability, (path, goal)
own = [point["verdict"]["probability"] for point in told["points"]]
assert own[0] == told["goals"][0]["probability"][0] and own[2] == told["goals"][1]["probability"][2]

alike = json.loads(solatium("compare", *FILES[:2], *HOW, "--format", "json"))
assert alike["goals"] == []

# A goal for a group that the other file does not have cannot be asked of it; nor one of a day after its end.
HEAD = """solatium: 1
start: 2025-01-01
end: 2027-01-01
currency: KRW
fund: {opening: 100m KRW}
mortality: {country: KOR}
payments: {first: 2025-06-01, every: half-year}
claimants:
  groups:
    - {name: NAME, count: 4, sex: female, age: 85, claim: 50m KRW}
"""
one = written(FOLDER, "one.yaml", HEAD.replace("NAME", "Firsts") + "title: One\ntimeliness: {who: {groups: [Firsts]}, goal: 50%}\n")
two = written(FOLDER, "two.yaml", HEAD.replace("NAME", "Others") + "title: Two\ntimeliness: {goal: 25%, by: 2026-01-01}\n")
late = written(FOLDER, "late.yaml", HEAD.replace("2027", "2030").replace("NAME", "Others") + "title: Late\ntimeliness: {goal: 25%}\n")
told = json.loads(solatium("compare", one, two, late, *HOW, "--format", "json"))
asked = [[p is not None for p in goal["probability"]] for goal in told["goals"]]
assert asked == [[True, False, False], [True, True, True], [False, False, True]], asked

text = solatium("compare", *FILES, *HOW)
rows = [text.index(words) for words in ("its own goal met in", "Each by the goals of all", "Side by side", "What differs")]
assert rows == sorted(rows), "the answer stands first"
assert text.index("Their goals differ: each stands first by its own, so that") < rows[0], "the words compare nothing, and say so first"
words = " ".join(solatium("compare", one, two, late, *HOW).split())
assert "A goal of the living counts those of each" not in words, "as many, and of one day"
words = " ".join(solatium("compare", two, FILES[0], *HOW).split())
assert "A goal of the living counts those of each scenario's own start: 4 in Two; 11 in Joint fund" in words, words
assert "died waiting (own goal)" in text, "whom it counts is the goal's"
assert " more, of those written in fewer of the files last" in text
three = [" ".join(solatium("compare", *FILES, FILES[0], *HOW, COLUMNS=width).split()) for width in ("80", "200")]
assert "Not here for want of width: some errors" in three[0] and "Not here for want of width" not in three[1], "an error is not left out in silence"
full = solatium("compare", *FILES, *HOW, "--format", "csv", "--table", "changed")
assert len(full.splitlines()) > 50, "data files hold all that differs"
# A grid is a grid wherever people read it: as many columns as the second lever has values, and in a workbook numbers with their marks.
GRID = ("--vary", "participation.JP=0%:100%:50%", "--vary", "participation.KR=0%:100%:25%")
lines = solatium("compare", FILES[0], *GRID, *HOW, "--format", "markdown").split("\n")
grid = [line for line in lines if line.startswith("|")]
assert len(grid) == 2 * 5 and all(line.count("|") == 7 for line in grid), grid
book = os.path.join(FOLDER, "grid.xlsx")
solatium("compare", FILES[0], *GRID, *HOW, "-o", book)
points = json.loads(solatium("compare", FILES[0], *GRID, *HOW, "--format", "json"))["points"]
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
parts = zipfile.ZipFile(book)
names = [sheet.get("name") for sheet in tree.fromstring(parts.read("xl/workbook.xml")).iter(SHEET + "sheet")]
cells = [cell for cell in tree.fromstring(parts.read(f"xl/worksheets/sheet{names.index('Heat') + 1}.xml")).iter(SHEET + "c") if cell.get("t") != "s"]
assert len(cells) == len(points) == 15, len(cells)
for cell, point in zip(cells, points):
    assert abs(float(cell.find(SHEET + "v").text) - point["verdict"]["probability"]["mean"]) < 1e-12
assert "rate of joining: country JP" in parts.read("xl/sharedStrings.xml").decode(), "which way is which"
marks = [form.get("formatCode") for form in tree.fromstring(parts.read("xl/styles.xml")).iter(SHEET + "numFmt")]
assert any("\u25cf" in mark or "\u25d0" in mark for mark in marks) and all("0%" in mark for mark in marks if "\u2591" in mark), marks
print("ok")
