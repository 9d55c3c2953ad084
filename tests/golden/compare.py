"""compare and breakeven at the command line: every format, wrong requests with a way out, files, interrupts."""
import csv
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unicodedata

program, root = sys.argv[1], pathlib.Path(sys.argv[2])
failures = []
small = "tests/golden/small.yaml"
few = ("--trials", "60")


def run(*arguments, columns="80", **more):
    return subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root,
                          env={**os.environ, "COLUMNS": columns}, timeout=240, **more)


def expect(truth, *what):
    if not truth:
        failures.append(" ".join(str(w) for w in what))


def status(wanted, *arguments, **more):
    done = run(*arguments, **more)
    expect(done.returncode == wanted, arguments, "ended with", done.returncode, "not", wanted, done.stderr.decode()[:600])
    return done


def answer(*arguments):
    return json.loads(status(0, *arguments, "--format", "json").stdout)


def rows(*arguments):
    return list(csv.DictReader(status(0, *arguments, "--format", "csv").stdout.decode().splitlines()))


def refused(wanted, said, *arguments):
    """A wrong request: nothing on standard output, the message and a way out on the other."""
    done = status(wanted, *arguments)
    text = done.stderr.decode()
    expect(not done.stdout, arguments, "wrote an answer")
    expect(said in text, arguments, "says", text[:400])
    expect("\n   = " in text or "^" in text or "(did you mean" in text, arguments, "shows no way out:", text[:400])


def cells(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def fits(*arguments, widths=(80, 120)):
    for width in widths:
        for line in status(0, *arguments, columns=str(width)).stdout.decode().splitlines():
            expect(cells(line) <= width, arguments, "at", width, "is too wide:", line)


def same_difference(a, b, what):
    expect(abs(a["mean"] - float(b[0])) < 1e-12 and abs(a["se"] - float(b[1])) < 1e-12, what, a, b)


def tornado():
    result = answer("compare", small, "--tornado", *few)
    keys = [row["key"] for row in result["rows"]]
    expect(result["outcome"] == "nobody-left-out" and result["unit"] == "share" and result["by"] == 0.1 and 0 < len(keys) <= 20, "tornado", keys)
    expect("participation.KR" in keys and "firms.포스코.pledge" in keys, "the tornado misses levers", keys)
    # An end that is better by leaving people out does not count for the order.
    size = [max(abs(row[end].get("difference", {"mean": 0})["mean"]) if row[end].get("does") != "leaves out" else 0 for end in ("low", "high"))
            for row in result["rows"]]
    expect(size == sorted(size, reverse=True), "the tornado is not ranked", size)
    table = rows("compare", small, "--tornado", *few, "--table", "tornado")
    expect([r["lever"] for r in table] == keys, "the CSV has other rows")
    for row, line in zip(result["rows"], table):
        expect((line["outcome"], line["unit"], line["words"]) == ("nobody-left-out", "share", row["words"]), "CSV", line)
        for end in ("low", "high"):
            if "difference" in row[end]:
                same_difference(row[end]["difference"], (line[end], line[end + "_se"]), row["key"])
    words = {row["key"]: row["words"] for row in result["rows"]}
    expect(words["firms.포스코.pledge"] == "pledge: 포스코" and words["participation.KR"] == "rate of joining: country KR", "words", words)
    pledge = result["rows"][keys.index("firms.포스코.pledge")]
    single = answer("compare", small, "--vary", "firms.포스코.pledge=4bn KRW,4.4bn KRW", "--outcome", "nobody-left-out", *few)
    expect(single["points"][1]["outcomes"]["nobody-left-out"]["difference"]["mean"] == pledge["high"]["difference"]["mean"],
           "a bar is not the difference of two runs")
    text = status(0, "compare", small, "--tornado", *few).stdout.decode()
    flat = " ".join(text.split())
    expect("Ranked by nobody-left-out (of all whom the first goal counts" in flat and "10% more helps (+" in flat, "the page", text)
    expect("firms." not in flat and "participation.KR" not in flat, "levers are not in words", text)
    wide = answer("compare", small, "--tornado", "--by", "50%", *few)
    rate = next(row for row in wide["rows"] if row["key"] == "participation.KR")
    expect(rate["low"]["value"] == "40%" and rate["high"]["value"] == "100%" and rate["high"]["limit"], "limits", rate)
    fits("compare", small, "--tornado", *few)
    expect("| lever |" in status(0, "compare", small, "--tornado", *few, "--format", "markdown").stdout.decode(), "no table")


# Every place that takes a distribution, a list or a table has one.
DISTRIBUTIONS = """solatium: 1
title: Distributions
currency: KRW
start: 2025-01-01
end: 2030-01-01
exchange: {JPY: 9.5}
mortality: {male: {law: gompertz, b: 1e-5, g: 0.1}, female: {law: gompertz, b: 1e-5, g: 0.1}, multiplier: {uniform: [0.9, 1.1]}}
events: {talks: {probability: {uniform: [20%, 40%]}, date: {uniform: [2026-01-01, 2027-01-01]}}}
participation: {KR: {uniform: [40%, 60%]}, JP: {base: {uniform: [0%, 10%]}, after: {talks: {uniform: [30%, 50%]}}}}
firms:
  - {name: F, country: KR, pledge: {uniform: [1bn KRW, 2bn KRW]}, joins: {uniform: [2025-03-01, 2026-03-01]}, participation: {uniform: [40%, 60%]}}
  - {name: G, country: JP, size: 5bn JPY, pledge: {of_size: {uniform: [1%, 2%]}}, pays: {instalments: 3, every: year}}
other_sources: [{name: State, kind: public, amount: {uniform: [100m KRW, 200m KRW]}, date: 2025-06-01, every: year, until: 2028-06-01}]
fund: {opening: 10m KRW, return: 1%/y, costs: {yearly: 1m KRW, share: 1%}}
claimants:
  groups:
    - {name: P, count: 9, living: 7, sex: {male: 40%}, age: {normal: [85, 3]}, claim: {lognormal: [100m KRW, 0.5]},
       accepts: {uniform: [80%, 100%]}, interest: [{rate: 5%/y, from: 2020-01-01}], eligible: 2025-01-01}
    - {name: Q, count: 3, sex: male, born: 1940-01-01, claim: {choice: {50m KRW: 0.5, 80m KRW: 0.5}},
       accepts: {probability: {uniform: [80%, 100%]}, after: {exponential: 6mo}}}
administration: {capacity: [{from: 2025-01-01, per_month: 4}], approval: {uniform: [80%, 100%]}}
payments: {first: 2025-07-01, every: half-year}
"""


def each_lever_once():
    """No two levers set the same: no key of the table of assumptions stands twice, or within another."""
    with tempfile.TemporaryDirectory() as name:
        every = pathlib.Path(name) / "distributions.yaml"
        every.write_text(DISTRIBUTIONS)
        for path in [every, root / small, *sorted((root / "scenarios").glob("*.yaml"))]:
            keys = [row["key"] for row in csv.DictReader(
                run("check", str(path), "--format", "csv", "--table", "assumptions").stdout.decode().splitlines())]
            expect(len(keys) > 15, path, "is not read:", run("check", str(path)).stderr.decode()[:600])
            expect(len(keys) == len(set(keys)), path, "names twice:", [k for k in set(keys) if keys.count(k) > 1])
            within = [(a, b) for a in keys for b in keys if b.startswith(a + ".")]
            expect(not within, path, "names a part beside the whole:", within)
        result = answer("compare", str(every), "--tornado", "--trials", "20")
        levers = [row["key"] for row in result["rows"]] + [row["key"] for row in result["left_out"]]
        expect(len(levers) == len(set(levers)) and "claimants.groups.P.claim" in levers, "the tornado", levers)


def delay():
    result = answer("compare", small, "--delay", "0mo:12mo:6mo", *few)
    points = result["points"]
    expect([p["delay"] for p in points] == ["0mo", "6mo", "12mo"] and points[2]["months"] == 12, "delays", points)
    expect(all(points[0]["differences"][m]["mean"] == 0 for m in points[0]["differences"]), "no delay moves something")
    expect(points[2]["differences"]["interest"]["mean"] > points[1]["differences"]["interest"]["mean"] > 0, "interest")
    expect(points[2]["differences"]["died_waiting"]["mean"] > 0 > points[2]["differences"]["share_in_time"]["mean"], "people")
    month = points[2]["a_month"]
    expect(abs(month["interest"] * 12 - points[2]["differences"]["interest"]["mean"]) < 1e-3, "a month", month)
    as_written = answer("run", small, *few)
    expect(points[0]["share_in_time"] == as_written["people"]["share_in_time"], "no delay is not the scenario as it is")
    table = rows("compare", small, "--delay", "0mo:12mo:6mo", *few)
    same_difference(points[2]["differences"]["died_waiting"], (table[2]["died_waiting"], table[2]["died_waiting_se"]), "csv")
    fits("compare", small, "--delay", "0mo:12mo:6mo", *few)
    text = status(0, "compare", small, "--delay", "12mo", *few).stdout.decode()
    expect("each month" in text and "of interest on the claims" in text, "the price is not said:", text)


def marks_are_of_the_confidence(text, points):
    """● where the goal is met with its confidence, ◐ and ○ where the interval holds that; a mean above the goal marks nothing."""
    shown = text.split("The goal is that")[0]
    settled = near = 0
    for verdict in (p["verdict"] for p in points):
        p, asked = verdict["probability"], verdict["confidence"]
        near += p["low"] < asked <= p["high"]
        settled += p["mean"] >= asked and not p["low"] < asked <= p["high"]
    expect(shown.count("●") == settled and shown.count("◐") + shown.count("○") == near and settled > 0, "the map's marks", (settled, near, text))
    mean = text.split("Paid in time on average")[1]
    expect("●" not in mean and "◐" not in mean, "marks of the mean", mean)


def levers():
    """Every kind of value can be a lever; a failed point is named and the rest stay; a heat map reads without colours."""
    for values in ("participation.KR=0%:100%:50%", "participation.JP.base=5%,{uniform: [0%, 10%]}", "correlation.JP=0:0.8:0.4",
                   "firms.포스코.pledge=1bn KRW:5bn KRW:2bn KRW", "firms.포스코.joins=2020-01-01:2021-01-01:6mo",
                   "events.talks.date.uniform.1=2021-01-01,2022-01-01", "events.talks.probability=0%,100%",
                   "claimants.groups.Later suits.age.normal.0=85:95:5", "claimants.groups.Later suits.count=20, 60",
                   'claimants.groups."신일철주금 원고".interest.0.rate=0%/y:20%/y:10%/y',
                   "claimants.groups.신일철주금 원고.accepts.after=1mo:13mo:6mo", "allocation=proportional,talmud,equal-awards",
                   "allocation={rule: talmud, theta: 20%},proportional", "claimants.heirs=inherit,lapse",
                   "timeliness.0.by=2021-12-31:2023-12-31:1y", "horizon=5y,10y", "mortality.multiplier=0.8:1.2:0.2",
                   "fund.costs.yearly=0 KRW,100m KRW", "payments.every=month,year"):
        result = answer("compare", small, "--vary", values, "--trials", "20")
        key = next(iter(result["points"][0]["set"]))
        expect(values.startswith(key), "set", result["points"][0]["set"])
        for point in result["points"]:
            expect(point["state"] == "done", values, point.get("fault"))
            expect({"set", "verdict", "share_in_time", "difference", "money"} <= set(point), values, sorted(point))
            expect({"mean", "se"} <= set(point.get("difference", [])), values, point.get("difference"))
    result = json.loads(status(3, "compare", small, "--vary", "participation.KR=nonsense,80%,70%", "--trials", "20", "--format", "json").stdout)
    expect([p["state"] for p in result["points"]] == ["failed", "done", "done"], "a failed point", result["points"][0])
    expect(result["baseline"] == 1 and result["points"][1]["difference"]["mean"] == 0, "the scenario is the baseline", result["baseline"])
    text = status(3, "compare", small, "--vary", "participation.KR=nonsense,80%", "--trials", "20").stdout.decode()
    expect("FAILED  participation.KR=nonsense: " in text, "the failed point is not named", text)
    own = answer("compare", small, "--vary", "participation.KR=0%,80%", "--set", "firms.포스코.participation=50%", "--trials", "20")
    expect(own["unmoved"] == ["포스코"], "firms that a lever does not move", own["unmoved"])
    grid = ("compare", small, "--vary", "participation.KR=0%:100%:10%", "--vary", "participation.JP=0%:100%:10%", "--trials", "20")
    text = status(0, *grid).stdout.decode()
    expect("●" in text and "░" in text and "down participation.KR, across participation.JP" in text, "the heat map", text)
    marks_are_of_the_confidence(text, answer(*grid)["points"])
    fits(*grid)
    expect(len(rows(*grid, "--table", "points")) == 121, "the grid as CSV")
    refused(2, "is no lever", "compare", small, "--vary", "simulation.seed=1, 2")
    refused(2, "did you mean `포스코`?", "compare", small, "--vary", "firms.포스커.pledge=1bn KRW,2bn KRW")


def side_by_side():
    """Levels and differences have the same rows; every table fits; people and money add up."""
    files = ("scenarios/joint-fund-2019.yaml", "scenarios/korean-firms-only.yaml")
    result = answer("compare", *files, *few)
    levels = rows("compare", *files, *few, "--table", "levels")
    differences = rows("compare", *files, *few, "--table", "differences_2")
    expect([r["figure"] for r in levels] == [r["figure"] for r in differences], "levels and differences have other rows")
    for wanted in ("paid in time", "paid in life", "died waiting", "costs", "  from JP", "  from KR"):
        expect(wanted in [r["figure"] for r in levels], "no row", wanted)
    for level, difference in zip(levels, differences):
        moved = float(level["scenario_2"]) - float(level["scenario_1"])
        expect(abs(moved - float(difference["difference"])) <= 1e-6 * (1 + abs(moved)), "levels do not differ by it", level, difference)
        expect(abs(float(difference["difference"])) > 1.96 * float(difference["se"]) or difference["distinct"], "no word", difference)
    point = result["points"][1]
    expect(point["received_differences"]["KR"]["mean"] == 0 > point["received_differences"]["JP"]["mean"], "by country", point)
    single = answer("run", files[1], *few)
    expect(point["share_in_time"] == single["people"]["share_in_time"], "a file side by side is not the file alone")
    changed = {c["key"]: c["values"] for c in result["changed"]}
    expect(changed["participation.JP"] == ["", "0%"], "what differs", changed)
    movers = rows("compare", *files, *few, "--table", "movers_2")
    expect([sum(int(m[k]) for k in ("better", "worse", "alike")) for m in movers][0] == 11, "movers", movers[0])
    fits("compare", *files, *few)
    refused(2, "there is no table `movers`", "compare", *files, *few, "--table", "movers")
    expect("could not be opened" in status(4, "compare", files[0], "no-such.yaml").stderr.decode(), "a missing file")


def breakeven():
    """The answer, its interval and its words agree in every format; what has no answer says how near it comes."""
    ask = ("breakeven", small, "--vary", "participation.KR", "--goal", "30%", "--confidence", "60%", "--trials", "100")
    result = answer(*ask)
    value, low, high = (float(result[k].rstrip("%")) for k in ("value", "low", "high"))
    expect(result["goal"] == 0.3 and result["confidence"] == 0.6 and low <= value <= high, "break-even", result["value"], low, high)
    met = [t["probability"]["mean"] >= 0.6 for t in result["tried"]]
    place = [t["value"] for t in result["tried"]].index(result["value"])
    expect(all(met[place:]) and not met[place - 1], "not the smallest value from which on it is met", met)
    point = result["tried"][place]
    single = answer("run", small, "--set", "participation.KR=" + point["value"], "--set", "timeliness.0.goal=30%", "--trials", "100")
    expect(single["people"]["share_in_time"]["mean"] == point["share_in_time"], "a try is not a single run")
    text = status(0, *ask).stdout.decode()
    expect(f"it is met from {result['value']} on" in " ".join(text.split()), "the sentence", text[:500])
    table = rows(*ask, "--table", "tried")
    expect([float(r["goal_met"]) for r in table] == [t["probability"]["mean"] for t in result["tried"]], "the CSV")
    fits(*ask)
    never = answer("breakeven", small, "--vary", "participation.KR", "--goal", "100%", "--confidence", "99%", "--trials", "40")
    expect(never["never_met"] and never["value"] is None and never["nearest"], "never met", never["value"])
    text = status(0, "breakeven", small, "--vary", "participation.KR", "--goal", "100%", "--trials", "40").stdout.decode()
    expect("the nearest is" in text, "how near it comes", text[:400])
    always = answer("breakeven", small, "--vary", "participation.KR", "--goal", "1%", "--confidence", "51%", "--from", "90%", "--trials", "40")
    expect(always["always_met"] and always["value"] is None, "always met", always["value"])
    with_amount = answer("breakeven", small, "--vary", "firms.포스코.pledge", "--from", "100m KRW", "--to", "8bn KRW", "--goal", "30%",
                         "--confidence", "55%", "--trials", "40")
    expect(with_amount["value"] and with_amount["value"].endswith("bn KRW"), "an amount", with_amount["value"])
    date = answer("breakeven", small, "--vary", "firms.포스코.joins", "--from", "2019-10-01", "--to", "2023-10-01", "--goal", "20%",
                  "--confidence", "51%", "--trials", "40")
    expect(date["crossings"] and not date["crossings"][-1]["rising"] and date["value"] is None, "a date", date["crossings"])
    flat = answer("breakeven", small, "--vary", "participation.XX", "--trials", "20")
    expect(flat["moves_nothing"], "a country without firms")
    frontier = ("breakeven", small, "--vary", "participation.KR", "--vary", "participation.JP=0%:100%:50%", "--goal", "30%",
                "--confidence", "60%", "--trials", "60")
    result = answer(*frontier)
    expect([r["value"] for r in result["frontier"]] == ["0%", "50%", "100%"], "the frontier", result)
    table = rows(*frontier)
    expect([r["needed"] for r in table][0] == result["frontier"][0]["needed"]["value"], "the frontier's CSV", table[0])
    fits(*frontier)
    for wanted, said, *arguments in (
            (2, "no lever is named",), (2, "more than two levers", *("--vary", "a") * 3),
            (2, "the first lever is a key alone", "--vary", "participation.KR=0%:10%:5%"),
            (2, "`--goal` takes a share", "--vary", "participation.KR", "--goal", "0"),
            (2, "the range to search is not known", "--vary", "firms.포스코.pays.instalments"),
            (2, "the range ends before it begins", "--vary", "participation.KR", "--from", "50%", "--to", "20%"),
            (2, "the range cannot end at `low`", "--vary", "participation.KR", "--from", "low"),
            (2, "there is no key `participation.K.R`", "--vary", "participation.K.R", *few),
            (2, "is no lever", "--vary", "simulation.trials", "--from", "1", "--to", "9"),
            (2, "the confidence is above 50%", "--vary", "participation.KR", "--confidence", "30%")):
        refused(wanted, said, "breakeven", small, *arguments)


def marks_of_a_map(target):
    """A map's picture marks what the intervals leave open, says of which goal it is and reads downwards as the table does."""
    levers = ["--vary", "participation.KR=0%,40%,80%", "--vary", "participation.JP=0%,100%", "--trials", "60"]
    status(0, "compare", small, *levers, "-o", str(target))
    texts = re.findall(r">([^<>]+)</text>", target.read_text(encoding="utf-8").replace("</tspan>", ""))
    marks = {(True, False): "●", (True, True): "◐", (False, True): "○", (False, False): ""}
    wanted = []
    for point in answer("compare", small, *levers)["points"]:
        p = point["verdict"]["probability"]
        wanted.append(marks[p["mean"] >= 0.8, p["low"] < 0.8 <= p["high"]])
    found = [re.sub("[0-9.]", "", t.strip()) for t in texts if re.fullmatch("[0-9.]+[●◐○]?", t.strip())]
    expect(found == wanted and "●" in "".join(wanted + ["●"]), "a map's marks", found, wanted)
    words = " ".join(t.strip() for t in texts)
    expect("The goal is that 50% of those living at start are paid in full, in their lifetime, by 2023-12-31." in words, "a map's goal", words)
    down = [t.strip() for t in texts if t.strip() in ("0%", "40%", "80%")]
    expect(len(wanted) == 6 and set(down) == {"0%", "40%", "80%"}, "a map's rows", down)


def pictures():
    with tempfile.TemporaryDirectory() as name:
        for what in (["--tornado"], ["--delay", "0mo:12mo:6mo"], ["--vary", "participation.KR=0%:100%:50%"],
                     ["--vary", "participation.KR=0%,100%", "--vary", "participation.JP=0%,100%"]):
            target = pathlib.Path(name) / "chart.svg"
            done = run("compare", small, *what, "--trials", "20", "-o", str(target))
            if done.returncode == 4 and b"gnuplot" in done.stderr:
                continue
            expect(done.returncode == 0 and b"<svg" in target.read_bytes()[:400], what, done.returncode, done.stderr[:300])
        if shutil.which("gnuplot"):
            marks_of_a_map(pathlib.Path(name) / "map.svg")
        for second in ([], ["--vary", "participation.JP=0%:100%:50%"]):
            done = run("breakeven", small, "--vary", "participation.KR", *second, "--goal", "30%", "--confidence", "60%", "--trials", "40",
                       "-o", str(target))
            if done.returncode == 4 and b"gnuplot" in done.stderr:
                continue
            expect(done.returncode == 0 and b"<svg" in target.read_bytes()[:400], "breakeven", second, done.stderr[:300])
        target.write_text("<svg before")
        refused(2, "a picture is of one lever", "compare", small, "--vary", "allocation=proportional,talmud", "--trials", "20",
                "--replace", "-o", str(target))
        expect(target.read_text() == "<svg before", "a refused picture took the place of a file")


def wrong_requests():
    for said, *arguments in (
            ("there is nothing to compare",),
            ("do not go together", "--tornado", "--vary", "participation.KR=0%,10%"),
            ("do not go together", "--tornado", "--delay", "6mo"),
            ("do not go together", "--vary", "participation.KR=0%,10%", small),
            ("--by belongs to --tornado", "--by", "5%", "--delay", "6mo"),
            ("cannot be moved by 100%", "--tornado", "--by", "100%"),
            ("`--by` takes a share", "--tornado", "--by", "ten"),
            ("is not a span", "--delay", "10%"),
            ("do not rise", "--delay", "6mo,0mo"),
            ("a range needs a step", "--delay", "0mo:24mo"),
            ("a range needs a step", "--vary", "participation.KR=0%:100%"),
            ("the step is not above zero", "--vary", "participation.KR=0%:100%:0%"),
            ("the range ends before it begins", "--vary", "participation.KR=100%:0%:10%"),
            ("have different units", "--vary", "firms.포스코.pledge=1bn KRW:2bn JPY:1bn KRW"),
            ("more than 10,000 values", "--vary", "participation.KR=0%:100%:0.001%"),
            ("the lever has no values", "--vary", "participation.KR"),
            ("unknown option `--tornaod`", "--tornaod")):
        refused(2, said, "compare", small, *arguments)
    refused(3, "more than 10,000 combinations", "compare", small, "--vary", "participation.KR=0%:100%:0.5%",
            "--vary", "participation.JP=0%:100%:0.5%")
    refused(2, "unknown key `particpation`", "compare", small, "--vary", "particpation.KR=0%,10%", *few)


def failed_points():
    """A point that cannot be run sets the exit status; the others are reported."""
    with tempfile.TemporaryDirectory() as name:
        target = pathlib.Path(name) / "grid.json"
        done = status(3, "compare", small, "--vary", "allocation=proportional,talmut,talmud", *few, "-o", str(target))
        expect("`allocation=talmut` could not be run" in done.stderr.decode() and "did you mean `talmud`" in done.stderr.decode(), done.stderr)
        states = [p["state"] for p in json.loads(target.read_text())["points"]]
        expect(states == ["done", "failed", "done"], "states", states)
    text = status(3, "compare", small, "--vary", "allocation=proportional,talmut", "--vary", "participation.KR=0%,100%", *few).stdout.decode()
    expect(text.count("FAILED") == 2 and "●" in text, "the grid", text[-600:])
    search = ("breakeven", small, "--vary", "firms.포스코.pledge", "--from=-100m KRW", "--to", "4bn KRW", "--goal", "30%", "--confidence", "55%",
              "--trials", "20")
    done = status(3, *search)
    expect("FAILED" in done.stdout.decode() and "could not be run: an amount is not negative" in done.stderr.decode(), "break-even", done.stderr)
    expect(json.loads(run(*search, "--format", "json").stdout)["failed"]["fault"] == "an amount is not negative", "break-even in JSON")
    done = status(3, "breakeven", small, "--vary", "participation.KR", "--vary", "allocation=proportional,talmut", "--goal", "30%",
                  "--confidence", "60%", "--trials", "20")
    expect("allocation=talmut: `talmut` is not a rule" in done.stderr.decode() and "proportional" in done.stdout.decode(), done.stderr)


CARRIED = """solatium: 1
title: TITLE
currency: KRW
start: 2025-01-01
end: 2026-12-31
fund: {opening: 1000}
claimants: {groups: [{name: City, kind: institution, claim: 100}]}
payments: {dates: [2026-01-01, 2026-12-31], limit: {amount: 30, carry: WHETHER}}
timeliness: {goal: 10%}
simulation: {trials: 5}
"""


def warnings():
    """What a scenario warns of is said once by every study, with its place; what only a point does, once and with the point's name."""
    said = "nothing is carried over from 2025"
    with tempfile.TemporaryDirectory() as name:
        for whether in ("yes", "no"):
            (pathlib.Path(name) / f"{whether}.yaml").write_text(CARRIED.replace("WHETHER", whether).replace("TITLE", whether))
        yes, no = f"{name}/yes.yaml", f"{name}/no.yaml"
        as_run = status(0, "run", yes).stderr.decode()
        expect(as_run.count(said) == 1 and f"{yes}:8:" in as_run, "run says", as_run)
        search, second = ("--vary", "fund.opening", "--from", "10", "--to", "400"), ("--vary", "payments.limit.amount=10 KRW:30 KRW:10 KRW")
        for form in ("text", "json"):
            for words in (["compare", yes, yes], ["compare", yes, no], ["compare", no, yes], ["compare", yes, "--tornado"],
                          ["compare", yes, "--delay", "0mo:2mo:1mo"], ["compare", yes, *second], ["compare", yes, *second, "--vary", "end=2026-12-31,2027-06-30"],
                          ["breakeven", yes, *search], ["breakeven", yes, *search, *second]):
                expect(run(*words, "--format", form).stderr.decode() == as_run, words, "says", run(*words).stderr.decode())
        for words in (["compare", no, "--vary", "payments.limit.carry=no,yes"],
                      ["compare", no, "--vary", "payments.limit.carry=no,yes", *second], ["breakeven", no, *search, "--vary", "payments.limit.carry=no,yes"]):
            text = status(0, *words).stderr.decode()
            expect(text.count(said) == 1 and "payments.limit.carry=yes" in text.split(said)[0], words, "says", text)
            expect(status(0, *words, "--quiet").stderr == b"", words, "is not quiet")


def interrupted():
    """Ctrl-C keeps the points that are done; nothing is half-written."""
    with tempfile.TemporaryDirectory() as name:
        target = pathlib.Path(name) / "grid.json"
        child = subprocess.Popen([program, "compare", small, "--vary", "participation.KR=0%:100%:1%", "--trials", "3000",
                                  "--threads", "1", "-o", str(target)], cwd=root, stderr=subprocess.PIPE)
        time.sleep(2.5)
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=60)
        expect(child.returncode in (0, 5), "interrupted, compare ended with", child.returncode)
        if child.returncode == 5 and target.exists():
            result = json.loads(target.read_text())
            states = [p["state"] for p in result["points"]]
            expect(result["interrupted"] and "not reached" in states and states.count("done") > 0, "interrupted:", states[:5])
        expect([p.name for p in pathlib.Path(name).iterdir()] in ([], ["grid.json"]), "something stayed")


for test in (tornado, each_lever_once, delay, levers, side_by_side, breakeven, pictures, wrong_requests, failed_points, warnings, interrupted):
    test()
for failure in failures:
    print(failure)
sys.exit(bool(failures))
