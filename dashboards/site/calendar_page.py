"""The calendar of deadlines, and the file to subscribe to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from jinja2 import Environment

from dashboards.deadlines import KEPT_DAYS, SHOWN_DAYS, deadlines, icalendar, next_due
from dashboards.site.environment import text
from dashboards.site.incremental import Page
from dashboards.site.page import page
from dashboards.site.snapshot_index import SnapshotIndex
from targets.words import message

FILE = "calendar.ics"


def calendar_pages(env: Environment, index: SnapshotIndex) -> Iterator[Page]:
    """The page of the next days, and the iCalendar file of the next year."""
    as_of = index.as_of or date(1970, 1, 1)
    notices = index.snapshot.notices
    kept = deadlines(index.goals, notices, as_of, KEPT_DAYS)
    shown = deadlines(index.goals, notices, as_of, SHOWN_DAYS)
    later = next_due(index.current, as_of)
    yield page(
        env,
        "calendar.html",
        "calendar.html.jinja",
        [shown, later],
        index,
        title=message("page-calendar"),
        here="calendar",
        illustrative=any(deadline.illustrative for deadline in shown),
        summary=text("page-calendar-summary", count=str(len(shown)), days=str(SHOWN_DAYS)),
        days=[(day, list(due)) for day, due in groupby(shown, key=lambda deadline: deadline.day)],
        later=later,
        days_ahead=SHOWN_DAYS,
        file=FILE,
    )
    yield Page(FILE, [str(as_of), kept], lambda: icalendar(kept, as_of))
