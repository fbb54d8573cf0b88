"""Adds the digests of new migrations to `known.toml`: `python -m tests.store.freeze`. Those that stand there stay."""

from __future__ import annotations

import tomllib
from pathlib import Path

from targets.store.schema import KNOWN, migrations

FILE = Path(__file__).parents[2] / "targets" / "store" / "migrations" / KNOWN


def frozen() -> dict[str, str]:
    """The digests that warehouses in the field may hold, by the migration's name."""
    names: dict[str, str] = tomllib.loads(FILE.read_text(encoding="utf-8"))["migrations"]
    return names


def main() -> None:
    """Add a line for each migration that has none."""
    lines = [f'"{m.name}" = "{m.digest}"\n' for m in migrations() if m.name not in frozen()]
    head, gap, rest = FILE.read_text(encoding="utf-8").partition("\n\n")
    FILE.write_text(head + "".join(f"\n{line}".rstrip() for line in lines) + gap + rest, encoding="utf-8")


if __name__ == "__main__":
    main()
