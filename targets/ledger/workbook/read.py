"""Reads a ledger that people filled in: the cells as they are now, and as they were when it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from typing import Any

from targets.ledger.workbook.columns import HEAD_ROW, SHEETS, LedgerColumn, edited_columns, ledger_columns
from targets.ledger.workbook.rows import CellValue
from targets.rejection import RejectedFile, Rejection

_Row = tuple[Any, ...]
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?")


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of the sheet of goals: its number, and what stands in its cells by column; blank cells are left out."""

    row: int
    cells: dict[str, CellValue]


@dataclass(frozen=True, slots=True)
class FilledLedger:
    """A ledger that came back: the day it was written for, its rows, what each goal's cells held then (by goal and
    column), and the answers on links and series."""

    day: date
    rows: tuple[FilledRow, ...]
    base: dict[str, dict[str, CellValue]]
    links: tuple[tuple[int, str, str, str], ...]
    series: tuple[tuple[int, str, str], ...]


def read_ledger(path: Path) -> FilledLedger:
    """Read a ledger as it was saved by any spreadsheet program. Raises RejectedFile."""
    sheets = _sheets(path)
    if missing := [SHEETS[key] for key in ("goals", "base") if key not in sheets]:
        raise _rejected(path, f"It has no sheet {'、'.join(missing)}.")
    try:
        day, base = _base(sheets["base"])
    except (ValueError, KeyError, IndexError) as error:
        raise _rejected(path, f"Its hidden sheet {SHEETS['base']} was changed ({error}).") from None
    return FilledLedger(
        day,
        tuple(_rows(path, sheets["goals"])),
        base,
        tuple(
            (number, _text(row[6]), _text(row[7]), _text(row[8]))
            for number, row in enumerate(sheets.get("links", [])[1:], 2)
            if len(row) > 8 and row[6]
        ),
        tuple(
            (number, _text(row[5]), _text(row[6]))
            for number, row in enumerate(sheets.get("series", [])[1:], 2)
            if len(row) > 6 and row[5]
        ),
    )


def _sheets(path: Path) -> dict[str, list[_Row]]:
    """The rows of the ledger's sheets that are there, by key of `SHEETS`."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            return {
                key: list(book[name].iter_rows(values_only=True))
                for key, name in SHEETS.items()
                if name in book.sheetnames
            }
        finally:
            book.close()
    except Exception as error:  # openpyxl raises what the broken part makes of it
        raise _rejected(path, f"It cannot be read as a workbook ({error}).") from None


def _base(rows: list[_Row]) -> tuple[date, dict[str, dict[str, CellValue]]]:
    """The day of the export, and what each goal's cells held then."""
    head, names, *kept = rows
    columns = {column.key: column for column in edited_columns()}
    base = {
        str(row[0]): {
            str(key): _value(columns[str(key)], value)
            for key, value in zip(names[2:], row[2:], strict=False)
            if value not in (None, "")
        }
        for row in kept
        if row and row[0]
    }
    return date.fromisoformat(str(head[2])[:10]), base


def _rejected(path: Path, reason: str) -> RejectedFile:
    return RejectedFile(
        Rejection(
            kind="ledger",
            file=str(path),
            place="",
            field="",
            value="",
            reason=reason,
            advice="Import the workbook that `duban ledger export` wrote, saved as .xlsx.",
        )
    )


def _rows(path: Path, sheet: list[_Row]) -> Iterator[FilledRow]:
    lines = sheet[HEAD_ROW - 1 :]
    known = {column.head: column for column in ledger_columns()}
    heads = [known.get(str(head).strip()) if head else None for head in (lines[0] if lines else ())]
    lacking = [c.head for c in (*edited_columns(), known["编号"]) if c not in heads]
    if lacking:
        raise _rejected(path, f"The sheet {SHEETS['goals']} lacks the column {'、'.join(lacking)}.")
    for number, line in enumerate(lines[1:], HEAD_ROW + 1):
        cells: dict[str, CellValue] = {
            column.key: value
            for column, raw in zip(heads, line, strict=False)
            if column and (value := _value(column, raw)) is not None
        }
        if {key for key in cells if key not in ("number", "share")}:
            yield FilledRow(number, cells)


def _text(raw: object) -> str:
    return "" if raw is None else str(raw).strip()


def _value(column: LedgerColumn, raw: Any) -> CellValue:
    """A cell as its column means it; what cannot be taken so stays the text it is, to be refused by name."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if column.kind == "number":
        with suppress(ValueError):
            number = float(f"{float(str(raw).replace(',', '').replace('，', '')):.12g}")
            if isfinite(number):
                return number
        return str(raw).strip()
    if column.kind == "day":
        if isinstance(raw, datetime):
            return raw.date()
        if day := _DAY.fullmatch(str(raw).strip()):
            with suppress(ValueError):
                return date(*map(int, day.groups()))
        return str(raw).strip()
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw).replace("\r\n", "\n").replace("_x000D_", "").strip()
