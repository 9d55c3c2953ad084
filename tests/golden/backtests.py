"""
The scores of the shipped scenarios that are held against what happened: each row of the table in scenarios/backtests/README.md is what `backtest` says,
and its two sums are. A figure that moves out of its band is a finding, to be written there.
"""
import json
import os
import sys

from program import solatium

ROOT = os.path.abspath(sys.argv[2])
FOLDER = os.path.join(ROOT, "scenarios", "backtests")


def share(value):
    return "–" if value is None else f"{100 * value:.1f} %"


with open(os.path.join(FOLDER, "README.md"), encoding="utf-8") as page:
    text = page.read()
table = text.split("| scenario | figures |")[1].split("\n\n")[0].splitlines()[2:]
printed = {cells[0].split("`")[1]: cells for cells in ([cell.strip() for cell in line.strip("|").split("|")] for line in table)}
assert {name for name in printed if "/" not in name} == {name for name in os.listdir(FOLDER) if name.endswith(".yaml")}, sorted(printed)
counts = [0, 0, 0]
for name, cells in printed.items():
    told = json.loads(solatium("backtest", os.path.normpath(os.path.join(FOLDER, name)), "--format", "json"))
    one = told["scenarios"][0]
    scored = [row for row in one["observed"] if row["scored"]]
    row = [len(scored), sum(r["inside_50"] for r in scored), sum(r["inside_90"] for r in scored)]
    now = [*map(str, row), share(one["error"]), share(one["naive_error"])]
    assert cells[1:] == now, f"{name}: README.md says {cells[1:]}, `backtest` {now}"
    assert all(r["source"] for r in one["observed"]), f"{name}: a figure without a source"
    counts = [a + b for a, b in zip(counts, row)]
sums = f"{counts[1]} of {counts[0]} in the bands from 25 to 75 %, {counts[2]} of {counts[0]} in those from 5 to 95 %"
assert sums in " ".join(text.split()), sums
print(f"{len(printed)} scenarios: {sums}")
