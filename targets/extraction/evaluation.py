"""How good extracted mentions are, against labels made by hand: precision, recall, F1 and the fields.

Labels and mentions are JSON objects, one a line. A mention matches a label of its role when their spans
overlap: one to one, the largest overlap first. What overlaps a label `either` counts neither way. A match is
strict when value, unit, comparator, date and indicator are right; dates count where the label says that the
document names them (`due_basis` explicit or context). Fields that a label leaves out are not judged.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]

ROLES = ("target", "actual")
FIELDS = ("value", "unit", "comparator", "change", "date", "indicator", "owners", "commitment")
_STRICT = ("value", "unit", "comparator", "date", "indicator")
_UNITS = {
    "％": "%",
    "个百分点": "百分点",
    "个工作日": "工作日",
    "人民币": "元",
    "名": "人",
    "m2": "平方米",
    "km": "公里",
}
_LONGEST_INDICATOR = 20
_CLAUSE_MARKS = set("，,；;。：:\n")


@dataclass(slots=True)
class Figures:
    """Counts for one role: of one document or, added up, of several.

    `right` and `judged` count matches by field. `confidences` pair each counted mention's confidence with
    whether it is right.
    """

    found: int = 0
    spurious: int = 0
    missed: int = 0
    strict: int = 0
    implicit: int = 0
    implicit_found: int = 0
    right: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    confidences: list[tuple[float, bool]] = field(default_factory=list)
    missed_rows: list[Row] = field(default_factory=list)
    spurious_rows: list[Row] = field(default_factory=list)

    @property
    def labelled(self) -> int:
        """How many labels there are."""
        return self.found + self.missed

    @property
    def precision(self) -> float:
        """Share of the mentions that are right."""
        return _share(self.found, self.found + self.spurious)

    @property
    def recall(self) -> float:
        """Share of the labels that were found."""
        return _share(self.found, self.labelled)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.found, 2 * self.found + self.spurious + self.missed)

    @property
    def strict_f1(self) -> float:
        """F1 where only a match with all strict fields right counts."""
        return _share(2 * self.strict, 2 * self.found + self.spurious + self.missed)

    @property
    def implicit_recall(self) -> float | None:
        """Share of the goals without a number that were found; None where there are none."""
        return _share(self.implicit_found, self.implicit) if self.implicit else None

    def accuracy(self, name: str) -> float | None:
        """Share of the matches whose field `name` is right; None where none was judged."""
        return _share(self.right[name], self.judged[name]) if self.judged[name] else None


def read_rows(path: Path) -> list[Row]:
    """The JSON objects of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def figures_of(labels: Sequence[Row], mentions: Sequence[Row]) -> dict[str, Figures]:
    """The figures of one document, by role."""
    either = [label for label in labels if label["role"] == "either"]
    return {
        role: _figures(
            [label for label in labels if label["role"] == role],
            [mention for mention in mentions if mention.get("role") == role],
            either,
        )
        for role in ROLES
    }


def added(parts: Iterable[Figures]) -> Figures:
    """The figures of several documents as one."""
    total = Figures()
    for part in parts:
        total.found += part.found
        total.spurious += part.spurious
        total.missed += part.missed
        total.strict += part.strict
        total.implicit += part.implicit
        total.implicit_found += part.implicit_found
        total.right += part.right
        total.judged += part.judged
        total.confidences += part.confidences
        total.missed_rows += part.missed_rows
        total.spurious_rows += part.spurious_rows
    return total


def calibration(figures: Figures, edges: Sequence[float]) -> list[tuple[float, float, int, float]]:
    """For each span of confidence between two edges: (low, high, mentions in it, share that is right)."""
    spans = []
    for low, high in zip(edges, edges[1:], strict=False):
        right = [ok for confidence, ok in figures.confidences if low <= confidence < high]
        spans.append((low, high, len(right), _share(sum(right), len(right))))
    return spans


def _figures(labels: Sequence[Row], mentions: Sequence[Row], either: Sequence[Row]) -> Figures:
    pairs = _matches(labels, mentions)
    figures = Figures(found=len(pairs), missed=len(labels) - len(pairs))
    figures.implicit = sum(bool(label.get("implicit")) for label in labels)
    figures.implicit_found = sum(bool(labels[i].get("implicit")) for i in pairs.values())
    matched = set(pairs.values())
    figures.missed_rows = [label for i, label in enumerate(labels) if i not in matched]
    for j, mention in enumerate(mentions):
        confidence = float(mention.get("confidence", 1.0))
        if j in pairs:
            figures.confidences.append((confidence, True))
            judged = _judged(labels[pairs[j]], mention)
            figures.judged.update(judged.keys())
            figures.right.update(name for name, ok in judged.items() if ok)
            figures.strict += all(judged.get(name, True) for name in _STRICT)
        elif not any(_overlap(label, mention) > 0 for label in either):
            figures.confidences.append((confidence, False))
            figures.spurious += 1
            figures.spurious_rows.append(mention)
    return figures


def _matches(labels: Sequence[Row], mentions: Sequence[Row]) -> dict[int, int]:
    """Index of the label that each matched mention goes with, by index of the mention."""
    overlaps = [
        (overlap, i, j)
        for i, label in enumerate(labels)
        for j, mention in enumerate(mentions)
        if (overlap := _overlap(label, mention)) > 0
    ]
    taken: set[int] = set()
    pairs: dict[int, int] = {}
    for _, i, j in sorted(overlaps, key=lambda found: (-found[0], found[1], found[2])):
        if i not in taken and j not in pairs:
            taken.add(i)
            pairs[j] = i
    return pairs


def _judged(label: Row, mention: Row) -> dict[str, bool]:
    """Which fields of a matched mention are right, of those that the label has."""
    right = {}
    if "value" in label:
        right["value"] = _same_number(label["value"], mention.get("value")) and (
            label.get("comparator") != "range"
            or _same_number(label.get("value_high"), mention.get("value_high"))
        )
    if "unit" in label:
        right["unit"] = _unit(label["unit"]) == _unit(mention.get("unit"))
    if "comparator" in label:
        right["comparator"] = label["comparator"] == mention.get("comparator")
        right["change"] = (label.get("change") or None) == (mention.get("change") or None)
    if label.get("due_basis") in ("explicit", "context") and _date(label):
        right["date"] = _date(label) == _date(mention)
    if "indicator" in label:
        right["indicator"] = _names_it(label, mention.get("indicator") or "")
    if "owners" in label:
        right["owners"] = set(label["owners"]) == set(mention.get("owners") or [])
    if label["role"] == "target" and "commitment" in label:
        right["commitment"] = label["commitment"] == mention.get("commitment")
    return right


def _names_it(label: Row, name: str) -> bool:
    """The name holds every key word, no clause punctuation, and is not much longer than the label's."""
    longest = max(_LONGEST_INDICATOR, 1.6 * len(label["indicator"]))
    return (
        len(name) <= longest and not set(name) & _CLAUSE_MARKS and all(key in name for key in label["keys"])
    )


def _same_number(label: float | None, mention: float | None) -> bool:
    if label is None or mention is None:
        return label is None and mention is None
    tolerance = 1e-4 if abs(mention) > 100 else 1e-3
    return abs(label - mention) <= tolerance * max(1.0, abs(label), abs(mention))


def _unit(name: str | None) -> str:
    name = (name or "").strip()
    return _UNITS.get(name, name)


def _date(row: Row) -> str | None:
    return row.get("due") or row.get("period_end")


def _overlap(one: Row, other: Row) -> int:
    return int(min(one["end"], other["end"]) - max(one["start"], other["start"]))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
