"""Word documents: paragraphs, headings, lists, table rows and text boxes, in the order of the page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Word

from targets.reading.archives import opened
from targets.reading.content import BLANK, Block, Content, Grid, GridCell, content_of
from targets.reading.rejections import rejected
from targets.reading.visible import raised

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = frozenset(
    f"{_WORD}{name}" for name in ("txbxContent", "del", "moveFrom", "instrText", "pPr", "rPr", "delText")
)
_OFF = ("0", "false", "off", "none")
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TITLE_STYLES = ("title", "标题")
_MOST_COLUMNS = 200


def read(path: Path, data: bytes) -> Content:
    """A `.docx` file. Raises RejectedFile where it is not a Word document, is encrypted or too large."""
    if "word/document.xml" not in opened(path, data).namelist():
        raise rejected(
            path,
            "format",
            "no word/document.xml",
            "The archive holds no Word document.",
            "Save the document again as .docx, or give the file the ending of what it is.",
        )
    try:
        blocks = list(_blocks(Document(io.BytesIO(data))))
    except Exception as error:  # the library raises what its XML parser and its archive raise
        raise rejected(
            path,
            "format",
            type(error).__name__,
            "The Word document is damaged.",
            "Open it in Word and save it again.",
        ) from error
    return content_of(blocks)


def _blocks(word: Word) -> Iterator[Block | Grid]:
    levels = _heading_levels(word)
    for element in word.element.body.iterchildren():
        yield from _element_blocks(element, levels)


def _element_blocks(element: Any, levels: dict[str, int]) -> Iterator[Block | Grid]:
    if element.tag == f"{_WORD}p":
        yield from _paragraph_blocks(element, levels)
    elif element.tag == f"{_WORD}tbl":
        yield Grid(tuple(_cells(element)))
    elif element.tag in (f"{_WORD}sdt", f"{_WORD}sdtContent", f"{_WORD}customXml", f"{_WORD}smartTag"):
        for child in element.iterchildren():
            yield from _element_blocks(child, levels)


def _cells(table: Any) -> Iterator[GridCell]:
    """The cells of a table; the lower part of a vertically merged cell belongs to the cell above it."""
    found: list[GridCell] = []
    open_at: dict[int, int] = {}  # by column, which cell a continuation below it would lengthen
    for row, element in enumerate(
        element for element in table.iter(f"{_WORD}tr") if _table_of(element) is table
    ):
        column = _grid_number(element, "trPr", "gridBefore", 0)
        for cell in element.iter(f"{_WORD}tc"):
            if _table_of(cell) is not table:
                continue
            colspan = _grid_number(cell, "tcPr", "gridSpan", 1)
            merged = cell.find(f"{_WORD}tcPr/{_WORD}vMerge")
            if merged is not None and merged.get(f"{_WORD}val") != "restart" and column in open_at:
                above = found[open_at[column]]
                found[open_at[column]] = replace(above, rowspan=row - above.row + 1)
            else:
                open_at.pop(column, None)
                if merged is not None:
                    open_at[column] = len(found)
                found.append(GridCell(_cell_text(cell), row, column, colspan=colspan))
            column += colspan
    return iter(found)


def _table_of(element: Any) -> Any:
    return next(element.iterancestors(f"{_WORD}tbl"), None)


def _grid_number(element: Any, properties: str, name: str, default: int) -> int:
    found = element.find(f"{_WORD}{properties}/{_WORD}{name}")
    value = str(found.get(f"{_WORD}val")) if found is not None else ""
    return min(int(value), _MOST_COLUMNS) if value.isdigit() else default


def _cell_text(cell: Any) -> str:
    paragraphs = (paragraph for paragraph in cell.iter(f"{_WORD}p") if not _is_fallback(paragraph))
    lines = (_text(paragraph).replace("\n", " ").strip(BLANK) for paragraph in paragraphs)
    return " ".join(line for line in lines if line)


def _paragraph_blocks(paragraph: Any, levels: dict[str, int]) -> Iterator[Block | Grid]:
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    level = levels.get(style.get(f"{_WORD}val")) if style is not None else None
    for line in _text(paragraph).split("\n"):
        yield Block(line, level)
    for box in paragraph.iter(f"{_WORD}txbxContent"):
        if not _is_fallback(box):
            for child in box.iterchildren():
                yield from _element_blocks(child, levels)


def _is_fallback(element: Any) -> bool:
    """Whether an element only repeats, for old programs, what stands beside it."""
    return next(element.iterancestors(_FALLBACK), None) is not None


def _text(paragraph: Any) -> str:
    """The words of a paragraph as they are seen: without its text boxes and what is deleted, moved away, struck or hidden."""
    words: list[str] = []
    stack = [paragraph]
    while stack:
        node = stack.pop()
        if node.tag == f"{_WORD}t":
            text = node.text or ""
            words.append(raised(text, "".join(words[-3:])) if _is_raised(node.getparent()) else text)
        elif node.tag in (f"{_WORD}br", f"{_WORD}cr"):
            words.append("\n")
        elif node.tag == f"{_WORD}tab" and node.getparent().tag == f"{_WORD}r":
            words.append(" ")
        elif node.tag == f"{_WORD}noBreakHyphen":
            words.append("-")
        elif node.tag not in _UNSEEN and not (node.tag == f"{_WORD}r" and _is_unseen(node)):
            stack.extend(reversed(node))
    return "".join(words)


def _is_unseen(run: Any) -> bool:
    """Whether a run is struck out or hidden."""
    marks = (run.find(f"{_WORD}rPr/{_WORD}{name}") for name in ("strike", "dstrike", "vanish", "webHidden"))
    return any(mark is not None and mark.get(f"{_WORD}val") not in _OFF for mark in marks)


def _is_raised(run: Any) -> bool:
    aligned = run.find(f"{_WORD}rPr/{_WORD}vertAlign")
    return aligned is not None and aligned.get(f"{_WORD}val") == "superscript"


def _heading_levels(word: Word) -> dict[str, int]:
    """The heading level of each paragraph style that is a heading, by the style's id; a title is level 1."""
    levels: dict[str, int] = {}
    for style in word.styles:
        name = (style.name or "").strip()
        if match := _HEADING_STYLE.match(name):
            levels[style.style_id] = int(match.group(1))
        elif name.lower() in _TITLE_STYLES:
            levels[style.style_id] = 1
    return levels
