"""Name, place, period, value and unit of a cell: what its head, its row and the section above it say together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from targets.actuals.forms.columns import Column
from targets.actuals.forms.context import Context
from targets.actuals.forms.grid import Cell
from targets.actuals.forms.labels import (
    COUNTED,
    Label,
    counts_things,
    is_level_name,
    is_money_name,
    is_share_name,
    is_unit,
    joined_names,
)
from targets.actuals.forms.numbers import SCALES, written_number
from targets.actuals.forms.places import OWN, WHOLE, bare_place
from targets.actuals.forms.spans import Months
from targets.actuals.units import unit_of

_MONEY = ("元", "美元")


@dataclass(slots=True)
class RowWords:
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


def head_of(columns: dict[int, Column], column: Column) -> Label:
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


def place_of(place: str, context: Context) -> str:
    if WHOLE.match(place):
        return context.place or place
    if OWN.match(place):
        return f"{context.place}本级"
    return bare_place(place, context.place)


def name_of(row: RowWords, section: RowWords, label: Label, role: str, context: Context) -> str:
    own, _, suffix = label.name.partition("\x00")
    row_name, _, row_suffix = row.name.partition("\x00")
    suffix = suffix or row_suffix or ("增长" if role == "growth" and not suffix else "")
    if role not in ("growth",):
        suffix = ""
    base = row_name if row.role not in ("total", "subtotal") or row.name else ""
    if not base and (Label("", name=own).is_vague or role == "rank"):
        base = section.name if section.name and not section.place else context.subject
    elif not base and len(own) > 2 and context.subject.endswith(own[:2]):
        base = context.subject  # 改造户数 of 城镇老旧小区改造
    name = _composed(base, own)
    if suffix and not _names_a_growth(name):
        name += suffix
    return name


def _names_a_growth(name: str) -> bool:
    """Whether a name says by itself that it is a growth."""
    return bool(re.search(r"(?:增长|增速|增幅|涨幅|增长率)$", name))


def _is_stock(label: Label) -> bool:
    """Whether a head says only that its figures stand at the end (余额)."""
    return label.name in ("余额", "期末余额", "期末数", "期末")


def _composed(base: str, own: str) -> str:
    """A name and what a head adds to it, without saying twice what both say."""
    if not own or own in base or (is_share_name(base) and own in ("余额", "期末余额")):
        return base
    if own in ("平均", "均值", "平均值") and (is_level_name(base) or base.endswith(("排名", "位次", "名次"))):
        return base
    return joined_names(base, own)


def period_of(row: RowWords, section: RowWords, label: Label, context: Context) -> Months | None:
    """The period told nearest to the figure, with the year told nearest to it."""
    told = (row.months, label.months, section.months, context.months)
    year = next((m.year for m in told if m and m.year), context.year)
    months = next((m for m in told if m and m.first is not None), None)
    if months is None:
        months = next((m for m in told[:3] if m and m.year), None)
    return months.in_year(year) if months else None


def value_of(
    cell: Cell, row: RowWords, section: RowWords, label: Label, role: str, name: str, context: Context
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


def _unit(row: RowWords, section: RowWords, label: Label, role: str, name: str, context: Context) -> str:
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
    money = [unit for unit in units if unit_of(unit).bare in _MONEY]
    counting = [unit for unit in units if unit_of(unit).counted]
    fitting = money if is_money_name(name) else counting if counts_things(name) else []
    return fitting[0] if len(fitting) == 1 else ""
