"""Figures of a file as table `staged`, and what the texts in it mean, each distinct text read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from targets.actuals.columns import ACCUMULATIONS, FIELDS, TRUTHS
from targets.actuals.forms.grid import column_letter
from targets.actuals.names import name_of
from targets.actuals.periods import BadPeriod, Cadence, parse_period
from targets.actuals.units import BadUnit, conversion, unit_of
from targets.rejection import Rejection
from targets.store.run import LOCAL_ZONE

_STAGED = pa.schema([("row", pa.int64()), ("col", pa.int32()), *((name, pa.string()) for name in FIELDS)])
_SUBJECT = ("target_id", "indicator", "region", "unit", "cumulative", "illustrative")


class StagedDoubt(NamedTuple):
    """A doubtful figure by its place in `staged`: which check doubts it, and why in Chinese and English."""

    sheet: int
    row: int
    col: int
    check_name: str
    zh: str
    en: str


class StagedPlan(NamedTuple):
    """The yearly plan beside a figure, by its place in `staged`; `unit` is bare."""

    sheet: int
    row: int
    col: int
    value: float
    unit: str


class StagedRemark(NamedTuple):
    """What a row of a table says beside its figures, as text; `target` is the goal's number where it has one."""

    sheet: int
    row: int
    target: str
    period: str
    cause: str
    measures: str
    promised: str
    responsible: str


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be asked about a form before some of its figures can be taken in; a row of table `questions`."""

    sheet: str
    shape: str
    about: str
    head: str
    reason: str
    places: tuple[str, ...]
    figures: tuple[str, ...]


class WrittenOut(NamedTuple):
    """A figure that a workbook holds as words: its cell, the words, and what was read."""

    place: str
    text: str
    read_as: str


@dataclass(frozen=True, slots=True)
class Staged:
    """What is in table or view `staged`: where a field of a figure stands, and what could not be staged.

    `place_of` takes the figure's sheet, row and column and the field's name.
    """

    place_of: Callable[[int, int, int, str], str]
    rejections: tuple[Rejection, ...] = ()
    questions: tuple[Question, ...] = ()
    doubts: tuple[StagedDoubt, ...] = ()
    written_out: tuple[WrittenOut, ...] = ()
    plans: tuple[StagedPlan, ...] = ()
    remarks: tuple[StagedRemark, ...] = ()


def figures_table(figures: Iterable[tuple[int, int, tuple[str, ...]]]) -> pa.Table:
    """Figures as table `staged` holds them: row, column from 0, and the fields of `FIELDS` as text."""
    rows = [(row, col, *fields) for row, col, fields in figures]
    columns = zip(*rows, strict=True) if rows else ([],) * len(_STAGED)
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, _STAGED, strict=True)], _STAGED
    )


@dataclass(frozen=True, slots=True)
class StagedSheet:
    """The figures of one sheet, as `figures_table` gives them, and its name (None in a file without sheets).

    `columns` says which column, from 0, holds a field of a tidy table. In a form the periods of the columns in
    `dated` stand in row `head_row`.
    """

    name: str | None
    figures: pa.Table
    columns: dict[str, int] | None = None
    head_row: int = 0
    dated: frozenset[int] = frozenset()

    def place(self, row: int, column: int, field: str) -> str:
        """Where a field of the figure at `row` and `column` stands, in the words of the file's kind."""
        if field == "period" and column in self.dated:
            row = self.head_row
        if self.name is None:
            return f"line {row}"
        at = column if field == "value" or self.columns is None else self.columns.get(field)
        return f"{self.name}!{row}" if at is None else f"{self.name}!{column_letter(at + 1)}{row}"


def stage_figures(
    con: duckdb.DuckDBPyConnection, sheets: Sequence[StagedSheet], file: str, import_id: str
) -> None:
    """The figures of a file's sheets as text, in temporary table `staged`, with the words for their places."""
    texts = ", ".join(f"{name} VARCHAR" for name in FIELDS)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE staged (sheet INTEGER, row BIGINT, col INTEGER, {texts}, number DOUBLE)"
    )
    for index, sheet in enumerate(sheets):
        con.register("staged_figures", sheet.figures)
        con.execute(f"INSERT INTO staged SELECT {index}, *, TRY_CAST(value AS DOUBLE) FROM staged_figures")
        con.unregister("staged_figures")
    prefixes = ["line " if sheet.name is None else f"{sheet.name}!" for sheet in sheets]
    lettered = any(sheet.name is not None for sheet in sheets)
    used = con.execute("SELECT DISTINCT col FROM staged").fetchall()
    letters = [(col, column_letter(col + 1) if lettered else "") for (col,) in used]
    place_words(con, [(i, file, import_id, prefix) for i, prefix in enumerate(prefixes)], letters)


def place_words(
    con: duckdb.DuckDBPyConnection,
    sheets: Sequence[tuple[int, str, str, str | None]],
    letters: Sequence[tuple[int, str]],
) -> None:
    """Tables read_sheets and read_columns: how a place is called, and which import a sheet belongs to.

    A sheet is its number, file, import and what its places begin with (None: rows have no place worth telling);
    a column its number and letter.
    """
    text = pa.string()
    schema = {
        "sheet": pa.int32(),
        "place": text,
        "import_id": text,
        "import_no": pa.int32(),
        "numbered": pa.bool_(),
    }
    numbers = {import_id: number for number, (_, _, import_id, _) in enumerate(sheets)}
    rows = [
        (i, file if prefix is None else f"{file}:{prefix}", import_id, numbers[import_id], prefix is not None)
        for i, file, import_id, prefix in sheets
    ]
    _dictionary(con, "read_sheets", schema, rows)
    _dictionary(con, "read_columns", {"col": pa.int32(), "letter": text}, letters)


def read_words(con: duckdb.DuckDBPyConnection) -> None:
    """Periods, units, moments and flags in `staged`, as tables read_periods, read_units and so on."""
    text, reason, day = pa.string(), pa.string(), pa.date32()
    days = {"period_start": day, "period_end": day, "year_start": day}
    period = {"text": text, **days, "cadence": text, "running": pa.bool_(), "rhythm": pa.int8()}
    _dictionary(con, "read_periods", {**period, "reason": reason}, map(_period, _distinct(con, "period")))
    moment = {"text": text, "moment": pa.timestamp("us"), "reason": reason}
    _dictionary(con, "read_moments", moment, map(_moment, _distinct(con, "recorded_at")))
    flag = {"text": text, "accumulation": text, "reason": reason}
    _dictionary(con, "read_accumulations", flag, map(_accumulation, _distinct(con, "cumulative")))
    truth = {"text": text, "truth": pa.bool_(), "reason": reason}
    _dictionary(con, "read_truths", truth, map(_truth, _distinct(con, "illustrative")))


def read_subjects(con: duckdb.DuckDBPyConnection) -> None:
    """Names, units and conversions in `full_subjects`, as tables read_names, read_units and read_conversions."""
    text = pa.string()
    units = con.execute("SELECT DISTINCT coalesce(full_unit, '') FROM full_subjects").fetchall()
    unit = {"text": text, "bare": text, "factor": pa.float64(), "counted": pa.bool_(), "reason": text}
    _dictionary(con, "read_units", unit, [_unit(written) for (written,) in units])
    pairs = con.execute(
        "SELECT DISTINCT bare, target_unit FROM full_subjects JOIN read_units ON text = coalesce(full_unit, '') "
        "WHERE target_unit IS NOT NULL AND reason IS NULL"
    ).fetchall()
    converted = {"unit": text, "into_unit": text, "factor": pa.float64(), "reason": text}
    _dictionary(con, "read_conversions", converted, [_conversion(unit, into) for unit, into in pairs])
    found = con.sql(
        "SELECT DISTINCT full_indicator AS indicator, region_in_name AS region, coalesce(full_told, '') AS told "
        "FROM full_subjects WHERE says_more"
    ).to_arrow_table()
    parts: dict[str, list[str | None]] = {"canonical": [], "stem": [], "change": []}
    keep_canonical, keep_stem, keep_change = (part.append for part in parts.values())
    for indicator, region, told in zip(*(found.column(i).to_pylist() for i in range(3)), strict=True):
        name = name_of(
            indicator, region or None, told or None
        )  # let go of at once: a million takes long to keep
        keep_canonical(name.canonical)
        keep_stem(name.stem)
        keep_change(name.change)
    for part, values in parts.items():
        found = found.append_column(part, pa.array(values, text))
    _keep(con, "read_names", found)


def same_subject(con: duckdb.DuckDBPyConnection) -> str:
    """The condition that a row of `staged` r and its period p belong to subject s.

    Columns that hold one and the same text throughout are left out: comparing millions of them takes time.
    """
    sides = {name: f"r.{name}" for name in _SUBJECT} | {"told": "r.change", "rhythm": "p.rhythm"}
    counts = ", ".join(f"min({name}) <> max({name})" for name in sides)
    varies = con.execute(f"SELECT {counts} FROM raw_subjects").fetchall()[0]
    pairs = [
        f"s.{name} = {side}" for (name, side), differs in zip(sides.items(), varies, strict=True) if differs
    ]
    return " AND ".join(pairs) or "true"


def _distinct(con: duckdb.DuckDBPyConnection, column: str) -> list[str]:
    return [text for (text,) in con.execute(f"SELECT DISTINCT {column} FROM staged").fetchall()]


def _period(text: str) -> tuple[Any, ...]:
    try:
        period = parse_period(text)
    except BadPeriod as error:
        return text, *[None] * 6, str(error)
    year_start = period.end.replace(month=1, day=1)
    rhythm = 2 * list(Cadence).index(period.cadence) + period.running
    return text, period.start, period.end, year_start, period.cadence.value, period.running, rhythm, None


def _moment(text: str) -> tuple[Any, ...]:
    if not text:
        return text, None, None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            day = parse_period(text).end
        except BadPeriod:
            return text, None, "This is not a day such as 2022-06-10."
        moment = datetime(day.year, day.month, day.day)
    return text, moment.astimezone(LOCAL_ZONE).replace(tzinfo=None) if moment.tzinfo else moment, None


def _accumulation(text: str) -> tuple[Any, ...]:
    known = ACCUMULATIONS.get(text.lower(), None if text else "level")
    return text, known, None if known else "It says neither 累计 nor 当期."


def _truth(text: str) -> tuple[Any, ...]:
    known = TRUTHS.get(text.lower(), None if text else False)
    return text, known, None if known is not None else "It says neither yes nor no."


def _unit(text: str) -> tuple[Any, ...]:
    try:
        unit = unit_of(text)
    except BadUnit as error:
        return text, None, None, None, str(error)
    return text, unit.bare, unit.factor, unit.counted, None


def _conversion(unit: str, into: str) -> tuple[Any, ...]:
    try:
        return unit, into, conversion(unit, into), None
    except BadUnit as error:
        return unit, into, None, str(error)


def _dictionary(
    con: duckdb.DuckDBPyConnection,
    table: str,
    schema: dict[str, pa.DataType],
    rows: Iterable[tuple[Any, ...]],
) -> None:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(column, kind) for column, kind in zip(columns, schema.values(), strict=True)]
    _keep(con, table, pa.table(arrays, list(schema)))


def _keep(con: duckdb.DuckDBPyConnection, table: str, words: pa.Table) -> None:
    con.register("read_words", words)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT * FROM read_words")
    con.unregister("read_words")
