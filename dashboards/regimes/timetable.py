"""The timetable (倒排时间表): what each goal must have reached by the end of each month until it is due."""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from dashboards.charts.trajectory import Point, expected_path
from dashboards.goal_chart import milestones_of
from dashboards.regimes.judged import Judged, led_by
from dashboards.regimes.paper import Block, Column, Heading, Paper, Paragraph, Table
from dashboards.regimes.rules import RegimeRules
from dashboards.regimes.wording import Words, whole
from dashboards.rows import GoalRow
from targets import figures

MONTHS = 6


def timetable_paper(judged: Judged, words: Words, office: str, _rules: RegimeRules) -> Paper:
    """A table a unit: its goals that have a path, with what is needed by the ends of the next months."""
    ends = list(_month_ends(judged.as_of))
    paths = {g["target_id"]: _path(g, judged.goals) for g in judged.goals}
    planned = [
        g
        for g in judged.goals
        if paths[g["target_id"]] and (g["due"] or date.min) > judged.as_of and not g["status"].is_final
    ]
    blocks: list[Block] = [
        Paragraph(words("timetable_text", count=len(planned), day=words.day(judged.as_of)))
    ]
    groups = led_by(planned) | (
        {words("no_unit"): rest} if (rest := [g for g in planned if not g["lead"]]) else {}
    )
    for number, (unit, goals) in enumerate(groups.items(), 1):
        blocks.append(Heading(words("heading", number=words.numeral(number), text=unit)))
        rows = [
            _row(goal, paths[goal["target_id"]], ends, words)
            for goal in sorted(goals, key=lambda g: g["due"] or date.max)
        ]
        blocks.append(Table(_columns(ends, words), rows))
    if planned:
        blocks.append(Paragraph(words("timetable_rule"), "note"))
    return Paper(
        name="timetable",
        office=office,
        number="",
        title=words("timetable_title", day=words.day(judged.as_of)),
        addressee=words("all_units"),
        day=judged.as_of,
        language=words.language,
        blocks=blocks,
        tag=words("illustrative") if judged.illustrative else "",
    )


def needed_on(path: list[Point], day: date) -> float | None:
    """What a path asks for on a day, straight between its points; None before its first and after its last."""
    place = bisect_left(path, (day, float("-inf")))
    if place == len(path) or (place == 0 and path[0][0] != day):
        return None
    later, value = path[place]
    if later == day:
        return value
    earlier, before = path[place - 1]
    return before + (value - before) * (day - earlier).days / (later - earlier).days


def proposed_steps(goal: GoalRow, goals: list[GoalRow]) -> tuple[tuple[date, float], ...]:
    """The ends of the months left before a goal is due, with what its path asks for by then, at four digits."""
    path, due = _path(goal, goals), goal["due"]
    ends = [end for end in _month_ends(goal["as_of"], most=60) if due is not None and end < due]
    needed = [(end, needed_on(path, end)) for end in ends]
    return tuple((end, float(f"{value:.4g}")) for end, value in needed if value is not None)


def _path(goal: GoalRow, goals: list[GoalRow]) -> list[Point]:
    steps = [(other["due"], other["value"]) for other in milestones_of(goal, goals) if other["due"]]
    return expected_path(goal, steps, [])


def _columns(ends: list[date], words: Words) -> tuple[Column, ...]:
    months = [
        Column(
            words("month_short", month=end.month, month_of_two_digits=f"{end:%m}", year=end.year),
            1.45,
            numeric=True,
        )
        for end in ends
    ]
    return (
        Column(words("column_goal"), 3.0),
        Column(words("measure"), 1.2),
        Column(words("column_actual"), 2.0, numeric=True),
        *months,
        Column(words("at_due"), 2.6),
    )


def _row(goal: GoalRow, path: list[Point], ends: list[date], words: Words) -> tuple[str, ...]:
    due = goal["due"] or date.max
    needed = [_needed(path, end, goal, words) if end <= due else "" for end in ends]
    name, actual, at_due = (words.cell(key)(goal) for key in ("goal", "actual", "wanted_due"))
    return (name, figures.unit_name(goal["unit"], words.language), actual, *needed, at_due)


def _needed(path: list[Point], end: date, goal: GoalRow, words: Words) -> str:
    """What is needed by a day, without the unit, which has a column; but with %, which belongs to the number."""
    value = whole(needed_on(path, end), goal)
    return figures.about(value, "%" if goal["unit"] == "%" else "", words.language)


def _month_ends(day: date, most: int = MONTHS) -> Iterator[date]:
    """The ends of the months from that of `day` on, `day` itself left out."""
    year, month = day.year, day.month
    found = 0
    while found < most:
        end = date(year, month, monthrange(year, month)[1])
        if end > day:
            found += 1
            yield end
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
