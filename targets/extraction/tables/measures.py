"""What a figure of a table measures: its name, its unit, and whether it is a change."""

from __future__ import annotations

import re

from targets.extraction.mention import Change, Role
from targets.extraction.tables.columns import GENERIC, Head, Measure
from targets.extraction.tables.context import TableContext
from targets.extraction.tables.figures import Figure
from targets.extraction.tables.rows import Row
from targets.extraction.tables.units import TableUnit, unit_among

_UP = re.compile(r"(?:增速|增长|增长率|增幅|涨幅|增长速度|年均增速)$")
_DOWN = re.compile(r"(?:下降|降低|降幅|下降率|降低率|减少|削减|削减率|减排)$")
_ADD = re.compile(r"新增|净增(?!长)")
_PERCENT = TableUnit("%", 1.0)
_SHARES = ("%", "百分点")


def name_of(row: Row, head: Head, figure: Figure, context: TableContext, role: Role) -> str:
    """The name of what a figure measures: the row's and the column's, with what the column says of them."""
    name = row.name
    own = "计划投资" if head.name == "投资" and role is Role.TARGET else head.name
    if own and own not in name:
        name = name + own
    if not name and row.group:
        name = row.group
    if name in GENERIC or (not name and head.measure is not Measure.LEVEL):
        name = _with_subject(name, row.group if row.group and name in GENERIC else context.subject)
    if head.measure is Measure.RATE or (figure.deed and figure.unit == _PERCENT):
        return f"{name}完成率"
    if head.measure is Measure.RANK:
        return f"{name}位次"
    changed = bool(_UP.search(name) or _DOWN.search(name))
    if head.measure is Measure.GROWTH:
        return _growth_name(name, head, figure, changed)
    if figure.change and figure.unit == _PERCENT and not changed:
        return f"{name}{'降幅' if figure.change is Change.DOWN else '增速'}"
    if figure.change is Change.ADD and name and not _ADD.search(name):
        return f"新增{name}"
    return name or context.subject or context.title


def _with_subject(name: str, subject: str) -> str:
    """A bare measure with what it is of, what both say only once: 固定资产投资 for 投资额."""
    if name[:2] and name[:2] in subject[-4:]:
        return subject
    return (subject[:-2] if name[-2:] == subject[-2:] else subject) + name


def _growth_name(name: str, head: Head, figure: Figure, changed: bool) -> str:
    falls = head.falls or figure.change is Change.DOWN or figure.value < 0
    if figure.cumulative:
        if _ADD.search(name) or _DOWN.search(name):
            return f"{name}累计"
        return f"{name}累计{'下降' if falls else '增加'}"
    if head.yearly:
        return f"{_UP.sub('', name) or name}年均{'降幅' if head.falls else '增速'}"
    return name if changed else f"{name}{'降幅' if head.falls else '增速'}"


def unit_for(row: Row, head: Head, figure: Figure, name: str, context: TableContext) -> TableUnit:
    """The unit of a figure: its own, that of its column, of its row, of the table, or what its name implies."""
    if figure.unit:
        return figure.unit
    if head.measure is Measure.RANK:
        return TableUnit("位", 1.0)
    if head.measure is Measure.RATE:
        return _PERCENT
    if head.measure is Measure.GROWTH:
        if figure.cumulative and row.unit:
            return row.unit
        return head.unit or _PERCENT
    return head.unit or row.unit or unit_among(context.units, name) or TableUnit("", 1.0)


def change_of(
    row: Row, head: Head, figure: Figure, name: str, unit: TableUnit
) -> tuple[Change | None, float]:
    """Whether a figure measures a change, and its size; a negative growth is a drop of the positive number."""
    change = figure.change or (Change.DOWN if head.falls and head.measure is Measure.GROWTH else None)
    if change is None and head.measure is not Measure.RATE:
        if _DOWN.search(row.name or name):
            change = Change.DOWN
        elif _UP.search(name) and unit.bare in (*_SHARES, "‰"):
            change = Change.UP
        elif _ADD.search(name) and unit.bare not in _SHARES:
            change = Change.ADD
    if figure.value < 0 and (change is Change.UP or head.measure is Measure.GROWTH):
        return Change.DOWN, -figure.value
    return change, figure.value
