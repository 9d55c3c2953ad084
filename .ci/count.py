"""
Counts Meson's log of tests: "PASSED FAILED" for standard output, and on standard error what was skipped. Criterion's own counts where a test
prints them, else one a test.
"""
import json
import re
import sys

SYNTHESIS = re.compile(r"Synthesis: Tested: \d+ \| Passing: (\d+) \| Failing: (\d+) \| Crashing: (\d+)")
passed = failed = 0
for line in open(sys.argv[1], encoding="utf-8", errors="replace"):
    test = json.loads(line)
    text = test.get("stdout", "")
    good, bad = test["result"] == "OK", test["result"] not in ("OK", "SKIP")
    sums = SYNTHESIS.findall(text)
    if sums:
        good = sum(int(s[0]) for s in sums)
        bad = max(bad, sum(int(s[1]) + int(s[2]) for s in sums))
    passed, failed = passed + good, failed + bad
    for reason in re.findall(r"^skipped: (.*)", text, re.M):
        print(f"skipped in {test['name']}: {reason}", file=sys.stderr)
print(passed, failed)
