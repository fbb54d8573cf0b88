"""The named profiles that verdicts are given by, and the constants they share."""

from __future__ import annotations

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

    `measure` is the column they hold for: `achievement` (a share) or `gap_points` (percentage points).
    `judged_on` says whose expected value an actual is held against: that of the judging day (`as_of`) or
    that of the actual's own day (`actual`). At or above `on_track` a goal is on track, at or above
    `at_risk` at risk; by points the first bound is exclusive.
    """

    name: str
    measure: str
    judged_on: str
    on_track: float
    at_risk: float


@dataclass(frozen=True, slots=True)
class Cadence:
    """How far one period end is from the next, in months or else in days, and when an actual is stale."""

    name: str
    months: int | None
    days: int | None
    stale_after: int


@dataclass(frozen=True, slots=True)
class Rules:
    """What all profiles share: tolerance of 左右, cadences, trend and seasonal profile."""

    version: str
    approx_tolerance: float
    cadences: tuple[Cadence, ...]
    least_increments: int
    quantiles: tuple[float, ...]
    least_years: int
    most_years: int


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
        version=table["rule_version"],
        approx_tolerance=table["approx_tolerance"],
        cadences=tuple(
            Cadence(name, c.get("months"), c.get("days"), c["stale_after"])
            for name, c in table["cadences"].items()
        ),
        least_increments=table["trend"]["least"],
        quantiles=tuple(table["trend"]["quantiles"]),
        least_years=table["seasonal"]["least_years"],
        most_years=table["seasonal"]["most_years"],
    )


@cache
def _table() -> dict[str, Any]:
    text = resources.files("targets.progress").joinpath("profiles.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
