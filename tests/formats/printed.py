"""
Reports on paper: each as the PDF that a browser prints, asked for in the dark. printed.py PROGRAM ROOT. All words of tables and charts are within the
margins of A4, a head stands again on each page of its table, no chart is cut by the end of a page, and the paper is white.
"""
import html
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
FOLDER = pathlib.Path(tempfile.mkdtemp())
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SECONDS = 60
POINTS = 72 / 25.4
WIDTH, SIDE = 210 * POINTS, 14 * POINTS  # of the page, and of its margins left and right
LONG = 14  # a longer word may be broken where it stands


def printed(page):
    """Its pages, each a list of words with their left and right ends and their height in points; None: the browser does not come up here."""
    pdf = page.with_suffix(".pdf")
    words = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--user-data-dir={FOLDER / 'profile'}",
             "--blink-settings=preferredColorScheme=0", "--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri()]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as run:
        try:
            run.wait(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)  # its helpers too
            return None
    if not pdf.exists():
        return None
    boxes = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    return [[(float(left), float(right), float(top), html.unescape(word)) for left, top, right, word in
             re.findall(r'<word xMin="([-0-9.]+)" yMin="([-0-9.]+)" xMax="([-0-9.]+)" yMax="[-0-9.]+">(.*?)</word>', part)]
            for part in boxes.split("<page ")[1:]]


def is_white(page):
    """Whether most of each page is."""
    folder = FOLDER / (page.stem + "-pages")
    folder.mkdir()
    subprocess.run(["pdftoppm", "-r", "12", "-gray", str(page.with_suffix(".pdf")), str(folder / "p")], check=True)
    for picture in folder.iterdir():
        kind, _, _, grey = picture.read_bytes().split(b"\n", 3)
        assert kind == b"P5"
        if sum(pixel >= 240 for pixel in grey) < 0.6 * len(grey):
            return False
    return True


def has_line(words, wanted):
    """Whether all of these stand in one line of a page."""
    return any(set(wanted) <= {word for *_, at, word in words if abs(at - top) < 1} for *_, top, first in words if first == wanted[0])


def words_of(text):
    return html.unescape(re.sub(r"<[^>]*>", " ", text)).split()


def faults(page):
    """What is wrong with its print, in words."""
    text, pages = page.read_text(encoding="utf-8"), printed(page)
    for number, words in enumerate(pages, 1):
        for left, right, _, word in words:
            if left < SIDE - 1 or right > WIDTH - SIDE + 1:
                yield f"page {number}: “{word}” is beyond the margin"
    shown = [[word for *_, word in words] for words in pages]
    every = {word for words in shown for word in words}
    for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", re.sub(r'<span class="heard">.*?</span>|<svg .*?</svg>', "", text, flags=re.S), re.S):
        for word in words_of(cell):
            parts = word.split("-")  # lines may end between them
            if word.isascii() and len(word) <= LONG and not all(any(part in other for other in every) for part in parts):
                yield f"“{word}” of a table is not on paper"
    for svg in re.findall(r'<svg [^>]*id="([^"]*)".*?</desc>(.*?)</svg>', text, re.S):
        wanted = {word for part in re.findall(r"<text.*?</text>", svg[1], re.S) for word in words_of(part) if word.isascii() and word.isalpha()}
        if not any(all(any(word in other for other in words) for word in wanted) for words in shown):
            yield f"chart {svg[0]} is on no page as a whole"
    for name, table in re.findall(r'<table id="(table-[^"]*)"[^>]*>(.*?)</table>', text, re.S):
        head, rows = words_of(re.search("<thead>.*?</thead>", table, re.S)[0]) if "<thead>" in table else [], table.count("<tr")
        if name == "table-assumptions" and head:
            heads = sum(has_line(words, head) for words in pages)
            full = sum(words.count("assumed") > 4 for words in shown)
            if rows > 60 and (heads < 2 or heads < full):
                yield f"{name} has its head on {heads} of {full} pages"
    if not is_white(page):
        yield "the paper is not white"


def check_that_it_sees():
    bad = FOLDER / "bad.html"
    rows = "".join(f"<tr><td>assumed assumed assumed row{i}</td></tr>" for i in range(200))
    bad.write_text('<!DOCTYPE html><html><body style="margin:0;background:#222;color:#fff;print-color-adjust:exact"><style>thead{display:table-row-group}@page{size:A4;margin:14mm}</style>'
                   '<p style="white-space:nowrap">' + "wide " * 60 + '</p><svg id="c" width="100" height="3000"><title>t</title><desc>d</desc><text x="5" y="20">top</text>'
                   f'<text x="5" y="2900">bottom</text></svg><table id="table-assumptions"><thead><tr><th>head</th></tr></thead><tbody>{rows}</tbody></table>'
                   '<table><tr><td style="display:none">unseen</td></tr></table></body></html>', encoding="utf-8")
    found = "\n".join(faults(bad))
    for what in ("beyond the margin", "“unseen” of a table is not on paper", "chart c is on no page", "has its head on 1 of", "not white"):
        assert what in found, (what, found)


if not BROWSER or not shutil.which("pdftotext") or not shutil.which("pdftoppm"):
    print("skipped: what a browser prints, as there is no " + ("chromium" if not BROWSER else "pdftotext or pdftoppm (Debian: poppler-utils)"))
    sys.exit(77)
(FOLDER / "probe.html").write_text("up")
if printed(FOLDER / "probe.html") is None:
    print("left out: the browser does not come up on this machine")
    sys.exit(0)
check_that_it_sees()
COUNT = 0
REPORTS = [("scenarios/joint-fund-2019.yaml", "60"), ("tests/golden/small.yaml", "60"), ("scenarios/third-party-2023.yaml", "20"),
           ("scenarios/kuwait-rounds.yaml", "20"), ("scenarios/registered-victims.yaml", "20")]
for scenario, trials in REPORTS:
    COUNT += 1
    made = FOLDER / f"{COUNT}.html"
    more = [] if COUNT < 3 else ["--no-studies"]
    subprocess.run([PROGRAM, "report", str(ROOT / scenario), "--trials", trials, *more, "--quiet", "-o", str(made)], check=True, capture_output=True)
    found = list(faults(made))
    assert not found, (scenario, found[:10])
print(f"{COUNT} reports on paper")
