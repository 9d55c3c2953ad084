"""The language reference: its examples are accepted, and its tables are those that the program writes."""
import os
import re
import subprocess
import sys

program, root = sys.argv[1], sys.argv[2]
page = open(os.path.join(root, "scenarios", "README.md"), encoding="utf-8").read()
blocks = re.findall(r"```yaml\n(.*?)```", page, re.S)
faults = []


def sections(text):
    """Top-level keys of a YAML text with their lines."""
    found, name = {}, None
    for line in text.splitlines(keepends=True):
        if re.match(r"[a-z_]+:", line):
            name = line.split(":")[0]
            found[name] = ""
        if name:
            found[name] += line
    return found


whole = sections(blocks[0])
for number, block in enumerate(blocks, 1):
    text = "".join({**whole, **sections(block)}.values())
    run = subprocess.run([program, "check", "-"], input=text, capture_output=True, text=True)
    if run.returncode or "warning" in run.stderr:
        faults.append(f"example {number} of scenarios/README.md:\n{run.stderr}")

written = subprocess.run([program, "schema", "--format", "markdown"], capture_output=True, text=True, check=True).stdout
if written.removesuffix("\n[//]: # (Made by solatium)\n").strip() not in page:  # that page is not replaced unasked
    faults.append("scenarios/README.md does not end with the output of `solatium schema --format markdown`")

readme = open(os.path.join(root, "README.md"), encoding="utf-8").read()
for text in re.findall(r"```yaml\n(.*?)```", readme, re.S):
    run = subprocess.run([program, "check", "-"], input=text, capture_output=True, text=True)
    if run.returncode or "warning" in run.stderr:
        faults.append(f"the scenario of README.md:\n{run.stderr}")

print("\n".join(faults) or f"{len(blocks)} examples are accepted, and the reference is the program's")
sys.exit(bool(faults))
