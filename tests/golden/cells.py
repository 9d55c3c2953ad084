"""What the cells of workbooks are to who looks at them: formats of numbers, merged and hidden cells, days, what is missing. Each is read as it is shown, or
refused with its cell, the reason and a way out; never as something else."""
import datetime
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

from workbooks import HEAD, MAIN, NUMBER, OFFICE, Error, Formula, Shown, ods, pack, xlsx

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
FOLDER = pathlib.Path(tempfile.mkdtemp())
COLUMNS = ["id", "group", "sex", "born", "claim", "died"]
failures = []


def word(text):
    return f"<number:text>{text}</number:text>"


def sign(text, country):
    return f'<number:currency-symbol number:country="{country}">{text}</number:currency-symbol>'


def digits(count, more=""):
    return f'<number:number number:min-integer-digits="{count}"{more}/>'


def call(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, cwd=FOLDER, timeout=120, check=False, text=True, encoding="utf-8",
                          env={**os.environ, "NO_COLOR": "1"})


def read(name, data, currency):
    """The rows as they are read, by column; or what is said of them."""
    (FOLDER / name).write_bytes(data)
    made = call("check", name, "--as", "register", "--currency", currency, "--start", "2025-01-01", "--format", "csv")
    lines = made.stdout.removeprefix("\ufeff").splitlines()
    rows = [dict(zip(lines[0].split(","), line.split(","))) for line in lines[1:]] if made.returncode == 0 else []
    return rows, made.stderr, made.returncode


def expect(truth, *what):
    if not truth:
        failures.append(" ".join(str(w) for w in what))


def rows_with(column, value):
    row = dict(zip(COLUMNS, ["A1", "G", "male", datetime.date(1930, 5, 1), 1000, None]))
    row[column] = value
    return [COLUMNS, [row[c] for c in COLUMNS], ["A2", "G", "female", 1931, 500, None]]


def one(kind, rows, column, wanted, currency="KRW", **more):
    """Of the first row the column is `wanted`; or, with a blank in it, what is said of its cell holds that."""
    data = {"xlsx": xlsx, "ods": ods}[kind]([("Register", rows)], **more)
    found, said, status = read(f"a.{kind}", data, currency)
    cell = f"sheet Register, {'ABCDEF'[COLUMNS.index(column)]}2"
    if " " not in wanted:
        expect(found and found[0][column] == wanted, kind, wanted, column, rows[1], found[:1], said[:400])
    else:
        expect(status == 3 and wanted in said and cell in said and "^ " in said, kind, wanted, rows[1], status, said[:600])


def shown(column, value, code, inside, wanted, kind="number", currency="KRW"):
    for each in ("xlsx", "ods") if inside else ("xlsx",):
        one(each, rows_with(column, Shown(value, code, inside, kind)), column, wanted, currency)


def amounts():
    for unit, wanted in (("천원", "100000000"), ("백만원", "100000000000"), ("만원", "1000000000"), ("억원", "10000000000000"), ("원", "100000"),
                         ("円", "in JPY, but the register is in KRW"), (" USD", "in USD, but the register is in KRW"), ("K", "did you mean `k`?"),
                         ("명", "not a multiple")):
        shown("claim", 100000, f'#,##0"{unit}"', NUMBER + word(unit), wanted)
        shown("claim", 100000, "#,##0" + "".join("\\" + c for c in unit), "", wanted)
    for code, inside, wanted in (('[$₩-412]#,##0', sign("₩", "KR") + NUMBER, "100000"), ('"₩"#,##0', word("₩") + NUMBER, "100000"),
                                 ("[$KRW] #,##0", sign("KRW", "KR") + word(" ") + NUMBER, "100000"),
                                 ("[$$-409]#,##0.00", sign("$", "US") + NUMBER, "in USD, but"), ("[$$-C09]#,##0", sign("$", "AU") + NUMBER, "in AUD, but"),
                                 ("[$€-407] #,##0", sign("€", "DE") + NUMBER, "in EUR, but"), ("[$¥-411]#,##0", sign("¥", "JP") + NUMBER, "in JPY, but"),
                                 ("[$¥-804]#,##0", sign("¥", "CN") + NUMBER, "in CNY, but"), ("[$￥-411]#,##0", sign("￥", "JP") + NUMBER, "in JPY, but"),
                                 ('"$"#,##0', word("$") + NUMBER, "`$100000` is not an amount"), ("0%", NUMBER + word("%"), "not a multiple of an amount")):
        kind = "percentage" if "%" in code else "currency" if "[" in code else "number"
        shown("claim", 100000, code, inside, wanted, kind)
    shown("claim", 100000, "[$¥-411]#,##0", sign("¥", "JP") + NUMBER, "100000", "currency", "JPY")
    shown("claim", 100, "[$$-409]#,##0.00", sign("$", "US") + NUMBER, "100", "currency", "USD")
    # What only arranges digits says nothing: room, colours, signs, languages.
    for code in ("General", "#,##0", "#,##0_);[Red]\\(#,##0\\)", "_-* #,##0_-;\\-* #,##0_-;_-* \"-\"_-;_-@_-", "[$-412]#,##0", "[Blue]0.00", "# ?/?", "0.00E+00",
                 '#,##0;[Red]-#,##0;"none"', '_-"₩"* #,##0_-;\\-"₩"* #,##0_-;_-"₩"* "-"_-;_-@_-', "@"):
        shown("claim", 100000, code, "", "100000")
    shown("claim", 0, '_-"₩"* #,##0_-;\\-"₩"* #,##0_-;_-"₩"* "-"_-;_-@_-', "", "0")
    shown("claim", 0, '#,##0;-#,##0;"없음"', "", "`없음` is not an amount")
    # A sign that a number above zero is shown with makes it one below, as in a text.
    for code in ("△#,##0", '"-"#,##0', "(#,##0)", "\\-0", "▲ #,##0", '"△ "0', "-#,##0;#,##0", "[<5]0;-#,##0", "[>5](0);0", "#,##0-", '"-"General', "[Red]-0.00;0", "▼0", "−0"):
        _, said, status = read("a.xlsx", xlsx([("Register", rows_with("claim", Shown(100000, code)))]), "KRW")
        expect(status == 3 and "sheet Register, E2" in said and ("is not negative" in said or "` is not a" in said), code, said)
    shown("claim", 100000, "△0", word("△") + NUMBER, " not ")
    for code in ("[>=0]#,##0;-#,##0", "[<0]-#,##0;#,##0", "+#,##0", "#,##0;(#,##0);-"):
        shown("claim", 100000, code, "", "100000")
    shown("id", 1234567, "###-####", "", "123-4567")
    # The section that applies.
    shown("claim", 2000, '[>=1000]#,##0"천원";#,##0"원"', "", "2000000")
    shown("claim", 999, '[>=1000]#,##0"천원";#,##0"원"', "", "999")
    shown("claim", 999, '#,##0"원";-#,##0"천원"', "", "999")


def thousands():
    """Commas behind the digits are only shown: a word beside them that says so makes the number what it is."""
    factor = ' number:display-factor="1000"'
    shown("claim", 100000, '#,##0,"천원"', digits(1, factor) + word("천원"), "100000")
    shown("claim", 123456, '#,##0,"천원"', digits(1, factor) + word("천원"), "123456")
    shown("claim", 100000, '#,##0,,"백만원"', "", "100000")
    shown("claim", 100000, "#,##0,", digits(1, factor), "shown as `100`, but holds another number")
    shown("claim", 100000, "0.0,,", "", "shown as `0.1`, but holds another number")
    shown("claim", 100000, '#,##0,"원"', digits(1, factor) + word("원"), "shown as `100원`, but")
    shown("claim", 100000, '0.00,,"백만"" 원"', "", "100000")
    shown("claim", 100000, '0.00,,"만원"', "", "shown as `0.1만원`, but")


def fractions():
    for kind in ("xlsx", "ods"):
        one(kind, rows_with("claim", 100.005), "claim", "the nearest is `100.01 USD`", "USD")
        one(kind, rows_with("claim", 100.25), "claim", "100.25", "USD")
        one(kind, rows_with("claim", 100.125), "claim", "100.125", "KWD")
        one(kind, rows_with("claim", "100.005"), "claim", "mark of thousands", "USD")
        one(kind, rows_with("id", 12.345), "id", "12.345")
        one(kind, rows_with("claim", 0.1 + 0.2), "claim", "0.3", "USD")
    shown("claim", 100.005, '#,##0.00" USD"', "", "the nearest is `100.01 USD`", currency="USD")


def ids():
    for column in ("id", "group"):
        shown(column, 12, "00000", digits(5), "00012")
        shown(column, 12, '"A-"000', word("A-") + digits(3), "A-012")
        shown(column, 12, 'General"호"', "", "12호")
        dash = '<number:number number:min-integer-digits="13"><number:embedded-text number:position="7">-</number:embedded-text></number:number>'
        shown(column, 2905011234567, "000000-0000000", dash, "290501-1234567")
        for kind in ("xlsx", "ods"):
            one(kind, rows_with(column, 123456789012345), column, "123456789012345")
            one(kind, rows_with(column, 1234567890123450), column, "more than the 15 digits")
            one(kind, rows_with(column, 1e21), column, "more than the 15 digits")
    shown("id", "Kim", '"X-"@', word("X-") + "<number:text-content/>", "X-Kim", "text")
    shown("sex", 1, '[=1]"남";[=2]"여"', "", "male")
    shown("sex", 2, '[=1]"남";[=2]"여"', "", "female")


def days():
    shown("born", 19290501, "0000-00-00", "", "1929-05-01")
    shown("born", 1929, '0"년"', NUMBER + word("년"), "1929")
    for code in ("yyyy", "m/d/yyyy", "[$-412]yyyy\"년\" m\"월\" d\"일\";@", "[$-411]ggge\"年\"m\"月\"d\"日\"", "[$-411]ge"):
        shown("born", 10714, code, "", "1929-05-01")
    shown("born", 10714.5625, "yyyy-mm-dd", "", "`1929-05-01 13:30:00` is not a date")
    shown("born", 60, "yyyy-mm-dd", "", "1900-02 has no day 29")
    for value in (-5, 19290501, 300000):
        shown("born", value, "yyyy-mm-dd", "", "counts no day")
    shown("born", 0.5, "h:mm", "", "is not a date")
    # A year that was entered where a date is to be shown.
    for year, day in ((1850, "1905-01-23"), (1930, "1905-04-13"), (2100, "1905-09-30")):
        said = f"may mean the day `{day}` or the year `{year}`"
        shown("born", year, "yyyy-mm-dd", "", said)
        shown("died", year, "yyyy", "", said)
        for kind in ("xlsx", "ods"):
            one(kind, rows_with("born", datetime.date.fromisoformat(day)), "born", said)
    for day in ("1905-01-22", "1905-10-01"):
        for kind in ("xlsx", "ods"):
            one(kind, rows_with("born", datetime.date.fromisoformat(day)), "born", "more than 115 years")
    one("xlsx", rows_with("born", datetime.date(1909, 4, 14)), "born", "or the year `1930`", from_1904=True)
    one("xlsx", rows_with("born", datetime.date(1905, 4, 13)), "born", "more than 115 years", from_1904=True)
    from_1904 = '<office:spreadsheet><table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    one("ods", rows_with("born", datetime.date(1909, 4, 14)), "born", "or the year `1930`", edit=lambda c: c.replace("<office:spreadsheet>", from_1904))
    one("xlsx", rows_with("born", "1905-04-13"), "born", "more than 115 years")
    shown("claim", 100000, "yyyy-mm-dd", "", "the cell holds the day `2173-10-14`")
    shown("born", 11811, "General", "", "`11811` is not a date")
    one("xlsx", rows_with("born", datetime.date(1929, 5, 1)), "born", "1929-05-01", from_1904=True)
    one("ods", rows_with("born", datetime.date(1929, 5, 1)), "born", "1929-05-01", edit=lambda c: c.replace('"1929-05-01"', '"1929-05-01T00:00:00"'))
    one("ods", rows_with("born", datetime.date(1929, 5, 1)), "born", "write `1929-05-01`", edit=lambda c: c.replace('"1929-05-01"', '"1929-05-01T08:15:00"'))


def exchanged():
    """Days that a spreadsheet made of texts by an order that other texts of the column show to be wrong."""
    def born(*days):
        return [COLUMNS, *[[f"A{i}", "G", "male", d, 5, None] for i, d in enumerate(days, 1)]]

    def day(month, number):
        return datetime.date(1930, month, number)

    doubtful = ((born(day(3, 5), "13/01/1930"), "cell is the day `1930-03-05`, but D3 `13/01/1930` as a text"), (born(day(3, 5), "12/25/1931"), "D3 `12/25/1931`"),
                (born(day(3, 5), "13.1.1930"), "D3 `13.1.1930`"), (born(day(3, 5), " 13 / 01 / 30 "), "D3 ` 13"), (born(day(3, 5), 1931, None, "13-01-30"), "D5 `13-01-30`"))
    sure = (born(day(3, 5), "1931-01-13"), born(day(3, 5), day(1, 25), "13/01/1930"), born(day(5, 5), "13/01/1930"), born(day(3, 5), 1931),
            born("13/01/1930", "12/01/1930"))
    for name, make in (("a.xlsx", xlsx), ("a.ods", ods)):
        for rows, wanted in doubtful:
            _, said, status = read(name, make([("Register", rows)]), "KRW")
            expect(status == 3 and wanted in said and "sheet Register, D2" in said and said.count("exchanged") == 1, name, rows, said)
            _, said, _ = read(name, make([("Register", [[*r[:3], "1930" if i else "born", *r[4:], r[3] if i else "remark"] for i, r in enumerate(rows)])]), "KRW")
            expect("exchanged" not in said, name, "a column that is not read", said)
        for rows in sure:
            _, said, _ = read(name, make([("Register", rows)]), "KRW")
            expect("exchanged" not in said, name, rows, said)
    _, said, _ = read("a.xlsx", xlsx([("Register", [COLUMNS, ["A1", "G", "male", day(3, 5), 5, datetime.date(2020, 4, 6)],
                                                     ["A2", "G", "male", "13/01/1930", 5, "13/01/2020"]])]), "KRW")
    expect(said.count("exchanged") == 2 and "F3 `13/01/2020`" in said, "two columns", said)


def days_elsewhere():
    """Of 1-2 a spreadsheet makes a day, which is no id, name or amount."""
    for column in COLUMNS:
        for kind in ("xlsx", "ods"):
            wanted = "2020-01-02" if column in ("born", "died") else f"the cell holds the day `2020-01-02`, which the spreadsheet may have made of something else: `{column}` is no day"
            one(kind, rows_with(column, datetime.date(2020, 1, 2)), column, wanted)
    shown("id", 12345, "h:mm", "", "the cell holds the day `1933-10-18`")
    for kind in ("xlsx", "ods"):
        one(kind, rows_with("id", "2020-01-02"), "id", "2020-01-02")
    _, said, status = read("a.xlsx", xlsx([("A", [[*COLUMNS, "remark"], [*rows_with("claim", 5)[1], datetime.date(2020, 1, 2)]])]), "KRW")
    expect(status == 0 and "holds the day" not in said, "a column that is not read", said)


def missing():
    for kind in ("xlsx", "ods"):
        one(kind, rows_with("claim", Formula(None)), "claim", "no saved result")
        one(kind, rows_with("died", Formula(None)), "died", "no saved result")
        one(kind, rows_with("died", Error("#N/A")), "died", "holds the error `#N/A`")
        one(kind, rows_with("claim", True), "claim", "`TRUE` is not an amount")
        one(kind, rows_with("claim", Formula(700)), "claim", "700")
    # An error that only the words beside a number tell.
    for words in ("Err:522", "#VALUE!", "#DIV/0!", "#N/A", "#NAME?", "오류:522", "#WERT!"):
        for value, column in ((0, "claim"), (0, "id"), (1930, "born")):
            one("ods", rows_with(column, value), column, f"holds the error `{words}`", edit=lambda c: c.replace(f"<text:p>{value:,}</text:p>", f"<text:p>{words}</text:p>", 1))
        one("ods", rows_with("claim", Formula("x")), "claim", f"holds the error `{words}`", edit=lambda c: c.replace("<text:p>x</text:p>", f"<text:p>{words}</text:p>"))
    for words in ("#12", "#A12", "10:12", "###12", "No:7"):
        one("ods", rows_with("id", 712), "id", "712", edit=lambda c: c.replace("<text:p>712</text:p>", f"<text:p>{words}</text:p>"))
    sheet = "xl/worksheets/sheet1.xml"
    shared = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>4</v></c></row>' \
             '<row r="2"><c r="A2" t="s"><v>99</v></c><c r="B2"><v>5</v></c></row></sheetData></worksheet>'
    one("xlsx", rows_with("id", "A1"), "id", "text is not in it", replace=[(sheet, shared)])
    # The empty text is a result.
    _, said, status = read("a.xlsx", xlsx([("Register", rows_with("died", Formula("")))]), "KRW")
    expect(status == 0, "an empty result", said)
    # Formats that are the currency of whoever opens the workbook.
    own = f'<styleSheet xmlns="{MAIN}"><cellXfs count="1"><xf numFmtId="44"/></cellXfs></styleSheet>'
    one("xlsx", [COLUMNS, ["A1", "G", "male", "1930-05-01", 1000, None]], "claim", "currency of whoever opens", replace=[("xl/styles.xml", own)])


def merged(cells, rows, wanted):
    """Cells like "F2:F3" are merged; what is said holds `wanted`, or so many rows are read."""
    first, last = cells.split(":")
    column, row = ord(first[0]) - 64, int(first[1:])
    spans = f'table:number-columns-spanned="{ord(last[0]) - 64 - column + 1}" table:number-rows-spanned="{int(last[1:]) - row + 1}"'

    def span(content):
        lines = content.split("<table:table-row>")
        parts = lines[row].split("<table:table-cell")
        parts[column] = " " + spans + parts[column]
        lines[row] = "<table:table-cell".join(parts)
        return "<table:table-row>".join(lines)

    around = ("", f'<mergeCells count="1"><mergeCell ref="{cells}"/></mergeCells>')
    for name, data in (("a.xlsx", xlsx([("A", rows)], around=around)), ("a.ods", ods([("A", rows)], edit=span))):
        found, said, status = read(name, data, "KRW")
        if isinstance(wanted, int):
            expect(status == 0 and len(found) == wanted, name, cells, len(found), said)
        else:
            expect(status == 3 and wanted in said, name, cells, wanted, said)


def merges():
    day = datetime.date(2020, 1, 5)
    rows = [COLUMNS, ["A1", "G", "male", 1930, 5, day], ["A2", "G", "male", 1931, 6, None], ["A3", "G", "male", 1932, 7, None]]
    merged("F2:F3", rows, "the cells F2:F3 are merged into one")
    merged("F2:F4", rows, "sheet A, F3")
    merged("B2:B3", [rows[0], rows[1], ["A2", None, *rows[2][2:]]], "the cells B2:B3 are merged")
    merged("B2:B3", rows[:3], 2)  # both hold the same
    merged("A2:B3", rows, "the cells A2:B3 are merged")
    merged("D2:E2", [rows[0], ["A1", "G", "male", 1930, None, None]], "the cells D2:E2 are merged")
    merged("G2:G4", [[*row, "x" if i == 1 else None] for i, row in enumerate(rows)], "7 fields, but the header has 6")
    merged("G2:G4", [[*row, "desk" if i == 0 else "x" if i == 1 else None] for i, row in enumerate(rows)], 3)
    merged("E1:F1", [[*COLUMNS[:5], None], *rows[1:]], "column without a name")
    merged("E2:E3", [rows[0], rows[1], [None] * 6, rows[2]], 2)  # one row of two lines
    merged("A4:D4", [*rows[:3], ["합계", None, None, None, 11, None]], 2)  # a sum is one however it is set
    merged("A4:D4", [*rows[:3], ["Kim", None, None, None, 11, None]], "the cells A4:D4 are merged")
    (FOLDER / "a.xlsx").write_bytes(xlsx([("A", [[*COLUMNS, "note", None], *[[*row, None, None] for row in rows[1:]]])], around=("", '<mergeCells count="1"><mergeCell ref="G1:H1"/></mergeCells>')))
    for form in ("text", "json"):
        done = call("check", "a.xlsx", "--currency", "KRW", "--format", form)
        expect("0015" not in done.stdout + done.stderr and "\x15" not in done.stdout + done.stderr, "a mark of ours is shown", done.stdout, done.stderr)
    merged("E2:E3", [rows[0], rows[1], [None, None, None, None, None, day], rows[2]], "the cells E2:E3 are merged")


def hidden():
    rows = [COLUMNS, *[[f"A{i}", "G", "male", 1930, 5, None] for i in range(9)]]
    plain = xlsx([("A", rows)])

    def hide(sheet, numbers):
        for number in numbers:
            sheet = sheet.replace(f'<row r="{number}"', f'<row r="{number}" hidden="1"')
        return sheet

    def collapse(content, numbers):
        lines = content.split("<table:table-row>")
        for number in numbers:
            lines[number] = '\0' + lines[number]
        return "<table:table-row>".join(lines).replace("<table:table-row>\0", '<table:table-row table:visibility="filter">')

    member = "xl/worksheets/sheet1.xml"
    sheet = zipfile.ZipFile(io.BytesIO(plain)).read(member).decode()
    columns = '<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>'
    for name, data in (("a.xlsx", xlsx([("A", rows)], replace=[(member, hide(sheet, (3, 5, 6, 7, 99)).replace(
            "<sheetData>", '<cols><col min="4" max="4" hidden="1"/><col min="9" max="16384" hidden="true"/></cols><sheetData>'))])),
                       ("a.ods", ods([("A", rows)], edit=lambda c: collapse(c, (3, 5, 6, 7)).replace("<table:table-row", columns + "<table:table-row", 1)))):
        found, said, status = read(name, data, "KRW")
        expect(status == 0 and len(found) == 9 and "rows 3 and 5 to 7" in said and "column D" in said and said.count("S592") == 2, name, said)
        made = call("check", name, "--currency", "KRW", "--start", "2025-01-01", "--strict")
        expect(made.returncode == 3 and "error[S592]" in made.stderr, name, "under --strict", made.stderr)
    found, said, status = read("a.xlsx", plain, "KRW")
    expect(status == 0 and not said, "nothing is hidden", said)
    # As hidden as those that say so are rows and columns of no size.
    for size, width, is_none in (("0", "0", True), ("0.75", "0.1", True), ("15", "9.14", False), ("10.5", "1", False)):
        data = sheet.replace('<row r="3"', f'<row r="3" ht="{size}" customHeight="1"').replace("<sheetData>", f'<cols><col min="4" max="4" width="{width}"/></cols><sheetData>')
        _, said, _ = read("a.xlsx", xlsx([("A", rows)], replace=[(member, data)]), "KRW")
        expect(("row 3" in said and "column D" in said) if is_none else not said, "xlsx", size, said)
    for given in ('zeroHeight="1"', 'defaultRowHeight="0"'):
        data = sheet.replace("<sheetData>", f"<sheetFormatPr {given}/><sheetData>").replace('<row r="3"', '<row r="3" ht="15"')
        _, said, _ = read("a.xlsx", xlsx([("A", rows)], replace=[(member, data)]), "KRW")
        expect("rows 1 to 2 and 4 to 10" in said, given, said)
    for size, is_none in (("0cm", True), ("0in", True), ("0.000in", True), ("0.0008in", True), ("0.45cm", False), ("0.5in", False), ("12pt", False)):
        styles = f'<style:style style:name="ro0" style:family="table-row"><style:table-row-properties style:row-height="{size}"/></style:style>' \
                 f'<style:style style:name="co0" style:family="table-column"><style:table-column-properties style:column-width="{size}"/></style:style>'
        narrow = columns.replace('table:visibility="collapse"', 'table:style-name="co0"')
        data = ods([("A", rows)], edit=lambda c: collapse(c, (3,)).replace('table:visibility="filter"', 'table:style-name="ro0"').replace(
            "<table:table-row", narrow + "<table:table-row", 1).replace("</office:automatic-styles>", styles + "</office:automatic-styles>"))
        _, said, _ = read("a.ods", data, "KRW")
        expect(("row 3" in said and "column D" in said) if is_none else not said, "ods", size, said)


def texts():
    shared = "xl/sharedStrings.xml"
    runs = '<si><t>id</t></si><si><t>group</t></si><si><t>sex</t></si><si><t>born</t></si><si><t>claim</t></si><si><t>died</t></si>' \
           '<si><r><rPr><b/></rPr><t>原</t></r><r><t xml:space="preserve">告 </t></r><r><t>団</t></r><rPh sb="0" eb="1"><t>ゲンコク</t></rPh><phoneticPr fontId="1"/></si>' \
           '<si><t>A_x005F_x0041_</t></si><si><t>male</t></si><si><t>A2</t></si><si><t>female</t></si>'
    rows = [COLUMNS, ["A1", "G", "male", 1930, 5, None], ["A2", "A1", "female", 1931, 6, None]]
    cells = "".join(f'<row r="{r}">' + "".join(f'<c r="{c}{r}" {"" if c in "DE" and r > 1 else chr(116) + "=" + chr(34) + "s" + chr(34)}><v>{v}</v></c>'
                                               for c, v in zip("ABCDEF", row)) + "</row>"
                    for r, row in ((1, range(6)), (2, (7, 6, 8, 1930, 5)), (3, (9, 6, 10, 1931, 6))))
    book = {shared: f'{HEAD}<sst xmlns="{MAIN}">{runs}</sst>',
            "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'}
    found, said, _ = read("a.xlsx", xlsx([("A", rows)], replace=book.items()), "KRW")
    expect(found and found[0]["group"] == "原告 団" and found[0]["id"] == "A_x0041_", found, said)
    text = '<text:p>K<text:s text:c="2"/>i<text:tab/>m<text:span>!</text:span></text:p>'
    found, said, _ = read("a.ods", ods([("A", rows)], edit=lambda c: c.replace("<text:p>G</text:p>", text)), "KRW")
    expect(found and found[0]["group"] in ("K  i\tm!", "K i m!"), found, said)


def struck():
    """What is struck out or stands above its line is no part of a value, and a row struck out is withdrawn."""
    rows = rows_with("claim", 700)
    rows[1][0] = "A1-9"
    line, note = "is struck out, whole or in part", "is raised or lowered"
    for run, wanted in (("<strike/>", line), ('<strike val="true"/>', line), ('<strike val="0"/>', ""), ("<b/>", ""), ('<vertAlign val="superscript"/>', note),
                        ('<vertAlign val="subscript"/>', note), ('<vertAlign val="baseline"/>', "")):
        for inside in ("<r><t>A1-</t></r><r><rPr>RUN</rPr><t>9</t></r>", "<r><rPr>RUN</rPr><t>A</t></r><r><t>1-9</t></r>"):
            text = inside.replace("RUN", run)
            blank = f'<r><t>A1-9</t></r><r><rPr>{run}</rPr><t xml:space="preserve"> </t></r>'
            for is_inline in (False, True):
                with zipfile.ZipFile(io.BytesIO(xlsx([("Register", rows)], inline=is_inline))) as archive:
                    member = "xl/worksheets/sheet1.xml" if is_inline else "xl/sharedStrings.xml"
                    whole = archive.read(member).decode()
                plain = '<t xml:space="preserve">A1-9</t>'
                one("xlsx", rows, "id", wanted or "A1-9", inline=is_inline, replace=[(member, whole.replace(plain, text))])
                one("xlsx", rows, "id", "A1-9", inline=is_inline, replace=[(member, whole.replace(plain, blank))])
    for code, wanted in (("<strike/>", line), ('<strike val="0"/>', "")):
        style = f'<styleSheet xmlns="{MAIN}"><fonts><font><b/></font><font>{code}</font></fonts><cellXfs><xf/><xf numFmtId="14" fontId="1"/></cellXfs>' \
                "<dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>"
        one("xlsx", rows_with("born", datetime.date(1930, 5, 1)), "born", wanted or "1930-05-01", replace=[("xl/styles.xml", style)])
    for said, wanted in (('style:text-line-through-style="solid"', line), ('style:text-line-through-type="double"', line), ('style:text-line-through-style="none"', ""),
                         ('style:text-position="super 58%"', note), ('style:text-position="-33% 58%"', note), ('style:text-position="0% 100%"', "")):
        styles = f'<style:style style:name="T0" style:family="text"><style:text-properties {said}/></style:style>' \
                 '<style:style style:name="T1" style:family="text" style:parent-style-name="T0"/></office:automatic-styles>'
        for old, new in (("<text:p>A1-9</text:p>", '<text:p>A1-<text:span text:style-name="T0">9</text:span></text:p>'),
                         ("<text:p>A1-9</text:p>", '<text:p><text:span text:style-name="T0"><text:span>A</text:span></text:span>1-9</text:p>')):
            one("ods", rows, "id", wanted or "A1-9", edit=lambda c: c.replace(old, new).replace("</office:automatic-styles>", styles))
        one("ods", rows, "claim", wanted if wanted == line else "700",
            edit=lambda c: c.replace('office:value="700"', 'office:value="700" table:style-name="T1"').replace("</office:automatic-styles>", styles))
    # A mark of a note in a header is a part of its name.
    shared = zipfile.ZipFile(io.BytesIO(xlsx([("A", [[*COLUMNS, "area m2"], [*rows[1], 5]])]))).read("xl/sharedStrings.xml").decode()
    raised = shared.replace("area m2</t>", 'area m</t><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r>')
    found, said, _ = read("a.xlsx", xlsx([("A", [[*COLUMNS, "area m2"], [*rows[1], 5]])], replace=[("xl/sharedStrings.xml", raised)]), "KRW")
    expect(found and "`area m2`" in said, "a header with a note", said)


def kinds():
    """The names of files say nothing; strict workbooks are the same in another namespace."""
    rows = rows_with("claim", 700)
    strict = {MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main", OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships"}
    with zipfile.ZipFile(io.BytesIO(xlsx([("A", rows)]))) as archive:
        members = [(name, archive.read(name).decode()) for name in archive.namelist()]
    for old, new in strict.items():
        members = [(name, text.replace(old, new)) for name, text in members]
    members = [(name, text.replace('s="1"><v>11079</v>', 's="1" t="d"><v>1930-05-01</v>')) for name, text in members]
    # Where a member is, from the one that names it.
    links = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(io.BytesIO(xlsx([("A", rows)]))) as archive:
        whole = archive.read(links).decode()
    for target in ("../xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "/xl/./a/../worksheets/sheet1.xml",
                   "worksheets/../../xl/worksheets/sheet1.xml", "../../xl/worksheets/sheet1.xml"):
        found, said, _ = read("a.xlsx", xlsx([("A", rows)], replace=[(links, whole.replace("worksheets/sheet1.xml", target))]), "KRW")
        expect(found and found[0]["claim"] == "700", target, said)
    for name, data in (("a.xlsm", xlsx([("A", rows)])), ("a.xltx", xlsx([("A", rows)])), ("a.csv", xlsx([("A", rows)])), ("strict.xlsx", pack(members))):
        found, said, _ = read(name, data, "KRW")
        expect(found and found[0]["claim"] == "700" and found[0]["born"] == "1930-05-01", name, found, said)


for part in (amounts, thousands, fractions, ids, days, exchanged, days_elsewhere, missing, merges, hidden, texts, struck, kinds):
    part()
for failure in failures:
    print(failure)
sys.exit(bool(failures))
