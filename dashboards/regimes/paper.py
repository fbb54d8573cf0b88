"""What a document of the regimes is made of, before it is written as Word, HTML or Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import plotly.graph_objects as go


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading (一、总体情况); `level` 1 or 2."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text; a `quote` repeats the promise, a `note` is small print."""

    text: str
    kind: Literal["body", "quote", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `width` is its share of the table's, `numeric` sets it to the right."""

    name: str
    width: float = 1.0
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each row has a text for each column."""

    columns: tuple[Column, ...]
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, and what it shows in words for those who do not see it; `png` is the chart once drawn."""

    figure: go.Figure
    finding: str
    png: bytes | None = None


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in the layout of an official one (公文).

    `name` is the stem of its file, `office` the issuing office (发文机关), `number` its 文号 or issue, `addressee` the
    主送机关, `copies` the 抄送. `tag` is a mark above the title, as that figures are illustrative. A brief (`is_brief`) is set
    smaller, without red head and signature, so that it takes one page.
    """

    name: str
    office: str
    number: str
    title: str
    addressee: str
    day: date
    language: str
    blocks: list[Block] = field(default_factory=list)
    tag: str = ""
    copies: str = ""
    is_brief: bool = False
