"""Acts in processes of their own that take turns, step by step, in an order that chance or a seed gives."""

from __future__ import annotations

import os
import select
import signal
import socket
import threading
import time
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from tests.harness.steps import Forked, at_each_step

LONGEST = 300.0
"""Seconds after which acts that have not ended are taken to never end."""

_STUCK = 0.2
"""Seconds after which one that has not taken its steps is taken to wait for another, and the next has its turn."""

_MOST_STEPS = 2.7
"""Turns of a try have 1 to 10 to the power of this steps on average."""

_UNEVEN = 2.0
"""Acts of a try have their turns up to 10 to the power of this as often as others."""


class NeverEnds(AssertionError):
    """Acts that go on and on, or wait for each other; the message names them."""


def take_turns(acts: Mapping[str, Callable[[], Any]], chance: Random) -> dict[str, Any]:
    """What each act gives (DIED where it failed) after all have ended, a turn of some steps each, as chance has it.

    Raises NeverEnds after `LONGEST`.
    """
    average = 10 ** chance.uniform(0, _MOST_STEPS)
    players = {name: _Player(act) for name, act in acts.items()}
    paces = {name: 10 ** chance.uniform(-_UNEVEN, 0) for name in acts}
    active = dict(players)
    end = time.monotonic() + LONGEST
    while active:
        resting = [name for name, player in active.items() if player.rests]
        if resting:
            (name,) = chance.choices(resting, [paces[name] for name in resting])
            chosen = active[name]
            chosen.go_on(1 + int(chance.expovariate(1 / average)))
            chosen.listen(_STUCK)
        else:
            select.select([player.line for player in active.values()], [], [], _STUCK)
        for player in active.values():
            player.listen(0)
        active = {name: player for name, player in active.items() if not player.ended}
        if time.monotonic() > end:
            for player in active.values():
                os.kill(player.process.child, signal.SIGKILL)
                player.process.result()
            raise NeverEnds(", ".join(active))
    return {name: player.process.result() for name, player in players.items()}


class _Player:
    """One act, and the line over which it is told how many steps to take and says that it has taken them."""

    def __init__(self, act: Callable[[], Any]) -> None:
        self.line, own = socket.socketpair()
        self.rests = self.ended = False
        self.process = Forked(lambda: _step_by_step(own, act))
        own.close()

    def go_on(self, steps: int) -> None:
        """Have it take so many steps."""
        self.rests = False
        self.line.send(steps.to_bytes(4))

    def listen(self, seconds: float) -> None:
        """Hear whether it has taken its steps or ended, for so long at most."""
        if not self.rests and not self.ended and select.select([self.line], [], [], seconds)[0]:
            self.rests = bool(self.line.recv(1))
            self.ended = not self.rests


def _step_by_step(line: socket.socket, act: Callable[[], Any]) -> Any:
    """Do an act, resting after as many steps as the line said, and where it would sleep."""
    left = 0
    one_at_a_time = threading.Lock()

    def reach() -> None:
        nonlocal left
        with one_at_a_time:
            if not left:
                line.send(b".")
                left = int.from_bytes(line.recv(4))
            left -= 1

    def sleep(_seconds: float) -> None:
        nonlocal left
        left = 0
        reach()

    time.sleep = sleep
    with at_each_step(reach):
        return act()
