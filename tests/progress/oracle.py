"""Progress recomputed goal by goal in plain Python, from the rules of docs/methods.md and not from the SQL."""

from __future__ import annotations

import math
from calendar import monthrange
from datetime import date, timedelta
from statistics import median, stdev
from typing import Any

from tests.progress.oracle_evidence import DAYS, MONTHS, T90, Aim, Evidence

STALE = {"day": 7, "week": 21, "month": 62, "quarter": 153, "half": 275, "year": 550}
PROFILES = {
    "delivery": ("achievement", "as_of", 0.95, 0.80),
    "sdg": ("achievement", "actual", 0.95, 0.60),
    "sequence": ("gap_points", "actual", -10.0, -30.0),
}


def judge(aim: Aim, as_of: date, profile: str = "delivery") -> dict[str, Any]:
    """The numbers, dates, status and reason code that table `progress` should hold."""
    return Judge(aim, as_of, *PROFILES[profile]).row()


class Judge(Evidence):
    """The verdict on one goal."""

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
