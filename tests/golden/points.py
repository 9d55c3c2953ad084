"""A point of a comparison is what `run --set` of its value says: for levers of each kind, from the terms of claims to the days of a step.

Points share what they can of each other's futures; what a lever moves and the sharing does not know of would show here.
"""
import json
import os
import sys

from program import solatium

ROOT = os.path.abspath(sys.argv[2])
SCENARIO = os.path.join(ROOT, "tests", "golden", "points.yaml")
LEVERS = {
    "claimants.groups.A.accepts.taken.probability": "10%,90%", "claimants.groups.A.accepts.taken.after": "3mo,24mo",
    "claimants.groups.A.accepts.after": "1mo,12mo", "payments.lag": "0d,200d", "payments.limit.amount": "300m,900m",
    "fund.costs.share_of_payments": "0%,10%", "fund.return": "0%/y,6%/y", "other_sources.S.share": "0%,100%",
    "other_sources.G.target": "500m,1500m", "other_sources.G.cap": "100m,700m", "allocation.0.until": "2026-01-01,2028-01-01",
    "allocation.1.from": "2026-01-01,2028-01-01", "administration.capacity": "2, 10", "participation.JP": "0%,100%",
}
FIGURES = ["people.share_in_time", "people.died_waiting", "timeline.died_waiting@end", "died-waiting", "people.declined", "money.deposited",
           "money.paid", "money.returned", "money.costs", "money.left"]
SAME = {"timeline.died_waiting@end": "people.died_waiting", "died-waiting": "people.died_waiting"}
HOW = ["--trials", "200", "--threads", "1", "--quiet", "--format", "json"]


def figure(result, key):
    for name in SAME.get(key, key).split("."):
        result = result[name]
    return result["mean"]


moved = 0
for lever, values in LEVERS.items():
    asked = [word for key in FIGURES for word in ("--outcome", key)]
    points = json.loads(solatium("compare", SCENARIO, "--vary", f"{lever}={values}", *asked, *HOW))["points"]
    told = []
    for point in points:
        result = json.loads(solatium("run", SCENARIO, "--set", f"{lever}={point['set'][lever]}", *HOW))
        said = [point["outcomes"][key]["value"]["mean"] for key in FIGURES]
        for key, value in zip(FIGURES, said, strict=True):
            wanted = figure(result, key)
            assert abs(value - wanted) <= 1e-9 * max(1, abs(wanted)), (lever, point["set"], key, value, wanted)
        told.append(said)
    moved += told[0] != told[-1]
assert moved == len(LEVERS), "every lever moves something"
print(f"points of {len(LEVERS)} levers are what runs say")
