"""Dividing a goal (分解) among counties or units: the parts, whether they add up, and how they rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from targets import figures
from targets.ledger.typed_goals import TypedGoal, add_goals
from targets.store.decisions import BadDecision, Person, record
from targets.store.run import Run
from targets.words import phrase


@dataclass(frozen=True, slots=True)
class PartOfGoal:
    """One part of a goal with its latest verdict: `rank` counts from 1 by achievement, None where there is none."""

    target_id: str
    handle: str
    region: str | None
    lead: str | None
    value: float
    actual: float | None
    achievement: float | None
    status: str | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Division:
    """A goal and its parts, best first; `difference` is what the parts demand more (or, negative, less) than the whole."""

    target_id: str
    handle: str
    indicator: str
    value: float
    unit: str
    parts: tuple[PartOfGoal, ...]

    @property
    def difference(self) -> float:
        """The sum of the parts less the whole, nothing where they agree to ten digits."""
        difference = sum(part.value for part in self.parts) - self.value
        return 0.0 if abs(difference) <= 1e-10 * abs(self.value) else difference


def divide(
    con: duckdb.DuckDBPyConnection,
    whole: str,
    shares: Mapping[str, str],
    by: Person,
    run: Run,
    *,
    among_units: bool = False,
    members: Sequence[str] = (),
) -> list[str]:
    """Give parts of a goal to counties (or, `among_units`, to units), within the caller's transaction; returns their ids.

    `shares` maps each name to its number with its unit (3000户). `members` are goals there are already that are parts
    of it too. Raises BadDecision where a number is not in the whole's unit, or a part would be part of itself.
    """
    row = con.execute(
        "SELECT indicator, region, owners, unit, comparator, due, start_on, title, handle FROM targets WHERE target_id = ?",
        [whole],
    ).fetchone()
    if row is None:
        raise BadDecision(f"{whole}: there is no such goal.")
    indicator, region, owners, unit, comparator, due, start_on, title, handle = row
    if _is_within(con, whole, members):
        raise BadDecision(f"{handle}: a goal cannot be a part of itself.")
    word = phrase("comparator", comparator).zh.strip()
    goals = [
        TypedGoal(
            indicator,
            word + demand,
            due,
            region=region if among_units else name,
            owners=(name,) if among_units else tuple(owners),
            start_on=start_on,
            part_of=whole,
        )
        for name, demand in shares.items()
    ]
    ids = add_goals(con, f"{title or handle}：{handle}分解", run.today, goals, by, run)
    for (name, demand), target_id in zip(shares.items(), ids, strict=True):
        ((own,),) = con.execute("SELECT unit FROM targets WHERE target_id = ?", [target_id]).fetchall()
        if own != unit:
            raise BadDecision(f"{name}: {demand} is not in {unit}, the unit of the goal that is divided.")
    for member in members:
        record(con, member, {"part_of": whole}, by)
    return [*ids, *members]


def division_of(con: duckdb.DuckDBPyConnection, whole: str) -> Division:
    """A goal and its parts as of the last refresh."""
    handle, indicator, value, unit = con.execute(
        "SELECT handle, indicator, value, unit FROM targets WHERE target_id = ?", [whole]
    ).fetchall()[0]
    rows = con.execute(
        "SELECT t.target_id, t.handle, t.region, t.owners[1], t.value, p.actual, p.achievement, p.status, "
        "CASE WHEN p.achievement IS NOT NULL THEN rank() OVER (ORDER BY p.achievement DESC NULLS LAST) END "
        "FROM current_targets t LEFT JOIN progress p USING (target_id) WHERE t.part_of = ? "
        "ORDER BY p.achievement DESC NULLS LAST, t.goal_no",
        [whole],
    ).fetchall()
    return Division(whole, handle, indicator, value, unit, tuple(PartOfGoal(*row) for row in rows))


def divided_goals(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The goals in force that have parts."""
    rows = con.execute(
        "SELECT target_id FROM current_targets WHERE target_id IN (SELECT part_of FROM current_targets) ORDER BY handle"
    ).fetchall()
    return [target_id for (target_id,) in rows]


def set_milestones(
    con: duckdb.DuckDBPyConnection, target_id: str, steps: Sequence[tuple[date, float]], by: Person
) -> None:
    """Enter the milestones of a goal in its bare unit, within the caller's transaction; none takes those entered away.

    Raises BadDecision where a day is not before the due day, or a later milestone asks for less on a way up.
    """
    ((due, value, direction),) = con.execute(
        "SELECT due, value, direction FROM targets WHERE target_id = ?", [target_id]
    ).fetchall()
    for day, _ in steps:
        if due is None or day >= due:
            raise BadDecision(f"{day} is not before {due or 'a due day, which the goal has not'}.")
    ordered = [number for _, number in sorted(steps)]
    if direction == "at_least" and any(a > b for a, b in zip(ordered, [*ordered[1:], value], strict=False)):
        raise BadDecision(
            "A later milestone asks for less: " + "、".join(map(figures.number, [*ordered, value]))
        )
    entered = [{"due": str(day), "value": number} for day, number in sorted(steps)]
    record(con, target_id, {"milestones": entered or None}, by)


def _is_within(con: duckdb.DuckDBPyConnection, whole: str, members: Sequence[str]) -> bool:
    """Whether one of the goals is the whole, or what the whole is itself a part of."""
    above = con.execute(
        "WITH RECURSIVE above AS (SELECT ? AS target_id UNION SELECT t.part_of FROM targets t JOIN above a "
        "ON a.target_id = t.target_id WHERE t.part_of IS NOT NULL) SELECT target_id FROM above",
        [whole],
    ).fetchall()
    return bool({target_id for (target_id,) in above} & set(members))
