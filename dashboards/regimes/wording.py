"""The words of the documents in one language, and how goals and their figures read in their tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from dashboards.regimes.paper import Column, Paragraph, Table
from dashboards.regimes.period import Period
from dashboards.rows import GoalRow
from dashboards.site.environment import cut, wanted
from dashboards.verdict_facts import facts_of
from targets import figures
from targets.status import Status
from targets.words import word_of, written

Cell = Callable[[GoalRow], str]
# Columns of goals by their key in the catalogues, with the share of the table's width and whether they are numbers.
_WIDTHS = {
    "goal": 4.2, "unit": 2.2, "wanted": 2.0, "due": 2.0, "wanted_due": 2.6, "actual": 2.3, "expected": 1.7,
    "gap": 2.0, "status": 1.7, "before": 1.7, "finding": 4.6, "cause": 3.6, "measures": 3.6, "promise": 2.2,
}  # fmt: skip
_NUMERIC = {"actual", "expected", "gap", "required", "chance"}


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
        return self(
            period.kind, year=period.first.year, place=period.place, number=number, month=f"{period.first:%B}"
        )

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
        """A goal by its number and its name, and where it holds."""
        region = goal["region"]
        return f"{goal['handle']} {cut(goal['indicator'], 80)}" + (
            self("in_brackets", text=region) if region else ""
        )

    def goal_table(self, goals: list[GoalRow], *keys: str) -> Table:
        """A numbered table of goals with the columns of these keys."""
        cells = [self.cell(key) for key in keys]
        columns = (
            Column(self("nr"), 1.0),
            *(Column(self(f"column_{key}"), _WIDTHS[key], key in _NUMERIC) for key in keys),
        )
        return Table(columns, [(str(n), *(cell(goal) for cell in cells)) for n, goal in enumerate(goals, 1)])

    def cell(self, key: str) -> Cell:
        """How a goal reads in the column of a key."""
        language = self.language
        quantity = partial(figures.quantity, language=language)
        about = partial(figures.about, language=language)
        return {
            "goal": self.name,
            "unit": lambda g: cut(g["lead"], 40) or figures.NOTHING,
            "region": lambda g: g["region"] or figures.NOTHING,
            "wanted": lambda g: wanted(g).in_language(language),
            "wanted_due": lambda g: wanted(g).in_language(language) + _below(self("by_day", day=g["due"])),
            "due": lambda g: self.day(g["due"]),
            "actual": lambda g: quantity(g["actual"], g["unit"]) + _below(g["actual_period_end"]),
            "expected": lambda g: about(g["expected"], g["unit"]),
            "gap": lambda g: figures.gap(g["gap"], g["unit"], language),
            "status": lambda g: self.status(g["status"]),
            "before": lambda g: (
                self.status(g["previous_status"]) if g["previous_status"] else figures.NOTHING
            ),
            "finding": self.finding,
            "required": lambda g: about(g["required_rate"], g["unit"]),
            "cause": lambda g: cut(g["cause"], 200) or figures.NOTHING,
            "measures": lambda g: cut(g["measures"], 200) or figures.NOTHING,
            "promise": self._promise,
            "chance": lambda g: figures.percent(g["probability_of_miss"]),
        }[key]

    def finding(self, goal: GoalRow) -> str:
        """What stands beside a status; the reason of the verdict where nothing does."""
        facts = [fact.in_language(self.language) for fact in facts_of(goal)]
        return self("stop").join(facts) or (goal["reason_en"] if self.language == "en" else goal["reason_zh"])

    def _promise(self, goal: GoalRow) -> str:
        """The promised day, marked where it was not kept, and who is responsible."""
        overdue = self("promise_overdue") if goal["promise_overdue"] else ""
        return self.day(goal["promised_on"]) + overdue + _below(goal["responsible"])

    def none(self) -> Paragraph:
        """Said where a part has no entry."""
        return Paragraph(self("none"))


def _below(text: object) -> str:
    """Text on a line of its own; nothing where there is none."""
    return f"\n{text}" if text else ""


def _chinese(number: int) -> str:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return (digits[tens] if tens > 1 else "") + "十" + (digits[ones] if ones else "")
