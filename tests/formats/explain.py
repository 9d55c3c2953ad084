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


def check_course(plain, balance, left):
    """`DATE, since DATE: received R, return E, paid P, costs C; in the fund F`: from one to the next and to what is left nothing is missing."""
    told = re.findall(r"since \d{4}-\d\d-\d\d: received ([\d,.]+)(?:, return (-?[\d,.]+))?, paid ([\d,.]+), costs ([\d,.]+)"
                      r"(?:, returned to debtors ([\d,.]+))?; in the fund ([\d,.]*\d)", plain)
    for received, back, paid, costs, returned, fund in told:
        balance += amount(received) + amount(back or "0") - amount(paid) - amount(costs) - amount(returned or "0")
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
    paid, costs, returned, out, left = map(amount, re.search(
        r"Out: paid ([-\d,.]+) \+ costs ([-\d,.]+) \+ returned to debtors ([-\d,.]+) = ([-\d,.]+); left: ([-\d,.]+)\.", plain).groups())
    assert opening + received + back == all_in == out + left and paid + costs + returned == out
    check_course(plain, opening, left)
    payments, divisions = check_rows(plain)
    assert payments == paid, (file, number, payments, paid)
    told = json.loads(ask(file, "--trial", number, *more, "--format", "json"))
    assert sum(a["amount"] for a in told.get("arrivals", [])) == received
    assert sum(d["paid"] for d in told.get("divisions", [])) == paid and len(told.get("divisions", [])) == divisions
    identity = {r["item"]: r["amount"] for r in told["identity"]}
    assert identity["paid"] == paid and identity["left at the end"] == left and identity["received"] == received
    assert identity["opening"] + identity["received"] + identity["return"] == \
        identity["paid"] + identity["costs"] + identity["returned to debtors"] + identity["left at the end"]
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


SCALE = 1
check_limited()
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
