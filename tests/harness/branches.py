"""How many branches of `targets/` the tests took, told from the data of a run under coverage.

    python -m tests.harness.branches

`coverage report` counts lines and branches together; this counts the branches alone. Exits with 1 where they are fewer
than `ENOUGH`.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from coverage import Coverage

ENOUGH = 0.95
"""The share of all branches that has to be taken."""


def main() -> int:
    """Run as described above."""
    data = Coverage()
    data.load()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "coverage.json"
        data.json_report(outfile=str(out))
        totals = json.loads(out.read_text(encoding="utf-8"))["totals"]
    taken, there = totals["covered_branches"], totals["num_branches"]
    print(f"branches of targets/: {taken} of {there} taken, {taken / there:.1%} (bound {ENOUGH:.0%})")
    return int(taken < ENOUGH * there)


if __name__ == "__main__":
    raise SystemExit(main())
