"""Where a figure of a table stands, as a reviewer is shown it: its row with its heads, its cell, its title."""

from __future__ import annotations

from targets.extraction.mention import BETWEEN_CELLS, TableCell
from targets.extraction.tables.context import TableContext
from targets.extraction.tables.layout import Layout
from targets.extraction.tables.rows import Row


def section_of(context: TableContext, row: Row) -> tuple[str, ...]:
    """The headings a figure stands under: the title of its table, the group of its row."""
    return tuple(part for part in (context.title, row.group) if part)


def cues_of(layout: Layout, row: Row, column: int, words: str) -> tuple[str, ...]:
    """What the head, the label of the row and the words of time say, for a reviewer."""
    head = _head_text(layout, column)
    return tuple(
        cue
        for cue in (
            f"column:{head}",
            f"row:{row.label}" if row.label else "",
            f"date:{words}" if words else "",
        )
        if cue
    )


def _head_text(layout: Layout, column: int) -> str:
    return layout.heads[layout.columns.index(column)].text.replace("：", ":")


def cell_of(layout: Layout, row: Row, column: int) -> TableCell:
    """Where a figure stands in its table."""
    return TableCell(layout.grid.index + 1, row.number + 1, column + 1, row.label, _head_text(layout, column))


def quote_of(layout: Layout, row: Row) -> str:
    """The row with its heads: 指标：造林｜单位：万亩｜全年：5以上."""
    parts: list[tuple[str, str]] = []
    for column, head in zip(layout.columns, layout.heads, strict=True):
        text = layout.grid.text(row.number, column)
        if text and (not parts or parts[-1][1] != text or head.text):
            parts.append((head.text.replace("：", ":"), text))
    told = (f"{head}：{text}" if head else text for head, text in parts)
    return BETWEEN_CELLS.join(part.replace(BETWEEN_CELLS, "/") for part in told)
