"""
A folder of pages on a system that cannot put it in its place: it is there whole, the old one or the new, and nothing is left beside it.

    folders.py PROGRAM FAILING
"""
import errno
import os
import subprocess
import sys
import tempfile

PROGRAM, FAILING = map(os.path.abspath, sys.argv[1:3])
os.chdir(tempfile.mkdtemp())
FUND = """solatium: 1
title: Letters
currency: KRW
start: 2025-01-01
end: 2030-01-01
mortality: {country: KOR}
other_sources: [{name: State, kind: public, amount: 200m KRW, date: 2025-02-01}]
payments: {first: 2025-07-01, every: half-year}
simulation: {trials: 20}
claimants: {groups: [{name: A, count: 3, sex: female, age: 90, claim: 1000}]}
"""


def write(folder, title="Letters", **failing):
    with open("fund.yaml", "w", encoding="utf-8") as out:
        out.write(FUND.replace("Letters", title))
    environment = {**os.environ, **{f"FAIL_{name.upper()}": str(value) for name, value in failing.items()}, **({"LD_PRELOAD": FAILING} if failing else {})}
    return subprocess.run([PROGRAM, "explain", "fund.yaml", "--all", "--quiet", "-o", folder], env=environment, capture_output=True, text=True, check=False)


def read(folder):
    pages = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            pages[name] = file.read()
    return pages


def check(truth, *what):
    assert truth, what
    assert not [name for name in os.listdir(".") if name.startswith(".")], (what, os.listdir("."))


done = write("letters")
check(done.returncode == 0, done.stderr)
first = read("letters")
check(len(first) == 5, first.keys())

# what cannot be exchanged for a reason of its own (a mount) stays as it is
for reason in (errno.EBUSY, errno.EACCES, errno.EPERM, errno.EIO):
    done = write("letters", "Others", exchange=reason)
    check(done.returncode == 4 and f"error[U201]: cannot write 'letters': {os.strerror(reason)}" in done.stderr and read("letters") == first, reason, done.stderr)

# where the system has no exchange, the old one goes aside, and comes back
for reason in (errno.EINVAL, errno.ENOSYS):
    for number in (1, 2):
        done = write("letters", "Others", exchange=reason, rename=number)
        check(done.returncode == 4 and "error[U201]: cannot write 'letters'" in done.stderr and read("letters") == first, reason, number, done.stderr)
    done = write("letters", f"Others {reason}", exchange=reason)
    check(done.returncode == 0 and read("letters") != first, reason, done.stderr)
    first = read("letters")

# a new one can do without
done = write("new", exchange=errno.EBUSY)
check(done.returncode == 0 and len(read("new")) == 5, done.stderr)

# who may look into the old one may look into the new one, and nobody else
for mode in (0o700, 0o2750, 0o777):
    os.chmod("letters", mode)
    done = write("letters")
    check(done.returncode == 0 and os.stat("letters").st_mode & 0o7777 == mode, oct(mode), done.stderr)

# a link that leads nowhere is found before the work
os.symlink("nowhere", "link")
done = write("link")
check(done.returncode == 4 and "cannot make the folder 'link': a link of that name leads to nothing" in done.stderr and os.path.islink("link"), done.stderr)
print("whole or not at all, also where names cannot be exchanged")
