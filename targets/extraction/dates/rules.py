"""By when, or for which period: from the sentence, its headings and its document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from targets.extraction.dates.calendar import Calendar
from targets.extraction.dates.expressions import TimeExpression, time_expressions_in
from targets.extraction.dates.resolution import closing_day, opening_day
from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.mention import DueBasis, Role
from targets.extraction.parts import Candidate, Dated, Sentence
from targets.extraction.tables.flat_tables import FlatRow

_WORDS = lexicon("dates")
_CARRY = re.compile(any_of(_WORDS["carry"]["words"]))
_DEADLINE = re.compile(_WORDS["deadline"]["pattern"])
_ORDINAL = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．是]{1,2}[，, ]?|[①-⑳]")
_DEADLINE_CLAUSE = re.compile(
    rf"(?:^|[，。；：、]|[)）])(?P<when>[^，。；：、)）]{{2,12}}(?<![{_WORDS['unread']['not_after']}])(?:{any_of(_WORDS['unread']['ends'])}))[，,]"
)
_DEADLINE_ENDS = re.compile(rf"(?:{any_of(_WORDS['unread']['ends'])})[，,]")
_EACH = "分别"
_NEAR = 4  # characters between the last of several times and 分别
_AND = re.compile("[年末底前]{0,3}[、和与及，][到至]?")
_NUMBER = re.compile(r"[0-9][0-9.,]*")
_SET_APART = re.compile("[之以]?前?[，,：:]")
_STOPS = frozenset("，,：:")
_JUST_OVER = timedelta(days=30)
_FARTHEST = 6
_A_YEAR = timedelta(days=366)
_WHOLE_YEAR = frozenset({"全年", "当年"})
LONGEST_CELL = 15
_Found = tuple[date, TimeExpression] | None


@dataclass(slots=True)
class DateContext:
    """Where else to look for the time of a sentence, in one document with one calendar.

    `before` maps the start of a sentence to the one before it in its paragraph; `deadlines` maps the start of
    a paragraph to the words of its deadline (完成时限：6月底前).
    """

    before: Mapping[int, Sentence]
    deadlines: Mapping[int, str]
    _around: dict[tuple[int, Role], _Found] = field(default_factory=dict)

    def around(self, sentence: Sentence, role: Role, calendar: Calendar) -> _Found:
        """What the surroundings of a sentence say of its time; looked for once for all its numbers."""
        key = (sentence.start, role)
        if key not in self._around:
            self._around[key] = next(filter(None, _from_context(sentence, role, calendar, self.before)), None)
        return self._around[key]


def date_context_of(sentences: Sequence[Sentence], rows: Sequence[FlatRow] = ()) -> DateContext:
    """The surroundings of a document's sentences; `rows` are those of its flattened tables.

    A paragraph that states nothing but a deadline states it for the paragraph before it, a cell for its row.
    """
    before: dict[int, Sentence] = {}
    deadlines: dict[int, str] = {}
    for earlier, sentence in pairwise([None, *sentences]):
        assert sentence is not None
        follows = earlier is not None and earlier.paragraph_start == sentence.paragraph_start
        if earlier is not None and follows:
            before[sentence.start] = earlier
        stated = _DEADLINE.search(sentence.text) if "时" in sentence.text else None
        if stated:
            deadlines[sentence.paragraph_start] = stated["when"]
            if earlier is not None and not follows and not sentence.text[: stated.start()].strip("(（〔【"):
                deadlines.setdefault(earlier.paragraph_start, stated["when"])
    cells = {s.paragraph_start: s.text for s in sentences} if rows else {}
    for row in rows:
        texts = [cells.get(cell.start, "") for cell in row]
        if when := next(
            (text for text in texts if len(text) <= LONGEST_CELL and _opens_with_time(text)), None
        ):
            for cell in row:
                deadlines.setdefault(cell.start, when)
    return DateContext(before, deadlines)


def _opens_with_time(text: str) -> bool:
    expressions = time_expressions_in(text)
    return bool(expressions) and expressions[0].start == 0


def date_of(
    candidate: Candidate, role: Role, calendar: Calendar, context: DateContext | None = None
) -> Dated:
    """The day a target is due, or the last day of the period an actual reports.

    Looked for in this order: the time words before the number in its sentence, nearest first; those after
    it in its clause; the deadline that the paragraph states for its goals; the sentence before where 届时
    carries its time on; the headings, innermost first; the years that earlier sentences of the paragraph
    name; the plan of the document. Years that do not fit the role (a goal behind, a result ahead) are
    history or outlook and are passed over.
    """
    sentence, context = candidate.sentence, context or DateContext({}, {})
    number = candidate.quantity.start - sentence.start
    found = None
    if expressions := time_expressions_in(sentence.text):
        behind = [t for t in expressions if t.end <= number and _governs(t, sentence.text, number)]
        after = [t for t in expressions if number < t.start < candidate.clause_end - sentence.start]
        about = _heading_year(sentence, role, calendar)
        behind = _distributed(behind, sentence.text, number) or behind
        found = _first_that_fits([*reversed(behind), *after], role, calendar, about, expressions)
    deadline = context.deadlines.get(sentence.paragraph_start)
    if not found and deadline and role is Role.TARGET:
        expressions = time_expressions_in(deadline)
        found = _first_that_fits(
            expressions[::-1], role, calendar, _heading_year(sentence, role, calendar), expressions
        )
    if found:
        return Dated(found[0], DueBasis.EXPLICIT, found[1].text, opening_day(found[1], found[0]))
    unread = _unread(sentence.text, number) if role is Role.TARGET else ""
    if found := context.around(sentence, role, calendar):
        start = opening_day(found[1], found[0])
        return Dated(found[0], DueBasis.CONTEXT, found[1].text, start, unread)
    if calendar.year is None:
        return Dated(None, DueBasis.NONE)
    if role is Role.TARGET:
        return Dated(calendar.end, DueBasis.DOCUMENT, unread=unread)
    return Dated(calendar.reported or date(calendar.year - 1, 12, 31), DueBasis.DOCUMENT)


def _distributed(words: list[TimeExpression], text: str, number: int) -> list[TimeExpression]:
    """Of the times of 2027年和2030年分别达到A、B the one of the number at `number`; nothing where it is no such list."""
    each = text.rfind(_EACH, 0, number)
    if each < 0 or len(words) < 2:
        return []
    list_ends = text[words[-1].end : each]
    if len(list_ends) > _NEAR or set(list_ends) & set("，；"):
        return []
    listed = [words[-1]]
    for earlier in reversed(words[:-1]):
        if not _AND.fullmatch(text[earlier.end : listed[0].start]):
            break
        listed.insert(0, earlier)
    at = len(_NUMBER.findall(text[each:number]))
    return [listed[at]._replace(towards=True)] if 1 < len(listed) > at else []


def _unread(text: str, number: int) -> str:
    """A clause before the number that states a deadline in words that are not understood (党代会召开前，)."""
    if not _DEADLINE_ENDS.search(text, 0, number):
        return ""
    said = [m for m in _DEADLINE_CLAUSE.finditer(text, 0, number) if not time_expressions_in(m["when"])]
    return said[-1]["when"] if said else ""


def _governs(words: TimeExpression, text: str, number: int) -> bool:
    """Whether time words can be those of a number behind them.

    Past a semicolon they go on only where they opened their stretch: 6月底前，新建2座；改造3座, but not
    平台6月底前上线；改造3座, and behind another semicolon only where a comma sets them apart. Years go on as well.
    """
    last = text.rfind("；", words.end, number)
    if last < 0 or (words.closes_a_year and "月" not in words.text):
        return True
    opened = max(text.rfind("；", 0, words.start), text.rfind("：", 0, words.start)) + 1
    if opened and text[opened - 1] == "；" and not _SET_APART.match(text, words.end):
        return False
    return not text[opened : words.start].strip("到在至截，, 　•") or bool(
        _ORDINAL.fullmatch(text[opened : words.start])
    )


def _from_context(
    sentence: Sentence, role: Role, calendar: Calendar, before: Mapping[int, Sentence]
) -> Iterator[_Found]:
    """What the surroundings of a sentence say of its time, the most telling first."""
    previous = before.get(sentence.start)
    if previous and _CARRY.match(sentence.text) and (expressions := time_expressions_in(previous.text)):
        yield _first_that_fits(expressions[::-1], role, calendar, None, expressions)
    for heading in reversed(sentence.section):
        if expressions := time_expressions_in(heading):
            yield _first_that_fits(expressions[::-1], role, calendar, None, expressions)
    for _ in range(_FARTHEST):
        if previous is None:
            return
        if expressions := time_expressions_in(previous.text):
            lasting = [w for w in reversed(expressions) if _lasts(w, role) or _opens(w, previous)]
            yield _first_that_fits(lasting, role, calendar, None, expressions)
        previous = before.get(previous.start)


def _lasts(words: TimeExpression, role: Role) -> bool:
    """Whether time words hold for the sentences after theirs: years do, and the period a report is on."""
    return words.closes_a_year or (role is Role.ACTUAL and words.months_on is None)


def _opens(words: TimeExpression, sentence: Sentence) -> bool:
    """Whether time words open a paragraph, set apart from what follows (一季度，…): then they hold to its end."""
    if sentence.start != sentence.paragraph_start or sentence.text[words.end : words.end + 1] not in _STOPS:
        return False
    before = sentence.text[: words.start].strip("到在至截， 　•")
    return not before or bool(_ORDINAL.fullmatch(before))


def _first_that_fits(
    words: Sequence[TimeExpression],
    role: Role,
    calendar: Calendar,
    about: int | None,
    expressions: Sequence[TimeExpression],
) -> _Found:
    for each in words:
        day = _day_for(each, role, calendar, about, expressions)
        if day:
            return day, each
    return None


def _day_for(
    words: TimeExpression,
    role: Role,
    calendar: Calendar,
    about: int | None,
    expressions: Sequence[TimeExpression],
) -> date | None:
    """The day that a time expression means for a role; None where it cannot be, or cannot be determined.

    `about` is the year of the passage by its heading; a year named before the words in the text they are
    `expressions` in comes first.
    """
    if words.so_far:
        return (calendar.reported or calendar.issued) if role is Role.ACTUAL else None
    if role is Role.ACTUAL and calendar.reported and words.text in _WHOLE_YEAR:
        return None  # 全年任务8000人，已筛查8216人: the plan's year, not the period of the report
    if words.year is None and words.shift is None and words.months_on is None:
        about = (
            _year_named_before(words, role, calendar, expressions)
            or about
            or _own_year(words, role, calendar)
        )
    if _is_whole_plan(words, calendar):
        return calendar.end
    day = closing_day(words, calendar.year, about, calendar.issued)
    plan = calendar.end
    if day and plan and words.months_on and words.months_on % 12 == 0 and day < plan < day + _A_YEAR:
        return plan  # 5年内 in a plan that runs five years
    if day and role is Role.TARGET and _is_over(day, words, calendar):
        day = closing_day(words._replace(shift=None), calendar.year, day.year + 1, calendar.issued)
    said_so = words.towards if role is Role.TARGET else words.as_of
    if day and (said_so or _fits(day, role, calendar)):
        return day
    return None


def _is_whole_plan(words: TimeExpression, calendar: Calendar) -> bool:
    """Whether 五年内 is said in a plan of five years: it means the end of the plan."""
    counted = words.months_on is not None and words.span
    if not counted or calendar.begin is None or calendar.end is None:
        return False
    return calendar.end.year - calendar.begin.year + 1 == words.span


def _is_over(day: date, words: TimeExpression, calendar: Calendar) -> bool:
    """Whether a day or festival without a year is over when the document is issued: that of the next year is meant."""
    bare = words.year is None and words.shift is None and words.back is None
    exact = words.seasonal or (words.day < 28 and words.days_on is None and words.months_on is None)
    return bool(
        bare
        and exact
        and calendar.issued
        and day < calendar.issued - (timedelta() if words.festival else _JUST_OVER)
    )


def _year_named_before(
    words: TimeExpression, role: Role, calendar: Calendar, expressions: Sequence[TimeExpression]
) -> int | None:
    for other in reversed(expressions):
        if other.start < words.start and (other.year or other.shift is not None):
            year = other.year or (calendar.year + (other.shift or 0) if calendar.year else None)
            if year and _fits(date(year, 12, 31), role, calendar):
                return year
    return None


def _own_year(words: TimeExpression, role: Role, calendar: Calendar) -> int | None:
    """The year of 上半年 and 5月 by themselves: that of the plan; of a result the last one that is over by then."""
    if calendar.year is None or role is Role.TARGET:
        return calendar.year
    closing = closing_day(words, calendar.year, calendar.year, calendar.issued)
    over = calendar.known and closing and not words.closes_a_year and closing <= calendar.known
    return calendar.year if over or words.as_of else calendar.year - 1


def _fits(day: date, role: Role, calendar: Calendar) -> bool:
    if calendar.year is None:
        return True
    if role is Role.TARGET:
        return day >= date(calendar.year, 1, 1)
    return day <= max(date(calendar.year - 1, 12, 31), calendar.known or date.min)


def _heading_year(sentence: Sentence, role: Role, calendar: Calendar) -> int | None:
    for heading in reversed(sentence.section):
        for words in reversed(time_expressions_in(heading)):
            if words.year and words.month == 12 and _fits(date(words.year, 12, 31), role, calendar):
                return words.year if "五" not in words.text else None
    return None
