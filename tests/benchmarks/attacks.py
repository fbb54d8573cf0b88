"""What tries to break duban, at full size: hostile files, fuzz, kills, interleavings, planted faults. Takes hours.

    python -m tests.benchmarks.attacks [NAME ...]

Each is a command of `tests/harness` by its own defaults, of which the tests have small runs. Exits with 1 where one of
them found something.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence

ATTACKS = ("hostile_files", "fuzz_readers", "kill_points", "interleavings", "mutants")


def main(names: Sequence[str]) -> int:
    """Run the named attacks, or all of them."""
    found = 0
    for name in names or ATTACKS:
        print(f"\n-- {name}", flush=True)
        began = time.monotonic()
        code = subprocess.run([sys.executable, "-m", f"tests.harness.{name}"], check=False).returncode
        print(
            f"-- {name}: {'found something' if code else 'nothing found'} in {time.monotonic() - began:.0f} s"
        )
        found |= code
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
