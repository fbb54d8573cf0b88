"""What departments write beside their figures: 滞后原因, 下一步措施. It is kept with the goal, never passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from importlib import resources
from itertools import chain, islice

import duckdb
import pyarrow as pa

from targets.actuals.columns import BLANKS, header_of
from targets.actuals.forms.labels import WORDS, plain
from targets.actuals.forms.understand import Reading
from targets.actuals.periods import BadPeriod, parse_period
from targets.actuals.staging import StagedRemark
from targets.rejection import Rejection
from targets.store.decisions import Person
from targets.store.explanations import Statement, keep_explanations
from targets.store.handles import UnknownHandle, resolve_goal
from targets.store.run import Run

_SQL = resources.files("targets.actuals").joinpath("sql/remarks.sql").read_text(encoding="utf-8")
_HEADS = {name: re.compile(pattern) for name, pattern in WORDS["remarks"].items()}
_LONGEST_HEAD = 16
_HEADER_WITHIN = 10
_SAID = ("cause", "measures", "promised", "responsible")


def tidy_remarks(
    rows: Iterable[tuple[int, list[str]]], sheet: int, mapping: Mapping[str, str]
) -> Iterator[StagedRemark]:
    """The remarks of a tidy table, whose rows are given with their numbers; blank ones are none."""
    rest = iter(rows)
    top = list(islice(rest, _HEADER_WITHIN))
    for number, cells in top:
        header = header_of(cells, mapping)
        columns = _columns(enumerate(cells))
        if not header.is_tidy:
            continue
        if columns:
            columns |= {
                name: header.fields[name] for name in ("target_id", "period") if name in header.fields
            }
            below = chain((row for row in top if row[0] > number), rest)
            for row, texts in below:
                yield from _remark(sheet, row, columns, partial(_at, texts))
        return


def form_remarks(reading: Reading, sheet: int) -> Iterator[StagedRemark]:
    """The remarks of a form that was understood."""
    table = reading.table
    columns = _columns((at, " ".join(table.heads.get(at, ()))) for at in reading.columns)
    if columns:
        named = {"target": "target_id", "period": "period"}
        columns |= {named[c.role]: c.at for c in reading.columns.values() if c.role in named}
        for row in table.body:
            yield from _remark(sheet, row, columns, partial(table.grid.text, row))


def keep_remarks(
    con: duckdb.DuckDBPyConnection,
    file: str,
    remarks: Sequence[StagedRemark],
    places: Mapping[tuple[int, int], str],
    run: Run,
) -> list[Rejection]:
    """Keep remarks with the goals of their rows, within the transaction that loads the figures of table `judged`.

    `places` says where each (sheet, row) stands. A remark whose row names no goal and has no figure that was taken in
    is a rejection.
    """
    if not remarks:
        return []
    found = _series_of_rows(con, remarks)
    said, rejections = list[Statement](), list[Rejection]()
    for remark in remarks:
        place = places[remark.sheet, remark.row]
        target_id, series_id, end = found.get((remark.sheet, remark.row), (None, None, None))
        if remark.target and not target_id:
            with suppress(UnknownHandle):
                target_id = resolve_goal(con, remark.target)
        if not (target_id or series_id):
            rejections.append(_homeless(file, place, remark))
            continue
        said.append(
            Statement(
                end or _period_end(remark.period) or run.today,
                target_id=target_id,
                series_id=None if target_id else series_id,
                cause=remark.cause or None,
                measures=remark.measures or None,
                promised_on=_period_end(remark.promised),
                responsible=remark.responsible or None,
                source=place,
            )
        )
    keep_explanations(
        con, [one for one in said if one.says_something], Person(file.rpartition("/")[2], run.now)
    )
    return rejections


def _series_of_rows(
    con: duckdb.DuckDBPyConnection, remarks: Sequence[StagedRemark]
) -> dict[tuple[int, int], tuple[str | None, str, date]]:
    keys = pa.table(
        {
            "sheet": pa.array([r.sheet for r in remarks], pa.int32()),
            "row": pa.array([r.row for r in remarks], pa.int64()),
        }
    )
    con.register("found_remarks", keys)
    rows = con.execute(_SQL).fetchall()
    con.unregister("found_remarks")
    return {(sheet, row): (goal, series, end) for sheet, row, goal, series, end in rows}


def _columns(heads: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Which column holds which remark, by its head; the first of each."""
    columns: dict[str, int] = {}
    for at, head in heads:
        text = plain(head)
        name = next((n for n, pattern in _HEADS.items() if pattern.search(text)), None)
        if name and len(text) <= _LONGEST_HEAD:
            columns.setdefault(name, at)
    return columns if {"cause", "measures"} & set(columns) else {}


def _remark(
    sheet: int, row: int, columns: Mapping[str, int], text: Callable[[int], str]
) -> Iterator[StagedRemark]:
    words = {name: text(at).strip() for name, at in columns.items()}
    words = {name: "" if word.lower() in BLANKS else word for name, word in words.items()}
    if words.get("cause") or words.get("measures"):
        said = [words.get(name, "") for name in _SAID]
        yield StagedRemark(sheet, row, words.get("target_id", ""), words.get("period", ""), *said)


def _homeless(file: str, place: str, remark: StagedRemark) -> Rejection:
    return Rejection(
        kind="actuals",
        file=file,
        place=place,
        field="target_id",
        value=remark.cause or remark.measures,
        reason="This remark stands beside no figure that was taken in, and names no goal.",
        advice="Write the goal's number in the column 目标编号, or put the figure of the row right.",
    )


def _period_end(text: str) -> date | None:
    try:
        return parse_period(text).end
    except BadPeriod:
        return None


def _at(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""
