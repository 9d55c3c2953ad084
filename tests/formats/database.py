"""
A study in one database: what is in it are the rows that CSV has and what each run was of; runs are added and never replaced, each whole or not at
all, whatever stops it; what is not ours is refused and stays as it is. Read back by Python's own sqlite3.
"""
import concurrent.futures
import csv
import hashlib
import io
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

PROGRAM, ROOT = map(os.path.abspath, sys.argv[1:3])
FOLDER = tempfile.mkdtemp()
os.chdir(FOLDER)
JOINT, KOREAN = (os.path.join(ROOT, "scenarios", f"{n}.yaml") for n in ("joint-fund-2019", "korean-firms-only"))
QUICK = ["--trials", "40", "--quiet"]


def solatium(*words, wanted=0, says="", **options):
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False, **options)
    assert done.returncode == wanted and says in done.stderr, (words, done.returncode, done.stderr)
    return done.stdout


def ask(question, *values, name="study.sqlite"):
    database = sqlite3.connect(f"file:{name}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    rows = database.execute(question, values).fetchall()
    database.close()
    return rows


def is_whole(name):
    """The database is sound, and each of its runs has all that a run has."""
    assert [r[0] for r in ask("PRAGMA integrity_check", name=name)] == ["ok"]
    counts = {r[0] for r in ask("SELECT count(*) FROM runs LEFT JOIN figures USING(run) GROUP BY run", name=name)}
    assert len(counts) <= 1 and 0 not in counts, counts
    return len(ask("SELECT run FROM runs", name=name))


def same(cell, text):
    """A value of the database and a field of the CSV: absent where the field is empty."""
    if text == "":
        return cell in (None, "")
    if isinstance(cell, (int, float)):
        return abs(float(text) - cell) <= 1e-12 * abs(cell)
    return cell == text


def tables_of(text):
    for block in text.strip().split("\n\n"):
        name, _, rows = block.partition("\n")
        yield name.strip(), list(csv.DictReader(io.StringIO(rows, newline="")))


def holds_what_csv_holds():
    calls = [["run", JOINT, *QUICK], ["run", JOINT, *QUICK, "--set", "participation.JP=50%", "--seed", "7"],
             ["compare", JOINT, "--vary", "participation.JP=0%,100%", *QUICK], ["compare", JOINT, "--vary", "participation.KR=0%,100%", *QUICK],
             ["compare", JOINT, KOREAN, *QUICK], ["compare", JOINT, "--tornado", *QUICK], ["compare", JOINT, "--delay", "0mo:12mo:12mo", *QUICK]]
    compared = 0
    for number, words in enumerate(calls, 1):
        solatium(*words, "-o", "study.sqlite")
        text = solatium(*words, "--format", "csv")
        many = "," not in text.split("\n", 1)[0]
        tables = list(tables_of(text)) if many else [("points" if "--vary" in words else words[2].strip("-"), list(csv.DictReader(io.StringIO(text, newline=""))))]
        for name, rows in tables:
            found = ask(f'SELECT * FROM "{name}" WHERE run = ? ORDER BY row', number)
            assert len(found) == len(rows), (words, name, len(found), len(rows))
            for got, row in zip(found, rows):
                for key, text in row.items():
                    assert same(got[key], text), (words, name, key, got[key], text)
                    compared += 1
    assert compared > 3000, compared
    assert is_whole_number(ask("SELECT * FROM runs ORDER BY run"), calls)


def is_whole_number(runs, calls):
    assert len(runs) == len(calls) and [r["run"] for r in runs] == list(range(1, len(calls) + 1))
    for run, words in zip(runs, calls):
        assert (run["command"], run["trials"], run["currency"]) == (words[0], 40, "KRW") and run["line"].startswith(f"solatium {words[0]} "), tuple(run)
        inputs = ask("SELECT * FROM inputs WHERE run = ? ORDER BY position", run["run"])
        assert [i["file"] for i in inputs] == [w for w in words if w.endswith(".yaml")]
        assert inputs[0]["sha256"] == hashlib.sha256(open(JOINT, "rb").read()).hexdigest()
    saved = json.loads(runs[1]["result"])
    first, second = (ask("SELECT content FROM inputs WHERE run = ?", n)[0][0] for n in (1, 2))
    assert saved["scenario"]["content"] == second != first and runs[1]["seed"] == 7 and runs[0]["seed"] == 20190619
    assert ask("SELECT content FROM inputs WHERE run = 3")[0][0] == first, "the same scenario and seed by another command"
    options = [tuple(r)[2:] for r in ask("SELECT * FROM options WHERE run = 2 ORDER BY position")]
    assert options == [("--trials", "40"), ("--quiet", None), ("--set", "participation.JP=50%"), ("--seed", "7")], options
    figure = ask("SELECT * FROM figures WHERE run = 2 AND name = 'shares' AND label = 'paid in time'")[0]
    assert [figure[k] for k in ("value", "se", "low", "middle", "high")] == [saved["people"]["share_in_time"][k] for k in ("mean", "se", "p05", "p50", "p95")]
    return True


def claimants():
    solatium("run", JOINT, *QUICK, "-o", "people.sqlite", "--claimants", "people.csv")
    rows = list(csv.DictReader(open("people.csv", encoding="utf-8-sig", newline="")))
    found = ask("SELECT * FROM claimants ORDER BY row", name="people.sqlite")
    assert len(rows) == len(found) == 32
    for got, row in zip(found, rows):
        assert all(same(got["run_" if key == "run" else key], text) for key, text in row.items()), (tuple(got), row)
    solatium("report", "people.sqlite", wanted=3)  # a database is no scenario
    before = open("people.sqlite", "rb").read()
    os.mkdir("folder")
    solatium("run", JOINT, *QUICK, "-o", "people.sqlite", "--claimants", "folder", wanted=4)
    assert open("people.sqlite", "rb").read() == before and sorted(os.listdir("folder")) == []


def refuses():
    with open("text.db", "w", encoding="utf-8") as out:
        out.write("no database at all, but long enough to have a head of a hundred bytes, which an empty file would not have, as it happens\n")
    other = sqlite3.connect("other.db")
    other.execute("CREATE TABLE theirs(it)")
    other.commit()
    other.close()
    solatium("run", KOREAN, *QUICK, "-o", "later.db")
    later = sqlite3.connect("later.db")
    later.execute("PRAGMA user_version = 2")
    later.commit()
    later.close()
    for name, words in (("text.db", "it is no SQLite database"), ("other.db", "it is the database of another program"), ("later.db", "a later version of solatium made it")):
        before = open(name, "rb").read()
        solatium("run", JOINT, "--trials", "1000000000", "-o", name, wanted=4, says=f"error[U201]: cannot write '{name}': {words}")
        assert open(name, "rb").read() == before
    for name, wanted in ((".", 4), ("none/x.db", 4), ("/dev/null", 2), ("/dev/stdout", 2)):
        solatium("run", JOINT, "--trials", "1000000000", "--format", "sqlite", "-o", name, wanted=wanted)
    solatium("run", JOINT, *QUICK, "--format", "sqlite", wanted=2, says="error[U138]")
    solatium("explain", JOINT, "--trial", "0", "-o", "x.sqlite", wanted=2, says="error[U112]")
    shutil.copy(JOINT, "scenario.db")
    solatium("run", "scenario.db", *QUICK, "-o", "scenario.db", wanted=4)
    writer = sqlite3.connect("study.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    solatium("run", JOINT, "--trials", "1000000000", "-o", "study.sqlite", wanted=4, says="another program is writing to it")
    writer.execute("ROLLBACK")
    writer.close()
    assert not [n for n in os.listdir(".") if n.endswith(("-journal", "-wal", ".part"))] and not os.path.exists("x.sqlite")


def side_by_side():
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(solatium, "run", KOREAN, *QUICK, "--seed", str(n), "-o", "many.sqlite") for n in range(8)]:
            done.result()
    assert is_whole("many.sqlite") == 8 and sorted(r[0] for r in ask("SELECT seed FROM runs", name="many.sqlite")) == list(range(8))


def full_disk():
    """A limit of a file's size stands for a disk that is full at some moment of the writing."""
    shutil.copy("many.sqlite", "full.sqlite")
    size, stopped = os.path.getsize("full.sqlite"), 0
    for room in (0, 512, 4096, 20000, 60000):
        def limit(most=size + room):
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        for name, most in (("full.sqlite", size + room), (f"new{room}.sqlite", room)):
            done = subprocess.run([PROGRAM, "run", JOINT, *QUICK, "-o", name], capture_output=True, text=True, check=False, preexec_fn=lambda m=most: limit(m))
            assert done.returncode == 4 and "error[U201]: cannot write" in done.stderr, (room, done.returncode, done.stderr)
            stopped += 1
        assert is_whole("full.sqlite") == 8 and not os.path.exists(f"new{room}.sqlite"), room
        assert not [n for n in os.listdir(".") if n.endswith("-journal")]
    assert stopped == 10


def killed():
    """Ended without warning at any moment: the database has the run whole, or not at all, and takes the next."""
    shutil.copy("many.sqlite", "killed.sqlite")
    chance, before, ended = random.Random(20190619), 8, 0
    for _ in range(40):
        child = subprocess.Popen([PROGRAM, "run", KOREAN, *QUICK, "-o", "killed.sqlite"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.random() * 0.06)
        child.send_signal(signal.SIGKILL)
        ended += child.wait() != 0
        after = is_whole_after_recovery("killed.sqlite")
        assert after in (before, before + 1), (before, after)
        before = after
    solatium("run", KOREAN, *QUICK, "-o", "killed.sqlite")
    assert is_whole("killed.sqlite") == before + 1 and ended > 5


def is_whole_after_recovery(name):
    """Who reads next takes back what was half-written, as any reader of SQLite may."""
    sqlite3.connect(name).execute("SELECT count(*) FROM runs").fetchone()
    return is_whole(name)


holds_what_csv_holds()
claimants()
refuses()
side_by_side()
full_disk()
killed()
print("the database holds what the runs said, each whole")
