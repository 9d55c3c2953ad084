"""Futures that leave nobody to count, and runs of one trial: every command and format says so with an empty cell or a word."""
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

program = os.path.abspath(sys.argv[1])
failures = []

# A's claim is due where an accord is struck; where it is not, A is not counted.
ACCORD = """solatium: 1
title: An accord
currency: KRW
start: 2020-01-01
end: 2021-06-01
mortality: {male: {law: gompertz, b: 1e-15, g: 1e-6}, female: {law: gompertz, b: 1e-15, g: 1e-6}}
events: {accord: {probability: 40%, date: 2020-03-01}}
participation: {KR: 60%, JP: 50%}
firms:
  - {name: F, country: KR, pledge: 1m KRW, joins: 2020-02-01}
  - {name: G, country: JP, pledge: 1m KRW, joins: 2020-02-01}
claimants: {groups: [{name: A, count: 12, sex: male, age: {uniform: [88, 92]}, claim: 100k KRW, requires: accord}]}
payments: {first: 2020-07-01, every: half-year}
timeliness: {goal: 50%, confidence: 60%}
"""
# All have died: there is nobody whom a goal for the living counts.
ESTATES = ACCORD.replace("count: 12,", "count: 12, living: 0,").replace(", requires: accord", "").replace("title: An accord", "title: Estates")


def expect(truth, *what):
    if not truth:
        failures.append(" ".join(str(w) for w in what))


def run(folder, *arguments, wanted=0):
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, timeout=240,
                          env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1"})
    expect(done.returncode == wanted, arguments, "ended with", done.returncode, "not", wanted, done.stderr[:400])
    expect("nan" not in (done.stdout + done.stderr).lower().replace("nanum", ""), arguments, "says nan")
    return done


def answer(folder, *arguments):
    return json.loads(run(folder, *arguments, "--format", "json", "--quiet").stdout)


def some_count(folder):
    r = answer(folder, "run", "accord.yaml", "--trials", "300")
    counted = r["verdict"]["counted"]
    expect(0.3 < counted < 0.5, "counted", counted)
    expect(abs(r["people"]["share_in_time"]["mean"] - r["verdict"]["probability"]["mean"]) < 0.25, "share", r["people"]["share_in_time"])
    expect(r["people"]["ceiling"]["mean"] == 1 == r["people"]["ceiling"]["p05"], "ceiling", r["people"]["ceiling"])
    text = run(folder, "run", "accord.yaml", "--trials", "300", "--quiet").stdout.replace("\n", " ")
    expect("of futures in which anybody is left to count" in text, "the verdict's line", text[:700])
    done = run(folder, "run", "accord.yaml", "--trials", "300", "--require-goal", wanted=1 if r["verdict"]["word"] != "in time" else 0)
    expect(f"{counted:.1%} of futures in which anybody is left to count" in done.stderr, "--require-goal says", done.stderr)
    sure = answer(folder, "run", "accord.yaml", "--trials", "300", "--set", "events.accord.probability=100%")
    expect(sure["verdict"]["counted"] == 1, "all count", sure["verdict"])
    until = answer(folder, "run", "accord.yaml", "--until", "3%")
    expect(until["simulation"]["trials"] % 1000 == 0, "--until stops at", until["simulation"])


def none_counts(folder):
    r = answer(folder, "run", "estates.yaml", "--trials", "50", "--claimants", "estates.csv")
    v, people = r["verdict"], r["people"]
    expect(v["word"] == "nobody to count" and v["counted"] == 0 and v["settled"], "verdict", v)
    for e in (v["probability"], v["share_in_time"], people["share_in_time"], people["ceiling"], people["share_died_waiting"],
              r["groups"][0]["share_in_time"]):
        expect(all(x is None for x in e.values()), "a figure of nobody", e)
    expect(people["estate_paid"]["mean"] + people["nothing"]["mean"] == 12, "states", people)
    done = run(folder, "run", "estates.yaml", "--trials", "50", "--require-goal", wanted=1)
    expect("nobody to count" in done.stderr, "--require-goal says", done.stderr)
    for form in ("text", "markdown"):
        text = run(folder, "run", "estates.yaml", "--trials", "50", "--format", form, "--quiet").stdout
        expect("NOBODY TO COUNT" in text and "IN TIME" not in text and "100%  of" not in text, form, text[:400])
    shares = list(csv.DictReader(run(folder, "run", "estates.yaml", "--trials", "50", "--format", "csv", "--table", "shares",
                                     "--quiet").stdout.splitlines()))
    expect(all(row["share"] == row["share_se"] == row["share_p50"] == "" for row in shares), "shares in CSV", shares)
    outputs = [word for end in ("html", "md", "csv", "json", "xlsx") for word in ("-o", f"estates.{end}")]
    run(folder, "report", "estates.yaml", "--no-studies", *outputs)
    expect("NOBODY TO COUNT" in (folder / "estates.html").read_text(), "the page has no word")
    expect('class="good' not in (folder / "estates.html").read_text(), "the page has a green word")
    run(folder, "report", "estates.json", "-o", "again.md")
    run(folder, "report", "estates.yaml", "-o", "studies.md", "--quiet")
    run(folder, "report", "estates.yaml", "--no-studies", "--disclosure", "public", "-o", "public.md", "--quiet")
    run(folder, "explain", "estates.yaml", "--claimant", "A#1", "--trials", "20", "--quiet")
    counts = answer(folder, "run", "estates.yaml", "--trials", "50", "--set", "timeliness.who=estates")
    expect(counts["verdict"]["counted"] == 1 and counts["verdict"]["reached"] == "in life or after", "estates", counts["verdict"])


def studies(folder):
    c = answer(folder, "compare", "accord.yaml", "--vary", "events.accord.probability=0%,40%,100%", "--trials", "100")
    first, base, last = c["points"]
    expect(first["difference"]["mean"] is None is first["share_in_time"]["mean"], "nobody counts in both", first["difference"])
    expect(first["moves_counted"] and last["moves_counted"] and not base["moves_counted"], "marks", c["points"])
    text = run(folder, "compare", "accord.yaml", "--vary", "events.accord.probability=0%,40%,100%", "--trials", "100", "--quiet").stdout
    expect("†" in text and "nobody to count" in text and "In some futures nobody is left to count" in text.replace("\n", " "), text)
    heat = run(folder, "compare", "accord.yaml", "--vary", "events.accord.probability=0%,40%,100%", "--vary",
               "participation.KR=0%,60%", "--trials", "50", "--quiet").stdout
    expect("–†" in heat, "the heat map's empty cells", heat)
    b = answer(folder, "breakeven", "estates.yaml", "--vary", "participation.KR", "--trials", "50")
    expect(b["never_met"] and b["tried"][0]["share_in_time"] is None and b["tried"][0]["probability"]["mean"] is None, "break-even", b)
    text = run(folder, "breakeven", "estates.yaml", "--vary", "participation.KR", "--trials", "50", "--quiet").stdout
    expect("in no future is anybody left to count" in text.replace("\n", " "), text[:400])
    t = answer(folder, "compare", "accord.yaml", "--tornado", "--trials", "100")
    moved = [row["key"] for row in t["rows"] if row["low"].get("moves_counted") or row["high"].get("moves_counted")]
    expect(moved == ["events.accord.probability"], "the tornado marks", moved)
    for scenario in ("accord.yaml", "estates.yaml"):
        for study in (["--tornado"], ["--delay", "0mo:12mo:6mo"]):
            for form in ("text", "csv", "markdown", "json"):
                run(folder, "compare", scenario, *study, "--trials", "60", "--format", form, "--quiet")
    run(folder, "run", "accord.yaml", "--trials", "60", "--format", "json", "-o", "accord.json", "--quiet")
    for files in (("accord.yaml", "estates.yaml", "--trials", "60"), ("accord.json", "estates.json")):
        for form in ("text", "csv", "json"):
            run(folder, "compare", *files, "--format", form, "--quiet")
    run(folder, "compare", "accord.yaml", "--vary", "events.accord.probability=0%,40%,100%", "--trials", "60", "-o", "curve.svg", "--quiet")


def one_trial(folder):
    r = answer(folder, "run", "accord.yaml", "--trials", "1", "--set", "events.accord.probability=100%", "--claimants", "one.csv")
    expect(r["money"]["paid"]["se"] is None is r["people"]["in_time"]["se"] is r["verdict"]["probability"]["se"], "errors of one trial")
    expect(r["money"]["paid"]["mean"] is not None and r["verdict"]["probability"]["low"] is not None, "figures of one trial")
    row = next(csv.DictReader((folder / "one.csv").read_text(encoding="utf-8-sig").splitlines()))
    expect(row["paid_in_life_se"] == row["probability_in_time_se"] == "" != row["paid_in_life"], "a claimant's errors", row)
    text = run(folder, "run", "accord.yaml", "--trials", "1", "--quiet").stdout
    expect("±0" not in text and "± 0" not in text, "an error of one trial", text)
    run(folder, "run", "accord.yaml", "--trials", "1", "--set", "events.accord.probability=100%", "--format", "json", "-o", "one.json", "--quiet")
    run(folder, "report", "one.json", "--claimants", "one.csv", "-o", "one.md")
    d = answer(folder, "compare", "accord.yaml", "--vary", "participation.KR=0%,100%", "--trials", "1")
    expect(all(p["differences"]["received"]["se"] is None for p in d["points"]), "differences of one trial", d["points"])
    expect("±0" not in run(folder, "compare", "accord.yaml", "--vary", "participation.KR=0%,100%", "--trials", "1", "--quiet").stdout)


with tempfile.TemporaryDirectory() as name:
    here = pathlib.Path(name)
    (here / "accord.yaml").write_text(ACCORD)
    (here / "estates.yaml").write_text(ESTATES)
    for check in (some_count, none_counts, studies, one_trial):
        check(here)
for line in failures:
    print(line)
sys.exit(bool(failures))
