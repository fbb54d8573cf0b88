"""A document of the regimes as a page of HTML for printing, and as Markdown."""

from __future__ import annotations

import base64
import html
import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from dashboards.regimes.paper import Heading, Paper, Paragraph, Picture, Table
from dashboards.regimes.wording import Words

_MARKDOWN = re.compile(r"([\\`*_\[\]|#~])")


def html_page(paper: Paper, alternatives: tuple[str, ...] = ()) -> str:
    """The page, complete in itself, charts as pictures. `alternatives` are files of the same paper."""
    template = _environment().get_template("paper.html.jinja")
    blocks = [(type(block).__name__.lower(), block) for block in paper.blocks]
    return (
        template.render(paper=paper, w=Words(paper.language), blocks=blocks, alternatives=alternatives) + "\n"
    )


def markdown_page(paper: Paper) -> str:
    """The paper as Markdown; charts by what they show."""
    words = Words(paper.language)
    lines = [
        f"# {_plain(paper.title)}",
        "",
        _plain(" ".join(filter(None, (paper.number, words.day(paper.day))))),
        "",
    ]
    if paper.tag:
        lines += [f"**{_plain(paper.tag)}**", ""]
    if paper.addressee:
        lines += [_plain(paper.addressee) + words("colon"), ""]
    for block in paper.blocks:
        lines += [*_markdown(block), ""]
    return "\n".join([*lines, _plain(paper.office), ""])


def _markdown(block: object) -> list[str]:
    match block:
        case Heading(text, level):
            return [f"{'#' * (level + 1)} {_plain(text)}"]
        case Paragraph(text, kind):
            return [f"> {_plain(text)}" if kind == "quote" else _plain(text)]
        case Picture(finding=finding):
            return [_plain(finding)]
        case Table(columns, rows):
            head = "|".join(["", *(f" {_plain(c.name)} " for c in columns), ""])
            rule = "|".join(["", *("---:" if c.numeric else "---" for c in columns), ""])
            return [head, rule, *("|".join(["", *(f" {_plain(cell)} " for cell in row), ""]) for row in rows)]
    raise TypeError(block)


def _plain(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    return _MARKDOWN.sub(r"\\\1", html.escape(" ".join(text.split()), quote=False))


@cache
def _environment() -> Environment:
    env = Environment(
        loader=PackageLoader("dashboards.regimes", "templates"), autoescape=True, undefined=StrictUndefined
    )
    env.filters["data_uri"] = lambda png: f"data:image/png;base64,{base64.b64encode(png).decode()}"
    return env
