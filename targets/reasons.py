"""Reasons and remedies, stored as English sentences, in Chinese: the sentences of `reasons.toml` and of the checks."""

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
            return chinese.format(*map(in_chinese, found.groups())) + (in_chinese(rest) if rest else "")
    return text


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    said = tomllib.loads(files("targets").joinpath("reasons.toml").read_text(encoding="utf-8"))["said"]
    pairs = [(one["en"], one["zh"]) for one in said]
    for file in files("targets.checks").joinpath("suites").iterdir():
        if file.name.endswith(".toml"):
            for rule in tomllib.loads(file.read_text(encoding="utf-8"))["rule"]:
                pairs += [(rule["en"], rule["zh"]), (rule["advice"], rule["advice_zh"])]
    return tuple(
        (re.compile(re.escape(en).replace(r"\{\}", "(.+?)") + r"(?=\s|$)", re.DOTALL), zh) for en, zh in pairs
    )
