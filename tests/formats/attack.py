"""
Can the published form be solved back? An attacker who takes every figure of every format of `report --disclosure public` for an
interval (its rounding, its range), sets them against each other as linear constraints, and narrows what is hidden by interval
propagation until nothing moves. He is the test's own: he knows nothing of how the form was made but its stated rule.

Hidden are: the people, claims and payments of groups without a line, singly and together; the money of sources without a line; how
many were estates, refused, declined or not due. Not hidden are averages over everyone.
"""
import csv
import os
import random
import re
import sys
import tempfile
import json

from readers import call, csv_tables, everything, figure, page_tables, sheets

PROGRAM, ROOT = map(os.path.abspath, sys.argv[1:3])
FOLDER = tempfile.mkdtemp()
LEAST = 10
SIZES = ("claimed", "paid", "paid_in_life")
WITH_STUDIES = ("joint-fund-2019",)


def interval(text):
    """`40m`, `2bn to 5bn`, `nothing`."""
    if text == "nothing":
        return (0.0, 0.0)
    ends = [figure(t) for t in text.split(" to ")]
    return (ends[0] * 0.995, ends[-1] * 1.005) if len(ends) > 1 else (ends[0], ends[0])


def around(value, step):
    return (value - step / 2, value + step / 2)


class Attacker:
    """Unknowns with bounds, and sums of unknowns that are known to lie in an interval."""

    def __init__(self):
        self.bounds, self.sums = {}, []

    def unknown(self, name, low=0.0, high=float("inf")):
        old = self.bounds.get(name, (low, high))
        self.bounds[name] = (max(old[0], low), min(old[1], high))

    def learn(self, names, low, high):
        for name in names:
            self.unknown(name)
        self.sums.append((names, low, high))

    def narrow(self):
        for _ in range(200):
            moved = False
            for names, low, high in self.sums:
                lows, highs = sum(self.bounds[n][0] for n in names), sum(self.bounds[n][1] for n in names)
                for n in names:
                    a, b = self.bounds[n]
                    rest_low, rest_high = lows - a, highs - b if highs < float("inf") else sum(self.bounds[m][1] for m in names if m != n)
                    new = (max(a, low - rest_high), min(b, high - rest_low))
                    if new[0] > a + 1e-6 * max(1, abs(a)) or new[1] < b - 1e-6 * max(1, abs(b)):
                        self.bounds[n], moved = new, True
                        lows, highs = sum(self.bounds[m][0] for m in names), sum(self.bounds[m][1] for m in names)
            if not moved:
                return

    def width(self, name):
        low, high = self.bounds[name]
        return high - low


def publish(scenario, name, trials):
    """The published files, and the truth beside them."""
    paths = {kind: os.path.join(FOLDER, f"{name}.{kind}") for kind in ("html", "xlsx", "md", "csv")}
    options = [scenario, "--trials", trials, "--quiet"]
    charts = os.path.join(FOLDER, name + "-charts")
    more = ["--charts", charts] if name in WITH_STUDIES else ["--no-studies"]
    made = call(PROGRAM, "report", *options, *more, "--disclosure", "public",
                *sum((["-o", p] for p in paths.values()), []), check=False)
    truth = json.loads(call(PROGRAM, "run", *options, "--claimants", paths["csv"] + ".claimants", "--format", "json").stdout)
    truth["largest"] = max(float(r["claimed"]) for r in csv.DictReader(open(paths["csv"] + ".claimants", encoding="utf-8", newline="")))
    if made.returncode != 0:
        living = truth["simulation"]["living"]
        assert made.returncode == 2 and "U133" in made.stderr, made.stderr
        assert truth["simulation"]["claimants"] < LEAST or 0 < living < LEAST or all(g.get("who") for g in truth.get("goals", [{}])), name
        return None, truth
    paths.update({f"chart {c}": os.path.join(charts, c) for c in (os.listdir(charts) if os.path.isdir(charts) else []) if c.endswith(".svg")})
    return paths, truth


def steps_of(paths):
    """The steps as the form itself states them."""
    found = re.search(r"people are rounded to ([\d,]+), shares to ([\d.]+%), amounts about everyone to ([\d.,]+(?:k|m|bn|tn)?) ",
                      everything(paths["md"]))
    return {"people": figure(found[1]), "share": figure(found[2]), "money": figure(found[3])}


def on_step(value, step):
    return abs(value / step - round(value / step)) < 1e-6


def check_steps(paths, steps):
    """Each figure about everyone stands on its step, in every format that has figures in full."""
    tables = {"csv": {k: [(r, {c: v for c, v in r.items()}) for r in rows] for k, rows in csv_tables(paths["csv"]).items()},
              "html": page_tables(paths["html"])}
    units = {"people": ("people", "waiting", "died_waiting", "paid_in_time", "living", "paid_in_full", "in_time"),
             "money": ("amount", "paid", "balance", "received"), "share": ("share",)}
    seen = 0
    for form, found in tables.items():
        for key in ("people", "not_in_time", "timeline", "years", "money", "shares"):
            for _, row in found.get(key, []):
                for unit, columns in units.items():
                    for column in columns:
                        if row.get(column) in (None, "") or (column == "share" and key != "shares"):
                            continue
                        is_total = form == "html" and key == "people" and row is found[key][-1][1]
                        seen += 1
                        assert is_total or on_step(float(row[column]), steps[unit]), (form, key, column, row)
        for key, rows in found.items():
            for _, row in rows:
                for column in row:
                    assert not re.search(r"_(se|p05|p50|p95|low|high)$", column) or column.startswith("payoff"), (form, key, column)
                    assert key != "groups" or column != "paid_to_estates", "the difference of two columns would narrow both"
    assert seen > 40
    for key, unit in (("participation", "share"), ("rules", "share"), ("tornado", "share"), ("delay", "share")):
        for label, row in tables["html"].get(key, []):
            shares = [v for c, v in row.items() if isinstance(v, float) and abs(v) <= 1 and (key == "participation" or re.search("share|difference|low$|high$", c))]
            assert all(on_step(v, steps[unit]) for v in shares), (key, label, row)
    schedule = sheets(paths["xlsx"])["Schedule"]
    for at, (value, formula) in schedule.items():
        if at[0] in "BCDEF" and at[1:] != "1" and not formula:
            assert on_step(value, steps["money"]), (at, value)
        elif at[0] in "GHI" and at[1:] != "1":
            assert on_step(value, steps["people"]), (at, value)


def attack_groups(lines, total, steps, hidden_names, truth_groups):
    """What can be learned of each group without a line; `lines`: {name: {column: interval}}, `total` likewise."""
    found = Attacker()
    for column in ("count", "living") + SIZES:
        for name, line in lines.items():
            if name != "other groups":
                found.learn([f"{column} {name}"], *line[column])
        rest = [f"{column} hidden", f"{column} rest"] if "other groups" in lines or len(hidden_names) > 1 else [f"{column} hidden"]
        if "other groups" in lines:
            found.learn(rest, *lines["other groups"][column])
        found.learn(rest, 0, float("inf"))
        found.learn([f"{column} together"] + [f"{column} {n}" for n in lines if n != "other groups"], *total[column])
        found.learn([f"{column} {n}" for n in lines if n != "other groups"] + rest, *total[column])
    found.narrow()
    leaks = []
    together = found.bounds["count together"][1]
    if hidden_names and together < LEAST - 1e-9:
        leaks.append(f"those without a line are known to be {together:g} people at most")
    for g in truth_groups:
        if g["name"] not in hidden_names:
            continue
        for column in ("count",) + SIZES:
            true = g[column] if column == "count" else g[column]["mean"]
            least = LEAST - 1 if column == "count" else min(steps["money"], 2 * true)
            if found.width(f"{column} hidden") < least - 1e-6 * abs(least):
                leaks.append(f"{column} of {g['name']}: within {found.bounds[f'{column} hidden']}")
    return leaks


def published_groups(paths, steps):
    rows = csv_tables(paths["csv"])["groups"]
    lines = {r["name"]: {"count": (float(r["count"]),) * 2, "living": around(float(r["living"]), steps["people"]),
                         **{c: interval(r[c]) for c in SIZES}} for r in rows}
    _, total = page_tables(paths["html"])["groups"][-1]
    market = re.search(r"\| \*\*all\*\* \| \*\*([\d,]+)\*\* \| \*\*([\d,]+)\*\* \| \*\*[^|]*\*\* \| \*\*([^|*]+)\*\* \| \*\*([^|*]+)\*\* \| \*\*([^|*]+)\*\* \|",
                       everything(paths["md"]))
    assert market and figure(market[1]) == total["count"]
    whole = {"count": (total["count"],) * 2, "living": around(total["living"], steps["people"]),
             **{c: around(figure(market[i]), max(steps["money"], 1)) for i, c in enumerate(SIZES, 3)}}
    return lines, whole


def attack_sources(rows, received, steps, truth, name):
    """The money of sources that have no line."""
    names = {r["name"] for r in rows}
    hidden = [s for s in truth["money"]["by_source"] if s["name"] not in names]
    found, leaks = Attacker(), []
    for r in rows:
        value = float(r["received"])
        if r["name"] == "other sources":
            found.learn(["hidden", "rest"], *around(value, steps["money"]))
        else:
            found.learn([r["name"]], value, value)
    found.learn([r["name"] for r in rows if r["name"] != "other sources"] + ["hidden", "rest"], *around(received, steps["money"]))
    found.narrow()
    for s in hidden:
        if 0 < s["earmarked"] < LEAST and found.width("hidden") < min(steps["money"] / 2, 2 * s["received"]["mean"]) - 1e-6:
            leaks.append(f"{name}: money of {s['name']} within {found.bounds['hidden']}")
    shown = [s["name"] for s in truth["money"]["by_source"] if 0 < s["earmarked"] < LEAST and s["name"] in names]
    return leaks + [f"{name}: {s} is earmarked for few and has a line" for s in shown]


def attack_states(paths, steps, truth):
    """Refused, declined, not due, and the estates: counts of who a person is, not of how he fares."""
    rows = {r["state"]: float(r["people"]) for r in csv_tables(paths["csv"])["people"]}
    shares = {r["figure"]: float(r["share"]) for r in csv_tables(paths["csv"])["shares"]}
    lines, total = published_groups(paths, steps)
    found = Attacker()
    for state, people in rows.items():
        found.learn([state], *around(people, steps["people"]))
    found.learn(list(rows), *total["count"])
    found.learn(["living", "estates"], *total["count"])
    found.learn(["living"], *total["living"])
    by_date = [row for _, row in page_tables(paths["html"])["years"]]
    others = ["refused", "declined", "claim not due"]
    for row in by_date:  # of the living, those who count are in time, wait, died waiting or were paid late
        counted = [row[c] for c in ("paid_in_time", "waiting", "died_waiting")]
        found.learn(["living who do not count", "counted"], *total["living"])
        found.learn(["counted"], max(0, sum(counted) - 1.5 * steps["people"]), float("inf"))
    found.narrow()
    leaks = []
    for state in others + ["estates"]:
        true = truth["simulation"]["estates"] if state == "estates" else \
            truth["people"][{"refused": "refused", "declined": "declined", "claim not due": "not_due"}[state]]["mean"]
        low, high = found.bounds[state]
        if 0 < true < LEAST and high - low < steps["people"] / 2 - 1e-9:
            leaks.append(f"{state}: within {low:g} to {high:g}")
    in_time, of_all = shares["paid in time"], shares["paid in time, nobody left out"]
    if in_time > 0:  # of_all / in_time is the part of the living that counts
        low = max(0.0, 1 - (of_all + steps["share"] / 2) / max(1e-9, in_time - steps["share"] / 2))
        high = min(1.0, 1 - (of_all - steps["share"] / 2) / (in_time + steps["share"] / 2))
        true = sum(truth["people"][k]["mean"] for k in ("refused", "declined", "not_due"))
        if 0 < true < LEAST and (high - low) * total["living"][0] < 1:
            leaks.append(f"those who do not count: {low:.3f} to {high:.3f} of the living")
    return leaks


def check_words(paths, hidden, truth, claimants):
    """No name of what is suppressed, no claimant, no exact amount of a suppressed group stands in any file."""
    for kind, path in paths.items():
        text = everything(path)
        for name in hidden:
            assert name not in text and name.replace(".", "\\.") not in text, (kind, name)
        for g in truth["groups"]:
            if g["name"] not in hidden:
                continue
            for column in SIZES:
                value = g[column]["mean"]
                if value >= 1e5:
                    digits = f"{value:.0f}"[:5]
                    assert not re.search(rf"(?<!\d){digits}\d{{{len(f'{value:.0f}') - 5}}}(?!\d)", text), (kind, g["name"], column, value)
        assert truth["scenario"]["sha256"] not in text, kind
        assert "claimants.groups." not in text and not re.search(r"claimants\\?\.file", text), kind
    assert not any(line.startswith("id,") for line in everything(paths["csv"]).splitlines()) and claimants


def attack(scenario, name, trials=60):
    """All attacks on a scenario; gives (leaks, groups hidden, sources hidden), or None where there is no public form."""
    paths, truth = publish(scenario, name, trials)
    if paths is None:
        return None
    steps = steps_of(paths)
    check_steps(paths, steps)
    assert steps["money"] >= 0.2 * truth["largest"] * (1 - 1e-9), (name, "a claim is too much of what all claim", steps, truth["largest"])
    lines, total = published_groups(paths, steps)
    hidden = [g["name"] for g in truth["groups"] if g["name"] not in lines]
    few = [g["name"] for g in truth["groups"] if g["count"] < LEAST or 0 < g["living"] < LEAST]
    assert set(few) <= set(hidden) or len(truth["groups"]) == len(hidden), (name, few, hidden)
    sources = csv_tables(paths["csv"]).get("by_source", [])
    hidden_sources = [s["name"] for s in truth["money"]["by_source"] if s["name"] not in {r["name"] for r in sources}]
    check_words(paths, hidden + hidden_sources, truth, truth["simulation"]["claimants"])
    leaks = attack_groups(lines, total, steps, few, truth["groups"])
    received = next((float(r["amount"]) for r in csv_tables(paths["csv"])["money"] if r["item"] == "received"), 0.0)
    leaks += attack_sources(sources, received, steps, truth, name)
    leaks += attack_states(paths, steps, truth)
    return leaks, few, hidden_sources, (paths, truth, steps, lines, total, hidden)


def variations(state, few, name):
    """What the attacker must find when a part of the rule is switched off. Gives how many of the variations applied, and were found."""
    paths, truth, steps, lines, total, hidden = state
    groups, tried, found = {g["name"]: g for g in truth["groups"]}, 0, 0
    secondary = [n for n in hidden if n not in few]
    exact = {"count": lambda g: (g["count"],) * 2, "living": lambda g: (g["living"],) * 2,
             **{c: (lambda g, c=c: (g[c]["mean"],) * 2) for c in SIZES}}
    if secondary and few and sum(groups[n]["count"] for n in few) < LEAST:  # secondary suppression off: those have their lines
        shown = {n: line for n, line in lines.items() if n != "other groups"}
        for n in secondary:
            shown[n] = {"count": exact["count"](groups[n]), "living": exact["living"](groups[n]),
                        **{c: (groups[n][c]["mean"] * 0.6, groups[n][c]["mean"] * 1.5) for c in SIZES}}
        tried += 1
        found += bool(attack_groups(shown, total, steps, few, truth["groups"]))
    if few and len(few) == 1:  # primary only, and amounts to the last digit
        shown = {n: {c: f(groups[n]) for c, f in exact.items()} for n in groups if n not in few}
        whole = {c: (sum(f(g)[0] for g in groups.values()),) * 2 for c, f in exact.items()}
        tried += 1
        found += bool(attack_groups(shown, whole, steps, few, truth["groups"]))
    of_few = [s for s in truth["money"]["by_source"] if 0 < s["earmarked"] < LEAST]
    if of_few:  # sources shown to the last digit
        rows = [{"name": s["name"], "received": s["received"]["mean"]} for s in truth["money"]["by_source"]]
        tried += 1
        found += bool(attack_sources(rows, truth["money"]["received"]["mean"], steps, truth, name))
    return tried, found


def random_scenario(dice, number):
    """Groups of any size, estates, refusals, earmarked money, queues."""
    groups, names = [], []
    for g in range(dice.randint(2, 7)):
        count = dice.choice([1, 2, 3, 5, 8, 12, 20, 35])
        names.append(f"Row of class {chr(65 + g)}{dice.randint(100, 999)}")
        living = dice.choice([0, count, count, dice.randint(0, count)])
        groups.append(f"    - {{name: {names[-1]}, count: {count}, living: {living}, sex: {dice.choice(['male', 'female'])}, age: {dice.randint(70, 95)}, "
                      f"claim: {dice.randint(2000, 90000) * 1237} KRW, accepts: {dice.choice(['100%', '90%'])}"
                      f"{', requires: ruling' if dice.random() < 0.3 else ''}}}")
    sources = [f"  - {{name: Seized of {n}, kind: enforcement, worth: {dice.randint(100, 900)}1379 KRW, date: 2021-03-01, earmark: [{n}]}}"
               for n in names if dice.random() < 0.3]
    sources += [f"  - {{name: Public budget, kind: public, amount: {dice.randint(10, 90)}m KRW, date: 2020-01-01, every: year, until: 2025-01-01}}"]
    path = os.path.join(FOLDER, f"random{number}.yaml")
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join([
            "solatium: 1", "title: a random case", "currency: KRW", "start: 2019-07-01", "end: 2029-07-01",
            "mortality: {male: {law: gompertz, b: 2.0e-5, g: 0.1}, female: {law: gompertz, b: 1.1e-5, g: 0.1}}",
            "events: {ruling: {probability: 60%, date: 2021-01-01}}", "participation: {KR: 60%}",
            f"firms: [{{name: Maker, country: KR, pledge: {dice.randint(1, 40)}bn KRW, joins: 2020-02-01, pays: {{instalments: 3, every: year}}}}]",
            "other_sources:", *sources, f"fund: {{opening: {dice.randint(0, 50)}m KRW, costs: {{yearly: 3m KRW}}}}",
            "claimants:", "  groups:", *groups, f"administration: {{approval: {dice.choice(['100%', '95%'])}}}",
            "payments: {first: 2019-10-01, every: quarter}", "timeliness: {goal: 50%, confidence: 60%}", ""]))
    return path


tried = found = hidden_groups = hidden_sources = without = 0
shipped = ["joint-fund-2019", "third-party-2023", "kuwait-rounds", "public-bill-2019", "asset-liquidation"]
cases = [(os.path.join(ROOT, "scenarios", s + ".yaml"), s) for s in shipped]
dice = random.Random(20190619)
cases += [(random_scenario(dice, n), f"random{n}") for n in range(14)]
for scenario, name in cases:
    outcome = attack(scenario, name)
    if outcome is None:
        without += 1
        continue
    leaks, few, sources, state = outcome
    assert not leaks, f"{name}: " + "; ".join(leaks)
    hidden_groups += len(few)
    hidden_sources += len(sources)
    more = variations(state, few, name)
    tried, found = tried + more[0], found + more[1]
assert hidden_groups > 10 and hidden_sources > 2 and without >= 1, (hidden_groups, hidden_sources, without)
assert tried >= 5 and found == tried, f"of {tried} variations without a part of the rule the attacker found {found}"
print(f"{hidden_groups} groups and {hidden_sources} sources stayed hidden; {found} of {tried} variations were found; {without} cases have no public form")
