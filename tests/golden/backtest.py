"""
Scenarios held against what happened: bands are those of the run, known rows are scored nowhere, the naive forecast goes on from the last two of them,
and what is wrong with a row stands at its place. The scores of the shipped scenario are kept: a fall is a finding.
"""
import json
import os
import sys
import tempfile

from program import solatium, written

ROOT = os.path.abspath(sys.argv[2])
FOLDER = tempfile.mkdtemp()
SHIPPED = os.path.join(ROOT, "scenarios", "registered-victims.yaml")
HEAD = """solatium: 1
title: Ten
start: 2025-01-01
end: 2030-01-01
currency: KRW
fund: {opening: 100m KRW}
mortality: {country: KOR}
payments: {first: 2025-07-01, every: half-year}
claimants:
  groups:
    - {name: All, count: 40, sex: female, age: 90, claim: 50m KRW}
observed:
"""


def observing(name, *rows):
    return written(FOLDER, name, HEAD + "".join(f"  - {{{row}}}\n" for row in rows))


def close(a, b):
    return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))


ROWS = ("figure: timeline.living, date: 2023-01-01, value: 60", "figure: timeline.living, date: 2024-01-01, value: 50, source: a count",
        "figure: timeline.living, date: 2026-07-01, value: 33", "figure: timeline.paid, date: 2025-07-01, value: 100m KRW, tolerance: 1%",
        "figure: owed, value: 2bn KRW", "figure: reach.all.100%, value: 2029-01-01")
path = observing("ten.yaml", *ROWS)
told = json.loads(solatium("backtest", path, "--trials", "400", "--seed", "5", "--format", "json"))
run = json.loads(solatium("run", path, "--trials", "400", "--seed", "5", "--format", "json"))
rows = told["scenarios"][0]["observed"]
assert [row["known"] for row in rows] == [True, True, False, False, False, False]
assert told["scored"] == 4 and told["inside_90"]["low"] is None, "one scenario has no interval"
at = {row["date"]: row for row in run["timeline"]}
for row, figure in ((rows[2], at["2026-07-01"]["living"]), (rows[3], at["2025-07-01"]["paid"]), (rows[4], run["money"]["owed"])):
    for key in ("mean", "p05", "p95"):
        assert close(row[key], figure[key]), (row, figure)
days = 366 + 365 + 181  # from 2024-01-01 to 2026-07-01
assert close(rows[2]["naive"], 50 * (50 / 60) ** (days / 365)) and close(rows[2]["naive_crps"], abs(rows[2]["naive"] - 33))
assert rows[3]["inside_50"] and rows[3]["crps"] == 0 and rows[3]["pit"] == 0.5 and rows[3]["naive"] is None, "all futures pay the same on that day"
assert not rows[4]["inside_90"] and rows[4]["pit"] == 1 and rows[5]["mean"] is None and rows[5]["p95"] == "never" and rows[5]["crps"] is None
text = solatium("backtest", path, "--trials", "400", "--seed", "5")
assert "of 4 published figures" in text and "one scenario cannot tell" in text and "a count" not in text

several = json.loads(solatium("backtest", path, SHIPPED, "--trials", "200", "--format", "json"))
assert several["scored"] == 4 + 7 and 0 <= several["inside_90"]["low"] <= several["inside_90"]["share"] <= several["inside_90"]["high"] <= 1
assert close(several["error"], sum(s["error"] for s in several["scenarios"]) / 2)

# What is observed moves no future.
bare = observing("bare.yaml", ROWS[0])
assert json.loads(solatium("run", bare, "--trials", "50", "--format", "json"))["people"] == json.loads(solatium("run", path, "--trials", "50", "--format", "json"))["people"]

# Living before the first pay date: on the way from all at start.
early = json.loads(solatium("backtest", observing("early.yaml", "figure: timeline.living, date: 2025-04-01, value: 39"), "--trials", "400", "--seed", "5", "--format", "json"))
part = 90 / 181
assert close(early["scenarios"][0]["observed"][0]["mean"], (1 - part) * 40 + part * at["2025-07-01"]["living"]["mean"])

for row, said in (("figure: timeline.livin, date: 2026-01-01, value: 5", "did you mean `living`?"), ("figure: timeline.living, value: 5", "it is of many days"),
                  ("figure: timeline.living, date: 2026-01-01, value: 5m KRW", "cannot be held against"), ("figure: verdict.probability, value: 50%", "no future tells"),
                  ("figure: timeline.living, date: 2026-01-01, value: -3", "cannot be less than nothing"),
                  ("figure: timeline.paid, date: 2025-02-01, value: 5m KRW", "there is nothing up to that day"), ("value: 5", "`figure` is missing"),
                  ("figure: timeline.living, date: 2031-01-01, value: 5", "`timeline.living` on 2031-01-01 is no figure that can be observed: that day is outside of the scenario's time"),
                  ("figure: timeline.living, date: 2026-01-01, value: 41", "`timeline.living` cannot be 41: the scenario has 40 claimants"),
                  ("figure: people.living, date: 2026-01-01, value: 5", "there is no"), ("figure: owed, date: 2026-01-01, value: 5m KRW", "leave out `date:`"),
                  ("figure: timeline.paid, value: 5m KRW", "as in `date: 2027-12-31`"),
                  ("figure: reach.all.100%, value: sometime", "cannot be held against"), ("figure: owed, value: never", "cannot be held against")):
    said_of_it = solatium("backtest", observing("wrong.yaml", row), "--trials", "20", wanted=3)
    assert said in said_of_it and "wrong.yaml:13:" in said_of_it and "@" not in said_of_it, said_of_it

# One figure of one day has one value, whatever it is called; an earlier day is known, and any number of them may be.
for row, said, command in (("figure: timeline.living, date: 2026-07-01, value: 30", "`timeline.living` is observed twice on the same day", "check"),
                           ("figure: owed, value: 1bn KRW", "`owed` is observed twice", "check"), ("figure: money.owed, value: 1bn KRW", "`money.owed` is observed twice, as `owed` too", "backtest")):
    told = solatium(command, observing("twice.yaml", *ROWS, row), wanted=3)
    assert said in told and "twice.yaml:19:" in told and "leave one out" in told, told
solatium("check", observing("once.yaml", *ROWS, "figure: timeline.living, date: 2027-07-01, value: 30"))

# A date may never come: that ranks after every day.
for opening, inside in (("0 KRW", True), ("9bn KRW", False)):
    told = json.loads(solatium("backtest", observing("never.yaml", "figure: reach.all.100%, value: never, tolerance: 5%"), "--trials", "40", "--format", "json", "--set", f"fund.opening={opening}"))
    row = told["scenarios"][0]["observed"][0]
    assert row["published"] == "never" and row["inside_90"] == inside and row["pit"] == (0.5 if inside else 1) and row["crps"] is None, row

# A scenario that observes nothing is listed; the scores are those of the others, and each row of a data file names its scenario.
without = os.path.join(ROOT, "scenarios", "kuwait-rounds.yaml")
two, three = (json.loads(solatium("backtest", *files, "--trials", "100", "--format", "json")) for files in ((path, SHIPPED), (path, without, SHIPPED)))
assert [len(s["observed"]) for s in three["scenarios"]] == [6, 0, 10] and all(two[key] == three[key] for key in ("scored", "inside_50", "inside_90", "error")), three
assert "it has no `observed:`" in " ".join(solatium("backtest", path, without, "--trials", "20").split())
table = solatium("backtest", path, without, SHIPPED, "--trials", "20", "--format", "csv", "--table", "observed_3").splitlines()
assert table[0].endswith(",scenario") and all(line.endswith(",The whole register of survivors") for line in table[1:]), table[:2]
assert "none of the scenarios says anything" in solatium("backtest", without, without, wanted=3)
assert "Not here for want of width: PIT" in solatium("backtest", path, "--trials", "20")
assert "says nothing of what happened" in solatium("backtest", os.path.join(ROOT, "scenarios", "kuwait-rounds.yaml"), wanted=3)

score = json.loads(solatium("backtest", SHIPPED, "--format", "json"))
living = score["scenarios"][0]
assert living["scored"] == 7 and living["error"] < 0.04 and living["compared_error"] < 0.15 * living["naive_error"], living["error"]
assert [row["inside_90"] for row in living["observed"] if row["scored"]] == [False] + [True] * 6, living
third = json.loads(solatium("backtest", os.path.join(ROOT, "scenarios", "third-party-2023.yaml"), "--format", "json"))["scenarios"][0]["observed"]
missed = [(row["figure"], row["date"]) for row in third if not row["inside_90"]]
assert len(third) == 9 and missed == [("timeline.paid_in_full", "2023-04-14"), ("timeline.paid_in_full", "2023-05-26")], missed
print(f"registered victims: CRPS {living['error']:.3f} of the counts, naive {living['naive_error']:.3f}; {score['inside_90']['share'] * 7:.0f} of 7 inside 5-95 %")
