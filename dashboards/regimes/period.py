"""The period that a document of the regimes is about: 2025-05, 2025Q2, 2025H1, 2025, or the one that a day lies in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WRITTEN = re.compile(r"(\d{4})(?:-?(Q[1-4]|H[12]|0[1-9]|1[0-2]))?", re.IGNORECASE)
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


class BadPeriod(ValueError):
    """A period that is written in no known way; the message says which are."""


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, and which kind of period it is: `week`, `month`, `quarter`, `half` or `year`."""

    kind: str
    first: date
    last: date

    @property
    def before(self) -> date:
        """The last day of the period before."""
        return self.first - timedelta(days=1)

    @property
    def place(self) -> int:
        """Which week, month, quarter or half of its year it is; 1 for a year."""
        if self.kind == "week":
            return self.last.isocalendar().week
        return (self.first.month - 1) // _MONTHS[self.kind] + 1


def period_written(text: str) -> Period:
    """The period of a text such as 2025Q2. Raises BadPeriod."""
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        raise BadPeriod(
            f"{text!r} is no period; write a year, half, quarter or month: 2025, 2025H1, 2025Q2, 2025-05."
        )
    year, part = int(found[1]), (found[2] or "").upper()
    kind = {"": "year", "Q": "quarter", "H": "half"}.get(part[:1], "month")
    place = int(part.lstrip("QH")) if part else 1
    return _period(kind, year, place)


def period_of(day: date, kind: str) -> Period:
    """The period of a kind that a day lies in; a `week` is the seven days that end with it."""
    if kind == "week":
        return Period("week", day - timedelta(days=6), day)
    return _period(kind, day.year, (day.month - 1) // _MONTHS[kind] + 1)


def period_until(day: date, kind: str) -> Period:
    """The same, ended by that day: what a document made on a past day is about."""
    whole = period_of(day, kind)
    return Period(kind, whole.first, day)


def _period(kind: str, year: int, place: int) -> Period:
    months = _MONTHS[kind]
    first = date(year, (place - 1) * months + 1, 1)
    after = date(year + 1, 1, 1) if first.month + months > 12 else date(year, first.month + months, 1)
    return Period(kind, first, after - timedelta(days=1))
