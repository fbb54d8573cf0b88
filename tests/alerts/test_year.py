"""The sample goals through the end of a year, day by day; the benchmark `alert_year` does a whole one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from targets.settings import Settings
from targets.store.warehouse import migrate
from tests.alerts.conftest import Webhook
from tests.alerts.year import Year, faults_of, live_through, load_samples, most_in_a_month, receivers


@pytest.mark.slow
def test_through_the_end_of_a_year_every_change_is_told_once_or_has_a_reason(
    webhook: Webhook, tmp_path: Path
) -> None:
    with duckdb.connect(":memory:", config={"threads": 1}) as con:
        migrate(con)
        year = Year(con, Settings(receivers=receivers(webhook.url)))
        load_samples(con, tmp_path, year.settings)
        live_through(year, date(2020, 10, 5), date(2020, 12, 14), step=14)
        live_through(year, date(2020, 12, 18), date(2021, 1, 12))
        live_through(year, date(2021, 1, 20), date(2021, 4, 14), step=14)
        assert faults_of(year) == {}
        assert 0 < most_in_a_month(con) < 6
        states = dict(con.execute("SELECT state, count(*) FROM alerts GROUP BY state").fetchall())
        assert states.get("retired", 0) > 0
        sent = con.execute("SELECT count(*) FROM outbox WHERE state = 'sent'").fetchall()
        assert sent == [(len(webhook.received),)]
        assert len(set(webhook.keys)) == len(webhook.received)
