"""Writes templates as the rows of a table in C: embed.py OUT NAME.yaml..."""
import pathlib
import sys

with open(sys.argv[1], "w", encoding="utf-8") as out:
    print('#include "program/templates/template.h"\n', file=out)
    names = [pathlib.Path(p).stem for p in sys.argv[2:]]
    for number, path in enumerate(sys.argv[2:]):
        data = ",".join(map(str, pathlib.Path(path).read_bytes()))
        print(f"static const unsigned char text_{number}[] = {{{data},0}};", file=out)
    rows = ", ".join(f'{{"{name}", (const char *)text_{number}}}' for number, name in enumerate(names))
    print(f"\nconst template_row template_table[] = {{{rows}}};\nconst size_t template_count = {len(names)};", file=out)
