"""Quiet hours and days: when nothing is sent, and until when."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from targets.alerts.rules import Quiet
from targets.workdays import is_working_day

_MOST_DAYS = 30


def quiet_until(quiet: Quiet, now: datetime) -> datetime | None:
    """When sending may begin again, None where it may now. Hours hold by themselves, and on working days alone where so set."""
    end = _end_of_hours(quiet, now) or now
    for _ in range(_MOST_DAYS):
        if not quiet.working_days or is_working_day(end.date()):
            break
        end = datetime.combine(end.date() + timedelta(days=1), time())
        end = _end_of_hours(quiet, end) or end
    return end if end > now else None


def _end_of_hours(quiet: Quiet, now: datetime) -> datetime | None:
    """The end of the quiet hours that `now` lies in."""
    if quiet.hours is None:
        return None
    first, last = quiet.hours
    moment, over_midnight = now.time(), first > last
    if over_midnight and moment >= first:
        return datetime.combine(now.date() + timedelta(days=1), last)
    if moment < last if over_midnight else first <= moment < last:
        return datetime.combine(now.date(), last)
    return None
