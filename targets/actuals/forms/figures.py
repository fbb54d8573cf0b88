"""Figures of a table: each cell with the name, place, period, unit and accumulation that heads and rows give it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from targets.actuals.forms.columns import Column
from targets.actuals.forms.context import Context
from targets.actuals.forms.grid import Cell, column_letter
from targets.actuals.forms.labels import (
    COUNTED,
    Label,
    counts_things,
    is_level_name,
    is_money_name,
    is_share_name,
    is_unit,
    plain,
    row_label,
)
from targets.actuals.forms.numbers import SCALES, written_number
from targets.actuals.forms.places import OWN, WHOLE, bare_place, is_place
from targets.actuals.forms.spans import Months, find_months
from targets.actuals.forms.tables import Table, is_blank
from targets.actuals.units import unit_of

SKIPPED = {
    "plan": "a plan, no result",
    "previous": "last year's or last period's figure",
    "original": "replaced by a corrected figure",
    "distance": "a difference to the plan",
    "time_share": "the share of time that has passed",
}
"""Roles of figures that are no results, and how a person is told."""

MONEY = ("元", "美元")
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


@dataclass(slots=True)
class _Row:
    """What a row says of all its figures."""

    name: str = ""
    place: str = ""
    months: Months | None = None
    unit: str = ""
    accumulation: str = ""
    role: str = ""
    total: bool = False
    fault: str = ""
    fault_text: str = ""
    words: dict[str, str] = field(default_factory=dict)


def read_figures(table: Table, columns: dict[int, Column], context: Context) -> Iterator[Figure]:
    """Every figure of a table's body, and cells in figure columns that hold none, with the reason."""
    section = _Row()
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
) -> _Row:
    row = _Row()
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
        row.months, row.fault, row.fault_text = _row_months(words["period"], row.months)
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
    if not text.isdigit() or len(text) > 4:
        return text
    return f"{text}年" if len(text) == 4 else f"{text}月" if "季" not in head.text else f"{text}季度"


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


def _row_months(text: str, told: Months | None) -> tuple[Months | None, str, str]:
    written = plain(text)
    if written.isdigit() and 1 <= int(written) <= 12:
        return Months("month", told.year if told else None, int(written), int(written)), "", text
    spans = [months for _, months in find_months(written)]
    if not spans:
        return None, "This is no period such as 2025年5月 or 1-5月.", text
    months = spans[-1] if spans[-1].first is not None else spans[0]
    months = months.in_year(next((m.year for m in spans if m.year), None))
    return months, months.fault, text


def _section(table: Table, columns: dict[int, Column], number: int) -> _Row | None:
    """A row without figures opens a section by its first words: a place, a period, a unit or a heading."""
    at = min(table.grid.rows[number])
    if at != min(columns) and columns[at].role in ("note", "owner"):
        return None
    text = table.grid.text(number, at)
    label = row_label(text)
    unit = re.search(r"单位[:：]([^\s()（）]{1,8})", plain(text))
    return _Row(
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
    row: _Row,
    section: _Row,
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
    label = _inherited(columns, column)
    name = _name(row, section, label, role, context)
    place = row.place or (
        _head_place(label.place, context) if label.place else section.place or context.place
    )
    months = _period(row, section, label, context)
    value, unit, reason = _value(cell, row, section, label, role, name, context)
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


def _inherited(columns: dict[int, Column], column: Column) -> Label:
    """A head, with the period and accumulation of the results to its left where it is their growth or share."""
    label = column.label
    if column.role not in ("growth", "share"):
        return label
    left = [c for c in columns.values() if c.at < column.at and c.role == "value" and c.holds_figures]
    if column.role == "share":
        running = [
            c
            for c in left
            if c.label.accumulation == "ytd" or (c.label.months and c.label.months.unit == "range")
        ]
        left = running or left
    if not left:
        return label
    nearest = _latest_year(left).label
    own, mark, suffix = label.name.partition("\x00")
    if nearest.name and (not own or (own == "完成率" and not nearest.is_vague)):
        label = replace(label, name=f"{nearest.name}{own}{mark}{suffix}")
    if label.months or label.accumulation:
        return label
    return replace(label, months=nearest.months, accumulation=nearest.accumulation)


def _latest_year(columns: list[Column]) -> Column:
    """Of the results beside each other that differ in their year alone, those of the latest."""
    last = columns[-1]
    alike = [
        c
        for c in columns
        if c.label.months
        and last.label.months
        and c.label.name == last.label.name
        and (c.label.months.first, c.label.months.last) == (last.label.months.first, last.label.months.last)
    ]
    return max(alike, key=lambda c: (c.label.months and c.label.months.year or 0, c.at), default=last)


def _head_place(place: str, context: Context) -> str:
    if WHOLE.match(place):
        return context.place or place
    if OWN.match(place):
        return f"{context.place}本级"
    return bare_place(place, context.place)


def _name(row: _Row, section: _Row, label: Label, role: str, context: Context) -> str:
    own, _, suffix = label.name.partition("\x00")
    row_name, _, row_suffix = row.name.partition("\x00")
    suffix = suffix or row_suffix or ("增长" if role == "growth" and not suffix else "")
    if role not in ("growth",):
        suffix = ""
    base = row_name if row.role not in ("total", "subtotal") or row.name else ""
    if not base and (Label("", name=own).is_vague or role == "rank"):
        base = section.name if section.name and not section.place else context.subject
    name = _composed(base, own)
    if role == "share" and own and own not in name:
        name = _composed(base, own)
    if suffix and not is_share_name_of_growth(name):
        name += suffix
    return name


def is_share_name_of_growth(name: str) -> bool:
    """Whether a name says by itself that it is a growth."""
    return bool(re.search(r"(?:增长|增速|增幅|涨幅|增长率)$", name))


def _is_stock(label: Label) -> bool:
    """Whether a head says only that its figures stand at the end (余额)."""
    return label.name in ("余额", "期末余额", "期末数", "期末")


def _composed(base: str, own: str) -> str:
    """A name and what a head adds to it, without saying twice what both say."""
    if not own or own in base or (is_share_name(base) and own in ("余额", "期末余额")):
        return base
    if not base or base in own:
        return own
    for size in range(min(len(base), len(own)), 1, -1):
        if base.endswith(own[:size]):
            return base + own[size:]
    if own in ("完成率", "预算完成率") and base.endswith("率"):
        return base + own
    return base + own


def _period(row: _Row, section: _Row, label: Label, context: Context) -> Months | None:
    """The period told nearest to the figure, with the year told nearest to it."""
    told = (row.months, label.months, section.months, context.months)
    year = next((m.year for m in told if m and m.year), context.year)
    months = next((m for m in told if m and m.first is not None), None)
    if months is None:
        months = next((m for m in told[:3] if m and m.year), None)
    return months.in_year(year) if months else None


def _value(
    cell: Cell, row: _Row, section: _Row, label: Label, role: str, name: str, context: Context
) -> tuple[float | None, str, str]:
    """The figure of a cell and its unit, or why it is none."""
    unit = _unit(row, section, label, role, name, context)
    if cell.fault:
        return None, unit, cell.fault
    if cell.number is not None:
        return cell.number, cell.unit or unit, ""
    written = written_number(cell.text)
    if written is None:
        return None, unit, "This is not one exact number."
    if not written.unit:
        return written.value, unit, ""
    if is_unit(written.unit):
        return written.value, written.unit, ""
    return written.value, written.unit + _without_scale(unit), ""


def _without_scale(unit: str) -> str:
    """A unit without its scale, which a figure that brings its own (8.2万 under 万户) does not mean twice."""
    scale = next((s for s in SCALES if unit.startswith(s) and is_unit(unit[len(s) :])), "")
    return unit[len(scale) :]


def _unit(row: _Row, section: _Row, label: Label, role: str, name: str, context: Context) -> str:
    if role == "rank":
        return "位"
    if role in ("growth", "share"):
        return (
            label.unit
            if label.unit in ("%", "‰", "百分点")
            else row.unit
            if row.unit in ("%", "‰", "百分点")
            else "%"
        )
    if row.unit or label.unit:
        return row.unit or label.unit
    if is_share_name(name) or (_is_stock(label) and is_share_name(row.name)):
        return "%"
    if section.unit:
        return section.unit
    for word, unit in COUNTED.items():
        if name.endswith(word):
            return unit
    amounts = [u for u in context.units if u not in ("%", "‰", "百分点")]
    return amounts[0] if len(amounts) == 1 else _of_several(amounts, name)


def _of_several(units: list[str], name: str) -> str:
    """The unit of a name under a line of several (单位：亿元、个): money for amounts, the one that counts for things."""
    money = [unit for unit in units if unit_of(unit).bare in MONEY]
    counting = [unit for unit in units if unit_of(unit).counted]
    fitting = money if is_money_name(name) else counting if counts_things(name) else []
    return fitting[0] if len(fitting) == 1 else ""


def is_level(figure: Figure) -> bool:
    """Whether a figure stands at a moment or holds on average."""
    return figure.role == "rank" or figure.unit in ("%", "‰") or is_level_name(figure.name)
