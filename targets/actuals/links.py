"""Which series measures which goal: named by a row, decided by a person, or alike in name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import Any

import duckdb
import pyarrow as pa

from targets.actuals.names import LEXICON, contrasts_of, measured_name_of, name_of
from targets.actuals.periods import Cadence
from targets.actuals.units import BadUnit, conversion, kind_of
from targets.settings import Settings
from targets.store.run import Run
from targets.store.warehouse import transaction

_SQL = {
    name: resources.files("targets.actuals").joinpath(f"sql/{name}.sql").read_text(encoding="utf-8")
    for name in ("candidates", "links", "restore")
}
_LIGHT = re.compile("|".join(map(re.escape, sorted(LEXICON["light"]["words"], key=len, reverse=True))))
_NAME_COLUMNS = ["canonical", "change", "compared", "stem", "stem_id", "trend", "contrasts", "newly", "added"]
_LOWEST = 0.6
_LOWEST_PLANNED = 0.35
_SAME_WORDS = 0.85


class BadLink(ValueError):
    """A decision on a goal or series that does not exist or does not fit; the message says which and why."""


@dataclass(frozen=True, slots=True)
class LinkSummary:
    """How many links this run added: accepted by themselves, waiting for a person, withdrawn."""

    accepted: int
    proposed: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class WaitingLink:
    """A proposal for a person to judge: the goal, the series it may be measured by, and how alike they are."""

    target_id: str
    handle: str
    indicator: str
    region: str | None
    unit: str
    series_id: str
    series_indicator: str
    series_region: str | None
    series_unit: str
    accumulation: str
    score: float


def propose_links(con: duckdb.DuckDBPyConnection, run: Run, settings: Settings) -> LinkSummary:
    """Find a series for each goal in force, over the whole warehouse, in one transaction.

    In order: what a person accepted stays; a series whose rows named the goal; a series beside whose figures the
    goal's number stood as the plan of its year, of a name not wholly unlike; the series with the most similar name within the same region, of a unit that converts and of the same change. A score of
    `settings.link_threshold` or more is accepted, 0.6 or more waits for a person. The score is 1 where the
    names mean the same, else their `likeness`.
    The result depends on what is in the warehouse alone, not on the order in which it came.
    """
    with transaction(con):
        _set_variables(con, run, settings)
        _read_names(con)
        _read_units(con)
        con.execute(_SQL["candidates"])
        _score(con)
        _compare_planned(con)
        con.execute(_SQL["links"])
        counts = dict(con.execute("SELECT state, count(*) FROM changes GROUP BY state").fetchall())
    return LinkSummary(counts.get("accepted", 0), counts.get("proposed", 0), counts.get("rejected", 0))


def accept_link(
    con: duckdb.DuckDBPyConnection, target_id: str, series_id: str, who: str, at: datetime, run_id: str
) -> None:
    """A person says that the series measures the goal; a former link becomes history. Raises BadLink."""
    with transaction(con):
        set_link(con, target_id, series_id, True, who, at, run_id)


def reject_link(
    con: duckdb.DuckDBPyConnection, target_id: str, series_id: str, who: str, at: datetime, run_id: str
) -> None:
    """A person says that the series does not measure the goal; it is not proposed again. Raises BadLink."""
    with transaction(con):
        set_link(con, target_id, series_id, False, who, at, run_id)


def set_link(
    con: duckdb.DuckDBPyConnection,
    target_id: str,
    series_id: str,
    accepted: bool,
    who: str,
    at: datetime,
    run_id: str,
) -> None:
    """What `accept_link` and `reject_link` store, within the caller's transaction. Raises BadLink."""
    factor = _factor(con, target_id, series_id)
    if not accepted:
        _append(con, target_id, series_id, "rejected", 0.0, factor, who, at, run_id)
        return
    held = con.execute(
        "SELECT series_id, score, factor FROM latest_links WHERE target_id = ? AND state = 'accepted' AND series_id <> ?",
        [target_id, series_id],
    ).fetchall()
    for other, score, other_factor in held:
        _append(con, target_id, other, "rejected", score, other_factor, who, at, run_id)
    _append(con, target_id, series_id, "accepted", 1.0, factor, who, at, run_id)


def restore_links(
    con: duckdb.DuckDBPyConnection, target_id: str, after: int, seen: int, who: str, at: datetime, run_id: str
) -> int:
    """Take back what was said of a goal's series after the link numbered `after`: what held then holds again.

    `seen` is the goal's last link as the person saw it. Appends rows, in one transaction; returns the last number.
    Raises BadLink where somebody else has linked since, or there is nothing to take back.
    """
    with transaction(con):
        if (last := last_link(con, target_id)) != seen:
            raise BadLink(f"{target_id}: its series were linked otherwise since; look at it again.")
        if last <= after:
            raise BadLink(f"{target_id}: there is no link to take back.")
        con.execute(
            _SQL["restore"],
            {"target_id": target_id, "after": after, "who": who, "at": at, "run_id": run_id},
        )
        return last_link(con, target_id)


def last_link(con: duckdb.DuckDBPyConnection, target_id: str) -> int:
    """The number of what was said last of a goal's series; 0 where nothing was."""
    ((last,),) = con.execute(
        "SELECT coalesce(max(link_id), 0) FROM links WHERE target_id = ?", [target_id]
    ).fetchall()
    return int(last)


def waiting_links(con: duckdb.DuckDBPyConnection) -> list[WaitingLink]:
    """The proposals that wait for a person, by goal, the most alike first."""
    rows = con.execute(
        "SELECT t.target_id, t.handle, t.indicator, t.region, t.unit, s.series_id, s.indicator, s.region, s.unit, "
        "s.accumulation, l.score "
        "FROM latest_links l JOIN current_targets t USING (target_id) JOIN series s USING (series_id) "
        "WHERE l.state = 'proposed' ORDER BY t.target_id, l.score DESC, s.series_id"
    ).fetchall()
    return [WaitingLink(*row) for row in rows]


def accept_above(
    con: duckdb.DuckDBPyConnection, score: float, who: str, at: datetime, run_id: str
) -> list[WaitingLink]:
    """Accept of each goal without a series the best link that waits, where its score reaches `score`; returns them.

    Scores are taken to two places, as `duban links list` shows them.
    """
    linked = {
        target_id
        for (target_id,) in con.execute(
            "SELECT target_id FROM current_links WHERE state = 'accepted'"
        ).fetchall()
    }
    best: dict[str, WaitingLink] = {}
    for link in waiting_links(con):
        if link.target_id not in linked and round(link.score, 2) >= score:
            best.setdefault(link.target_id, link)
    for link in best.values():
        accept_link(con, link.target_id, link.series_id, who, at, run_id)
    return list(best.values())


def whole_series(con: duckdb.DuckDBPyConnection, beginning: str) -> str:
    """The id of the one series that begins so. Raises BadLink where there is none or several."""
    found = con.execute(
        "SELECT series_id FROM series WHERE starts_with(series_id, $begin) ORDER BY series_id = $begin DESC LIMIT 2",
        {"begin": beginning},
    ).fetchall()
    if not found or (len(found) > 1 and found[0] != (beginning,)):
        several = "several series have" if found else "no series has"
        raise BadLink(f"{beginning}: {several} this id. `duban links list` shows what waits.")
    return str(found[0][0])


def _append(con: duckdb.DuckDBPyConnection, *row: Any) -> None:
    target_id, series_id, state, score, factor, who, at, run_id = row
    con.execute(
        "INSERT INTO links BY NAME SELECT (SELECT coalesce(max(link_id), 0) + 1 FROM links) AS link_id, "
        "? AS target_id, ? AS series_id, ? AS state, ? AS score, ? AS factor, 'person' AS basis, "
        "? AS who, ?::TIMESTAMP AS linked_at, ? AS run_id",
        [target_id, series_id, state, score, factor, who, at, run_id],
    )


def _factor(con: duckdb.DuckDBPyConnection, target_id: str, series_id: str) -> float:
    goal = con.execute(
        "SELECT unit, change, compared_with FROM targets WHERE target_id = ?", [target_id]
    ).fetchall()
    series = con.execute(
        "SELECT unit, change, accumulation FROM series WHERE series_id = ?", [series_id]
    ).fetchall()
    if not goal:
        raise BadLink(f"{target_id}: there is no such goal.")
    if not series:
        raise BadLink(f"{series_id}: there is no such series.")
    (unit, change, compared_with), measured = goal[0], series[0]
    ((from_base, into),) = con.execute(
        "SELECT is_from_base(?, ?, ?, ?, ?), measured_unit(?, ?, ?)",
        [unit, change, *measured, unit, measured[0], compared_with],
    ).fetchall()
    if from_base:
        return 1.0
    try:
        return conversion(measured[0], into)
    except BadUnit as error:
        raise BadLink(f"{series_id} cannot measure {target_id}: {error}") from error


def _set_variables(con: duckdb.DuckDBPyConnection, run: Run, settings: Settings) -> None:
    values: dict[str, object] = {
        "now": run.now,
        "run_id": run.run_id,
        "threshold": settings.link_threshold,
        "lowest": min(_LOWEST, settings.link_threshold),
        "cadences": [cadence.value for cadence in Cadence],
    }
    for name, value in values.items():
        con.execute(f"SET VARIABLE {name} = $value", {"value": value})


def _read_names(con: duckdb.DuckDBPyConnection) -> None:
    """Table link_names: of each name its stem, the trend it measures, and what sets it apart from others."""
    pairs = con.execute(
        "SELECT canonical, change, false FROM current_targets UNION SELECT canonical, change, false FROM series "
        "UNION SELECT canonical, change, true FROM current_targets WHERE compared_with IS NOT NULL"
    ).fetchall()
    numbers: dict[str, int] = {}
    rows: dict[str, list[Any]] = {column: [] for column in _NAME_COLUMNS}
    for canonical, change, compared in pairs:
        name = measured_name_of(canonical, change) if compared else name_of(canonical, None, change)
        said = name_of(canonical)
        rows["canonical"].append(canonical)
        rows["change"].append(change)
        rows["compared"].append(compared)
        rows["stem"].append(name.stem)
        rows["stem_id"].append(numbers.setdefault(name.stem, len(numbers)))
        rows["trend"].append(name.change if name.change in ("up", "down") else "")
        rows["contrasts"].append(contrasts_of(name.stem))
        rows["newly"].append(said.change == "add")
        rows["added"].append(name.change == "add")
    _table(con, "link_names", rows, {"change": pa.string(), "compared": pa.bool_(), "stem_id": pa.int32()})


def _read_units(con: duckdb.DuckDBPyConnection) -> None:
    """Tables link_units (what each unit measures) and link_factors (from the series' unit to the goal's)."""
    goals, series = (
        [unit for (unit,) in con.execute(f"SELECT DISTINCT unit FROM {table}").fetchall()]
        for table in ("current_targets", "series")
    )
    goals = sorted({*goals, "%"})  # what is held against a figure in per cent is measured in it
    units = sorted({*goals, *series})
    _table(con, "link_units", {"unit": units, "kind": [kind_of(unit) for unit in units]}, {})
    factors = [
        (unit, into, conversion(unit, into))
        for unit in series
        for into in goals
        if kind_of(unit) == kind_of(into)
    ]
    columns = {name: [row[i] for row in factors] for i, name in enumerate(("unit", "into_unit", "factor"))}
    _table(con, "link_factors", columns, {"factor": pa.float64()})


def likeness(one: str, other: str) -> float:
    """How alike two names without their change are, in 0..1; 0.85 and more means the same quantity.

    Compared without light words (完成, 数量): 1 for the same words in the same order, 0.85 to 1 for the same
    characters in another order (改造棚户区, 棚户区改造). Where one has a character the other lacks it may be a
    part of the other or something else, so the score stays below 0.85, by the characters in common
    (Sørensen and Dice, 1945/1948) and by their order (normalised indel similarity).
    """
    from rapidfuzz import fuzz

    left, right = _LIGHT.sub("", one) or one, _LIGHT.sub("", other) or other
    ordered = fuzz.ratio(left, right) / 100
    common = 2 * (Counter(left) & Counter(right)).total() / (len(left) + len(right))
    if common == 1:
        return _SAME_WORDS + (1 - _SAME_WORDS) * ordered
    return min(0.7 * common + 0.3 * ordered, _SAME_WORDS - 0.01)


def _score(con: duckdb.DuckDBPyConnection) -> None:
    """Table scored: how alike the two names of each pair in `alike` are, where it is worth a look."""
    pairs = con.execute(
        "SELECT DISTINCT goal_stem_id, g.stem, series_stem_id, s.stem FROM alike "
        "JOIN (SELECT DISTINCT stem_id, stem FROM link_names) g ON g.stem_id = goal_stem_id "
        "JOIN (SELECT DISTINCT stem_id, stem FROM link_names) s ON s.stem_id = series_stem_id"
    ).fetchall()
    scored = [(goal_id, series_id, likeness(goal, series)) for goal_id, goal, series_id, series in pairs]
    kept = [row for row in scored if row[2] >= _LOWEST]
    _pairs(con, "scored", kept, "score")


def _compare_planned(con: duckdb.DuckDBPyConnection) -> None:
    """Table planned_likeness: how alike the names are where the goal's number is the plan beside the series."""
    pairs = con.execute(
        "SELECT DISTINCT goal_stem_id, g.stem, series_stem_id, s.stem FROM planned "
        "JOIN (SELECT DISTINCT stem_id, stem FROM link_names) g ON g.stem_id = goal_stem_id "
        "JOIN (SELECT DISTINCT stem_id, stem FROM link_names) s ON s.stem_id = series_stem_id"
    ).fetchall()
    compared = [(goal_id, series_id, likeness(goal, series)) for goal_id, goal, series_id, series in pairs]
    _pairs(con, "planned_likeness", [row for row in compared if row[2] >= _LOWEST_PLANNED], "likeness")


def _pairs(
    con: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[int, int, float]], measure: str
) -> None:
    columns = {
        name: [row[i] for row in rows] for i, name in enumerate(("goal_stem_id", "series_stem_id", measure))
    }
    types = {"goal_stem_id": pa.int32(), "series_stem_id": pa.int32(), measure: pa.float64()}
    _table(con, table, columns, types)


def _table(
    con: duckdb.DuckDBPyConnection, name: str, columns: dict[str, list[Any]], types: dict[str, pa.DataType]
) -> None:
    arrays = {column: pa.array(values, types.get(column)) for column, values in columns.items()}
    strings = {
        c: pa.array([], pa.string()) if not len(a) and c not in types else a for c, a in arrays.items()
    }
    con.register("link_words", pa.table(strings))
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM link_words")
    con.unregister("link_words")
