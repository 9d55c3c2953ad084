"""The small ceiling: lines of a file and of a function, parameters, nesting, lines of a public header, sources of a folder."""
import pathlib
import re
import subprocess
import sys

FILE, HEADER, FUNCTION, PARAMETERS, LEVELS, FOLDER = 400, 150, 60, 5, 3, 15
CONTROL = re.compile(r"^ *(?:\} )?(?:if|else|for|while|switch|do)\b")


def bare(text):
    """The text without comments and literals, line by line as before."""
    pattern = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def indent(line):
    return (len(line) - len(line.lstrip())) // 4


def functions(lines):
    """(first line, last line, head, deepest level) of each definition; clang-format puts its braces in column one."""
    for number, line in enumerate(lines):
        if line != "{":
            continue
        first = number
        while first > 0 and lines[first - 1].strip() and not lines[first - 1].startswith(("}", "#")) and not lines[first - 1].rstrip().endswith(";"):
            first -= 1
        head = " ".join(lines[first:number])
        if "(" not in head or "=" in head.split("(")[0]:
            continue
        last = next(i for i in range(number, len(lines)) if lines[i].startswith("}"))
        depth = max((indent(l) for l in lines[number + 1:last + 1] if CONTROL.match(l)), default=0)
        yield first + 1, last + 1, head, depth


def parameters(head):
    inner = head[head.index("(") + 1:head.rindex(")")]
    level, count = 0, 1
    for sign in inner:
        level += (sign == "(") - (sign == ")")
        count += sign == "," and level == 0
    return count


TOP = {"src", "include", "scenarios", "tests", "meson.build", "meson_options.txt", "README.md", "COPYING"}


def strangers(root):
    """What is kept at the top and does not belong there; what lies about and is not kept is the developer's own."""
    kept = subprocess.run(["git", "-C", str(root), "ls-files"], capture_output=True, text=True, check=False).stdout if (root / ".git").exists() else ""
    return sorted({name.split("/")[0] for name in kept.splitlines()} - TOP)


def faults(root):
    for name in strangers(root):
        if not name.startswith("."):
            yield f"{name}: it does not belong at the top"
    for folder in sorted(p for p in (root / "src").rglob("*") if p.is_dir()):
        sources = len(list(folder.glob("*.c")))
        if sources > FOLDER:
            yield f"{folder.relative_to(root)}: {sources} sources, at most {FOLDER}"
    for path in sorted([*(root / "src").rglob("*.[ch]"), *(root / "include").rglob("*.h")]):
        name = path.relative_to(root)
        lines = bare(path.read_text()).splitlines()
        ceiling = HEADER if name.parts[0] == "include" else FILE
        is_table = "table" in path.stem or path.stem.startswith("keys")
        if len(lines) > ceiling and not is_table:
            yield f"{name}: {len(lines)} lines, at most {ceiling}"
        for first, last, head, depth in functions(lines):
            where = f"{name}:{first}"
            if last - first + 1 > FUNCTION:
                yield f"{where}: a function of {last - first + 1} lines, at most {FUNCTION}"
            if parameters(head) > PARAMETERS + 2 * ("..." in head):
                yield f"{where}: {parameters(head)} parameters, at most {PARAMETERS}"
            if depth > LEVELS:
                yield f"{where}: nested {depth} deep, at most {LEVELS}"


found = list(faults(pathlib.Path(sys.argv[1])))
print("\n".join(found) or "within the ceiling")
sys.exit(bool(found))
