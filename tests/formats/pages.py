"""A report of every shipped scenario in every format, and what its page promises: whole, alone, in order, readable by eye and by ear.

pages.py PROGRAM ROOT. Trials are few, as the pages are under test here and not the figures; studies are on for one scenario.
"""
import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

from readers import csv_tables, page_tables, sheets

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
FOLDER = pathlib.Path(tempfile.mkdtemp())
VOID = {"meta", "br", "rect", "circle", "path", "polygon", "polyline", "line"}  # the last five close themselves
SECTIONS = ["The answer", "Money: in, out and missing", "When", "What it turns on", "Who", "Fairness", "What was assumed", "Method and limits",
            "How to make this report again"]
HAS_GNUPLOT = subprocess.run(["sh", "-c", "command -v gnuplot"], capture_output=True).returncode == 0


def report(scenario, *options, path=None, name="r"):
    """Makes a report in all formats; {ending: file}."""
    files = {kind: FOLDER / f"{name}.{kind}" for kind in ("html", "md", "csv", "json", "xlsx")}
    outputs = sum((["-o", str(f)] for f in files.values()), [])
    environment = dict(os.environ, **({"PATH": path} if path else {}))
    run = subprocess.run([PROGRAM, "report", str(scenario), *options, *outputs], capture_output=True, text=True, env=environment, cwd=FOLDER)
    assert run.returncode == 0, (scenario, run.stderr)
    return files


class Page(html.parser.HTMLParser):
    """Reads a page strictly: what opens closes, in order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.refers, self.headings, self.heads, self.svgs, self.words, self.tables = [], [], [], [], [], [], [], []
        self.by_id, self.regions = {}, []
        self.feed(text)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_startendtag(self, tag, attributes):
        self.element(tag, dict(attributes))

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.element(tag, given)
        if tag not in VOID:
            self.open.append((tag, given))

    def handle_endtag(self, tag):
        assert self.open and self.open[-1][0] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def element(self, tag, given):
        assert tag not in ("script", "iframe", "img", "link", "object", "embed", "form", "base", "image", "use", "foreignobject"), tag
        for name, value in given.items():
            assert not name.startswith("on"), (tag, name)
            assert name not in ("src", "srcset", "action", "background", "xlink:href"), (tag, name)
            assert name != "href" or value.startswith("#"), value
        if "id" in given:
            self.ids.append(given["id"])
        if "href" in given:
            self.refers.append(given["href"][1:])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append([int(tag[1]), ""])
        if tag == "th":
            assert given.get("scope") in ("row", "col", "rowgroup"), given
            self.heads.append("")
        if tag == "table":
            self.tables.append(given["id"])
            region = next(a for t, a in reversed(self.open) if t == "div")
            assert region.get("role") == "region" and region.get("aria-label") and region.get("tabindex") == "0", region
        if tag == "svg":
            assert given.get("role") == "img" and given.get("aria-labelledby"), given
            self.svgs.append(given)
            self.refers += given["aria-labelledby"].split()

    def handle_data(self, data):
        within = [t for t, _ in self.open]
        for _, given in self.open:
            if "id" in given:
                self.by_id[given["id"]] = self.by_id.get(given["id"], "") + data
        if "style" in within:
            return
        if within and re.fullmatch("h[1-6]", within[-1]):
            self.headings[-1][1] += data
        if "th" in within:
            self.heads[-1] += data
        self.words.append(data)

    def text(self):
        return re.sub(r"\s+", " ", " ".join(self.words))


def check_page(path, leaves_pictures=False):
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) < 1_000_000, path
    style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
    assert not re.search(r"url\(|@import|expression|https?:", style)
    assert text.startswith("<!DOCTYPE html>\n<html lang=\"en\">") and "default-src 'none'" in text and "name=\"viewport\"" in text
    page = Page(text)
    assert len(page.ids) == len(set(page.ids)), [i for i in page.ids if page.ids.count(i) > 1]
    for name in page.refers:
        assert page.by_id.get(name, "").strip(), f"#{name} is nothing"
    levels = [level for level, _ in page.headings]
    assert levels[0] == 1 and levels.count(1) == 1 and all(b <= a + 1 for a, b in zip(levels, levels[1:])), levels
    sections = [words for level, words in page.headings if level == 2]
    assert len(sections) == 9, sections
    for number, (found, wanted) in enumerate(zip(sections, SECTIONS), 1):
        assert found.startswith(f"{number}. {wanted}"), (found, wanted)
    assert all(h.strip() for h in page.heads), "a head says nothing"
    assert not re.search(r"\b(nan|inf|null)\b", page.text(), re.I)
    if HAS_GNUPLOT and not leaves_pictures:
        assert len(page.svgs) >= 4, page.svgs
    assert page.svgs[0]["id"] == "dots"
    return page


def luminance(colour):
    colour = colour.lstrip("#")
    colour = "".join(c * 2 for c in colour) if len(colour) == 3 else colour
    channel = [int(colour[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    return sum(w * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for w, c in zip((0.2126, 0.7152, 0.0722), channel))


def contrast(colour, ground="#fff"):
    a, b = sorted((luminance(colour), luminance(ground)))
    return (b + 0.05) / (a + 0.05)


def check_contrast(path):
    """Text stands on the paper, by day and by night: of the style sheet every `color`, of the pictures every fill of a text that is not a heat map's."""
    text = path.read_text(encoding="utf-8")
    style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
    sheets = [dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})", part)) for part in re.findall(r":root\{([^}]*)\}", style)]
    assert len(sheets) == 2 and sheets[0].keys() == sheets[1].keys(), "a colour for the day and one for the night"
    colours = set(re.findall(r"[{;]color:var\(--([a-z-]+)\)", style))
    assert len(colours) >= 5 and not re.search(r"[{;](?:color|background):#", style), colours
    assert set(re.findall(r"[{;]background:var\(--([a-z-]+)\)", style)) == {"paper", "bed", "bar"}, "a ground other than the paper holds no text"
    for sheet in sheets:
        for colour in colours:
            assert contrast(sheet[colour], sheet["paper"]) >= 4.5, (colour, sheet)
    for svg in re.findall(r"<svg .*?</svg>", text, re.S):
        if "id=\"heat\"" in svg:
            continue
        fills = re.findall(r"<g[^>]*fill=\"(?:rgb\()?([^\")]+)\)?\"[^>]*>\s*<text", svg)
        for fill in fills:
            colour = "#%02x%02x%02x" % tuple(map(int, fill.split(","))) if "," in fill else {"black": "#000"}.get(fill, fill)
            assert contrast(colour, "#bfdcec") >= 4.5, (fill, "on a band")  # the darkest ground a text may stand on


def check_markdown(path):
    """Tables of as many cells in each row as in the head; nothing that a renderer takes for markup of its own."""
    lines = path.read_text(encoding="utf-8").split("\n")
    bare = [re.sub(r"\\.", "", line) for line in lines]
    assert sum(line.startswith("# ") for line in bare) == 1
    assert sum(line.startswith("## ") for line in bare) == 9
    assert not any("<" in line or "`" in line for line in bare)
    width = None
    for line in bare:
        if line.startswith("|"):
            assert width in (None, line.count("|")), line
            width = line.count("|")
        else:
            width = None
    assert any(line.startswith("|---") for line in lines)


def rows_add_up(result, tables):
    people = [row["people"] for _, row in tables["people"]]
    assert abs(sum(people[:-1]) - people[-1]) < 1e-6 * max(1, people[-1])
    groups = tables["groups"]
    for key in ("people" if "people" in groups[0][1] else "count", "paid", "paid_in_life"):
        total = sum(row[key] for _, row in groups[:-1])
        assert abs(total - groups[-1][1][key]) <= 1e-6 * max(1, abs(total)), key
    assert len(tables["years"]) >= 1 and len(tables["timeline"]) >= 1
    assert abs(tables["years"][-1][1]["died_waiting"] - result["timeline"][-1]["died_waiting"]["mean"]) < 1e-9


def holds_every_value(result, page, markdown):
    """Each value that the scenario gives stands in the page and in the Markdown, with its source and its note."""
    plain = re.sub(r"\\(.)", r"\1", markdown)
    for line in result["assumptions"]:
        for what in ("value", "source", "note"):
            if line.get(what):
                words = re.sub(r"\s+", " ", line[what])
                assert words in page or words.strip() in page, (line["key"], what, words)
                assert words in re.sub(r"\s+", " ", plain), (line["key"], what, words)


def check(scenario, *options, **how):
    files = report(scenario, *options, **how)
    page = check_page(files["html"])
    result = json.loads(files["json"].read_text(encoding="utf-8"))
    tables = page_tables(files["html"])
    rows_add_up(result, tables)
    holds_every_value(result, page.text(), files["md"].read_text(encoding="utf-8"))
    check_markdown(files["md"])
    assert len(csv_tables(files["csv"])["assumptions"]) == len(result["assumptions"])
    book = sheets(files["xlsx"])
    assert {"Summary", "Schedule", "Timeline", "Sources", "Assumptions"} <= set(book), set(book)
    return page, tables


def check_shipped():
    for scenario in sorted((ROOT / "scenarios").glob("*.yaml")):
        page, tables = check(scenario, "--trials", "20", "--no-studies", "--quiet")
        assert "no-studies" in page.text() and "rules" not in tables, scenario
    check_contrast(FOLDER / "r.html")


def check_studies():
    page, tables = check(ROOT / "scenarios" / "joint-fund-2019.yaml", "--trials", "60", "--quiet", name="studies")
    for key in ("participation", "tornado", "delay", "rules"):
        assert tables[key], key
    if HAS_GNUPLOT:
        assert {"heat", "tornado", "delay", "lorenz", "by-age", "by-claim", "paid", "people", "sources", "flows"} <= set(page.ids)
    assert tables["rules"][0][0] == "as the scenario divides" and "difference" not in tables["rules"][0][1]
    assert tables["rules"][0][1]["share_in_time"] == json.loads((FOLDER / "studies.json").read_text())["people"]["share_in_time"]["mean"]
    assert tables["delay"][0][1]["died_waiting"] == 0 and len(tables["delay"]) == 6
    assert "is not here." not in page.text()
    check_contrast(FOLDER / "studies.html")


def check_without_gnuplot():
    empty = FOLDER / "empty"
    empty.mkdir()
    scenario = ROOT / "scenarios" / "joint-fund-2019.yaml"
    options = ["--trials", "20", "--no-studies", "--quiet"]
    with_tables = page_tables(report(scenario, *options, name="with")["html"])
    files = report(scenario, *options, path=str(empty), name="without")
    page = check_page(files["html"], leaves_pictures=True)
    assert [s["id"] for s in page.svgs] == ["dots"]
    assert "Install gnuplot and make the report again" in page.text()
    assert page_tables(files["html"]) == with_tables, "all tables are there"


HOSTILE = ["한국 원고 김철수", "三菱重工業 名古屋", "it's \"quoted\"", "`touch solatium-was-here`", "\"; system(\"touch solatium-was-here\"); \"",
           "</td></table><script>alert(1)</script>", "a | b **c** _d_ [e](http://example.org)", "=HYPERLINK(\"http://example.org\")",
           "]]> <!-- --> <![CDATA[ &amp; &#0;", "' onload='alert(1)"]


def hostile_scenario():
    """JSON is YAML: names in Hangul and kanji, and every text that could be taken for something else."""
    claimants = [{"name": f"{text} G", "count": 4, "living": 3, "sex": "female", "age": 88 + i, "claim": f"{10 + i}m KRW",
                  "interest": [{"rate": {"value": "5%/y", "source": f"{text} S", "note": f"{text}\nN"}, "from": "2024-01-01"}]} for i, text in enumerate(HOSTILE)]
    firms = [{"name": f"{text} F", "country": "KR" if i % 2 else "JP", "pledge": "20m KRW", "joins": "2025-03-01"} for i, text in enumerate(HOSTILE)]
    events = {f"{text} E": {"probability": "50%", "date": "2025-06-01"} for text in HOSTILE[:3]}
    return {"solatium": 1, "title": "\n".join(HOSTILE), "leaves_out": HOSTILE, "currency": "KRW", "start": "2025-01-01", "end": "2029-01-01",
            "simulation": {"trials": 40, "seed": 7}, "events": events,
            "mortality": {sex: {"law": "gompertz", "b": 2e-5, "g": 0.1} for sex in ("male", "female")},
            "participation": {"KR": "60%", "JP": "30%"}, "firms": firms, "claimants": {"groups": claimants},
            "payments": {"first": "2025-07-01", "every": "quarter"}, "allocation": "proportional",
            "timeliness": {"by": "2028-12-31", "goal": "50%"}}


def check_hostile():
    path = FOLDER / "solatium hostile.yaml"
    path.write_text(json.dumps(hostile_scenario(), ensure_ascii=False), encoding="utf-8")
    page, tables = check(path, "--quiet", "--charts", str(FOLDER / "charts"), name="hostile")
    assert not list(FOLDER.rglob("solatium-was-here")), "a text ran a command"
    text = page.text()
    for words in HOSTILE:
        for tail in ("", " G", " F", " S", " N"):
            assert words + tail in text, words + tail
    assert "김철수" in page.headings[0][1] and "三菱" in page.headings[0][1]
    for picture in (FOLDER / "charts").glob("*.svg"):
        tree.parse(picture)
    if HAS_GNUPLOT:
        drawn = (FOLDER / "charts" / "sources.svg").read_text(encoding="utf-8")
        assert "한국 원고" in drawn and "三菱重工業" in drawn
        assert {f"dots.{kind}" for kind in ("svg", "png", "pdf")} <= {p.name for p in (FOLDER / "charts").iterdir()}
        for picture in (FOLDER / "charts").iterdir():
            begin = {".svg": b"<svg", ".png": b"\x89PNG", ".pdf": b"%PDF"}[picture.suffix]
            assert picture.read_bytes().startswith(begin), picture


check_shipped()
check_studies()
check_without_gnuplot()
check_hostile()
print("the pages hold what they promise")
