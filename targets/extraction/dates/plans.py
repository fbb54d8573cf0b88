"""The plan that a goal belongs to: the first day of its period where the words name only its end."""

from __future__ import annotations

import re
from datetime import date

from targets.extraction.dates.calendar import Calendar
from targets.reading.document import Document

_YEAR_ALONE = re.compile(r"((?:19|20)\d\d)年度?")
_PLAN_YEARS = 5  # 十四五 is 2021 to 2025: the five years that end in one divisible by five


def start_of_goal(
    due: date | None, calendar: Calendar, document: Document, section: tuple[str, ...]
) -> date | None:
    """First day of the period of a goal due on `due` under the headings `section`, where its words do not name it.

    The beginning of the plan that the document's title names, else of the plan that the day belongs to.
    """
    if due is None:
        return None
    if calendar.begin and calendar.end and calendar.begin <= due <= calendar.end:
        return calendar.begin
    return plan_start(due, plan_year_of(document, section))


def plan_start(due: date, plan_year: int | None) -> date:
    """First day of the plan that a goal due on `due` belongs to.

    The plan year for what is due within it; the five-year plan for a later end of one (十五五, 到2030年);
    else the years from the plan year on.
    """
    if plan_year is None or due.year <= plan_year:
        return date(due.year, 1, 1)
    if due.year % _PLAN_YEARS == 0 and due.year - plan_year <= _PLAN_YEARS:
        return date(due.year - _PLAN_YEARS + 1, 1, 1)
    return date(plan_year, 1, 1)


def plan_year_of(document: Document, section: tuple[str, ...]) -> int | None:
    """The year that a section headed by a year alone (2012年) sets goals for, else the document's."""
    headed = [int(match[1]) for heading in section if (match := _YEAR_ALONE.fullmatch(heading))]
    issued = document.issued_on.year if document.issued_on else None
    return headed[-1] if headed else document.plan_year or issued
