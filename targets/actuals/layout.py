"""Tidy tables and wide ledgers as one kind of row: one figure, as text, with the place it stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from targets.actuals.columns import BLANKS, FIELDS, Header, header_of, year_in
from targets.actuals.sheets import Sheet
from targets.rejection import RejectedFile, Rejection

_HEADER_WITHIN = 10  # titles and notes may stand above the header


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one sheet.

    `rows` yields (row, column of the value or None, fields of `FIELDS` as text). `header_row` and `header` say where
    the columns are, so that a refusal can name the cell.
    """

    sheet: Sheet
    header: Header
    header_row: int
    rows: tuple[tuple[int, int, tuple[str, ...]], ...]
    rejections: tuple[Rejection, ...]

    def place_of(self, row: int, column: int, field: str) -> str:
        """The cell of a field: of a wide ledger's period it is the column's head."""
        if field == "period" and self.header.periods and not self.header.is_tidy:
            return self.sheet.place(self.header_row, column)
        at = column if field == "value" else self.header.fields.get(field)
        return self.sheet.place(row, at)


def figures_of(sheet: Sheet, file: str, mapping: Mapping[str, str]) -> Figures | None:
    """Find the header of a sheet and read what is below; None for a sheet without any cell.

    Raises RejectedFile, which names the columns that are there and those that are missing.
    """
    top = list(islice(sheet.rows, _HEADER_WITHIN))
    filled = [(number, cells) for number, cells in top if any(cells)]
    if not filled:
        return None
    stem = Path(file).stem
    for place, (number, cells) in enumerate(filled):
        above = " ".join(chain.from_iterable(c for _, c in filled[:place]))
        year = year_in(above) or year_in(sheet.name or "") or year_in(stem)
        header = header_of(cells, mapping, year)
        if header.is_tidy or header.is_wide:
            rest = chain((row for row in top if row[0] > number), sheet.rows)
            merged = _merged_heads(sheet, file, number, cells)
            rows = _tidy(header, rest) if header.is_tidy else _wide(header, rest, year)
            return Figures(replace(sheet, rows=iter(())), header, number, tuple(rows), tuple(merged))
    number, cells = max(filled, key=lambda row: len(header_of(row[1], mapping).fields))
    raise RejectedFile(_no_header(sheet, file, number, cells, mapping))


def _tidy(
    header: Header, rows: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    at = header.fields["value"]
    for number, cells in rows:
        fields = {name: _cell(cells, column) for name, column in header.fields.items()}
        if fields["value"].lower() in BLANKS:
            continue  # not filled in yet
        if "year" in fields and fields["period"] and not fields["period"].startswith(("19", "20")):
            fields["period"] = f"{fields['year'].removesuffix('年')}年{fields['period']}"
        yield number, at, _staged(fields, header)


def _wide(
    header: Header, rows: Iterator[tuple[int, list[str]]], year: int | None
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for number, cells in rows:
        fields = {name: _cell(cells, column) for name, column in header.fields.items()}
        if not fields.get("indicator") and not fields.get("target_id"):
            continue  # a note below the table
        named = year_in(fields.get("year", "")) or year
        for column, head in header.periods.items():
            value = _cell(cells, column)
            if value.lower() in BLANKS:
                continue
            period = head if year_in(head) or named is None else f"{named}年{head}"
            yield number, column, _staged({**fields, "period": period, "value": value}, header)


def _staged(fields: dict[str, str], header: Header) -> tuple[str, ...]:
    if not fields.get("unit"):
        fields["unit"] = header.unit
    value = fields["value"].replace("，", ",").replace("％", "%")
    if value.endswith("%") and fields["unit"] in ("", "%", "％"):
        value, fields["unit"] = value[:-1], "%"
    fields["value"] = value.replace(",", "").strip() if _has_thousands(value) else value
    return tuple(fields.get(name, "") for name in FIELDS)


def _has_thousands(value: str) -> bool:
    """1,234.5 is a number; 1,2 is not, and may be two."""
    whole, *groups = value.split(".")[0].split(",")
    return bool(groups) and whole.lstrip("-+").isdigit() and all(len(g) == 3 and g.isdigit() for g in groups)


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _merged_heads(sheet: Sheet, file: str, number: int, cells: Sequence[str]) -> Iterator[Rejection]:
    for row, first, last in sheet.merged:
        if row == number:
            yield Rejection(
                "actuals",
                file,
                sheet.place(row, first - 1),
                "header",
                _cell(cells, first - 1),
                f"One head is merged over {last - first + 1} columns; only the first of them can be told.",
                "Undo the merge and give each column a head of its own.",
            )


def _no_header(
    sheet: Sheet, file: str, number: int, cells: Sequence[str], mapping: Mapping[str, str]
) -> Rejection:
    known = set(header_of(cells, mapping).fields)
    missing = [name for name in ("indicator", "period", "value") if name not in known]
    return Rejection(
        "actuals",
        file,
        sheet.place(number),
        "header",
        ", ".join(cell for cell in cells if cell),
        f"The table has no column for {', '.join(missing)}.",
        "Name the columns indicator, region, period, value, unit (指标、地区、期间、数值、单位), or map "
        "the names that are there in the settings under [columns].",
    )
