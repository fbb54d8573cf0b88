"""What is read comes to the warehouse in its order, many documents at once and none late."""

from __future__ import annotations

import time
from collections.abc import Iterator

from flows.batches import Results, gathered
from targets.rejection import Rejection


def rejected(file: str) -> Rejection:
    """A file that could not be read."""
    return Rejection(kind="document", file=file, place="", field="", value="", reason="", advice="")


def batches(count: int, seconds: float = 0) -> Iterator[Results]:
    """Batches of three, told apart by the name of their file."""
    for n in range(count):
        time.sleep(seconds)
        yield [rejected(f"{3 * n + i}.txt") for i in range(3)]


def test_batches_are_gathered_in_their_order_and_none_is_left_behind() -> None:
    loads = list(gathered(batches(7), size=6))
    assert [len(load) for load in loads] == [6, 6, 6, 3]
    assert [r.file for load in loads for r in load if isinstance(r, Rejection)] == [
        f"{n}.txt" for n in range(21)
    ]


def test_slow_reading_is_loaded_before_there_is_much_of_it() -> None:
    assert len(list(gathered(batches(3, seconds=0.02), size=100, longest=0.01))) == 3


def test_nothing_read_is_nothing_to_load() -> None:
    assert not list(gathered(iter(())))
