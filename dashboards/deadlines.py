"""The calendar of deadlines: goals due, promises due, answers to notices due; and the same as an iCalendar file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dashboards.rows import GoalRow, NoticeRow
from dashboards.tally import TallyRow
from targets.status import Status
from targets.words import Phrase, message, phrase

SHOWN_DAYS = 30
"""Days ahead on the pages."""

KEPT_DAYS = 366
"""Days ahead in the file to subscribe to."""

_OCTETS = 75
_ANSWER_OWED = ("issued", "sent_back")


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing that is due on a day: `kind` is due, promise or answer. `key` names it for good."""

    day: date
    kind: str
    key: str
    target_id: str
    handle: str
    indicator: str
    region: str | None
    lead: str | None
    status: Status
    illustrative: bool


def deadlines(
    goals: Iterable[GoalRow], notices: Iterable[NoticeRow], as_of: date, days: int
) -> list[Deadline]:
    """What is due from `as_of` to so many days later, the next first. Goals that are decided are due no more."""
    by_id = {goal["target_id"]: goal for goal in goals}
    found = []
    for goal in by_id.values():
        if not goal["status"].is_final:
            found += [
                _deadline(goal, day, kind, f"{kind}-{goal['target_id']}")
                for kind, day in (("due", goal["due"]), ("promise", goal["promised_on"]))
                if day is not None
            ]
    for notice in notices:
        about = by_id.get(notice["target_id"])
        if about and notice["state"] in _ANSWER_OWED:
            key = f"answer-{notice['notice_id']}-{notice['target_id']}"
            found.append(_deadline(about, notice["answer_by"], "answer", key))
    last = as_of + timedelta(days=days)
    chosen = [deadline for deadline in found if as_of <= deadline.day <= last]
    return sorted(chosen, key=lambda d: (d.day, d.kind, d.lead or "", d.target_id))


def next_due(goals: Iterable[TallyRow], as_of: date) -> tuple[date, int] | None:
    """The first due day beyond `SHOWN_DAYS`, and how many undecided goals are due on it."""
    last = as_of + timedelta(days=SHOWN_DAYS)
    days = Counter(
        goal["due"] for goal in goals if goal["due"] and goal["due"] > last and not goal["status"].is_final
    )
    first = min(days, default=None)
    return None if first is None else (first, days[first])


def icalendar(found: Iterable[Deadline], as_of: date, words: str = "zh") -> str:
    """The deadlines as an iCalendar file (RFC 5545): a whole day each, the same UID in every edition of the file."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//duban//deadlines//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(message('page-calendar').in_language(words))}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    ]
    for deadline in found:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(deadline.key)}@duban",
            f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{deadline.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{deadline.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(summary_of(deadline).in_language(words))}",
            f"DESCRIPTION:{_escaped(_about(deadline).in_language(words))}",
            f"CATEGORIES:{_escaped(phrase('deadline', deadline.kind).in_language(words))}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def summary_of(deadline: Deadline) -> Phrase:
    """The deadline in a line: what is due, of which goal."""
    tag = "page-calendar-illustrative" if deadline.illustrative else "page-calendar-entry"
    return message(
        tag,
        kind=phrase("deadline", deadline.kind),
        goal=f"{deadline.handle} {deadline.indicator[:120]}",
    )


def _about(deadline: Deadline) -> Phrase:
    return message(
        "page-calendar-about",
        unit=deadline.lead or "—",
        region=deadline.region or "—",
        status=phrase("status", deadline.status),
    )


def _deadline(goal: GoalRow, day: date, kind: str, key: str) -> Deadline:
    return Deadline(
        day,
        kind,
        key,
        goal["target_id"],
        goal["handle"],
        goal["indicator"],
        goal["region"],
        goal["lead"],
        goal["status"],
        goal["illustrative"],
    )


def _escaped(text: str) -> str:
    """A value of type TEXT: backslash, comma, semicolon and line ends are written with a backslash."""
    plain = "".join(c for c in text if c == "\n" or c.isprintable())
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line of at most 75 octets, and further ones that begin with a blank; no character is cut."""
    parts, part, size = [], "", 0
    for character in line:
        length = len(character.encode())
        if size + length > _OCTETS:
            parts.append(part)
            part, size = " ", 1
        part, size = part + character, size + length
    return "\r\n".join([*parts, part])
