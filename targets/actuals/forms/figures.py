"""Figures of a table: each cell with the name, place, period, unit and accumulation that heads and rows give it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from targets.actuals.forms.columns import Column
from targets.actuals.forms.context import Context
from targets.actuals.forms.grid import column_letter
from targets.actuals.forms.labels import (
    Label,
    is_level_name,
    is_unit,
    plain,
    row_label,
)
from targets.actuals.forms.naming import RowWords, head_of, name_of, period_of, place_of, value_of
from targets.actuals.forms.places import OWN, WHOLE, bare_place, is_place
from targets.actuals.forms.spans import Months, find_months
from targets.actuals.forms.tables import Table, is_blank

SKIPPED = {
    "plan": "a plan, no result",
    "previous": "last year's or last period's figure",
    "original": "replaced by a corrected figure",
    "distance": "a difference to the plan",
    "time_share": "the share of time that has passed",
}
"""Roles of figures that are no results, and how a person is told."""

_OF_THE_MONTH = re.compile("[本当单]月(?!末|底|止|累计)")
"""A head whose column is of the last month of a table that is about January to that month."""

_ROW_ROLES = ("growth", "share", "value", "plan", "previous")


@dataclass(slots=True)
class Figure:
    """One figure as it stands. `accumulation` is "" until it is known; `total` marks 合计 and 全市 rows."""

    row: int
    column: int
    text: str
    value: float | None
    name: str
    place: str
    months: Months | None
    unit: str
    accumulation: str
    role: str
    reason: str = ""
    wrong: str = "value"
    basis: dict[str, str] = field(default_factory=dict)
    total: bool = False
    row_name: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


def read_figures(table: Table, columns: dict[int, Column], context: Context) -> Iterator[Figure]:
    """Every figure of a table's body, and cells in figure columns that hold none, with the reason."""
    section = RowWords()
    held: dict[str, str] = {}
    figure_columns = [c for c in columns.values() if c.holds_figures]
    twins = _twins(table, figure_columns)
    has_regions = any(c.role == "region" for c in columns.values())
    for number in table.body:
        row = _read_row(table, columns, number, held, context, has_regions)
        filled = [c for c in figure_columns if (number, c.at) in table.grid.cells]
        if not filled:
            section = _section(table, columns, number) or section
            continue
        own = row.name.partition("\x00")[0]
        if own and row.role not in ("share", "previous"):
            held["base"] = own
        elif row.role in _ROW_ROLES and held.get("base") and not row.name.startswith(held["base"]):
            row.name = held["base"] + row.name
        for column in filled:
            if column.at in twins:
                yield _twin(table, column, number, twins[column.at])
                continue
            figure = _figure(table, columns, column, number, row, section, context)
            if figure:
                yield figure


def _twins(table: Table, columns: list[Column]) -> dict[int, int]:
    """Columns of results under the very head of another one, and which: only the first can be told.

    Growth and shares belong to the results on their left, so that two 同比 columns beside two results differ.
    """
    first: dict[tuple[str, ...], int] = {}
    found = {}
    beside = measured = ""
    for column in columns:
        heads = table.heads.get(column.at, ())
        if column.role == "rank":
            heads = (*heads, measured) if heads else heads
        else:
            measured = str(column.at)
        if column.role == "value":
            beside = str(column.at)
        elif column.role in ("growth", "share"):
            heads = (*heads, beside) if heads else heads
        if heads and column.role not in SKIPPED:
            if heads in first:
                found[column.at] = first[heads]
            first.setdefault(heads, column.at)
    return found


def _refused(number: int, column: Column, text: str, reason: str) -> Figure:
    return Figure(
        number, column.at, text, None, column.label.name, "", None, "", "", column.role, reason, "header"
    )


def _twin(table: Table, column: Column, number: int, other: int) -> Figure:
    text = table.grid.text(number, column.at)
    reason = (
        f"The head of its column is that of column {column_letter(other)} too; only the first can be told."
    )
    return _refused(number, column, text, reason)


def _read_row(
    table: Table,
    columns: dict[int, Column],
    number: int,
    held: dict[str, str],
    context: Context,
    has_regions: bool,
) -> RowWords:
    row = RowWords()
    labels = [c for c in columns.values() if not c.holds_figures]
    words = {c.role: _label_text(table, c, number, held, labels) for c in labels}
    words["period"] = "".join(
        _dated(_label_text(table, c, number, held, labels), c.label) for c in labels if c.role == "period"
    )
    row.words = {
        key: words.get(key, "") for key in ("target", "recorded", "source", "cumulative", "illustrative")
    }
    if words.get("indicator"):
        label = row_label(words["indicator"])
        row = replace(
            row,
            name=label.name,
            unit=label.unit,
            months=label.months,
            accumulation=label.accumulation,
            role=label.role,
            place=label.place,
        )
        if label.role in ("total", "subtotal"):
            row.total = True
            row.name, row.role = ("", label.role) if has_regions else (label.name, label.role)
        if label.role == "growth":
            row.name = label.name
    if words.get("measure"):
        label = row_label(words["measure"])
        row.role, row.unit = label.role, label.unit or row.unit
        row.accumulation, row.months = label.accumulation or row.accumulation, label.months or row.months
        row.name += {"growth": "\x00增长", "share": label.name}.get(label.role, "") if row.name else ""
    category = words.get("category", "")
    if category and not is_place(plain(category)) and row.name and Label("", name=row.name).is_vague:
        row.name = row_label(category).name + row.name
    elif category and is_place(plain(category)):
        row.place = row.place or plain(category)
    if has_regions:
        row.place = plain(words.get("region", "")) or row.place
    if words.get("unit") and is_unit(words["unit"]) or words.get("unit") and not is_blank(words["unit"]):
        row.unit = plain(words["unit"])
    if words.get("period"):
        row.months, row.fault, row.fault_text = _row_months(words["period"])
    if words.get("cumulative"):
        label = row_label(words["cumulative"])
        row.accumulation = label.accumulation or row.accumulation
    total = re.fullmatch(r"(?:合计|总计|总和|共计|小计|平均)(?:\(.*\))?", row.place)
    if not total and re.search(r"(?:小计|分计)$", row.place):
        row.total, row.role = True, "subtotal"
    if total or WHOLE.match(row.place):
        row.total = True
        if row.place.startswith("小计"):
            row.role = "subtotal"
        row.place = (
            context.place
            if total or row.place[-1] in "省市县区州旗合总" or WHOLE.match(row.place)
            else row.place
        )
    elif OWN.match(row.place):
        row.place = f"{context.place}本级" if context.place else row.place
    else:
        row.place = bare_place(row.place, context.place)
    return row


def _dated(text: str, head: Label) -> str:
    """A bare number under 年份 or 月份 with its word, so that columns of years and months read as one."""
    number = plain(text)
    if not number.isdigit() or len(number) > 4:
        return text
    return f"{number}年" if len(number) == 4 else f"{number}月" if "季" not in head.text else f"{number}季度"


def _label_text(table: Table, column: Column, number: int, held: dict[str, str], labels: list[Column]) -> str:
    """What a label column says of a row; a cell merged over rows, or followed by gaps, holds for those below."""
    grid = table.grid
    text = grid.text(number, column.at)
    if not text:
        for span in grid.spans:
            if span.top < number <= span.bottom and span.left == column.at:
                return grid.text(span.top, span.left)
    key = f"fill {column.at}"
    first = min(c.at for c in labels)
    fills = column.role in ("region", "period", "category") or (
        column.role == "indicator" and column.at == first
    )
    others = any(
        grid.text(number, c.at)
        for c in labels
        if c.at != column.at and c.role in ("indicator", "region", "period", "category")
    )
    if text:
        held[key] = text
    elif fills and others:
        return held.get(key, "")
    return text


def _row_months(text: str) -> tuple[Months | None, str, str]:
    spans = [months for _, months in find_months(plain(text))]
    if not spans:
        return None, "This is no period such as 2025年5月 or 1-5月.", text
    months = spans[-1] if spans[-1].first is not None else spans[0]
    months = months.in_year(next((m.year for m in spans if m.year), None))
    return months, months.fault, text


def _section(table: Table, columns: dict[int, Column], number: int) -> RowWords | None:
    """A row without figures opens a section by its first words: a place, a period, a unit or a heading."""
    at = min(table.grid.rows[number])
    if at != min(columns) and columns[at].role in ("note", "owner"):
        return None
    text = table.grid.text(number, at)
    label = row_label(text)
    unit = re.search(r"单位[:：]([^\s()（）]{1,8})", plain(text))
    return RowWords(
        name=label.name,
        place=label.place,
        months=label.months,
        unit=unit[1] if unit and is_unit(unit[1]) else label.unit,
        accumulation=label.accumulation,
    )


def _figure(
    table: Table,
    columns: dict[int, Column],
    column: Column,
    number: int,
    row: RowWords,
    section: RowWords,
    context: Context,
) -> Figure | None:
    cell = table.grid.cells[number, column.at]
    role = (
        row.role
        if row.role in ("plan", "previous", "growth", "share") and column.role in ("value", "")
        else column.role
    )
    if is_blank(cell.text) or role in SKIPPED or row.role in ("plan", "previous"):
        return None
    if role == "headless":
        return _refused(number, column, cell.text, "No head says what stands in this column.")
    label = head_of(columns, column)
    name = name_of(row, section, label, role, context)
    place = row.place or (place_of(label.place, context) if label.place else section.place or context.place)
    months = period_of(row, section, label, context)
    if months and months.last and not label.months and not row.months and _OF_THE_MONTH.search(label.text):
        months = replace(months, unit="month", first=months.last)
    value, unit, reason = value_of(cell, row, section, label, role, name, context)
    figure = Figure(
        number,
        column.at,
        cell.text,
        value,
        name,
        place,
        months,
        unit,
        label.accumulation or row.accumulation or section.accumulation,
        role,
        reason,
    )
    figure.total, figure.row_name, figure.words = row.total, row.name, row.words
    figure.basis["own"] = "yes" if label.months else ""
    if row.fault:
        figure.value, figure.reason, figure.wrong, figure.text = None, row.fault, "period", row.fault_text
    elif months and months.fault:
        figure.value, figure.reason, figure.wrong, figure.text = None, months.fault, "period", label.text
        figure.row = table.head_rows[1]
    if row.role == "subtotal" or (row.role == "total" and (not place or (row.name and not label.name))):
        figure.role = "subtotal"
    return figure


def is_level(figure: Figure) -> bool:
    """Whether a figure stands at a moment or holds on average."""
    return figure.role == "rank" or figure.unit in ("%", "‰") or is_level_name(figure.name)
