"""Reasons and remedies, stored as English sentences, in Chinese: one table of sentences, `reasons.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files


@lru_cache(maxsize=4096)
def in_chinese(text: str) -> str:
    """A reason or remedy in Chinese; the text itself where the table does not hold it.

    What is behind a known sentence, such as a second one, is translated in turn.
    """
    for pattern, chinese in _sentences():
        found = pattern.match(text)
        if found:
            rest = text[found.end() :].strip()
            return chinese.format(*found.groups()) + (in_chinese(rest) if rest else "")
    return text


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    said = tomllib.loads(files("targets").joinpath("reasons.toml").read_text(encoding="utf-8"))["said"]
    return tuple(
        (re.compile(re.escape(one["en"]).replace(r"\{\}", "(.+?)") + r"(?=\s|$)", re.DOTALL), one["zh"])
        for one in said
    )
