"""A public function that checks a promise can be called bare: it opens a guard (SOL_ENTRY) or gives a failure value (SOL_NEED)."""
import pathlib
import re
import sys

DEFINITION = re.compile(r"^[a-z_][\w *]*\b(sol_\w+)\([^;{]*\)\n\{\n(.*?)^\}", re.M | re.S)
found = []
for path in sorted((pathlib.Path(sys.argv[1]) / "src").rglob("*.c")):
    for name, body in DEFINITION.findall(path.read_text()):
        if "SOL_CHECK(" in body and "SOL_ENTRY(" not in body:
            found.append(f"{path.name}: {name} checks a promise with SOL_CHECK but opens no guard")
print("\n".join(found) or "public functions can be called bare")
sys.exit(bool(found))
