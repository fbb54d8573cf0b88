"""The pages of indicators that are followed without a number: the latest figures, and all figures of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from jinja2 import Environment

from dashboards.site.environment import text
from dashboards.site.incremental import Page
from dashboards.site.page import page
from dashboards.site.snapshot_index import SnapshotIndex
from dashboards.watched import WatchedRow, change_of, owed_from
from targets.words import message, unworded

MOST_PERIODS = 60
"""Periods that the page of an indicator shows, the latest first."""


def watched_pages(env: Environment, index: SnapshotIndex, rows: list[WatchedRow]) -> Iterator[Page]:
    """The list of all, and a page for each."""
    groups = [(number, list(own)) for number, own in groupby(rows, key=lambda row: row["watch_no"])]
    yield page(
        env,
        "watched.html",
        "watched.html.jinja",
        rows,
        index,
        title=message("page-watched"),
        here="watched",
        illustrative=any(row["illustrative"] for row in rows),
        summary=text("page-watched-summary", count=str(len(groups))),
        groups=[own for _, own in groups],
        change_of=lambda: change_of,
        owed_from=lambda: owed_from,
    )
    for number, own in groups:
        shown = [row for row in own if row["days"]]
        yield page(
            env,
            f"watched/W{number}.html",
            "watched_one.html.jinja",
            own,
            index,
            title=unworded(f"{own[0]['handle']} {own[0]['indicator'][:60]}"),
            here="watched",
            illustrative=any(row["illustrative"] for row in own),
            first=own[0],
            shown=shown,
            periods=_periods(shown),
        )


def _periods(rows: list[WatchedRow]) -> list[tuple[date, list[float | None]]]:
    """The figures of each series by period, the latest first; None where a series has none."""
    figures = [dict(zip(row["days"], row["figures"], strict=True)) for row in rows]
    days = sorted({day for row in rows for day in row["days"]}, reverse=True)[:MOST_PERIODS]
    return [(day, [known.get(day) for known in figures]) for day in days]
