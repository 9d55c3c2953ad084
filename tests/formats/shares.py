"""
Shares at their limit: nothing that is not exactly none or all reads so, in any format and study, and a share that misses a goal by less
than a digit is written with the digits that show it.
"""
import html.parser
import os
import re
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
os.chdir(tempfile.mkdtemp())
ALIVE = """start: 2025-01-01
end: 2025-06-01
currency: KRW
mortality: {male: {law: gompertz, b: 1e-15, g: 1e-6}, female: {law: gompertz, b: 1e-15, g: 1e-6}}
payments: {dates: [2025-02-01, 2025-05-01]}
"""
# Of 10,000 futures a few are not as the others: the firm joins in nearly all, or in nearly none.
NEARLY = "solatium: 1\ntitle: TITLE\n" + ALIVE + """participation: {KR: RATE, JP: 0%}
firms: [{name: F, country: KR, pledge: 300m KRW}, {name: J, country: JP, pledge: 5m KRW}]
claimants: {groups: [{name: P, count: 3, sex: male, age: 20, claim: 100m KRW}]}
"""
# 2 of 3 are paid, in every future: 2/3 is below 66.7 %.
THIRD = "solatium: 1\ntitle: Two thirds\n" + ALIVE + """claimants: {groups: [{name: G, count: 3, sex: male, age: 30, claim: 100}]}
fund: {opening: 200}
allocation: {rule: priority, by: filing}
timeliness: {goal: 66.7%}
simulation: {trials: 100}
"""
FALSE_ALL, FALSE_NONE = re.compile(r"100\.0+%|100\.0+(?= to )"), re.compile(r"(?<![\d.,])0\.0+%|(?<![\d.,])0\.0+(?= to [\d.]+%)")


def run(*arguments, wanted=0):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=120,
                          env={**os.environ, "COLUMNS": "400", "NO_COLOR": "1"})
    assert done.returncode == wanted, (arguments, done.returncode, done.stderr[:500])
    return done.stdout + done.stderr


def is_true(text, what):
    """None and all are written without decimals, so that `100.0%` can be nothing else than a rounded share."""
    for false in (FALSE_ALL, FALSE_NONE):
        found = false.search(text)
        assert not found, (what, text[max(0, found.start() - 200):found.end() + 80])
    return " ".join(text.split())


class Cells(html.parser.HTMLParser):
    """(text, exact value) of every cell with a number."""

    def __init__(self, page):
        super().__init__()
        self.found, self.exact = [], None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.exact = dict(attributes).get("data-value") if tag in ("td", "th") else self.exact

    def handle_data(self, data):
        if self.exact is not None and data.strip().endswith("%"):
            self.found.append((data.strip(), float(self.exact)))
            self.exact = None


def page_is_true(path):
    page = open(path, encoding="utf-8").read()
    page = page[page.index("<body"):]
    cells = Cells(page).found
    assert len(cells) > 20, path
    for text, exact in cells:
        read = abs(float(re.sub(r"[^\d.]", "", text)))
        assert (read == 100) == (abs(abs(exact) - 1) < 1e-12) and (read == 0) == (abs(exact) < 1e-12), (path, text, exact)
    is_true(re.sub(r"<script.*?</script>|<svg.*?</svg>|<[^>]*>", " ", page, flags=re.S), path)


for name, rate in (("nearly", "99.98%"), ("rare", "0.02%")):
    open(name + ".yaml", "w").write(NEARLY.replace("RATE", rate).replace("TITLE", name))
open("third.yaml", "w").write(THIRD)
quiet = ("--quiet",)
for name in ("nearly", "rare", "third"):
    scenario = name + ".yaml"
    lever = ("fund.opening=100, 200, 300",) if name == "third" else ("participation.KR=0%,0.02%,99.98%,100%",)
    second = "claimants.groups.G.claim=100 KRW:101 KRW:1 KRW" if name == "third" else "participation.JP=0%,50%"
    span = ("--from", "50", "--to", "400") if name == "third" else ()
    single = lever[0].split("=")[0]
    for form in ("text", "markdown"):
        for words in (["run"], ["compare", "--vary", *lever], ["compare", "--vary", *lever, "--vary", second], ["compare", "--tornado"],
                      ["compare", "--delay", "0mo:2mo:1mo"], ["breakeven", "--vary", single, *span],
                      ["breakeven", "--vary", single, "--vary", second, *span, "--trials", "500"], ["check"]):
            is_true(run(words[0], scenario, *words[1:], "--format", form, *quiet), (name, form, words))
    is_true(run("explain", scenario, "--claimant", ("G" if name == "third" else "P") + "#1", *quiet), "explain")
    is_true(run("run", scenario, "--require-goal", *quiet, wanted=name != "nearly"), "--require-goal")
    run("report", scenario, "-o", name + ".html", "-o", name + ".md", "--trials", "10000" if name != "third" else "100", *quiet)
    page_is_true(name + ".html")
    is_true(open(name + ".md", encoding="utf-8").read(), name + ".md")
is_true(run("compare", "nearly.yaml", "rare.yaml", "third.yaml", "--trials", "10000", *quiet), "files")

text = is_true(run("run", "nearly.yaml", *quiet), "nearly")
assert "99.97% of them are" in text and "met in 99.97% of 10,000" in text, text[:900]
assert "99.97%" in run("compare", "nearly.yaml", "--vary", "participation.KR=99.98%", *quiet)
text = is_true(run("run", "third.yaml", *quiet), "third")
assert "66.7% of the claimants" in text and "On average 66.67% of them are (in nine of ten futures between 66.67% and 66.67%)" in text, text[:900]
assert "66.67%" in open("third.md", encoding="utf-8").read()
text = run("compare", "third.yaml", "--vary", "fund.opening=100, 200, 300", *quiet)
assert "66.67%" in text and "66.7%" not in text, text
text = run("compare", "third.yaml", "--vary", "fund.opening=100, 200", "--vary", "timeliness.confidence=80%,90%", *quiet)
assert "▓66.67 " in text and "66.7% of those" in " ".join(text.split()), text
text = run("divide", "--endowment", "99997", "--claims", "100000, 1", "--rule", "all", *quiet)
is_true(text, "divide")
print("every share reads as what it is")
