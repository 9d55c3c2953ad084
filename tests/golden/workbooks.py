"""Workbooks of a few cells, written from the standards alone (ECMA-376, ISO/IEC 26300), the same bytes each time.

A sheet is (name, rows) or (name, rows, hidden); a cell is None, a text, a number, a bool, a date, Error("#N/A"), Formula(cached value or None)
or Shown(value, format).
With arguments FOLDER this writes the workbooks that other tests read from there."""
import datetime
import io
import pathlib
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr


class Error(str):
    pass


class Formula:
    def __init__(self, value):
        self.value = value


class Shown:
    """A value in a format: the code of an .xlsx, and what stands inside of the number style of an .ods, which is of a kind ("percentage")."""
    def __init__(self, value, code, inside="", kind="number"):
        self.value, self.code, self.inside, self.kind = value, code, inside, kind


def pack(members, compression=zipfile.ZIP_DEFLATED):
    """Members in order, name and bytes or text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members:
            about = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            about.compress_type = compression
            archive.writestr(about, data)
    return out.getvalue()


def letters(column):
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def serial(date, from_1904):
    return (date - (datetime.date(1904, 1, 1) if from_1904 else datetime.date(1899, 12, 30))).days


def xlsx_cell(cell, name, shared, from_1904, inline, codes):
    if cell is None or cell == "":
        return ""
    if isinstance(cell, Shown):
        codes.append(cell.code)
        inner = xlsx_cell(cell.value, name, shared, from_1904, inline, codes)
        return inner.replace(f'r="{name}"', f'r="{name}" s="{len(codes) + 1}"').replace(' s="1"><v>', "><v>")
    if isinstance(cell, Formula):
        value = "" if cell.value is None else f"<v>{escape(str(cell.value))}</v>"
        kind = ' t="str"' if isinstance(cell.value, str) else ""
        return f'<c r="{name}"{kind}><f>A1</f>{value}</c>'
    if isinstance(cell, Error):
        return f'<c r="{name}" t="e"><v>{cell}</v></c>'
    if isinstance(cell, bool):
        return f'<c r="{name}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, datetime.date):
        return f'<c r="{name}" s="1"><v>{serial(cell, from_1904)}</v></c>'
    if isinstance(cell, (int, float)):
        return f'<c r="{name}"><v>{cell!r}</v></c>'
    if inline:
        return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    if cell not in shared:
        shared.append(cell)
    return f'<c r="{name}" t="s"><v>{shared.index(cell)}</v></c>'


RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def relations(rows):
    inner = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in rows)
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def xlsx(sheets, from_1904=False, inline=False, phonetic="", replace=(), around=("", "")):
    """`replace`: (member, bytes) in place of what would be written, or besides it; `around`: what stands before and behind the cells of each sheet."""
    codes, shared, parts, entries, links = [], [], [], "", []
    for number, (title, rows, *hidden) in enumerate(sheets, 1):
        lines = ""
        for i, row in enumerate(rows, 1):
            cells = "".join(xlsx_cell(c, f"{letters(j)}{i}", shared, from_1904, inline, codes) for j, c in enumerate(row, 1))
            lines += f'<row r="{i}">{cells}</row>' if cells else ""
        parts.append((f"xl/worksheets/sheet{number}.xml",
                      f'{HEAD}<worksheet xmlns="{MAIN}">{around[0]}<sheetData>{lines}</sheetData>{around[1]}</worksheet>'))
        state = ' state="hidden"' if hidden and hidden[0] else ""
        entries += f'<sheet name={quoteattr(title)} sheetId="{number}"{state} r:id="rId{number}"/>'
        links.append((f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml"))
    texts = "".join(f'<si><t xml:space="preserve">{escape(t)}</t>{phonetic}</si>' for t in shared)
    links += [("rIdS", "sharedStrings", "sharedStrings.xml"), ("rIdT", "styles", "styles.xml")]
    formats = "".join(f'<numFmt numFmtId="{200 + i}" formatCode={quoteattr(c)}/>' for i, c in enumerate(codes))
    styles = "".join(f'<xf numFmtId="{200 + i}"/>' for i in range(len(codes)))
    members = dict([
        ("[Content_Types].xml", f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
        ("_rels/.rels", relations([("rId1", "officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr{" date1904=" + quoteattr("1") if from_1904 else ""}/>'
                            f'<sheets>{entries}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", relations(links)),
        ("xl/sharedStrings.xml", f'{HEAD}<sst xmlns="{MAIN}">{texts}</sst>'),
        ("xl/styles.xml", f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd;@"/>'
                          f'{formats}</numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/>{styles}</cellXfs></styleSheet>'),
        *parts, *replace])
    return pack(members.items())


ODS = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text", "style")}
ODS["number"] = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


def ods_cell(cell, shown):
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, Shown):
        shown.append(cell)
        inner = ods_cell(cell.value, shown).replace("<table:table-cell", f'<table:table-cell table:style-name="shown{len(shown)}"', 1)
        return inner.replace('value-type="float"', f'value-type="{cell.kind}"') if cell.kind == "percentage" else inner
    if isinstance(cell, Formula):
        formula = '<table:table-cell table:formula="of:=[.A1]"'
        return formula + "/>" if cell.value is None else ods_cell(cell.value, shown).replace("<table:table-cell", formula, 1)
    if isinstance(cell, Error):
        return f'<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>{cell}</text:p></table:table-cell>'
    if isinstance(cell, bool):
        word = "true" if cell else "false"
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{word}"><text:p>{word.upper()}</text:p></table:table-cell>'
    if isinstance(cell, datetime.date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell}"><text:p>{cell:%d/%m/%y}</text:p></table:table-cell>'
    if isinstance(cell, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{cell!r}"><text:p>{cell:,}</text:p></table:table-cell>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
    note = "<office:annotation><text:p>a remark</text:p></office:annotation>"
    return f'<table:table-cell office:value-type="string">{note}{lines}</table:table-cell>'


def ods(sheets, replace=(), edit=lambda content: content):
    tables, styles, shown = "", "", []
    for number, (title, rows, *hidden) in enumerate(sheets, 1):
        display = "false" if hidden and hidden[0] else "true"
        styles += f'<style:style style:name="ta{number}" style:family="table"><style:table-properties table:display="{display}"/></style:style>'
        lines = "".join(f"<table:table-row>{''.join(ods_cell(c, shown) for c in row) or ods_cell(None, shown)}</table:table-row>" for row in rows)
        empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        tables += f'<table:table table:name={quoteattr(title)} table:style-name="ta{number}">{lines}{empty}</table:table>'
    for i, cell in enumerate(shown, 1):
        styles += f'<number:{cell.kind}-style style:name="N{i}">{cell.inside}</number:{cell.kind}-style>' \
                  f'<style:style style:name="shown{i}" style:family="table-cell" style:data-style-name="N{i}"/>'
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in ODS.items()) + f' xmlns:calcext="{CALC}"'
    members = dict([
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", edit(f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>'
                        f'<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>')),
        *replace])
    return pack(members.items())


REGISTER = [["id", "group", "sex", "born", "claim"],
            ["A1", "원고", "female", datetime.date(1929, 5, 1), 100000000],
            ["A2", "원고", "male", 1930, 200000000]]

NUMBER = '<number:number number:min-integer-digits="1"/>'
SHOWN = [["id", "claim"],
         [Shown(12, '"A-"000', '<number:text>A-</number:text><number:number number:min-integer-digits="3"/>'),
          Shown(100, '[>=5]#,##0,"천원";[$₩-412]0', '<number:number number:display-factor="1000"/><number:text>천원</number:text>')],
         [Shown(900101, "000000-0000000", '<number:number number:min-integer-digits="13"><number:embedded-text number:position="7">-'
                                          "</number:embedded-text></number:number>"),
          Shown(0.5, "0.0%", NUMBER + "<number:text>%</number:text>", "percentage")],
         ["x", Shown(3, '_-"₩"* #,##0_-;\\-"₩"* #,##0_-;_-"₩"* "-"_-;_-@"!"_-',
                     '<number:currency-symbol number:country="KR">₩</number:currency-symbol>' + NUMBER, "currency")]]
AROUND = ('<cols><col min="2" max="2" hidden="1"/></cols>', '<mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="B3:C9"/></mergeCells>')


def fixtures():
    """Name, bytes: what tests/bad and the fuzz targets begin from."""
    broken = [*REGISTER, ["A3", "원고", Error("#N/A"), datetime.date(1931, 1, 1), Formula(None)], [],
              ["A4", "원고", "femal", "1931-13-01", 5]]
    yield "bad/sheet-cells.xlsx", xlsx([("Clients", broken), ("Notes", [["x"]], True)])
    yield "bad/sheet-cells.ods", ods([("Clients", broken)])
    shown = [[*REGISTER[0], "died"], [1234567890123456, "원고", "female", 1930, Shown(100, '#,##0"円"'), datetime.date(2015, 1, 5)],
             [Shown(7, '"A-"000'), "원고", "male", 1931, Shown(100000, "#,##0,"), None], ["A-008", "원고", "male", Shown(-1, "yyyy-mm-dd"), 5, None]]
    yield "bad/sheet-shown.xlsx", xlsx([("Clients", shown)], around=('<cols><col min="2" max="2" hidden="1"/></cols>',
                                                                     '<mergeCells count="1"><mergeCell ref="F2:F4"/></mergeCells>'))
    yield "bad/sheet-choice.xlsx", xlsx([("Clients", REGISTER), ("Firms", [["x"]]), ("Empty", []), ("Old", REGISTER, True)])
    yield "bad/workbook-damaged.xlsx", xlsx([("Clients", REGISTER)], replace=[("xl/worksheets/sheet1.xml", "<worksheet><sheetData>")])
    packed = {"a.xlsx": xlsx([("Clients", broken), ("Notes", [], True)]), "a.ods": ods([("Clients", broken)]),
              "inline.xlsx": xlsx([("Clients", REGISTER)], from_1904=True, inline=True), "shown.xlsx": xlsx([("A", SHOWN)], around=AROUND),
              "shown.ods": ods([("A", SHOWN)], edit=lambda c: c.replace("<table:table-cell ", '<table:table-cell table:number-rows-spanned="2" ', 3))}
    for name, data in packed.items():
        yield f"fuzz/corpus/workbook/{name}", b"r" + data
    for letter, name, member in (("s", "a.xlsx", "xl/worksheets/sheet1.xml"), ("t", "a.xlsx", "xl/sharedStrings.xml"), ("y", "a.xlsx", "xl/styles.xml"),
                                 ("b", "a.xlsx", "xl/workbook.xml"), ("l", "a.xlsx", "xl/_rels/workbook.xml.rels"), ("c", "a.ods", "content.xml"),
                                 ("s", "inline.xlsx", "xl/worksheets/sheet1.xml"), ("s", "shown.xlsx", "xl/worksheets/sheet1.xml"),
                                 ("y", "shown.xlsx", "xl/styles.xml"), ("c", "shown.ods", "content.xml")):
        with zipfile.ZipFile(io.BytesIO(packed[name])) as archive:
            yield f"fuzz/corpus/workbook/{letter}-{name}", letter.encode() + archive.read(member)
    text = 'id;group;sex;born;claim\nA1;{};male;1930-05-01;1000\nA2;"{}, 2";female;1931;5m\n'
    for name, encoding, word in (("cp949", "cp949", "원고"), ("shift-jis", "cp932", "ﾔﾏﾀﾞ 太郎"), ("utf-16", "utf-16", "원고"), ("utf-16be", "utf-16-be", "원고"),
                                 ("utf-8", "utf-8-sig", "원고\u3000"), ("said", "utf-8", "x")):
        yield f"fuzz/corpus/csv/{name}", b"0" + (("sep=;\n" if name == "said" else "") + text.format(word, word)).encode(encoding)


if __name__ == "__main__":
    for path, data in fixtures():
        path = pathlib.Path(sys.argv[1]) / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
