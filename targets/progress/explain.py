"""The whole derivation of one goal's verdict, line by line, with the vintages of its inputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from targets import figures
from targets.progress.compute import sql_of
from targets.progress.profiles import load_profile
from targets.progress.status import judge_day
from targets.words import LANGUAGES, Phrase, message, phrase, written

# How each value of the row is written; all others are figures.
_PERCENT = ("time_share", "progress_share", "achievement", "season_share", "probability_of_miss")
_FIGURES_WITH_UNIT = [
    "goal",
    "baseline",
    "actual",
    "expected",
    "passed",
    "next",
    "required_rate",
    "current_rate",
    "projection",
    "projection_low",
    "projection_high",
    "last_total",
    "reference",
    "target_value",
]


_DISTANCES: dict[str, Callable[[float, str, str], str]] = {
    "gap": figures.gap,
    "gap_share": lambda value, _unit, _language: figures.gap_share(value),
    "lead_points": lambda value, _unit, _language: figures.bare_points(value),
}


class UnknownGoal(LookupError):
    """No goal of that id is judged on that day; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Input:
    """One actual as it was known: its period, its value in the goal's unit, when and from where it was recorded.

    `standing`: "counts", "replaced" by a later vintage, or "doubtful" until a person confirms it.
    """

    period_start: date
    period_end: date
    value: float
    recorded_at: datetime
    source: str
    standing: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, and how its value comes about."""

    step: str
    title: Phrase
    derivation: Phrase


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a goal has its status on a day: the steps in order, and every input with its vintages.

    `handle` is what people call the goal (FZ22-15).
    """

    target_id: str
    handle: str
    as_of: date
    status: str
    unit: str
    lines: tuple[Step, ...]
    inputs: tuple[Input, ...]


def explain(con: duckdb.DuckDBPyConnection, target_id: str, as_of: date | None = None) -> Explanation:
    """The derivation of a goal's verdict on `as_of`, by default the day of the last refresh.

    The goal is judged anew by the SQL that judges all, from what was known at the end of that day; nothing is
    written. Raises UnknownGoal.
    """
    day = as_of or con.execute("SELECT max(as_of) FROM progress").fetchall()[0][0]
    if day is None:
        raise UnknownGoal(f"{target_id}: nothing has been judged yet. Run `duban refresh` first.")
    judge_day(con, day, only=target_id)
    found = con.execute(sql_of("explained"), [target_id])
    names, rows = [column[0] for column in found.description], found.fetchall()
    if not rows:
        raise UnknownGoal(
            f"{target_id}: no such goal on {day}. `duban status --format json` lists the goals."
        )
    row = dict(zip(names, rows[0], strict=True)) | {"page": _page(con, target_id)}
    inputs = con.execute(sql_of("inputs"), [row["goal_no"]]).fetchall()
    return Explanation(
        target_id,
        row["handle"],
        day,
        row["status"],
        row["unit"],
        tuple(_lines(row)),
        tuple(Input(*values) for values in inputs),
    )


def _page(con: duckdb.DuckDBPyConnection, target_id: str) -> int | None:
    """The page of the file on which the goal's sentence stands, where it is known."""
    found = con.execute(
        'SELECT page_at(any_value(d.pages), min(m."start")) FROM extracted_targets x '
        "JOIN mentions m ON m.target_id = x.target_id AND m.document_id = x.document_id "
        "JOIN documents d ON d.document_id = x.document_id WHERE x.target_id = ? AND m.role = 'target'",
        [target_id],
    ).fetchall()
    page: int | None = found[0][0]
    return page


def _lines(row: Mapping[str, Any]) -> list[Step]:
    values = {language: _values(row, language) for language in LANGUAGES}
    return [
        Step(
            step,
            message(f"explain-{step}-title"),
            Phrase(
                *(written(f"explain-{step}-{case}", language, known) for language, known in values.items())
            ),
        )
        for step, case in _cases(row).items()
        if case is not None
    ]


def _cases(row: Mapping[str, Any]) -> dict[str, str | None]:
    """Which wording fits each step, in order; None leaves the step out."""

    def where(present: object, case: str = "any") -> str | None:
        return case if present is not None else None

    measured = row["actual"]
    compared = row["gap"] is not None
    return {
        "goal": "any",
        "source": where(row["quote"], "page" if row["page"] else "any"),
        "owners": "any" if row["owners"] else None,
        "plan": where(row["plan_start"] or row["due"]),
        "series": where(row["series_id"]) or "none",
        "reference": row["reference_found"],
        "period": row["aggregation"] if row["period_start"] and row["period_end"] else None,
        "actual": where(measured, _actual_case(row)) or "none",
        "judged_on": where(row["judged_on"]),
        "report": "overdue" if row["report_overdue"] else None,
        "baseline": where(row["baseline"], "flagged" if row["baseline_flagged"] else row["judged_as"]),
        "time_share": where(row["time_share"]),
        "expected": where(row["expected"], row["basis"] if row["reference"] is None else "compared"),
        "gap": "any" if compared else None,
        "achievement": where(row["achievement"], "way" if row["on_the_way"] else "held"),
        "progress_share": where(row["progress_share"]),
        "trend": where(row["current_rate"]),
        "required_rate": where(row["required_rate"]),
        "projection": _projection_case(row) if compared and row["periods_left"] else None,
        "probability_of_miss": where(row["probability_of_miss"]),
        "reach_on": where(row["reach_on"]),
        "deadline": _deadline_case(row),
        "extension": where(row["extended_from"]),
        "rule": load_profile(row["profile"]).measure if compared else None,
        "verdict": "any",
    }


def _actual_case(row: Mapping[str, Any]) -> str:
    if row["held_when_due"]:
        return "held"
    if row["from_base"]:
        return "base"
    if row["takes_mean"] or row["compounds"]:
        return "mean" if row["takes_mean"] else "compound"
    return str(row["accumulation"]) if row["adds_up"] and row["aggregation"] == "sum" else "level"


def _deadline_case(row: Mapping[str, Any]) -> str | None:
    if row["final_figure_due"]:
        return "waiting"
    if row["reached_on"] is None:
        return None
    return "late" if row["days_late"] else "early"


def _projection_case(row: Mapping[str, Any]) -> str:
    if row["projection"] is None:
        return "none"
    if row["has_season"]:
        return "seasonal"
    return "trend" if row["judged_as"] in ("cumulative", "level", "budget") else "held"


def _values(row: Mapping[str, Any], language: str) -> dict[str, str]:
    profile = load_profile(row["profile"])
    values = {name: _written(name, value, row["unit"], language) for name, value in row.items()}
    values |= {"on_track": f"{profile.on_track:g}", "at_risk": f"{profile.at_risk:g}"}
    values |= {
        name: message(f"explain_{name}-{row[name]}").in_language(language)
        for name in ("aim", "kind", "direction")
    }
    values |= {
        name: phrase(name, row[name]).in_language(language).lower()
        for name in ("accumulation", "cadence", "status", "profile")
    }
    return values | {"reason": row[f"reason_{language}"]}


def _written(name: str, value: Any, unit: str, language: str) -> str:
    if value is None:
        return "…"
    if name in _PERCENT:
        return figures.percent(value, decimals=2)
    if name in _FIGURES_WITH_UNIT:
        return figures.exact(value, unit, language)
    if name in _DISTANCES:
        return _DISTANCES[name](value, unit, language)
    if isinstance(value, float):
        return figures.exact(value)
    if isinstance(value, list):
        return "、".join("…" if v is None else figures.exact(v) for v in value)
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)
