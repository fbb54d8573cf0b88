"""What every page of the site has in common."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment

from dashboards.rows import GoalRow
from dashboards.site.incremental import Page
from dashboards.site.links import SiteLinks
from dashboards.site.snapshot_index import SnapshotIndex

GOAL_COLUMNS = (
    "target_id",
    "indicator",
    "lead",
    "region",
    "section",
    "status",
    "previous_status",
    "gap_share",
    "time_share",
    "progress_share",
)
VERDICT_COLUMNS = ("target_id", "as_of", "status", "lead")
ACTUAL_COLUMNS = ("target_id", "period_end", "recorded_at", "value", "latest")


def page(
    env: Environment, path: str, template: str, facts: Any, index: SnapshotIndex, **context: Any
) -> Page:
    """A page from a template; its context values that are functions are called only when it is rendered."""
    root = "../" * path.count("/")
    common = {
        "root": root,
        "assets": f"{root}assets/",
        "to": SiteLinks(root),
        "as_of": index.as_of,
        "plots": False,
        "illustrative": False,
    }

    def render() -> str:
        values = {key: value() if callable(value) else value for key, value in context.items()}
        return env.get_template(template).render(common | values)

    return Page(path, [str(index.as_of), context["title"].zh, facts], render)


def any_illustrative(goals: list[GoalRow]) -> bool:
    """Whether a page of these goals must be marked 示意数据."""
    return any(goal["illustrative"] for goal in goals)
