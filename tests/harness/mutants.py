"""Mutants: one fault planted at a time in what figures and verdicts are made by, and whether the tests of its room notice.

    python -m tests.harness.mutants [--only TEXT]

Each fault of `mutants.toml` is planted in a copy of the tree; then the tests that are not slow of the room that mirrors
the file run until the first fails. Prints each with the test that caught it, then how many were caught.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.harness.tree import copy_tree, failures, put_instead

ENOUGH = 55 / 60
"""The share of the mutants that has to be caught."""
_FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


class Mutant(NamedTuple):
    """A fault: what it does, in which file, which text it puts in place of which, and the tests that look there."""

    fault: str
    file: str
    find: str
    put: str
    tests: tuple[str, ...]

    @property
    def room(self) -> str:
        """The folder under `targets` that the file is in, or `dashboards`."""
        first, *below = Path(self.file).parts
        return below[0] if first == "targets" and len(below) > 1 else first


def mutants() -> list[Mutant]:
    """The mutants of `mutants.toml`."""
    table = tomllib.loads(Path(__file__).with_name("mutants.toml").read_text(encoding="utf-8"))
    tests = {room: tuple(paths) for room, paths in table["tests"].items()}
    found = [Mutant(tests=(), **entry) for entry in table["mutant"]]
    return [mutant._replace(tests=tests[mutant.room]) for mutant in found]


def caught_by(tree: Path, mutant: Mutant) -> str:
    """The test that fails on a mutant planted in a copy of the tree; empty where none does."""
    path = tree / mutant.file
    whole = path.read_text(encoding="utf-8")
    put_instead(path, mutant.find, mutant.put)
    try:
        said = failures(tree, "-m", "not slow", "-n", "2", "--dist", "loadfile", *mutant.tests)
    finally:
        path.write_text(whole, encoding="utf-8")
    named = _FAILED.search(said)
    return named[1] if named else "it does not start" if said else ""


def run_mutants(folder: Path, only: str = "") -> Iterator[tuple[Mutant, str]]:
    """Each mutant whose fault or file holds a text, and the test that caught it."""
    tree = copy_tree(folder)
    for mutant in mutants():
        if only in mutant.file or only in mutant.fault:
            yield mutant, caught_by(tree, mutant)


def main() -> int:
    """Run as described above."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="only mutants whose file or fault holds this text")
    only: str = parser.parse_args().only
    tried, caught = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for mutant, test in run_mutants(Path(folder), only):
            tried[mutant.room] += 1
            caught[mutant.room] += bool(test)
            print(f"{'caught' if test else 'LIVES '}  {mutant.file}: {mutant.fault}  {test}", flush=True)
    print()
    for room, count in tried.items():
        print(f"{room:<12}{caught[room]} of {count} caught")
    print(f"{'all':<12}{caught.total()} of {tried.total()} caught")
    return int(caught.total() < ENOUGH * tried.total())


if __name__ == "__main__":
    raise SystemExit(main())
