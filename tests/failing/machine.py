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
                resource.setrlimit(limit, most if isinstance(most, tuple) else (most, most))

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
    "report": ["report", "small.yaml", *SMALL, "--no-studies", "--replace", "-o", "out.html"],
    "charts": ["report", "small.yaml", *SMALL, "--no-studies", "--charts", "charts", "--replace", "-o", "out.html"],
    "compare": ["compare", "small.yaml", *SMALL, "--vary", "participation.JP=0%,50%", "--vary", "participation.KR=0%,50%", "--replace", "-o", "out.svg"],
    "divide": ["divide", "--endowment", "200", "--claims", "100,200,300", "--rule", "talmud", "--schedule", "--replace", "-o", "out.pdf"],
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
    """There is a status and a reason, also of a report: whether it has charts hangs on whether gnuplot is installed, and on nothing else."""
    for name, script in (("crash", "kill -SEGV $$\n"), ("half", "cat >/dev/null; echo '<svg'; exit 1\n"), ("nothing", "exit 0\n")):
        for words in PICTURES.values():
            with Folder(words[-1]) as folder:
                folder.gnuplot(script)
                process = folder.start(*words)
                out, err = process.communicate(timeout=60)
                expect(process.returncode == 4 and err.startswith(b"error[U") and not out, name, words, process.returncode, err)
                expect(folder.output.read_bytes() == OLD and not folder.left(), name, words, "left", folder.left())


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


REPORT = ["report", "small.yaml", *SMALL, "--no-studies", "--threads", "1", "--replace", "-o"]
ANSWERS = {"out.json": ["run", "small.yaml", *SMALL, "--threads", "1", "--replace", "-o", "out.json"], "out.md": [*REPORT, "out.md"], "out.html": [*REPORT, "out.html"], "out.xlsx": [*REPORT, "out.xlsx"]}


def answer_of(name, **how):
    """(status, standard error, the output, what is left)."""
    with Folder(name) as folder:
        process = folder.start(*ANSWERS[name], **how)
        _, err = process.communicate(timeout=120)
        return process.returncode, (err or b"").decode(), folder.output.read_bytes(), folder.left()


def files_may_not_grow():
    """A limit of a file's size is a file that cannot be written, also for what is written on the way."""
    for name in ANSWERS:
        whole = answer_of(name)
        expect(whole[0] == 0 and whole[2] != OLD and not whole[3], name, whole[0], whole[1])
        for most in (0, 3000, 20000, 1 << 20):
            status, err, data, left = answer_of(name, limits={resource.RLIMIT_FSIZE: most})
            is_right = (status == 0 and data == whole[2]) or (status == 4 and data == OLD and "File too large" in err)
            expect(is_right and not left, name, "of at most", most, "bytes:", status, err, left)
    with Folder("out.txt") as folder, open(folder.output, "wb") as file:
        process = folder.start("schema", stdout=file, limits={resource.RLIMIT_FSIZE: 512})
        _, err = process.communicate(timeout=60)
        expect(process.returncode == 4 and b"File too large" in err, "standard output of at most 512 bytes:", process.returncode, err)


def disk_is_full():
    """Where the parts of a workbook lie: a part that is cut must not become a workbook."""
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode != 0:
        skipped.append("a full disk: no file system can be mounted here")
        return
    whole = answer_of("out.xlsx")
    for kib in (4, 16, 64, 256, 8192):
        with Folder("out.xlsx") as folder:
            line = f"mount -t tmpfs -o size={kib}k none temporary && exec {PROGRAM} {' '.join(ANSWERS['out.xlsx'])}"
            done = subprocess.run(["unshare", "-rm", "sh", "-c", line], cwd=folder.path, env=folder.environment, capture_output=True, timeout=120, check=False)
            data = folder.output.read_bytes()
            is_right = (done.returncode == 0 and data == whole[2]) or (done.returncode == 4 and data == OLD and b"No space left" in done.stderr)
            expect(is_right and (done.returncode == 0) == (kib == 8192), "a disk of", kib, "KiB:", done.returncode, done.stderr)


def no_folder_for_parts():
    """The folder is named that a workbook's parts cannot be kept in."""
    with Folder("out.xlsx") as folder:
        folder.environment["TMPDIR"] = "/nowhere at all"
        process = folder.start(*ANSWERS["out.xlsx"])
        _, err = process.communicate(timeout=60)
        expect(process.returncode == 4 and b"'/nowhere at all': No such file" in err and folder.output.read_bytes() == OLD, process.returncode, err)


def without_proc():
    """Where files cannot get a name later, they have another beside the output: it goes too, and a workbook is written all the same."""
    covered = "mount -t tmpfs none /proc && "
    if subprocess.run(["unshare", "-rm", "sh", "-c", covered + "true"], capture_output=True, check=False).returncode != 0:
        skipped.append("a system without /proc: nothing can be mounted over it here")
        return
    for name, words in ANSWERS.items():
        whole = answer_of(name)
        for limit, wanted in (("", 0), ("ulimit -f 6 && ", 4)):
            with Folder(name) as folder:
                line = f"{covered}{limit}exec {PROGRAM} {' '.join(words)}"
                done = subprocess.run(["unshare", "-rm", "sh", "-c", line], cwd=folder.path, env=folder.environment, capture_output=True, timeout=120, check=False)
                right = whole[2] if wanted == 0 else OLD
                expect(done.returncode == wanted and folder.output.read_bytes() == right and not folder.left(), name, "without /proc:", done.returncode, done.stderr, folder.left())


def time_is_up():
    """A limit of computing time ends it in order, while there is still some."""
    with Folder("out.json") as folder:
        process = folder.start("run", "small.yaml", "--trials", "100000000", "--threads", "1", "--replace", "-o", "out.json", limits={resource.RLIMIT_CPU: (1, 20)})
        _, err = process.communicate(timeout=120)
        expect(process.returncode == 5 and b"nothing was written" in err, "of a second:", process.returncode, err)
        expect(folder.output.read_bytes() == OLD and not folder.left(), "of a second, it left", folder.left())


def few_descriptors():
    for name in ANSWERS:
        whole = answer_of(name)
        for most in (4, 5, 7, 9, 11, 13):
            status, err, data, left = answer_of(name, limits={resource.RLIMIT_NOFILE: most})
            is_right = (status == 0 and data == whole[2]) or (status == 4 and data == OLD and err) or (status == 127 and "shared libraries" in err)
            expect(is_right and not left, name, "of", most, "descriptors:", status, err, left)


def closed_streams():
    """A file that is opened never gets the number of a stream that is closed; writing to one that is closed fails."""
    for name, words in ANSWERS.items():
        whole = answer_of(name)
        for closed in (">&-", "2>&-", "<&- >&- 2>&-"):
            with Folder(name) as folder:
                # without --quiet: what is said must go nowhere
                line = " ".join([PROGRAM, *(w for w in words if w != "--quiet"), closed])
                done = subprocess.run(["sh", "-c", line], cwd=folder.path, env=folder.environment, timeout=120, check=False)
                same = folder.output.read_bytes() == whole[2] or name != "out.json"  # the rest shows its command line
                expect(done.returncode == 0 and same and folder.output.read_bytes()[:2] == whole[2][:2], name, closed, done.returncode)
    for line, wanted in (("check small.yaml >&-", 4), ("schema >&- 2>&-", 4), ("check - <&-", 4), ("check nothing.yaml 2>&-", 4)):
        with Folder("out.txt") as folder:
            done = subprocess.run(["sh", "-c", f"{PROGRAM} {line}"], cwd=folder.path, env=folder.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60, check=False)
            expect(done.returncode == wanted and (b"error[" in done.stderr or "2>&-" in line), line, done.returncode, done.stderr)


def reader_is_gone():
    """Nobody reads any more: no signal ends us, and the status says that not all was read."""
    with Folder("out.txt") as folder:
        line = f"{{ {PROGRAM} schema; echo $? >status; }} | :"
        subprocess.run(["bash", "-c", line], cwd=folder.path, env=folder.environment, timeout=60, check=True)
        expect((folder.path / "status").read_text().strip() == "4", "a closed pipe ends it with", (folder.path / "status").read_text())


for check in (files_may_not_grow, disk_is_full, no_folder_for_parts, without_proc, time_is_up, few_descriptors, closed_streams, reader_is_gone, what_draws_hangs, what_draws_fails, same_pictures_at_any_time):
    check()
for reason in skipped:
    print("skipped:", reason)
print("\n".join(failures) or "each end is right")
sys.exit(bool(failures))
