"""The page of one goal: its figures, trajectory, evidence and every component of the verdict."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from dashboards.charts.multiples import multiples_spec
from dashboards.charts.trajectory import trajectory_spec
from dashboards.goal_chart import milestones_of
from dashboards.goal_history import decision_words
from dashboards.rows import GoalRow
from dashboards.site.embed import embedded
from dashboards.site.environment import (
    bilingual,
    bilingual_phrase,
    cut,
    document_path,
    goal_path,
    helped,
    iso,
    text,
)
from dashboards.site.highlight import quote_parts, quoted_row
from dashboards.site.incremental import Page
from dashboards.site.page import page
from dashboards.site.snapshot_index import SnapshotIndex
from dashboards.verdict_facts import facts_of
from targets import figures
from targets.progress.profiles import load_profile
from targets.words import phrase, unworded

PANELS = 5
"""How many of them are drawn beside the goal."""


def goal_page(env: Environment, index: SnapshotIndex, goal: GoalRow) -> Page:
    """The page of a goal."""
    target_id = goal["target_id"]
    actuals = index.actuals.get(target_id, [])
    verdicts = index.verdicts.get(target_id, [])
    siblings = index.siblings_of(goal)
    parts = index.by_whole.get(target_id, [])
    alert = index.alerts.get(target_id)
    explanations, notices = index.explanations.get(target_id, []), index.notices.get(target_id, [])
    neighbours, neighbour_count = index.neighbours_of(goal)
    own = [row for row in verdicts if row["status"]]
    decisions, past_years = index.decisions.get(target_id, []), index.past_years.get(target_id, [])
    whole = index.by_id.get(goal["part_of"] or "")
    panels = [goal, *neighbours[:PANELS]]
    figures_beside = (
        [row for g in panels for row in index.actuals.get(g["target_id"], [])] if neighbours else []
    )
    facts: list[Any] = [
        goal,
        actuals,
        verdicts,
        siblings and [s["target_id"] + s["status"] for s in siblings],
        alert and alert["state"],
        explanations,
        notices,
        parts,
        decisions,
        past_years,
        whole and [whole["indicator"], whole["status"]],
        neighbours,
        neighbour_count,
        figures_beside,
    ]
    title = cut(goal["indicator"], 60)
    return page(
        env,
        goal_path(target_id),
        "goal.html.jinja",
        facts,
        index,
        title=unworded(title),
        here="goals",
        plots=True,
        illustrative=goal["illustrative"],
        goal=goal,
        beside=facts_of(goal),
        days_left=_days_left(goal),
        quote=_marked(goal),
        quoted_row=quoted_row(goal["quote"], goal["mention_column"], goal["mention_text"]),
        places=[part for part in goal["section"] if part != goal["document_title"]],
        sentence_path=f"../{document_path(goal['document_id'])}#m-{goal['mention_start']}",
        siblings=siblings,
        alert=alert,
        explanations=explanations,
        notices=notices,
        parts=parts,
        whole=whole,
        neighbours=neighbours,
        neighbour_count=neighbour_count,
        multiples=lambda: embedded(
            *(
                multiples_spec(panels, figures_beside, columns=columns, limit=PANELS + 1, named_by="region")
                for columns in (3, 1)
            )
        ),
        verdicts=own[::-1],
        decisions=[(row, decision_words(row, goal["unit"])) for row in decisions],
        past_years=past_years,
        parts_differ=_parts_differ(goal, parts),
        components=lambda: _components(goal),
        actuals=actuals[::-1],
        trajectory=lambda: embedded(
            trajectory_spec(
                goal, actuals, milestones_of(goal, siblings), verdicts, profile=load_profile(goal["profile"])
            )
        ),
    )


def _parts_differ(goal: GoalRow, parts: list[GoalRow]) -> Markup | None:
    """By how much the parts of a goal demand more or less than it; None where they add up."""
    difference = sum(part["value"] for part in parts) - goal["value"]
    if not parts or abs(difference) <= 1e-10 * abs(goal["value"]):
        return None
    unit = goal["unit"]
    return text("page-parts-differ", difference=figures.signed(difference, unit))


def _marked(goal: GoalRow) -> Markup:
    """The sentence of the document with its figure marked."""
    before, figure, after = quote_parts(goal["quote"], goal["mention_text"])
    if not figure:
        return Markup("{}").format(before)
    return Markup('{}<mark class="s-{}">{}</mark>{}').format(before, goal["status"], figure, after)


def _days_left(goal: GoalRow) -> Markup | None:
    """How long there is to the due day, or since; of a goal that is decided nobody counts days."""
    if goal["due"] is None or goal["status"].is_final:
        return None
    left = (goal["due"] - goal["as_of"]).days
    if left < 0:
        return text("page-days-ago", days=str(-left))
    return text("page-days-left", days=str(left))


def _components(goal: GoalRow) -> list[tuple[Markup, Any]]:
    """Name and value of everything the verdict was made from."""
    unit = goal["unit"]

    def quantity(value: float | None) -> Markup:
        return bilingual(figures.quantity(value, unit), figures.quantity(value, unit, "en"))

    def about(value: float | None) -> Markup:
        return bilingual(figures.about(value, unit), figures.about(value, unit, "en"))

    def word(section: str, key: str | None) -> Markup:
        return bilingual_phrase(phrase(section, key))

    def term(name: str, key: str) -> Markup:
        return helped(text(name), "term_help", key)

    flagged = text("page-the-first-after-the-plan-began") if goal["baseline_flagged"] else ""
    return [
        (text("page-kind"), helped(word("kind", goal["kind"]), "kind_help", goal["kind"])),
        (text("page-plan"), f"{iso(goal['plan_start'])} – {iso(goal['due'])}"),
        (text("page-basis-of-the-due-date"), word("due_basis", goal["due_basis"])),
        (text("page-how-expected-is-found"), word("basis", goal["basis"])),
        (
            term("page-baseline", "baseline"),
            Markup("{} {}{}").format(quantity(goal["baseline"]), iso(goal["baseline_on"]), flagged),
        ),
        (text("page-target-value"), quantity(goal["target_value"])),
        (text("page-upper-end"), quantity(goal["target_high"])),
        (
            term("page-actual", "actual"),
            Markup("{} {}").format(quantity(goal["actual"]), iso(goal["actual_period_end"])),
        ),
        (text("page-actual-recorded"), iso(goal["actual_recorded_at"])),
        (term("page-expected", "expected"), about(goal["expected"])),
        (
            term("page-gap-negative-is-behind", "gap"),
            bilingual(figures.gap(goal["gap"], unit), figures.gap(goal["gap"], unit, "en")),
        ),
        (term("page-gap-in-per-cent-of-the", "gap_share"), figures.gap_share(goal["gap_share"])),
        (text("page-expected-as-of"), iso(goal["judged_on"])),
        (term("page-chance-of-a-miss", "chance"), figures.percent(goal["probability_of_miss"])),
        (term("page-achievement", "achievement"), figures.percent(goal["achievement"])),
        (term("page-time-elapsed", "time_share"), figures.percent(goal["time_share"])),
        (term("page-task-done", "progress_share"), figures.percent(goal["progress_share"])),
        (
            term("page-task-ahead-of-time", "lead_points"),
            bilingual(figures.points(goal["lead_points"]), figures.points(goal["lead_points"], "en")),
        ),
        (term("page-required-rate", "required_rate"), about(goal["required_rate"])),
        (term("page-current-rate", "current_rate"), about(goal["current_rate"])),
        (text("page-reached-on-at-this-rate"), iso(goal["reach_on"])),
        (
            text("page-series-of-goal"),
            Markup("{} {} {}").format(
                goal["series_indicator"] or "—",
                *(word(s, goal[s]) if goal[s] else "" for s in ("accumulation", "cadence")),
            ),
        ),
        (text("page-profile-and-rules"), word("profile", goal["profile"]) + f" · {goal['rule_version']}"),
        (term("page-confidence-of-extraction", "confidence"), figures.percent(goal["confidence"])),
        (text("page-goal-id"), goal["target_id"]),
    ]
