"""One run of the pipeline: its id, the day it judges by and the moment it happens."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Run:
    """A run; every row it writes carries `run_id`.

    `as_of` is the day that progress is judged by. `now` is the run's clock, a naive Asia/Shanghai time:
    what a run records without a date of its own is recorded at `now`. `wall` is the real time where it is
    another: a run that looks back still takes in what happened since.
    """

    run_id: str
    as_of: date
    now: datetime
    wall: datetime | None = None

    @property
    def today(self) -> date:
        """The real day."""
        return (self.wall or self.now).date()


def wall_clock() -> datetime:
    """Now in the house's time zone, as the warehouse keeps moments: without the zone."""
    return datetime.now(LOCAL_ZONE).replace(tzinfo=None)


def start_run(as_of: date | None = None, *, clock: datetime | None = None) -> Run:
    """A new run. With a past `as_of` its clock is the end of that day, so the run sees what it records."""
    wall = clock or wall_clock()
    day = as_of or wall.date()
    now = wall if day >= wall.date() else datetime.combine(day, time(23, 59, 59))
    return Run(f"{wall:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}", day, now, wall)
