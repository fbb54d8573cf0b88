"""Progress recomputed goal by goal in plain Python, from the rules of docs/methods.md and not from the SQL."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import mean, median, stdev
from typing import Any

APPROX = 0.05
T90 = (3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383)
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
DAYS = {"day": 1, "week": 7}
STALE = {"day": 7, "week": 21, "month": 62, "quarter": 153, "half": 275, "year": 550}
PROFILES = {
    "delivery": ("achievement", "as_of", 0.95, 0.80),
    "sdg": ("achievement", "actual", 0.95, 0.60),
    "sequence": ("gap_points", "actual", -10.0, -30.0),
}


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


def judge(aim: Aim, as_of: date, profile: str = "delivery") -> dict[str, Any]:
    """The numbers, dates, status and reason code that table `progress` should hold."""
    return _Judge(aim, as_of, *PROFILES[profile]).row()


class _Judge:
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

    # What is expected, and how it compares

    def _time_share(self) -> float | None:
        due = self.aim.due
        if due is None or self.start is None:
            return None
        if self.day >= due:
            return 1.0
        if self.start >= due:
            return None
        return _share(self.day, self.start, due)

    def _expected(self) -> float | None:
        aim, share = self.aim, self._time_share()
        if not self.way:
            inside = self.aims == "near" and aim.high is not None and self.actual is not None
            return max(aim.value, min(aim.high, self.actual)) if inside else self.goal  # type: ignore[type-var]
        if aim.due is None or share is None:
            return None
        if self.day >= aim.due:
            return self.goal
        if self.baseline is None:
            milestones = self._milestones()
            if not milestones or self.judged_as == "cumulative":
                return self.goal * self.season[0] if self.season else None
        points = self._milestones()
        if points:
            assert self.start
            path = [(self.start, self.baseline), *points, (aim.due, self.goal)]
            for (d0, v0), (d1, v1) in zip(path, path[1:], strict=False):
                if self.day < d1:
                    return None if v0 is None or v1 is None else v0 + (v1 - v0) * _share(self.day, d0, d1)
        if self.season:
            return self.goal * self.season[0]
        assert self.baseline is not None
        return self.baseline + (self.goal - self.baseline) * share

    def _basis(self) -> str | None:
        if not self.way:
            return "constant"
        if self.aim.due is None:
            return None
        return "milestones" if self._milestones() else "seasonal" if self.season else "linear"

    def _held_against(self, y: float) -> float | None:
        v, aims = self.goal, self.aims
        if v == 0:
            return float(y >= 0 if aims == "at_least" else y <= 0 if aims == "at_most" else y == 0)
        if aims == "near":
            return 1 - abs(y - v) / abs(v)
        if aims == "at_least":
            return y / v if v > 0 else 1 - (v - y) / abs(v)
        if v < 0:
            return 1 - (y - v) / abs(v)
        return v / y if y > 0 else None

    def row(self) -> dict[str, Any]:
        """All of it."""
        x, y, b, aim = self._expected(), self.actual, self.baseline, self.aim
        over = self._overshot()
        gap = achievement = points = share = required = None
        if y is not None:
            if over:
                gap = -abs(y - self.goal)
            elif x is not None:
                gap = -abs(y - x) if self.aims == "near" else x - y if self.aims == "at_most" else y - x
            if self.way and b is not None:
                share = (y - b) / (self.goal - b) if self.goal != b else None
                if over:
                    achievement = 1 - abs(y - self.goal) / abs(self.goal - b)
                elif x is not None and abs(x - b) > 1e-12 * max(abs(x), abs(b)):
                    achievement = (y - b) / (x - b)
            elif not self.way and self.aims == "near" and aim.high is not None:
                assert x is not None
                achievement = float(self.reached) if self.goal == 0 else 1 - abs(y - x) / abs(self.goal)
            elif not self.way:
                achievement = self._held_against(y)
        scale = (
            (abs(self.goal - b) if b is not None else None)
            if self.way
            else 100.0
            if aim.unit in ("%", "百分点")
            else abs(self.goal)
        )
        if gap is not None and scale:
            points = 100 * gap / scale
        left = self._periods_left()
        if left and y is not None and self.judged_as in ("cumulative", "level") and not self.reached:
            required = (self.goal - y) / left
        rising, trend, low, high = self._projection(left)
        time = self._time_share()
        code = self._code(
            achievement if self.measure == "achievement" else points, share, achievement, gap, low, high
        )
        row = {
            "basis": self._basis(),
            "plan_start": self.start,
            "actual": y,
            "actual_period_end": self.actual_on,
            "baseline": b,
            "expected": x,
            "gap": gap,
            "gap_points": points,
            "achievement": achievement,
            "time_share": time,
            "progress_share": share,
            "required_rate": required,
            "lead_points": 100 * (share - time) if share is not None and time is not None else None,
            "current_rate": rising,
            "projection": trend,
            "projection_low": low,
            "projection_high": high,
            "reach_on": self._reach_on(rising),
            "status": STATUS[code],
            "reason_code": code,
        }
        return self._withheld(row, code)

    def _overshot(self) -> bool:
        if (
            not (self.way and self.aims == "near" and not self.reached)
            or self.actual is None
            or self.baseline is None
        ):
            return False
        return (self.actual - self.goal) * (self.goal - self.baseline) > 0

    def _periods_left(self) -> float | None:
        due = self.aim.due
        if due is None or self.actual_on is None or self.actual_on >= due:
            return None
        return max(1, math.ceil(self._periods(self.actual_on, due)))

    def _projection(
        self, left: float | None
    ) -> tuple[float | None, float | None, float | None, float | None]:
        steps = self._increments()
        k = len(steps) if len(steps) >= 3 else None
        goes = self.judged_as in ("cumulative", "level")
        pace = median(steps) if k and goes else None
        if left is None or self.actual is None:
            return pace, None, None, None
        if self.season:
            _, growth, spread, n = self.season
            if growth is None or spread is None:
                return pace, None, None, None
            at, half = self.actual * growth, abs(self.actual) * spread * math.sqrt(1 + 1 / n) * T90[n - 2]
        elif k is None:
            return None, None, None, None
        else:
            spread = stdev(steps)
            at = self.actual + median(steps) * left if goes else self.actual
            half = spread * math.sqrt(left + left * left / k if goes else left) * T90[k - 2]
        low = at - half
        if self.sums and k and min(steps) >= 0:
            low = max(low, self.actual)
        return pace, at, low, at + half

    def _reach_on(self, pace: float | None) -> date | None:
        """The end of the period in which the pace brings the actual to the nearest end of the goal."""
        if self.judged_as not in ("cumulative", "level") or self.reached or not pace or self.actual is None:
            return None
        end = (
            self.high
            if self.aims == "at_most" or self.high is not None and self.actual > self.high
            else self.low
        )
        if end is None or not 0 <= (end - self.actual) / pace <= 1200:
            return None
        assert self.actual_on
        periods = math.ceil((end - self.actual) / pace)
        if self.aim.cadence in DAYS:
            return self.actual_on + timedelta(days=periods * DAYS[self.aim.cadence])
        month = self.actual_on.month - 1 + periods * MONTHS[self.aim.cadence]
        year, month = self.actual_on.year + month // 12, month % 12 + 1
        return date(year, month, monthrange(year, month)[1])

    def _misses(self, low: float | None, high: float | None) -> bool:
        above = low is not None and self.high is not None and low > self.high + 1e-9 * abs(self.high)
        below = high is not None and self.low is not None and high < self.low - 1e-9 * abs(self.low)
        return above or below

    def _code(
        self,
        measured: float | None,
        share: float | None,
        achievement: float | None,
        gap: float | None,
        low: float | None,
        high: float | None,
    ) -> str:
        aim, as_of = self.aim, self.as_of
        path = self.judged_as in ("cumulative", "level")
        covers = self.actual_on is not None and aim.due is not None and self.actual_on >= aim.due
        if aim.issued and aim.issued > as_of:
            return "not_issued"
        if aim.accumulation is None:
            return "no_series"
        if not math.isfinite(aim.value):
            return "bad_value"
        if misfit := self._misfit():
            return misfit
        if self.start and as_of < self.start:
            return "before_start"
        if self.actual is None or self.actual_on is None:
            return "no_actual"
        if self.holes:
            return "missing_periods"
        if self.reached and (
            self.judged_as == "cumulative" and not self.held or self.judged_as == "level" and covers
        ):
            return "reached"
        if path and not self.reached:
            if aim.due is None:
                return "no_due_date"
            if self.flagged and self.baseline_on == self.actual_on:
                return "no_baseline"
            if self.baseline == self.goal:
                return "baseline_equals_target"
        if aim.due and as_of > aim.due and covers:
            return "reached" if self.reached else "not_reached"
        if (as_of - self.actual_on).days > STALE[aim.cadence] and not covers:
            return "stale"
        if path and self.reached:
            return "met_at_start" if self.held else "reached"
        if self.held:
            return "fell_back"
        if share is not None and share < -1e-12:
            return "moving_away"
        if self.reached:
            return "as_planned"
        level = self.way and achievement is None and gap is not None and gap >= 0
        if (
            level
            or measured is not None
            and (measured > self.on_track if self.measure == "gap_points" else measured >= self.on_track)
        ):
            doubtful = self.way and self._misses(low, high) and self._basis() != "milestones"
            return "projected_to_miss" if doubtful else "as_planned"
        return "behind" if measured is not None and measured >= self.at_risk else "far_behind"

    def _withheld(self, row: dict[str, Any], code: str) -> dict[str, Any]:
        """No figure where nothing can be said."""
        compared = [
            "gap",
            "gap_points",
            "achievement",
            "progress_share",
            "lead_points",
            "required_rate",
            "current_rate",
            "projection",
            "projection_low",
            "projection_high",
            "reach_on",
        ]
        if row["status"] in ("not_assessable", "not_started"):
            row |= dict.fromkeys(compared)
        if code in UNMEASURED:
            row |= dict.fromkeys(("actual", "actual_period_end", "baseline"))
            row["expected"] = row["expected"] if not self.way or self.judged_as == "cumulative" else None
        return row


UNMEASURED = {
    "no_series",
    "bad_value",
    "unit_differs",
    "region_differs",
    "missing_periods",
    "not_issued",
    "before_start",
}
STATUS = {
    "not_issued": "not_started",
    "before_start": "not_started",
    "no_series": "not_assessable",
    "bad_value": "not_assessable",
    "unit_differs": "not_assessable",
    "region_differs": "not_assessable",
    "no_actual": "not_assessable",
    "missing_periods": "not_assessable",
    "no_due_date": "not_assessable",
    "no_baseline": "not_assessable",
    "baseline_equals_target": "not_assessable",
    "stale": "stale",
    "reached": "met",
    "met_at_start": "met",
    "not_reached": "missed",
    "fell_back": "away",
    "moving_away": "away",
    "as_planned": "on_track",
    "projected_to_miss": "at_risk",
    "behind": "at_risk",
    "far_behind": "lagging",
}


def _share(day: date, start: date, end: date) -> float:
    if day >= end:
        return 1.0
    return 0.0 if day <= start else (day - start).days / (end - start).days


def _years_before(day: date, years: int) -> date:
    last = monthrange(day.year - years, day.month)[1]
    return date(day.year - years, day.month, min(day.day, last))
