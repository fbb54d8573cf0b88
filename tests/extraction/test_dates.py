"""Deadlines and reported periods, by headings, paragraphs and documents."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.extraction.candidates import candidates_of
from targets.extraction.dates.calendar import Calendar, calendar_of
from targets.extraction.dates.expressions import time_expressions_in
from targets.extraction.dates.resolution import day_in
from targets.extraction.dates.rules import date_context_of, date_of
from targets.extraction.mention import DueBasis, Mention, ReviewCause, Role, doubt_of
from targets.extraction.pipeline import UNSURE, extract
from targets.extraction.structure.rules import sentences_of
from targets.extraction.tables.flat_tables import flat_rows
from tests.extraction.phrases import document_of, marked

CALENDAR = Calendar(2024, date(2024, 2, 20), date(2024, 12, 31))
SECTIONS = [
    (("三、2024年重点工作",), Role.TARGET, "2024-12-31"),
    (("二、“十五五”时期主要目标",), Role.TARGET, "2030-12-31"),
    (("一、2023年工作回顾",), Role.ACTUAL, "2023-12-31"),
    (("一、“十三五”发展成就和“十四五”主要目标",), Role.ACTUAL, "2020-12-31"),
    (("一、“十三五”发展成就和“十四五”主要目标",), Role.TARGET, "2025-12-31"),
    (("二、“十五五”目标", "（一）2024年任务"), Role.TARGET, "2024-12-31"),
    (("二、主要任务", "力争上半年实现以下目标"), Role.TARGET, "2024-06-30"),
]


@pytest.mark.parametrize(("section", "role", "day"), SECTIONS)
def test_headings_tell_the_date_where_the_sentence_does_not(
    section: tuple[str, ...], role: Role, day: str
) -> None:
    dated = date_of(marked("新建学校【12所】", section), role, CALENDAR)
    assert (dated.day, dated.basis) == (date.fromisoformat(day), DueBasis.CONTEXT)


def test_partial_dates_take_the_year_of_the_heading() -> None:
    candidate = marked("6月底前开工【8个】", ("三、2025年重点工作",))
    assert date_of(candidate, Role.TARGET, CALENDAR).day == date(2025, 6, 30)


@pytest.mark.parametrize(
    ("phrase", "basis"),
    [("年内新建【3座】", DueBasis.EXPLICIT), ("新建【3座】", DueBasis.DOCUMENT)],
)
def test_basis_tells_where_the_date_comes_from(phrase: str, basis: DueBasis) -> None:
    assert date_of(marked(phrase), Role.TARGET, CALENDAR).basis is basis


def test_the_words_that_decided_are_kept() -> None:
    assert date_of(marked("今年6月底前新建【3座】"), Role.TARGET, CALENDAR).words == "今年6月底"


def dates_in(text: str) -> list[date | None]:
    """The dates of all goals of a text."""
    document = document_of(text, plan_year=2024)
    sentences = sentences_of(document)
    context = date_context_of(sentences, flat_rows(document))
    return [date_of(c, Role.TARGET, CALENDAR, context).day for c in candidates_of(document, sentences)]


def test_then_means_the_time_of_the_sentence_before() -> None:
    assert dates_in("到2030年基本建成体系。届时总量超过8000亿元。") == [date(2030, 12, 31)]


DEADLINES = {
    "新建泵站6座。(责任单位:市水利局;完成时限:6月底前)": date(2024, 6, 30),
    "新建泵站6座。\n完成时限：9月底": date(2024, 9, 30),
    "新建泵站6座。\n（责任单位：市水利局）": date(2024, 12, 31),
    "序号\n任务\n责任单位\n时限\n1\n新建泵站6座。\n市水利局\n10月投入使用": date(2024, 10, 31),
    "3月底前新建泵站6座。（完成时限：年底前）": date(2024, 3, 31),
}


@pytest.mark.parametrize(("text", "day"), DEADLINES.items())
def test_a_deadline_is_stated_for_the_paragraph(text: str, day: date) -> None:
    assert dates_in(text) == [day]


def test_a_year_named_earlier_in_the_paragraph_holds_on() -> None:
    text = "到2030年产值翻番。企业达到300家。\n新建园区2个。"
    assert dates_in(text) == [date(2030, 12, 31), date(2030, 12, 31), date(2024, 12, 31)]


def test_a_part_of_the_year_holds_for_its_sentence_alone() -> None:
    assert dates_in("上半年开工20个。新建泵站6座。") == [date(2024, 6, 30), date(2024, 12, 31)]


def test_without_any_year_only_absolute_dates_are_known() -> None:
    nothing = Calendar(None, None, None)
    assert date_of(marked("新建【3座】"), Role.TARGET, nothing).basis is DueBasis.NONE
    assert date_of(marked("今年新建【3座】"), Role.TARGET, nothing).day is None
    assert date_of(marked("到2026年建成【3座】"), Role.TARGET, nothing).day == date(2026, 12, 31)


CALENDARS = [
    ({"plan_year": 2024}, Calendar(2024, None, date(2024, 12, 31))),
    ({"title": "强攻二季度行动方案", "plan_year": 2022}, Calendar(2022, None, date(2022, 6, 30))),
    ({"title": "青禾市水污染防治三年行动计划", "plan_year": 2023}, Calendar(2023, None, date(2025, 12, 31))),
    (
        {"title": "三年行动方案（2023—2025年）", "plan_year": 2025, "issued_on": date(2023, 4, 1)},
        Calendar(2023, date(2023, 4, 1), date(2025, 12, 31), begin=date(2023, 1, 1)),
    ),
    (
        {"title": "三年行动方案（2023—2025年）", "plan_year": 2025},
        Calendar(2023, None, date(2025, 12, 31), begin=date(2023, 1, 1)),
    ),
    (
        {"title": "“十四五”规划纲要", "plan_year": 2025, "issued_on": date(2021, 3, 1)},
        Calendar(2021, date(2021, 3, 1), date(2025, 12, 31), begin=date(2021, 1, 1)),
    ),
    (
        {"plan_year": 2026, "issued_on": date(2025, 12, 30)},
        Calendar(2026, date(2025, 12, 30), date(2026, 12, 31)),
    ),
    ({}, Calendar(None, None, None)),
]


@pytest.mark.parametrize(("known", "calendar"), CALENDARS)
def test_calendar_of_a_document(known: dict[str, object], calendar: Calendar) -> None:
    assert calendar_of(document_of("各区县人民政府：", **known)) == calendar


TIME_CHARACTERS = st.text(
    alphabet="0123456789年月日上下半季度底末前后今去明到至“”十一二三四五来内之以过近未比“的", max_size=40
)


@given(TIME_CHARACTERS)
def test_any_text_gives_time_words_that_fit_it(text: str) -> None:
    for words in time_expressions_in(text):
        assert text[words.start : words.end] == words.text
        assert 1 <= words.month <= 12


def goals_of(text: str, **known: object) -> list[Mention]:
    return [m for m in extract(document_of(text, **known)) if m.role is Role.TARGET]


def test_years_within_a_plan_of_as_many_mean_its_end() -> None:
    known = {"title": "三年行动方案（2024—2026年）", "plan_year": 2026, "issued_on": date(2024, 4, 1)}
    (goal,) = goals_of("三年内新建停车场30个。", **known)
    assert (goal.due, goal.period_start) == (date(2026, 12, 31), date(2024, 1, 1))


@pytest.mark.parametrize(
    ("phrase", "start", "due"),
    [
        ("二季度新建停车场30个。", date(2024, 4, 1), date(2024, 6, 30)),
        ("6月底前新建停车场30个。", date(2024, 1, 1), date(2024, 6, 30)),
        ("2025年新建停车场30个。", date(2025, 1, 1), date(2025, 12, 31)),
        ("到2025年新建停车场30个。", date(2021, 1, 1), date(2025, 12, 31)),
        ("“十五五”时期新建停车场30个。", date(2026, 1, 1), date(2030, 12, 31)),
        ("5月10日至6月20日新建停车场30个。", date(2024, 5, 10), date(2024, 6, 20)),
    ],
)
def test_a_goal_is_about_a_period(phrase: str, start: date, due: date) -> None:
    (goal,) = goals_of(phrase, plan_year=2024, issued_on=date(2024, 2, 20))
    assert (goal.period_start, goal.due) == (start, due)


def test_the_start_of_a_change_is_a_field_of_the_goal() -> None:
    (goal,) = goals_of("森林覆盖率由2020年的41%提高到45%以上。", plan_year=2024, issued_on=date(2024, 2, 20))
    assert (goal.value, goal.baseline, goal.baseline_on) == (45, 41, date(2020, 12, 31))


def test_a_deadline_that_is_not_understood_sends_the_goal_to_review() -> None:
    (goal,) = goals_of("代表大会召开前，新建停车场30个。", plan_year=2024, issued_on=date(2024, 2, 20))
    assert goal.due_basis is DueBasis.DOCUMENT
    assert goal.confidence < 0.5
    assert "date not understood:代表大会召开前" in goal.cues


@pytest.mark.parametrize(
    ("sentence", "sure"),
    [("2月底前新建停车场30个。", False), ("按照年度计划，2月底前新建停车场30个。", True)],
)
def test_a_goal_that_was_over_when_issued_waits_unless_it_is_called_planned(
    sentence: str, sure: bool
) -> None:
    known = {"plan_year": 2024, "issued_on": date(2024, 5, 20), "title": "停车设施工作方案"}
    (goal,) = goals_of(sentence, **known)
    assert goal.due == date(2024, 2, 29)
    assert (goal.confidence > UNSURE) is sure
    assert (doubt_of(goal.cues) is not ReviewCause.OVER_WHEN_ISSUED) is sure


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (2026, 6, 15, "2026-06-15"),
        (2026, 4, 31, "2026-04-30"),
        (2026, 2, 31, "2026-02-28"),
        (2028, 2, 31, "2028-02-29"),
        (2026, 4, 0, ""),
        (1899, 12, 31, ""),
        (2201, 1, 1, ""),
    ],
)
def test_a_day_beyond_its_month_is_the_last_and_a_far_year_is_none(
    year: int, month: int, day: int, expected: str
) -> None:
    found = day_in(year, month, day)
    assert (found.isoformat() if found else "") == expected
