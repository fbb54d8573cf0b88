"""A year of the sample goals, day by day: refreshed, told, delivered; people take note and silence now and then."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb

from flows.batches import look_through, read_batch
from targets.actuals.imports import import_files
from targets.actuals.links import propose_links
from targets.alerts.acknowledge import acknowledge
from targets.alerts.changes import ByPerson
from targets.alerts.delivery import deliver
from targets.alerts.silences import silence
from targets.alerts.update import update_alerts
from targets.extraction.read_document import ReadDocument
from targets.progress.refresh import refresh_progress
from targets.settings import Receiver, Settings
from targets.store.documents import relate_documents
from targets.store.run import Run
from tests.harness.loading import load_document

DATA = Path(__file__).parents[2] / "data"


@dataclass
class Year:
    """The days that were gone through, and who heard of what."""

    con: duckdb.DuckDBPyConnection
    settings: Settings
    days: list[date] = field(default_factory=list)


def receivers(url: str) -> tuple[Receiver, ...]:
    """Who hears: an office by digest, every unit by itself, and one that hears of units by one name alone."""
    return (
        Receiver("office", url),
        Receiver("units", url, digest=False, language="zh"),
        Receiver("education", url, ("市教育局",), language="en"),
    )


def load_samples(con: duckdb.DuckDBPyConnection, home: Path, settings: Settings) -> None:
    """The sample documents and figures; each figure counts from the day it was recorded."""
    run = Run("run-0", date(2020, 4, 1), datetime(2021, 6, 1))
    for read in read_batch(look_through(DATA / "documents").hashes):
        assert isinstance(read, ReadDocument), read
        load_document(
            con,
            read.document,
            read.content_hash,
            read.mentions,
            read.targets,
            extractor="1",
            run=run,
            settings=settings,
        )
    relate_documents(con, run)
    import_files(con, home, [DATA / "actuals" / "cities-2020-illustrative.csv"], run, settings)
    propose_links(con, run, settings)


def live_through(year: Year, first: date, last: date, step: int = 1, seed: int = 1) -> None:
    """Every `step` days a refresh at nine and a delivery; every now and then somebody acknowledges or silences."""
    rng = random.Random(seed)
    day = first
    while day <= last:
        now = datetime(day.year, day.month, day.day, 9)
        run = Run(f"run-{day}", day, now)
        refresh_progress(year.con, run, year.settings)
        update_alerts(year.con, run, year.settings)
        deliver(year.con, year.settings, now)
        _act(year.con, now + timedelta(hours=3), rng)
        year.days.append(day)
        day += timedelta(days=step)


def _act(con: duckdb.DuckDBPyConnection, now: datetime, rng: random.Random) -> None:
    firing = con.execute(
        "SELECT alert_id, target_id FROM alerts WHERE state = 'firing' ORDER BY 1"
    ).fetchall()
    if not firing or rng.random() > 0.05:
        return
    alert_id, target_id = rng.choice(firing)
    if rng.random() < 0.5:
        acknowledge(con, alert_id, "张三", "已约谈", now)
    else:
        until = now.date() + timedelta(days=rng.randrange(40))
        silence(con, until, ByPerson("李四", "方案已批", now), target_id=target_id)


_PER_MONTH = """
    SELECT receiver, group_key, date_trunc('month', sent_at)::DATE AS month, count(*) AS messages
    FROM outbox WHERE state = 'sent' AND kind <> 'escalation' GROUP BY ALL ORDER BY messages DESC
"""
_UNSETTLED = """
    SELECT c.change_no, r.receiver
    FROM alert_changes AS c CROSS JOIN (SELECT unnest($receivers) AS receiver) AS r
    LEFT JOIN alert_tellings AS t ON t.change_no = c.change_no AND t.receiver = r.receiver
    GROUP BY ALL HAVING count(t.change_no) <> 1
"""
_UNSAID = """
    SELECT t.change_no, t.receiver FROM alert_tellings AS t
    JOIN alert_changes AS c USING (change_no) LEFT JOIN outbox AS o USING (message_id)
    WHERE t.reason = 'told' AND (o.receiver IS DISTINCT FROM t.receiver OR o.state = 'outdated'
        OR NOT list_contains(json_keys(o.told), c.alert_id))
"""
_UNREASONED = """
    SELECT change_no, receiver, reason FROM alert_tellings
    WHERE (reason = 'told') <> (message_id IS NOT NULL)
        OR (reason = 'group_interval' AND decided_at < $last::TIMESTAMP)
"""
_TOO_LATE = """
    SELECT o.message_id, t.handle FROM outbox AS o, unnest(json_keys(o.told)) AS u (alert_id)
    JOIN alerts AS a ON a.alert_id = u.alert_id JOIN targets AS t ON t.target_id = a.target_id
    WHERE o.state <> 'outdated' AND t.due + 90 < o.created_at::DATE
"""
_NEWS_TWICE = """
    SELECT change_no, receiver, count(*) FROM alert_tellings GROUP BY ALL HAVING count(*) > 1
"""


def most_in_a_month(con: duckdb.DuckDBPyConnection) -> int:
    """The most messages that one receiver got about one unit within a calendar month; a digest counts as one."""
    found = con.execute(_PER_MONTH).fetchall()
    return int(found[0][3]) if found else 0


def faults_of(year: Year) -> dict[str, list[tuple[object, ...]]]:
    """What does not hold: by guarantee, the changes or messages that break it."""
    everyone = [r.name for r in year.settings.receivers if not r.owners]
    last = datetime.combine(year.days[-1], datetime.min.time())
    queries = {
        "every change is settled once for every receiver in scope": (_UNSETTLED, {"receivers": everyone}),
        "no change is settled twice": (_NEWS_TWICE, {}),
        "what is told stands in a message of that receiver": (_UNSAID, {}),
        "what is not told has a reason that lasts": (_UNREASONED, {"last": last}),
        "no message about a goal that ended more than 90 days before": (_TOO_LATE, {}),
    }
    return {
        name: found
        for name, (query, values) in queries.items()
        if (found := year.con.execute(query, values).fetchall())
    }
