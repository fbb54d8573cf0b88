"""The bulletin (通报): how all goals stand, who leads and who lags, what came due, what moved, what is not known."""

from __future__ import annotations

from dashboards.regimes import sections
from dashboards.regimes.judged import Judged
from dashboards.regimes.paper import Block, Heading, Paper
from dashboards.regimes.rules import RegimeRules
from dashboards.regimes.wording import Words


def bulletin_paper(judged: Judged, words: Words, office: str, rules: RegimeRules) -> Paper:
    """The bulletin on a period: a month's by default, a quarter's or a year's as well."""
    parts = (
        ("overview", sections.overview(judged, words)),
        ("ranking", sections.ranked_units(judged, words)),
        ("laggards", sections.behind(judged, words)),
        ("reasons", sections.reasons(judged, words)),
        ("deadlines", sections.deadlines(judged, words)),
        ("movements", sections.movements(judged, words)),
        ("commended", sections.commended(judged, words, rules)),
        ("unreported", sections.unreported(judged, words)),
        ("waiting", sections.waiting(judged, words)),
        ("unknown", sections.unknown(judged, words)),
    )
    return Paper(
        name="bulletin",
        office=office,
        number=words.issue(judged.period),
        title=words("bulletin_title", period=words.period(judged.period)),
        addressee=words("all_units"),
        day=judged.as_of,
        language=words.language,
        blocks=numbered(parts, words),
        tag=words("illustrative") if judged.illustrative else "",
    )


def numbered(parts: tuple[tuple[str, list[Block]], ...], words: Words) -> list[Block]:
    """Parts under numbered headings, the heading's text by its key; one with nothing to say is left out."""
    blocks: list[Block] = []
    for number, (key, content) in enumerate((part for part in parts if part[1]), 1):
        blocks += [Heading(words("heading", number=words.numeral(number), text=words(key))), *content]
    return blocks
