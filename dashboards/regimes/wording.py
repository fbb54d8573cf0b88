"""The words of the documents in one language, and how goals and their figures read in their tables."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dashboards.regimes.paper import Column, Table
from dashboards.regimes.period import Period
from dashboards.rows import GoalRow
from dashboards.site.environment import cut, wanted
from dashboards.verdict_facts import facts_of
from targets import figures
from targets.actuals.confirmations import WaitingFigure
from targets.status import Status
from targets.words import phrase, word_of, written

Cell = Callable[[GoalRow], str]
# Columns of goals by their key in the catalogues, with the share of the table's width and whether they are numbers.
_WIDTHS = {
    "goal": 4.0, "unit": 2.5, "wanted": 2.4, "wanted_due": 2.6, "actual": 2.2, "expected": 2.1,
    "gap": 2.2, "status": 1.7, "before": 1.7, "finding": 4.6, "cause": 3.6, "measures": 3.6, "promise": 2.2,
}  # fmt: skip
_NUMERIC = {"actual", "expected", "gap"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language ("zh" or "en")."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """The message of section `regimes` with this key, its parameters filled in."""
        return written(f"regimes-{key}", self.language, {name: str(value) for name, value in values.items()})

    def period(self, period: Period) -> str:
        """What a period is called: 2022年5月份, 2022年第二季度, or May 2022."""
        if period.kind == "week":
            return self("week", first=self.day(period.first), last=self.day(period.last))
        number = self.numeral(period.place)
        kind = ("half_first", "half_second")[period.place - 1] if period.kind == "half" else period.kind
        return self(
            kind, year=period.first.year, place=period.place, number=number, month=f"{period.first:%B}"
        )

    def issue(self, period: Period) -> str:
        """What a document of a period is numbered by: 2022年第5期 of months, 2022年第22周 of weeks, else the period."""
        numbered = {"week": "issue_week", "month": "issue"}.get(period.kind)
        return self(numbered, year=period.last.year, place=period.place) if numbered else self.period(period)

    def numeral(self, number: int) -> str:
        """A number of a heading: 三, or 3."""
        return str(number) if self.language == "en" else _chinese(number)

    def day(self, day: object) -> str:
        """A day in words."""
        return figures.day(day, self.language)  # type: ignore[arg-type]

    def status(self, status: Status) -> str:
        """What a status is called."""
        return word_of(status).in_language(self.language)

    def counts(self, counts: Iterable[tuple[Status, int]]) -> str:
        """Counts by status in one line: 滞后3项、达进度5项."""
        each = [self("status_count", status=self.status(status), count=count) for status, count in counts]
        return self("comma").join(each)

    def name(self, goal: GoalRow) -> str:
        """A goal by its name, and where it holds."""
        region = goal["region"]
        return cut(goal["indicator"], 80) + (self("in_brackets", text=region) if region else "")

    def goal_table(self, goals: list[GoalRow], *keys: str) -> Table:
        """A numbered table of goals with the columns of these keys."""
        cells = [self.cell(key) for key in keys]
        columns = (
            Column(self("nr"), 1.2),
            *(Column(self(f"column_{key}"), _WIDTHS[key], key in _NUMERIC) for key in keys),
        )
        return Table(columns, [(str(n), *(cell(goal) for cell in cells)) for n, goal in enumerate(goals, 1)])

    def cell(self, key: str) -> Cell:
        """How a goal reads in the column of a key."""
        language = self.language
        return {
            "goal": lambda g: f"{self.name(g)}\n{g['handle']}",
            "unit": lambda g: cut(g["lead"], 40) or figures.NOTHING,
            "wanted": lambda g: wanted(g).in_language(language),
            "wanted_due": lambda g: wanted(g).in_language(language) + _below(self._by_day(g)),
            "actual": lambda g: self._actual(g, "\n"),
            "expected": lambda g: self.about(g["expected"], g),
            "gap": lambda g: figures.gap(whole(g["gap"], g), g["unit"], language).replace("个百", "\n个百"),
            "status": lambda g: self.status(g["status"]),
            "before": lambda g: (
                self.status(g["previous_status"]) if g["previous_status"] else figures.NOTHING
            ),
            "finding": self.finding,
            "cause": lambda g: cut(g["cause"], 200) or figures.NOTHING,
            "measures": lambda g: cut(g["measures"], 200) or figures.NOTHING,
            "promise": self._promise,
        }[key]

    def finding(self, goal: GoalRow) -> str:
        """What stands beside a status; the reason of the verdict where nothing does."""
        facts = [fact.in_language(self.language) for fact in facts_of(goal)]
        return self("stop").join(facts) or (goal["reason_en"] if self.language == "en" else goal["reason_zh"])

    def doubt(self, doubtful: WaitingFigure) -> str:
        """A figure that waits for a check, and what is doubtful about it."""
        figure = figures.quantity(doubtful.value, doubtful.unit, self.language)
        reason = doubtful.reason_en if self.language == "en" else doubtful.reason_zh
        return self("doubt", figure=figure, day=self.day(doubtful.period_end), reason=reason)

    def about(self, value: float | None, goal: GoalRow) -> str:
        """A computed quantity of a goal; without a fraction where it counts things."""
        return figures.about(whole(value, goal), goal["unit"], self.language)

    def shortfall(self, goal: GoalRow) -> str:
        """How much is lacking to what is expected, without a sign."""
        return self._amount(goal["gap"], goal)

    def required(self, goal: GoalRow) -> str:
        """What must be done in each period from now on: 每月完成1,125个, or 每月提高0.3个百分点."""
        rate = goal["required_rate"]
        if rate is None:
            return figures.NOTHING
        in_points = goal["unit"] in ("%", "百分点")
        grows = ("required_up" if in_points else "required_more") if rate > 0 else None
        falls = "required_down" if in_points else "required_fewer"
        key = "required_done" if goal["kind"] == "cumulative" else grows or falls
        amount = self._amount(rate, goal, up=True)
        return self(key, cadence=phrase("cadence", goal["cadence"]).in_language(self.language), amount=amount)

    def _amount(self, difference: float | None, goal: GoalRow, *, up: bool = False) -> str:
        """A computed difference of a goal without its sign; in points for %."""
        size = None if difference is None else whole(abs(difference), goal, up=up)
        return figures.gap(size, goal["unit"], self.language).removeprefix("+")

    def letter_facts(self, goal: GoalRow) -> list[tuple[str, str]]:
        """Where a goal stands, line by line, for the letter to its unit; what is not known is left out."""
        chance, finding = figures.percent(goal["probability_of_miss"], 0), self.finding(goal)
        found = [
            ("number", goal["handle"]),
            ("wanted", wanted(goal).in_language(self.language)),
            ("due", self.day(goal["due"])),
            ("actual", self._actual(goal, "")),
            ("expected", self.about(goal["expected"], goal)),
            ("lacking", self.shortfall(goal) if (goal["gap"] or 0) < 0 else figures.NOTHING),
            ("required", self.required(goal)),
            ("chance", figures.NOTHING if chance in finding else chance),
            ("finding", finding),
        ]
        return [(self(f"column_{key}"), text) for key, text in found if text != figures.NOTHING]

    def _by_day(self, goal: GoalRow) -> str:
        due = goal["due"]
        return self("by_day", day=figures.short_day(due, goal["as_of"], self.language)) if due else ""

    def _actual(self, goal: GoalRow, between: str) -> str:
        """The latest figure and the day it is of; in a letter the day stands in brackets."""
        figure, end = figures.quantity(goal["actual"], goal["unit"], self.language), goal["actual_period_end"]
        if end is None:
            return figure
        if between:
            return figure + between + figures.short_day(end, goal["as_of"], self.language)
        return figure + self("in_brackets", text=self("until", day=self.day(end)))

    def _promise(self, goal: GoalRow) -> str:
        """The promised day, marked where it was not kept, and who is responsible."""
        overdue = self("promise_overdue") if goal["promise_overdue"] else ""
        return self.day(goal["promised_on"]) + overdue + _below(goal["responsible"])


def whole(value: float | None, goal: GoalRow, *, up: bool = False) -> float | None:
    """A computed number of things that are counted one by one, rounded (`up`: to no less); others as they are."""
    known = (goal["value"], goal["actual"] or 0.0, goal["baseline"] or 0.0)
    if value is None or not figures.is_counted(goal["unit"]) or any(each % 1 for each in known):
        return value
    return float(math.ceil(value - 1e-9)) if up else math.copysign(math.floor(abs(value) + 0.5), value)


def _below(text: object) -> str:
    """Text on a line of its own; nothing where there is none."""
    return f"\n{text}" if text else ""


def _chinese(number: int) -> str:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return (digits[tens] if tens > 1 else "") + "十" + (digits[ones] if ones else "")
