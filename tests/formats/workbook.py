"""
The workbook through another library: sheet by sheet its values are those of `run --format json`, with formats, frozen heads, charts and live
sums; and through LibreOffice, where there is one: formulas without their stored values are calculated to the same figures, and follow
when a cell changes. Skipped without openpyxl.
"""
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

try:
    import openpyxl
except ImportError:
    print("skipped: openpyxl is not installed (Debian: python3-openpyxl)")
    sys.exit(77)

from readers import call, csv_tables

PROGRAM, ROOT = map(os.path.abspath, sys.argv[1:3])
FOLDER = tempfile.mkdtemp()
os.chdir(FOLDER)
MONEY, COUNT, WHOLE, DATE = {"#,##0", "#,##0.00"}, "#,##0.00", "#,##0", "yyyy-mm-dd"
SHARES = {"0%", *("0." + "0" * digits + "%" for digits in range(1, 11))}


def near(a, b, what):
    assert abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b)), f"{what}: {a} and {b}"


def columns(sheet):
    """{head: column number}."""
    return {c.value: c.column for c in sheet[1] if c.value}


def day(text):
    return None if text is None else datetime.datetime.fromisoformat(text)


def same(sheet, head, rows, entries, one=1.0):
    """A column's cells and a list of estimates, part by part."""
    at = columns(sheet)
    unit = next((h for h in at if h == head or h.startswith(head + " (")), None)
    assert unit, (sheet.title, head, list(at))
    parts = [(unit, "mean"), (f"{head} ±", "se"), (f"{head} 5%", "p05"), (f"{head} 50%", "p50"), (f"{head} 95%", "p95"),
             (f"{head} low", "low"), (f"{head} high", "high")]
    for row, entry in zip(rows, entries):
        for name, key in parts:
            if name in at and key in entry:
                cell = sheet.cell(row, at[name])
                if cell.value is None or cell.value == "–":
                    continue
                near(cell.value * one, entry[key], f"{sheet.title} {cell.coordinate}")


def formats(sheet, head, wanted):
    at = next(c for h, c in columns(sheet).items() if h == head or h.startswith(head + " ("))
    for row in range(2, sheet.max_row + 1):
        cell = sheet.cell(row, at)
        if isinstance(cell.value, (int, float, datetime.datetime)):
            assert cell.number_format in wanted, (sheet.title, cell.coordinate, cell.number_format)


def check_schedule(book, stored, result, one):
    sheet, values, n = book["Schedule"], stored["Schedule"], len(result["timeline"])
    before = {"paid": 0.0, "received": 0.0}
    for row, entry in enumerate(result["timeline"], 2):
        assert sheet.cell(row, 1).value == day(entry["date"])
        for column, key in ((2, "paid"), (4, "received")):
            near(sheet.cell(row, column).value * one, entry[key]["mean"] - before[key], f"{key} since {entry['date']}")
            near(sheet.cell(row, column + 1).value * one, entry[key]["mean"], f"{key} by {entry['date']}")
            before[key] = entry[key]["mean"]
        for column, key in ((6, "balance"), (7, "in_time"), (8, "waiting"), (9, "died_waiting")):
            near(sheet.cell(row, column).value * (one if column == 6 else 1), entry[key]["mean"], key)
    for column, key in ((2, "paid"), (4, "received")):
        letter, cell = "ABCD"[column - 1], sheet.cell(n + 2, column)
        assert cell.value == f"=SUM({letter}2:{letter}{n + 1})", cell.value
        near(values.cell(n + 2, column).value * one, result["money"][key]["mean"], "the stored sum")
    assert len(sheet._charts) == 2 and all(len(c.series) in (2, 3) for c in sheet._charts)
    formats(sheet, "pay date", {DATE})
    formats(sheet, "paid on this date", MONEY)
    formats(sheet, "waiting", {COUNT})


def check_claimants(book, rows):
    sheet = book["Claimants"]
    at = columns(sheet)
    assert sheet.max_row == len(rows) + 1
    pairs = [("claimant", "id"), ("group", "group"), ("claimed", "claimed"), ("in time", "probability_in_time"), ("in time low", "probability_in_time_low"),
             ("in time high", "probability_in_time_high"), ("paid in life", "paid_in_life"), ("paid to the estate", "paid_to_estate"),
             ("paid off", "probability_paid_off"), ("median pay-off", "payoff_median"), ("pay-off 5%", "payoff_p05"), ("pay-off 95%", "payoff_p95"),
             ("dies unpaid", "probability_dying_unpaid"), ("age", "age")]
    for head, key in pairs:
        column = next((c for h, c in at.items() if h == head or h.startswith(head + " (")), None)
        assert column, (head, list(at))
        for number, row in enumerate(rows, 2):
            found, wanted = sheet.cell(number, column).value, row[key]
            if key.startswith("payoff"):
                assert found == ("never" if wanted == "" else day(wanted)), (number, head, found, wanted)
            elif key in ("id", "group"):
                assert found == wanted.lstrip("'")
            elif wanted:
                near(found, float(wanted), f"{head} {number}")
    formats(sheet, "in time", SHARES)
    formats(sheet, "median pay-off", {DATE})
    assert sheet.auto_filter.ref


def check_shares(book):
    """As its format shows it, a share is none or all where it is that, and nowhere else."""
    shown = 0
    for cell in (c for sheet in book.worksheets for row in sheet.iter_rows() for c in row if c.number_format in SHARES and c.value is not None):
        digits = len(cell.number_format.partition(".")[2].rstrip("%"))
        read = abs(float(f"{cell.value * 100:.{digits}f}"))
        assert (read == 0) == (abs(cell.value) < 1e-12) and (read == 100) == (abs(abs(cell.value) - 1) < 1e-12), (cell.parent.title, cell.coordinate, cell.value)
        shown += 1
    assert shown > 20, shown


def check_looks(book):
    for sheet in book.worksheets:
        assert sheet.max_row >= 2 and sheet.max_column >= 2, sheet.title
        if sheet.title == "Summary":
            continue
        assert sheet.freeze_panes == "B2", sheet.title
        assert sheet.print_title_rows in ("1:1", "$1:$1") and sheet.page_setup.orientation == "landscape"
        for cell in sheet[1]:
            assert cell.value is None or (cell.font.bold and cell.alignment.wrap_text), (sheet.title, cell.coordinate)
            letter = cell.column_letter
            width = max((d.width for key, d in sheet.column_dimensions.items() if d.min <= cell.column <= d.max), default=0)
            longest = max((len(f"{c.value:,.0f}") for c in sheet[letter] if isinstance(c.value, (int, float))), default=0)
            assert width >= longest, (sheet.title, letter, width, longest)


def check(name):
    scenario = os.path.join(ROOT, "scenarios", name + ".yaml")
    options = [scenario, "--trials", 100, "--quiet"]
    call(PROGRAM, "report", *options, "--no-studies", "-o", f"{name}.xlsx", "-o", f"{name}.json", "-o", f"{name}.csv")
    result = json.load(open(f"{name}.json", encoding="utf-8"))
    one = 10.0 ** result["scenario"]["minor_digits"]
    book, stored = openpyxl.load_workbook(f"{name}.xlsx"), openpyxl.load_workbook(f"{name}.xlsx", data_only=True)
    for wanted in ("Summary", "Schedule", "Timeline", "Years", "Money out", "Sources", "Groups", "States", "Claimants", "Assumptions", "Made by"):
        assert wanted in book.sheetnames, (name, wanted)
    check_looks(book)
    check_shares(book)
    check_schedule(book, stored, result, one)
    check_claimants(book, csv_tables(f"{name}.csv")["claimants"])
    sheet, rows = book["Timeline"], range(2, len(result["timeline"]) + 2)
    for key, unit in (("received", one), ("balance", one), ("paid", one), ("living", 1), ("paid in full", 1), ("in time", 1)):
        same(sheet, key, rows, [t[key.replace(" ", "_")] for t in result["timeline"]], unit)
    assert [sheet.cell(r, 1).value for r in rows] == [day(t["date"]) for t in result["timeline"]]
    groups = range(2, len(result["groups"]) + 2)
    for head, key, unit in (("in time", "share_in_time", 1), ("paid", "paid", one), ("in life", "paid_in_life", one), ("claimed", "claimed", one)):
        same(book["Groups"], head, groups, [g[key] for g in result["groups"]], unit)
    formats(book["Groups"], "people", {WHOLE})
    names = {s["name"]: s for s in result["money"]["by_source"]}
    sheet = book["Sources"]
    shown = [(r, names[sheet.cell(r, 1).value]) for r in range(2, sheet.max_row + 1) if sheet.cell(r, 1).value in names]
    assert len(shown) == min(len(names), 40)
    same(sheet, "received", [r for r, _ in shown], [s["received"] for _, s in shown], one)
    same(sheet, "chance", [r for r, _ in shown], [s["probability"] for _, s in shown])
    people = {r[0].value: r[1].value for r in book["States"].iter_rows(min_row=2)}
    near(people["paid in time"], result["people"]["in_time"]["mean"], "in time")
    near(sum(v for k, v in people.items() if k != "all"), people["all"], "states")
    summary = {r[0].value: r[1].value for r in book["Summary"].iter_rows() if r[0].value}
    near(summary["share paid in time"], result["people"]["share_in_time"]["mean"], "share")
    near(summary["left at the end"] * one, result["money"]["left"]["mean"], "left")
    assert len(list(book["Assumptions"].iter_rows(min_row=2))) == len(result["assumptions"])
    return result, one


def recalculate(name, result, one, more):
    """A copy whose sums have no stored values and whose first payment is larger by `more`, calculated by LibreOffice."""
    with zipfile.ZipFile(f"{name}.xlsx") as book, zipfile.ZipFile(f"{name}-bare.xlsx", "w") as bare:
        for part in book.namelist():
            text = book.read(part)
            if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", part):
                text = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", text)
                if b"SUM(B2" in text:
                    text = re.sub(rb'(<c r="B2"[^>]*><v>)([^<]*)', lambda m: m[1] + repr(float(m[2]) + more).encode(), text)
            bare.writestr(part, text)
    subprocess.run(["soffice", "-env:UserInstallation=file://" + FOLDER + "/office", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
                    "--outdir", FOLDER + "/again", f"{name}-bare.xlsx"], check=True, capture_output=True, timeout=170)
    sheet, n = openpyxl.load_workbook(f"again/{name}-bare.xlsx", data_only=True)["Schedule"], len(result["timeline"])
    near(sheet.cell(n + 2, 2).value * one, result["money"]["paid"]["mean"] + more * one, "the sum that LibreOffice calculates")
    near(sheet.cell(n + 2, 4).value * one, result["money"]["received"]["mean"], "the other sum")


for shipped in ("kuwait-rounds", "third-party-2023", "joint-fund-2019"):
    outcome = check(shipped)
if shutil.which("soffice"):
    recalculate("joint-fund-2019", *outcome, more=12345.0)
else:
    print("skipped: nothing is recalculated: LibreOffice is not installed (Debian: libreoffice-calc-nogui)")
print("the workbooks hold what the results hold")
