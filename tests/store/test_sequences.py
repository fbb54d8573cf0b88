"""Whatever is edited, read again, decided and cut short: every decision is kept, every goal has one history."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.sequences import ACTIONS, Step, play

STEPS = st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 9999)), min_size=4, max_size=12)


def test_every_action_in_turn() -> None:
    play([(action, seed) for seed in (1, 2) for action in ACTIONS])


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_nothing_that_people_said_is_lost(steps: list[Step]) -> None:
    play(steps)
