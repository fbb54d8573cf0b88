"""A cell that is one number: 2000左右, ≥600, 〔4.7〕, 〔57〕家, 10.4*, 400—420, 下降3.2%左右, 6.5以上."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.mention import Change, Comparator
from targets.extraction.tables.units import TableUnit, unit_at_start

_WORDS = lexicon("tables")["figures"]
_NOTHING = frozenset(lexicon("tables")["heads"]["nothing"])
_BEFORE = {
    **dict.fromkeys(_WORDS["ge"], Comparator.GE),
    **dict.fromkeys(_WORDS["le"], Comparator.LE),
    **dict.fromkeys(_WORDS["approx"], Comparator.APPROX),
    **dict.fromkeys(_WORDS["plain"], Comparator.EQ),
}
_AFTER = {
    **dict.fromkeys(_WORDS["ge_after"], Comparator.GE),
    **dict.fromkeys(_WORDS["le_after"], Comparator.LE),
    **dict.fromkeys(_WORDS["approx_after"], Comparator.APPROX),
}
_CHANGES = {
    **dict.fromkeys(_WORDS["up"], Change.UP),
    **dict.fromkeys(_WORDS["down"], Change.DOWN),
    **dict.fromkeys(_WORDS["add"], Change.ADD),
}
_IMPLICIT = {**dict.fromkeys(_WORDS["all"], (100.0, "%")), **dict.fromkeys(_WORDS["zero"], (0.0, ""))}
_STRETCH = frozenset(_WORDS["stretch"])
_N = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_BEFORE_NUMBER = re.compile(any_of([*_BEFORE, *_CHANGES]))
_AFTER_NUMBER = re.compile(any_of(_AFTER))
_NUMBER = re.compile(rf"(?P<sign>[+\-−－])?(?P<low>{_N})")
_HIGH = re.compile(rf"(?:[-－—–~～∼至]+|到)(?P<high>{_N})")
_OPEN, _CLOSE = "〔[【﹝［", "〕]】﹞］"
_MARKS = re.compile(r"[*＊※①-⑳]+|（注\d*）")
_MONTHS = re.compile(r"(?:19|20)\d\d(?:年|[.\-/]\d{1,2})")
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_MORE = ("余", "多")
_DEED = ("完成", "累计完成", "已完成", "全部完成")
_LONGEST = 40


class Figure(NamedTuple):
    """One number in a cell: its span there (number and unit), value, bounds and what its words say.

    `unit` is None where the cell has none. `cumulative` marks 〔〕 and [], `deed` 完成 before it, `star` a mark that a note explains.
    """

    start: int
    end: int
    value: float
    high: float | None
    unit: TableUnit | None
    comparator: Comparator
    change: Change | None
    cumulative: bool
    star: bool
    stretch: bool
    implicit: bool
    deed: bool = False


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no figure: —, /, 无, or nothing at all."""
    return text in _NOTHING or not text.strip("-—－–/_ ")


@lru_cache(maxsize=8192)
def figure_of(text: str) -> Figure | None:
    """The number that a whole cell is; None where it is a sentence, a day, several numbers or none."""
    if text in _IMPLICIT:
        value, unit = _IMPLICIT[text]
        comparator = Comparator.ALL if value else Comparator.ZERO
        own = TableUnit(unit, 1.0) if unit else None
        return Figure(
            0, len(text), value, None, own, comparator, None, False, False, False, True, text.endswith("完成")
        )
    if len(text) > _LONGEST or not any(c.isdigit() for c in text) or _MONTHS.match(text):
        return None
    at, comparator, change, stretch, opened = _words_before(text)
    number = _NUMBER.match(text, at)
    if number is None:
        return None
    start, at = at, number.end()
    low, high = _value(number["low"]), None
    if text[at : at + 1] in _MORE and len(text) > at + 1:
        comparator, at = Comparator.GE, at + 1
    own, length = unit_at_start(text[at:])
    at += length
    if upper := _HIGH.match(text, at):
        high, at = _value(upper["high"]), upper.end()
        upper_unit, length = unit_at_start(text[at:])
        if upper_unit and own is None:
            own = upper_unit
        at += length
    end = at
    closed = False
    star = False
    while at < len(text):
        if text[at] in _CLOSE and opened:
            closed, at = True, at + 1
            if own is None:
                own, length = unit_at_start(text[at:])
                at += length
        elif mark := _MARKS.match(text, at):
            star, at = True, mark.end()
        elif after := _AFTER_NUMBER.match(text, at):
            comparator, at = _AFTER[after.group()], after.end()
        elif aside := _BRACKET.match(text, at):
            at = aside.end()
        else:
            return None
    if opened != closed:
        return None
    if number["sign"] and number["sign"] != "+":
        low = -low
    return Figure(
        start,
        end,
        low,
        high,
        own,
        Comparator.RANGE if high is not None else comparator,
        change,
        opened,
        star,
        stretch,
        False,
        text.startswith(_DEED),
    )


def _words_before(text: str) -> tuple[int, Comparator, Change | None, bool, bool]:
    """Where the number begins, and what the words before it say: comparator, change, 力争, a bracket of sums."""
    at, comparator, change, stretch, opened = 0, Comparator.EQ, None, False, False
    while at < len(text):
        if text[at] in _OPEN and not opened:
            opened, at = True, at + 1
        elif word := _BEFORE_NUMBER.match(text, at):
            said = word.group()
            change = _CHANGES.get(said, change)
            if _BEFORE.get(said, Comparator.EQ) is not Comparator.EQ:
                comparator = _BEFORE[said]
            if said in _BEFORE and said.endswith(("到", "至")):
                change = None
            stretch |= said in _STRETCH
            at = word.end()
        elif mark := _MARKS.match(text, at):
            at = mark.end()
        else:
            break
    return at, comparator, change, stretch, opened


def _value(text: str) -> float:
    return float(text.replace(",", ""))
