"""
The sum that is called missing, added as money on the first pay date, reaches the stated confidence within its interval: all shipped scenarios.
"""
import csv
import json
import os
import re
import sys
import tempfile

from program import solatium, written

ROOT = os.path.abspath(sys.argv[2])
FOLDER = tempfile.mkdtemp()
SMALL = [name for name in sorted(os.listdir(os.path.join(ROOT, "scenarios"))) if name.endswith(".yaml")]


def with_money(path, amount, currency, day, trials):
    """The scenario with a gift of so many units on a day."""
    more = written(FOLDER, "more.yaml", f"extends: {json.dumps(path)}\nother_sources:\n  - {{name: Added, kind: gift, amount: {amount} {currency}, date: {day}}}\n")
    return json.loads(solatium("run", more, "--trials", str(trials), "--format", "json"))


def holds(name, trials):
    path = os.path.join(ROOT, "scenarios", name)
    told = json.loads(solatium("breakeven", path, "--missing", "--trials", str(trials), "--format", "json"))
    run = json.loads(solatium("run", path, "--trials", str(trials), "--format", "json"))
    for goal, said in zip(told["goals"], run.get("goals") or [run["verdict"]], strict=True):
        probability = said["probability"]["mean"]
        assert goal["probability"]["mean"] == probability and goal["met"] == (probability >= goal["confidence"]), name
    needs = told["goals"][told["goal_number"] - 1]
    assert all(told[key] == needs[key] for key in needs) and told["met"] == all(g["met"] for g in told["goals"]), name
    if told["met"]:
        assert told["missing"] == told["low"] == told["high"] == 0
        return "nothing is missing"
    if not told["found"]:
        assert told["missing"] is None and run["people"]["ceiling"]["mean"] < told["goal"], name
        return "no sum"
    major = 10 ** told["minor_digits"]
    assert 0 < told["low"] <= told["missing"] <= told["high"]
    day = run["timeline"][0]["date"]
    def at(amount):
        r = with_money(path, amount / major, told["currency"], day, trials)
        return r.get("goals") or [r["verdict"]]
    for goal, said in zip(told["goals"], at(told["missing"])):  # the sum for all meets each
        p = said["probability"]
        assert p["high"] >= goal["confidence"] and p["mean"] >= goal["confidence"] - 0.03, (name, p)
    below = at(told["low"] / 2)[told["goal_number"] - 1]["probability"]
    assert below["mean"] < told["confidence"], (name, below)
    return f"{told['missing'] / major:.3g} {told['currency']} missing"


for name in SMALL:
    print(f"{name}: {holds(name, 40 if name.startswith('german') else 200)}")
said = solatium("breakeven", os.path.join(ROOT, "scenarios", "joint-fund-2019.yaml"), "--missing", "--goal", "50%", wanted=2)
assert "--missing stands alone" in said, said

# Of two goals each has its own sum, and the larger one meets both; where none meets one, none meets both.
SMALL_FUND = os.path.join(ROOT, "tests", "golden", "small.yaml")
for more, number in (([], 1), (["--set", "timeliness.1.goal=100%", "--set", "timeliness.1.paid=100%"], 2)):
    words = ("breakeven", SMALL_FUND, "--missing", "--trials", "100", "--quiet", *more)
    told = json.loads(solatium(*words, "--format", "json"))
    page = " ".join(solatium(*words).split())
    assert len(told["goals"]) == 2 and told["goal_number"] == number, told
    assert "Goal 1, that 50% of those living at start are paid in full" in page and "Goal 2, that" in page, page
    if told["found"]:
        assert told["missing"] == max(g["missing"] for g in told["goals"]) > 0 and told["meets_all"], told
        assert re.search("Missing for all 2 goals, each with its own confidence: [0-9.]+(m|bn) KRW in the fund on 2020-01-01 .*, as goal 1 needs it", page), page
    else:
        assert told["missing"] is None and "No sum meets all 2 goals: goal 2 is met by none" in page, (told, page)
    table = csv.DictReader(solatium(*words, "--format", "csv", "--table", "missing").splitlines())
    assert [row["number"] for row in table] == ["1", "2"]
made = os.path.join(FOLDER, "made.md")
solatium("report", SMALL_FUND, "--trials", "100", "--quiet", "-o", made)
with open(made, encoding="utf-8") as file:
    assert re.search("Missing for all 2 goals, each with its own confidence(.|\n)*- Goal 2, that 75% of those it counts", file.read())
picture = os.path.join(FOLDER, "missing.svg")  # refused before a search that would not end today
said = solatium("breakeven", os.path.join(ROOT, "scenarios", "joint-fund-2019.yaml"), "--missing", "--trials", "1000000000", "-o", picture, wanted=2)
assert "one sum is none" in said and not os.path.exists(picture), said

# Money alone is missing, and the sum is known: 50m are claimed, 20m are there. Where all are asked for, all are spoken of.
ALL = written(FOLDER, "all.yaml", """solatium: 1
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
