"""What people changed in a ledger: each edit against what was exported and what is stored now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from targets.ledger.workbook.columns import CHOICES, SHEETS, LedgerColumn, edited_columns
from targets.ledger.workbook.read import FilledLedger, FilledRow
from targets.ledger.workbook.rows import COMPARATORS, STATES, CellValue, LedgerRow

_REQUIRED = ("indicator", "value", "comparator", "state")
_NEW = ("indicator", "value", "unit")
_RANGE = "区间"
_ONCE_NUMBERED = ("cause", "measures", "promised_on", "responsible", "state")
"""What a goal is given once it has a number, as it is the figures of its months."""
_SAME = ("indicator", "region", "value", "unit", "due")
"""What a row without a number has in common with a goal that an earlier import added from it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell that a person changed: what it held when it was exported (`before`), what holds now, what he wrote.

    `row` is its row in the sheet, `head` its column's. `wrong` says why it cannot be taken.
    """

    row: int
    target_id: str
    handle: str
    key: str
    head: str
    before: CellValue
    now: CellValue
    wanted: CellValue
    wrong: str = ""

    @property
    def is_conflict(self) -> bool:
        """Whether somebody else changed the same cell otherwise since the export."""
        return self.now != self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that an import would do: edits of goals, rows that are new goals, and what cannot be taken, with its row."""

    edits: tuple[Edit, ...]
    added: tuple[FilledRow, ...]
    problems: tuple[tuple[int, str], ...]

    @property
    def conflicts(self) -> tuple[Edit, ...]:
        """Cells that two people changed."""
        return tuple(edit for edit in self.edits if edit.is_conflict)


def compare(filled: FilledLedger, stored: list[LedgerRow]) -> Comparison:
    """Compare a ledger that came back with the goals as they are stored now."""
    goals = {row.target_id: row for row in stored}
    by_handle = {str(row.cells["handle"]): row for row in stored}
    known = {_identity(row.cells) for row in stored}
    edits, added, problems, seen = list[Edit](), list[FilledRow](), list[tuple[int, str]](), set[str]()
    for row in filled.rows:
        handle = row.cells.get("handle")
        if handle is None:
            if wrong := list(_faults_of_new(row.cells)):
                problems += [(row.row, f"a new goal {words}") for words in wrong]
            elif _identity(row.cells) not in known:
                added.append(row)
            continue
        goal = by_handle.get(str(handle))
        if goal is None or goal.target_id not in filled.base:
            gone = "is no longer in force" if goal is None else "was not in the ledger when it was exported"
            problems.append((row.row, f"{handle} {gone}"))
            continue
        if str(handle) in seen:
            problems.append((row.row, f"{handle} stands twice"))
            continue
        seen.add(str(handle))
        edits += _edits(row, goal, filled.base[goal.target_id])
    problems += [(edit.row, f"{edit.handle} {edit.head}: {edit.wrong}") for edit in edits if edit.wrong]
    problems += [
        (number, f"{SHEETS['links']}: {answer} is none of {'、'.join(CHOICES['answer'])}")
        for number, answer, *_ in filled.links
        if answer not in CHOICES["answer"]
    ]
    # A row that was taken out of the sheet says nothing of its goal.
    assert all(edit.target_id in goals for edit in edits)
    return Comparison(tuple(edits), tuple(added), tuple(problems))


def _identity(cells: Mapping[str, CellValue]) -> tuple[CellValue, ...]:
    return tuple(cells.get(key) for key in _SAME)


def _edits(row: FilledRow, goal: LedgerRow, base: dict[str, CellValue]) -> Iterator[Edit]:
    for column in edited_columns():
        key = column.key
        before, now, wanted = base.get(key), _plain(goal.cells.get(key)), row.cells.get(key)
        if wanted != before and wanted != now:
            yield Edit(
                row.row, goal.target_id, str(goal.cells["handle"]), key, column.head, before, now, wanted,
                _fault(column, wanted),
            )  # fmt: skip


def _faults_of_new(cells: Mapping[str, CellValue]) -> Iterator[str]:
    """Why a row without a number cannot be added as a goal, or what it says would be lost."""
    heads = {column.key: column.head for column in edited_columns()}
    needed = (*_NEW, "value_high") if cells.get("comparator") == _RANGE else _NEW
    if lacking := [heads.get(key, "单位") for key in needed if key not in cells]:
        yield f"lacks {'、'.join(lacking)}"
    if "value_high" in cells and "value_high" not in needed:
        yield f"has a {heads['value_high']}, but is no {_RANGE}"
    for column in edited_columns():
        if column.key in cells and (fault := _fault(column, cells[column.key])):
            yield f"{column.head}: {fault}"
    later = [head for key, head in heads.items() if key in cells and _is_later(key, cells[key])]
    if later:
        yield f"takes {'、'.join(later)} once it has its number: import it without, export again and fill in"


def _is_later(key: str, value: CellValue) -> bool:
    return key.startswith("month-") or (key in _ONCE_NUMBERED and value != STATES["accepted"])


def _fault(column: LedgerColumn, wanted: CellValue) -> str:
    if wanted is None:
        if column.key.startswith("month-"):
            return "a figure is not taken back by blanking it; write the right one"
        return "it cannot be blank" if column.key in _REQUIRED else ""
    if column.kind == "number" and not isinstance(wanted, float):
        return f"{wanted} is no number"
    if column.kind == "day" and not isinstance(wanted, date):
        return f"{wanted} is no day such as 2022-06-30"
    words = {"comparator": COMPARATORS, "state": STATES}.get(column.key)
    if words and wanted not in words.values():
        return f"{wanted} is none of {'、'.join(words.values())}"
    return ""


def _plain(value: CellValue) -> CellValue:
    """A stored value as a cell that was read holds it."""
    return (value.replace("\r\n", "\n").strip() or None) if isinstance(value, str) else value
