"""What waits for a reviewer: each doubt about a goal as a card, narrowed by document, unit, region and kind of doubt."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from dashboards.goal_history import field_words
from dashboards.live.loaded_snapshot import site_query
from dashboards.live.review_rows import DoubtRow
from dashboards.rows import GoalRow
from dashboards.site.highlight import QuotedCell, quote_parts, quoted_row
from dashboards.snapshot import fetch_rows
from targets import figures
from targets.extraction.mention import doubt_of
from targets.words import Phrase, phrase

MOST_SHOWN = 100
"""Cards of one page; the rest comes when these are decided, or by a narrower filter."""

FILTERS = ("doubt", "document", "unit", "region")
ASKED = "asked"
"""The kind of a card of a goal that was asked for by its address."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the queue is narrowed to; an empty text narrows nothing. `goal` is a goal asked for by its id."""

    doubt: str = ""
    document: str = ""
    unit: str = ""
    region: str = ""
    goal: str = ""

    def fits(self, row: DoubtRow) -> bool:
        """Whether a doubt is among those wanted."""
        return all(not wanted or wanted == value_of(row, name) for name, wanted in self.as_dict().items())

    def as_dict(self) -> dict[str, str]:
        """The filters by name."""
        return {name: getattr(self, name) for name in FILTERS}


@dataclass(frozen=True, slots=True)
class SeriesOffered:
    """A proposed series: its name and unit, how alike it is, its latest figures in words."""

    series_id: str
    name: str
    score: str
    latest: tuple[tuple[str, Phrase], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A doubt with the goal that it is about; `quote` is the sentence before, at and after its number."""

    key: str
    kind: str
    doubt: str
    goal: GoalRow
    quote: tuple[str, str, str]
    cells: list[QuotedCell]
    field: Phrase | None = None
    holds: Phrase | None = None
    reads: Phrase | None = None
    takes: Mapping[str, Any] | None = None
    series: SeriesOffered | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """The cards that are shown, how many there are, and of each filter its values with their numbers."""

    cards: list[Card]
    total: int
    waiting: int
    choices: dict[str, list[tuple[str, int]]]


def read_queue(cursor: duckdb.DuckDBPyConnection, filters: Filters, decided: Iterable[str] = ()) -> Queue:
    """The queue of the day that the cursor sees, without goals that are `decided` and wait for a refresh."""
    done = set(decided)
    rows = [row for row in read_doubts(cursor) if row["target_id"] not in done]
    fitting = [row for row in rows if filters.fits(row)]
    cards = cards_of(cursor, fitting[:MOST_SHOWN])
    if filters.goal and all(card.goal["target_id"] != filters.goal for card in cards):
        cards = [*asked_for(cursor, filters.goal), *cards]
    cards.sort(key=lambda card: card.goal["target_id"] != filters.goal)
    return Queue(cards, len(fitting), len(rows), {name: _choices(rows, name) for name in FILTERS})


def read_doubts(cursor: duckdb.DuckDBPyConnection) -> list[DoubtRow]:
    """Every doubt, the least sure first."""
    return fetch_rows(cursor, site_query("doubts"), DoubtRow)


def value_of(row: DoubtRow, name: str) -> str:
    """What a doubt is under a filter."""
    if name == "doubt":
        return doubt_key(row)
    column = {"document": "document_title", "unit": "lead", "region": "region"}[name]
    return str(dict(row)[column] or "")


def doubt_key(row: DoubtRow) -> str:
    """Why a goal waits, as a key of the section `doubt` of the catalogues."""
    if row["kind"] == "goal":
        return doubt_of(row["cues"] or ()).name.lower()
    return row["event"] or row["kind"]


def doubt_words(key: str) -> Phrase:
    """Why a goal waits, in words."""
    return phrase("doubt", key)


def cards_of(cursor: duckdb.DuckDBPyConnection, rows: list[DoubtRow]) -> list[Card]:
    """The cards of some doubts, in their order."""
    goals = read_goals(cursor, {row["target_id"] for row in rows})
    return [_card(row, goals[row["target_id"]]) for row in rows if row["target_id"] in goals]


def asked_for(cursor: duckdb.DuckDBPyConnection, target_id: str) -> list[Card]:
    """The card of a goal that nobody doubts; none where it is not in force."""
    return [
        Card(key_of(ASKED, target_id, ""), ASKED, ASKED, goal, *_quoted(goal))
        for goal in read_goals(cursor, {target_id}).values()
    ]


def read_goals(cursor: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> dict[str, GoalRow]:
    """Goals in force by their ids."""
    rows = fetch_rows(
        cursor, "SELECT * FROM shown WHERE list_contains($ids, target_id)", GoalRow, {"ids": sorted(ids)}
    )
    return {row["target_id"]: row for row in rows}


def key_of(kind: str, target_id: str, what: str) -> str:
    """The key of a card: kind, goal, and the field or series that it is about."""
    return f"{kind}:{target_id}:{what}"


def _card(row: DoubtRow, goal: GoalRow) -> Card:
    key = key_of(row["kind"], row["target_id"], row["series_id"] or row["field"] or "")
    field, unit = row["field"], goal["unit"]
    before, after = (json.loads(row[side] or "null") for side in ("before", "after"))
    return Card(
        key,
        row["kind"],
        doubt_key(row),
        goal,
        *_quoted(goal),
        field=phrase("field", field) if field else None,
        holds=field_words(field, before, unit) if field else None,
        reads=field_words(field, after, unit) if field else None,
        takes={field: after} if field else None,
        series=_offered(row),
    )


def _offered(row: DoubtRow) -> SeriesOffered | None:
    if row["series_id"] is None:
        return None
    unit = row["series_unit"] or ""
    name = " · ".join(part for part in (row["series_indicator"], row["series_region"], unit) if part)
    latest = tuple(
        (day.isoformat(), Phrase(figures.quantity(value, unit), figures.quantity(value, unit, "en")))
        for day, value in zip(row["series_days"] or (), row["series_figures"] or (), strict=True)
    )
    return SeriesOffered(row["series_id"], name, figures.percent(row["score"]), latest)


def _quoted(goal: GoalRow) -> tuple[tuple[str, str, str], list[QuotedCell]]:
    quote = goal["quote"]
    return quote_parts(quote, goal["mention_text"]), quoted_row(
        quote, goal["mention_column"], goal["mention_text"]
    )


def _choices(rows: list[DoubtRow], name: str) -> list[tuple[str, int]]:
    counted = Counter(value for row in rows if (value := value_of(row, name)))
    return sorted(counted.items(), key=lambda choice: (-choice[1], choice[0]))
