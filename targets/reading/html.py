"""HTML pages: the main text without scripts, menus and footers; headings, paragraphs and table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString

from targets.reading.content import BLANK, CELL, Block, Content, Grid, content_of, placed
from targets.reading.rejections import rejected
from targets.reading.text import decode
from targets.reading.visible import is_unseen, raised
from targets.reading.words import WORDS

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CELL_EDGE = re.compile(rf" *{CELL} *")
_HEADING = re.compile(r"h[1-6]")
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|br|caption|center|d[dlt]|details|dialog|div|fieldset|figcaption|figure|"
    r"footer|form|h[1-6]|header|hr|html|legend|li|main|[ou]l|p|pre|section|summary|table|tbody|tfoot|thead|tr"
)
_DROPPED = re.compile(
    r"script|style|noscript|template|head|nav|button|input|option|select|textarea|"
    r"svg|math|iframe|object|embed|canvas|audio|video|map"
)
_STRUCK = frozenset(("del", "s", "strike"))
_FURNITURE_NAMES = frozenset(WORDS["pages"]["furniture"])
_FURNITURE_SHARE = 0.3
_NAME_PARTS = re.compile(r"[\s_-]+")
_FURNITURE_ROLES = ("navigation", "search", "banner", "contentinfo", "complementary")
_META = {"ArticleTitle": "title", "PubDate": "published_on"}
"""The `meta` elements that government pages declare fields with."""
_MAIN_SHARE = 0.5
"""A `main` or `article` element is the page when it holds at least this share of the page's characters."""
_LONGEST_CELL = 500
"""A longer cell of a table that lays out the page, in characters, is a part of the page of its own."""
_LONGEST_DATA = 3000
"""A table with a longer cell, in characters, lays out the page."""
_MOST_SPANNED, _MOST_COLUMNS = 20_000, 200


def read(path: Path, data: bytes) -> Content:
    """A `.html` or `.htm` file. Raises RejectedFile where the page holds no text outside its scripts."""
    named = _CHARSET.search(data[:4096])
    page = decode(path, data, named.group(1).decode("ascii") if named else None)
    soup = BeautifulSoup(page.lstrip("\ufeff"), "lxml")
    declared = _declared(soup)
    _drop_furniture(soup)
    content = content_of(_blocks(_main(soup)), declared)
    if not content.paragraphs:
        raise rejected(
            path,
            "text",
            "",
            "The page holds no text.",
            "Save the page from the browser once it is fully shown, or save its text as .txt.",
        )
    return content


def _drop_furniture(soup: BeautifulSoup) -> None:
    """Take out what is no part of the document: scripts, menus, headers and footers of the site.

    An element is furniture by its tag, its role or the names of its class and id; the last two tell nothing
    of an element that holds the document's heading or much of the page's text.
    """
    for tag in soup.find_all(lambda tag: _DROPPED.fullmatch(tag.name) is not None):
        tag.decompose()
    most = _FURNITURE_SHARE * len(soup.get_text(strip=True))
    around = [tag for tag in soup.find_all(_is_furniture) if tag.find_parent(["main", "article"]) is None]
    for tag in around:
        holds_document = tag.find(["main", "article", "h1"]) or len(tag.get_text(strip=True)) > most
        if not tag.decomposed and not holds_document:
            tag.decompose()


def _is_furniture(tag: Tag) -> bool:
    if tag.name in ("header", "footer", "aside") or tag.get("role") in _FURNITURE_ROLES:
        return True
    names = (
        f"{' '.join(tag.get_attribute_list('class') or ())} {tag.get('id') or ''}"
        if tag.name != "body"
        else ""
    )
    return not _FURNITURE_NAMES.isdisjoint(_NAME_PARTS.split(names.lower()))


def _declared(soup: BeautifulSoup) -> dict[str, str]:
    tags = {field: soup.find("meta", attrs={"name": name}) for name, field in _META.items()}
    return {field: str(tag.get("content") or "").strip(BLANK) for field, tag in tags.items() if tag}


def _main(soup: BeautifulSoup) -> Tag:
    whole = soup.body or soup
    length = len(whole.get_text(strip=True))
    for candidate in soup.find_all(["main", "article"]):
        if len(candidate.get_text(strip=True)) >= _MAIN_SHARE * length:
            return candidate
    return whole


def _blocks(root: Tag) -> Iterator[Block | Grid]:
    """The blocks below an element, in order; block elements end a line, table rows are one line each."""
    line: list[str] = []
    level: int | None = None

    def flush() -> Iterator[Block]:
        text = _CELL_EDGE.sub(CELL, "".join(line))
        line.clear()
        if text.strip(BLANK):
            yield Block(text, level)

    for event, item in _walk(root):
        if event == "text":
            line.append(item)
        elif event == "cell":
            line.append(CELL)
        elif event == "table":
            yield from flush()
            yield _grid(item)
        else:
            yield from flush()
            level = item
    yield from flush()


def _grid(table: Tag) -> Grid:
    """The cells of a data table that the reader of the page sees."""
    rows = [
        [(_cell_text(cell), _spanned(cell, "rowspan"), _spanned(cell, "colspan")) for cell in _cells(row)]
        for row in table.find_all("tr")
        if not _hidden(row)
    ]
    return Grid(
        placed(
            [(text, min(down, len(rows) - at), across) for text, down, across in row]
            for at, row in enumerate(rows)
        )
    )


def _cells(row: Tag) -> list[Tag]:
    return [cell for cell in row.find_all(["td", "th"], recursive=False) if not _hidden(cell)]


def _cell_text(cell: Tag) -> str:
    return "".join(item for event, item in _walk(cell, in_cell=True) if event == "text").strip(BLANK)


def _spanned(cell: Tag, name: str) -> int:
    """How many rows or columns a cell covers; 0 stands for all that are left."""
    value = str(cell.get(name) or "").strip()
    number = int(value) if value.isdigit() and len(value) < 6 else 1
    return (
        min(number or _MOST_SPANNED, _MOST_SPANNED)
        if name == "rowspan"
        else min(max(number, 1), _MOST_COLUMNS)
    )


def _is_data(table: Tag) -> bool:
    """Whether a table holds data, row by row, and does not lay out the page."""
    rows = [_cells(row) for row in table.find_all("tr")]
    return (
        table.find("table") is None
        and sum(len(cells) > 1 for cells in rows) > 1
        and all(len(cell.get_text(strip=True)) <= _LONGEST_DATA for cells in rows for cell in cells)
    )


def _walk(root: Any, in_cell: bool = False) -> Iterator[tuple[str, Any]]:
    """Depth first, without recursion: ("text", words), ("table", a data table), ("break", heading level).

    Tables that lay out the page are walked through; between those of their cells that stay on one line
    stands ("cell", None).
    """
    stack: list[tuple[Any, int | None, bool, bool]] = [(root, None, in_cell, False)]
    while stack:
        node, level, in_cell, leaving = stack.pop()
        if isinstance(node, NavigableString):
            if not isinstance(node, Comment):
                yield "text", _SPACE.sub(" ", node)
            continue
        if not isinstance(node, Tag) or _hidden(node):
            continue
        if node.name == "sup":
            yield "text", raised(node.get_text(), _text_before(node))
            continue
        if node.name == "table" and not in_cell and _is_data(node):
            if caption := node.find("caption"):
                yield "break", level
                yield "text", _cell_text(caption)
            yield "table", node
            continue
        cell = node.name in ("td", "th")
        data = cell and _holds_data(node)
        block = _BLOCK.fullmatch(node.name) is not None
        breaks = not in_cell and (block or (cell and not data))
        if leaving:
            if breaks:
                yield "break", level
            continue
        inner = int(node.name[1]) if _HEADING.fullmatch(node.name) else level
        if breaks:
            yield "break", inner
        elif in_cell and block:
            yield "text", " "
        elif data and node.find_previous_sibling(["td", "th"]) is not None:
            yield "cell", None
        stack.append((node, level, in_cell, True))
        stack.extend((child, inner, in_cell or data, False) for child in reversed(node.contents))


def _holds_data(cell: Tag) -> bool:
    """Whether the blocks of a table cell stay on the row's line; else the cell lays out the page."""
    return cell.find("table") is None and len(cell.get_text(strip=True)) <= _LONGEST_CELL


def _hidden(tag: Tag) -> bool:
    return tag.name in _STRUCK or tag.has_attr("hidden") or is_unseen(str(tag.get("style") or ""))


def _text_before(tag: Tag) -> str:
    """The words of the line that a raised mark stands behind."""
    return "".join(reversed([node.get_text() for node in islice(tag.previous_siblings, 3)]))
