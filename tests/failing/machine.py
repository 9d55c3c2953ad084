"""
The program on a machine that fails or is taken away: what it starts hangs, signals come, files may not grow, descriptors are closed or few.
Only two ends are right: the same bytes, or a status and a line, with the old file whole. Nothing is left, no process and no file.

    machine.py PROGRAM ROOT
"""
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
SMALL = ["--trials", "20", "--quiet"]
OLD = b"what stood here before\n"
failures, skipped = [], []


def expect(truth, *what):
    if not truth:
        failures.append(" ".join(str(w) for w in what))


class Folder:
    """A folder of its own with the scenario, an old output, and a folder for temporary files."""

    def __init__(self, output):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="solatium-machine-"))
        shutil.copy(ROOT / "tests/golden/small.yaml", self.path / "small.yaml")
        for name in ("bin", "temporary"):
            (self.path / name).mkdir()
        self.output = self.path / output
        self.output.write_bytes(OLD)
        self.environment = {"PATH": f"{self.path}/bin:{os.environ['PATH']}", "HOME": "/", "LC_ALL": "C.UTF-8", "TMPDIR": str(self.path / "temporary")}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path)

    def gnuplot(self, text):
        script = self.path / "bin" / "gnuplot"
        script.write_text("#!/bin/sh\n" + text)
        script.chmod(0o755)

    def start(self, *words, **more):
        """A process that no signal is kept from, whoever started us."""
        usual = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGXFSZ]
        limits = more.pop("limits", {})

        def begin():
            for sign in usual:
                signal.signal(sign, signal.SIG_DFL)
            for limit, most in limits.items():
                resource.setrlimit(limit, (most, most))

        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        return subprocess.Popen([PROGRAM, *words], cwd=self.path, env=self.environment, preexec_fn=begin, start_new_session=True, **streams)

    def left(self):
        """What is there and was not."""
        return [str(p) for p in self.path.rglob("*") if p.is_file() and p != self.output and p.name not in ("small.yaml", "gnuplot", "started")]


def is_running(number):
    try:
        with open(f"/proc/{number}/stat", encoding="utf-8") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_until(is_so, seconds):
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.02)
    return is_so()


# What never ends, and has a child of its own.
HANGS = """sleep 600 &
echo $$ $! >started.new
mv started.new started
wait
"""
PICTURES = {
    "report": ["report", "small.yaml", *SMALL, "--no-studies", "-o", "out.html"],
    "charts": ["report", "small.yaml", *SMALL, "--no-studies", "--charts", "charts", "-o", "out.html"],
    "compare": ["compare", "small.yaml", *SMALL, "--vary", "participation.JP=0%,50%", "--vary", "participation.KR=0%,50%", "-o", "out.svg"],
    "divide": ["divide", "--endowment", "200", "--claims", "100,200,300", "--rule", "talmud", "--schedule", "-o", "out.pdf"],
}


def what_draws_hangs():
    """A signal ends it at once with all that it started; if we are killed, it is too."""
    for name, words in PICTURES.items():
        for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP) if name == "report" else (signal.SIGTERM,):
            with Folder(words[-1]) as folder:
                folder.gnuplot(HANGS)
                process = folder.start(*words)
                started = folder.path / "started"
                expect(wait_until(started.exists, 60), name, "did not draw")
                numbers = started.read_text().split()
                began = time.monotonic()
                process.send_signal(sign)
                out, err = process.communicate(timeout=60)
                took = time.monotonic() - began
                expect(process.returncode == 5 and not out and took < 5, name, sign, "ended with", process.returncode, "after", took, err)
                expect(len(err.decode().splitlines()) <= 1, name, "said", err)
                expect(folder.output.read_bytes() == OLD and not folder.left() and not (folder.path / "charts").exists(), name, sign, "left", folder.left())
                expect(wait_until(lambda: not any(map(is_running, numbers)), 5), name, sign, "left what draws")
    with Folder("out.html") as folder:
        folder.gnuplot("echo $$ >started.new\nmv started.new started\nexec sleep 600\n")
        process = folder.start(*PICTURES["report"])
        expect(wait_until((folder.path / "started").exists, 60), "it did not draw")
        number = (folder.path / "started").read_text().strip()
        process.kill()
        process.communicate()
        expect(wait_until(lambda: not is_running(number), 5), "what draws outlives us")
        expect(folder.output.read_bytes() == OLD and not folder.left(), "killed, it left", folder.left())


def what_draws_fails():
    """A picture that was asked for by itself is there, or there is a status and a reason; a report is whole without, and says so."""
    for name, script in (("crash", "kill -SEGV $$\n"), ("half", "cat >/dev/null; echo '<svg'; exit 1\n"), ("nothing", "exit 0\n")):
        with Folder("out.svg") as folder:
            folder.gnuplot(script)
            process = folder.start(*PICTURES["compare"])
            out, err = process.communicate(timeout=60)
            expect(process.returncode == 4 and err.startswith(b"error[U120]") and not out, name, process.returncode, err)
            expect(folder.output.read_bytes() == OLD and not folder.left(), name, "left", folder.left())


def same_pictures_at_any_time():
    if not shutil.which("gnuplot"):
        skipped.append("pictures at another time: there is no gnuplot")
        return
    drawn = []
    for _ in range(2):
        with Folder("out.pdf") as folder:
            process = folder.start(*PICTURES["divide"])
            _, err = process.communicate(timeout=120)
            expect(process.returncode == 0, "divide", process.returncode, err)
            drawn.append(folder.output.read_bytes())
        time.sleep(1.1)
    expect(drawn[0] == drawn[1] and drawn[0].startswith(b"%PDF"), "a PDF differs by when it was made")


for check in (what_draws_hangs, what_draws_fails, same_pictures_at_any_time):
    check()
for reason in skipped:
    print("skipped:", reason)
print("\n".join(failures) or "each end is right")
sys.exit(bool(failures))
