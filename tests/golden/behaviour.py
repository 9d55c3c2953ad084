"""How the program behaves towards its surroundings: exit statuses, channels, files written whole or not at all, interrupts."""
import csv
import io
import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unicodedata
import zipfile

program, root = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
failures = []


def run(*arguments, text=None, stdout=subprocess.PIPE, **environment):
    return subprocess.run([program, *arguments], input=text, stdout=stdout, stderr=subprocess.PIPE, cwd=root,
                          env={**os.environ, "COLUMNS": "80", **environment}, timeout=120)


def expect(truth, *what):
    if not truth:
        failures.append(" ".join(str(w) for w in what))


def status(wanted, *arguments, **more):
    done = run(*arguments, **more)
    expect(done.returncode == wanted, arguments, "ended with", done.returncode, "not", wanted, done.stderr.decode()[:600])
    return done


def channels():
    """Data go to standard output, talk to standard error."""
    done = status(0, "help")
    expect(done.stdout.startswith(b"solatium ") and not done.stderr, "help talks on the wrong channel")
    done = status(0, "--version")
    expect(done.stdout.count(b"\n") == 1, "the version is a line")
    for command in (None, "check", "run", "divide", "schema"):
        for line in status(0, "help", *([command] if command else [])).stdout.decode().splitlines():
            expect(len(line) <= 80 or line.startswith("  solatium"), "help is wide:", line)
    for wrong in (["hepl"], ["help", "--trails", "5"], ["laws", "--format", "jsn"], ["laws", "extra"], ["laws", "--table", "x"]):
        done = status(2, *wrong)
        expect(not done.stdout and done.stderr.startswith(b"error[U1"), wrong, "is answered by", done.stderr[:200])
    done = status(2, "laws", "--formt", "json")
    expect("did you mean `--format`?" in done.stderr.decode(), "no advice:", done.stderr.decode())


def colours():
    for arguments, environment, coloured in ((["--color", "always"], {}, True), ([], {}, False),
                                             (["--color", "always"], {"NO_COLOR": "1"}, True)):
        done = status(0, "laws", *arguments, **environment)
        expect((b"\033[" in done.stdout) == coloured, arguments, environment, "colours")


def files():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        target = folder / "laws.json"
        status(0, "laws", "-o", str(target))
        expect(len(json.loads(target.read_text())["laws"]) == 5, "the ending .json decides the format")
        target.write_text("before")
        for wrong in (folder, folder / "no" / "laws.json"):
            done = status(4, "laws", "-o", str(wrong))
            expect(done.stderr.startswith(b"error[U201]: cannot write '"), "unclear:", done.stderr)
        done = status(4, "laws", "-o", "/dev/full")
        expect(b"No space left on device" in done.stderr, "unclear:", done.stderr)
        with open("/dev/full", "wb") as full:
            done = status(4, "laws", stdout=full)
            expect(b"No space left on device" in done.stderr, "unclear:", done.stderr)
        expect(sorted(p.name for p in folder.iterdir()) == ["laws.json"] and target.read_text() == "before", "something stayed")
        status(0, "laws", "-o", "/dev/null")
        expect(status(0, "laws", "-o", "/dev/stdout").stdout == status(0, "laws").stdout, "/dev/stdout is standard output")


def formats():
    """No name that looks like a format ever holds another: a command has the format, or refuses before it works."""
    compare = ["compare", small, "--vary", "participation.KR=0%,100%", "--trials", "20", "--quiet"]
    divide = ["divide", "--endowment", "200", "--claims", "100,200,300", "--ages", "92,85,79"]
    commands = {"check": ["check", small], "run": ["run", small, "--trials", "20", "--quiet"], "compare": compare,
                "report": ["report", small, "--trials", "20", "--no-studies", "--quiet"], "divide": divide,
                "breakeven": ["breakeven", small, "--vary", "participation.KR", "--trials", "20", "--quiet"],
                "explain": ["explain", small, "--trial", "0"], "rules": ["rules"], "laws": ["laws"],
                "distributions": ["distributions"],
                "backtest": ["backtest", observed, "--trials", "20", "--quiet"], "outcomes": ["outcomes"], "schema": ["schema"], "help": ["help"], "new": ["new"]}
    begins = {"html": b"<!DOCTYPE html>", "xlsx": b"PK", "docx": b"PK", "odt": b"PK", "sqlite": b"SQLite format 3\0", "svg": b"<", "png": b"\x89PNG", "pdf": b"%PDF"}
    overview = json.loads(status(0, "help", "--format", "json").stdout)
    expect({c["name"] for c in overview["commands"]} == set(commands), "a command is missing here")
    others = ["ods", "doc", "xls", "sqlite", "tsv", "jpg", "zip", "yaml", "odd"]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for command in overview["commands"]:
            words, has = commands[command["name"]], {"md" if f == "markdown" else f for f in command["formats"]} - {"text"}
            for ending in ["json", "csv", "md", "html", "xlsx", "docx", "odt", "svg", "png", "pdf", *others]:
                target = folder / f"x.{ending}"
                is_picture = ending in ("svg", "png", "pdf")
                if is_picture and (command["name"] in ("breakeven", "divide") or ending == "pdf"):
                    continue  # a picture of these asks for more; one format of pictures is enough
                if ending not in has:
                    done = status(2, *words, "-o", str(target))
                    expect(done.stderr.startswith(b"error[U112]") and (b".yaml" if command["name"] == "new" else b".json") in done.stderr, words, ending, done.stderr[:300])
                    expect(not list(folder.iterdir()), words, ending, "left something")
                    continue
                done = run(*words, "-o", str(target))
                if (is_picture or ending in ("docx", "odt")) and b"is not installed" in done.stderr:
                    continue
                expect(done.returncode == 0 and target.exists(), words, ending, done.returncode, done.stderr[:300])
                held = target.read_bytes()
                expect(held.startswith(begins.get(ending, b"")), words, ending, "holds", held[:20])
                if ending == "json":
                    json.loads(held)
                target.unlink()
        for ending in ("svg", "png"):  # what can be drawn is known before the work
            for words in (divide, ["compare", small, small]):
                expect(status(2, *words, "-o", str(folder / f"x.{ending}")).stderr, words)
        status(2, "check", small, small, "-o", str(folder / "x.csv"))
        status(2, *commands["report"], "--disclosure", "public", "-o", str(folder / "x.json"))
        status(2, *commands["run"], "--claimants", str(folder / "x.xlsx"))
        expect(not list(folder.iterdir()), "something was written")
        table = status(0, *commands["run"], "--table", "timeline", "--format", "html").stdout
        expect(table.count(b"<table") == 1, "--table is one table of a page too")
        schedule = status(0, "divide", "--endowment", "200", "--file", "-", "--schedule", "--format", "html",
                          text=b'id,claim\n"<b>\"\">&",100\ny,200\n').stdout
        expect(b"<b>" not in schedule, "an id became markup")


def trials_of(words):
    """Few, where anything is simulated."""
    is_none = words[0] in ("check", "divide") or "--trial" in words or any(w.endswith("saved.json") for w in words)
    return [] if is_none else ["--trials", "20"]


def one_file_only():
    """What is read is never written, and no file is written twice, by whatever name."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "base").write_text((root / small).read_text().replace("title:", "title: base of", 1))
        (folder / "rows").write_text("id,group,sex,age,claim\n1,Rows,male,90,100\n")
        (folder / "life").write_text("age,male,female\n" + "".join(f"{a},{0.01 * (a - 79)},{0.01 * (a - 79)}\n" for a in range(80, 111)))
        (folder / "it").write_text("solatium: 1\nextends: base\ntitle: it\nmortality: {male: {table: {csv: life}}, female: {table: {csv: life}}}\nclaimants: {file: rows}\n")
        (folder / "saved.json").write_bytes(status(0, "run", small, "--trials", "20", "--quiet", "--format", "json").stdout)
        (folder / "claims").write_text("claim\n100\n200\n")
        (folder / "more").write_bytes((folder / "rows").read_bytes())
        os.link(folder / "rows", folder / "hard")
        os.symlink("life", folder / "soft")
        before = {p.name: p.read_bytes() for p in folder.iterdir()}
        it, vary = str(folder / "it"), ["--vary", "participation.KR=0%,100%"]
        for words in (["run", it], ["check", it], ["explain", it, "--trial", "0"], ["compare", it, *vary], ["report", it, "--no-studies"],
                      ["breakeven", it, "--vary", "participation.KR"]):
            for read in ("it", "base", "rows", "life", "hard", "soft", "../" + folder.name + "/it"):
                done = status(2, *words, *trials_of(words), "--quiet", "-o", str(folder / read))
                expect(b"error[U205]" in done.stderr and b"is read" in done.stderr and not done.stdout, words, read, done.stderr[:300])
        for words in (["run", it, "--claimants", it], ["run", it, "-o", f"{name}/x", "--claimants", f"{name}/./x"],
                      ["report", f"{name}/saved.json", "-o", f"{name}/saved.json"], ["report", it, "-o", f"{name}/x", "-o", f"{name}/x"],
                      ["compare", f"{name}/saved.json", f"{name}/saved.json", "-o", f"{name}/saved.json"],
                      ["compare", it, "--vary", f"claimants.file={name}/rows,{name}/other", "-o", f"{name}/rows"],
                      ["run", it, "--set", f"claimants.file={name}/more", "-o", f"{name}/more"],
                      ["divide", "--endowment", "200", "--file", f"{name}/claims", "-o", f"{name}/claims"]):
            done = status(2, *words, *trials_of(words), "--quiet")
            expect(b"error[U205]" in done.stderr, words, done.stderr[:300])
        for words, mode in ((["-o", f"{name}/it"], None), ([], "ab")):  # standard input, and standard output
            with open(it, "rb") as source, (open(it, mode) if mode else open(os.devnull, "wb")) as sink:
                done = subprocess.run([program, "run", "-", "--trials", "20", *words], stdin=source, stdout=sink, stderr=subprocess.PIPE, cwd=folder)
                expect(done.returncode == 2 and b"error[U205]" in done.stderr, words, mode, done.returncode, done.stderr[:300])
        expect({p.name: p.read_bytes() for p in folder.iterdir()} == before, "something was written")
        status(0, "run", it, "--trials", "20", "--quiet", "-o", f"{name}/x", "--claimants", f"{name}/y")


def found_before():
    """What cannot be written is found before the simulation, which would take hours."""
    long = ["run", small, "--trials", "1000000000", "--quiet"]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "plain").write_text("x")
        for wrong in (folder, folder / "plain" / "x", folder / "no" / "x", folder / ("x" * 256)):
            expect(b"error[U201]" in status(4, *long, "-o", str(wrong)).stderr, wrong)
            expect(b"error[U201]" in status(4, *long, "--claimants", str(wrong)).stderr, wrong)
        for wrong in (folder / "plain", folder / "plain" / "charts"):
            expect(b"error[U204]" in status(4, "report", *long[1:], "--charts", str(wrong)).stderr, wrong)
        expect([p.name for p in folder.iterdir()] == ["plain"], "something stayed")
        with tempfile.TemporaryDirectory() as empty:
            done = status(4, "compare", small, "--vary", "participation.KR=0%,100%", "--trials", "1000000", "-o", f"{name}/x.svg", PATH=empty)
            expect(b"error[U120]" in done.stderr and b"gnuplot" in done.stderr, done.stderr)
        script = ('mount --bind "$1/plain" "$1/plain" && { "$2" run "$3" --trials 1000000000 --quiet -o "$1/plain"; echo $?; } ; '
                  'mount -t tmpfs -o size=4k none "$1" && { head -c 4096 /dev/zero > "$1/full"; "$2" run "$3" --trials 1000000000 --quiet -o "$1/x"; echo $?; ls -A "$1"; } ; '
                  'mount -t tmpfs -o ro none "$1" && { "$2" run "$3" --trials 1000000000 --quiet -o "$1/x"; echo $?; }')
        try:
            done = subprocess.run(["unshare", "--mount", "sh", "-c", script, "sh", name, program, str(root / small)], capture_output=True, timeout=60)
        except FileNotFoundError:
            return
        if b"unshare" in done.stderr or b"mount:" in done.stderr:
            return  # not allowed here
        expect(done.stdout.split() == [b"4", b"4", b"full", b"4"], "mounts:", done.stdout, done.stderr)
        for words in (b"it is mounted by itself", b"No space left on device", b"Read-only file system"):
            expect(words in done.stderr, words, "is not said:", done.stderr)


def nothing_left():
    """However it ends, nothing stays beside the output."""
    with tempfile.TemporaryDirectory() as name:
        target = pathlib.Path(name) / "x.json"
        target.write_text("{}")
        for sign in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGKILL):
            child = subprocess.Popen([program, "run", small, "--trials", "100000000", "--quiet", "--replace", "-o", str(target)], cwd=root,
                                     stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)))
            time.sleep(0.3)
            child.send_signal(sign)
            child.communicate(timeout=20)
            expect([p.name for p in pathlib.Path(name).iterdir()] == ["x.json"] and target.read_text() == "{}", sign, "left something")


HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
                    "\ufff9-\ufffb\U000e0000-\U000e007f]")
HOSTILE = r"\e[31m\e]0;x\a\u202Eexe.\u202C\u2066\u2069\u0085\u2028\u200B\uFEFF\u00AD\u009Bm\x7F"


def hostile_scenario(folder):
    """Whatever a user may name, named so that a terminal, a reader or a spreadsheet is led astray."""
    h = HOSTILE
    text = f"""solatium: 1
title: "T\\r{h}"
description: "D{h}"
author: "A{h}"
leaves_out: ["L{h}"]
currency: KRW
start: 2025-01-01
end: 2029-01-01
mortality:
  male: {{law: kannisto, b: 1.4e-6, g: 0.13, source: "S{h}", note: "N\\r{h}"}}
  female: {{law: kannisto, b: 1.1e-7, g: 0.15}}
events: {{"E{h}": {{probability: 35%, date: 2025-06-01}}}}
participation: {{"C{h}": {{value: 60%, source: "=1{h}"}}}}
firms: [{{name: "F{h}", country: "C{h}", pledge: 3bn KRW, requires: "E{h}"}}]
other_sources: [{{name: "O{h}", kind: gift, amount: 1m KRW, date: 2025-05-01}}]
claimants:
  file: rows.csv
  groups: [{{name: "G{h}", count: 12, sex: female, age: 90, claim: 100m KRW}}]
payments: {{first: 2025-07-01, every: year}}
timeliness: {{goal: 70%}}
"""
    (folder / "it.yaml").write_text(text)
    raw = "\x1b[1m\u202e\u200b\x9b"
    (folder / "rows.csv").write_text(f"id,group,sex,age,claim\ni{raw},R{raw},male,90,100\n=1+1{raw},R{raw},male,90,100\n", encoding="utf-8")
    (folder / "wrong.yaml").write_text(text.replace("goal: 70%", f'"goal{h}": 70%, goal: "7{h}"'))


def bare(data):
    """The text of an answer, of a workbook all of its parts."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return "\n".join(book.read(name).decode() for name in book.namelist() if name.endswith((".xml", ".rels")))
    return data.decode().replace("\r\n", "\n")


def hidden_signs():
    """What nobody sees, or what a terminal obeys, is shown as a mark, in every format, and in diagnostics with their names of files."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        hostile_scenario(folder)
        it = str(folder / "it.yaml")
        few = ["--trials", "20", "--quiet"]
        status(0, "run", it, *few, "-o", f"{name}/saved.json", "--claimants", f"{name}/saved.csv")
        commands = (["check", it], ["check", it, it], ["run", it, *few], ["report", it, "--no-studies", *few], ["explain", it, "--trial", "0"],
                    ["explain", it, "--claimant", "=1+1\x1b[1m\u202e\u200b\x9b", *few], ["compare", it, it, *few], ["compare", it, "--tornado", *few],
                    ["compare", it, "--vary", "fund.opening=0, 1m KRW", *few], ["report", f"{name}/saved.json", "--claimants", f"{name}/saved.csv"],
                    ["compare", f"{name}/saved.json", f"{name}/saved.json"],
                    ["divide", "--endowment", "20", "--file", f"{name}/claims.csv", "--schedule"])
        (folder / "claims.csv").write_text("id,claim\n\x1b[1mx\u202e,10\n\x9by,20\n", encoding="utf-8")
        (folder / "more").mkdir()
        for words in commands:
            for format in ("text", "json", "csv", "markdown", "html", "xlsx"):
                if words == commands[1] and format in ("csv", "html", "xlsx"):
                    continue
                done = status(0, *words, "--format", format)
                text = bare(done.stdout)
                found = HIDDEN.search(text) or HIDDEN.search(done.stderr.decode())
                expect(not found, words, format, "shows", found and ascii(text[max(0, found.start() - 30):found.end() + 9]))
                expect(text.strip() and (format == "json" or words[0] == "divide" or "U+001B" in text), words, format, "has no mark")
                if format == "json" and words[0] != "divide":
                    expect("\\u001B" in text and "\\u202E" in text, words, "JSON escapes")
                if format == "csv":
                    for row in csv.reader(text.splitlines()):
                        expect(not any(f.startswith(("=", "@")) for f in row), words, "holds a formula", row)
        expect(not HIDDEN.search(bare((folder / "saved.csv").read_bytes().removeprefix(b"\xef\xbb\xbf"))), "the claimants' table")
        if run("report", it, "--no-studies", *few, "--charts", f"{name}/charts", "-o", f"{name}/x.html").returncode == 0:
            for chart in (folder / "charts").glob("*.svg"):
                expect(not HIDDEN.search(chart.read_text(encoding="utf-8")), chart.name)
        for words in (["check", str(folder / "wrong.yaml")], ["check", "no\x1b[31m\u202e/\x9b.yaml"], ["run", it, "-o", "no\x1b/\u202e"],
                      ["run", it, "--set", "x\x1b\u202e=1"], ["compare", it, "--vary", "x\x1b\u202e=1"], ["\x1b[1mrun"], ["run", it, "--\x1bx\u202e"],
                      ["report", f"{name}/more\x1b.json"], [b"check", b"no\xff\x9b.yaml"], ["divide", "--endowment", "\x1b\u202e", "--claims", "1,\u200b"]):
            for format in ("text", "json"):
                done = run(*words, "--format", format)
                expect(done.returncode in (2, 3, 4), words, done.returncode)
                for text in (done.stdout.decode(), done.stderr.decode()):
                    expect(not HIDDEN.search(text), words, format, "is answered by", ascii(text[:300]))


def closed_pipe():
    """A reader that has gone is no reason to talk."""
    source, sink = os.pipe()
    os.close(source)
    done = subprocess.run([program, "laws"], stdout=sink, stderr=subprocess.PIPE)
    os.close(sink)
    expect(done.returncode == 4 and not done.stderr, "a closed pipe:", done.returncode, done.stderr)


def interrupted_output():
    """Ctrl-C while the reader of a pipe lets us wait."""
    with tempfile.TemporaryDirectory() as name:
        pipe = os.path.join(name, "pipe")
        os.mkfifo(pipe)
        child = subprocess.Popen([program, "laws", "-o", pipe], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.3)
        child.send_signal(signal.SIGINT)
        try:
            child.communicate(timeout=10)
            expect(child.returncode == 5, "interrupted, it ended with", child.returncode)
        except subprocess.TimeoutExpired:
            child.kill()
            expect(False, "an interrupt was not obeyed")


small = "tests/golden/small.yaml"
observed = "scenarios/registered-victims.yaml"


def close(a, b):
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


def formats_agree():
    """One result in every format; states add up; money adds up; a saved result has what CSV has."""
    result = json.loads(status(0, "run", small, "--format", "json").stdout)
    people, money = result["people"], result["money"]
    states = sum(people[k]["mean"] for k in ("in_time", "late", "part", "estate_paid", "declined", "refused", "not_due", "nothing"))
    expect(close(states, result["simulation"]["claimants"]), "states add up to", states)
    mean = {k: v["mean"] for k, v in money.items() if isinstance(v, dict)}
    expect(close(mean["opening"] + mean["received"] + mean["return"], mean["paid"] + mean.get("deposited", 0) + mean["costs"] + mean["returned"] + mean["left"]),
           "money in is not money out", mean)
    expect(close(mean["paid"], mean["paid_in_life"] + mean["paid_to_estates"]), "paid is not its two parts")
    tables = {}
    for block in status(0, "run", small, "--format", "csv").stdout.decode().strip().split("\r\n\r\n"):
        name, *lines = block.split("\r\n")
        tables[name] = list(csv.DictReader(lines))
    expect(len(tables["timeline"]) == len(result["timeline"]) == result["simulation"]["pay_dates"], "timeline rows")
    for row, other in zip(tables["timeline"], result["timeline"]):
        for key in ("received", "balance", "paid", "living", "paid_in_full", "in_time"):
            expect(close(float(row[key]), other[key]["mean"]) and close(float(row[key + "_p95"]), other[key]["p95"]), "timeline", key)
    for row, other in zip(tables["by_source"], money["by_source"]):
        expect(row["name"] == other["name"] and close(float(row["received"]), other["received"]["mean"]), "source", row)
    expect(len(tables["assumptions"]) == len(result["assumptions"]), "assumptions")
    # A table that the command does not have is told before anything is simulated or written.
    for command in (["run"], ["report", "-o", "/nowhere/x.csv"], ["compare", "--tornado"], ["breakeven", "--vary", "participation.JP"], ["explain", "--trial", "1"]):
        made = status(2, *command, small, "--trials", "1000000000", "--table", "timelime").stderr
        expect(b"there is no table `timelime`" in made, "an unknown table", made)
    expect(b"did you mean `timeline`?" in status(2, "run", small, "--table", "timelime").stderr, "the table that was meant")
    alone = status(0, "run", small, "--format", "csv", "--table", "timeline").stdout.decode()
    expect(list(csv.DictReader(alone.splitlines())) == tables["timeline"], "--table timeline is another")
    markdown = status(0, "run", small, "--format", "markdown").stdout.decode()
    expect(all(f"| {d['date']} |" in markdown for d in result["timeline"]), "Markdown leaves out pay dates")


def widths():
    for columns in ("64", "80", "132", "200"):
        for command in ("check", "run"):
            for line in status(0, command, small, COLUMNS=columns).stdout.decode().splitlines():
                cells = sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
                expect(cells <= int(columns), command, "at", columns, "has", cells, "cells:", line)


def same_bytes():
    first = status(0, "run", small, "--format", "json", "--threads", "1").stdout
    for threads in ("2", "7"):
        expect(status(0, "run", small, "--format", "json", "--threads", threads).stdout == first, threads, "threads give other bytes")
    expect(status(0, "run", small, "--format", "json", "--seed", "5").stdout != first, "--seed changes nothing")
    expect(status(0, "run", "-", "--format", "json", text=(root / small).read_bytes()).stdout.replace(b'"-"', b"x")
           != b"", "standard input is no scenario")


def statuses():
    expect(status(1, "run", small, "--require-goal").stdout, "a missed goal is still reported")
    status(0, "run", small, "--require-goal", "--set", "fund.opening=100bn KRW", "--set", "timeliness.0.goal=1%")
    done = status(3, "run", "-", text=b"solatium: 1\ntitel: x\n")
    expect(b"did you mean `title`?" in done.stderr and not done.stdout, "no advice:", done.stderr)
    status(4, "run", "no/such/file.yaml")
    status(4, "check", "no/such/file.yaml")
    status(2, "run")
    status(2, "run", small, "--trials", "0")
    status(0, "explain", small, "--trial", "17179869183")  # the last with draws of its own
    expect(b"from 0 to 17179869183" in status(2, "explain", small, "--trial", "17179869184").stderr, "a trial beyond the draws")
    expect(b"the name is empty" in status(2, "check", small, "-o", "").stderr, "-o '' names no file")
    done = json.loads(status(3, "check", "-", "--format", "json", text=b"solatium: 1\ntitel: x\n").stdout)
    expect(done["valid"] is False and done["summary"] is None, "an invalid scenario is valid")
    expect(any(d["line"] == 2 and d["column"] == 1 and d["hint"] == "did you mean `title`?" for d in done["diagnostics"]), done)
    done = json.loads(status(0, "check", small, "--format", "json").stdout)
    expect(done["valid"] is True and done["summary"]["count"] == 45 and len(done["summary"]["pay_dates"]) == 19, "summary")
    done = json.loads(status(3, "check", small, "/dev/null", "--format", "json").stdout)
    expect([d["valid"] for d in done] == [True, False], "two files give a list of two")


def refusals():
    """What would be ignored is refused, and what a word of the command line cannot mean is its fault, with its place; a missing file is the machine's."""
    def answered(wanted, fault, *words):
        done = status(wanted, *words)
        expect(fault in done.stderr.decode() and not done.stdout, words, "is answered by", done.stderr[:400])
    with tempfile.TemporaryDirectory() as name:
        saved = f"{name}/a.json"
        status(0, "run", small, "--trials", "20", "--quiet", "-o", saved)
        for option in (["--set", "fund.opening=1m KRW"], ["--trials", "5"], ["--seed", "5"], ["--until", "5%"]):
            for words in (["report", saved], ["compare", saved, saved]):
                answered(2, f"error[U135]: `{option[0]}` would change nothing", *words, *option)
        for missing in ("none.csv", name):
            answered(4, "error[S001]", "report", saved, "--claimants", missing)
    for option in (["--trials", "5"], ["--seed", "5"], ["--until", "5%"]):
        answered(2, f"error[U135]: `{option[0]}` would", "check", small, *option)
    answered(2, "error[U135]: `--trials` would", "explain", small, "--trial", "3", "--trials", "5")
    answered(2, "error[U136]", "run", small, "--max-trials", "5")
    answered(2, "error[U137]: `--bom` would change nothing", "run", small, "--bom")
    answered(2, "error[U137]: `--no-bom` would change nothing", "check", small, "--no-bom", "-o", "x.json")
    answered(2, "error[U137]: `--bom` and `--no-bom` exclude each other", "run", small, "--format", "csv", "--bom", "--no-bom")
    with tempfile.TemporaryDirectory() as name:
        pathlib.Path(name, "twice.csv").write_text("id,claim\na,100\n,50\n,50\na,200\n")
        done = status(3, "divide", "--endowment", "200", "--file", f"{name}/twice.csv")
        expect(b"the id `a` is given twice" in done.stderr and b"twice.csv:5:1" in done.stderr, done.stderr)
    oldest = json.loads(status(0, "check", small, "--set", "claimants.groups.\"Later suits\".age=89", "--format", "json").stdout)["summary"]
    rows = [r for r in oldest["claimants"] if r["age_mean"] is not None]
    expect(all(r["age_youngest"] <= r["age_mean"] <= r["age_oldest"] for r in rows), "ages", rows)
    for wrong in ("a", "=5"):
        for words in (["check", small], ["run", small], ["compare", small, "--vary", "participation.JP=5%,10%"], ["breakeven", small, "--vary", "participation.JP"]):
            answered(2, "error[S307]", *words, "--set", wrong)
    for words in (["check", small], ["run", small], ["compare", small, "--vary", "participation.JP=5%,10%"]):
        answered(4, "error[S001]", *words, "--set", "mortality.male={table: {csv: none.csv}}")
    few = ["--trials", "5", "--quiet"]
    answered(2, "-> command line:1:49", "compare", small, "--vary", "nosuch=1, 2", *few)
    answered(2, "did you mean `participation`?", "compare", small, "--vary", "participaton.JP=1%,2%", *few)
    answered(2, "`nosuch` is no lever", "breakeven", small, "--vary", "nosuch", "--from", "1", "--to", "2", *few)
    answered(2, "`nosuch` is no lever", "breakeven", small, "--vary", "participation.JP", "--vary", "nosuch=1, 2", *few)
    for words in (["claimants.groups.0.accepts.after"], ["participation.JP", "--from", "80%", "--to", "20%"], ["simulation.seed", "--from", "1", "--to", "5"]):
        answered(2, "-> command line:1:", "breakeven", small, "--vary", *words, *few)
    answered(2, "the confidence is above 50%", "breakeven", small, "--vary", "participation.JP", "--confidence", "30%", *few)


def read_back():
    """Whatever is saved is read again, and saved as it was: one trial, few, many, until it is exact enough, nobody left to count."""
    runs = [(small, "--trials", n) for n in ("1", "2", "3", "40", "100001")] + [(small, "--until", "5%"), (small, "--set", "fund.return=-30%/y"),
            ("tests/examples/full.yaml", "--trials", "30"), ("scenarios/kuwait-rounds.yaml", "--trials", "5"),
            (small, "--trials", "9", "--set", "claimants.groups.\"Later suits\".living=0", "--set", "timeliness.0.who=estates"),
            (small, "--trials", "20", "--set", "participation.KR=0%", "--set", "participation.JP=0%", "--set", "events.talks.probability=0%")]
    with tempfile.TemporaryDirectory() as name:
        for words in runs:
            status(0, "run", *words, "--quiet", "-o", f"{name}/a.json")
            status(0, "report", f"{name}/a.json", "--quiet", "-o", f"{name}/b.json")
            expect(pathlib.Path(name, "a.json").read_bytes() == pathlib.Path(name, "b.json").read_bytes(), words, "came back otherwise")


def words():
    """Counts agree with their nouns, and a sentence says nothing of what is not there."""
    for command, wanted in ((["run", small], "1 trial,"), (["run", small], "of 1 simulated future ("), (["check", small], "1 trial,"),
                            (["compare", small, "--vary", "participation.KR=50%"], "1 point on the same 1 future,")):
        said = status(0, *command, *(["--set", "simulation.trials=1"] if command[0] == "check" else ["--trials", "1"])).stdout.decode()
        expect(wanted in " ".join(said.split()), command, wanted, said[:400])
    young = b"""solatium: 1
title: All live
currency: KRW
start: 2019-01-01
end: 2020-01-01
mortality: {male: {law: gompertz, b: 1e-12, g: 0.01}, female: {law: gompertz, b: 1e-12, g: 0.01}}
claimants: {groups: [{name: one, count: 1, sex: male, age: 20, claim: 100 KRW}]}
fund: {opening: 50 KRW}
payments: {first: 2019-06-01, every: year}
allocation: proportional
timeliness: {by: 2019-12-01, goal: 90%}
"""
    said = " ".join(status(0, "report", "-", "--trials", "20", "--no-studies", text=young).stdout.decode().split())
    expect("first pay date it would be 100%." in said and "no money can buy" not in said and "· 1 claimant, 1 of" in said, said[:1500])


def claimants():
    with tempfile.TemporaryDirectory() as name:
        out, rows = os.path.join(name, "x.json"), os.path.join(name, "x.csv")
        status(0, "run", small, "-o", out, "--claimants", rows)
        result = json.loads(pathlib.Path(out).read_text())
        people = list(csv.DictReader(open(rows, newline="", encoding="utf-8-sig")))
        expect(len(people) == 45 and len({p["id"] for p in people}) == 45, "claimants' rows")
        for key, total in (("paid_in_life", "paid_in_life"), ("paid_to_estate", "paid_to_estates")):
            expect(close(sum(float(p[key]) for p in people), result["money"][total]["mean"]), "claimants'", key)
        in_time = sum(float(p["probability_in_time"] or 0) for p in people)
        expect(close(in_time, result["people"]["in_time"]["mean"]), "claimants in time", in_time)


def interrupted_run():
    """What was there stays, nothing is left beside it, nothing is half-written."""
    with tempfile.TemporaryDirectory() as name:
        target = pathlib.Path(name) / "x.json"
        target.write_text("{}")
        for sign in (signal.SIGINT, signal.SIGTERM):
            child = subprocess.Popen([program, "run", small, "--trials", "100000000", "--replace", "-o", str(target)], cwd=root,
                                     stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            time.sleep(0.5)
            child.send_signal(sign)
            try:
                out, talk = child.communicate(timeout=20)
                expect(child.returncode == 5 and not out, "interrupted, it ended with", child.returncode)
                expect(b"nothing was written" in talk, "says", talk)
            except subprocess.TimeoutExpired:
                child.kill()
                expect(False, "an interrupt was not obeyed")
        expect([p.name for p in pathlib.Path(name).iterdir()] == ["x.json"] and target.read_text() == "{}", "something stayed")


def schema():
    expect("$defs" in json.loads(status(0, "schema").stdout), "no schema")


for check in (schema, formats_agree, widths, same_bytes, statuses, refusals, read_back, words, claimants, interrupted_run, channels, colours, files, formats, one_file_only, found_before, nothing_left, hidden_signs, closed_pipe, interrupted_output):
    check()
print("\n".join(failures) or "it behaves")
sys.exit(bool(failures))
