"""The fields of a goal as a reviewer corrects them: figures in the words of documents, choices in words, never codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from dashboards.live.review_rows import SeriesRow
from dashboards.rows import GoalRow, column_of
from dashboards.snapshot import fetch_rows
from targets import figures
from targets.extraction.mention import Change, Commitment, Comparator
from targets.ledger.typed_goals import quantity_of
from targets.status import Direction, Kind
from targets.store.decisions import BadDecision
from targets.words import Phrase, message, phrase

FIELDS = (
    *("indicator", "region", "owners", "comparator", "value", "value_high"),
    *("due", "kind", "direction", "change", "commitment"),
)
_CHOICES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "comparator": ("choice", tuple(Comparator)),
    "kind": ("kind", tuple(Kind)),
    "direction": ("explain_direction", tuple(Direction)),
    "change": ("change", ("", *Change)),
    "commitment": ("commitment", tuple(Commitment)),
}
_FIGURES = ("value", "value_high")
_MOST_KNOWN = 300


class BadEntry(ValueError):
    """What was entered into a field does not fit it; `words` say so."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the form: how it is called, what it holds, and of a drop-down its choices in words."""

    name: str
    label: Phrase
    value: str
    kind: str
    choices: tuple[tuple[str, Phrase], ...] = ()
    known: tuple[str, ...] = ()


def form_fields(cursor: duckdb.DuckDBPyConnection, goal: GoalRow) -> list[FormField]:
    """The fields of a goal, filled with what holds now."""
    known = {
        "region": _known(cursor, "SELECT region FROM shown"),
        "owners": _known(cursor, "SELECT unnest(owners) FROM current_targets"),
    }
    return [
        FormField(
            name,
            phrase("field", name),
            as_entered(goal, name),
            "choice" if name in _CHOICES else "date" if name == "due" else "text",
            tuple((key, _choice_words(name, key)) for key in _CHOICES[name][1]) if name in _CHOICES else (),
            known.get(name, ()),
        )
        for name in FIELDS
    ]


def with_own_names(cursor: duckdb.DuckDBPyConnection, goal: GoalRow) -> GoalRow:
    """The goal with its units as its document names them, without the place that tells them apart on pages."""
    ((owners,),) = cursor.execute(
        "SELECT owners FROM targets WHERE target_id = ?", [goal["target_id"]]
    ).fetchall()
    return {**goal, "owners": owners}


def as_entered(goal: GoalRow, name: str) -> str:
    """A field of a goal as the form shows it: 2万户, 市住建局、市财政局."""
    value = column_of(goal, name)
    if value is None:
        return ""
    if name in _FIGURES:
        return _figure(value, goal["unit"])
    return "、".join(value) if isinstance(value, list) else str(value)


def corrections(goal: GoalRow, entered: Mapping[str, str]) -> dict[str, Any]:
    """What was entered otherwise than the goal has it, as decisions store it; an emptied field is None. Raises BadEntry."""
    values: dict[str, Any] = {}
    for name in FIELDS:
        text = entered.get(name, "").strip()
        if name not in entered or text == as_entered(goal, name):
            continue
        if name in _FIGURES and text:
            values |= _read_figure(goal, name, text)
        else:
            values[name] = text or None
    return values


def candidate_series(cursor: duckdb.DuckDBPyConnection, goal: GoalRow) -> list[SeriesRow]:
    """The series a reviewer may choose from: those proposed for the goal, then those of its region."""
    return fetch_rows(
        cursor,
        "SELECT s.series_id, s.indicator, s.region, s.unit FROM series s "
        "LEFT JOIN latest_links l ON l.series_id = s.series_id AND l.target_id = $target_id "
        "WHERE l.series_id IS NOT NULL OR s.region IS NOT DISTINCT FROM $region "
        "ORDER BY l.score DESC NULLS LAST, s.indicator LIMIT 200",
        SeriesRow,
        {"target_id": goal["target_id"], "region": goal["region"]},
    )


def _choice_words(name: str, key: str) -> Phrase:
    section = _CHOICES[name][0]
    return phrase(section, key) if key else message("page-review-neither")


def _figure(value: float, unit: str) -> str:
    """The figure in counting steps where they lose nothing, else all of its digits."""
    short = figures.quantity(value, unit)
    try:
        if quantity_of(short).value == value:
            return short
    except BadDecision:
        pass
    return f"{value:.15g}{unit}"


def _read_figure(goal: GoalRow, name: str, text: str) -> dict[str, Any]:
    """A figure as it was typed, with its unit where that is another: 2万户, 25000, 8.5%."""
    try:
        return {name: float(text.replace(",", ""))}
    except ValueError:
        pass
    try:
        found = quantity_of(text)
    except BadDecision:
        unit = goal["unit"]
        if text.endswith(unit):  # a unit that is no word of documents
            try:
                return {name: float(text.removesuffix(unit).replace(",", ""))}
            except ValueError:
                pass
        raise BadEntry(message("page-review-no-figure", field=phrase("field", name), text=text)) from None
    return {name: found.value} | ({"unit": found.unit} if found.unit != goal["unit"] else {})


def _known(cursor: duckdb.DuckDBPyConnection, query: str) -> tuple[str, ...]:
    rows = cursor.execute(
        f"SELECT name FROM ({query}) AS found (name) WHERE name IS NOT NULL GROUP BY name "
        f"ORDER BY count(*) DESC, name LIMIT {_MOST_KNOWN}"
    ).fetchall()
    return tuple(name for (name,) in rows)
