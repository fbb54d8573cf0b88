"""Alerts delivered while the process is killed at 200 random points: none lost, at most one repetition a kill."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.alerts.kills import deliver_under_kills

KILLS = 200


def main() -> int:
    """Kill, count, and say whether the bounds hold."""
    began = time.monotonic()
    with TemporaryDirectory(prefix="duban-kills-") as folder:
        report = deliver_under_kills(Path(folder), KILLS, seed=20220630)
    print(
        f"{report.kills} kills in {time.monotonic() - began:.0f} s over {report.messages} messages: {report.by_point}"
    )
    print(
        f"lost {report.lost}, came twice {report.twice} (bound {report.kills}), by no kill {report.doubled_by_others}"
    )
    return int(report.lost > 0 or report.twice > report.kills or report.doubled_by_others > 0)


if __name__ == "__main__":
    sys.exit(main())
