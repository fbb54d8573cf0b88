"""What a name of an indicator says: its canonical form and the change that its values measure."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from targets.actuals.forms.labels import is_share_name
from targets.extraction.indicators.nouns import before_distance
from targets.extraction.indicators.synonyms import RENAMED, canonical_name
from targets.extraction.lexicon import any_of, lexicon

LEXICON = tomllib.loads(resources.files(__package__).joinpath("links.toml").read_text(encoding="utf-8"))
_CONTRASTS = re.compile(
    "|".join(map(re.escape, sorted(LEXICON["contrasts"]["words"], key=len, reverse=True)))
)
_CODES = re.compile(r"[A-Za-z0-9.]+|[一二三四五六七八九十]+(?=[级类期产])")
_ENDINGS = {ending: change for change in ("up", "down") for ending in LEXICON["change"][change]}
_EVERY_ENDING = tuple(_ENDINGS)
_ADDED = tuple(LEXICON["change"]["add"])
ENDING_OF_CHANGE = f"(?:{any_of(_EVERY_ENDING)})$"
"""What ends a canonical name whose values are a change up or down, in the syntax of RE2."""
DISTANCE = f"{any_of(lexicon('indicators')['measures']['distances'])}|幅度$"
"""Found in a name whose values are how far a quantity is from another, in the syntax of RE2."""
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


@lru_cache(maxsize=65536)
def measured_name_of(indicator: str, change: str | None = None) -> Name:
    """The name of what measures a goal that another series sets: 工业增加值增速 of 工业增加值增速高于全国幅度.

    A quantity that is no share is held against another by its growth.
    """
    measured = name_of(before_distance(indicator), None, change)
    grows = measured.change is None and not is_share_name(measured.stem)
    return measured._replace(change="up") if grows else measured


@lru_cache(maxsize=65536)
def contrasts_of(stem: str) -> str:
    """The words and codes that a different quantity would not share."""
    return ",".join(sorted({*_CONTRASTS.findall(stem), *_CODES.findall(stem)}))
