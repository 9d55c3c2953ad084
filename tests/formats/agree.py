"""One simulation in every format: the figures are those of `run --format json`, and rows add up to their totals."""
import csv
import html.parser
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
import zipfile

PROGRAM, SCENARIO = sys.argv[1:3]
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FOLDER = tempfile.mkdtemp()


def out(name):
    return os.path.join(FOLDER, name)


def call(*arguments):
    return subprocess.run([PROGRAM, *arguments], check=True, capture_output=True, text=True).stdout


class Page(html.parser.HTMLParser):
    """Rows of each table: label, then {key: exact value}."""

    def __init__(self):
        super().__init__()
        self.tables, self.keys, self.row, self.label = {}, None, None, None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "table":
            self.keys = []
            self.rows = self.tables[given["id"][6:]] = []
        elif tag == "th" and "data-key" in given:
            self.keys.append(given["data-key"])
        elif tag == "tr":
            self.row, self.cells = {}, 0
        elif tag in ("td", "th") and self.keys is not None:
            self.label = "" if given.get("scope") == "row" else self.label
            if "data-value" in given and given["data-value"][4:5] != "-":
                self.row[self.keys[self.cells]] = float(given["data-value"])
            elif "data-value" in given:
                self.row[self.keys[self.cells]] = given["data-value"]
            self.cells += 1
            self.is_head = given.get("scope") == "row"

    def handle_data(self, data):
        if self.keys is not None and self.label is not None and getattr(self, "is_head", False):
            self.label += data

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.is_head = False
        if tag == "tr" and self.row is not None and self.label is not None:
            self.rows.append((self.label, self.row))
            self.label, self.row = None, None


def near(a, b, what):
    assert abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b)), f"{what}: {a} and {b}"


def sheets(path):
    """Cells of each sheet: {"B3": (value, formula)}."""
    book = zipfile.ZipFile(path)
    texts = ["".join(t.text or "" for t in item.iter(SHEET + "t")) for item in tree.fromstring(book.read("xl/sharedStrings.xml"))]
    names = [s.get("name") for s in tree.fromstring(book.read("xl/workbook.xml")).iter(SHEET + "sheet")]
    found = {}
    for number, name in enumerate(names, 1):
        cells = found[name] = {}
        for cell in tree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).iter(SHEET + "c"):
            value, formula = cell.find(SHEET + "v"), cell.find(SHEET + "f")
            if value is not None:
                cells[cell.get("r")] = (texts[int(value.text)] if cell.get("t") == "s" else float(value.text),
                                        formula.text if formula is not None else None)
    return found


def check_page(result, one):
    page = Page()
    text = open(out("r.html"), encoding="utf-8").read()
    assert len(text.encode()) < 1_000_000 and "<script" not in text
    page.feed(text)
    money, rows = result["money"], dict(page.tables["money"])
    for label, key in [("received", "received"), ("paid to claimants in life", "paid_in_life"), ("paid to estates", "paid_to_estates"),
                       ("left at the end", "left")]:
        found = [values["amount"] for name, values in page.tables["money"] if name in ("in", "out")] if label not in rows else [rows[label]["amount"]]
        assert any(abs(f * one - money[key]["mean"]) <= 1e-6 * max(1, f * one) for f in found), label
    people = [values["people"] for _, values in page.tables["people"]]
    near(sum(people[:-1]), people[-1], "states add up to everyone")
    groups = page.tables["groups"]
    for (name, values), group in zip(groups, result["groups"]):
        near(values["paid"] * one, group["paid"]["mean"], name)
    near(sum(v["paid"] for _, v in groups[:-1]), groups[-1][1]["paid"], "groups add up")
    near(groups[-1][1]["paid"] * one, money["paid"]["mean"], "paid")
    by_date = {t["date"]: t for t in result["timeline"]}
    last = page.tables["years"][-1]
    near(last[1]["died_waiting"], by_date[result["timeline"][-1]["date"]]["died_waiting"]["mean"], "died waiting")


def check_book(result, one):
    book = sheets(out("r.xlsx"))
    rows = len(result["timeline"])
    for number, entry in enumerate(result["timeline"], 2):
        near(book["Schedule"][f"C{number}"][0] * one, entry["paid"]["mean"], entry["date"])
    value, formula = book["Schedule"][f"B{rows + 2}"]
    assert formula and re.fullmatch(r"SUM\(B2:B\d+\)", formula), formula
    near(value * one, result["money"]["paid"]["mean"], "the schedule's sum")
    near(sum(book["Schedule"][f"B{r}"][0] for r in range(2, rows + 2)), value, "the schedule's rows")
    summary = {cell[0]: book["Summary"].get("B" + at[1:]) for at, cell in book["Summary"].items() if at[0] == "A"}
    near(summary["share paid in time"][0], result["people"]["share_in_time"]["mean"], "share in time")
    near(summary["paid in life"][0] * one, result["money"]["paid_in_life"]["mean"], "paid in life")


def check_csv(result, one):
    blocks = {}
    for block in open(out("r.csv"), encoding="utf-8", newline="").read().replace("\r\n", "\n").strip().split("\n\n"):
        name, rest = block.split("\n", 1)
        blocks[name] = list(csv.DictReader(io.StringIO(rest)))
    for row, entry in zip(blocks["timeline"], result["timeline"]):
        assert row["date"] == entry["date"]
        near(float(row["paid"]) * one, entry["paid"]["mean"], row["date"])
    for row, entry in zip(blocks["groups"], result["groups"]):
        near(float(row["paid_in_life"]) * one, entry["paid_in_life"]["mean"], row["name"])
    assert len(blocks["claimants"]) == result["simulation"]["claimants"]


options = [SCENARIO, "--trials", "200", "--quiet"]
call("report", *options, *sum((["-o", out("r." + kind)] for kind in ("html", "xlsx", "md", "csv", "json")), []))
run = call("run", *options, "--format", "json")
assert run == open(out("r.json"), encoding="utf-8").read(), "report's JSON is run's"
result = json.loads(run)
one = 1
check_page(result, one)
check_book(result, one)
check_csv(result, one)
markdown = open(out("r.md"), encoding="utf-8").read()
assert f"{result['people']['share_in_time']['mean'] * 100:.1f}%" in markdown
books = []
for _ in range(2):
    call("report", *options, "-o", out("again.xlsx"))
    books.append(open(out("again.xlsx"), "rb").read())
assert books[0] == books[1], "the same command gives the same bytes"
print("the formats agree")
