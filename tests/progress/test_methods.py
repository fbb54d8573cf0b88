"""The methods page names everything that a verdict can say."""

from __future__ import annotations

from pathlib import Path

import pytest

from targets.progress.profiles import UnknownProfile, load_profile, load_rules
from tests.progress.oracle import PROFILES, STALE, STATUS

PAGE = (Path(__file__).parents[2] / "docs" / "methods.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", sorted({*STATUS, *STATUS.values(), *PROFILES}))
def test_every_status_reason_and_profile_is_described(word: str) -> None:
    assert f"`{word}`" in PAGE


def test_the_page_and_the_settings_have_the_same_numbers() -> None:
    for name, (measure, judged_on, on_track, at_risk) in PROFILES.items():
        profile = load_profile(name)
        assert (profile.measure, profile.judged_on, profile.on_track, profile.at_risk) == (
            measure,
            judged_on,
            on_track,
            at_risk,
        )
    assert {c.name: c.stale_after for c in load_rules().cadences} == STALE
    assert all(str(days) in PAGE for days in STALE.values())


def test_an_unknown_profile_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownProfile, match="'strict' is unknown; known are delivery, sdg, sequence"):
        load_profile("strict")
