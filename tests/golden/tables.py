"""Tables as people have them: one register in every shape gives one content and one result, by itself, cleaned and in a scenario; what is no table, or a bomb, is refused in words."""
import csv
import datetime
import io
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
import zipfile

from workbooks import Error, Formula, HEAD, MAIN, ods, pack, xlsx

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
FOLDER = pathlib.Path(tempfile.mkdtemp())
SCENARIO = """solatium: 1
title: Register
currency: KRW
start: 2025-01-01
end: 2030-01-01
mortality:
  male:   {law: kannisto, b: 1.4189207e-6, g: 0.1321865}
  female: {law: kannisto, b: 1.181384e-7, g: 0.1547054}
claimants: {file: FILE}
payments: {first: 2025-07-01, every: quarter}
fund: {opening: 2bn KRW}
simulation: {trials: 20}
"""
FIRMS = SCENARIO.replace("claimants: {file: FILE}", "claimants: {groups: [{name: City, kind: institution, claim: 1bn}]}\nparticipation: 50%\nfirms: [{file: FILE}]")
LIFE = SCENARIO.replace("male:   {law: kannisto, b: 1.4189207e-6, g: 0.1321865}", "male: {table: {csv: FILE}}").replace(
    "claimants: {file: FILE}", "claimants: {groups: [{name: G, count: 3, sex: male, age: 90, claim: 1m}]}")


def call(*words, **more):
    return subprocess.run([PROGRAM, *words], capture_output=True, cwd=FOLDER, timeout=120, check=False, **more)


def put(name, data):
    (FOLDER / name).write_bytes(data)
    return name


def text(rows, separator=",", end="\r\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(["" if c is None else c for c in row] for row in rows)
    return out.getvalue()


def register(of):
    rows = [["id", "group", "sex", "born", "claim"]]
    for i in range(45):
        rows.append([f"C{i + 1}", ["原告", "遺族", 'Kim, "the" elder', "two\nlines"][i % 4] if of == "both" else of[i % len(of)], ["male", "female"][i % 2],
                     datetime.date(1925 + i % 12, 1 + i % 12, 1 + i % 28) if i % 5 else 1930 + i % 3, 100000000 + 12345 * i])
    return rows


def shapes(rows, *encodings):
    """The bytes of a table in every shape that can hold it, and how its file is named."""
    yield "comma.csv", text(rows).encode(), ""
    yield "semicolon.csv", text(rows, ";").encode("utf-8-sig"), ""
    yield "tab.txt", text(rows, "\t", "\n").encode(), ""
    yield "bar.txt", text(rows, "|", "\n").encode(), ""
    yield "said.csv", ("sep=;\r\n" + text(rows, ";")).encode(), ""
    yield "utf-16.txt", text(rows, "\t").encode("utf-16"), ""
    yield "utf-16le.txt", text(rows, "\t").encode("utf-16-le"), ""
    yield "utf-16be.txt", text(rows, "\t").encode("utf-16-be"), ""
    for encoding in encodings:
        yield f"{encoding}.csv", text(rows).encode(encoding), ""
        yield f"said-{encoding}.csv", text(rows, ";").encode(encoding), {"cp949": "encoding: cp949", "cp932": "encoding: shift-jis"}[encoding]
    yield "empty.csv", text([[*row, None, None] for row in rows] + [[None] * 7] * 300 + [["\u3000", " ", "\u00a0"] + [None] * 4]).encode(), ""
    yield "blanks.csv", text([[f" {'' if c is None else c}\u00a0" for c in row] for row in rows]).encode(), ""
    yield "a.xlsx", xlsx([("Clients", rows)]), ""
    yield "1904.xlsx", xlsx([("Clients", rows), ("Empty", [])], from_1904=True, inline=True), ""
    yield "read-aloud.xlsx", xlsx([("Old", rows[:1], True), ("Clients", rows)], phonetic='<rPh sb="0" eb="1"><t>ゲンコク</t></rPh>'), ""
    yield "several.xlsx", xlsx([("Clients", rows), ("Firms", rows)]), "sheet: Clients"
    yield "cached.xlsx", xlsx([("Clients", [*rows[:1], *([*row[:-1], row[-1] and Formula(row[-1])] for row in rows[1:])])]), ""
    yield "escaped.xlsx", xlsx([("Clients", [[c.replace("\n", "_x000D_\n").replace("C1", "_x0043_1") if isinstance(c, str) else c for c in row] for row in rows])]), ""
    yield "a.ods", ods([("Clients", rows), ("Hidden", rows, True)]), ""


def one_content(scenario, rows, *encodings):
    first = None
    for name, data, more in shapes(rows, *encodings):
        put(name, data)
        put("s.yaml", scenario.replace("FILE", f"{{name: {name}, {more}}}" if more else name).encode())
        made = call("run", "s.yaml", "--format", "json", "--restrict", "--strict")
        assert made.returncode == 0, (name, made.stderr.decode())
        result = json.loads(made.stdout)
        del result["scenario"]["sha256"]
        result["assumptions"] = [a for a in result["assumptions"] if "file" not in a["key"] and "csv" not in a["key"]]
        first = first or result
        assert result == first, (name, result["content"], first["content"])
        refused = call("run", "s.yaml", "-o", name) if scenario == LIFE or "xlsx" in name else None
        assert not refused or refused.returncode != 0 and (FOLDER / name).read_bytes() == data, (name, refused.stderr.decode())


def options(more):
    return ["--" + more.split(": ")[0], more.split(": ")[1]] if more else []


def one_clean_register(rows, *encodings):
    """By itself a register in every shape is the same people, and so is what is written of it."""
    wanted = first = None
    for name, data, more in shapes(rows, *encodings):
        put(name, data)
        words = ["check", name, *options(more), "--strict"]
        summary = json.loads(call(*words, "--currency", "KRW", "--start", "2025-01-01", "--format", "json").stdout)["summary"]
        assert summary.pop("table")["empty_rows"] == (301 if name == "empty.csv" else 0), name
        first = first or summary
        assert summary == first, (name, summary, first)
        said = " ".join(call(*words).stdout.decode().split())
        assert name != "empty.csv" or "left out: 301 empty rows" in said, said
        for known in ([], ["--currency", "KRW", "--start", "2025-01-01"]):
            made = call(*words, *known, "-o", "clean.csv", "--replace")
            assert made.returncode == 0 and not made.stderr, (name, made.stderr.decode())
        clean = (FOLDER / "clean.csv").read_bytes().removeprefix("\ufeff".encode())
        wanted = wanted or clean
        assert clean == wanted and clean.startswith(b"id,group,sex,born,claim\r\n"), (name, clean[:200])
    contents = []
    for name, data in (("clean.csv", wanted), ("comma.csv", text(rows).encode())):
        put("s.yaml", SCENARIO.replace("FILE", put(name, data)).encode())
        contents.append(json.loads(call("check", "s.yaml", "--format", "json").stdout)["summary"]["content"])
    assert contents[0] == contents[1], contents
    assert call("check", "clean.csv", "--strict", "--format", "csv").stdout == wanted


def registers():
    one_clean_register(register("both"), "cp949", "cp932")
    one_clean_register(register(["원고", "유족회", "피해자 모임"]), "cp949")
    one_clean_register(register(["原告団", "ﾔﾏﾀﾞ ﾀﾛｳ", "-遺族会の人々"]), "cp932")
    one_content(SCENARIO, register("both"), "cp949", "cp932")
    one_content(SCENARIO, register(["원고", "유족회", "피해자 모임"]), "cp949")
    one_content(SCENARIO, register(["原告団", "ﾔﾏﾀﾞ ﾀﾛｳ", "遺族会の人々"]), "cp932")
    one_content(FIRMS, [["name", "country", "pledge", "joins", "size"], ["日本製鐵", "JP", 1000000000, datetime.date(2026, 5, 1), None],
                        ["POSCO", "KR", 4000000000, None, 52000000000000]], "cp949", "cp932")
    one_content(LIFE, [["age", "male", "female"], *[[age, round(0.01 * (age - 60), 4), 0.2] for age in range(70, 110)]])


def claims():
    rows = [["id", "claim"], ["two\nlines", 100], ['"quoted"', 200], ["원고", 300.25]]
    first = None
    for name, data, more in shapes(rows, "cp949"):
        made = call("divide", "--endowment", "200", "--file", put(name, data), "--format", "json", "--round", "none", *options(more))
        first = first or made.stdout
        assert made.returncode == 0 and made.stdout == first, (name, made.stderr.decode(), made.stdout.decode())


def says(status, wanted, name, data, more="", scenario=SCENARIO):
    put(name, data)
    put("s.yaml", scenario.replace("FILE", f"{{name: {name}, {more}}}" if more else name).encode())
    made = call("check", "s.yaml")
    heard = made.stderr.decode()
    assert made.returncode == status and wanted in heard, (name, wanted, made.returncode, heard[:3000])
    return heard


def refused():
    rows = register(["G"])
    broken = [list(row) for row in rows]
    broken[3][4], broken[5][3], broken[7][2] = Error("#REF!"), Error("#N/A"), Formula(None)
    heard = says(3, "a.xlsx, sheet Clients, E4", "a.xlsx", xlsx([("Clients", broken)]))
    assert "D6" in heard and "C8" in heard and "#N/A" in heard and "no saved result" in heard, heard
    ignored = [[*row, Error("#N/A")] for row in rows]
    ignored[0][5] = "desk"
    says(0, "the column `desk` is not known", "a.xlsx", xlsx([("Clients", ignored)]))
    says(3, "under a password", "a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(90))
    says(3, "(.xls)", "a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"))
    says(3, "(.xlsb)", "a.xlsb", pack([("[Content_Types].xml", ""), ("xl/workbook.bin", "")]))
    says(3, "Numbers", "a.numbers", pack([("Index/Document.iwa", "")]))
    says(3, "no workbook", "a.zip", pack([("register.csv", "id,claim")]))
    says(3, "under a password", "a.ods", ods([("A", rows)], replace=[("META-INF/manifest.xml", "<m:manifest><m:encryption-data/></m:manifest>")]))
    says(3, "damaged", "a.xlsx", xlsx([("Clients", rows)])[:900])
    says(3, "`Clients` and `Old`", "a.xlsx", xlsx([("Clients", rows), ("Old", rows)]))
    says(3, "there is no sheet `Client`", "a.xlsx", xlsx([("Clients", rows), ("Old", rows)]), "sheet: Client")
    says(3, "no sheet holds anything", "a.xlsx", xlsx([("Clients", []), ("Old", rows, True)]))
    says(3, "64 columns", "a.xlsx", xlsx([("Clients", [[*row, *[None] * 70, 1] for row in rows])]))
    says(3, "semicolons", "a.csv", b"id;group,claim\nA;1,5\n")
    says(3, "a.csv:2:4", "a.csv", "id,group\nA,Müller\n".encode("latin-1"))
    says(0, "", "a.csv", text([*rows[:1], *[[r[0], "Müller", *r[2:]] for r in rows[1:]]]).encode("latin-1"), "encoding: windows-1252")
    says(3, "begins with the mark of UTF-8", "a.csv", text(rows).encode("utf-8-sig"), "encoding: cp949")
    # A cell is named in JSON too.
    put("a.xlsx", xlsx([("Clients", broken)]))
    put("s.yaml", SCENARIO.replace("FILE", "a.xlsx").encode())
    found = json.loads(call("check", "s.yaml", "--format", "json").stdout)["diagnostics"]
    assert [(d["sheet"], d["cell"], d["line"], d["column"], d["end_column"]) for d in found][:2] == [("Clients", "E4", 4, 5, 6), ("Clients", "D6", 6, 4, 5)], found


def bombs():
    rows = register(["G"])
    sheet = "xl/worksheets/sheet1.xml"
    begin, end = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>', "</sheetData></worksheet>"
    entities = '<!DOCTYPE a [<!ENTITY a "' + "x" * 1000 + '">' + "".join(f'<!ENTITY a{i} "{("&a" + str(i - 1 if i > 1 else "") + ";") * 10}">' for i in range(1, 12)) + "]>"
    spaces = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    many = f'<office:d {spaces}><table:table table:name="A"><table:table-row table:number-rows-repeated="1048576">' + \
        f'<table:table-cell office:value-type="string" office:string-value="{"y" * 30000}" table:number-columns-repeated="60"/>' + "</table:table-row></table:table></office:d>"
    alike = f'<office:d {spaces}><table:table table:name="A"><table:table-row table:number-rows-repeated="1000000">' + \
        '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="20"/></table:table-row></table:table></office:d>'
    cell = '<c t="s"><v>0</v></c>'
    own = f'<styleSheet xmlns="{MAIN}"><cellXfs>' + "<xf/>" * 70000 + "</cellXfs></styleSheet>"
    cases = [
        ("too much text", ods([], replace=[("content.xml", alike)])),
        ("too much text", xlsx([("A", [["x" * 32000]])], replace=[(sheet, begin + f"<row>{cell}</row>" * 100000 + end)])),
        ("longer formats of numbers", xlsx([("A", rows)], replace=[("xl/styles.xml", own)])),
        ("longer formats of numbers", xlsx([("A", rows)], replace=[("xl/styles.xml", own.replace("<cellXfs>", '<numFmts><numFmt numFmtId="1" formatCode="' + "0" * 2000 + '"/></numFmts><cellXfs>'))])),
        ("more than 100 times its size", xlsx([("A", rows)], replace=[(sheet, begin + " " * (40 << 20) + end)])),
        ("has a document type", xlsx([("A", rows)], replace=[(sheet, entities + begin + end)])),
        ("has a document type", xlsx([("A", rows)], replace=[("xl/sharedStrings.xml", entities + "<sst>&a11;</sst>")])),
        ("nested too deeply", xlsx([("A", rows)], replace=[(sheet, begin + "<a>" * 100000)])),
        ("longer than 1 MiB", pack([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", '<a b="' + os.urandom(3 << 20).hex() + '"/>')])),
        ("too much text", ods([], replace=[("content.xml", many)])),
        ("more than 10000 members", pack([("[Content_Types].xml", "")] + [(f"a{i}", "") for i in range(10001)], zipfile.ZIP_STORED)),
        ("is not where one may stand", xlsx([("A", rows)], replace=[(sheet, begin + '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>' + end)])),
        ("`A99999999` is no cell", xlsx([("A", rows)], replace=[(sheet, begin + '<row r="99999999"><c r="A99999999"><v>1</v></c></row>' + end)])),
    ]
    for wanted, data in cases:
        put("s.yaml", SCENARIO.replace("FILE", put("bomb.xlsx", data)).encode())
        began = time.monotonic()
        made = call("check", "s.yaml")
        assert made.returncode == 3 and wanted in made.stderr.decode(), (wanted, made.returncode, made.stderr.decode()[:2000])
        assert time.monotonic() - began < 30, wanted
    # KiB, of whichever call took most.
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 400 << 10


registers()
claims()
refused()
bombs()
