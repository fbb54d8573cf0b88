"""The words of `targets/lexicon/metadata.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

WORDS: dict[str, Any] = tomllib.loads((files("targets") / "lexicon" / "metadata.toml").read_text("utf-8"))


def alternation(words: list[str]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
