"""
The sum that is called missing, added as money on the first pay date, reaches the stated confidence within its interval: all shipped scenarios.
"""
import json
import os
import subprocess
import sys
import tempfile

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
FOLDER = tempfile.mkdtemp()
SMALL = [name for name in sorted(os.listdir(os.path.join(ROOT, "scenarios"))) if name.endswith(".yaml")]


def solatium(*words, wanted=0):
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=300)
    assert done.returncode == wanted, (words, done.returncode, done.stderr)
    return done.stdout if wanted == 0 else done.stderr


def with_money(path, amount, currency, day, trials):
    """The scenario with a gift of so many units on a day."""
    more = os.path.join(FOLDER, "more.yaml")
    with open(more, "w", encoding="utf-8") as out:
        out.write(f"extends: {json.dumps(path)}\nother_sources:\n  - {{name: Added, kind: gift, amount: {amount} {currency}, date: {day}}}\n")
    return json.loads(solatium("run", more, "--trials", str(trials), "--format", "json"))


def holds(name, trials):
    path = os.path.join(ROOT, "scenarios", name)
    told = json.loads(solatium("breakeven", path, "--missing", "--trials", str(trials), "--format", "json"))
    run = json.loads(solatium("run", path, "--trials", str(trials), "--format", "json"))
    probability = run["verdict"]["probability"]["mean"]
    assert told["probability"]["mean"] == probability and told["met"] == (probability >= told["confidence"]), name
    if told["met"]:
        assert told["missing"] == told["low"] == told["high"] == 0
        return "nothing is missing"
    if not told["found"]:
        assert told["missing"] is None and run["people"]["ceiling"]["mean"] < told["goal"], name
        return "no sum"
    major = 10 ** told["minor_digits"]
    assert 0 < told["low"] <= told["missing"] <= told["high"]
    day = run["timeline"][0]["date"]
    at = with_money(path, told["missing"] / major, told["currency"], day, trials)["verdict"]["probability"]
    assert at["high"] >= told["confidence"] and at["mean"] >= told["confidence"] - 0.03, (name, at)
    below = with_money(path, told["low"] / major / 2, told["currency"], day, trials)["verdict"]["probability"]
    assert below["mean"] < told["confidence"], (name, below)
    return f"{told['missing'] / major:.3g} {told['currency']} missing"


for name in SMALL:
    print(f"{name}: {holds(name, 40 if name.startswith('german') else 200)}")
said = solatium("breakeven", os.path.join(ROOT, "scenarios", "joint-fund-2019.yaml"), "--missing", "--goal", "50%", wanted=2)
assert "--missing stands alone" in said, said
picture = os.path.join(FOLDER, "missing.svg")  # refused before a search that would not end today
said = solatium("breakeven", os.path.join(ROOT, "scenarios", "joint-fund-2019.yaml"), "--missing", "--trials", "1000000000", "-o", picture, wanted=2)
assert "one sum is none" in said and not os.path.exists(picture), said

# Money alone is missing, and the sum is known: 50m are claimed, 20m are there. Where all are asked for, all are spoken of.
ALL = os.path.join(FOLDER, "all.yaml")
with open(ALL, "w", encoding="utf-8") as out:
    out.write("""solatium: 1
title: All of them
start: 2025-01-01
end: 2027-01-01
currency: KRW
fund: {opening: 20m KRW}
mortality: {country: KOR}
payments: {first: 2025-07-01, every: half-year}
claimants: {groups: [{name: A, count: 5, sex: female, age: 90, claim: 10m KRW}]}
timeliness: {who: all, goal: 100%}
""")
few = ("--trials", "40", "--quiet")
told = json.loads(solatium("breakeven", ALL, "--missing", *few, "--format", "json"))
assert told["missing"] == 30000000 and told["all_by"] == told["nine_in_ten_by"] == "2025-07-01", told
assert "with it, all claims would be paid in full by 2025-07-01" in " ".join(solatium("breakeven", ALL, "--missing", *few).split())
part = ("--set", "timeliness.goal=80%")
assert "with it, nine in ten of all claims would" in " ".join(solatium("breakeven", ALL, "--missing", *few, *part).split())
