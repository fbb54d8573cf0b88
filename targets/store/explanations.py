"""What units say of their goals: why one lags, what is done about it, by when and by whom; never overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import duckdb

from targets.store.attachments import Attachment
from targets.store.decisions import BadDecision, Person
from targets.store.rows import insert_rows


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of a goal (`target_id`), or of whatever `series_id` measures, for the period that ends on `period_end`.

    `cause` is 存在问题, `measures` 下一步措施, `promised_on` the day by which it will be put right, `notice_id` the
    notice that it answers, `source` the place in a file where a form says it.
    """

    period_end: date
    target_id: str | None = None
    series_id: str | None = None
    cause: str | None = None
    measures: str | None = None
    promised_on: date | None = None
    responsible: str | None = None
    attachments: tuple[Attachment, ...] = ()
    notice_id: str | None = None
    source: str | None = None

    @property
    def says_something(self) -> bool:
        """Whether it holds more than what it is about."""
        return bool(self.cause or self.measures or self.promised_on or self.responsible or self.attachments)


def keep_explanations(
    con: duckdb.DuckDBPyConnection, said: Iterable[Statement], by: Person
) -> list[Statement]:
    """Append explanations within the caller's transaction; returns those that were new.

    What was said last of the same goal (or series) and period in the same words is not said again. Raises
    BadDecision where one says nothing, names no known goal, or `by` is nobody.
    """
    if not by.who.strip():
        raise BadDecision("An explanation needs the name of who gives it.")
    new = []
    for one in said:
        if not one.says_something:
            raise BadDecision(
                "An explanation says a cause, measures, a promised day, who is responsible, or has a file."
            )
        if (
            one.target_id
            and not con.execute(
                "SELECT 1 FROM targets WHERE target_id = ? LIMIT 1", [one.target_id]
            ).fetchall()
        ):
            raise BadDecision(f"{one.target_id}: there is no such goal. `duban status` lists the goals.")
        if not _said_before(con, one):
            _append(con, one, by)
            new.append(one)
    return new


def _said_before(con: duckdb.DuckDBPyConnection, one: Statement) -> bool:
    last = con.execute(
        "SELECT cause, measures, promised_on, responsible, list_transform(attachments, LAMBDA a: a.sha256), notice_id "
        "FROM explanations WHERE target_id IS NOT DISTINCT FROM ? AND series_id IS NOT DISTINCT FROM ? AND period_end = ? "
        "ORDER BY explanation_id DESC LIMIT 1",
        [one.target_id, one.series_id, one.period_end],
    ).fetchall()
    hashes = [attachment.sha256 for attachment in one.attachments]
    return last == [(one.cause, one.measures, one.promised_on, one.responsible, hashes, one.notice_id)]


def _append(con: duckdb.DuckDBPyConnection, one: Statement, by: Person) -> None:
    ((number,),) = con.execute("SELECT coalesce(max(explanation_id), 0) + 1 FROM explanations").fetchall()
    row = {
        **{name: getattr(one, name) for name in Statement.__slots__},
        "explanation_id": number,
        "attachments": [{"name": a.name, "sha256": a.sha256} for a in one.attachments],
        "who": by.who,
        "decided_at": by.decided_at,
    }
    insert_rows(con, "explanations", [row])
