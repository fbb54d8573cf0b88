"""The page of one goal: its figures, trajectory, evidence and every component of the verdict."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from dashboards.charts.trajectory import trajectory_spec
from dashboards.goal_chart import milestones_of
from dashboards.site.embed import embedded
from dashboards.site.environment import bilingual, bilingual_phrase, cut, document_path, goal_path, iso
from dashboards.site.highlight import quote_parts, quoted_row
from dashboards.site.incremental import Page
from dashboards.site.page import page
from dashboards.site.snapshot_index import SnapshotIndex
from dashboards.snapshot import Row
from dashboards.verdict_facts import facts_of
from targets import figures
from targets.progress.profiles import load_profile
from targets.words import Phrase, phrase


def goal_page(env: Environment, index: SnapshotIndex, goal: Row) -> Page:
    """The page of a goal."""
    target_id = goal["target_id"]
    actuals = index.actuals.get(target_id, [])
    verdicts = index.verdicts.get(target_id, [])
    siblings = index.siblings_of(goal)
    alert = index.alerts.get(target_id)
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
        index,
        title=Phrase(title, title),
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
        components=lambda: _components(goal),
        actuals=actuals[::-1],
        trajectory=lambda: embedded(
            trajectory_spec(
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
        return bilingual(f"已过{-left}天", f"{-left} days ago")
    return bilingual(f"还有{left}天", f"{left} days left")


def _components(goal: Row) -> list[tuple[Markup, Any]]:
    """Name and value of everything the verdict was made from."""
    unit = goal["unit"]

    def quantity(value: float | None) -> Markup:
        return bilingual(figures.quantity(value, unit), figures.quantity(value, unit, "en"))

    def about(value: float | None) -> Markup:
        return bilingual(figures.about(value, unit), figures.about(value, unit, "en"))

    def word(section: str, key: str | None) -> Markup:
        return bilingual_phrase(phrase(section, key))

    flagged = (
        bilingual("（计划开始后的首个数）", " (the first after the plan began)")
        if goal["baseline_flagged"]
        else ""
    )
    return [
        (bilingual("类型", "Kind"), word("kind", goal["kind"])),
        (bilingual("计划期", "Plan"), f"{iso(goal['plan_start'])} – {iso(goal['due'])}"),
        (bilingual("期限依据", "Basis of the due date"), word("due_basis", goal["due_basis"])),
        (bilingual("应达数的算法", "How expected is found"), word("basis", goal["basis"])),
        (
            bilingual("起点", "Baseline"),
            Markup("{} {}{}").format(quantity(goal["baseline"]), iso(goal["baseline_on"]), flagged),
        ),
        (bilingual("目标数", "Target"), quantity(goal["target_value"])),
        (bilingual("目标上端", "Upper end"), quantity(goal["target_high"])),
        (
            bilingual("实际", "Actual"),
            Markup("{} {}").format(quantity(goal["actual"]), iso(goal["actual_period_end"])),
        ),
        (bilingual("实际入库", "Actual recorded"), iso(goal["actual_recorded_at"])),
        (bilingual("应达", "Expected"), about(goal["expected"])),
        (
            bilingual("缺口（负数为落后）", "Gap (negative is behind)"),
            bilingual(figures.gap(goal["gap"], unit), figures.gap(goal["gap"], unit, "en")),
        ),
        (bilingual("相对缺口（占全程）", "Gap in per cent of the way"), figures.gap_share(goal["gap_share"])),
        (bilingual("应达取自", "Expected as of"), iso(goal["judged_on"])),
        (bilingual("到期完不成的可能性", "Chance of a miss"), figures.percent(goal["probability_of_miss"])),
        (bilingual("完成度", "Achievement"), figures.percent(goal["achievement"])),
        (bilingual("时间进度", "Time elapsed"), figures.percent(goal["time_share"])),
        (bilingual("任务进度", "Task done"), figures.percent(goal["progress_share"])),
        (
            bilingual("任务快于时间", "Task ahead of time"),
            bilingual(figures.points(goal["lead_points"]), figures.points(goal["lead_points"], "en")),
        ),
        (bilingual("按期完成所需速度", "Required rate"), about(goal["required_rate"])),
        (bilingual("目前速度", "Current rate"), about(goal["current_rate"])),
        (bilingual("预计达到日", "Reached on, at this rate"), iso(goal["reach_on"])),
        (
            bilingual("实际值序列", "Series"),
            Markup("{} {} {}").format(
                goal["series_indicator"] or "—",
                *(word(s, goal[s]) if goal[s] else "" for s in ("accumulation", "cadence")),
            ),
        ),
        (bilingual("理由代码", "Reason code"), goal["reason_code"]),
        (bilingual("口径与规则版本", "Profile and rules"), f"{goal['profile']} · {goal['rule_version']}"),
        (bilingual("抽取置信度", "Confidence of extraction"), figures.percent(goal["confidence"])),
        (bilingual("目标编号", "Goal id"), goal["target_id"]),
    ]
