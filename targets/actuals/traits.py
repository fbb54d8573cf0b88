"""What may be expected of a quantity's figures by its name and unit: whether they add up, are bounded, may be negative."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from targets.actuals.forms.labels import is_level_name, is_share_name

_WORDS = tomllib.loads(resources.files("targets.actuals").joinpath("traits.toml").read_text(encoding="utf-8"))
_BOUNDED, _UNBOUNDED, _SIGNED = (
    re.compile(_WORDS[key]["words"]) for key in ("bounded", "unbounded", "signed")
)
_SHARES = ("%", "‰", "百分点", "位", "分")


class Traits(NamedTuple):
    """`additive`: figures of parts of a period add up to its figure. `bounded`: a share that cannot exceed 100 %.

    `signed`: the quantity may be negative and its running total may fall.
    """

    additive: bool
    bounded: bool
    signed: bool


@lru_cache(maxsize=65536)
def traits_of(indicator: str, unit: str, change: str | None) -> Traits:
    """The traits of a series."""
    share = unit in _SHARES
    growth = change in ("up", "down")
    bounded = (
        unit == "%" and not growth and bool(_BOUNDED.search(indicator)) and not _UNBOUNDED.search(indicator)
    )
    additive = not (share or growth or "/" in unit or is_level_name(indicator) or is_share_name(indicator))
    return Traits(additive, bounded, growth or bool(_SIGNED.search(indicator)))
