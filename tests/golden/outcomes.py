"""
Every figure of a result is an outcome by its key: what stands in the JSON of `run` at a point is what `compare --outcome` tells of that point, for all
figures that there are; its difference is that of the means; `solatium outcomes` has words for each.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
SCENARIO = os.path.join(ROOT, "scenarios", "joint-fund-2019.yaml")
LEVER, VALUES = "participation.JP", ("0%", "60%")
TRIALS = "60"


def solatium(*words, wanted=0):
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == wanted, (words, done.returncode, done.stderr)
    return done.stdout if wanted == 0 else done.stderr


def quoted(name):
    return '"' + name.replace('"', '""') + '"' if re.search(r'[.="\[ ]', name) else name


def kind_of(value):
    """What a part of a result is, if it is a figure."""
    if not isinstance(value, dict):
        return None
    keys = set(value)
    if {"mean", "p05"} <= keys:
        return "estimate"
    if {"mean", "low"} <= keys:
        return "proportion"
    if keys == {"mean", "se"}:
        return "expected"
    return "date" if keys == {"date", "never"} else None


def figures(value, path=(), day=None):
    """The keys of all figures, with their values."""
    if kind_of(value):
        yield ".".join(path) + (f"@{day}" if day else ""), value
        if kind_of(value) == "date":
            yield from figures(value["never"], (*path, "never"), day)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from figures(part, (*path, key), day)
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            if not isinstance(item, dict) or path[-1] in ("assumptions", "share_in_time", "received", "owed"):
                continue
            when = item.get("date") or (item.get("from") if path[-1] == "deaths" else None)
            name = str(item.get("name") or item.get("country") or (item["from"] if "from" in item and not when else number))
            yield from figures(item, path if when else (*path, quoted(name)), when)


def same_value(told, value):
    kind = kind_of(value)
    if kind == "date":
        told = dict(told)
        never = told.pop("never")
        return told == value["date"] and never == value["never"]
    return all(told[key] == value[key] for key in told)


def mean_of(value):
    return value["mean"] if isinstance(value, dict) and "mean" in value else None


def every_figure():
    single = {v: json.loads(solatium("run", SCENARIO, "--trials", TRIALS, "--set", f"{LEVER}={v}", "--format", "json")) for v in VALUES}
    told = {v: dict(figures(single[v])) for v in VALUES}
    keys = sorted(set(told[VALUES[0]]) & set(told[VALUES[1]]))
    keys = [key for key in keys if "ceiling_of_the_rules" not in key]  # found for a plan by itself alone
    assert len(keys) > 400, len(keys)
    asked = [word for key in keys for word in ("--outcome", key)]
    points = json.loads(solatium("compare", SCENARIO, "--vary", f"{LEVER}={','.join(VALUES)}", "--trials", TRIALS, "--format", "json", *asked))["points"]
    for v, point in zip(VALUES, points):
        for key in keys:
            outcome = point["outcomes"][key]
            assert same_value(outcome["value"], told[v][key]), (v, key, outcome["value"], told[v][key])
            apart = outcome["difference"]
            if "distinguishable" not in apart or kind_of(told[v][key]) == "expected":
                continue
            was, now = mean_of(told[VALUES[0]][key]), mean_of(told[v][key])
            if apart["mean"] is not None and None not in (was, now):
                size = max(abs(was), abs(now), 1e-9)
                assert abs(apart["mean"] - (now - was)) <= 1e-9 * size or told[v][key].get("se") != told[v][key].get("se") or "share" in key, (v, key, apart, now - was)
    return keys


def words_for_each(keys):
    rows = json.loads(solatium("outcomes", "--format", "json"))["outcomes"]
    patterns = [re.compile(re.sub(r"\\?[A-Z]{3,}", r'(?:"[^"]*"|[^.@]+)', re.escape(row["key"])) + "$") for row in rows]
    without = [key for key in keys if not any(p.match(key) for p in patterns)]
    assert not without, without
    for row in rows:
        if row["short"]:
            solatium("compare", SCENARIO, "--vary", f"{LEVER}=0%", "--trials", "2", "--outcome", row["short"])


def between_pay_dates():
    def of(day, key):
        points = json.loads(solatium("compare", SCENARIO, "--vary", f"{LEVER}=0%", "--trials", TRIALS, "--format", "json", "--outcome", f"timeline.{key}@{day}"))
        return points["points"][0]["outcomes"][f"timeline.{key}@{day}"]["value"]["mean"]
    first, middle, after = of("2022-01-01", "living"), of("2022-02-15", "living"), of("2022-04-01", "living")
    assert abs(middle - (first + (after - first) / 2)) < 1e-9 and first > after, (first, middle, after)
    assert of("2022-01-01", "paid") == of("2022-03-31", "paid") < of("2022-04-01", "paid")


def by_number():
    """An item of a list goes by its place too."""
    points = json.loads(solatium("compare", SCENARIO, "--vary", f"{LEVER}=0%", "--trials", TRIALS, "--format", "json", "--outcome", "groups.1.paid", "--outcome", "goals.1.probability", "--outcome", "goal"))
    told = points["points"][0]["outcomes"]
    group = json.loads(solatium("run", SCENARIO, "--trials", TRIALS, "--set", f"{LEVER}=0%", "--format", "json"))["groups"][0]
    assert told["groups.1.paid"]["value"] == group["paid"] and told["goals.1.probability"]["value"] == told["goal"]["value"]
    said = solatium("compare", SCENARIO, "--vary", f"{LEVER}=0%", "--trials", "100001", "--outcome", "owed", wanted=3)
    assert "error[S911]" in said, said


def refused():
    for key, says in (("owd", "did you mean `owed`?"), ("people", "it stands for several figures"), ("timeline.paid", "it is of many days"),
                      ("timeline.paid@2022-13-01", "there is no day behind its @"), ("timeline.paid@1999-01-01", "outside of the scenario's time"),
                      ("money.owed@2022-01-01", "it is of no day"), ("groups.X.paid", "there is no `X` in `groups`"), ("scenario.title", "it is no figure"),
                      ('groups."X.paid', "a quote is not closed"), ("people.share_in_tim", "did you mean `share_in_time`?")):
        said = solatium("compare", SCENARIO, "--vary", f"{LEVER}=0%", "--trials", "2", "--outcome", key, wanted=3)
        assert "error[S907]" in said and says in said, (key, said)
    other = os.path.join(tempfile.mkdtemp(), "other.yaml")
    with open(SCENARIO, encoding="utf-8") as scenario, open(other, "w", encoding="utf-8") as out:
        out.write(scenario.read().replace("POSCO", "Another"))
    said = solatium("compare", SCENARIO, other, "--trials", "2", "--outcome", "money.by_source.POSCO.received", wanted=3)
    assert "other.yaml" in said and "joint-fund-2019.yaml:" not in said, said


keys = every_figure()
words_for_each(keys)
between_pay_dates()
by_number()
refused()
print(f"{len(keys)} figures are outcomes")
