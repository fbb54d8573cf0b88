"""What the extraction yields: mentions, each one number in a document and what it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a number is: a goal to be reached or kept, or a reported result."""

    TARGET = "target"
    ACTUAL = "actual"


class Comparator(StrEnum):
    """How an actual is held against the value."""

    GE = "ge"
    LE = "le"
    EQ = "eq"
    APPROX = "approx"
    RANGE = "range"
    ALL = "all"
    ZERO = "zero"


class Change(StrEnum):
    """Direction of a change the value measures; a level or a plain completion has none."""

    UP = "up"
    DOWN = "down"
    ADD = "add"


class DueBasis(StrEnum):
    """Where the date comes from: the clause, a heading or earlier sentence, the plan year, nowhere."""

    EXPLICIT = "explicit"
    CONTEXT = "context"
    DOCUMENT = "document"
    NONE = "none"


class Commitment(StrEnum):
    """确保 or plain wording commits; 力争, 争取, 努力 stretch."""

    COMMIT = "commit"
    STRETCH = "stretch"


class ComparedWith(StrEnum):
    """What else sets a goal: the same indicator of a larger region or of the year before, or economic growth."""

    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    ECONOMY = "economy"
    YEAR_BEFORE = "year_before"


class ReviewCause(StrEnum):
    """Why a mention is less sure than others: how a cue begins that tells a reviewer so; WORDING where none does."""

    DATE_UNREAD = "date not understood"
    OVER_WHEN_ISSUED = "over when issued"
    RECOGNISED = "ocr"
    LIST = "list"
    KIND = "no known kind"
    WORDING = "wording"


def doubt_of(cues: Iterable[str]) -> ReviewCause:
    """The gravest doubt that the cues of a mention tell; WORDING where its words alone leave it open."""
    told = {cue.split(":")[0] for cue in cues}
    return next((doubt for doubt in ReviewCause if doubt in told), ReviewCause.WORDING)


BETWEEN_CELLS = "｜"
"""What separates the cells of a table row in a quote; each has its head and a colon before it."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """Where in the tables of a document a number stands: table, row and column, counted from 1, and their heads."""

    table: int
    row: int
    column: int
    row_head: str
    column_head: str


@dataclass(slots=True)  # not frozen: that would take four times as long to make, and a report has hundreds
class Mention:
    """One number in a document (提及): its span, its role and what it says.

    `start` and `end` count characters of the document's text and span number and unit; `text` is that
    span. `value` is multiplied out to the bare unit (554亿元 is 55_400_000_000.0 元); `value_high` is the
    upper end of a range. `due` is the last day by which a target is due, `period_end` the last day of
    the period an actual reports: of the two only the one that fits the role is set; `period_start` is the
    first day that the number is about, None where only the end is known. `aggregation` (`sum`, `last`, `mean`, `compound`,
    `every`) is how the figures of its period make it up, where the words themselves say so. `baseline` is the value that a change starts from in the same clause (从12%提高到15%) and
    `baseline_on` the day it was taken. `owners` are the
    responsible units as written, the lead first. `section` is the heading path from the outermost.
    `cell` is set for a number in a table; `quote` is then its row with the heads. `confidence` is in 0..1. `cues` name the rules and cues that decided, for a reviewer.

    Raises ValueError when the span is empty or does not fit its text.
    """

    doc: str
    start: int
    end: int
    text: str
    role: Role
    value: float
    value_high: float | None
    unit: str
    comparator: Comparator
    change: Change | None
    due: date | None
    period_end: date | None
    due_basis: DueBasis
    indicator: str
    region: str | None
    owners: tuple[str, ...]
    commitment: Commitment | None
    section: tuple[str, ...]
    quote: str
    implicit: bool
    confidence: float
    cues: tuple[str, ...] = field(default=(), compare=False)
    cell: TableCell | None = None
    period_start: date | None = None
    aggregation: str | None = None
    baseline: float | None = None
    baseline_on: date | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise ValueError(f"{self.doc}: span {self.start}-{self.end} does not fit {self.text!r}")
