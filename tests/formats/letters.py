"""
Documents for word processors: what stands in them is what the Markdown of the same report says, the charts are in them, texts of a scenario can do
nothing but appear, and the same report is the same bytes. Read back by pandoc, another way than they were made, and by zipfile.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

from readers import call

PROGRAM, ROOT = map(os.path.abspath, sys.argv[1:3])
FOLDER = tempfile.mkdtemp()
os.chdir(FOLDER)
KINDS = {"docx": "word/media/", "odt": "Pictures/"}
SCENARIO = os.path.join(ROOT, "scenarios", "joint-fund-2019.yaml")


def words_of(path):
    """All words that are no punctuation alone, in order."""
    text = call("pandoc", "--to=plain", "--columns=10000", path).stdout
    return [w for w in re.findall(r"[\w%.,±{}\[\]/:*<>!()-]+", text) if re.search(r"\w", w)]


def pictures_of(path, folder):
    with zipfile.ZipFile(path) as made:
        assert made.testzip() is None
        return [made.read(n) for n in made.namelist() if n.startswith(folder) and n.endswith(".png")]


def figures(words):
    return {w.strip(".,:()") for w in words if re.search(r"\d", w)}


def report():
    options = ["--trials", "200", "--no-studies", "--quiet"]
    outputs = sum((["-o", f"r.{k}"] for k in (*KINDS, "md", "html")), [])
    call(PROGRAM, "report", SCENARIO, *options, *outputs)
    first = {k: open(f"r.{k}", "rb").read() for k in KINDS}
    call(PROGRAM, "report", SCENARIO, *options, *outputs)
    markdown = subprocess.run(["pandoc", "--from=commonmark+pipe_tables", "--to=plain", "--columns=10000", "r.md"], capture_output=True, text=True, check=True).stdout
    all_figures = figures(re.findall(r"\S+", markdown))
    charts = open("r.html", encoding="utf-8").read().count("<figure>")
    assert charts > 5
    for kind, folder in KINDS.items():
        assert open(f"r.{kind}", "rb").read() == first[kind], f"{kind}: another time, other bytes"
        words = words_of(f"r.{kind}")
        found = figures(words)
        strange = {f for f in found if f not in all_figures and not any(f in whole for whole in all_figures)}
        assert len(found) > 300 and not strange, (kind, sorted(strange)[:20])
        drawn = pictures_of(f"r.{kind}", folder)
        assert len(drawn) == charts and all(d.startswith(b"\x89PNG") for d in drawn), (kind, len(drawn), charts)
    assert figures(words_of("r.docx")) == figures(words_of("r.odt")), figures(words_of("r.docx")) ^ figures(words_of("r.odt"))


def other_answers():
    for kind in KINDS:
        call(PROGRAM, "explain", SCENARIO, "--trial", "3", "--quiet", "-o", f"e.{kind}")
        call(PROGRAM, "divide", "--endowment", "200", "--claims", "100,200,300", "--rule", "talmud", "-o", f"d.{kind}")
        text = call("pandoc", "--to=plain", f"d.{kind}").stdout
        assert {"50", "75"} <= figures(text.split()), text
        call(PROGRAM, "run", SCENARIO, "--trials", "50", "--quiet", "--table", "people", "-o", f"t.{kind}")
        piped = subprocess.run([PROGRAM, "divide", "--endowment", "200", "--claims", "100,200,300", "--rule", "talmud", "--format", kind], capture_output=True, check=True)
        assert piped.stdout == open(f"d.{kind}", "rb").read()


def hostile_texts():
    """Signs of any Markdown that pandoc knows, in a title, a name and a note."""
    text = r"# *a* _b_ `c` <b>d</b> ![e](/etc/passwd) [f](http://g) $h$ ~i~ ^j^ {=k} \l &amp; :+1: [^m] @n | o <!--p--> ---q"
    with open("h.yaml", "w", encoding="utf-8") as out:
        out.write(f"""solatium: 1
title: '{text}'
currency: KRW
start: 2025-01-01
end: 2030-01-01
leaves_out: ['{text}']
mortality: {{country: KOR}}
claimants: {{groups: [{{name: '{text}', count: 12, sex: female, age: 92, claim: {{value: 1m KRW, note: '{text}'}}}}]}}
payments: {{first: 2025-07-01, every: year}}
""")
    for kind, folder in KINDS.items():
        call(PROGRAM, "report", "h.yaml", "--trials", "20", "--no-studies", "--quiet", "-o", f"h.{kind}")
        shown = " ".join(call("pandoc", "--to=plain", "--columns=10000", f"h.{kind}").stdout.split())
        assert shown.count(text) >= 2, shown[:800]
        with zipfile.ZipFile(f"h.{kind}") as made:
            body = made.read("word/document.xml" if kind == "docx" else "content.xml").decode()
            assert "http://g" not in re.sub(r">[^<]*<", "><", body) and b"root:" not in b"".join(pictures_of(f"h.{kind}", folder))


def without_pandoc():
    os.mkdir("bin")
    for words, ending in ((["report", SCENARIO, "--trials", "1000000000"], "docx"), (["explain", SCENARIO, "--trial", "0"], "odt")):
        done = subprocess.run([PROGRAM, *words, "--quiet", "-o", f"n.{ending}"], capture_output=True, text=True, env={"PATH": os.path.abspath("bin")}, check=False)
        assert done.returncode == 4 and "error[U120]" in done.stderr and "apt-get install pandoc" in done.stderr, done.stderr
    with open("bin/pandoc", "w", encoding="utf-8") as out:
        out.write("#!/bin/sh\necho 'no such thing' >&2\nexit 3\n")
    os.chmod("bin/pandoc", 0o755)
    done = subprocess.run([PROGRAM, "laws", "-o", "n.docx"], capture_output=True, text=True, env={"PATH": os.path.abspath("bin")}, check=False)
    assert done.returncode == 4 and "error[U202]: could not make a document (Word): `pandoc` wrote nothing: no such thing" in done.stderr, done.stderr
    assert not os.path.exists("n.docx")


if not shutil.which("pandoc"):
    print("skipped: pandoc is not installed (Debian: pandoc)")
    sys.exit(77)
report()
other_answers()
hostile_texts()
without_pandoc()
print("documents hold what the report says")
