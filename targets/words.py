"""The words of pages, documents and messages: one catalogue a language, `targets/catalogues/LANGUAGE.ftl` (Fluent).

A message is named by its section and key, `status-met_late`; its parameters stand in it as `{ $name }`. A language
is added as one file with the same messages; a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message, Resource

from targets.status import Vocabulary

LANGUAGES = ("zh", "en")
BOTH = "both"
"""The language of who reads both."""


class UnknownMessage(KeyError):
    """No catalogue holds a message of that name."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing said in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The Chinese or the English words ("zh" or "en"), or both of them (BOTH)."""
        if language == BOTH and self.zh != self.en:
            return f"{self.zh} / {self.en}"
        return self.en if language == "en" else self.zh

    def __add__(self, other: Phrase) -> Phrase:
        return Phrase(self.zh + other.zh, self.en + other.en)


def message(name: str, **values: object) -> Phrase:
    """A message with its parameters filled in; a parameter that is a Phrase is taken in the message's language.

    Raises UnknownMessage for a name that the catalogues do not hold.
    """
    if not values:
        return _plain_message(name)
    return Phrase(*(_written(name, language, values) for language in LANGUAGES))


def written(name: str, language: str, values: Mapping[str, Any]) -> str:
    """A message in one language, its parameters filled in from `values`."""
    return _written(name, language, values)


def phrase(section: str, key: str | None) -> Phrase:
    """The word for a key that comes from data, or the key itself in both languages where the catalogues lack it."""
    if key and _holds(f"{section}-{key}"):
        return _plain_message(f"{section}-{key}")
    return Phrase(key or "—", key or "—")


def unworded(text: str) -> Phrase:
    """A name or title that is the same in every language."""
    return Phrase(text, text)


def joined(phrases: Iterable[Phrase], zh: str = "、", en: str = ", ") -> Phrase:
    """Phrases one after the other, with what parts them in each language."""
    found = list(phrases)
    return Phrase(zh.join(each.zh for each in found), en.join(each.en for each in found))


def section(name: str) -> dict[str, Phrase]:
    """All messages of a section by key, in the order of the Chinese catalogue; none of them has parameters."""
    start = f"{name}-"
    return {key.removeprefix(start): _plain_message(key) for key in _names() if key.startswith(start)}


def word_of(member: Vocabulary) -> Phrase:
    """What a member of a vocabulary is called: Status.LAGGING -> 滞后, Lagging."""
    return _plain_message(f"{_section(member)}-{member.value}")


def help_of(member: Vocabulary) -> Phrase:
    """What a member of a vocabulary means, in one sentence."""
    return _plain_message(f"{_section(member)}_help-{member.value}")


def english_of() -> dict[str, str]:
    """Chinese -> English of every phrase a chart shows; the pages translate figures with it."""
    shown = ("status", "chart", "movement", "topic")
    return {p.zh: p.en for name in shown for p in section(name).values() if p.zh}


@cache
def _plain_message(name: str) -> Phrase:
    return Phrase(*(_written(name, language, {}) for language in LANGUAGES))


def _written(name: str, language: str, values: Mapping[str, Any]) -> str:
    bundle = _bundle(language)
    if not bundle.has_message(name):
        raise UnknownMessage(f"{name}: no such message in targets/catalogues/{language}.ftl")
    taken = {key: v.in_language(language) if isinstance(v, Phrase) else v for key, v in values.items()}
    pattern = bundle.get_message(name).value
    if pattern is None:
        raise UnknownMessage(f"{name}: a message without text in targets/catalogues/{language}.ftl")
    text, errors = bundle.format_pattern(pattern, taken)
    if errors:
        raise errors[0]
    return str(text)


def _holds(name: str) -> bool:
    return bool(_bundle(LANGUAGES[0]).has_message(name))


@cache
def _names() -> tuple[str, ...]:
    return tuple(entry.id.name for entry in _resource(LANGUAGES[0]).body if isinstance(entry, Message))


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(_resource(language))
    return bundle


@cache
def _resource(language: str) -> Resource:
    text = files("targets.catalogues").joinpath(f"{language}.ftl").read_text(encoding="utf-8")
    resource: Resource = FluentResource(text)
    return resource


def _section(member: Vocabulary) -> str:
    return type(member).__name__.lower()
