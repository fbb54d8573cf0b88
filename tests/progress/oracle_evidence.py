"""What actuals say of one goal, in plain Python, from the rules of docs/methods.md and not from the SQL."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import mean, stdev

APPROX = 0.05
T90 = (3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383)
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True)
class Seen:
    """One actual: its period, value and the day it was recorded."""

    start: date
    end: date
    value: float
    recorded: date


@dataclass(frozen=True)
class Aim:
    """A goal and the series that measures it (`accumulation` None: none does)."""

    kind: str
    direction: str
    comparator: str
    change: str | None
    value: float
    high: float | None
    unit: str
    start: date | None
    due: date | None
    issued: date | None
    accumulation: str | None
    cadence: str
    region: str | None = None
    series_region: str | None = None
    series_unit: str | None = None
    seen: Sequence[Seen] = field(default=())
    milestones: Sequence[tuple[date, float]] = field(default=())


class Evidence:
    """What the actuals known by a day say of one goal: actual, baseline, increments, past years."""

    def __init__(
        self, aim: Aim, as_of: date, measure: str, judged_on: str, on_track: float, at_risk: float
    ) -> None:
        self.aim, self.as_of, self.measure = aim, as_of, measure
        self.on_track, self.at_risk = on_track, at_risk
        self.aims = self._aims()
        self.judged_as = "bound" if aim.kind == "cumulative" and self.aims == "at_most" else aim.kind
        self.sums = aim.kind == "cumulative"
        self.goal = aim.high if self.aims == "at_most" and aim.high is not None else aim.value
        self.low, self.high = self._ends()
        self.seen = self._known()
        self.start = self._plan_start()
        self.in_plan = [s for s in self.seen if self._counts(s.end)]
        self.last = self.in_plan[-1] if self.in_plan else None
        self.baseline, self.baseline_on, self.flagged = self._baseline()
        self.actual, self.actual_on, self.holes = self._actual()
        judged_last = self.last.end if self.last else as_of
        self.day = judged_last if judged_on == "actual" else as_of
        self.held = self.judged_as in ("cumulative", "level") and self._reaches(self.baseline)
        self.way = self.judged_as in ("cumulative", "level") and not self.held
        self.reached = self._reaches(self.actual)
        self.season = self._season()

    def _aims(self) -> str:
        aim = self.aim
        if aim.kind == "rank":
            return "at_most"
        if aim.direction == "near" and (aim.kind == "cumulative" or aim.change == "up"):
            return "at_least"
        return aim.direction

    def _ends(self) -> tuple[float | None, float | None]:
        aim = self.aim
        about = aim.comparator == "approx" or (aim.direction == "near" and aim.high is None)
        slack = APPROX * abs(aim.value) if about else 0.0
        low = aim.value - slack if self.aims != "at_most" else None
        top = aim.high if aim.high is not None else aim.value
        return low, (top + slack if self.aims != "at_least" else None)

    def _reaches(self, y: float | None) -> bool:
        if y is None:
            return False
        above = self.low is None or y >= self.low - 1e-9 * abs(self.low)
        return above and (self.high is None or y <= self.high + 1e-9 * abs(self.high))

    def _known(self) -> list[Seen]:
        if self.aim.accumulation is None or self._misfit():
            return []
        latest: dict[date, Seen] = {}
        for s in sorted(self.aim.seen, key=lambda s: (s.recorded, s.value)):
            if s.recorded <= self.as_of and s.end <= self.as_of and math.isfinite(s.value):
                latest[s.end] = s
        return sorted(latest.values(), key=lambda s: s.end)

    def _misfit(self) -> str | None:
        aim = self.aim
        if aim.series_unit and aim.series_unit != aim.unit:
            return "unit_differs"
        ours, theirs = aim.region, aim.series_region
        if ours and theirs and not (ours.endswith(theirs) or theirs.endswith(ours)):
            return "region_differs"
        return None

    def _plan_start(self) -> date | None:
        aim = self.aim
        begins = aim.start or (date(aim.due.year, 1, 1) if aim.due else None)
        if not (
            begins
            and aim.issued
            and aim.due
            and begins < aim.issued < aim.due
            and begins.year == aim.due.year
        ):
            return begins
        years_end = (aim.due.month, aim.due.day) == (12, 31)
        if aim.issued.month < 4 and (self.sums or years_end):
            return begins
        counted = [
            s
            for s in aim.seen
            if aim.accumulation and begins <= s.end < aim.issued and s.recorded <= self.as_of
        ]
        return begins if self.sums and counted else aim.issued

    def _due_period_end(self) -> date | None:
        due, cadence = self.aim.due, self.aim.cadence
        if due is None or self.aim.accumulation is None:
            return None
        if cadence in DAYS:
            return due + timedelta(days=DAYS[cadence] - 1)
        size = MONTHS[cadence]
        month = -(-due.month // size) * size
        return date(due.year, month, monthrange(due.year, month)[1])

    def _counts(self, day: date) -> bool:
        aim = self.aim
        if self.start and (day <= self.start if aim.kind == "level" else day < self.start):
            return False
        if aim.due is None or aim.kind == "level":
            return True
        if self.sums:
            return aim.accumulation not in ("ytd", "period") or day <= date(aim.due.year, 12, 31)
        end = self._due_period_end()
        return end is None or day <= end

    def _baseline(self) -> tuple[float | None, date | None, bool]:
        if self.judged_as == "cumulative":
            return 0.0, self.start, False
        if self.judged_as != "level":
            return None, None, False
        before = [s for s in self.seen if self.start and s.end <= self.start]
        if before:
            return before[-1].value, before[-1].end, False
        return (self.in_plan[0].value, self.in_plan[0].end, True) if self.in_plan else (None, None, False)

    def _actual(self) -> tuple[float | None, date | None, bool]:
        if self.last is None:
            return None, None, False
        if not self.sums or self.aim.accumulation in ("level", "total"):
            return *self._level_or_last(), False
        if self.aim.accumulation == "period":
            covered = sum((s.end - s.start).days + 1 for s in self.in_plan)
            holes = self.start is not None and covered < (self.last.end - self.start).days + 1
            return math.fsum(s.value for s in self.in_plan), self.last.end, holes
        if self.start is None:
            return self.last.value, self.last.end, False
        opening = [s.value for s in self.seen if s.end < self.start and s.end.year == self.start.year]
        closing: dict[int, Seen] = {s.end.year: s for s in self.in_plan if s.end.year < self.last.end.year}
        years = range(self.start.year, self.last.end.year)
        whole = all(y in closing and (closing[y].end.month, closing[y].end.day) == (12, 31) for y in years)
        total = (
            self.last.value + math.fsum(s.value for s in closing.values()) - (opening[-1] if opening else 0.0)
        )
        return total, self.last.end, not whole

    def _level_or_last(self) -> tuple[float, date]:
        assert self.last
        end = self._due_period_end()
        if self.aim.kind == "level" and end and end < self.as_of:
            then = [s for s in self.in_plan if s.end <= end]
            if then and self._reaches(then[-1].value):
                return then[-1].value, then[-1].end
        return self.last.value, self.last.end

    # The trend

    def _periods(self, earlier: date, later: date) -> float:
        if self.aim.cadence in DAYS:
            return (later - earlier).days / DAYS[self.aim.cadence]
        months = (later.year - earlier.year) * 12 + later.month - earlier.month
        return months / MONTHS[self.aim.cadence]

    def _increments(self) -> list[float]:
        aim = self.aim
        far = date.max
        if aim.due and not (self.sums and aim.accumulation not in ("ytd", "period")) and aim.kind != "level":
            far = date(aim.due.year, 12, 31) if self.sums else self._due_period_end() or far
        seen = [s for s in self.seen if s.end <= far][-7:]
        found = []
        for a, b in zip(seen, seen[1:], strict=False):
            base, since = a.value, a.end
            if self.sums and aim.accumulation == "ytd" and b.end.year > a.end.year:
                base, since = 0.0, date(b.end.year - 1, 12, 31)
            elif self.sums and aim.accumulation == "period":
                base = 0.0
            steps = self._periods(since, b.end)
            found.append((b.value - base) / steps if steps else math.nan)
        return [f for f in found if math.isfinite(f)]

    def _season(self) -> tuple[float, float | None, float | None, int] | None:
        """Share of the total due that past years had reached by the judged day; growth from the actual's day on."""
        aim = self.aim
        if (
            self.judged_as != "cumulative"
            or aim.accumulation not in ("ytd", "period")
            or aim.cadence == "year"
        ):
            return None
        if not (aim.due and self.last and self.start == date(aim.due.year, 1, 1)) or self._milestones():
            return None
        shares, growths = [], []
        for year in range(aim.due.year - 5, aim.due.year):
            curve = self._curve(year)
            if curve is None:
                continue
            back = aim.due.year - year
            at = [self._on(curve, _years_before(d, back)) for d in (self.day, self.last.end, aim.due)]
            if at[2] <= 0:
                continue
            shares.append(at[0] / at[2])
            if at[1]:
                growths.append(at[2] / at[1])
        if len(shares) < 2:
            return None
        share = min(1.0, max(0.0, mean(shares)))
        if len(growths) < 2:
            return share, None, None, 0
        return share, mean(growths), stdev(growths), len(growths)

    def _curve(self, year: int) -> list[tuple[date, float]] | None:
        seen = [s for s in self.seen if s.end.year == year]
        if not seen or (seen[-1].end.month, seen[-1].end.day) != (12, 31):
            return None
        curve, total, covered = [(date(year - 1, 12, 31), 0.0)], 0.0, 0
        for s in seen:
            total = s.value if self.aim.accumulation == "ytd" else total + s.value
            covered += (s.end - s.start).days + 1
            curve.append((s.end, total))
        whole = self.aim.accumulation == "ytd" or covered >= (date(year, 12, 31) - date(year, 1, 1)).days + 1
        return curve if whole else None

    @staticmethod
    def _on(curve: list[tuple[date, float]], day: date) -> float:
        if day < curve[0][0]:
            day = curve[0][0]
        for (d0, v0), (d1, v1) in zip(curve, curve[1:], strict=False):
            if d0 <= day < d1:
                return v0 + (v1 - v0) * (day - d0).days / (d1 - d0).days
        return curve[-1][1]

    def _milestones(self) -> list[tuple[date, float]]:
        due = self.aim.due
        return sorted((d, v) for d, v in self.aim.milestones if due and self.start and self.start < d < due)


def _years_before(day: date, years: int) -> date:
    last = monthrange(day.year - years, day.month)[1]
    return date(day.year - years, day.month, min(day.day, last))
