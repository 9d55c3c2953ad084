"""
Includes point down: a room may include itself and the rooms below it, never one above. In a room that has folders they stand from the ground up
in its meson.build, and the same holds for them.
"""
import pathlib
import re
import sys

ROOMS = ["base", "value", "mortality|division", "scenario", "plan", "result", "engine", "study", "report", "program"]
FLOOR = {room: floor for floor, rooms in enumerate(ROOMS) for room in rooms.split("|")}
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"')


def folders_of(root):
    """By room, then folder: its floor."""
    found = {}
    for room in FLOOR:
        listed = re.search(r"^foreach folder : \[(.*)\]", (root / "src" / room / "meson.build").read_text(), re.M)
        found[room] = {name: floor for floor, name in enumerate(re.findall(r"'([^']+)'", listed[1]))} if listed else {}
    return found


def faults(root):
    folders = folders_of(root)
    for path in sorted((root / "src").rglob("*.[ch]")):
        room = path.relative_to(root / "src").parts[0]
        if room not in FLOOR:
            yield f"{path.relative_to(root)}: {room} is no room of this house"
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = INCLUDE.match(line)
            if not found:
                continue
            where = f"{path.relative_to(root)}:{number}"
            target = found.group(1).split("/")
            if target[0] in ("solatium", "solatium.h"):
                continue
            if len(target) < 2 or target[0] not in FLOOR:
                yield f'{where}: "{found.group(1)}" is not named by its room'
            elif target[0] != room and FLOOR[target[0]] >= FLOOR[room]:
                yield f"{where}: {room} includes {target[0]}, which is not below it"
            elif target[0] == room and folders[room] and folders[room].get(target[1], 99) > folders[room].get(path.parts[-2], -1):
                yield f"{where}: {room}/{path.parts[-2]} includes {room}/{target[1]}, which is not below it"
        if room != "base" and re.search(r"\b(malloc|calloc|realloc|aligned_alloc)\s*\(", path.read_text()):
            yield f"{path.relative_to(root)}: memory comes from an arena"


found = list(faults(pathlib.Path(sys.argv[1])))
print("\n".join(found) or "includes point down")
sys.exit(bool(found))
