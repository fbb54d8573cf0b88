"""Notices (督办单) as they are issued: each gets the next number of its office and year, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from targets.store.decisions import Person
from targets.store.warehouse import transaction

_COLUMNS = "office, year, number, unit, target_ids, as_of, answer_by, state, asked_until"


@dataclass(frozen=True, slots=True)
class Notice:
    """An issued notice: the `number` within office and year, the unit, its goals, and until when it answers.

    `state` is issued, answered, sent_back or closed; `asked_until` the day an extension was asked for and not decided.
    """

    office: str
    year: int
    number: int
    unit: str
    target_ids: tuple[str, ...]
    as_of: date
    answer_by: date
    state: str = "issued"
    asked_until: date | None = None

    def is_overdue(self, day: date) -> bool:
        """Whether its answer is owed and was due before `day`."""
        return self.state in ("issued", "sent_back") and self.answer_by < day


def issue(
    con: duckdb.DuckDBPyConnection,
    office: str,
    drafts: Sequence[tuple[str, Sequence[str]]],
    as_of: date,
    answer_by: date,
    person: Person,
) -> list[Notice]:
    """Number and record a notice for each draft (unit, ids of its goals), all or none, in the year of `decided_at`.

    A draft that was issued before on the same verdicts (office, unit, goals and `as_of`) is that notice again: a
    second press gives no second number. Raises ValueError where office or person is blank.
    """
    if not office.strip() or not person.who.strip():
        raise ValueError("Say which office issues the notice (setting `office`) and who (--who).")
    year = person.decided_at.year
    with transaction(con):
        return [
            _issued(con, office, year, unit, tuple(sorted(ids)), as_of, answer_by, person)
            for unit, ids in drafts
        ]


def issued_notices(con: duckdb.DuckDBPyConnection) -> list[Notice]:
    """All notices, the latest first."""
    return [
        _notice(row)
        for row in con.execute(
            f"SELECT {_COLUMNS} FROM notice_states ORDER BY issued_at DESC, office, year DESC, number DESC"
        ).fetchall()
    ]


def _issued(
    con: duckdb.DuckDBPyConnection,
    office: str,
    year: int,
    unit: str,
    ids: tuple[str, ...],
    as_of: date,
    answer_by: date,
    person: Person,
) -> Notice:
    before = con.execute(
        f"SELECT {_COLUMNS} FROM notice_states "
        "WHERE office = ? AND unit = ? AND target_ids = ?::VARCHAR[] AND as_of = ?",
        [office, unit, list(ids), as_of],
    ).fetchone()
    if before:
        return _notice(before)
    (number,) = con.execute(
        "SELECT coalesce(max(number), 0) + 1 FROM notices WHERE office = ? AND year = ?", [office, year]
    ).fetchall()[0]
    notice = Notice(office, year, number, unit, ids, as_of, answer_by)
    con.execute(
        "INSERT INTO notices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            f"{office}〔{year}〕{number}",
            office,
            year,
            number,
            unit,
            list(ids),
            as_of,
            person.decided_at,
            person.who,
            answer_by,
        ],
    )
    return notice


def _notice(row: tuple[object, ...]) -> Notice:
    office, year, number, unit, ids, *rest = row
    return Notice(office, year, number, unit, tuple(ids), *rest)  # type: ignore[arg-type]
