"""The dispatch sheet (调度单): what to ask each unit this week."""

from __future__ import annotations

from datetime import timedelta

from dashboards.rankings import worst_first
from dashboards.regimes.judged import Judged, led_by
from dashboards.regimes.paper import Block, Column, Heading, Paper, Paragraph, Table
from dashboards.regimes.rules import RegimeRules
from dashboards.regimes.watched_section import watched_section
from dashboards.regimes.wording import Words
from dashboards.rows import GoalRow
from targets.status import Status


def dispatch_paper(judged: Judged, words: Words, office: str, rules: RegimeRules) -> Paper:
    """One table a unit with what to ask of each goal: behind, at risk, due soon, unreported, to be checked."""
    last = judged.as_of + timedelta(days=rules.due_soon_days)
    asked = {goal["target_id"]: _questions(goal, judged, words, rules) for goal in judged.goals}
    wanted = [goal for goal in worst_first(judged.goals) if asked[goal["target_id"]]]
    text = "dispatch_text" if wanted else "dispatch_nothing"
    blocks: list[Block] = [
        Paragraph(words(text, count=len(wanted), days=rules.due_soon_days, last=words.day(last)))
    ]
    groups = led_by(wanted)
    if unowned := [goal for goal in wanted if not goal["lead"]]:
        groups[words("no_unit")] = unowned
    for number, (unit, goals) in enumerate(groups.items(), 1):
        blocks.append(Heading(words("heading", number=words.numeral(number), text=unit)))
        blocks.append(_table(goals, asked, words))
    blocks += watched_section(judged.watched, len(groups) + 1, words)
    return Paper(
        name="dispatch",
        office=office,
        number=words.issue(judged.period),
        title=words("dispatch_title", period=words.period(judged.period)),
        addressee=words("all_units"),
        day=judged.as_of,
        language=words.language,
        blocks=blocks,
        tag=words("illustrative")
        if judged.illustrative or any(w["illustrative"] for w in judged.watched)
        else "",
    )


def _table(goals: list[GoalRow], asked: dict[str, list[str]], words: Words) -> Table:
    """A row a goal: what it demands, where it stands, what is asked, and room for the answer."""
    columns = (
        Column(words("column_goal"), 3.6),
        Column(words("column_wanted"), 2.3),
        Column(words("column_actual"), 2.4, numeric=True),
        Column(words("column_status"), 1.4),
        Column(words("asked"), 4.2),
        Column(words("answer"), 2.0),
    )
    cells = [words.cell(key) for key in ("goal", "wanted", "actual", "status")]
    rows = [
        (*(cell(goal) for cell in cells), words("stop").join(asked[goal["target_id"]]), "") for goal in goals
    ]
    return Table(columns, rows)


def _behind_key(goal: GoalRow) -> str:
    """How a goal that is behind or at risk is asked about; rate and gap are told where they say something."""
    if goal["status"] is Status.MISSED:
        return "ask_missed"
    if goal["status"].is_behind:
        return "ask_behind" if goal["required_rate"] is not None else "ask_behind_alone"
    return "ask_at_risk" if goal["gap"] else "ask_at_risk_alone"


def _questions(goal: GoalRow, judged: Judged, words: Words, rules: RegimeRules) -> list[str]:
    """What to ask about a goal; nothing where it runs on schedule and nothing is due or owed."""
    questions = []
    status, due = goal["status"], goal["due"]
    if status.is_behind or status.value == "at_risk":
        questions.append(words(_behind_key(goal), gap=words.shortfall(goal), required=words.required(goal)))
    if due is not None and not status.is_final and 0 < (due - judged.as_of).days <= rules.due_soon_days:
        questions.append(words("ask_due", day=words.day(due), left=(due - judged.as_of).days))
    promised = goal["promised_on"]
    if promised is not None and goal["promise_overdue"]:
        questions.append(words("ask_promise_overdue", day=words.day(promised)))
    elif (
        promised is not None
        and not status.is_final
        and 0 <= (promised - judged.as_of).days <= rules.due_soon_days
    ):
        questions.append(words("ask_promise", day=words.day(promised), left=(promised - judged.as_of).days))
    if goal["report_overdue"] or goal["final_figure_due"]:
        questions.append(words("ask_report", finding=words.finding(goal)))
    if goal["waits_for_check"]:
        questions.append(words("ask_check"))
    return questions
