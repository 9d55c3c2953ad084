"""Answers of the program, byte by byte as they were looked at; `golden.py PROGRAM ROOT --renew` writes them anew.

cases.txt holds a line a case: the file that the answer stands in, then the arguments. A case whose scenario is not there yet fails.
"""
import difflib
import os
import pathlib
import shlex
import subprocess
import sys

program, root = sys.argv[1], pathlib.Path(sys.argv[2])
renew = "--renew" in sys.argv
folder = root / "tests" / "golden"
environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
failed = 0
cases = [shlex.split(line) for line in (folder / "cases.txt").read_text().splitlines() if line and not line.startswith("#")]
for name, *arguments in cases:
    run = subprocess.run([program, *arguments], cwd=root, env=environment, capture_output=True)
    if run.returncode or run.stderr:
        print(f"{name}: exit status {run.returncode}\n{run.stderr.decode()}")
        failed += 1
        continue
    if renew:
        (folder / name).write_bytes(run.stdout)
        continue
    expected = (folder / name).read_bytes()
    if run.stdout != expected:
        failed += 1
        lines = difflib.unified_diff(expected.decode().splitlines(), run.stdout.decode().splitlines(), name, "now", lineterm="")
        print("\n".join(list(lines)[:60]))
print(f"{len(cases)} answers, {failed} differ")
sys.exit(bool(failed))
