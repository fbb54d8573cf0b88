"""Reads a ledger that people filled in: the cells as they are now, and as they were when it was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from targets.ledger.workbook.columns import HEAD_ROW, SHEETS, LedgerColumn, edited_columns, ledger_columns
from targets.ledger.workbook.rows import CellValue


class BadLedger(ValueError):
    """A file that is no ledger, or one that lacks what an import needs; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of the sheet of goals: its number, and what stands in its cells by column; blank cells are left out."""

    row: int
    cells: dict[str, CellValue]


@dataclass(frozen=True, slots=True)
class FilledLedger:
    """A ledger that came back: the day it was written for, its rows, what each goal's cells held then (by short number
    and column), the goals of those numbers, and the answers on links and series."""

    day: date
    rows: tuple[FilledRow, ...]
    base: dict[str, dict[str, CellValue]]
    ids: dict[str, str]
    links: tuple[tuple[int, str, str, str], ...]
    series: tuple[tuple[int, str, str], ...]


def read_ledger(path: Path) -> FilledLedger:
    """Read a ledger as it was saved by any spreadsheet program. Raises BadLedger."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:
        raise BadLedger(f"{path}: it cannot be read as a workbook ({error}).") from None
    try:
        return _ledger(path, book)
    finally:
        book.close()


def _ledger(path: Path, book: Any) -> FilledLedger:
    missing = [
        name for key, name in SHEETS.items() if key in ("goals", "base") and name not in book.sheetnames
    ]
    if missing:
        raise BadLedger(
            f"{path}: it has no sheet {'、'.join(missing)}. Import the workbook that `duban ledger export` wrote."
        )
    head, names, *kept = [list(row) for row in book[SHEETS["base"]].iter_rows(values_only=True)]
    columns = {column.key: column for column in edited_columns()}
    rows = tuple(_rows(path, book[SHEETS["goals"]]))
    base = {
        str(row[0]): {
            str(key): _value(columns[str(key)], value)
            for key, value in zip(names[2:], row[2:], strict=False)
            if value not in (None, "")
        }
        for row in kept
        if row and row[0]
    }
    ids = {str(row[1]): str(row[0]) for row in kept if row and row[0]}
    return FilledLedger(
        date.fromisoformat(str(head[2])[:10]),
        rows,
        base,
        ids,
        tuple(
            (number, str(row[6]), str(row[7]), str(row[8]))
            for number, row in _list(book, "links")
            if len(row) > 8 and row[6]
        ),
        tuple(
            (number, str(row[5]).strip(), str(row[6]))
            for number, row in _list(book, "series")
            if len(row) > 6 and row[5]
        ),
    )


def _rows(path: Path, sheet: Any) -> Iterator[FilledRow]:
    lines = list(sheet.iter_rows(min_row=HEAD_ROW, values_only=True))
    known = {column.head: column for column in ledger_columns()}
    heads = [known.get(str(head).strip()) if head else None for head in (lines[0] if lines else ())]
    lacking = [c.head for c in (*edited_columns(), known["编号"]) if c not in heads]
    if lacking:
        raise BadLedger(f"{path}: the sheet {SHEETS['goals']} lacks the column {'、'.join(lacking)}.")
    for number, line in enumerate(lines[1:], HEAD_ROW + 1):
        cells: dict[str, CellValue] = {
            column.key: value
            for column, raw in zip(heads, line, strict=False)
            if column and (value := _value(column, raw)) is not None
        }
        if {key for key in cells if key not in ("number", "share")}:
            yield FilledRow(number, cells)


def _list(book: Any, key: str) -> Iterator[tuple[int, Sequence[Any]]]:
    if SHEETS[key] in book.sheetnames:
        yield from enumerate(book[SHEETS[key]].iter_rows(min_row=2, values_only=True), 2)


def _value(column: LedgerColumn, raw: Any) -> CellValue:
    """A cell as its column means it; what cannot be taken so stays the text it is, to be refused by name."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if column.kind == "number":
        try:
            return float(f"{float(str(raw).replace(',', '').replace('，', '')):.12g}")
        except ValueError:
            return str(raw).strip()
    if column.kind == "day":
        if isinstance(raw, datetime):
            return raw.date()
        text = (
            str(raw)
            .strip()
            .replace("/", "-")
            .replace(".", "-")
            .replace("年", "-")
            .replace("月", "-")
            .rstrip("日")
        )
        try:
            return date(*map(int, text[:10].split("-")))
        except (TypeError, ValueError):
            return str(raw).strip()
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw).replace("\r\n", "\n").replace("_x000D_", "").strip()
