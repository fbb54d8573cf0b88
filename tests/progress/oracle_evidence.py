"""What actuals say of one goal, in plain Python, from the rules of docs/methods.md and not from the SQL."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median, variance

APPROX = 0.05
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
DAYS = {"day": 1, "week": 7}
PERCENT = ("%", "百分点", "‰")
RECENCY, MOST_YEARS = 0.8, 5


@dataclass(frozen=True)
class Seen:
    """One actual: its period, value and the day it was recorded."""

    start: date
    end: date
    value: float
    recorded: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


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
    aggregation: str | None = None
    baseline: float | None = None
    baseline_on: date | None = None
    region: str | None = None
    series_region: str | None = None
    series_unit: str | None = None
    seen: Sequence[Seen] = field(default=())
    milestones: Sequence[tuple[date, float]] = field(default=())


@dataclass(frozen=True)
class Season:
    """What past years say of this one on the day of the last figure."""

    share: float
    last_total: float
    spread: float | None
    years: int


class Evidence:
    """What the actuals known by a day say of one goal: actual, baseline, increments, past years."""

    def __init__(self, aim: Aim, as_of: date) -> None:
        self.aim, self.as_of = aim, as_of
        self.aims = self._aims()
        self.over_years = bool(aim.due and aim.start and aim.due.year > aim.start.year)
        self._classify()
        self.goal = aim.high if self.aims == "at_most" and aim.high is not None else aim.value
        self.low, self.high = self._ends()
        self.begins = aim.start or (date(aim.due.year, 1, 1) if aim.due else None)
        self.seen = self._known()
        self.start = self._plan_start()
        self.due_end = self._due_period_end()
        self.counted = [s for s in self.seen if self._in_time(s)]
        self.in_plan = [s for s in self.counted if self._from_start(s)]
        self.last = self.in_plan[-1] if self.in_plan else None
        self.path = self.judged_as in ("cumulative", "level")
        self.budget = self.judged_as == "budget"
        self.baseline, self.baseline_on, self.flagged = self._baseline()
        self.running, self.holes = self._running()
        self.actual, self.actual_on, self.held_when_due = self._actual()
        self.day = self.actual_on or as_of
        self.held = self.path and self._reaches(self.baseline)
        self.way = self.path and not self.held
        self.reached = self._reaches(self.actual)
        self.season = self._season()

    # What the goal asks for

    def _aims(self) -> str:
        aim = self.aim
        if aim.kind == "rank":
            return "at_most"
        if aim.direction == "near" and (aim.kind == "cumulative" or aim.change == "up"):
            return "at_least"
        return aim.direction

    def _classify(self) -> None:
        aim, percent = self.aim, self.aim.unit in PERCENT
        amount = (
            aim.kind == "level"
            and not self.over_years
            and aim.accumulation in ("ytd", "period")
            and not percent
        )
        self.from_base = (
            percent
            and aim.change in ("up", "down")
            and (aim.series_unit or aim.unit) not in PERCENT
            and aim.accumulation in ("level", "ytd")
        )
        one_year = aim.aggregation == "compound" and not self.over_years
        asked = "last" if self.from_base or one_year else aim.aggregation
        if asked is None:
            flow = aim.kind == "cumulative" and not (percent and aim.change is None)
            asked = "sum" if flow else "last"
        self.adds_up = aim.kind == "cumulative" or amount
        if self.adds_up and self.aims == "at_most":
            self.judged_as = "budget"
        elif amount:
            self.judged_as = "cumulative"
        elif aim.kind in ("level", "direct") and asked in ("mean", "every"):
            self.judged_as = "bound" if aim.kind == "direct" or not self.over_years else aim.kind
        else:
            self.judged_as = aim.kind
        self.aggregation = "sum" if amount else asked
        rate = percent and aim.change in ("up", "down") and aim.kind in ("direct", "bound")
        rate = rate and asked == "last" and not self.over_years and not self.from_base
        self.figures_begin = (
            date(aim.due.year, 1, 1) if rate and aim.due and aim.accumulation not in ("ytd", None) else None
        )
        yearly = aim.accumulation in ("ytd", "period") and not percent or asked == "mean"
        self.whole_years = asked == "compound" or self.from_base and aim.accumulation == "ytd"
        self.whole_years = self.whole_years or aim.kind == "level" and self.over_years and yearly
        self.cadence = "year" if self.whole_years else aim.cadence
        self.sums = self.adds_up and self.aggregation == "sum"
        self.stock = aim.kind == "level" and self.judged_as == "level"
        self.tiles = self.sums and (
            aim.accumulation == "period" or aim.accumulation == "level" and aim.cadence == "year"
        )
        self.mean = self.judged_as == "bound" and self.aggregation == "mean" and aim.accumulation != "ytd"
        self.compounds = self.aggregation == "compound"
        self.by_length = (
            self.sums and aim.accumulation == "period" or self.whole_years or bool(self.figures_begin)
        )

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

    # Which figures count

    def _known(self) -> list[Seen]:
        if self.aim.accumulation is None or self._misfit():
            return []
        latest: dict[tuple[date, date | None], Seen] = {}
        for s in sorted(self.aim.seen, key=lambda s: (s.recorded, s.value)):
            if s.recorded <= self.as_of and s.end <= self.as_of and math.isfinite(s.value):
                latest[s.end, s.start if self.by_length else None] = s
        return sorted(latest.values(), key=lambda s: (s.end, s.start))

    def _misfit(self) -> str | None:
        aim = self.aim
        if aim.series_unit and aim.series_unit != aim.unit and not self.from_base:
            return "unit_differs"
        ours, theirs = aim.region, aim.series_region
        if ours and theirs and not (ours.endswith(theirs) or theirs.endswith(ours)):
            return "region_differs"
        return None

    def _plan_start(self) -> date | None:
        aim, begins = self.aim, self.begins
        if not (
            begins
            and aim.issued
            and aim.due
            and begins < aim.issued < aim.due
            and begins.year == aim.due.year
        ):
            return begins
        years_end = (aim.due.month, aim.due.day) == (12, 31)
        if aim.issued.month < 4 and (aim.kind == "cumulative" or years_end):
            return begins
        counted = [
            s
            for s in aim.seen
            if aim.accumulation and begins <= s.end < aim.issued and s.recorded <= self.as_of
        ]
        return begins if self.adds_up and counted else aim.issued

    def _due_period_end(self) -> date | None:
        due, cadence = self.aim.due, self.cadence
        if due is None or self.aim.accumulation is None:
            return None
        if cadence in DAYS:
            return due + timedelta(days=DAYS[cadence] - 1)
        size = MONTHS[cadence]
        return month_end(due.year, -(-due.month // size) * size)

    def _in_time(self, s: Seen) -> bool:
        """Whether a figure is about the goal's period, or a past one's like it."""
        aim = self.aim
        if self.sums and aim.accumulation != "total":
            if aim.due and s.end > date(aim.due.year, 12, 31):
                return False
        elif (self.compounds or not self.path_like) and self.due_end and s.end > self.due_end:
            return False
        if self.figures_begin:
            if s.start != self.figures_begin:
                return False
        elif s.start < (self._begins_from() or date.min) and (s.days > 31 or self.by_length):
            return False
        return not self.whole_years or whole_year(s, aim.accumulation)

    @property
    def path_like(self) -> bool:
        return self.judged_as in ("cumulative", "level")

    def _from_start(self, s: Seen) -> bool:
        if self.start is None:
            return True
        return s.end > self.start if self.stock else s.end >= self.start

    # What they make up

    def _running(self) -> tuple[list[tuple[Seen, float | None]], dict[date, bool]]:
        """Each figure of the plan with what the goal had come to by it, and whether that has holes."""
        found: list[tuple[Seen, float | None]] = []
        holes: dict[date, bool] = {}
        figures = self.in_plan
        if self.tiles:
            figures = [
                s
                for s in figures
                if not any(q.start <= s.start and q.end >= s.end and q.days > s.days for q in figures)
            ]
        since = max(d for d in (self.start, self.figures_begin, self._begins_from(), date.min) if d)
        covered, parts = 0, []
        for k, s in enumerate(figures):
            covered += s.days
            alone = s.end.month == s.start.month == 2 and self.tiles
            if alone and (k == 0 or figures[k - 1].start != date(s.end.year, 1, 1)):
                covered += 31 if self.start and self.start <= date(s.end.year, 1, 1) else 0
            parts.append(s)
            found.append((s, self._made_up(parts)))
            if self.tiles or self.mean or self.compounds:
                holes[s.end] = self.start is not None and covered != (s.end - since).days + 1
            elif self.sums and self.aim.accumulation == "ytd" and self.start:
                closed = {p.end.year for p in parts if (p.end.month, p.end.day) == (12, 31)}
                holes[s.end] = not set(range(self.start.year, s.end.year)) <= closed
        return found, holes

    def _begins_from(self) -> date | None:
        fits = self.aim.accumulation not in ("ytd", "total") and not self.stock and not self.from_base
        return self.begins if fits else None

    def _made_up(self, parts: list[Seen]) -> float | None:
        last = parts[-1]
        if self.from_base:
            base = self._base()
            sign = -1 if self.aim.change == "down" else 1
            return sign * 100 * (last.value / base - 1) if base else None
        if self.tiles:
            return math.fsum(s.value for s in parts)
        if self.mean:
            return math.fsum(s.value * s.days for s in parts) / sum(s.days for s in parts)
        if self.compounds:
            down = self.judged_as == "cumulative" and self.aim.change == "down"
            factors = [max((1 - s.value / 100) if down else (1 + s.value / 100), 1e-9) for s in parts]
            product = math.exp(math.fsum(math.log(f) for f in factors))
            if down:
                return 100 * (1 - product)
            return 100 * ((product if self.judged_as == "cumulative" else product ** (1 / len(parts))) - 1)
        if not (self.sums and self.aim.accumulation == "ytd" and self.start):
            return last.value
        opening = [s.value for s in self.seen if s.end < self.start and s.end.year == self.start.year]
        closing = {s.end.year: s.value for s in parts if s.end.year < last.end.year}
        return last.value + math.fsum(closing.values()) - (opening[-1] if opening else 0.0)

    def _actual(self) -> tuple[float | None, date | None, bool]:
        if self.last is None:
            return None, None, False
        due, end = self.aim.due, self.due_end
        if self.judged_as == "level" and due and end and end < self.as_of:
            then = [(s, v) for s, v in self.running if s.end <= end]
            if not then:
                return None, None, True
            if then[-1][0].end < due or self._reaches(then[-1][1]):
                return then[-1][1], then[-1][0].end, True
        return self.running[-1][1], self.last.end, False

    def _base(self) -> float | None:
        """What a change is measured against; of what is not above zero there is none."""
        before = self._before()
        base = self.aim.baseline if self.aim.baseline is not None else before[-1].value if before else None
        return base if base and base > 0 else None

    def _before(self) -> list[Seen]:
        return [
            s
            for s in self.seen
            if self.start
            and s.end <= self.start
            and (not self.whole_years or whole_year(s, self.aim.accumulation))
        ]

    def reached_on(self) -> date | None:
        """The day of the first figure that reached the goal; of a stock that was late, after it was due."""
        hits = [s.end for s, v in self.running if self._reaches(v) and not self.holes.get(s.end)]
        late = [d for d in hits if self.due_end and d > self.due_end]
        if self.judged_as == "level" and not self.held_when_due and late and self.due_end < self.as_of:  # type: ignore[operator]
            return late[0]
        return hits[0] if hits else None

    def _baseline(self) -> tuple[float | None, date | None, bool]:
        if self.judged_as == "cumulative":
            return 0.0, self.start, False
        if self.judged_as != "level":
            return None, None, False
        before = self._before()
        if self.from_base:
            stated = self.aim.baseline is not None
            day = self.aim.baseline_on if stated else before[-1].end if before else None
            return (0.0 if self._base() else None), day, False
        if self.aim.baseline is not None:
            return self.aim.baseline, self.aim.baseline_on, False
        if before:
            return before[-1].value, before[-1].end, False
        return (self.in_plan[0].value, self.in_plan[0].end, True) if self.in_plan else (None, None, False)

    # The trend

    def periods(self, earlier: date, later: date) -> float:
        if self.cadence in DAYS:
            return (later - earlier).days / DAYS[self.cadence]
        months = (later.year - earlier.year) * 12 + later.month - earlier.month
        return months / MONTHS[self.cadence]

    def increments(self) -> list[float]:
        """The last six increments a period; fewer than three say nothing."""
        seen = self.counted[-7:]
        anew = self.sums and self.aim.accumulation == "ytd"
        found = []
        for a, b in zip(seen, seen[1:], strict=False):
            base, since = a.value, a.end
            if anew and b.end.year > a.end.year:
                base, since = 0.0, date(b.end.year - 1, 12, 31)
            elif self.tiles:
                base = 0.0
            steps = self.periods(since, b.end)
            found.append((b.value - base) / steps if steps else math.nan)
        finite = [f for f in found if math.isfinite(f)]
        plain = not (self.mean or self.compounds or self.from_base)
        return finite if len(finite) >= 3 and plain else []

    def typical_step(self) -> float | None:
        steps = self.increments()
        return median(abs(s) for s in steps) if steps else None

    # Past years

    def _season(self) -> Season | None:
        aim, last = self.aim, self.last
        fits = self.judged_as in ("cumulative", "budget") and self.sums
        if not (fits and aim.accumulation in ("ytd", "period") and aim.cadence != "year"):
            return None
        if not (aim.due and last and last.end <= aim.due and self.start == date(aim.due.year, 1, 1)):
            return None
        if self.milestone_points():
            return None
        shares: dict[int, tuple[float, float]] = {}
        for year in range(aim.due.year - MOST_YEARS, aim.due.year):
            curve = self._curve(year)
            if curve is None:
                continue
            at, total = (on_curve(curve, same_day(d, year)) for d in (last.end, aim.due))
            if at is not None and total is not None and total > 0 and at / total > 0:
                shares[year] = (at / total, total)
        if not shares:
            return None
        weights = {year: RECENCY ** (aim.due.year - year - 1) for year in shares}
        share = math.fsum(weights[y] * shares[y][0] for y in shares) / math.fsum(weights.values())
        logs = [math.log(s) for s, _ in shares.values()]
        return Season(
            min(1.0, share),
            shares[max(shares)][1],
            variance(logs) if len(logs) > 1 else None,
            len(shares),
        )

    def _curve(self, year: int) -> list[tuple[date, float]] | None:
        seen = [s for s in self.seen if s.end.year == year]
        if not seen or (seen[-1].end.month, seen[-1].end.day) != (12, 31):
            return None
        curve, total, covered = [], 0.0, 0
        for s in seen:
            total = s.value if self.aim.accumulation == "ytd" else total + s.value
            covered += s.days
            curve.append((s.end, total))
        whole = (date(year, 12, 31) - date(year, 1, 1)).days + 1
        return curve if self.aim.accumulation == "ytd" or covered == whole else None

    def milestone_points(self) -> list[tuple[date, float]]:
        """Earlier goals of the path, after the plan's start."""
        due = self.aim.due
        return sorted((d, v) for d, v in self.aim.milestones if due and self.start and self.start < d < due)


def on_curve(curve: list[tuple[date, float]], day: date) -> float | None:
    """What a year had reached on a day; between two reports it grows evenly, before the first nothing is known."""
    if day < curve[0][0]:
        return None
    for (d0, v0), (d1, v1) in zip(curve, curve[1:], strict=False):
        if d0 <= day < d1:
            return v0 + (v1 - v0) * (day - d0).days / (d1 - d0).days
    return curve[-1][1]


def whole_year(s: Seen, accumulation: str | None) -> bool:
    """Whether a figure is of a calendar year."""
    begins = accumulation == "ytd" or s.start == date(s.end.year, 1, 1)
    return begins and (s.end.month, s.end.day) == (12, 31)


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def same_day(day: date, year: int) -> date:
    """The same day of another year; the end of a month stays one."""
    if day == month_end(day.year, day.month):
        return month_end(year, day.month)
    return date(year, day.month, day.day)
