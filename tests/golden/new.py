"""
`solatium new`: every template in every kind of currency, with a register and without, is a scenario that is checked without a word and run; questions
are asked at a terminal alone; nothing that is there is written over unasked.
"""
import csv
import datetime
import json
import os
import pty
import re
import select
import subprocess
import sys
import tempfile

import workbooks
from program import PROGRAM, ended, written

FOLDER = tempfile.mkdtemp()
os.chdir(FOLDER)
TEMPLATES = ("joint-fund", "foundation", "trust", "small")
REGISTER = "id,group,sex,born,claim\n" + "".join(f"p{i},Registered,{'male' if i % 3 else 'female'},{1930 + i % 9}-05-01,{50000 + i}\n" for i in range(12))


def solatium(*words, wanted=0, says="", **environment):
    """Without a word on standard error where it is no refusal."""
    done = ended(*words, wanted=wanted, says=says, **environment)
    assert wanted or not done.stderr, (words, done.stderr)
    return done.stdout


def every_combination():
    written(".", "register.csv", REGISTER)
    for template in TEMPLATES:
        for currency, country in (("KRW", "KOR"), ("JPY", "Japan"), ("USD", "South Korea"), ("EUR", "JP"), ("KWD", "KR"), ("VND", "KOR")):
            for register in ([], ["--claimants", "register.csv"]):
                name = f"{template}-{currency}-{len(register)}.yaml"
                words = ["new", "--from", template, "--currency", currency, "--country", country, "--start", "2027-03-31", *register]
                solatium(*words, "-o", name)
                text = open(name, encoding="utf-8").read()
                assert text == solatium(*words), "the same on standard output"
                assert "@" not in text and not re.search(r"^%", text, re.M) and text.startswith("# ") and "source" in text, name
                said = json.loads(solatium("check", name, "--format", "json"))
                assert said["valid"] and not said["diagnostics"], (name, said["diagnostics"])
                assert said["summary"]["currency"] == currency and said["summary"]["start"] == "2027-03-31"
                assert (said["summary"]["count"] == 12) == bool(register)
                solatium("run", name, "--trials", "100", "--quiet", "--format", "json")
    assert {"KRW": "3bn KRW", "JPY": "300m JPY", "USD": "3m USD"} == {c: re.search(r"^    pledge: (.*)", open(f"small-{c}-0.yaml", encoding="utf-8").read(), re.M)[1] for c in ("KRW", "JPY", "USD")}


def registers_elsewhere():
    written(".", "in/here/people.csv", REGISTER)
    written(".", "in/it's \"one\", of 3.csv", REGISTER)
    for to, register, path in (("in/a.yaml", "in/here/people.csv", "here/people.csv"), ("b.yaml", "in/here/people.csv", "in/here/people.csv"),
                               ("in/here/c.yaml", "register.csv", os.path.realpath("register.csv")), ("d.yaml", "in/it's \"one\", of 3.csv", None)):
        solatium("new", "--claimants", register, "-o", to)
        solatium("run", to, "--trials", "20", "--quiet")
        assert path is None or f'file: "{path}"' in open(to, encoding="utf-8").read()
    written(".", "wrong.csv", REGISTER.replace("1930-05-01", "193x"))
    solatium("new", "--claimants", "wrong.csv", "-o", "e.yaml", wanted=3, says="wrong.csv:2:")
    solatium("new", "--claimants", "none.csv", "-o", "e.yaml", wanted=4, says="none.csv")
    solatium("new", "--claimants", "register.csv", "-o", "register.csv", "--replace", wanted=2)
    assert not os.path.exists("e.yaml") and open("register.csv", encoding="utf-8").read() == REGISTER


def registers_in_workbooks():
    """How a register is read is said as to `check`, and stands in the scenario that is made."""
    rows = [["no", "sex", "born", "판결: \"금액\""]] + [[f"p{i}", "male", 1930 + i, 50000 + i] for i in range(5)]
    with open("book.xlsx", "wb") as out:
        out.write(workbooks.xlsx([("Notes", [["kept by"], ["Kim"]]), ("It's \"one\", of 3", rows)]))
    said = ["--sheet", "It's \"one\", of 3", "--columns", "id=no", "--columns", "claim=판결: \"금액\""]
    solatium("check", "book.xlsx", *said)
    solatium("new", "--claimants", "book.xlsx", wanted=3, says="add `--sheet 'Notes'`")
    solatium("new", "--claimants", "book.xlsx", *said[:2], wanted=3, says="claim")
    solatium("new", "--claimants", "book.xlsx", *said, "-o", "book.yaml")
    assert 'file: {name: "book.xlsx", sheet: "It\'s \\"one\\", of 3"}\n  columns: {"id": "no", "claim": "판결: \\"금액\\""}' in open("book.yaml", encoding="utf-8").read()
    solatium("run", "book.yaml", "--trials", "20", "--quiet", "--claimants", "book.csv")
    assert "p4," in open("book.csv", encoding="utf-8").read()
    with open("office.csv", "wb") as out:
        out.write("번호,성별,생년월일,금액\n1,여,1932-05-03,100000\n".encode("cp949"))
    solatium("new", "--claimants", "office.csv", "--encoding", "cp949", "--columns", "claim=금액", "-o", "office.yaml")
    assert 'file: {name: "office.csv", encoding: cp949}' in open("office.yaml", encoding="utf-8").read()
    solatium("run", "office.yaml", "--trials", "20", "--quiet")
    for option, value in (("--sheet", "a"), ("--encoding", "cp949"), ("--columns", "claim=a")):
        solatium("new", option, value, wanted=2, says=f"error[U135]: `{option}` would change nothing: there is no register")
    solatium("new", "--claimants", "register.csv", "--columns", "claim", wanted=2, says="write `claim=HEADER`")
    solatium("new", "--claimants", "register.csv", "--sheet", "a", wanted=3, says="has no sheets")


def pages_for_claimants():
    """What a template says to the scenario's author stands on no page: of its words only the title, and what a model of its kind leaves out."""
    for template in TEMPLATES:
        solatium("new", "--from", template, "-o", "page.yaml", "--replace")
        text = open("page.yaml", encoding="utf-8").read()
        first = json.loads(solatium("run", "page.yaml", "--trials", "20", "--quiet", "--claimants", "page.csv", "--replace", "--format", "json"))
        with open("page.csv", encoding="utf-8-sig", newline="") as rows:
            who = next(csv.DictReader(rows))["id"]
        page = solatium("explain", "page.yaml", "--claimant", who, "--trials", "20", "--quiet", COLUMNS="400")
        assert not re.search("scenario does not|reports print|example|your own|--", page), page
        said = re.findall("^ *- (.*)", text.split("leaves_out:", 1)[1].split("currency:")[0], re.M) if "\nleaves_out:" in text else []
        assert all(words in page for words in said) and ("Not considered" in page) == bool(said), (page, said, first["scenario"]["title"])


def begins_soon():
    """Who does not say when the fund begins gets the first day of the next month, and with an answer or an option the same bytes on any day."""
    def following(day):
        return f"{day.year + day.month // 12}-{day.month % 12 + 1:02}-01"

    before = following(datetime.datetime.now(datetime.timezone.utc).date())
    start = re.search("^start: (.*)", solatium("new"), re.M)[1]
    assert start in (before, following(datetime.datetime.now(datetime.timezone.utc).date())), start
    assert solatium("new", "--start", start) == solatium("new")


def refuses():
    written(".", "mine.yaml", "solatium: 1\n")
    solatium("new", "-o", "mine.yaml", wanted=2, says="error[U139]: 'mine.yaml' is there already")
    assert open("mine.yaml", encoding="utf-8").read() == "solatium: 1\n"
    solatium("new", "-o", "mine.yaml", "--replace")
    assert open("mine.yaml", encoding="utf-8").read() == solatium("new")
    for words, says in ((["--from", "trst"], "did you mean `trust`?"), (["--currency", "won"], "did you mean `KRW`?"), (["--start", "2026-13-01"], "there is no month 13"),
                        (["--country", "FRA"], "no laws of mortality come with the program for `FRA`"), (["--trials", "5"], "error[U135]"), (["fund"], "error[U107]")):
        solatium("new", *words, wanted=2, says=says)
    solatium("new", "-o", "fund.json", wanted=2, says="error[U112]")
    solatium("new", "-o", "fund.txt", wanted=2, says="error[U112]: 'fund.txt' would be plain text, which `solatium new` does not write")
    solatium("new", "-o", "fund.txt", "--format", "yaml")
    solatium("new", "-o", "fund")


def at_a_terminal(answers, *words):
    """What is asked and said at a terminal that answers so, and what is written."""
    ours, its = pty.openpty()
    child = subprocess.Popen([PROGRAM, "new", *words, "-o", "asked.yaml", "--replace"], stdin=its, stdout=subprocess.PIPE, stderr=its)
    os.close(its)
    said = b""
    for answer in [*answers, None]:
        while select.select([ours], [], [], 20)[0]:
            try:
                said += os.read(ours, 4096)
            except OSError:  # it has ended
                break
            if answer is not None and said.rstrip(b" ")[-1:] in (b"]", b"?"):
                os.write(ours, answer.encode() + b"\n")
                said += b"\n"
                break
    child.communicate(timeout=20)
    os.close(ours)
    return child.returncode, said.decode()


def questions():
    try:
        for end in pty.openpty():
            os.close(end)
    except OSError:  # a root in which /dev/pts is not mounted
        print("skipped: questions at a terminal: there are no pseudo-terminals here")
        return
    status, said = at_a_terminal(["joint-fund", " JPY ", "", "Japan", "register.csv"])
    assert status == 0 and said.count("?") == 5 and re.search("\\[20[0-9-]{5}-01\\]", said), (status, said)
    made = open("asked.yaml", encoding="utf-8").read()
    assert made == solatium("new", "--from", "joint-fund", "--currency", "JPY", "--country", "Japan", "--claimants", "register.csv")
    status, said = at_a_terminal(["", ""], "--from", "trust", "--currency", "USD", "--country", "KOR")
    assert status == 0 and "kind of fund" not in said and open("asked.yaml", encoding="utf-8").read() == solatium("new", "--from", "trust", "--currency", "USD"), said
    status, said = at_a_terminal([], "--quiet")
    assert status == 0 and not said, said
    status, said = at_a_terminal(["", "", "", "", "none.csv"])
    assert status == 4 and "none.csv" in said, (status, said)


every_combination()
registers_elsewhere()
registers_in_workbooks()
pages_for_claimants()
begins_soon()
refuses()
questions()
print("each template is a scenario that runs")
