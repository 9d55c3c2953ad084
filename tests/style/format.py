"""clang-format has nothing to change."""
import pathlib
import subprocess
import sys

root, program = pathlib.Path(sys.argv[1]), sys.argv[2]
files = [str(p) for folder in ("src", "include", "tests") for p in sorted((root / folder).rglob("*.[ch]"))]
run = subprocess.run([program, "--dry-run", "-Werror", *files], capture_output=True, text=True)
print(run.stderr[:4000] or f"{len(files)} files are formatted")
sys.exit(run.returncode)
