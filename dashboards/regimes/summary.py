"""The quarterly summary (季度汇总): how each county and each department carries out what was decided."""

from __future__ import annotations

from dashboards.counts import grouped, status_counts
from dashboards.rankings import worst_first
from dashboards.regimes import sections
from dashboards.regimes.bulletin import numbered
from dashboards.regimes.judged import Judged
from dashboards.regimes.paper import Block, Heading, Paper, Paragraph
from dashboards.regimes.rules import RegimeRules
from dashboards.regimes.wording import Words
from dashboards.rows import column_of


def summary_paper(judged: Judged, words: Words, office: str, _rules: RegimeRules) -> Paper:
    """A part on all goals, one on the regions, one on the lead units: counts, and every goal where it stands."""
    parts = (
        ("overview", sections.overview(judged, words)),
        ("regions", _groups(judged, words, "region")),
        ("units", _groups(judged, words, "lead")),
        ("unreported", sections.unreported(judged, words)),
    )
    return Paper(
        name="summary",
        office=office,
        number=words.issue(judged.period),
        title=words("summary_title", period=words.period(judged.period)),
        addressee=words("government"),
        day=judged.as_of,
        language=words.language,
        blocks=numbered(parts, words),
        tag=words("illustrative") if judged.illustrative else "",
    )


def _groups(judged: Judged, words: Words, key: str) -> list[Block]:
    """A heading, the counts and the goals of each region or unit."""
    blocks: list[Block] = []
    for name, goals in sorted(grouped(judged.goals, lambda goal: [column_of(goal, key)]).items()):
        blocks.append(Heading(name, 2))
        blocks.append(
            Paragraph(words("group_text", total=len(goals), counts=words.counts(status_counts(goals))))
        )
        blocks.append(
            words.goal_table(worst_first(goals), "goal", "wanted_due", "actual", "expected", "status")
        )
    return blocks
