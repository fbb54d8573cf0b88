"""Progress recomputed goal by goal in plain Python, from the rules of docs/methods.md and not from the SQL."""

from __future__ import annotations

import math
from datetime import date, timedelta
from statistics import median
from typing import Any

from tests.progress.oracle_evidence import DAYS, MONTHS, Aim, Evidence, month_end

STALE = {"day": 7, "week": 21, "month": 62, "quarter": 153, "half": 275, "year": 550}
PUBLISHED = {"day": 3, "week": 7, "month": 25, "quarter": 30, "half": 45, "year": 90}
PROFILES = {
    "delivery": ("achievement", 0.95, 0.80),
    "sdg": ("achievement", 0.95, 0.60),
    "sequence": ("schedule", -10.0, -30.0),
}
LIKELY_MISS, PRIOR_MONTHS, POOLED_SPREAD, POOLED_WEIGHT, T80 = 0.8, 1.0, 0.06, 2.0, 1.533


def judge(aim: Aim, as_of: date, profile: str = "delivery") -> dict[str, Any]:
    """The numbers, dates, status and reason code that table `progress` should hold."""
    return Judge(aim, as_of, *PROFILES[profile]).row()


class Judge(Evidence):
    """The verdict on one goal."""

    def __init__(self, aim: Aim, as_of: date, measure: str, on_track: float, at_risk: float) -> None:
        super().__init__(aim, as_of)
        self.by_schedule, self.on_track, self.at_risk = measure == "schedule", on_track, at_risk

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
        if not self.way and not self.budget:
            inside = self.aims == "near" and aim.high is not None and self.actual is not None
            return max(aim.value, min(aim.high, self.actual)) if inside else self.goal  # type: ignore[type-var]
        if aim.due is None or share is None:
            return None
        if self.day >= aim.due:
            return self.goal
        base = 0.0 if self.budget else self.baseline
        points = self.milestone_points()
        if points:
            assert self.start
            path = [(self.start, base or 0.0), *points, (aim.due, self.goal)]
            for (d0, v0), (d1, v1) in zip(path, path[1:], strict=False):
                if self.day < d1:
                    return v0 + (v1 - v0) * _share(self.day, d0, d1)
        if self.season:
            return self.goal * self.season.share
        return None if base is None else base + (self.goal - base) * share

    def _basis(self) -> str | None:
        if not self.way and not self.budget:
            return "constant"
        if self.aim.due is None:
            return None
        return "milestones" if self.milestone_points() else "seasonal" if self.season else "linear"

    def _held_against(self, y: float, v: float) -> float | None:
        aims = self.aims
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
        gap = achievement = gap_share = share = required = None
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
            elif self.budget:
                share = y / self.goal if self.goal else None
                achievement = None if x is None else self._held_against(y, x)
            elif not self.way and self.aims == "near" and aim.high is not None:
                assert x is not None
                achievement = float(self.reached) if self.goal == 0 else 1 - abs(y - x) / abs(self.goal)
            elif not self.way:
                achievement = self._held_against(y, self.goal)
        scale = (abs(self.goal - b) if b is not None else None) if self.way else abs(self.goal)
        if gap is not None and scale:
            gap_share = 100 * gap / scale
        left = self._periods_left()
        if left and y is not None and self.path and not self.reached:
            required = (self.goal - y) / left
        pace, projection, spread = self._projection(left)
        chance = self._chance(projection, spread)
        time = self._time_share()
        code, rule = self._codes(achievement, gap_share, share, gap, chance)
        status = STATUS[rule] if rule != "beyond_bound" or self.aggregation != "mean" else "at_risk"
        day_reached = self.reached_on() if status in ("met", "met_late") and self.path else None
        owed, since = self._owed(rule)
        row = {
            "aggregation": self.aggregation,
            "basis": self._basis(),
            "plan_start": self.start,
            "actual": y,
            "actual_period_end": self.actual_on,
            "baseline": b,
            "expected": x,
            "gap": gap,
            "gap_points": gap if aim.unit in ("%", "百分点") else None,
            "gap_share": gap_share,
            "achievement": achievement,
            "time_share": time,
            "progress_share": share,
            "required_rate": required,
            "lead_points": 100 * (share - time) if share is not None and time is not None else None,
            "current_rate": pace,
            "projection": projection,
            "projection_low": None if spread is None else projection * math.exp(-T80 * spread),  # type: ignore[operator]
            "projection_high": None if spread is None else projection * math.exp(T80 * spread),  # type: ignore[operator]
            "probability_of_miss": chance,
            "reach_on": self._reach_on(pace),
            "reached_on": day_reached,
            "days_late": (day_reached - aim.due).days if status == "met_late" else None,  # type: ignore[operator]
            "final_figure_due": code == "final_figure_due",
            "report_overdue": owed is not None,
            "owed_period_end": owed,
            "owed_since": since,
            "status": status,
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
        return max(1, math.ceil(self.periods(self.actual_on, due)))

    def _projection(self, left: float | None) -> tuple[float | None, float | None, float | None]:
        """The pace, where the goal will end, and the spread of that where past years show it."""
        steps = self.increments()
        goes = self.path or self.budget
        pace = median(steps) if steps and goes else None
        if left is None or self.actual is None:
            return pace, None, None
        if self.season:
            s = self.season
            growth = self.actual / (s.last_total * s.share)
            assert self.start
            months = ((self.day - self.start).days + 1) * 12 / 365.25
            if growth < 0:
                return pace, None, None
            weight = months / (months + PRIOR_MONTHS)
            at = self.actual + s.last_total * (1 - s.share) * growth**weight
            pooled = POOLED_WEIGHT * (1 + 1 / s.years) * (POOLED_SPREAD * (1 - s.share)) ** 2
            own = (s.years - 1) * (s.spread or 0.0)
            spread = math.sqrt((pooled + own) / (POOLED_WEIGHT + s.years - 1))
            return pace, at, spread if at > 0 else None
        if not steps:
            return None, None, None
        return pace, self.actual + median(steps) * left if goes else self.actual, None

    def _chance(self, projection: float | None, spread: float | None) -> float | None:
        if projection is None or spread is None or self.goal <= 0:
            return None
        if self.aims == "at_least":
            assert self.low
            return 0.0 if self.reached else _t4(math.log(self.low / projection) / max(spread, 1e-6))
        assert self.high
        return 1 - _t4(math.log(self.high / projection) / max(spread, 1e-6))

    def _reach_on(self, pace: float | None) -> date | None:
        """The end of the period in which the pace brings the actual to the nearest end of the goal."""
        if not self.path or self.reached or not pace or self.actual is None:
            return None
        end = (
            self.high
            if self.aims == "at_most" or self.high is not None and self.actual > self.high
            else self.low
        )
        if end is None or not 0 <= (end - self.actual) / pace <= 1200:
            return None
        assert self.actual_on
        periods = max(1, math.ceil((end - self.actual) / pace - 1e-9))
        if self.cadence in DAYS:
            return self.actual_on + timedelta(days=periods * DAYS[self.cadence])
        return _months_later(self.actual_on, periods * MONTHS[self.cadence])

    def _owed(self, rule: str) -> tuple[date | None, date | None]:
        """The period whose figure is overdue, and since when."""
        aim = self.aim
        over = ("not_issued", "before_start", "reached", "reached_late", "broken", "exceeded")
        if aim.accumulation is None or rule in over or self._misfit() or self.start is None and not self.last:
            return None, None
        if self._covers():
            return None, None
        after = self.last.end if self.last else self.start - timedelta(days=1)  # type: ignore[operator]
        if self.cadence in DAYS:
            owed = after + timedelta(days=DAYS[self.cadence])
        else:
            owed = _months_later(after, MONTHS[self.cadence])
        owed = min(owed, self.due_end) if self.due_end else owed
        since = owed + timedelta(days=PUBLISHED[self.cadence])
        return (owed, since) if self.as_of > since else (None, None)

    def _covers(self) -> bool:
        return self.actual_on is not None and self.aim.due is not None and self.actual_on >= self.aim.due

    def _too_close(self) -> bool:
        if not self.mean or self.actual is None or self.actual == self.goal:
            return False
        places = 0.5 if self.goal == round(self.goal) else 0.05 if self.goal == round(self.goal, 1) else 0.005
        return abs(self.actual - self.goal) <= places

    def _codes(
        self,
        achievement: float | None,
        gap_share: float | None,
        share: float | None,
        gap: float | None,
        chance: float | None,
    ) -> tuple[str, str]:
        """The reason, and the rule that gives the status: they differ while the last figure is waited for."""
        path = self._path_code(achievement, gap_share, share, gap, chance)
        code = self._decided() or path
        return code, path if code == "final_figure_due" else code

    def _decided(self) -> str | None:
        aim, as_of = self.aim, self.as_of
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
        if self.last is None or self.actual_on is None:
            others = self.start and any(s.end >= self.start for s in self.seen)
            return "other_period" if others else "no_actual"
        if self.holes.get(self.last.end):
            return "missing_periods"
        if self.actual is None:
            return "no_baseline"
        always = self.judged_as == "bound" and self.aggregation == "every"
        if always and any(not self._reaches(s.value) for s in self.in_plan):
            return "broken"
        if self.budget and not self.reached:
            return "exceeded"
        covers, first = self._covers(), self.reached_on()
        in_time = self.due_end is None or first is None or first <= self.due_end
        if self.judged_as == "cumulative" and self.reached and not self.held:
            return "reached" if in_time else "reached_late"
        if self.judged_as == "level" and self.reached and covers:
            in_time = self.held_when_due or self.actual_on <= self.due_end  # type: ignore[operator]
            return "reached" if in_time else "reached_late"
        if self.path and not self.reached:
            if aim.due is None:
                return "no_due_date"
            if self.flagged and self.baseline_on == self.actual_on and not covers:
                return "no_baseline"
            if self.baseline == self.goal and not covers:
                return "baseline_equals_target"
        if covers:
            return "too_close" if self._too_close() else "kept" if self.reached else "not_reached"
        if (as_of - (self.actual_on or as_of)).days > STALE[self.cadence]:
            return "stale"
        return "final_figure_due" if aim.due and as_of >= aim.due else None

    def _path_code(
        self,
        achievement: float | None,
        gap_share: float | None,
        share: float | None,
        gap: float | None,
        chance: float | None,
    ) -> str:
        moves = self.way or self.budget
        schedule = self.by_schedule and moves
        measured = gap_share if schedule else achievement
        enough = 1.0 if self.by_schedule and not moves else self.on_track
        barely = 0.8 if self.by_schedule and not moves else self.at_risk
        if self.path and self.reached:
            return "met_at_start" if self.held else "reached"
        if self.held:
            return "fell_back"
        if self.way and share is not None and share < -1e-12:
            return "moving_away"
        if self.judged_as == "bound":
            if self._too_close():
                return "too_close"
            if not self.reached:
                return "beyond_bound"
            step, room = self.typical_step(), self._headroom()
            if self.aggregation == "last" and step is not None and room is not None and room < step:
                return "thin_headroom"
        if self.reached and not self.budget:
            return "as_planned"
        if not self.by_schedule and chance is not None:
            if chance > LIKELY_MISS and (measured is None or measured >= enough):
                return "projected_to_miss"
            if measured is not None and measured < enough and chance <= 0.5:
                return "as_planned"
        if self.way and achievement is None and gap is not None and gap >= 0:
            return "as_planned"
        if measured is not None and (measured > enough if self.by_schedule else measured >= enough):
            return "as_planned"
        return "behind" if measured is not None and measured >= barely else "far_behind"

    def _headroom(self) -> float | None:
        if self.actual is None or self.aims == "near":
            return None
        return self.high - self.actual if self.aims == "at_most" else self.actual - self.low  # type: ignore[operator]

    def _withheld(self, row: dict[str, Any], code: str) -> dict[str, Any]:
        """No figure where nothing can be said."""
        if row["status"] in ("not_assessable", "not_started"):
            row |= dict.fromkeys(COMPARED)
        if code in UNMEASURED:
            row |= dict.fromkeys(("actual", "actual_period_end", "baseline"))
            row["expected"] = row["expected"] if not self.way or self.judged_as == "cumulative" else None
        return row


COMPARED = (
    "gap",
    "gap_points",
    "gap_share",
    "achievement",
    "progress_share",
    "lead_points",
    "required_rate",
    "current_rate",
    "projection",
    "projection_low",
    "projection_high",
    "probability_of_miss",
    "reach_on",
)
UNMEASURED = {
    "no_series",
    "bad_value",
    "unit_differs",
    "region_differs",
    "missing_periods",
    "not_issued",
    "before_start",
    "other_period",
}
STATUS = {
    "not_issued": "not_started",
    "before_start": "not_started",
    "no_series": "not_assessable",
    "bad_value": "not_assessable",
    "unit_differs": "not_assessable",
    "region_differs": "not_assessable",
    "no_actual": "not_assessable",
    "other_period": "not_assessable",
    "no_reference": "not_assessable",
    "missing_periods": "not_assessable",
    "no_due_date": "not_assessable",
    "no_baseline": "not_assessable",
    "baseline_equals_target": "not_assessable",
    "stale": "stale",
    "reached": "met",
    "kept": "met",
    "met_at_start": "met",
    "reached_late": "met_late",
    "not_reached": "missed",
    "broken": "missed",
    "exceeded": "missed",
    "fell_back": "away",
    "moving_away": "away",
    "as_planned": "on_track",
    "projected_to_miss": "at_risk",
    "thin_headroom": "at_risk",
    "too_close": "at_risk",
    "behind": "at_risk",
    "beyond_bound": "lagging",
    "far_behind": "lagging",
}


def _share(day: date, start: date, end: date) -> float:
    if day >= end:
        return 1.0
    return 0.0 if day <= start else (day - start).days / (end - start).days


def _months_later(day: date, months: int) -> date:
    month = day.month - 1 + months
    return month_end(day.year + month // 12, month % 12 + 1)


def _t4(x: float) -> float:
    """Student's t with four degrees of freedom, integrated by Simpson's rule."""
    n, far = 2000, min(abs(x), 1e4)
    if far > 50:  # the tail by its leading terms
        tail = 3 / far**4 - 20 / far**6
        return 1 - tail if x > 0 else tail
    step = far / n
    density = [0.375 * (1 + (k * step) ** 2 / 4) ** -2.5 for k in range(n + 1)]
    area = step / 3 * (density[0] + density[-1] + 4 * sum(density[1:-1:2]) + 2 * sum(density[2:-1:2]))
    return 0.5 + area if x > 0 else 0.5 - area
