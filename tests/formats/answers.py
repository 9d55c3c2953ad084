"""
In the JSON result of every shipped scenario, figures of the same meaning agree: who is wholly paid, by when, what is unpaid on the goal's day
and at the end, who dies waiting in which month, how figures lie. And scenarios/README.md tells what each of them means.
"""
import datetime
import json
import os
import pathlib
import re
import sys

from readers import call

PROGRAM, ROOT = map(os.path.abspath, sys.argv[1:3])
SHARES = ("25%", "50%", "75%", "90%", "100%")
PARTS = ("mean", "p05", "p50", "p95")
NEWER = ("wholly_paid", "reach", "nothing_comes", "unpaid", "deaths", "distribution")
seen = {"by end": 0, "no estates": 0, "before the end": 0, "never": 0, "everyone": 0, "deposits": 0}


def near(a, b):
    return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))


def day(text):
    return datetime.date.fromisoformat(text)


def wholly_paid(r):
    w, people = r["wholly_paid"], r["people"]
    for by in ("by_goal", "by_end"):
        parts = [w[of][by]["count"]["mean"] for of in ("living", "estates", "all")]
        assert near(parts[0] + parts[1], parts[2]), ("all are the living and the estates", by, parts)
    for of, line in w.items():
        for figure in ("count", "share"):
            if line["by_goal"][figure]["mean"] is not None:
                assert all(line["by_goal"][figure][p] <= line["by_end"][figure][p] for p in PARTS), ("who is paid stays paid", of)
        shares = line["by_goal"]["share"]
        assert (shares["mean"] is None) == (line["everyone"]["mean"] is None), of
        if shares["mean"] is not None:
            everyone = line["everyone"]["mean"]
            assert everyone <= shares["mean"] + 1e-12 and (everyone < 1 or shares["mean"] == 1), (of, line)
    assert people["in_time"]["mean"] <= w["all"]["by_goal"]["count"]["mean"] + 1e-9, "who is in time is wholly paid by the goal's day"
    assert people["in_time"]["mean"] + people["late"]["mean"] <= w["all"]["by_end"]["count"]["mean"] + 1e-9, "and who is late, by the end"
    if r["simulation"]["estates"] == 0:
        seen["no estates"] += 1
        assert w["all"] == w["living"] and w["estates"]["by_end"]["share"]["mean"] is None, "there are no others"


def reach(r, goal):
    ranks = {"p05": 0.05, "p50": 0.5, "p95": 0.95, "at_confidence": goal["confidence"]}
    days = {row["date"] for row in r["timeline"]}
    for of, lines in r["reach"].items():
        assert tuple(lines) == SHARES
        before = None
        for share, line in lines.items():
            never = line["never"]["mean"]
            if never is None:
                assert not any(line["date"].values()), (of, share)
                continue
            for q, rank in ranks.items():
                value = line["date"][q]
                assert value is None or value in days, (of, share, q, "is a pay date")
                assert (value is None) == (1 - never < rank - 1e-9), (of, share, q, value, never)
                assert not before or (value or "9") >= (before["date"][q] or "9"), (of, share, q, "more of them take longer")
            assert not before or before["never"]["mean"] <= never
            before = line
    whole, all_of_them = r["wholly_paid"]["all"], r["reach"]["all"]["100%"]
    never, by_end = all_of_them["never"]["mean"], whole["by_end"]["share"]
    if never is not None:
        assert (never == 0) == (by_end["mean"] == 1), ("everyone is reached if and only if all are paid by the end", never, by_end)
        assert never < 1 or by_end["p95"] < 1
        assert (never <= 0.95) == (by_end["p95"] == 1), ("p95", never, by_end)
        assert 1 - never >= whole["everyone"]["mean"] - 1e-12, "by the goal's day is by the end"
        if max(days) <= goal["by"]:
            assert near(1 - never, whole["everyone"]["mean"])
        seen["never"] += 0 < never
        seen["everyone"] += never < 1
    if r["simulation"]["estates"] == 0:
        for share in SHARES:
            assert r["reach"]["all"][share]["never"]["mean"] <= r["reach"]["living"][share]["never"]["mean"], "in life is one way of all"


def unpaid(r, goal):
    u = r["unpaid"]
    assert u["at"] == goal["by"]
    for parts in (("living", "estates"), ("in_queue", "for_an_answer", "for_money")):
        assert near(u["all"]["mean"], sum(u[p]["mean"] for p in parts)), parts
    for of in ("living", "estates", "all"):
        assert u[of]["p50"] <= u[of]["at_confidence"], of
        assert (u[of]["at_confidence"] <= u[of]["p95"]) or goal["confidence"] > 0.95, of
    if u["at"] == r["scenario"]["end"]:
        seen["by end"] += 1
        owed = r["money"]["owed"]
        assert all(near(owed[p], u["all"][p]) for p in owed), ("on the last day it is money.owed", owed, u["all"])
    else:
        seen["before the end"] += 1
    paid = [row["paid"] for row in r["timeline"] if row["date"] <= u["at"]]
    assert (r["nothing_comes"]["mean"] == 1) == (not paid or paid[-1]["mean"] == 0), "nothing comes"
    if paid:
        assert (r["nothing_comes"]["mean"] >= 0.05) == (paid[-1]["p05"] == 0), ("p05", r["nothing_comes"], paid[-1])


def deaths(r, goal):
    rows, total, next_day = r["deaths"], 0, day(r["scenario"]["start"])
    for row in rows:
        assert day(row["from"]) == next_day and row["from"][:7] == row["to"][:7], "month after month"
        next_day = day(row["to"]) + datetime.timedelta(1)
        total += row["waiting"]["mean"]
        assert row["waiting"]["mean"] >= 0 and near(total, row["cumulative"]["mean"]), row
        assert row["waiting"]["se"] is not None
    assert rows[-1]["to"] == r["scenario"]["end"]
    assert near(r["people"]["died_waiting"]["mean"], rows[-1]["cumulative"]["mean"]), "who died waiting is one figure"
    for at in r["timeline"]:
        k = next(i for i, row in enumerate(rows) if row["from"] <= at["date"] <= row["to"])
        died, before = at["died_waiting"]["mean"], rows[k - 1]["cumulative"]["mean"] if k > 0 else 0
        assert died <= rows[k]["cumulative"]["mean"] + 1e-9, at["date"]
        assert before - 1e-9 <= died, (at["date"], before, died)
        if at["date"] == rows[k]["to"]:
            assert near(died, rows[k]["cumulative"]["mean"])


def money(r):
    m = {k: v["mean"] for k, v in r["money"].items() if isinstance(v, dict)}
    seen["deposits"] += m.get("deposited", 0) > 0
    out = m["paid"] + m.get("deposited", 0) + m["costs"] + m["returned"] + m["left"]
    assert near(m["opening"] + m["received"] + m["return"], out), ("what came in went out or is left", m)


def distribution(r, goal):
    means = {"share_in_time": r["people"]["share_in_time"]["mean"], "received": r["money"]["received"]["mean"], "owed": r["money"]["owed"]["mean"]}
    for name, bins in r["distribution"].items():
        count = sum(b["count"] for b in bins)
        wanted = r["simulation"]["trials"] * (goal["counted"] if name == "share_in_time" else 1)
        assert near(count, wanted), (name, count, wanted)
        assert 0 < len(bins) <= 40 and all(a["to"] == b["from"] for a, b in zip(bins, bins[1:])), name
        low, high = (sum(b["count"] * b[end] for b in bins) / count for end in ("from", "to"))
        slack = 1e-9 * max(1, abs(means[name]))
        assert low - slack <= means[name] <= high + slack, (name, low, means[name], high)


def keys_of(value, path=""):
    """Paths to figures: an estimate or a date is one; shares and the items of a list are written once."""
    if isinstance(value, dict) and not ({"mean", "p50"} & set(value)):
        return {p for key, v in value.items() for p in keys_of(v, f"{path}.{'N%' if key in SHARES else key}" if path else key)}
    if isinstance(value, list):
        return {p for v in value[:1] for p in keys_of(v, path + "[]")}
    return {path}


def check_page(r):
    page = pathlib.Path(ROOT, "scenarios", "README.md").read_text(encoding="utf-8")
    section = re.search(r"^## The result as JSON\n.*?^\| figure \|(.*?)^## ", page, re.S | re.M)
    assert section, "scenarios/README.md says nothing of the result"
    told = set()
    for row in re.findall(r"^\| ((?:`[^`]+`(?:, )?)+) \|", section[1], re.M):
        told |= set(re.findall(r"`([^`]+)`", row))
    known = {p for key in NEWER for p in keys_of(r[key], key)}
    origins = r"\b(living|estates|all)\b"
    known = {re.sub(origins, "OF", p) for p in known}
    assert told == known, ("told but not there", sorted(told - known), "there but not told", sorted(known - told))


def hold(scenario, trials, *more):
    r = json.loads(call(PROGRAM, "run", scenario, "--trials", trials, "--seed", "3", "--format", "json", "--quiet", *more).stdout)
    goal = r["goals"][0] if "goals" in r else r["verdict"]
    try:
        wholly_paid(r)
        reach(r, goal)
        unpaid(r, goal)
        deaths(r, goal)
        money(r)
        distribution(r, goal)
    except AssertionError as fault:
        raise AssertionError(f"{scenario.name} {' '.join(more)}: {fault}") from fault
    return r


scenarios = sorted(pathlib.Path(ROOT, "scenarios").glob("*.yaml"))
assert len(scenarios) >= 9
for scenario in scenarios:
    trials = "20" if "german" in scenario.name else "200"
    r = hold(scenario, trials)
    goals = r.get("goals") or [r["verdict"]]
    if goals and trials == "200" and goals[0]["by"] < r["scenario"]["end"]:
        key = "timeliness.0.by" if len(goals) > 1 else "timeliness.by"
        hold(scenario, trials, "--set", f"{key}={r['scenario']['end']}")
check_page(r)
assert all(seen.values()), seen
