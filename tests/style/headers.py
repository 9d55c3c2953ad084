"""Each public header compiles alone, and solatium.h includes them all."""
import pathlib
import subprocess
import sys

root, compiler = pathlib.Path(sys.argv[1]), sys.argv[2:]
found = []
headers = sorted((root / "include" / "solatium").glob("*.h"))
for header in [root / "include" / "solatium.h", *headers]:
    run = subprocess.run([*compiler, "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wno-unused-function", "-D_POSIX_C_SOURCE=200809L",
                          f"-I{root / 'include'}", "-fsyntax-only", "-x", "c", str(header)], capture_output=True, text=True)
    if run.returncode:
        found.append(f"{header.relative_to(root)} does not compile alone:\n{run.stderr}")
whole = (root / "include" / "solatium.h").read_text()
found += [f"solatium.h leaves out {h.name}" for h in headers if f'"solatium/{h.name}"' not in whole]
print("\n".join(found) or f"{len(headers)} headers compile alone")
sys.exit(bool(found))
