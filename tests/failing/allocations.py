"""
The program where memory ends: a small call of each command, with its n-th allocation failing, for one n after the other; with all from the
n-th on; and with all above a size. Only two ends are right: the same bytes and status 0, or status 4 and one line, with the old file whole.
Never a crash, a hang, a file left over, or status 0 with something missing.

    allocations.py PROGRAM PRELOADED ROOT [--every N] [--offset K] [--only WORD] [--jobs J]
"""
import argparse
import concurrent.futures
import os
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden"))
import workbooks  # noqa: E402

parser = argparse.ArgumentParser()
parser.add_argument("program", type=os.path.abspath)
parser.add_argument("preloaded", type=os.path.abspath)
parser.add_argument("root", type=os.path.abspath)
parser.add_argument("--every", type=int, default=1)
parser.add_argument("--offset", type=int, default=0)
parser.add_argument("--only", default="")
parser.add_argument("--jobs", type=int, default=2)
OPTIONS = parser.parse_args()
SMALL, QUICK = "small.yaml", ["--trials", "20"]
CALLS = {
    "check": ["check", SMALL],
    "check csv and life table": ["check", "tables.yaml"],
    "check workbook": ["check", "xlsx.yaml"],
    "check sheets of two kinds": ["check", "ods.yaml"],
    "check in another encoding": ["check", "cp949.yaml"],
    "check a register": ["check", "people.csv", "--start", "2019-07-01", "-o", "OUT.csv"],
    "check a register in a workbook": ["check", "people.xlsx", "--format", "json"],
    "check wrong": ["check", "wrong.yaml"],
    "check json": ["check", SMALL, "-o", "OUT.json"],
    "run": ["run", SMALL, *QUICK],
    "run json": ["run", SMALL, *QUICK, "-o", "OUT.json"],
    "run claimants": ["run", SMALL, *QUICK, "-o", "OUT.md", "--claimants", "OUT.csv"],
    "run where files need names": ["run", SMALL, *QUICK, "-o", "OUT.md", "--claimants", "OUT.csv", "FAIL_NAMELESS=1"],
    "charts": ["report", SMALL, *QUICK, "--no-studies", "--charts", "CHARTS"],
    "run two threads": ["run", SMALL, *QUICK, "-o", "OUT.json", "--threads", "2"],
    "report html": ["report", SMALL, *QUICK, "--no-studies", "-o", "OUT.html"],
    "report xlsx": ["report", SMALL, *QUICK, "--no-studies", "-o", "OUT.xlsx"],
    "run to a database": ["run", SMALL, *QUICK, "-o", "NEW.sqlite"],
    "report docx": ["report", SMALL, *QUICK, "--no-studies", "-o", "OUT.docx"],
    "report of a saved result": ["report", "saved.json", "--no-studies", "-o", "OUT.md"],
    "report with studies": ["report", SMALL, *QUICK, "-o", "OUT.csv"],
    "divide": ["divide", "--endowment", "200", "--claims", "100,200,300", "--rule", "talmud"],
    "divide all": ["divide", "--endowment", "200", "--claims", "100,200,300", "--axioms", "-o", "OUT.json"],
    "divide file": ["divide", "--endowment", "200", "--file", "claims.csv", "-o", "OUT.csv"],
    "compare": ["compare", SMALL, *QUICK, "--vary", "participation.JP=0%,50%", "-o", "OUT.json"],
    "compare files": ["compare", SMALL, "tables.yaml", *QUICK],
    "breakeven": ["breakeven", SMALL, *QUICK, "--vary", "participation.JP", "-o", "OUT.json"],
    "heat map": ["compare", SMALL, *QUICK, "--vary", "participation.JP=0%,50%", "--vary", "participation.KR=0%,50%", "-o", "OUT.svg"],
    "explain": ["explain", SMALL, *QUICK, "--claimant", "Later suits#1"],
    "explain a trial": ["explain", SMALL, "--claimant", "Later suits#1", "--trial", "3", "-o", "OUT.json"],
    "explain all": ["explain", SMALL, *QUICK, "--all", "-o", "PAGES"],
    "over what is there": ["run", SMALL, *QUICK, "-o", "saved.xlsx"],
    "new": ["new", "--start", "2026-01-01", "--from", "joint-fund", "--claimants", "people.csv", "-o", "NEW.yaml"],
    "schema": ["schema", "-o", "OUT.json"],
    "rules": ["rules", "--format", "json"],
    "help": ["help", "run"],
}
# What draws, and what sets documents, are programs of their own: here such that make the same at once.
PANDOC = """#!/bin/sh
cat >/dev/null
printf 'PK a document that is long enough to look for its parts in'
"""
GNUPLOT = """#!/bin/sh
cat >/dev/null
printf '<?xml version="1.0" encoding="utf-8"?>\\n<svg width="10" height="10" viewBox="0 0 10 10" xmlns="http://www.w3.org/2000/svg"><g id="gnuplot_canvas"><g/></g></svg>\\n'
"""
# What a library that crashes or lacks something in silence is told by.
LACKS = ("solatium: out of memory", "error[U202]: could not make a workbook (Excel): ")
MOST_OF_MANY = 400  # tries of a call with very many allocations, unless each is tried
OLD = b"what stood here before\n"
local, folders = threading.local(), []


def folder():
    """A thread's own, with all that the calls read."""
    if not hasattr(local, "path"):
        local.path = tempfile.mkdtemp(prefix="solatium-failing-")
        folders.append(local.path)
        for name, text in FILES.items():
            with open(os.path.join(local.path, name), "wb") as file:
                file.write(text if isinstance(text, bytes) else text.encode())
        os.mkdir(os.path.join(local.path, "bin"))
        for name, text in (("gnuplot", GNUPLOT), ("pandoc", PANDOC)):
            with open(os.path.join(local.path, "bin", name), "w", encoding="utf-8") as file:
                file.write(text)
            os.chmod(os.path.join(local.path, "bin", name), 0o755)
    return local.path


def call(words, **failing):
    """(status, standard output, standard error, {output file: bytes}, names that were not there before)."""
    path = folder()
    outputs = [w for w in words if w.startswith("OUT.")]
    for name in outputs:
        with open(os.path.join(path, name), "wb") as file:
            file.write(OLD)
    new = [w for w in words if w.startswith("NEW.")]  # is not there before
    before = set(os.listdir(path))
    environment = {"PATH": f"{path}/bin:/usr/bin:/bin", "HOME": "/", "LC_ALL": "C.UTF-8", "LD_PRELOAD": OPTIONS.preloaded}
    environment.update(word.split("=") for word in words if word.startswith("FAIL_"))
    words = [word for word in words if not word.startswith("FAIL_")] + (["--replace"] if outputs else [])
    environment.update({key: str(value) for key, value in failing.items()})
    try:
        done = subprocess.run([OPTIONS.program, *words], cwd=path, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        status, out, err = done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        status, out, err = "a hang", b"", ""
    files = {}
    for name in outputs:
        with open(os.path.join(path, name), "rb") as file:
            files[name] = file.read()
        os.remove(os.path.join(path, name))
    for name in new:
        files[name] = OLD
        if os.path.exists(os.path.join(path, name)):
            with open(os.path.join(path, name), "rb") as file:
                files[name] = file.read()
            os.remove(os.path.join(path, name))
    for name in {"CHARTS", "PAGES"} & set(words):
        made = os.path.join(path, name)
        files[name] = repr(sorted(os.listdir(made))).encode() if os.path.isdir(made) else OLD
        shutil.rmtree(made, ignore_errors=True)
    left = set(os.listdir(path)) - before
    for name in left:
        if os.path.isdir(os.path.join(path, name)):
            shutil.rmtree(os.path.join(path, name))
        else:
            os.remove(os.path.join(path, name))
    return status, out, err, files, left


def fault(got, wanted):
    status, out, err, files, left = got
    if left:
        return f"left {sorted(left)} behind"
    if status == wanted[0] and out == wanted[1] and files == wanted[3]:
        more = [line for line in err.replace(wanted[2], "", 1).splitlines() if "threads" not in line and "the figures are the same" not in line]
        return f"status {status} and said {more}" if any(line.strip() for line in more) else None
    if status == 4:
        lines = err.splitlines()
        if len(lines) != 1 or not lines[0].startswith(LACKS):
            return f"status 4 and said {lines}"
        if out or any(data != OLD and data != wanted[3][name] for name, data in files.items()):
            return "status 4, and something was written"
        return None
    return f"status {status}, {'other bytes' if status == 0 else err.splitlines()}"


def read(name):
    with open(os.path.join(OPTIONS.root, name), encoding="utf-8") as file:
        return file.read()


def prepare():
    """The files of the calls, and what each call gives where nothing fails."""
    FILES[SMALL] = read("tests/golden/small.yaml")
    FILES["wrong.yaml"] = read("tests/bad/bad-distribution.yaml")
    FILES["claims.csv"] = "id,claim\na,100\nb,200\n\"c, d\",300\n"
    FILES["table.csv"] = "age,male,female\n" + "".join(f"{age},{min(0.99, 0.02 * 1.09 ** (age - 60)):.5f},{min(0.99, 0.015 * 1.1 ** (age - 60)):.5f}\n" for age in range(60, 106))
    FILES["firms.csv"] = 'name,country,pledge,participation\n"One, Ltd",KR,1bn KRW,50%\nTwo,KR,2bn KRW,40%\n'
    FILES["people.csv"] = "id,group,sex,born,claim\n" + "".join(f"p{i},Registered,{'male' if i % 3 else 'female'},19{24 + i % 9}-05-01,{50 + i}000000\n" for i in range(12))
    FILES["tables.yaml"] = """solatium: 1
title: From tables
currency: KRW
start: 2019-07-01
end: 2024-07-01
mortality: {male: {table: {csv: table.csv}}, female: {table: {csv: table.csv}}}
firms: [{file: firms.csv}]
other_sources:
  - {name: Government, kind: public, amount: 200m KRW, date: 2020-01-01}
claimants: {file: people.csv}
payments: {first: 2020-01-01, every: quarter}
allocation: proportional
timeliness: {paid: 100%, by: 2023-12-31, goal: 50%, confidence: 80%}
"""
    people = workbooks.REGISTER
    FILES["people.xlsx"], FILES["people.ods"] = workbooks.xlsx([("People", people)]), workbooks.ods([("People", people)])
    FILES["cp949.csv"] = "".join(";".join(map(str, row)) + "\n" for row in people).encode("cp949")
    for name, file in ("xlsx.yaml", "people.xlsx"), ("ods.yaml", "people.ods"), ("cp949.yaml", "cp949.csv"):
        FILES[name] = FILES["tables.yaml"].replace("people.csv", file)
    subprocess.run([OPTIONS.program, "run", SMALL, *QUICK, "-o", "saved.json", "--quiet"], cwd=folder(), check=True)
    subprocess.run([OPTIONS.program, "run", SMALL, *QUICK, "-o", "saved.xlsx", "--quiet"], cwd=folder(), check=True)
    for name in ("saved.json", "saved.xlsx"):
        with open(os.path.join(folder(), name), "rb") as file:
            FILES[name] = file.read()


def sweep(pool, name, words):
    count_file = os.path.join(folder(), "bin", "count")
    words = words if "--threads" in words or words[0] not in ("run", "report", "compare", "breakeven", "explain") else [*words, "--threads", "1"]
    wanted = call(words, FAIL_COUNT=count_file)
    first = call(words)
    assert wanted[0] == first[0] and wanted[0] == (3 if "wrong" in name else 0) and wanted[1:4] == first[1:4], (name, wanted, first)
    with open(count_file, encoding="utf-8") as file:
        count = int(file.read())
    os.remove(count_file)
    every = OPTIONS.every if OPTIONS.every == 1 else max(OPTIONS.every, count // MOST_OF_MANY)
    tries = [{"FAIL_AT": n} for n in range(1 + OPTIONS.offset % every, count + 1, every)]
    tries += [{"FAIL_FROM": n} for n in range(1 + OPTIONS.offset % every, count + 1, 4 * every)]
    tries += [{"FAIL_ABOVE": 1 << bits} for bits in range(4, 23)]
    bad, told = [], 0
    for how, got in zip(tries, pool.map(lambda how: call(words, **how), tries)):
        told += got[0] == 4
        reason = fault(got, wanted)
        if reason:
            bad.append(f"{name}: {how}: {reason}")
    print(f"{name}: {count} allocations, {len(tries)} tries, {told} ended with status 4, {len(bad)} wrong", flush=True)
    return len(tries), bad


FILES = {}
prepare()
shutil.rmtree(local.path)
folders.clear()
del local.path
wrong, done = [], 0
with concurrent.futures.ThreadPoolExecutor(OPTIONS.jobs) as workers:
    for title, line in CALLS.items():
        if OPTIONS.only in title:
            tries, bad = sweep(workers, title, line)
            done += tries
            wrong += bad
for path in folders:
    shutil.rmtree(path)
print("\n".join(wrong[:60]) or f"{done} failures of memory are told or do no harm")
sys.exit(bool(wrong))
