"""Goals keep their ids when the document is edited, read again by a better extractor, or read from another file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import duckdb

from targets.extraction.goals.target import Target
from targets.extraction.indicators.synonyms import canonical_name
from targets.extraction.mention import Commitment
from targets.reading.document import Document
from targets.store.matching import GoalInText, same_goals

_STORED, _PLACES = (
    resources.files("targets.store").joinpath(f"{name}.sql").read_text(encoding="utf-8")
    for name in ("stored_goals", "goal_places")
)
_BLANK = re.compile(r"\s+")

StoredGoal = Mapping[str, Any]
"""A row of table `extracted_targets`, with the version and the region of its document."""


def stored_goals(con: duckdb.DuckDBPyConnection, works: Sequence[int]) -> dict[int, list[StoredGoal]]:
    """By work every goal that a version of it ever set: those in force first, in reading order."""
    goals: dict[int, list[StoredGoal]] = {work_id: [] for work_id in works}
    if not works:
        return goals
    cursor = con.execute(_STORED, {"works": list(works)})
    names = [column[0] for column in cursor.description or ()]
    for row in cursor.fetchall():
        goal = dict(zip(names, row, strict=True))
        goals[goal.pop("work_id")].append(goal)
    return goals


@dataclass(frozen=True, slots=True)
class FormerText:
    """The text that a document had when it was read before, and where the goals stand in it, in reading order."""

    text: str
    places: tuple[tuple[str, int], ...]


def former_texts(con: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> dict[str, FormerText]:
    """By document what was read of it before; documents that were never read are left out."""
    if not document_ids:
        return {}
    rows = con.execute(_PLACES, {"documents": list(document_ids)}).fetchall()
    return {
        document_id: FormerText(text, tuple(zip(ids, starts, strict=True)))
        for document_id, text, ids, starts in rows
    }


def surviving_ids(
    document: Document,
    targets: Sequence[Target],
    stored: Sequence[StoredGoal],
    former: FormerText | None,
) -> dict[str, str]:
    """For each target's own id the id it is stored under.

    In a text that was read before, that is the id of the goal at the same place, counted without white space, since
    a document's .html and .txt differ in it. Elsewhere it is the id of the goal in force that it is recognised as,
    else of a withdrawn one. A goal never seen keeps its own id.
    """
    ids = _at_the_same_place(document, targets, former) if former else {}
    sketches = [in_text(target) for target in targets] if stored else []
    for withdrawn in (False, True):
        known = [
            _stored_in_text(row, document)
            for row in stored
            if (row["withdrawn_at"] is not None) is withdrawn and row["target_id"] not in ids.values()
        ]
        ids |= same_goals(known, [goal for goal in sketches if goal.target_id not in ids])
    taken = {*ids.values(), *(row["target_id"] for row in stored)}
    for target in targets:
        if target.target_id not in ids:
            ids[target.target_id] = _free_id(target.target_id, taken)
            taken.add(ids[target.target_id])
    return ids


def in_text(target: Target) -> GoalInText:
    """What a goal that was just read is recognised by."""
    return GoalInText(
        target_id=target.target_id,
        name=canonical_name(target.indicator, target.region),
        region=target.region,
        value=target.value,
        value_high=target.value_high,
        unit=target.unit,
        due=target.due,
        change=target.change.value if target.change else None,
        stretch=target.commitment is Commitment.STRETCH,
        quote=target.quote,
    )


def _stored_in_text(row: StoredGoal, document: Document) -> GoalInText:
    same = ("target_id", "value", "value_high", "unit", "due", "change", "quote")
    # The document's own place goes by the name that it has now.
    own = row["region"] is not None and row["region"] == row["document_region"]
    return GoalInText(
        **{name: row[name] for name in same},
        name=row["canonical"],
        region=document.region or row["region"] if own else row["region"],
        stretch=row["commitment"] == Commitment.STRETCH.value,
    )


def _at_the_same_place(document: Document, targets: Sequence[Target], former: FormerText) -> dict[str, str]:
    same_text = former.text == document.text
    places = [
        (start if same_text else _bare(former.text, start), target_id) for target_id, start in former.places
    ]
    ids: dict[str, str] = {}
    for target in targets:
        spans = [
            (m.start, m.end) if same_text else (_bare(document.text, m.start), _bare(document.text, m.end))
            for m in target.mentions
        ]
        covered = [(place, i) for place, i in places if any(a <= place < b for a, b in spans)]
        free = [i for _, i in covered if i not in ids.values()]
        if free:
            ids[target.target_id] = free[0]
    return ids


def _free_id(target_id: str, taken: set[str]) -> str:
    """The id itself, or that of the next free place, where a goal that moved bears it."""
    document, _, place = target_id.rpartition("-")
    start = int(place)
    while f"{document}-{start}" in taken:
        start += 1
    return f"{document}-{start}"


def _bare(text: str, position: int) -> int:
    """The position counted in the text without white space, in normal form."""
    return len(_BLANK.sub("", unicodedata.normalize("NFKC", text[:position])))
