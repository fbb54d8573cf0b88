"""What stands beside a status: days reached and late, extensions, reports owed, figures to be checked, likely misses.

Pages, the live app, bulletins and the command line show these same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from targets import figures
from targets.status import Mark
from targets.words import Phrase, message, unworded, word_of

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
        _promised(goal),
    ]
    return [fact for fact in found if fact]


def _reached(goal: _ROW) -> Phrase | None:
    day, late = _day(goal["reached_on"]), goal["days_late"]
    if day is None:
        return None
    if late and late > 0:
        return message("facts-reached-late", day=_worded(day), late=f"{late:g}")
    return message("facts-reached", day=_worded(day))


def _extended(goal: _ROW) -> Phrase | None:
    before, by = _day(goal["extended_from"]), goal["extended_by"]
    if before is None:
        return None
    days = {"before": _worded(before), "due": _worded(_day(goal["due"]))}
    return (
        message("facts-extended-by", **days, by=by) if by and by == by else message("facts-extended", **days)
    )


def _final_figure_due(goal: _ROW) -> Phrase | None:
    due = _day(goal["due"])
    if not goal["final_figure_due"] or due is None:
        return None
    return message("facts-final-figure-due", who=_who(goal), due=_worded(due))


def _report_overdue(goal: _ROW) -> Phrase | None:
    if not goal["report_overdue"]:
        return None
    return message(
        "facts-report-overdue",
        word=word_of(Mark.REPORT_OVERDUE),
        who=_who(goal),
        owed=_worded(_day(goal["owed_period_end"])),
        since=_worded(_day(goal["owed_since"])),
    )


def _waits_for_check(goal: _ROW) -> Phrase | None:
    if not goal["waits_for_check"]:
        return None
    return message("facts-waits-for-check", word=word_of(Mark.WAITS_FOR_CHECK))


def _likely_missed(goal: _ROW) -> Phrase | None:
    chance = goal["probability_of_miss"]
    if chance is None or chance != chance:
        return None
    return message("facts-likely-missed", chance=figures.percent(round(chance, 2)))


def _promised(goal: _ROW) -> Phrase | None:
    """The promise of the unit that is not reached yet."""
    day = _day(goal.get("promised_on"))
    if day is None or _day(goal["reached_on"]) is not None:
        return None
    key = "facts-promise-overdue" if goal["promise_overdue"] else "facts-promised"
    return message(key, who=_who(goal), day=_worded(day))


def _who(goal: _ROW) -> Phrase:
    """The unit that owes a figure."""
    owners = goal["owners"]
    lead = next(iter(owners), None) if owners is not None else None
    return unworded(lead) if lead else message("facts-unit")


def _worded(day: date | None) -> Phrase:
    return Phrase(figures.day(day), figures.day(day, "en"))


def _day(value: Any) -> date | None:
    """A day of a row or of a data frame, where a missing one is NaT."""
    return None if value is None or value != value else value
