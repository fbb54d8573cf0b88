"""What a chart says besides its drawing: its finding in words, and how the table of its data is read from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboards.charts.frames import Bilingual, Row
from dashboards.charts.theme import label
from targets.words import Phrase, joined, unworded

Column = tuple[Phrase, int | str]
"""A head, and where the cell of a point stands: its place in `customdata`, or "name", "x" or "y" of the trace."""


def told(words: Bilingual, finding: Phrase, columns: Sequence[Column], *, trace: int | None = None) -> Row:
    """The `meta` of a layout: English of its words, finding, table of data (of one `trace`, else of all with data)."""
    table: Row = {
        "head": [words.bilingual(head.zh, head.en) for head, _ in columns],
        "from": [place for _, place in columns],
    }
    if trace is not None:
        table["trace"] = trace
    return {"finding": words.bilingual(finding.zh, finding.en), "table": table, "en": words.english}


def named(text: str | None, length: int = 30) -> Phrase:
    """A name of the data as it stands in a finding: escaped like all that a figure holds, one line, cut to length."""
    return unworded(label(text, length))


def listed(names: Iterable[str]) -> Phrase:
    """Names of the data in a row."""
    return joined(map(named, names))
