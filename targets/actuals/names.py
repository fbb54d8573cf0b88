"""What a name of an indicator says: its canonical form and the change that its values measure."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from targets.extraction.indicators.synonyms import RENAMED, canonical_name
from targets.extraction.lexicon import any_of

LEXICON = tomllib.loads(resources.files(__package__).joinpath("links.toml").read_text(encoding="utf-8"))
_ENDINGS = {ending: change for change in ("up", "down") for ending in LEXICON["change"][change]}
_EVERY_ENDING = tuple(_ENDINGS)
_ADDED = tuple(LEXICON["change"]["add"])
SAYS_MORE = f"{RENAMED}|(?:{any_of(_EVERY_ENDING)})$|{any_of(_ADDED)}"
"""Found (by RE2) in every name of which `name_of` makes more than the name itself or what `COUNTED` leaves of it."""


class Name(NamedTuple):
    """An indicator for joining: `canonical` is what all its names share, `stem` that without its change.

    国内生产总值增长 and GDP增速 are both stem 生产总值, change up; 城镇新增就业 is stem 城镇就业, change add.
    """

    canonical: str
    stem: str
    change: str | None


@lru_cache(maxsize=65536)
def name_of(indicator: str, region: str | None = None, change: str | None = None) -> Name:
    """The name of an indicator whose values are a `change` (up, down, add) where the name does not say it."""
    canonical = canonical_name(indicator, region if region and region in indicator else None)
    if canonical.endswith(_EVERY_ENDING):
        for ending, said in _ENDINGS.items():
            if canonical.endswith(ending) and len(canonical) > len(ending):
                return Name(canonical, canonical.removesuffix(ending), said)
    for word in _ADDED:
        if word in canonical and len(canonical) > len(word):
            return Name(canonical, canonical.replace(word, "", 1), "add")
    return Name(canonical, canonical, change)
