"""The named profiles that verdicts are given by, and the constants they share."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


class UnknownProfile(ValueError):
    """The settings name a profile that does not exist; the message lists those that do."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Thresholds of one way of judging.

    `measure` is what they hold for: `achievement` (a share), or `schedule` (序时进度): by how many percentage points
    of its own way a count or level is ahead. At or above `on_track` a goal is on track, at or above `at_risk` at
    risk; by schedule the first bound is exclusive.
    """

    name: str
    measure: str
    on_track: float
    at_risk: float


@dataclass(frozen=True, slots=True)
class CadenceRule:
    """How far one period end is from the next, in months or else in days.

    `published_after` days after a period's end its report is overdue; `stale_after` days after it the figure is stale.
    """

    name: str
    months: int | None
    days: int | None
    published_after: int
    stale_after: int


@dataclass(frozen=True, slots=True)
class Rules:
    """What all profiles share: tolerance of 左右, cadences, trend, seasonal projection and its spread.

    `version` is derived from the rules themselves: the SQL and the constants.
    """

    version: str
    approx_tolerance: float
    likely_miss: float
    cadences: tuple[CadenceRule, ...]
    least_increments: int
    most_years: int
    recency: float
    prior_months: float
    pooled_spread: float
    pooled_weight: float
    interval_quantile: float


def load_profile(name: str) -> Profile:
    """The profile of that name. Raises UnknownProfile."""
    profiles = _table()["profiles"]
    if name not in profiles:
        raise UnknownProfile(f"profile {name!r} is unknown; known are {', '.join(profiles)}")
    return Profile(name, **profiles[name])


@cache
def load_rules() -> Rules:
    """The constants of `profiles.toml`."""
    table = _table()
    return Rules(
        version=rule_version(),
        approx_tolerance=table["approx_tolerance"],
        likely_miss=table["likely_miss"],
        cadences=tuple(
            CadenceRule(name, c.get("months"), c.get("days"), c["published_after"], c["stale_after"])
            for name, c in table["cadences"].items()
        ),
        least_increments=table["trend"]["least"],
        **table["seasonal"],
    )


@cache
def rule_version() -> str:
    """A hash of all that decides a verdict: a changed rule judges every goal anew."""
    files = resources.files("targets.progress")
    rules = [files.joinpath("profiles.toml"), *files.joinpath("sql").iterdir()]
    texts = sorted((rule.name, rule.read_text(encoding="utf-8")) for rule in rules)
    return hashlib.sha256(repr(texts).encode()).hexdigest()[:12]


@cache
def _table() -> dict[str, Any]:
    text = resources.files("targets.progress").joinpath("profiles.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
