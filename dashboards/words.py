"""The words of the interface in both languages; one table for pages, charts and bulletins."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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
    """All phrases of words.toml by section and key."""
    table = tomllib.loads(files("dashboards").joinpath("words.toml").read_text(encoding="utf-8"))
    return {
        section: {key: Phrase(entry["zh"], entry["en"]) for key, entry in entries.items()}
        for section, entries in table.items()
    }


def phrase(section: str, key: str | None) -> Phrase:
    """The phrase for a key, or the key itself in both languages where the table does not hold it."""
    found = words().get(section, {}).get(key or "")
    return found or Phrase(key or "—", key or "—")


def status_word(status: str, language: str = "zh") -> str:
    """The word for a status, such as 滞后."""
    return phrase("status", status).in_language(language)


def english_of() -> dict[str, str]:
    """Chinese -> English of every phrase a chart shows; the pages translate figures with it."""
    shown = ("status", "chart", "movement")
    return {p.zh: p.en for section in shown for p in words()[section].values() if p.zh}
