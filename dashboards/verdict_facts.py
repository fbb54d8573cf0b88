"""What stands beside a status: days reached and late, extensions, reports owed, figures to be checked, likely misses.

Pages, the live app, bulletins and the command line show these same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from targets import figures
from targets.status import Mark
from targets.words import Phrase, word_of

_ROW = Mapping[Any, Any]


def marks_of(goal: _ROW) -> list[Mark]:
    """The marks that a goal of `goals.sql` or `duban status` bears."""
    return [
        mark
        for mark, borne in (
            (Mark.EXTENDED, _day(goal["extended_from"]) is not None),
            (Mark.REPORT_OVERDUE, bool(goal["report_overdue"])),
            (Mark.WAITS_FOR_CHECK, bool(goal["waits_for_check"])),
        )
        if borne
    ]


def facts_of(goal: _ROW) -> list[Phrase]:
    """One phrase for each fact beside the status; none where the status says it all."""
    found = [
        _reached(goal),
        _extended(goal),
        _final_figure_due(goal),
        _report_overdue(goal),
        _waits_for_check(goal),
        _likely_missed(goal),
    ]
    return [fact for fact in found if fact]


def _reached(goal: _ROW) -> Phrase | None:
    day, late = _day(goal["reached_on"]), goal["days_late"]
    if day is None:
        return None
    zh, en = f"{figures.day(day)}达到", f"reached on {figures.day(day, 'en')}"
    return (
        Phrase(f"{zh}，逾期{late:g}天", f"{en}, {late:g} days late") if late and late > 0 else Phrase(zh, en)
    )


def _extended(goal: _ROW) -> Phrase | None:
    before, by = _day(goal["extended_from"]), goal["extended_by"]
    if before is None:
        return None
    due = _day(goal["due"])
    who_zh, who_en = (f"（{by}）", f" ({by})") if isinstance(by, str) and by else ("", "")
    return Phrase(
        f"期限由{figures.day(before)}延至{figures.day(due)}{who_zh}",
        f"extended from {figures.day(before, 'en')} to {figures.day(due, 'en')}{who_en}",
    )


def _final_figure_due(goal: _ROW) -> Phrase | None:
    due = _day(goal["due"])
    if not goal["final_figure_due"] or due is None:
        return None
    zh, en = _who(goal)
    return Phrase(
        f"已到期，待{zh}报送截至{figures.day(due)}的数据后判定",
        f"due; decided once {en} has reported the figure of {figures.day(due, 'en')}",
    )


def _report_overdue(goal: _ROW) -> Phrase | None:
    if not goal["report_overdue"]:
        return None
    zh, en = _who(goal)
    owed, since = _day(goal["owed_period_end"]), _day(goal["owed_since"])
    word = word_of(Mark.REPORT_OVERDUE)
    return Phrase(
        f"{word.zh}：{zh}应报截至{figures.day(owed)}的数据，{figures.day(since)}起逾期",
        f"{word.en}: {en} owes the figure of {figures.day(owed, 'en')} since {figures.day(since, 'en')}",
    )


def _waits_for_check(goal: _ROW) -> Phrase | None:
    if not goal["waits_for_check"]:
        return None
    word = word_of(Mark.WAITS_FOR_CHECK)
    return Phrase(
        f"{word.zh}：有存疑数据，确认前不据此评估",
        f"{word.en}: a doubtful figure decides nothing until confirmed",
    )


def _likely_missed(goal: _ROW) -> Phrase | None:
    chance = goal["probability_of_miss"]
    if chance is None or chance != chance:
        return None
    shown = figures.percent(round(chance, 2))
    return Phrase(f"到期完不成的可能性{shown}", f"chance of a miss {shown}")


def _who(goal: _ROW) -> tuple[str, str]:
    """The unit that owes a figure, in both languages."""
    owners = goal["owners"]
    lead = next(iter(owners), None) if owners is not None else None
    return (lead, lead) if lead else ("责任单位", "the responsible unit")


def _day(value: Any) -> date | None:
    """A day of a row or of a data frame, where a missing one is NaT."""
    return None if value is None or value != value else value
