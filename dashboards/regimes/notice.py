"""The notice (督办单) to one unit: its goals that are behind or whose figures are owed, with the promise quoted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboards.counts import behind_count
from dashboards.rankings import worst_first
from dashboards.regimes.judged import Judged, led_by
from dashboards.regimes.paper import Block, Column, Heading, Paper, Paragraph, Table
from dashboards.regimes.wording import Words
from dashboards.rows import GoalRow
from dashboards.site.environment import cut
from targets.status import Status


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """What a notice is about before it has a number: the unit and its goals, the worst first."""

    unit: str
    goals: list[GoalRow]


def drafts_of(judged: Judged, *, per_goal: bool = False) -> list[NoticeDraft]:
    """A draft for each lead unit with a goal behind or stale (or for each such goal), most goals behind first."""
    wanting = worst_first(g for g in judged.goals if g["status"].is_behind or g["status"] is Status.STALE)
    by_need = sorted(led_by(wanting).items(), key=lambda item: (-behind_count(item[1]), item[0]))
    drafts = [NoticeDraft(unit, goals) for unit, goals in by_need]
    return [NoticeDraft(d.unit, [goal]) for d in drafts for goal in d.goals] if per_goal else drafts


def notice_paper(
    draft: NoticeDraft, judged: Judged, words: Words, office: str, number: str, answer_by: date
) -> Paper:
    """The letter: each goal's promise, where it stands, the rate needed now, the chance of a miss, a form to answer."""
    blocks: list[Block] = [
        Paragraph(words("notice_opening", day=words.day(judged.as_of), count=len(draft.goals))),
        *(block for place, goal in enumerate(draft.goals, 1) for block in _goal(place, goal, words)),
        Paragraph(words("notice_reply", day=words.day(answer_by))),
        Heading(words("reply")),
        Table(
            (Column(words("reply_item"), 1.6), Column(words("reply_text"), 6.0)),
            [(words(key), "") for key in ("reply_cause", "reply_measure", "reply_date", "reply_signed")],
        ),
    ]
    return Paper(
        name="notice",
        office=office,
        number=number,
        title=words("notice_title"),
        addressee=draft.unit,
        day=judged.as_of,
        language=words.language,
        blocks=blocks,
        tag=words("illustrative") if any(goal["illustrative"] for goal in draft.goals) else "",
    )


def _goal(place: int, goal: GoalRow, words: Words) -> list[Block]:
    quote = words("quote", document=cut(goal["document_title"], 80), text=cut(goal["quote"], 300))
    title = words("goal_status", goal=words.name(goal), status=words.status(goal["status"]))
    heading = words("heading", number=words.numeral(place), text=title)
    columns = (Column(words("reply_item"), 1.6), Column(words("stands"), 6.0))
    return [Heading(heading), Paragraph(quote, "quote"), Table(columns, words.letter_facts(goal))]
