"""
Every figure of a result is an outcome by its key: what stands in the JSON of `run` at a point is what `compare --outcome` tells of that point, for all
figures that there are; its difference is that of the means; `solatium outcomes` has words for each. A tornado and the price of delay are of any of them.
"""
import csv
import datetime
import json
import os
import re
import sys
import tempfile

from program import solatium

ROOT = os.path.abspath(sys.argv[2])
SCENARIO = os.path.join(ROOT, "scenarios", "joint-fund-2019.yaml")
LEVER, VALUES = "participation.JP", ("0%", "60%")
TRIALS = "60"


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


def run_with(*settings):
    sets = [word for setting in settings for word in ("--set", setting)]
    return dict(figures(json.loads(solatium("run", SCENARIO, "--trials", TRIALS, "--format", "json", *sets))))


def days_between(was, now):
    if was is None or now is None:
        return None
    return (datetime.date.fromisoformat(now) - datetime.date.fromisoformat(was)).days


# One of each kind, and of each unit: with the unit that a tornado tells.
OF_EACH_KIND = (("people.share_of_all_living", "nobody-left-out", "share"), ("verdict.probability", "goal", "share"), ("money.owed", "owed", "KRW"),
                ("people.nothing", "people.nothing", "people"), ("reach.all.50%", "reach.all.50%", "days"), ("nothing_comes", "nothing_comes", "share"),
                ("money.by_country.KR.joined", "money.by_country.KR.joined", "firms"), ("reach.living.25%.never", "reach.living.25%.never", "share"))


def tornado_of_each_kind():
    """What an end of a tornado moves is the difference of two single runs, whatever the outcome."""
    base, single = run_with(), {}
    for key, name, unit in OF_EACH_KIND:
        t = json.loads(solatium("compare", SCENARIO, "--tornado", "--outcome", name, "--trials", TRIALS, "--format", "json"))
        assert (t["outcome"], t["unit"]) == (name, unit) and t["rows"], (name, t["outcome"], t["unit"])
        assert same_value(t["value"], base[key]), (name, t["value"], base[key])
        for row in t["rows"][:3] + t["rows"][-1:]:
            for end in (row["low"], row["high"]):
                if "fault" in end or "difference" not in end:
                    continue
                setting = f'{row["key"]}={end["value"]}'
                single[setting] = single.get(setting) or run_with(setting)
                now, was = single[setting][key], base[key]
                if unit == "days":
                    told = days_between(was["date"]["p50"], now["date"]["p50"])
                    expected = told if told is not None else 0 if was["date"]["p50"] == now["date"]["p50"] else None
                    assert end["difference"]["median_days"] == expected, (name, setting, end, was, now)
                    assert ("becomes" in end["difference"]) == (expected is None), (name, setting, end)
                else:
                    size = max(abs(was["mean"]), abs(now["mean"]), 1e-9)
                    assert abs(end["difference"]["mean"] - (now["mean"] - was["mean"])) <= 1e-9 * size, (name, setting, end, was, now)
        csv = solatium("compare", SCENARIO, "--tornado", "--outcome", name, "--trials", TRIALS, "--format", "csv", "--table", "tornado").splitlines()
        assert f",{name},{unit}," in csv[1], csv[:2]
        page = " ".join(solatium("compare", SCENARIO, "--tornado", "--outcome", name, "--trials", TRIALS).split())
        assert f"Ranked by {name}" in page and (unit in page or "%" in page), page[:900]


def delay_of_each_kind():
    base = run_with()
    for key, name, unit in OF_EACH_KIND:
        d = json.loads(solatium("compare", SCENARIO, "--delay", "0mo:12mo:12mo", "--outcome", name, "--trials", TRIALS, "--format", "json"))
        first, last = (p["outcomes"][name] for p in d["points"])
        assert same_value(first["value"], base[key]), (name, first)
        if unit == "days":
            assert last["difference"]["median_days"] == days_between(first["value"]["p50"], last["value"]["p50"]), last
        else:
            assert abs(last["difference"]["mean"] - (last["value"]["mean"] - first["value"]["mean"])) <= 1e-9 * max(1, abs(first["value"]["mean"])), last
        page = " ".join(solatium("compare", SCENARIO, "--delay", "0mo:12mo:12mo", "--outcome", name, "--trials", TRIALS).split())
        assert f"{name}" in page.split("Outcomes")[0] and f"{name}" in page.split("Outcomes")[1], page


def unmoved():
    """An outcome that no value moves is said to be so, and which others are moved; what nobody asked for gives way to one that is."""
    poor = ("--set", "fund.opening=0", "--set", "participation.KR=0%", "--set", "participation.JP.base=0%", "--set", "participation.JP.after.talks=0%")
    for study in ([], ["--outcome", "nobody-left-out"]):
        words = ("compare", SCENARIO, "--tornado", *study, "--trials", TRIALS, *poor)
        t, page = json.loads(solatium(*words, "--format", "json")), " ".join(solatium(*words).split())
        if study:
            assert not t["moved"] and not t["rows"] and "owed" in t["others"], t
            assert "No value moves nobody-left-out at all. What some value moves:" in page and "owed" in page, page
        else:
            assert t["moved"] and t["rows"] and t["instead_of"] == "nobody-left-out" and t["outcome"] != "nobody-left-out", t
            assert "No value moves nobody-left-out beyond chance; what follows is of another outcome." in page, page
    for study in (["--tornado"], ["--delay", "0mo:12mo:12mo"]):
        said = solatium("compare", SCENARIO, *study, "--outcome", "owed", "--outcome", "paid", wanted=2)
        assert "error[U121]" in said and "is of one outcome" in said, said
        said = solatium("compare", SCENARIO, *study, "--outcome", "owd", "--trials", "2", wanted=3)
        assert "error[S907]" in said and "did you mean `owed`?" in said, said


def nobody_is_left_out_for_advice():
    """Who refuses, has fewer people, or takes from their claims, does not help: such an end is told, and is never the first."""
    t = json.loads(solatium("compare", SCENARIO, "--tornado", "--outcome", "owed", "--trials", "200", "--format", "json"))
    claims = [row["low"] for row in t["rows"] if row["key"].endswith(".claim")]
    assert claims and all(end["does"] == "claims less" and end["claimed_less"] > 0 and end["left_out"] == 0 for end in claims), claims
    page = " ".join(solatium("compare", SCENARIO, "--tornado", "--outcome", "owed", "--trials", "200").split())
    assert "KRW less is claimed" in page and "or at which less is claimed" in page, page
    third = os.path.join(ROOT, "scenarios", "third-party-2023.yaml")
    for outcome in ("nobody-left-out", "in-time", "owed"):
        t = json.loads(solatium("compare", third, "--tornado", "--outcome", outcome, "--trials", "200", "--format", "json"))
        ends = {(row["key"], end): row[end] for row in t["rows"] for end in ("low", "high")}
        for (key, end), told in ends.items():
            if end == "low" and (key.endswith(".count") or key == "administration.approval") and told.get("left_out", 0) > 0:
                assert told["does"] in ("leaves out", "harms", "neither"), (outcome, key, told)
        assert any(told.get("does") == "leaves out" for told in ends.values()), (outcome, ends)
        assert t["rows"][0]["key"] not in ("administration.approval",), (outcome, t["rows"][0])


def spellings():
    """A short name is one word with a hyphen or an underscore, and of another day than the last; share and people are two figures with two names."""
    points = {name: json.loads(solatium("compare", SCENARIO, "--vary", f"{LEVER}=0%,60%", "--outcome", name, "--trials", TRIALS, "--format", "json"))["points"]
              for name in ("died-waiting", "died_waiting", "died-waiting@2021-01-01", "timeline.died_waiting@2021-01-01", "nobody_left_out", "nobody-left-out")}
    told = {name: [next(iter(p["outcomes"].values())) for p in list_of] for name, list_of in points.items()}
    assert told["died_waiting"] == told["died-waiting"] and told["nobody_left_out"] == told["nobody-left-out"]
    assert told["died-waiting@2021-01-01"] == told["timeline.died_waiting@2021-01-01"] != told["died-waiting"]
    table = csv.DictReader(solatium("compare", SCENARIO, "--vary", f"{LEVER}=0%,60%", "--outcome", "died_waiting", "--trials", TRIALS, "--format", "csv", "--table", "points").splitlines())
    for row, point in zip(table, points["died_waiting"], strict=True):
        assert abs(float(row["share_died_waiting"]) - point["share_died_waiting"]["mean"]) < 1e-9 and "died_waiting" not in row, row


keys = every_figure()
words_for_each(keys)
between_pay_dates()
by_number()
refused()
tornado_of_each_kind()
spellings()
delay_of_each_kind()
unmoved()
nobody_is_left_out_for_advice()
print(f"{len(keys)} figures are outcomes")
