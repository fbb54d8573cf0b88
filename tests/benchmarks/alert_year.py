"""A year of the sample goals day by day with the rules that are shipped: messages per unit and month, and who heard of what."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

import targets.alerts.delivery
from targets.alerts.receivers import Letter
from targets.settings import Receiver, Settings
from targets.store.warehouse import migrate
from tests.alerts.year import Year, faults_of, live_through, load_samples, most_in_a_month, receivers

FIRST, LAST = date(2020, 4, 10), date(2021, 4, 10)
MOST = 5


def _taken(_receiver: Receiver, _letter: Letter) -> str | None:
    """A receiver that takes everything at once: real ones are the business of the tests."""
    return None


def main() -> int:
    """Live through the year and say whether the bounds hold."""
    targets.alerts.delivery.send = _taken
    began = time.monotonic()
    with TemporaryDirectory(prefix="duban-year-") as home, duckdb.connect(config={"threads": 1}) as con:
        migrate(con)
        year = Year(con, Settings(receivers=receivers("json://127.0.0.1:9/")))
        load_samples(con, Path(home), year.settings)
        live_through(year, FIRST, LAST)
        most, faults = most_in_a_month(con), faults_of(year)
        ((changes, tellings, messages),) = con.execute(
            "SELECT (SELECT count(*) FROM alert_changes), (SELECT count(*) FROM alert_tellings), "
            "(SELECT count(*) FROM outbox WHERE state = 'sent')"
        ).fetchall()
        reasons = con.execute(
            "SELECT reason, count(*) FROM alert_tellings GROUP BY 1 ORDER BY 2 DESC"
        ).fetchall()
        states = con.execute("SELECT state, count(*) FROM alerts GROUP BY 1 ORDER BY 2 DESC").fetchall()
    print(
        f"{len(year.days)} days in {time.monotonic() - began:.0f} s: {changes} changes, {messages} messages"
    )
    print(f"most messages about one unit to one receiver in a month: {most} (bound {MOST})")
    print(f"{tellings} tellings: {dict(reasons)}; alerts at the end: {dict(states)}")
    for name, found in faults.items():
        print(f"does not hold: {name}: {found[:5]}")
    return int(most > MOST or bool(faults))


if __name__ == "__main__":
    sys.exit(main())
