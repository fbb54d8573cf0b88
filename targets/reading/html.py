"""HTML pages: the main text without scripts, menus and footers; headings, paragraphs and table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from targets.reading.content import BLANK, CELL, Block, Content, content_of
from targets.reading.rejections import rejected
from targets.reading.text import decode

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HEADING = re.compile(r"h[1-6]")
_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul"]
)
_DROPPED = ["script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video", "map", "select", "option", "button", "input", "textarea", "nav", "head"]
_FURNITURE_ROLES = ("navigation", "search", "banner", "contentinfo", "complementary")
_META = {"title": ("ArticleTitle", "og:title"), "published_on": ("PubDate",)}
"""Fields that the `meta` elements of government pages declare, by the elements' names in order of trust."""
_MAIN_SHARE = 0.5
"""A `main` or `article` element is the page when it holds at least this share of the page's characters."""
_LONGEST_CELL = 500
"""A longer table cell, in characters, lays out the page and does not hold data."""


def read(path: Path, data: bytes) -> Content:
    """A `.html` or `.htm` file. Raises RejectedFile where the page holds no text outside its scripts."""
    from bs4 import BeautifulSoup

    named = _CHARSET.search(data[:4096])
    page = decode(path, data, named.group(1).decode("ascii") if named else None)
    soup = BeautifulSoup(page.lstrip("\ufeff"), "lxml")
    declared = _declared(soup)
    for tag in soup.find_all(_DROPPED):
        tag.decompose()
    for tag in soup.find_all(attrs={"role": list(_FURNITURE_ROLES)}):
        tag.decompose()
    for tag in soup.find_all(["header", "footer", "aside"]):
        if tag.find_parent(["main", "article"]) is None and tag.find(["main", "article", "h1"]) is None:
            tag.decompose()
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


def _declared(soup: BeautifulSoup) -> dict[str, str]:
    found = {}
    for field, names in _META.items():
        for name in names:
            tag = soup.find("meta", attrs={"name": name}) or soup.find("meta", attrs={"property": name})
            if tag and tag.get("content"):
                found[field] = str(tag["content"]).strip(BLANK)
                break
    return found


def _main(soup: BeautifulSoup) -> Tag:
    whole = soup.body or soup
    length = len(whole.get_text(strip=True))
    for candidate in soup.find_all(["main", "article"]):
        if len(candidate.get_text(strip=True)) >= _MAIN_SHARE * length:
            return candidate
    return whole


def _blocks(root: Tag) -> Iterator[Block]:
    """The blocks below an element, in order; block elements end a line, table rows are one line each."""
    line: list[str] = []
    level: int | None = None

    def flush() -> Iterator[Block]:
        text = "".join(line)
        line.clear()
        if text.strip(BLANK):
            yield Block(text, level)

    for event, item in _walk(root):
        if event == "text":
            line.append(item)
        elif event == "cell":
            line.append(CELL)
        else:
            yield from flush()
            level = item
    yield from flush()


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    """Depth first, without recursion: ("text", words), ("cell", None) between cells, ("break", heading level)."""
    from bs4 import Comment, NavigableString, Tag

    stack: list[tuple[Any, int | None, bool, bool]] = [(root, None, False, False)]
    while stack:
        node, level, in_cell, leaving = stack.pop()
        if isinstance(node, NavigableString):
            if not isinstance(node, Comment):
                yield "text", _SPACE.sub(" ", node)
            continue
        if not isinstance(node, Tag) or _hidden(node):
            continue
        cell = node.name in ("td", "th")
        data = cell and _holds_data(node)
        breaks = not in_cell and (node.name in _BLOCKS or (cell and not data))
        if leaving:
            if breaks:
                yield "break", level
            continue
        inner = int(node.name[1]) if _HEADING.fullmatch(node.name) else level
        if breaks:
            yield "break", inner
        elif in_cell and node.name in _BLOCKS:
            yield "text", " "
        elif data and node.find_previous_sibling(["td", "th"]) is not None:
            yield "cell", None
        stack.append((node, level, in_cell, True))
        stack.extend((child, inner, in_cell or data, False) for child in reversed(node.contents))


def _holds_data(cell: Tag) -> bool:
    """Whether the blocks of a table cell stay on the row's line; else the cell lays out the page."""
    return cell.find("table") is None and len(cell.get_text(strip=True)) <= _LONGEST_CELL


def _hidden(tag: Tag) -> bool:
    style = str(tag.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or tag.has_attr("hidden")
