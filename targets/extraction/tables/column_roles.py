"""Whether the figures of each column are goals or results, and of which day, where its head does not say."""

from __future__ import annotations

from targets.extraction.dates.expressions import TimeExpression
from targets.extraction.mention import Role
from targets.extraction.tables.columns import Head, Kind, Measure
from targets.extraction.tables.context import TableContext, role_of_year, when_of
from targets.extraction.tables.layout import Layout, is_place, is_whole, is_zone


def heads_with_roles(layout: Layout, context: TableContext) -> dict[int, Head]:
    """The heads of a table's columns, those that are silent on goal and result given what the table says."""
    heads = dict(zip(layout.columns, layout.heads, strict=True))
    years = [h.when.year for h in layout.heads if h.when and h.when.year and h.kind is Kind.VALUE]
    _settle_named_roles(heads, context)
    _settle_places(heads)
    last: Head | None = None
    goals = any(h.kind is Kind.VALUE and h.role is Role.TARGET for h in layout.heads)
    for column, head in heads.items():
        if head.kind is not Kind.VALUE:
            continue
        year = head.when.year if head.when else None
        silent = head.role is None and head.measure is Measure.LEVEL and not head.name
        before = head.when is not None and head.when.shift is not None and head.when.shift < 0
        if before:
            head = head._replace(role=Role.ACTUAL, when=_same_period(head, last, context))
        elif head.estimate and year and role_of_year(year, context.calendar, years) is Role.ACTUAL:
            head = head._replace(role=Role.ACTUAL)
        elif head.role is None and head.measure is Measure.GROWTH and last and not head.when:
            ahead = (head.yearly or head.over_plan) and (goals or (last.role is Role.TARGET))
            head = head._replace(
                role=Role.TARGET if ahead else last.role,
                when=head.when or (None if ahead else last.when),
                name=head.name or last.name,
            )
        elif head.role is None and year and years:
            head = head._replace(role=role_of_year(year, context.calendar, years))
        elif head.measure is Measure.RATE and last and head.when is None:
            head = head._replace(when=last.when if last.role is Role.ACTUAL else None)
        if silent and head.when and head.place is None and last and last.name:
            head = head._replace(name=last.name, unit=head.unit or last.unit)
        heads[column] = head
        if (head.role is not None or last is None) and not before:
            last = head
    return heads


def _same_period(head: Head, last: Head | None, context: TableContext) -> TimeExpression | None:
    """The time of 上年同期: that of the column before it, or of the table's results, a year earlier."""
    if "同期" not in head.text or head.when is None:
        return head.when
    day = when_of(last, Role.ACTUAL, context.calendar) if last else None
    day = day or context.known[0]
    return (
        head.when._replace(year=day.year - 1, shift=None, month=day.month, day=day.day) if day else head.when
    )


def _settle_places(heads: dict[int, Head]) -> None:
    """Columns that are headed by places are about these places, and so is one for all of them together."""
    values = {c: h for c, h in heads.items() if h.kind is Kind.VALUE and h.name}
    if not any(is_place(h.name) for h in values.values()):
        return
    for column, head in values.items():
        if is_whole(head.name):
            heads[column] = head._replace(name="", place="")
        elif is_place(head.name) or is_zone(head.name):
            heads[column] = head._replace(name="", place=head.name)


def _settle_named_roles(heads: dict[int, Head], context: TableContext) -> None:
    """A word of goal or result inside a name (实际利用外资) tells nothing where the title says the opposite."""
    values = {c: h for c, h in heads.items() if h.kind is Kind.VALUE and h.measure is Measure.LEVEL}
    if any(h.role is context.role for h in values.values()):
        return
    for column, head in values.items():
        if head.role and context.role and head.name and head.when is None:
            heads[column] = head._replace(role=None)
