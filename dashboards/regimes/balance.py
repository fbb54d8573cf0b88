"""The yearly balance (年度考核表): what each unit kept, kept late and missed, and its score."""

from __future__ import annotations

from collections import Counter

from dashboards.rankings import worst_first
from dashboards.regimes import sections
from dashboards.regimes.bulletin import numbered
from dashboards.regimes.judged import Judged, led_by
from dashboards.regimes.paper import Block, Column, Paper, Paragraph, Table
from dashboards.regimes.rules import RegimeRules
from dashboards.regimes.wording import Words
from dashboards.rows import GoalRow
from targets import figures
from targets.status import Mark, Status

OUTCOMES = (Status.MET, Status.MET_LATE, Status.MISSED)


def balance_paper(judged: Judged, words: Words, office: str, rules: RegimeRules) -> Paper:
    """A row a unit over the goals due in the period: outcomes, those not yet decided, and the score of 100."""
    due = [goal for goal in judged.goals if goal["due"] and judged.since < goal["due"] <= judged.period.last]
    missed = worst_first(goal for goal in due if goal["status"] is Status.MISSED)
    extended = [goal for goal in sections.marked(judged, Mark.EXTENDED) if goal in due]
    columns = ("goal", "unit", "wanted_due", "actual", "finding")
    units = _units(due, words, rules)
    parts: tuple[tuple[str, list[Block]], ...] = (
        ("balance_units", [*units, _rule(words, rules)] if units else []),
        ("balance_missed", [words.goal_table(missed, *columns)] if missed else []),
        ("balance_extended", [words.goal_table(extended, *columns)] if extended else []),
    )
    return Paper(
        name="balance",
        office=office,
        number="",
        title=words("balance_title", period=words.period(judged.period)),
        addressee=words("government"),
        day=judged.as_of,
        language=words.language,
        blocks=[Paragraph(_text(due, judged, words)), *numbered(parts, words)],
        tag=words("illustrative") if judged.illustrative else "",
    )


def score_of(goals: list[GoalRow], rules: RegimeRules) -> float | None:
    """The mean score of the decided goals, of 100; None where none is decided."""
    scores = [rules.score[goal["status"]] for goal in goals if goal["status"] in rules.score]
    return sum(scores) / len(scores) if scores else None


def _units(goals: list[GoalRow], words: Words, rules: RegimeRules) -> list[Block]:
    scored = [(unit, own, score_of(own, rules)) for unit, own in led_by(goals).items()]
    if not scored:
        return []
    scored.sort(key=lambda item: (item[2] is None, -(item[2] or 0.0), -len(item[1]), item[0]))
    columns = (
        Column(words("column_unit"), 4.0),
        Column(words("goals"), 1.4, numeric=True),
        *(Column(words.status(status), 1.6, numeric=True) for status in OUTCOMES),
        Column(words("undecided"), 1.6, numeric=True),
        Column(words("score"), 1.6, numeric=True),
    )
    rows = []
    for unit, own, score in scored:
        counts = Counter(goal["status"] for goal in own)
        open_ = len(own) - sum(counts[status] for status in OUTCOMES)
        outcome = [str(counts[status]) for status in OUTCOMES]
        rows.append(
            (unit, str(len(own)), *outcome, str(open_), figures.NOTHING if score is None else f"{score:.1f}")
        )
    return [Table(columns, rows)]


def _text(goals: list[GoalRow], judged: Judged, words: Words) -> str:
    counts = Counter(goal["status"] for goal in goals)
    decided = [(status, counts[status]) for status in OUTCOMES]
    return words(
        "balance_text",
        day=words.day(judged.as_of),
        total=len(goals),
        counts=words.counts(decided),
        undecided=len(goals) - sum(count for _, count in decided),
    )


def _rule(words: Words, rules: RegimeRules) -> Paragraph:
    scores = words("comma").join(
        words("score_of", status=words.status(status), score=f"{score:g}")
        for status, score in rules.score.items()
    )
    return Paragraph(words("score_rule", scores=scores), "note")
