"""
Runs one test and does not let what it skipped pass for done; every test runs under it (add_test_setup in tests/meson.build).

A test says what it leaves out in a line `skipped: WHAT AND WHY`, and ends with 77 where it did nothing at all; Criterion's own skips are read
from its --verbose lines, the rest of which is left out. A test that skipped something ends with 77, so that Meson shows it; where SOLATIUM_NO_SKIP
is set, it fails. It hears every signal, also where this was started in a shell's background, which has two of them ignored: tests send them.
"""
import os
import re
import signal
import subprocess
import sys

SKIPPED = 77
LEFT_OUT = re.compile(rb"(?:skipped:|\[SKIP\]) (.*)")
NOISE = (b"[RUN ] ", b"[PASS] ", b"[====] Running ")

for heard in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
    signal.signal(heard, signal.SIG_DFL)
run = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
skipped = 0
for line in run.stdout:
    found = LEFT_OUT.match(line)
    skipped += found is not None
    if not line.startswith(NOISE):
        sys.stdout.buffer.write(b"skipped: " + found[1] + b"\n" if found else line)
        sys.stdout.buffer.flush()
status = run.wait()
if status < 0:
    signal.signal(-status, signal.SIG_DFL) if -status not in (signal.SIGKILL, signal.SIGSTOP) else None
    os.kill(os.getpid(), -status)
if status == SKIPPED and not skipped:
    print("skipped: all of it, and it does not say why")
if skipped and status == 0:
    status = SKIPPED
if status == SKIPPED and os.environ.get("SOLATIUM_NO_SKIP"):
    print("SOLATIUM_NO_SKIP is set: what is skipped fails")
    status = 1
sys.exit(status)
