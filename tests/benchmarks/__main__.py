"""Run the benchmarks one after the other, each in a process of its own.

    python -m tests.benchmarks [NAME ...]

Each prints its figures and ratios and exits with 1 where a bound does not hold, with 2 where it has nothing to
measure on. All run, whatever one of them says; exit 1 where a bound did not hold.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
SAYS = {0: "done", 1: "a bound does not hold, or it broke off", 2: "nothing to measure on"}


def main(names: Sequence[str]) -> int:
    """Run the named benchmarks, or all of them, and sum up."""
    files = sorted(file for file in HERE.glob("[!_]*.py") if not names or file.stem in names)
    if unknown := set(names) - {file.stem for file in files}:
        print(f"no such benchmark: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    codes = {}
    for file in files:
        print(f"\n== {file.stem}: {purpose(file)}", flush=True)
        start = time.monotonic()
        codes[file.stem] = subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{file.stem}"], cwd=HERE.parents[1], check=False
        ).returncode
        print(f"({time.monotonic() - start:.0f} s)")
    print()
    for name, code in codes.items():
        print(f"{name:<24}{SAYS.get(code, f'failed with exit code {code}')}")
    return int(any(code not in (0, 2) for code in codes.values()))


def purpose(file: Path) -> str:
    """The first line of a benchmark's docstring: what it measures."""
    return (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").partition("\n")[0]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
