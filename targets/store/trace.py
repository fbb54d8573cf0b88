"""Where a figure comes from: the sentence of a document, the row of a file and its vintage, a decision, or the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import resources

import duckdb

COMPUTED = (
    "baseline",
    "expected",
    "gap",
    "gap_share",
    "achievement",
    "time_share",
    "progress_share",
    "lead_points",
    "required_rate",
    "current_rate",
    "projection",
    "projection_low",
    "projection_high",
    "probability_of_miss",
)
"""The figures of a goal that the rules compute, by their column of `progress`."""

GIVEN = {
    "value": "target",
    "value_high": "target",
    "target_value": "target",
    "target_high": "target",
    "actual": "actual",
}
"""The figures that are read or recorded, and what they are traced as."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One thing that a figure comes from.

    `origin` is read, decided, recorded or computed; `file` the file, the person or the rules; `place` the page, where it is
    known, and the characters of the text, the row of the file, the decision or the day; `words` the sentence, the period or the note;
    `recorded_at` the vintage. `counts` is False for a vintage that a later one has replaced.
    """

    figure: str
    value: float | None
    unit: str
    origin: str
    file: str
    place: str
    words: str
    recorded_at: datetime | None
    counts: bool
    run_id: str | None


def trace(con: duckdb.DuckDBPyConnection, target_id: str) -> list[Origin]:
    """Where each figure of a goal comes from, in a warehouse or snapshot: those given first, then those computed."""
    query = resources.files("targets.store").joinpath("traced.sql").read_text(encoding="utf-8")
    given = [Origin(*row) for row in con.execute(query, {"target_id": target_id}).fetchall()]
    return [*given, *_computed(con, target_id)]


def _computed(con: duckdb.DuckDBPyConnection, target_id: str) -> Iterator[Origin]:
    rows = con.execute(
        f"SELECT t.unit, p.rule_version, p.profile, p.as_of, p.actual_period_end, p.actual_recorded_at, p.run_id, "
        f"{', '.join(f'p.{name}' for name in COMPUTED)} FROM progress p JOIN targets t ON t.target_id = p.target_id WHERE p.target_id = ?",
        [target_id],
    ).fetchall()
    for unit, version, profile, as_of, period_end, recorded_at, run_id, *values in rows:
        rules, day = f"rules {version}, profile {profile}", f"as of {as_of}"
        words = (
            f"from the target and the actual to {period_end}"
            if period_end
            else "from the target and the plan"
        )
        for figure, value in zip(COMPUTED, values, strict=True):
            if value is not None:
                yield Origin(figure, value, unit, "computed", rules, day, words, recorded_at, True, run_id)
