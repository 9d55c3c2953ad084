"""What a test skips is seen: what becomes of its status and words under tests/skips.py, and where SOLATIUM_NO_SKIP is set."""
import os
import pathlib
import subprocess
import sys

tests = pathlib.Path(sys.argv[1]) / "tests"
ROWS = [  # a test, its status, and under SOLATIUM_NO_SKIP; a line that must appear
    (["sh", "-c", "echo fine"], 0, 0, "fine"),
    (["sh", "-c", "echo bad >&2; exit 3"], 3, 3, "bad"),
    (["sh", "-c", "echo 'skipped: a tool'; echo fine"], 77, 1, "skipped: a tool"),
    (["sh", "-c", "echo 'skipped: a tool'; exit 2"], 2, 2, "skipped: a tool"),
    (["sh", "-c", "exit 77"], 77, 1, "skipped: all of it, and it does not say why"),
    (["sh", "-c", "echo '[SKIP] room::case: a tool'; echo '[PASS] room::other'"], 77, 1, "skipped: room::case: a tool"),
    ([sys.executable, str(tests / "missing.py"), "a tool", "its-package"], 77, 1, "skipped: a tool is not installed (Debian: its-package)"),
    (["sh", "-c", "kill -9 $$"], -9, -9, ""),
    (["sh", "-c", "kill -15 $$"], -15, -15, ""),
]
found = []
for command, *statuses, line in ROWS:
    for status, forbidden in zip(statuses, ("", "1")):
        run = subprocess.run([sys.executable, str(tests / "skips.py"), *command], stdout=subprocess.PIPE, text=True,
                             env={**os.environ, "SOLATIUM_NO_SKIP": forbidden})
        if run.returncode != status or line not in [*run.stdout.splitlines(), ""]:
            found.append(f"{command}, SOLATIUM_NO_SKIP={forbidden!r}: {run.returncode} where {status} is right\n{run.stdout}")
print("\n".join(found) or "what is skipped is seen")
sys.exit(bool(found))
