"""What holds for a whole table: its time, its unit, what its figures are, told by title, notes and document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from targets.extraction.dates.calendar import Calendar, calendar_of
from targets.extraction.dates.expressions import TimeExpression, time_expressions_in
from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.mention import DueBasis, Role
from targets.extraction.tables.columns import Head, Kind, Measure, times_in, untimed
from targets.extraction.tables.grid import is_caption
from targets.extraction.tables.layout import Layout
from targets.extraction.tables.units import TableUnit, labelled_units
from targets.reading.document import Document

_WORDS = lexicon("tables")["roles"]
_GOALS, _RESULTS = re.compile(any_of(_WORDS["goal_titles"])), re.compile(any_of(_WORDS["actual_titles"]))
_DEADLINE = re.compile(
    r"(?:于|在|确保|请)?[^，。；]{0,12}?(?P<when>[^，。；]{2,16}?)(?:之?前|底前)[^，。；]{0,6}(?:完成|报送完成|落实到位|办结|竣工|实现)"
)
_COMPARED = re.compile(any_of(_WORDS["compared"]))
_TITLE_MARK = re.compile(
    r"^(?:附件|附表|表|专栏)[\d一二三四五六七八九十]*[:：.]?|[（(][^（()）]*[)）]|各(?:县|市|区|镇|乡|街道|园区|单位|部门|地区|、|（|）)+|[“”\"]"
)
_TITLE_OPENING = re.compile(
    f"^(?:{any_of([*_WORDS['title_opening'], '年', '度', '的', '全市', '全县', '全区'])})"
)
_TITLE_ENDING = re.compile(f"(?:{any_of(_WORDS['title_ending'])})$")
_SPOKEN_YEARS = re.compile("十[一二三四五六七]五(?:时期|期间|规划)?")
_STAR = re.compile(r"\*[^，。；]{0,6}?((?:19|20)\d\d)年")
_FIVE = 5

Told = tuple[date | None, DueBasis, str]


@dataclass(frozen=True, slots=True)
class TableContext:
    """What a table's figures take from around it.

    `subject` is what the title says the table is about; `role` is that of figures whose own heads are silent. `due` is the day by which its goals are due, `known` the
    last day its results report on, `starred` the year that a star moves a result to.
    """

    title: str
    calendar: Calendar
    units: tuple[TableUnit, ...]
    role: Role | None
    due: Told
    known: Told
    starred: int | None
    region: str | None
    subject: str


def context_of(layout: Layout, document: Document, region: str | None) -> TableContext:
    """What holds for the figures of a table, by its title, the lines around it and the document."""
    grid, calendar = layout.grid, calendar_of(document)
    near = [*layout.banners[::-1], *reversed(grid.caption)]
    titles = [line for line in near if is_caption(line)]
    title = next(
        (line for line in titles if _GOALS.search(line) or _RESULTS.search(line)), document.title or ""
    )
    around = [*near, *grid.notes]
    known = _known(around, document, calendar)
    star = next((m for line in grid.notes if (m := _STAR.search(line))), None)
    return TableContext(
        title=title,
        calendar=calendar,
        units=labelled_units((*grid.caption, *layout.banners)),
        role=_role(title, document.title or "") or _role_by_shape(layout, document.title or "", calendar),
        subject=subject_of(title, region),
        due=_due(around, title, calendar),
        known=known,
        starred=int(star[1]) if star else None,
        region=region,
    )


def _role(title: str, document_title: str) -> Role | None:
    """What a title calls the figures of its table: results before goals (目标完成情况)."""
    for text in (title, document_title):
        if _RESULTS.search(text):
            return Role.ACTUAL
        if _GOALS.search(text):
            return Role.TARGET
    return None


def _role_by_shape(layout: Layout, title: str, calendar: Calendar) -> Role | None:
    """Results are compared with the year before, and their period is over when they are published."""
    if any(_COMPARED.search(head.text) for head in layout.heads):
        return Role.ACTUAL
    if layout.of(Kind.DUE):
        return Role.TARGET
    ends = [resolved(words, Role.TARGET, calendar) for words in times_in(title)]
    over = [day for day in ends if day and calendar.issued and day <= calendar.issued]
    return Role.ACTUAL if over and len(over) == len(ends) else None


def subject_of(title: str, region: str | None) -> str:
    """What a title says its table is about: 造林 of 松江市2026年造林任务表."""
    text = _TITLE_MARK.sub("", title.replace(region or "\0", ""))
    text = _SPOKEN_YEARS.sub("", untimed(text)) if text else ""
    while shorter := _TITLE_OPENING.sub("", _TITLE_ENDING.sub("", text)):
        if shorter == text:
            break
        text = shorter
    return text if len(text) > 1 else ""


def _due(around: list[str], title: str, calendar: Calendar) -> Told:
    for line in around:
        for deadline in _DEADLINE.finditer(line):
            said = times_in(deadline.group())
            if said and (day := resolved(said[-1], Role.TARGET, calendar)):
                return day, DueBasis.CONTEXT, said[-1].text
    if _RESULTS.search(title):
        end = date(calendar.year, 12, 31) if calendar.year else None
        return end, DueBasis.DOCUMENT if end else DueBasis.NONE, ""
    if (said := times_in(title)) and (day := resolved(said[-1], Role.TARGET, calendar)):
        return day, DueBasis.CONTEXT, said[-1].text
    return calendar.end, DueBasis.DOCUMENT if calendar.end else DueBasis.NONE, ""


def _known(around: list[str], document: Document, calendar: Calendar) -> Told:
    for line in [*around, document.title or ""]:
        parts = [w for w in time_expressions_in(line) if w.as_of or w.month < 12]
        for words in reversed(parts):
            day = resolved(words, Role.ACTUAL, calendar)
            if day and (calendar.issued is None or day <= calendar.issued) and line != str(calendar.issued):
                if words.day < 31 and day == calendar.issued:
                    continue  # the day of issue itself
                return day, DueBasis.CONTEXT, words.text
    if calendar.issued or calendar.known:
        end = calendar.known if calendar.known and calendar.known.month < 12 else None
        if calendar.end and calendar.issued and calendar.end <= calendar.issued:
            return calendar.end, DueBasis.DOCUMENT, ""
        if end and end != calendar.issued:
            return end, DueBasis.DOCUMENT, ""
    if calendar.issued:
        return calendar.issued.replace(day=1) - timedelta(days=1), DueBasis.DOCUMENT, ""
    return (
        (date(calendar.year - 1, 12, 31), DueBasis.DOCUMENT, "")
        if calendar.year
        else (None, DueBasis.NONE, "")
    )


def resolved(words: TimeExpression, role: Role, calendar: Calendar) -> date | None:
    """The last day of what time words of a head or a cell name, for a goal or a result of this document."""
    if words.so_far:
        return calendar.issued
    year = words.year
    if year is None and words.shift is not None and calendar.year:
        year = _spoken(calendar) + words.shift
    if year is None and words.months_on is None:
        year = _own_year(words, role, calendar)
    return _closing(year, words.month, words.day) if year else None


def _spoken(calendar: Calendar) -> int:
    assert calendar.year is not None
    return calendar.year


def _own_year(words: TimeExpression, role: Role, calendar: Calendar) -> int | None:
    """The year of 一季度 or 6月底 by themselves: the plan year; of a result the last that is over."""
    if role is Role.TARGET or calendar.issued is None:
        return calendar.year
    this = _closing(calendar.issued.year, words.month, words.day)
    return calendar.issued.year - (0 if this and this <= calendar.issued else 1)


def role_of_year(year: int, calendar: Calendar, years: list[int]) -> Role:
    """What the figures of a bare year are: behind the document results, ahead of it goals."""
    if calendar.issued:
        return Role.ACTUAL if year < calendar.issued.year else Role.TARGET
    if calendar.end and calendar.end.year % _FIVE == 0 and max(years) == calendar.end.year and len(years) > 1:
        return Role.ACTUAL if year <= calendar.end.year - _FIVE else Role.TARGET
    return Role.ACTUAL if calendar.end and year < calendar.end.year and len(years) > 1 else Role.TARGET


def when_of(head: Head, role: Role, calendar: Calendar) -> date | None:
    """The day that a head names for a goal or a result; None where it names none."""
    return resolved(head.when, role, calendar) if head.when and head.measure is not Measure.RANK else None


def _closing(year: int, month: int, day: int) -> date | None:
    if not 1900 <= year <= 2200:
        return None
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, max(1, min(day, last)))
