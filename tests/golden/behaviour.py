"""How the program behaves towards its surroundings: exit statuses, channels, files written whole or not at all, interrupts."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

program, root = sys.argv[1], pathlib.Path(sys.argv[2])
failures = []


def run(*arguments, text=None, stdout=subprocess.PIPE, **environment):
    return subprocess.run([program, *arguments], input=text, stdout=stdout, stderr=subprocess.PIPE, cwd=root,
                          env={**os.environ, "COLUMNS": "80", **environment}, timeout=120)


def expect(truth, *what):
    if not truth:
        failures.append(" ".join(str(w) for w in what))


def status(wanted, *arguments, **more):
    done = run(*arguments, **more)
    expect(done.returncode == wanted, arguments, "ended with", done.returncode, "not", wanted, done.stderr.decode()[:600])
    return done


def channels():
    """Data go to standard output, talk to standard error."""
    done = status(0, "help")
    expect(done.stdout.startswith(b"solatium ") and not done.stderr, "help talks on the wrong channel")
    done = status(0, "--version")
    expect(done.stdout.count(b"\n") == 1, "the version is a line")
    for wrong in (["hepl"], ["help", "--trails", "5"], ["laws", "--format", "jsn"], ["laws", "extra"], ["laws", "--table", "x"]):
        done = status(2, *wrong)
        expect(not done.stdout and done.stderr.startswith(b"error[U1"), wrong, "is answered by", done.stderr[:200])
    done = status(2, "laws", "--formt", "json")
    expect("did you mean `--format`?" in done.stderr.decode(), "no advice:", done.stderr.decode())


def colours():
    for arguments, environment, coloured in ((["--color", "always"], {}, True), ([], {}, False),
                                             (["--color", "always"], {"NO_COLOR": "1"}, True)):
        done = status(0, "laws", *arguments, **environment)
        expect((b"\033[" in done.stdout) == coloured, arguments, environment, "colours")


def files():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        target = folder / "laws.json"
        status(0, "laws", "-o", str(target))
        expect(len(json.loads(target.read_text())["laws"]) == 5, "the ending .json decides the format")
        target.write_text("before")
        for wrong in (folder, folder / "no" / "laws.json"):
            done = status(4, "laws", "-o", str(wrong))
            expect(done.stderr.startswith(b"error[U201]: cannot write '"), "unclear:", done.stderr)
        done = status(4, "laws", "-o", "/dev/full")
        expect(b"No space left on device" in done.stderr, "unclear:", done.stderr)
        with open("/dev/full", "wb") as full:
            done = status(4, "laws", stdout=full)
            expect(b"No space left on device" in done.stderr, "unclear:", done.stderr)
        expect(sorted(p.name for p in folder.iterdir()) == ["laws.json"] and target.read_text() == "before", "something stayed")
        status(0, "laws", "-o", "/dev/null")
        expect(status(0, "laws", "-o", "/dev/stdout").stdout == status(0, "laws").stdout, "/dev/stdout is standard output")


def closed_pipe():
    """A reader that has gone is no reason to talk."""
    source, sink = os.pipe()
    os.close(source)
    done = subprocess.run([program, "laws"], stdout=sink, stderr=subprocess.PIPE)
    os.close(sink)
    expect(done.returncode == 4 and not done.stderr, "a closed pipe:", done.returncode, done.stderr)


def interrupted_output():
    """Ctrl-C while the reader of a pipe lets us wait."""
    with tempfile.TemporaryDirectory() as name:
        pipe = os.path.join(name, "pipe")
        os.mkfifo(pipe)
        child = subprocess.Popen([program, "laws", "-o", pipe], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.3)
        child.send_signal(signal.SIGINT)
        try:
            child.communicate(timeout=10)
            expect(child.returncode == 5, "interrupted, it ended with", child.returncode)
        except subprocess.TimeoutExpired:
            child.kill()
            expect(False, "an interrupt was not obeyed")


for check in (channels, colours, files, closed_pipe, interrupted_output):
    check()
print("\n".join(failures) or "it behaves")
sys.exit(bool(failures))
