"""Whatever is read, edited, decided, answered, done at once and killed: every decision is kept, every goal has one history."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.conftest import NewWarehouse
from tests.ledger.sequences import ACTIONS, STEPS, Step, play


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, new_warehouse: NewWarehouse) -> Path:
    return new_warehouse(tmp_path_factory.mktemp("home"))


@pytest.mark.slow
def test_every_action_in_turn(empty: Path) -> None:
    play(empty, [(action, seed) for seed in (1, 2) for action in ACTIONS])


@pytest.mark.slow
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_nothing_that_people_said_is_lost(empty: Path, steps: list[Step]) -> None:
    play(empty, steps)
