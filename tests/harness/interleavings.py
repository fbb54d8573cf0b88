"""Interleavings: those who write and read one home at a time, each in a process of its own, take turns by chance.

    python -m tests.harness.interleavings [--tries 1000] [--seed 0]

Refreshes, reviewers in the app and by the command, builds of the site and backups take turns at their calls to the
database and to the file system, while readers read snapshot, site and what waits. Nothing that anybody said may be lost
or stored twice, nothing may be seen half, and after one more refresh the home must be as after the same acts one
after the other. A try is named by its seed and can be made again.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from targets.actuals import units
from tests.harness.one_home import REPORT, TEXTS, Mix, acts_of, facts, lost_or_doubled, prepare, refresh
from tests.harness.steps import DIED, forked
from tests.harness.turns import NeverEnds, take_turns
from tests.store.office import PLAN, extracted

SHORT = (
    Mix(("refresh", "app", "reader"), judged=False),
    Mix(("app", "second app", "command", "reader"), judged=False),
    Mix(("refresh", "command", "backup", "reader"), judged=False),
    Mix(("refresh", "second refresh", "second app", "reader"), judged=False),
)
LONG = (
    Mix(("refresh", "site", "reader")),
    Mix(("refresh", "app", "reader")),
    Mix(("app", "second app", "command", "reader")),
    Mix(("refresh", "second refresh", "reader")),
    Mix(("app", "command", "backup", "grid")),
    Mix(("site", "second app", "reader")),
    Mix(("refresh", "second app", "grid")),
)
"""Those of whom one judges, which takes most of the time: one try of `_LONG_EACH`."""

_LONG_EACH = 8


def mix_of(seed: int) -> Mix:
    """Who is at the home in the try of a seed."""
    number, place = divmod(seed, _LONG_EACH)
    return SHORT[place % len(SHORT)] if place else LONG[number % len(LONG)]


class Trials:
    """Tries of interleavings on copies of one home."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.prepared = folder / "prepared"
        units.kind_of("户")  # once here, not in each process
        for path, text in (("plan.txt", PLAN), ("report.txt", REPORT), *TEXTS.values()):
            extracted(text, path)
        self.goals = forked(lambda: prepare(self.prepared))
        assert self.goals is not DIED, "the home cannot be prepared"
        self._serial: dict[Mix, dict[str, Any]] = {}

    def serial(self, mix: Mix) -> dict[str, Any]:
        """The facts after the acts of a mix one after the other."""
        if mix not in self._serial:
            with self._home("serial", mix) as home:
                for act in acts_of(home, mix, self.goals, 0).values():
                    assert forked(act) is not DIED, mix
                forked(lambda: refresh(home, "last", mix))
                self._serial[mix] = forked(lambda: facts(home))
        return self._serial[mix]

    def attempt(self, seed: int) -> tuple[Mix, list[str]]:
        """The mix of a try, and what went wrong with it."""
        chance = Random(seed)
        mix = mix_of(seed)
        with self._home("home", mix) as home:
            acts = acts_of(home, mix, self.goals, chance.choice((0.0, 60.0)))
            try:
                gave = take_turns(acts, chance)
            except NeverEnds as error:
                return mix, [f"never ends: {error}"]
            return mix, list(self._faults(home, mix, gave))

    def _faults(self, home: Path, mix: Mix, gave: dict[str, Any]) -> Iterator[str]:
        for name, result in gave.items():
            if result is DIED:
                yield f"{name} failed"
            elif isinstance(result, list):
                yield from (f"{name}: {fault}" for fault in result)
        if forked(lambda: refresh(home, "last", mix)) is DIED:
            yield "the next refresh failed"
            return
        told = {
            who: fate for result in gave.values() if isinstance(result, dict) for who, fate in result.items()
        }
        expected, found = self.serial(mix), forked(lambda: facts(home))
        faults = forked(lambda: lost_or_doubled(home, told))
        if DIED in (found, faults):
            yield "what is stored cannot be read"
            return
        yield from faults
        yield from (
            f"{what} other than one after the other" for what in expected if expected[what] != found[what]
        )

    @contextmanager
    def _home(self, name: str, mix: Mix) -> Iterator[Path]:
        home = self.folder / name
        shutil.copytree(self.prepared, home, ignore=None if mix.with_site else shutil.ignore_patterns("site"))
        try:
            yield home
        finally:
            shutil.rmtree(home, ignore_errors=True)


def main() -> None:
    """Try the interleavings and print the counts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0, help="seed of the first; the others follow")
    options = parser.parse_args()
    tried, wrong = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        trials = Trials(Path(folder))
        for seed in range(options.seed, options.seed + options.tries):
            mix, faults = trials.attempt(seed)
            tried[str(mix)] += 1
            wrong[str(mix)] += bool(faults)
            for fault in faults:
                print(f"seed {seed}, {mix}: {fault}", flush=True)
            if tried.total() % 50 == 0:
                print(f"{tried.total():6} tried, {wrong.total()} went wrong", flush=True)
    for mixed, count in tried.items():
        print(f"{count:6} {mixed}: {wrong[mixed]} went wrong")
    print(f"{tried.total():6} in all: {wrong.total()} went wrong")
    raise SystemExit(bool(wrong.total()))


if __name__ == "__main__":
    main()
