"""The figures that README.md shows are what the program answers; with `all` also those of the break-evens that take minutes."""
import json
import os
import pathlib
import subprocess
import sys

program, root, is_whole = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3:] == ["all"]
text = (root / "README.md").read_text()
words = " ".join(text.split())
failures = []


def run(*arguments):
    done = subprocess.run([program, *arguments, "--quiet"], cwd=root, capture_output=True, text=True, check=True, timeout=3000,
                          env={**os.environ, "COLUMNS": "80"})
    return done.stdout


def answer(*arguments):
    return json.loads(run(*arguments, "--format", "json"))


def expect(shown, where=words):
    if shown not in where:
        failures.append(f"README.md does not say: {shown}")


def percent(share):
    return f"{share * 100:.1f}"


def between(proportion):
    return f"{percent(proportion['low'])} to {percent(proportion['high'])} %"


def first_page():
    """The caption of the picture, which shows the same."""
    verdict = answer("run", "scenarios/joint-fund-2019.yaml")["verdict"]
    expect(f"in {percent(verdict['probability']['mean'])} % of futures enough survivors are paid in time, "
           f"where {verdict['confidence'] * 100:.0f} % are asked for")


def heat_map():
    block = text.split("## How many Japanese firms must join?")[1].split("```")[1]
    command, answered = block.split("\n\n", 1)
    said = command.replace("\\\n", " ").split()
    if said[:2] != ["$", "solatium"] or run(*said[2:]) != answered:
        failures.append("README.md shows another heat map")


def every_firm():
    b = answer("breakeven", "scenarios/joint-fund-2019.yaml", "--vary", "participation.JP")
    best, none = b["nearest_probability"], b["tried"][0]["probability"]["mean"]
    assert b["never_met"] and b["nearest"] == "100%" and b["tried"][0]["value"] == "0%", b
    expect(f"for {b['goal'] * 100:.0f} % paid in time with a probability of {b['confidence'] * 100:.0f} %, no value from 0 % to 100 % meets it")
    expect(f"at 100 %, when half of the small defendants stay away, the goal is met in {percent(best['mean'])} % of 10,000 futures "
           f"(95 % interval {between(best)}), at 0 % in {none * 100:.0f} %")
    settings = ("--set", "participation.JP=100%", "--set", "firms.Other Japanese defendant.participation=100%")
    every = answer("run", "scenarios/joint-fund-2019.yaml", *settings)
    japan = next(c for c in every["money"]["by_country"] if c["country"] == "JP")
    assert japan["joined"]["mean"] == japan["firms"], japan
    whole = every["verdict"]["probability"]
    expect(f"If every one of the {japan['firms']} joins, by "
           f"`{settings[0]} {settings[1]} {settings[2]} \"{settings[3]}\"`, it is met in {percent(whole['mean'])} % ({between(whole)})")


def from_japan():
    """What its firms promise, and what comes of it as the scenario stands."""
    result = answer("run", "scenarios/joint-fund-2019.yaml")
    japan = next(c for c in result["money"]["by_country"] if c["country"] == "JP")
    promised = sum(s["promised"]["mean"] for s in result["money"]["by_source"] if s["country"] == "JP")
    expect(f"its firms would bring {promised / 1e9:.2f} billion won if all joined, but {japan['joined']['mean']:.0f} of the {japan['firms']} are expected to join, "
           f"so that {japan['received']['mean'] / 1e6:.0f} million are received on average")


def break_evens():
    """Rows of the table: which scenarios, what is asked for, and the answer."""
    table = text.split("| rate at which Japanese firms must join (`participation.JP`) |")[1].split("\n\n")[0].splitlines()[2:]
    for row in table:
        names, asked, answered = (cell.strip() for cell in row.strip("|").split("|"))
        for name in names.replace("`", "").split(", "):
            if name in ("public-bill-2019", "registered-victims") and not is_whole:
                continue
            b = answer("breakeven", f"scenarios/{name}.yaml", "--vary", "participation.JP", "--trials", "4000")
            expect(f"{b['goal'] * 100:.0f} %", asked)
            expect(f"with {'a probability of ' if 'probability' in asked else ''}{b['confidence'] * 100:.0f} %", asked)
            if b["never_met"]:
                best = b["nearest_probability"]
                expect(f"not met at any rate: at {b['nearest'].replace('%', ' %')} in {percent(best['mean'])} %", answered)
                expect(f"({between(best)})", answered)
                continue
            crossing = b["crossings"][-1]
            ends = [crossing[end].replace("%", " %") + (f" or {more}" if crossing[f"{end}_is_open"] else "")
                    for end, more in (("low", "less"), ("high", "more"))]
            expect(f"from {b['value'].replace('%', ' %')} on", answered)
            shown = f"{ends[0]} to {ends[1]}" if crossing["low_is_open"] else f"{crossing['low'].rstrip('%')} to {ends[1]}"
            expect(shown, answered)


def delay():
    last = answer("compare", "scenarios/joint-fund-2019.yaml", "--delay", "0mo:24mo:6mo")["points"][-1]
    month = last["a_month"]
    expect(f"each month of delay costs about {month['interest'] / 1e6:.0f} million won of interest and "
           f"{-100 * month['share_in_time']:.1f} percentage points of the share paid in time")


for check in (first_page, heat_map, every_firm, from_japan, break_evens, delay):
    check()
for failure in failures:
    print(failure)
sys.exit(bool(failures))
