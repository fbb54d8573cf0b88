"""On which line of a TOML file a key stands, so that an error can name it; `tomllib` does not tell."""

from __future__ import annotations

import re

_HEAD = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?")


def line_of(text: str, table: str, key: str = "", number: int = 0) -> int:
    """The line (from 1) of `key` in the table of that name, the `number`th of several (from 0); "" is the top.

    Where the key does not stand there, that of the table's head; 1 where there is no such table.
    """
    here, seen, found = not table, 0, 1
    for place, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(line):
            if not table and head[1] == key:
                return place
            if head[1] == table:
                here, seen = seen == number, seen + 1
                found = place if here else found
            elif here and head[1] == f"{table}.{key}":
                return place
            else:
                here = here and bool(table) and head[1].startswith(f"{table}.")
        elif here and key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return place
    return found
