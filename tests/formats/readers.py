"""Reads the tables of every format back: {key: [{column key: value}]}, and what the tests of this folder share."""
import csv
import html.parser
import io
import re
import subprocess
import xml.etree.ElementTree as tree
import zipfile

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def call(*arguments, check=True):
    return subprocess.run([str(a) for a in arguments], check=check, capture_output=True, text=True)


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


def page_tables(path):
    page = Page()
    page.feed(open(path, encoding="utf-8").read())
    return page.tables


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


def csv_tables(path):
    """All tables of a CSV report, and its rows as dictionaries."""
    text = open(path, encoding="utf-8-sig", newline="").read()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    found, at = {}, 0
    while at < len(rows):
        name, head, at = rows[at][0], rows[at + 1], at + 2
        found[name] = []
        while at < len(rows) and rows[at]:
            assert len(rows[at]) == len(head), (name, rows[at])
            found[name].append(dict(zip(head, rows[at])))
            at += 1
        at += 1
    return found


def everything(path):
    """All text of a file, a workbook's parts too."""
    if path.endswith(".xlsx"):
        book = zipfile.ZipFile(path)
        return "\n".join(book.read(n).decode("utf-8", "replace") for n in book.namelist())
    return open(path, encoding="utf-8").read()


SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12, "": 1.0}


def figure(text):
    """The number of a figure as people read it: 1.5bn, 1,515, 40%."""
    found = re.fullmatch(r"([-+]?[\d,]*\.?\d+)(k|m|bn|tn|%)?", text.strip().replace("−", "-"))
    assert found, text
    value = float(found[1].replace(",", ""))
    return value / 100 if found[2] == "%" else value * SCALES[found[2] or ""]
