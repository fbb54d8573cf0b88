"""The words of `metadata.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

WORDS: dict[str, Any] = tomllib.loads((files(__package__) / "metadata.toml").read_text("utf-8"))


def alternation(words: list[str]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
