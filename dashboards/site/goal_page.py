"""The page of one goal: its figures, trajectory, evidence and every component of the verdict."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from dashboards import formats
from dashboards.charts.trajectory import trajectory_drawing
from dashboards.goal_chart import milestones_of
from dashboards.site.catalogue import Catalogue
from dashboards.site.embed import embedded
from dashboards.site.environment import cut, document_path, goal_path, iso, say, say_phrase
from dashboards.site.highlight import quote_parts
from dashboards.site.incremental import Page
from dashboards.site.page import page
from dashboards.snapshot import Row
from targets.progress.profiles import load_profile
from targets.words import Phrase, phrase


def goal_page(env: Environment, catalogue: Catalogue, goal: Row) -> Page:
    """The page of a goal."""
    target_id = goal["target_id"]
    actuals = catalogue.actuals.get(target_id, [])
    verdicts = catalogue.verdicts.get(target_id, [])
    siblings = catalogue.siblings_of(goal)
    alert = catalogue.alerts.get(target_id)
    facts = [
        goal,
        actuals,
        verdicts,
        siblings and [s["target_id"] + s["status"] for s in siblings],
        alert and alert["state"],
    ]
    title = cut(goal["indicator"], 60)
    return page(
        env,
        goal_path(target_id),
        "goal.html.jinja",
        facts,
        catalogue,
        title=Phrase(title, title),
        here="goals",
        plots=True,
        illustrative=goal["illustrative"],
        goal=goal,
        days_left=_days_left(goal),
        quote=_marked(goal),
        places=[part for part in goal["section"] if part != goal["document_title"]],
        sentence_path=f"../{document_path(goal['document_id'])}#m-{goal['mention_start']}",
        siblings=siblings,
        alert=alert,
        components=lambda: _components(goal),
        actuals=actuals[::-1],
        trajectory=lambda: embedded(
            trajectory_drawing(
                goal, actuals, milestones_of(goal, siblings), verdicts, profile=load_profile(goal["profile"])
            )
        ),
    )


def _marked(goal: Row) -> Markup:
    """The sentence of the document with its figure marked."""
    before, figure, after = quote_parts(goal["quote"], goal["mention_text"])
    if not figure:
        return Markup("{}").format(before)
    return Markup('{}<mark class="s-{}">{}</mark>{}').format(before, goal["status"], figure, after)


def _days_left(goal: Row) -> Markup | None:
    if goal["due"] is None:
        return None
    left = (goal["due"] - goal["as_of"]).days
    if left < 0:
        return say(f"已过{-left}天", f"{-left} days ago")
    return say(f"还有{left}天", f"{left} days left")


def _components(goal: Row) -> list[tuple[Markup, Any]]:
    """Name and value of everything the verdict was made from."""
    unit = goal["unit"]

    def quantity(value: float | None) -> Markup:
        return say(formats.quantity(value, unit), formats.quantity(value, unit, "en"))

    def about(value: float | None) -> Markup:
        return say(formats.about(value, unit), formats.about(value, unit, "en"))

    def word(section: str, key: str | None) -> Markup:
        return say_phrase(phrase(section, key))

    flagged = (
        say("（计划开始后的首个数）", " (the first after the plan began)") if goal["baseline_flagged"] else ""
    )
    return [
        (say("类型", "Kind"), word("kind", goal["kind"])),
        (say("计划期", "Plan"), f"{iso(goal['plan_start'])} – {iso(goal['due'])}"),
        (say("期限依据", "Basis of the due date"), word("due_basis", goal["due_basis"])),
        (say("应达数的算法", "How expected is found"), word("basis", goal["basis"])),
        (
            say("起点", "Baseline"),
            Markup("{} {}{}").format(quantity(goal["baseline"]), iso(goal["baseline_on"]), flagged),
        ),
        (say("目标数", "Target"), quantity(goal["target_value"])),
        (say("目标上端", "Upper end"), quantity(goal["target_high"])),
        (
            say("实际", "Actual"),
            Markup("{} {}").format(quantity(goal["actual"]), iso(goal["actual_period_end"])),
        ),
        (say("实际入库", "Actual recorded"), iso(goal["actual_recorded_at"])),
        (say("应达", "Expected"), about(goal["expected"])),
        (
            say("缺口（负数为落后）", "Gap (negative is behind)"),
            say(formats.signed(goal["gap"], unit), formats.signed(goal["gap"], unit, "en")),
        ),
        (say("完成度", "Achievement"), formats.percent(goal["achievement"])),
        (say("时间进度", "Time elapsed"), formats.percent(goal["time_share"])),
        (say("任务进度", "Task done"), formats.percent(goal["progress_share"])),
        (
            say("任务快于时间", "Task ahead of time"),
            say(formats.points(goal["lead_points"]), formats.points(goal["lead_points"], "en")),
        ),
        (say("按期完成所需速度", "Required rate"), about(goal["required_rate"])),
        (say("目前速度", "Current rate"), about(goal["current_rate"])),
        (say("预计达到日", "Reached on, at this rate"), iso(goal["reach_on"])),
        (
            say("实际值序列", "Series"),
            Markup("{} {} {}").format(
                goal["series_indicator"] or "—",
                *(word(s, goal[s]) if goal[s] else "" for s in ("accumulation", "cadence")),
            ),
        ),
        (say("理由代码", "Reason code"), goal["reason_code"]),
        (say("口径与规则版本", "Profile and rules"), f"{goal['profile']} · {goal['rule_version']}"),
        (say("抽取置信度", "Confidence of extraction"), formats.percent(goal["confidence"])),
        (say("目标编号", "Goal id"), goal["target_id"]),
    ]
