"""The methods page names everything that a verdict can say."""

from __future__ import annotations

from pathlib import Path

import pytest

from targets.progress.profiles import UnknownProfile, load_profile, load_rules
from tests.progress.oracle import (
    LIKELY_MISS,
    POOLED_SPREAD,
    POOLED_WEIGHT,
    PRIOR_MONTHS,
    PROFILES,
    PUBLISHED,
    STALE,
    STATUS,
    T80,
)
from tests.progress.oracle_evidence import MOST_YEARS, RECENCY

PAGE = (Path(__file__).parents[2] / "docs" / "methods.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", sorted({*STATUS, *STATUS.values(), *PROFILES}))
def test_every_status_reason_and_profile_is_described(word: str) -> None:
    assert f"`{word}`" in PAGE


def test_the_page_and_the_settings_have_the_same_numbers() -> None:
    for name, thresholds in PROFILES.items():
        profile = load_profile(name)
        assert (profile.measure, profile.on_track, profile.at_risk) == thresholds
    rules = load_rules()
    assert {c.name: c.stale_after for c in rules.cadences} == STALE
    assert {c.name: c.published_after for c in rules.cadences} == PUBLISHED
    assert all(str(days) in PAGE for days in (*STALE.values(), *PUBLISHED.values()))
    constants = (rules.likely_miss, rules.prior_months, rules.pooled_spread, rules.pooled_weight)
    assert (*constants, rules.interval_quantile) == (
        LIKELY_MISS,
        PRIOR_MONTHS,
        POOLED_SPREAD,
        POOLED_WEIGHT,
        T80,
    )
    assert (rules.recency, rules.most_years) == (RECENCY, MOST_YEARS)
    assert all(f"{number:g}" in PAGE for number in (*constants, rules.interval_quantile, rules.recency))


def test_an_unknown_profile_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownProfile, match="'strict' is unknown; known are delivery, sdg, sequence"):
        load_profile("strict")
