"""The plain data that the steps of the extraction hand on: sentences, quantities, candidates, judgements.

Named tuples, since a document makes tens of thousands of them and they are made several times as fast.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from targets.extraction.mention import Change, Commitment, Comparator, DueBasis, Role


class Sentence(NamedTuple):
    """One sentence: its span and text, the heading path it stands under, and its paragraph.

    `paragraph_start` and `paragraph_end` bound the paragraph it belongs to; `heading` says that the
    sentence is itself a heading.
    """

    start: int
    end: int
    text: str
    section: tuple[str, ...]
    paragraph_start: int
    paragraph_end: int
    heading: bool = False


class Quantity(NamedTuple):
    """One number with its unit, or an implicit one (全部, 清零, 翻番); offsets count in the document.

    `value` is multiplied out to the bare unit. `hedge` is the word inside or beside the span that bends
    it (多, 余, 近, 左右, 以上 …), None for a plain number. `rule` names the rule that read it.
    """

    start: int
    end: int
    text: str
    value: float
    value_high: float | None
    unit: str
    implicit: bool = False
    hedge: str | None = None
    rule: str = ""


class Candidate(NamedTuple):
    """A quantity in its sentence and clause: what every later step looks at.

    `clause_start` and `clause_end` bound the clause (between ，；。 and the like) in the document.
    """

    quantity: Quantity
    sentence: Sentence
    clause_start: int
    clause_end: int


class Judgement(NamedTuple):
    """Whether a candidate is a goal or a result (`role` None: neither), how sure, and by which cues.

    `starts_change`: it is the starting value of a change, which the number after it ends (从 X 提高到 Y).
    """

    role: Role | None
    confidence: float
    commitment: Commitment | None = None
    cues: tuple[str, ...] = ()
    starts_change: bool = False


class Dated(NamedTuple):
    """The date a candidate is due by or reports on, where that was said, and the words that say it.

    `start` is the first day of the period, where the words name one. `unread` are words of the same sentence that state a
    deadline and are not understood.
    """

    day: date | None
    basis: DueBasis
    words: str = ""
    start: date | None = None
    unread: str = ""


class Measured(NamedTuple):
    """How the number is to be compared, and whether it is a change.

    `negated`: a negative number that is told as the opposite change, so that its value is positive (增长-3%).
    """

    comparator: Comparator
    change: Change | None
    rule: str = ""
    negated: bool = False


class UnreadTable(NamedTuple):
    """A table that holds numbers and gave neither goal nor result: where it is, and what its first row says.

    `cell`: one cell of a table that was read, with a number in it that was not; `words` is what it says.
    """

    place: str
    words: str
    cell: bool = False
