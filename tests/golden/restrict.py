"""--restrict: every file that a scenario names, in whichever key and by whichever way, lies under its folder, or is an error with its place."""
import os
import subprocess
import sys
import tempfile

PROGRAM, ROOT = map(os.path.abspath, sys.argv[1:3])
FOLDER = os.path.realpath(tempfile.mkdtemp())
os.chdir(FOLDER)
HEAD = "solatium: 1\ntitle: F\ncurrency: KRW\nstart: 2025-01-01\nend: 2027-01-01\npayments: {first: 2025-07-01, every: half-year}\n" \
       "timeliness: {goal: 70%}\nfund: {opening: 1m KRW}\n"
LAW = "mortality: {male: {law: gompertz, b: 1.4e-6, g: 0.13}, female: {law: gompertz, b: 1.4e-6, g: 0.13}}\n"
GROUP = "claimants: {groups: [{name: P, count: 12, sex: male, age: 93, claim: 100 KRW}]}\n"
FILES = {"rows.csv": "id,group,sex,age,claim\none,P,male,90,100 KRW\n", "firms.csv": "name,country,pledge\nA,KR,3m KRW\n",
         "table.csv": "age,q\n" + "".join(f"{age},0.{age}\n" for age in range(10, 90)), "base.yaml": "fund: {opening: 2m KRW}\n"}
# A key that names a file each: the scenario's text for a path, and the file.
KEYS = {"claimants": (LAW + "claimants: {file: PATH}\n", "rows.csv"),
        "claimants, at length": (LAW + "claimants: {file: {name: PATH, encoding: utf-8}}\n", "rows.csv"),
        "firms": (LAW + GROUP + "participation: 50%\nfirms: [{file: PATH}]\n", "firms.csv"),
        "life table": (GROUP + "mortality: {male: {table: {csv: PATH}}, female: {table: {csv: PATH}}}\n", "table.csv"),
        "extends": (LAW + GROUP + "extends: PATH\n", "base.yaml")}


def put(name, text):
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    with open(name, "w", encoding="utf-8") as out:
        out.write(text)


def call(*words, stdin=""):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False, input=stdin)


for folder in ("fund/sub", "outside", "fund-other"):
    for file, text in FILES.items():
        put(f"{folder}/{file}", text)
for file in FILES:
    os.symlink(f"../outside/{file}", f"fund/link-out-{file}")
    os.symlink(f"sub/{file}", f"fund/link-in-{file}")
os.symlink("../outside", "fund/folder-out")
os.symlink("nowhere", "fund/dangling")
os.symlink("fund", "named-otherwise")

for key, (text, file) in KEYS.items():
    inside = [f"sub/{file}", f"./sub/../sub/{file}", f"link-in-{file}", f"{FOLDER}/fund/sub/{file}", f"../fund/sub/{file}", f"folder-out/../fund/sub/{file}"]
    outside = [f"../outside/{file}", f"{FOLDER}/outside/{file}", f"link-out-{file}", f"folder-out/{file}", f"../fund-other/{file}", "/dev/stdin",
               "/proc/self/fd/0", "../no-such-file", "no-such-folder/../../outside", "dangling", "/no/such/file"]
    for path in inside + outside:
        put("fund/s.yaml", HEAD + text.replace("PATH", path))
        for scenario in ("fund/s.yaml", "named-otherwise/s.yaml"):
            made = call("check", scenario, "--restrict", "--quiet", stdin=FILES[file])
            if path in inside:
                assert made.returncode == 0, (key, path, scenario, made.stderr)
                continue
            assert made.returncode == 3 and "error[S006]" in made.stderr and f"{scenario}:" in made.stderr, (key, path, made.stderr)
            assert "leave out --restrict" in made.stderr and "does not lie under the scenario's folder" in made.stderr, made.stderr
        if path in outside[:5]:
            assert call("check", "fund/s.yaml", "--quiet").returncode == 0, (key, path)
    # What is not there is told as ever.
    put("fund/s.yaml", HEAD + text.replace("PATH", "sub/none"))
    made = call("check", "fund/s.yaml", "--restrict")
    assert made.returncode in (3, 4) and "S006" not in made.stderr and "No such file" in made.stderr, made.stderr

# What the scenario extends is held to the scenario's folder, not to its own; so is what --set names, and each command that reads one.
put("fund/s.yaml", HEAD + "extends: sub/part.yaml\n" + GROUP)
put("fund/sub/part.yaml", "mortality: {male: {table: {csv: ../../outside/table.csv}}, female: {table: {csv: table.csv}}}\n")
made = call("check", "fund/s.yaml", "--restrict")
assert made.returncode == 3 and "error[S006]" in made.stderr and "fund/sub/part.yaml:1:" in made.stderr, made.stderr
put("fund/s.yaml", HEAD + LAW + "claimants: {file: ../outside/rows.csv}\n")
for words in (["run"], ["report", "-o", "x.md"], ["compare", "--tornado"], ["compare", "--vary", "fund.opening=0, 1m KRW"], ["compare", "fund/s.yaml"],
              ["explain", "--claimant", "one"], ["breakeven", "--vary", "fund.opening", "--from", "0", "--to", "1m KRW"]):
    made = call(*words, "fund/s.yaml", "--restrict", "--trials", "5", "--quiet")
    assert made.returncode == 3 and "error[S006]" in made.stderr, (words, made.stderr)
assert not os.path.exists("x.md")
os.chdir("fund")
put("s.yaml", HEAD + LAW + "claimants: {file: sub/rows.csv}\n")
assert call("check", "-", "--restrict", stdin=open("s.yaml", encoding="utf-8").read()).returncode == 0
assert call("check", "-", "--restrict", stdin=open("s.yaml", encoding="utf-8").read().replace("sub/", "../outside/")).returncode == 3
assert "--restrict" in call("help").stdout
print("files that a scenario names lie under its folder, where that is asked for")
