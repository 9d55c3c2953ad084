"""
`explain --trial`: rows add up to their totals, divisions to what was paid, arrivals to what was received, the rule's sums are right, and
in = out + left; of one claimant his payments add up. `--claimant` agrees with the claimants' table, and reads as a page.
"""
import csv
import json
import math
import os
import re
import sys
import tempfile

from readers import call

PROGRAM, ROOT = map(os.path.abspath, sys.argv[1:3])
os.chdir(tempfile.mkdtemp())
SHIPPED = {"joint-fund-2019": 8, "asset-liquidation": 6, "third-party-2023": 2, "kuwait-rounds": 1, "registered-victims": 1, "talks-and-arbitration": 4}


def scenario(name):
    return os.path.join(ROOT, "scenarios", name + ".yaml")


def ask(*arguments):
    return call(PROGRAM, "explain", *arguments, "--quiet").stdout


def amount(text):
    digits = text.replace(",", "")
    return int(digits.replace(".", "")) if "." in digits else int(digits) * SCALE


def check_sums(plain):
    """`claim × λ = exact; rounded down award`: the sum, and the rounding."""
    checked = 0
    for level, claim, exact, down in re.findall(r"at λ = ([\d.e-]+)\. For [^:]+: ([\d,.]+) × λ = ([\d,.]+?); rounded down ([\d,]*\d(?:\.\d\d(?!\d))?)", plain):
        one = SCALE
        true = amount(claim) * float(level)
        assert abs(true - float(exact.replace(",", "")) * one) <= 0.01 * one + 1e-9 * true, (claim, level, exact)
        assert amount(down) in (math.floor(true + 1e-6), math.floor(true - 1e-6)), (claim, level, down)
        checked += 1
    return checked


def check_rows(plain):
    """Tables of divisions: each column adds up to its total. Gives what all of them pay and hold."""
    payments = divisions = 0
    rows = []
    for line in plain.splitlines():
        cells = [c.strip(" *") for c in line.strip().strip("|").split("|")]
        if not line.startswith("|") or len(cells) not in (5, 6) or not all(re.fullmatch(r"-?\d[\d,.]*", c) for c in cells[1:]):
            continue
        if cells[0] != "all":
            rows.append(cells)
            continue
        for column in range(1, len(cells)):
            assert sum(amount(r[column]) for r in rows) == amount(cells[column]), rows
        payments += amount(cells[4])
        divisions += 1
        rows = []
    return payments, divisions


def taken_up(plain):
    return sum(map(amount, re.findall(r"\(([\d,.]+) of it out of deposits\)", plain)))


def check_course(plain, balance, left):
    """`DATE, since DATE: received R, return E, paid P, costs C; in the fund F`: from one to the next and to what is left nothing is missing."""
    signs = {"received": 1, "return": 1, "paid": -1, "costs": -1, "deposited for who declined": -1, "returned to debtors": -1}
    for flows, fund in re.findall(r"since \d{4}-\d\d-\d\d: ([^;]+); in the fund ([\d,.]*\d)", plain):
        balance += taken_up(flows)
        for flow in re.sub(r" \([^)]*\)", "", flows).split(", "):
            name, digits = flow.rsplit(" ", 1)
            balance += signs[name] * amount(digits)
        assert balance == amount(fund), (balance, fund)
    assert balance == left, (balance, left)
    for cash, out, rest in re.findall(r"^([\d,.]+) − ([\d,.]+) = ([\d,.]+) (?:stay|go on|go back|of the limit)", plain, re.M):
        assert amount(cash) - amount(out) == amount(rest), (cash, out, rest)


def check_trial(name, number, *more):
    return check_told(scenario(name), number, *more)


def check_told(file, number, *more):
    plain = ask(file, "--trial", number, *more, "--format", "markdown").replace("\\", "")
    opening, received, back, all_in = map(amount, re.search(
        r"In: opening ([-\d,.]+) \+ received ([-\d,.]+) \+ return ([-\d,.]+) = ([-\d,.]+)\.", plain).groups())
    flows, out, left = re.search(r"Out: ([^=]+) = ([-\d,.]+); left: ([-\d,.]+)\.", plain).groups()
    outward = {name: amount(digits) for name, digits in (flow.rsplit(" ", 1) for flow in flows.split(" + "))}
    out, left, paid = amount(out), amount(left), outward["paid"]
    assert opening + received + back == all_in == out + left and sum(outward.values()) == out
    check_course(plain, opening, left)
    payments, divisions = check_rows(plain)
    taken = taken_up(plain)  # by no division
    assert payments + taken == paid, (file, number, payments, taken, paid)
    told = json.loads(ask(file, "--trial", number, *more, "--format", "json"))
    assert sum(a["amount"] for a in told.get("arrivals", [])) == received
    assert sum(d["paid"] for d in told.get("divisions", [])) + taken == paid and len(told.get("divisions", [])) == divisions
    identity = {r["item"]: r["amount"] for r in told["identity"]}
    assert identity["paid"] == paid and identity["left at the end"] == left and identity["received"] == received
    total = {flow: sum(r["amount"] for r in told["identity"] if r["flow"] == flow) for flow in ("in", "out", "left")}
    assert total == {"in": all_in, "out": out, "left": left}
    for index, division in enumerate(told.get("divisions", []), 1):
        assert sum(r["payment"] for r in told[f"division_{index}"]) == division["paid"]
        assert division["cash"] >= division["paid"] + division["held"]
    return divisions, check_sums(plain), told, plain


def same_chance(told, field):
    """A chance that has no meaning is null, and an empty field."""
    return told is None if field == "" else told["mean"] == float(field)


def check_claimant(name):
    """The page says what the table has; who holds the claim decides what it speaks of; of a future, his payments add up."""
    call(PROGRAM, "run", scenario(name), "--trials", 60, "--quiet", "--claimants", "claimants.csv", "--replace", "-o", "claimants.json")
    rows = list(csv.DictReader(open("claimants.csv", encoding="utf-8-sig", newline="")))
    goal = json.load(open("claimants.json", encoding="utf-8"))["verdict"]
    picked = {}
    for row in rows:  # one of each kind
        picked.setdefault((row["group"], row["living_at_start"], row["age"] == ""), row)
    for row in list(picked.values())[:4]:
        page = ask(scenario(name), "--trials", 60, "--claimant", row["id"], "--format", "markdown").replace("\\", "")
        told = json.loads(ask(scenario(name), "--trials", 60, "--claimant", row["id"], "--format", "json"))
        assert told["claimant"]["id"] == row["id"] and same_chance(told["claimant"]["probability_in_time"], row["probability_in_time"])
        living, institution = row["living_at_start"] == "1", row["age"] == ""
        counted = not goal["who"] or row["group"] in goal["who"]
        chance = float(row["probability_in_time"] or "nan")
        read = f"{chance * 100:.0f}%" if chance in (0, 1) else f"{chance * 100:.1f}%"
        assert (f"is {read}" in page) == (living and counted), page
        assert ("dying before any payment" in page) == (living and not institution)
        assert ("while alive" in page) == (living and counted and not institution) and ("the heirs hold the claim" in page) == (not living)
        whole = row["paid_in_life"] if living else row["paid_to_estate"]
        assert f"{int(whole):,} " in page if "." not in whole and SCALE == 1 else True, page
        assert len(page.split()) < 450 and " --" not in page, "a page that can be read out, to whom the program's options say nothing"
        future = ask(scenario(name), "--trial", 3, "--claimant", row["id"])  # in which some die before the first pay date
        assert ("An estate from the outset" in future) == (not living and not institution), row["id"]
    row = rows[0]
    told, plain = check_trial(name, 1, "--claimant", row["id"])[2:]
    assert f"Claimant {row['id']} in this future" in plain
    paid = sum(p["amount"] for p in told.get("payments", []))
    said = re.search(r"Paid in life ([\d,.]+), to the estate ([\d,.]+); still owed", plain)
    assert paid == amount(said[1]) + amount(said[2])


LIMITED = """solatium: 1
title: The limit binds
currency: KRW
start: 2020-01-01
end: 2022-01-01
fund: {opening: 90000, return: 1%/y, costs: {yearly: 365}}
hold: registered
claimants:
  groups:
    - {name: A, kind: institution, claim: 30000}
    - {name: B, kind: institution, claim: 60000}
    - {name: L, kind: institution, claim: 60000, eligible: 2021-12-01}
payments: {dates: [2020-06-01, 2021-06-01], limit: 50000, unit: 1000}
allocation: [{up_to: 20000, rule: equal-awards}, {rule: equal-awards, basis: outstanding}]
timeliness: {by: 2021-12-31, goal: 50%}
"""


def check_limited():
    """Shares of all the cash, and what the limit leaves of them; what rounding leaves is for nobody behind; costs after the last pay date."""
    open("limited.yaml", "w", encoding="utf-8").write(LIMITED)
    divisions, _, told, plain = check_told("limited.yaml", 0)
    assert divisions == 6 and [d["paid"] for d in told["divisions"]] == [0, 0, 40000, 10000, 0, 12000]
    assert [d["held"] for d in told["divisions"][:2]] == [60000, 30000] and "shares of all the cash" in plain
    assert "10,000 − 10,000 = 0 of the limit are left" in plain and "2022-01-01, since 2021-06-01: received 0, return" in plain
    open("rest.yaml", "w", encoding="utf-8").write(LIMITED.replace("limit: 50000", "limit: 35000"))
    assert "35,000 − 34,000 = 1,000 of the limit stay, as somebody here lacks more" in check_told("rest.yaml", 0)[3]


UNCERTAIN = """solatium: 1
title: What a fund keeps, and what is uncertain
currency: KRW
start: 2020-01-01
end: 2024-01-01
fund: {reserve: 50000000, return: {uniform: [1%/y, 3%/y]}, volatility: 5%/y, costs: {share_of_payments: 3%}}
other_sources:
  - {name: Gift, kind: gift, amounts: [{date: 2020-05-10, amount: 60m KRW}, {date: 2020-08-20, amount: 100m KRW}, {date: 2021-02-15, amount: 100m KRW}]}
hold: registered
administration:
  capacity: [{from: 2020-01-01, per_month: {uniform: [2, 6]}}]
claimants:
  groups:
    - {name: A, kind: institution, count: 20, claim: 10m KRW, accepts: {probability: 60%, after: {exponential: {uniform: [3mo, 12mo]}}, declined: deposit, taken: {probability: 40%, after: {exponential: {uniform: [6mo, 24mo]}}}}}
payments: {first: 2020-03-01, every: quarter, lag: 30d}
allocation: proportional
timeliness: {by: 2023-12-31, goal: 50%}
"""


def check_uncertain():
    """What is drawn once for all is told, within what `check` says of it; what a pool keeps is told, and adds up."""
    open("uncertain.yaml", "w", encoding="utf-8").write(UNCERTAIN)
    plan = " ".join(call(PROGRAM, "check", "uncertain.yaml").stdout.split())
    assert "How long it takes to file, to become eligible, to answer, to take up what is kept, or for heirs to come forward, is itself uncertain, drawn once a trial for each of these groups: A." in plan
    kept, drawn = set(), []
    for number in range(8):
        plain = check_told("uncertain.yaml", number)[3]
        answers, taken, earned, examined = (float(re.search(pattern, plain)[1]) for pattern in (
            r"The answers of A: `exponential` with ([\d.]+) days for its uncertain value",
            r"What is kept is taken up by those of A: `exponential` with ([\d.]+) days for its uncertain value",
            r"What the fund is expected to earn: ([\d.]+)% a year",
            r"The office examines ([\d.]+) claims a month from 2020-01-01"))
        assert 90 <= answers <= 366 and 181 <= taken <= 732 and 1 <= earned <= 3 and 2 <= examined <= 6, plain
        drawn.append((answers, taken, earned, examined))
        for holds, less, means in re.findall(r"The pool holds ([\d,]+)((?: − [\d,]+ [^−=]+)+) = ([\d,]+)\.", plain):
            parts = re.findall(r"− ([\d,]+) ", less)
            assert amount(holds) - sum(map(amount, parts)) == amount(means), (holds, less, means)
            kept.add(len(parts))
    assert 3 in kept and all(len(set(column)) == len(drawn) for column in zip(*drawn)), (kept, drawn)


FILED = """solatium: 1
title: Claims that are still to come
currency: KRW
start: 2020-01-01
end: 2024-01-01
mortality: {male: {law: gompertz, b: 0.9, g: 0.1}, female: {law: gompertz, b: 1e-15, g: 1e-6}}
fund: {opening: 900}
administration: {closes: 2021-12-31}
claimants:
  groups:
    - {name: First, kind: institution, claim: 100}
    - {name: Late, kind: institution, claim: 100, filed: 2022-01-01}
    - {name: Never, kind: institution, claim: 100, filed: 2024-01-02}
    - {name: He, sex: male, age: 90, claim: 100, filed: 2021-03-01}
    - {name: Later, kind: institution, count: 3, claim: 100, filed: {exponential: {uniform: [3mo, 12mo]}}}
    - {name: Due, kind: institution, claim: 100, eligible: {uniform: [2021-01-01, 2021-12-31]}}
payments: {first: 2020-03-01, every: year}
"""


def check_filed():
    """Who files when, who was too late and who never does; what `check` says of it."""
    open("filed.yaml", "w", encoding="utf-8").write(FILED)
    plan = " ".join(call(PROGRAM, "check", "filed.yaml").stdout.split())
    assert "Claims filed after the first day: Late on 2022-01-01; Never on 2024-01-02; He on 2021-03-01; Later 2020-01-" in plan, plan
    assert "What is filed after 2021-12-31 is refused." in plan and "Days of eligibility are drawn: Due 2021-01-" in plan, plan
    told = {row["claimant"]: row["what"] for row in check_told("filed.yaml", 0)[2]["claimants"]}
    assert told["Late#1"] == "filed on 2022-01-01, after the last day of filing; refused", told
    assert told["Never#1"] == "not filed by the end" and told["He#1"].startswith("filed on 2021-03-01 by the heirs; "), told
    assert "First#1" not in told and all(told[f"Later#{k}"].startswith("filed on ") for k in (1, 2, 3)), told
    assert re.search(r"The claims are filed of Later: `exponential` with [\d.]+ days for its uncertain value", check_told("filed.yaml", 0)[3])
    assert "after the last day of filing; refused" in call(PROGRAM, "explain", "filed.yaml", "--trial", "0", "--claimant", "Late#1").stdout


SCALE = 1
check_limited()
check_uncertain()
check_filed()
checked = 0
for name, trials in SHIPPED.items():
    SCALE = 100 if name == "kuwait-rounds" else 1
    found = [check_trial(name, n)[:2] for n in range(trials)]
    assert sum(f[0] for f in found) > 0, name
    checked += sum(f[1] for f in found)
    if name != "registered-victims":  # thousands of claimants, and no kind that the others do not have
        check_claimant(name)
assert checked > 80, checked
wrong = call(PROGRAM, "explain", scenario("asset-liquidation"), "--claimant", "Nagoya wmen#1", check=False)
assert wrong.returncode == 2 and "did you mean `Nagoya women#1`?" in wrong.stderr
print(f"every trial adds up; {checked} sums of rules are right")
