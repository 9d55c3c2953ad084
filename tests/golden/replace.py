"""
What an output replaces: any command can be called again with the same outputs, in every format that it has; a file that may be somebody's own stays as
it is, which is found before the work, unless `--replace` is given; and a file that is read is never one of them.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

import workbooks

PROGRAM, ROOT = map(os.path.abspath, sys.argv[1:3])
SMALL = os.path.join(ROOT, "tests", "golden", "small.yaml")
os.chdir(tempfile.mkdtemp())
FEW = ["--trials", "20", "--quiet"]
COMMANDS = {
    "check": [["check", SMALL]], "run": [["run", SMALL, *FEW], ["run", SMALL, *FEW, "--table", "timeline"]],
    "report": [["report", SMALL, "--no-studies", *FEW]],
    "compare": [["compare", SMALL, "--vary", "participation.KR=0%,50%,100%", *FEW], ["compare", SMALL, "--tornado", *FEW], ["compare", SMALL, SMALL, *FEW]],
    "explain": [["explain", SMALL, "--trial", "0"]], "breakeven": [["breakeven", SMALL, "--vary", "participation.KR", *FEW], ["breakeven", SMALL, "--missing", *FEW]],
    "divide": [["divide", "--endowment", "200", "--claims", "100,200,300"], ["divide", "--endowment", "200", "--claims", "100,200,300", "--rule", "all"],
               ["divide", "--endowment", "200", "--claims", "100,200,300", "--ages", "92,85,79", "--weight", "age:from=80,each_year=5%"],
               ["divide", "--endowment", "200", "--claims", "100,200,300", "--schedule"]],
    "backtest": [["backtest", os.path.join(ROOT, "scenarios", "registered-victims.yaml"), *FEW]],
    "rules": [["rules"]], "laws": [["laws"]], "distributions": [["distributions"]], "outcomes": [["outcomes"]], "schema": [["schema"]], "help": [["help"], ["help", "run"]], "new": [["new"]],
}
LACKS = b"is not installed", b"a picture is", b"there is nothing to draw", b"--disclosure public", b"which takes public", b"there is no table"


def solatium(*words, wanted=0, says=b""):
    done = subprocess.run([PROGRAM, *words], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == wanted and says in done.stderr, (words, done.returncode, done.stderr)
    return done


def put(name, data):
    with open(name, "wb") as out:
        out.write(data.encode() if isinstance(data, str) else data)


def read(name):
    with open(name, "rb") as file:
        return file.read()


def says_whose(form, body):
    """What has no room for a sign of ours: a table alone, unless it has quantiles, as rows of JSON or CSV."""
    first = body.decode("utf-8-sig", "replace").splitlines()[0]
    return body[:1] == b"{" if form == "json" else "," not in first or "_p05" in first or "_low" in first if form == "csv" else True


def again():
    """Every answer that can say that it is ours does, and can be written again over itself."""
    overview = json.loads(solatium("help", "--format", "json").stdout)
    assert {c["name"] for c in overview["commands"]} == set(COMMANDS)
    written = 0
    for command in overview["commands"]:
        for words in COMMANDS[command["name"]]:
            for form in command["formats"]:
                to = f"again.{'txt' if form == 'text' else 'md' if form == 'markdown' else form}"
                if os.path.exists(to):
                    os.remove(to)
                first = subprocess.run([PROGRAM, *words, "-o", to], capture_output=True, check=False)
                if first.returncode:
                    assert any(why in first.stderr for why in LACKS), (words, to, first.stderr)
                    continue
                done = subprocess.run([PROGRAM, *words, "-o", to], capture_output=True, check=False)
                known = command["name"] != "new" and says_whose(form, read(to))
                assert done.returncode == (0 if known else 2), (words, to, done.stderr, read(to)[:200])
                if not known:
                    solatium(*words, "-o", to, "--replace")
                written += known
    assert written > 70, written
    for _ in range(2):
        solatium("run", SMALL, *FEW, "--claimants", "again-people.csv", "-o", "again-people.txt")
    if shutil.which("gnuplot"):
        for _ in range(2):
            solatium("report", SMALL, "--no-studies", *FEW, "--charts", "charts", "-o", "again.html")


REGISTER = "id,group,sex,born,claim\r\n1,g,male,1930-01-01,100\r\n"


def somebodys():
    """Names that a person may give in error, and what may stand there."""
    package = tempfile.mktemp()
    with zipfile.ZipFile(package, "w") as out:
        out.writestr("docProps/core.xml", "<dc:description>Letter</dc:description>")
        out.writestr("meta.xml", "<meta:generator>Office</meta:generator>")
    letter = read(package)
    files = {
        "register.csv": [REGISTER, REGISTER.replace("\r", ""), REGISTER.replace("group", "note"), "\ufeff성명,성별,생년월일,청구금액\r\n", "성명,성별,청구금액\r\n".encode("cp949"),
                         REGISTER.encode("utf-16"), "name,country,pledge\r\nA,KR,1\r\n", "age,male,female\r\n80,0.1,0.1\r\n", "id,claim\r\n1,100\r\n", "Date,Amount\r\n", "date,amount\n", " \r\n", "date,amount\r\n2025-01-01,5\r\n", "notes\r\nid,amount\r\n1,5\r\n", "paid,paid_se\r\n1,2\r\n"],
        "book.xlsx": [workbooks.xlsx([("Register", [["id", "claim"], ["1", 100]])]), letter, b"PK\3\4", b"notes"],
        "letter.docx": [letter, b"PK\3\4 not whole"], "letter.odt": [letter], "page.html": ["<!DOCTYPE html>\n<html lang=\"en\">\n<title>The office</title>"],
        "notes.txt": ["Call Mr Kim\nand Mrs Lee\n", REGISTER, read(SMALL), "Call\n──\n", "Call\n──── Mr Kim\n", "═══\n", "office\n├── letters\n└── notes\n"], "notes": ["Call"], "notes.md": ["Call Mr Kim\n", REGISTER, "# Notes\n", "| a | b |\n|---|---|\n", "**Call** Mr Kim\n", solatium("laws", "--format", "markdown").stdout + b"\nAnd what I think of them\n"],
        "data.json": ["x", "{\"a\": 1}\n", "[1, 2]\n", "{\"program\": \"ours\"}"],
    }
    for name, bodies in files.items():
        for body in bodies:
            put(name, body)
            before = read(name)
            report = ["report", SMALL, "--no-studies", "--trials", "1000000000", "--quiet", "-o", name]
            done = solatium(*report, wanted=4 if b"is not installed" in solatium_maybe(*report) else 2)
            if b"is not installed" in done.stderr:
                continue
            assert b"error[U139]: '" + name.encode() + b"' is there already, and may hold what is nowhere else" in done.stderr and b"`--replace`" in done.stderr, (name, body, done.stderr)
            assert read(name) == before
            solatium("report", SMALL, "--no-studies", *FEW, "-o", name, "--replace")
            assert read(name) != before
    pictures = {"a.svg": b"<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"a\"><g/></svg>", "b.svg": b"<?xml version=\"1.0\"?>\n<svg/>", "a.png": b"\x89PNG\r\n\x1a\n" + bytes(60), "a.pdf": b"%PDF-1.5\nstartxref\n9\n%%EOF\n"}
    for name, body in pictures.items() if shutil.which("gnuplot") else []:
        put(name, body)
        solatium("divide", "--endowment", "200", "--claims", "100,200,300", "--schedule", "-o", name, wanted=2, says=b"error[U139]")
        assert read(name) == body
    put("register.csv", REGISTER)
    solatium("run", SMALL, "--trials", "1000000000", "--quiet", "--claimants", "register.csv", wanted=2, says=b"error[U139]: 'register.csv'")
    solatium("run", SMALL, *FEW, "-o", "other.json", "--claimants", "register.csv", wanted=2, says=b"error[U139]")
    assert read("register.csv").decode() == REGISTER and not os.path.exists("other.json")
    solatium("run", SMALL, *FEW, "--claimants", "register.csv", "--replace")
    assert b"claimed" in read("register.csv")
    put("register.csv", REGISTER)
    solatium("check", "register.csv", "-o", "clean.csv")
    solatium("check", "register.csv", "-o", "clean.csv", wanted=2, says=b"error[U139]")
    solatium("check", "register.csv", "-o", "clean.csv", "--replace")
    put("empty.csv", "")
    solatium("check", "register.csv", "-o", "empty.csv")


def solatium_maybe(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, check=False).stderr


def reads():
    """--replace is no leave to write over what is read, and no file is offered it that is."""
    put("own.csv", REGISTER)
    put("own.yaml", read(SMALL) + b"")
    for words in (["run", "own.yaml", *FEW, "-o", "own.yaml"], ["check", "own.csv", "-o", "own.csv"]):
        ending = [] if words[0] == "check" else ["--format", "text"]
        for more in ([], ["--replace"]):
            done = solatium_maybe(*words, *more, *ending)
            assert b"error[U112]" in done or (b"error[U205]" in done and b"--replace`" not in done), done
    assert read("own.csv").decode() == REGISTER
    done = solatium("laws", "--replace", wanted=2, says=b"error[U137]: `--replace` would change nothing: no file is written")
    assert not done.stdout


again()
somebodys()
reads()
print("what may be somebody's own is not replaced unasked")
