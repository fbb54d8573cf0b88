"""Goals typed by hand: a leader's words, a table in a scan, a number that was missed; targets like any other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from targets.actuals.forms.labels import is_share_name
from targets.actuals.names import name_of
from targets.actuals.units import BadUnit, unit_of
from targets.extraction.comparators.rules import measured
from targets.extraction.goals.comparison import comparison_in
from targets.extraction.goals.rules import form_targets
from targets.extraction.mention import Comparator, ComparedWith, DueBasis, Mention, Role
from targets.extraction.parts import Candidate, Quantity, Sentence
from targets.extraction.quantities.rules import quantities_in
from targets.reading.document import Document, Paragraph
from targets.settings import Settings
from targets.store.decisions import BadDecision, Person, record
from targets.store.goals import append_goals
from targets.store.handles import give_letters
from targets.store.run import Run

EXTRACTOR = "typed"
"""What stands as the extractor of documents that people typed."""
_FOLDER = "typed"
_IN_BRACKETS = re.compile("[（(]([^（）()]+)[）)]$")


@dataclass(frozen=True, slots=True)
class TypedGoal:
    """A goal as a person says it.

    `demand` is the number with its unit in the document's words (2万户以上, 达到200万个, 增长8%左右), or what sets it instead
    (与经济增长同步, 不低于全省平均, of an amount with its unit in brackets: 不低于上年（万吨）); `quote` is the sentence
    that says it, where there is one. `milestones` are days with the number of the bare unit to be reached by then;
    `part_of` names the goal that it is a part of.
    """

    indicator: str
    demand: str
    due: date | None
    region: str | None = None
    owners: tuple[str, ...] = ()
    start_on: date | None = None
    quote: str = ""
    milestones: tuple[tuple[date, float], ...] = ()
    part_of: str | None = None


def add_goals(
    con: duckdb.DuckDBPyConnection,
    source: str,
    said_on: date,
    goals: Sequence[TypedGoal],
    by: Person,
    run: Run,
) -> list[str]:
    """Add goals within the caller's transaction; returns their ids in order.

    `source` says where they come from (市长3月5日调研讲话) and becomes the title of their document, of which each region
    and year has its own. They count at once, as accepted by whoever typed them. Raises BadDecision for a demand without
    exactly one number, a goal without a name, or a source or person that is blank.
    """
    if not source.strip() or not by.who.strip():
        raise BadDecision("Say where the goal comes from (--source) and who adds it (--who).")
    ids = []
    for goal in goals:
        target_id = _add(con, source.strip(), said_on, goal, run)
        record(con, target_id, {"state": "accepted", **_decided(goal)}, by)
        ids.append(target_id)
    give_letters(con)
    return ids


def quantity_of(demand: str) -> Quantity:
    """The one number of a demand. Raises BadDecision."""
    found = quantities_in(demand)
    if len(found) != 1:
        raise BadDecision(
            f"{demand!r} holds {len(found) or 'no'} number{'s' if len(found) > 1 else ''} with a unit; write one, such as 2万户以上, "
            "or what sets it: 与经济增长同步, 不低于全省平均, 不低于上年（万吨）."
        )
    return found[0]


def _demanded(goal: TypedGoal) -> Quantity:
    """The number of a goal; where another series sets it nothing is added to that. Raises BadDecision."""
    demand = goal.demand
    comparison = comparison_in(demand)
    if not comparison or quantities_in(demand):
        return quantity_of(demand)
    named = _IN_BRACKETS.search(demand)
    rate = is_share_name(goal.indicator) or name_of(goal.indicator).change in ("up", "down")
    if not named and not rate and comparison.other is not ComparedWith.ECONOMY:
        raise BadDecision(
            f"{goal.indicator} is no rate: say in what it is measured, such as {demand}（万吨）."
        )
    try:
        unit = unit_of(named[1]).bare if named else "百分点"
    except BadUnit as error:
        raise BadDecision(f"{demand}: {error}") from error
    return Quantity(0, len(demand), demand, 0.0, None, unit, implicit=True, rule="compared")


def _add(con: duckdb.DuckDBPyConnection, source: str, said_on: date, goal: TypedGoal, run: Run) -> str:
    if not goal.indicator.strip():
        raise BadDecision("A goal needs the name of what is measured.")
    document_id, text = _document_so_far(con, source, goal, said_on)
    line = goal.quote.strip() or _sentence(goal)
    if goal.demand not in line:
        raise BadDecision(f"The sentence {line!r} does not hold the number {goal.demand!r}.")
    text = f"{text}\n{line}"
    document = Document(
        document_id=document_id,
        doc=source,
        path=f"{_FOLDER}/{document_id}",
        text=text,
        paragraphs=(Paragraph(len(text) - len(line), len(text)),),
        title=source,
        issued_on=said_on,
        region=goal.region,
        plan_year=_year(goal, said_on),
    )
    mention = _mention(document, line, goal)
    (target,) = form_targets(document, [mention])
    return append_goals(con, document, [mention], [target], EXTRACTOR, run, Settings())[0]


def _document_so_far(
    con: duckdb.DuckDBPyConnection, source: str, goal: TypedGoal, said_on: date
) -> tuple[str, str]:
    """The id and text of the document that a goal is added to; its text so far is the source where it is new."""
    identity = "\x1f".join((EXTRACTOR, source, goal.region or "", str(_year(goal, said_on))))
    document_id = hashlib.sha256(identity.encode()).hexdigest()[:32]
    found = con.execute("SELECT text FROM documents WHERE document_id = ?", [document_id]).fetchall()
    return document_id, found[0][0] if found else source


def _mention(document: Document, line: str, goal: TypedGoal) -> Mention:
    start = len(document.text) - len(line)
    sentence = Sentence(start, len(document.text), line, (), start, len(document.text))
    at = start + line.index(goal.demand)
    number = _demanded(goal)
    quantity = number._replace(start=at + number.start, end=at + number.end)
    found = measured(Candidate(quantity, sentence, start, len(document.text)))
    return Mention(
        doc=document.doc,
        start=quantity.start,
        end=quantity.end,
        text=document.text[quantity.start : quantity.end],
        role=Role.TARGET,
        value=quantity.value,
        value_high=quantity.value_high,
        unit=quantity.unit,
        comparator=Comparator.RANGE if quantity.value_high is not None else found.comparator,
        change=found.change,
        due=goal.due,
        period_end=None,
        due_basis=DueBasis.EXPLICIT if goal.due else DueBasis.NONE,
        indicator=goal.indicator.strip(),
        region=goal.region,
        owners=goal.owners,
        commitment=None,
        section=(),
        quote=line,
        implicit=quantity.implicit,
        confidence=1.0,
        cues=("typed",),
        period_start=goal.start_on,
    )


def _sentence(goal: TypedGoal) -> str:
    due = f"{goal.due}前，" if goal.due else ""
    owners = f"，由{'、'.join(goal.owners)}负责" if goal.owners else ""
    return f"{due}{goal.region or ''}{goal.indicator}{goal.demand}{owners}。"


def _decided(goal: TypedGoal) -> dict[str, object]:
    decided: dict[str, object] = {}
    if goal.milestones:
        decided["milestones"] = [{"due": str(day), "value": value} for day, value in sorted(goal.milestones)]
    if goal.part_of:
        decided["part_of"] = goal.part_of
    return decided


def _year(goal: TypedGoal, said_on: date) -> int:
    return (goal.due or said_on).year
