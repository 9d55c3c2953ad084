"""
`explain --all`: a page for each claimant, which says what `--claimant` says, in a folder that is written whole or not at all and never in the place of what
is somebody's own; names of files that any system takes; an index that leads to them.
"""
import csv
import html
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unicodedata
import urllib.parse

from program import PROGRAM, ended, written

os.chdir(tempfile.mkdtemp())
HEAD = """solatium: 1
title: Letters <&> 편지
currency: KRW
start: 2025-01-01
end: 2030-01-01
mortality: {country: KOR}
other_sources: [{name: State, kind: public, amount: 200m KRW, date: 2025-02-01}]
payments: {first: 2025-07-01, every: half-year}
simulation: {trials: 40}
claimants: {file: people.csv}
"""
ODD = ["a/b", "a\\b", "a:b", "A/B", "CON", "con.x", "Lpt1", "COM¹", "index", "INDEX", "..", ".hidden", "-o", "--all", "=1", "~", "x?", "x*", "<b>\"q\" & co</b>", "name.", "100%", "a#b",
       "긴" * 60, "긴" * 61, "x" * 190, "x" * 189 + "y", unicodedata.normalize("NFD", "가나 é"), "éa", "ÉA", "Straße", "STRASSE", "a b", "ｆｕｌｌ", "a‮b", "a-2", "A-2", "a", "A", "ǅ", "a,b", "a;b", "漢字", "'x", "nul.html"]


def write(ids, names=True):
    with open("people.csv", "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["id", "name", "group", "sex", "born", "claim"] if names else ["id", "group", "sex", "born", "claim"])
        for i, who in enumerate(ids):
            rows.writerow([who, *([f"김 {i}"] if names else []), "원고 <1>" if i % 2 else "B", "male" if i % 3 else "female", 1930 + i % 10, 1000000 + i])
    with open("fund.yaml", "w", encoding="utf-8") as out:
        out.write(HEAD)


def listed(folder):
    with open(os.path.join(folder, "index.csv"), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def text_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def every_page():
    write(ODD)
    done = ended("explain", "fund.yaml", "--all", "-o", "letters")
    assert not done.stdout and "error" not in done.stderr
    rows = listed("letters")
    files = [row["file"] for row in rows]
    assert sorted(os.listdir("letters")) == sorted([*files, "index.csv", "index.html"]) and len(files) == len(ODD)
    for form in ("NFC", "NFD", "NFKC"):
        assert len({unicodedata.normalize(form, f).casefold() for f in [*files, "index.html"]}) == len(files) + 1, files
    for name in files:
        assert not re.search(r'[/\\:*?"<>|\x00-\x1f\x7f\u202e]', name) and unicodedata.is_normalized("NFC", name) and len(name.encode()) <= 140, name
        assert name[0] not in " .-=+@~" and not re.match(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", name, re.I) and name.endswith(".html"), name
    links = re.findall('<a href="([^"]*)">([^<]*)</a>', text_of("letters/index.html"))
    assert [urllib.parse.unquote(to) for to, _ in links] == [html.unescape(shown) for _, shown in links] == files
    assert all(re.fullmatch("[A-Za-z0-9._%-]+", to) for to, _ in links) and "<1>" not in text_of("letters/index.html")
    for row in random.Random(5).sample(rows, 8) + rows[:2]:
        if "<U+" in row["id"]:
            continue  # a sign that nobody sees is shown, and not found by that
        alone = ended("explain", "fund.yaml", "--claimant", row["id"].lstrip("'") if row["id"][:2] in ("'=", "'-") else row["id"], "--format", "html").stdout
        assert text_of(os.path.join("letters", row["file"])) == alone, row
    for form, ending in (("markdown", "md"), ("text", "txt"), ("html", "html")):
        ended("explain", "fund.yaml", "--all", "--format", form, "-o", "letters/")  # an earlier one is ours
        assert all(row["file"].endswith("." + ending) for row in listed("letters")) and len(os.listdir("letters")) == len(ODD) + 2
    first = {name: text_of(os.path.join("letters", name)) for name in os.listdir("letters")}
    ended("explain", "fund.yaml", "--all", "--threads", "1", "-o", "elsewhere/letters", wanted=4, says="make the folder first")
    ended("explain", "fund.yaml", "--all", "--threads", "1", "-o", "again")
    assert first == {name: text_of(os.path.join("again", name)) for name in os.listdir("again")}
    write([f"p{i}" for i in range(3)], names=False)
    ended("explain", "fund.yaml", "--all", "--no-bom", "-o", "again")
    assert sorted(os.listdir("again")) == ["index.csv", "index.html", "p0.html", "p1.html", "p2.html"] and "name" not in listed("again")[0] and text_of("again/index.csv")[0] == "i"


def words():
    """Who is paid in time, an error where there is one, and interest where it runs: for each kind of goal and of claimant."""
    def letters(goal="", claim="", money="200m KRW", names=("p", "estate", "office")):
        written(".", "words.yaml", f"""solatium: 1
title: Words
currency: KRW
start: 2025-01-01
end: 2035-01-01
mortality: {{country: KOR}}
other_sources: [{{name: State, kind: public, amount: {money}, date: 2025-02-01}}]
payments: {{first: 2028-07-01, every: year}}
simulation: {{trials: 60}}
claimants:
  groups:
  - {{name: p, count: 1, sex: female, age: 88, claim: 1m KRW{claim}}}
  - {{name: estate, count: 1, living: 0, sex: female, age: 88, claim: 1m KRW{claim}}}
  - {{name: office, kind: institution, count: 1, claim: 1m KRW{claim}}}
timeliness: {{paid: 100%, by: 2034-12-31{goal}}}
""")
        ended("explain", "words.yaml", "--all", "--format", "text", "-o", "words")
        pages = [next(text_of(os.path.join("words", row["file"])) for row in listed("words") if row["group"] == name) for name in names]
        return [" ".join(p.split()) for p in pages]

    person, estate, office = letters(", who: all")
    assert "in full by 2034-12-31, to the claimant or, after death, to the heirs, is 100%." in person, person
    assert "in full by 2034-12-31, to the heirs, is 100%." in estate, estate
    assert "in full by 2034-12-31, is 100%." in office, office
    for page in (estate, office):
        assert "standard error" not in page and "It is the same in every simulated future." in page and "nterest" not in page.replace("interest to that day included", ""), page
    assert re.search("standard error [1-9]", person) and "An average is no forecast" in person and "Interest that runs" not in person, person
    assert "in full by 2034-12-31 and while alive, is" in letters()[0]
    person, estate, office = letters(claim=", interest: 5%/y from 2024-01-01")
    assert all("Interest that runs on lifts it above the claim." in page for page in (person, estate, office)), estate
    assert "Interest that runs" not in letters(claim=", interest: 5%/y from 2024-01-01", money="1m KRW")[1]


def in_documents():
    if not shutil.which("pandoc"):
        print("skipped: pages as documents: pandoc is not installed")
        return
    write(["김순덕", "b"])
    for form in ("docx", "odt"):
        for _ in range(2):
            ended("explain", "fund.yaml", "--all", "--format", form, "-o", form)
        said = subprocess.run(["pandoc", f"--from={form}", "--to=plain", f"{form}/김순덕.{form}"], capture_output=True, text=True, check=True).stdout
        assert "Claimant 김순덕 (김 0)" in said, said
    with open("odt/b.odt", "ab") as out:
        out.write(b"x" * 100)  # what is not whole is not ours


def somebodys():
    write(["p1", "p2"])
    os.makedirs("mine/sub")
    os.makedirs("empty")
    ended("explain", "fund.yaml", "--all", "-o", "empty")
    for name, says in (("mine", "holds 'sub'"), ("people.csv", "error[U145]"), (".", "no name of its own"), ("..", "no name of its own"), ("mine/..", "no name of its own"), ("/", "no name of its own")):
        before = sorted(os.listdir("."))
        done = subprocess.run([PROGRAM, "explain", "fund.yaml", "--all", "--trials", "100000000", "-o", name], capture_output=True, text=True, check=False)
        assert done.returncode in (2, 4) and says in done.stderr and sorted(os.listdir(".")) == before, (name, done.stderr)
    for body in ("<html>mine</html>", text_of("empty/p1.html")):  # what is not listed, or a report of ours that is no page of these
        with open("empty/more.html", "w", encoding="utf-8") as out:
            out.write(body)
        ended("explain", "fund.yaml", "--all", "-o", "empty", wanted=2, says="holds 'more.html', which may be nowhere else")
    os.remove("empty/more.html")
    with open("empty/p2.html", "w", encoding="utf-8") as out:
        out.write("edited")
    ended("explain", "fund.yaml", "--all", "-o", "empty", wanted=2, says="holds 'p2.html'")
    os.makedirs("reports")
    ended("run", "fund.yaml", "-o", "reports/index.csv")
    ended("run", "fund.yaml", "-o", "reports/index.html")
    ended("run", "fund.yaml", "-o", "reports/fund.html")
    ended("explain", "fund.yaml", "--all", "-o", "reports", wanted=2, says="which may be nowhere else")
    os.makedirs("list")  # a table of such columns is no sign of ours without the page that leads to the same
    with open("list/index.csv", "w", encoding="utf-8", newline="") as out:
        out.write("id,group,file\r\n1,A,letter.txt\r\n")
    ended("explain", "fund.yaml", "--all", "-o", "list", wanted=2, says="holds 'index.csv', which may be nowhere else")
    os.symlink("linked-to", "link")
    os.makedirs("linked-to")
    ended("explain", "fund.yaml", "--all", "-o", "link")
    assert os.path.islink("link") and len(os.listdir("linked-to")) == 4


def refused():
    for words, says in ((["--all"], "error[U145]"), (["--all", "-o", "x.html"], "error[U145]"), (["--all", "-o", "x.txt"], "error[U145]"), (["--all", "-o", "-"], "error[U145]"), (["--all", "-o", "x.zip"], "error[U145]"),
                        (["--all", "-o", "x", "--table", "claimants"], "error[U145]"), (["--all", "-o", "x", "--format", "xlsx"], "error[U110]"), (["--all", "--claimant", "p1", "-o", "x"], "error[U146]"),
                        (["--all", "--trial", "0", "-o", "x"], "error[U146]"), (["--all", "--replace", "-o", "x"], "error[U137]: `--replace` would change nothing: a folder is replaced"), (["--all", "--disclosure", "public", "-o", "x"], "error[U102]"), ([], "error[U143]")):
        ended("explain", "fund.yaml", *words, wanted=2, says=says)
    ended("explain", "none.yaml", "--all", "-o", "x", wanted=4)
    with open("many.yaml", "w", encoding="utf-8") as out:
        out.write(HEAD.replace("{file: people.csv}", "{groups: [{name: A, count: 100001, sex: male, age: 90, claim: 1000}]}"))
    ended("explain", "many.yaml", "--all", "-o", "x", wanted=2, says="error[U147]: 100,001 claimants would be more pages than the 100,000 that are written")
    assert not os.path.exists("x") and not [name for name in os.listdir(".") if name.endswith(".part")]


def interrupted():
    """In the simulation and among the pages: what was there stays, and nothing is left beside it."""
    write([f"p{i}" for i in range(3000)])
    ended("explain", "fund.yaml", "--all", "--trials", "2", "--quiet", "-o", "stays")
    before = {name: text_of(os.path.join("stays", name)) for name in ("index.csv", "p7.html")}
    for wait, trials in ((0.3, "2"), (0.6, "2"), (0.5, "1000000")):
        child = subprocess.Popen([PROGRAM, "explain", "fund.yaml", "--all", "--trials", trials, "--seed", "8", "-o", "stays"], stderr=subprocess.PIPE, text=True)
        time.sleep(wait)
        child.send_signal(signal.SIGINT)
        said = child.communicate(timeout=30)[1]
        if child.returncode == 0:
            ended("explain", "fund.yaml", "--all", "--trials", "2", "--quiet", "-o", "stays")
            continue
        assert child.returncode == 5 and "nothing was written" in said or "interrupted" in said, (child.returncode, said)
        assert before == {name: text_of(os.path.join("stays", name)) for name in before}
        assert not [name for name in os.listdir(".") if name.endswith(".part")]


every_page()
words()
in_documents()
somebodys()
refused()
interrupted()
print("a page for each, whole or not at all")
