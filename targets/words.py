"""The words of pages, documents and messages in both languages; one catalogue a language (`targets/catalogues`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from targets.status import Vocabulary

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing said in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The Chinese or the English words ("zh" or "en")."""
        return self.en if language == "en" else self.zh


@cache
def words() -> dict[str, dict[str, Phrase]]:
    """All phrases of the catalogues by section and key, in the order of the Chinese one."""
    zh, en = (_catalogue(language) for language in LANGUAGES)
    return {
        section: {key: Phrase(text, en[section][key]) for key, text in entries.items()}
        for section, entries in zh.items()
    }


def phrase(section: str, key: str | None) -> Phrase:
    """The phrase for a key, or the key itself in both languages where the catalogues do not hold it."""
    found = words().get(section, {}).get(key or "")
    return found or Phrase(key or "—", key or "—")


def word_of(member: Vocabulary) -> Phrase:
    """What a member of a vocabulary is called: Status.LAGGING -> 滞后, Lagging."""
    return words()[_section(member)][member.value]


def help_of(member: Vocabulary) -> Phrase:
    """What a member of a vocabulary means, in one sentence."""
    return words()[f"{_section(member)}_help"][member.value]


def english_of() -> dict[str, str]:
    """Chinese -> English of every phrase a chart shows; the pages translate figures with it."""
    shown = ("status", "chart", "movement")
    return {p.zh: p.en for section in shown for p in words()[section].values() if p.zh}


def _section(member: Vocabulary) -> str:
    return type(member).__name__.lower()


def _catalogue(language: str) -> dict[str, dict[str, str]]:
    text = files("targets.catalogues").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
