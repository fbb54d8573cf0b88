"""Markdown: headings, paragraphs, list items and tables, without the marks."""

from __future__ import annotations

import re
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from targets.reading.content import Block, Content, Grid, content_of, join_wrapped, placed
from targets.reading.text import decode
from targets.reading.visible import raised

_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\](?!:)|^\[\^[^\]\s]{1,40}\]:[ \t]*", re.MULTILINE)
"""A mark of a note in the text, and the one that begins the note."""
_STRUCK = re.compile(r"<(del|s|strike)>[^<]*</\1>", re.IGNORECASE)
_RAISED = re.compile(r"<sup>([^<]*)</sup>|\^([^\s^]{1,10})\^", re.IGNORECASE)


def read(path: Path, data: bytes) -> Content:
    """A `.md` file; a YAML front matter of simple `key: value` lines declares metadata."""
    body, declared = _front_matter(decode(path, data).lstrip("\ufeff"))
    return content_of(_blocks(body), declared)


def _front_matter(text: str) -> tuple[str, dict[str, str]]:
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:]):
        return text, {}
    end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == "---")
    pairs = (line.partition(":") for line in lines[1:end])
    declared = {key.strip(): value.strip().strip("\"'") for key, mark, value in pairs if mark}
    return "\n".join(lines[end + 1 :]), declared


def _blocks(text: str) -> list[Block | Grid]:
    blocks: list[Block | Grid] = []
    rows: list[list[str]] = []
    row: list[str] | None = None
    level: int | None = None
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    for token in markdown.parse(_NOTE.sub("", text)):
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = None
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            rows.append(row)
            row = None
        elif token.type == "table_close":
            blocks.append(Grid(placed([[(text, 1, 1) for text in cells] for cells in rows])))
            rows = []
        elif token.type in ("fence", "code_block"):
            blocks += [Block(line) for line in token.content.splitlines()]
        elif token.type == "inline":
            lines = _lines(token)
            if row is not None:
                row.append(" ".join(lines))
            else:
                blocks += [Block(line, level) for line in lines]
    return blocks


def _lines(inline: Token) -> list[str]:
    """The text of an inline token without what is struck out: a hard break starts a new line, a soft one joins two."""
    lines = [[""]]
    struck = 0
    for child in inline.children or ():
        struck += (child.type == "s_open") - (child.type == "s_close")
        if struck:
            continue
        if child.type == "hardbreak":
            lines.append([""])
        elif child.type == "softbreak":
            lines[-1].append("")
        elif child.type in ("text", "code_inline"):
            lines[-1][-1] += child.content
    return [_as_shown(join_wrapped(line)) for line in lines]


def _as_shown(line: str) -> str:
    """A line as it is shown where Markdown goes with tags and raised marks: `<del>8</del>6`, `64.5<sup>4</sup>%`, `5^3^`."""
    return _RAISED.sub(lambda mark: raised(mark[1] or mark[2], line[: mark.start()]), _STRUCK.sub("", line))
