"""Words and small parts that the sections of the live app share; both languages stand in the page, one is shown."""

from __future__ import annotations

from typing import Any

from dash import html

from targets.status import Status
from targets.words import Phrase, message, phrase


def bilingual(zh: Any, en: Any) -> list[Any] | str:
    """Both wordings; the style sheet of the pages shows that of the reader's language."""
    if zh == en:
        return str(zh)
    return [html.Span(zh, lang="zh"), html.Span(en, lang="en")]


def bilingual_phrase(words: Phrase) -> list[Any] | str:
    """A phrase in both languages."""
    return bilingual(words.zh, words.en)


def text(name: str, **values: object) -> list[Any] | str:
    """A message in both languages."""
    return bilingual_phrase(message(name, **values))


def word(section: str, key: str | None) -> list[Any] | str:
    """A word of the interface in both languages."""
    return bilingual_phrase(phrase(section, key))


def aria(**attributes: str) -> Any:
    """ARIA attributes by their bare names, to be spread into a component."""
    return {f"aria-{name}": value for name, value in attributes.items()}


def status_mark(status: str) -> html.Span:
    """Mark and word of a status, in its colour."""
    glyph = html.Span(Status(status).look.glyph, className="mark", **aria(hidden="true"))
    return html.Span([glyph, html.Span(word("status", status))], className=f"status s-{status}")
