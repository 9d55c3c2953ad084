"""`explain --trial`: rows add up to their totals, arrivals to what was received, and in = out + left; `--claimant` agrees with `run`."""
import csv
import re
import subprocess
import sys

PROGRAM, SCENARIO = sys.argv[1:3]


def call(*arguments):
    return subprocess.run([PROGRAM, *arguments, "--quiet"], check=True, capture_output=True, text=True).stdout


def amount(text):
    return int(text.replace(",", ""))


def check_trial(number):
    text = call("explain", SCENARIO, "--trial", number, "--format", "markdown")
    plain = text.replace("\\", "")
    opening, received, back, all_in = map(amount, re.search(r"In: opening ([-\d,]+) \+ received ([-\d,]+) \+ return ([-\d,]+) = ([-\d,]+)\.", plain).groups())
    paid, costs, returned, out, left = map(amount, re.search(
        r"Out: paid ([-\d,]+) \+ costs ([-\d,]+) \+ returned to debtors ([-\d,]+) = ([-\d,]+); left: ([-\d,]+)\.", plain).groups())
    assert opening + received + back == all_in == out + left and paid + costs + returned == out
    payments = arrivals = divisions = 0
    rows = []
    for line in plain.splitlines():
        cells = [c.strip(" *") for c in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 5 and re.fullmatch(r"-?\d[\d,]*", cells[4]):
            if cells[0] == "all":
                for column in range(1, 5):
                    assert sum(amount(r[column]) for r in rows) == amount(cells[column]), (number, rows)
                payments += amount(cells[4])
                divisions += 1
                rows = []
            else:
                rows.append(cells)
        elif line.startswith("|") and len(cells) == 3 and re.match(r"\d{4}-", cells[0]):
            arrivals += amount(cells[2])
    assert payments == paid and arrivals == received, (number, payments, paid, arrivals, received)
    return divisions


assert sum(check_trial(str(n)) for n in range(0, 12)) > 20
options = [SCENARIO, "--trials", "300"]
call("run", *options, "--claimants", "claimants.csv", "-o", "claimants.json")
first = next(csv.DictReader(open("claimants.csv", encoding="utf-8", newline="")))
page = call("explain", *options, "--claimant", first["id"], "--format", "markdown")
assert f"is {float(first['probability_in_time']) * 100:.1f}%" in page, page
print("every trial adds up")
