"""Documents read side by side: batches on a Prefect task runner, their results in order to the one writer.

Annotations are evaluated here, unlike elsewhere: a flow validates its parameters by them.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.context import TaskRunContext
from prefect.futures import PrefectFuture

from flows.batches import Results, batches_of, read_batch
from flows.runners import runner_of, runs_in_parallel
from targets.rejection import Rejection
from targets.settings import Settings

Batch = dict[str, str]
"""Files of a batch: path -> content hash."""

_AHEAD = 64
"""Batches handed out and not yet loaded: keeps many workers busy, and memory flat where loading is slower."""

_LONGEST = 3600.0
"""Seconds without an answer after which the workers are given up: four times what a batch may take."""


class NoWorkers(Exception):
    """The workers that the settings name do not answer; the message says what to look at."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A batch whose worker ended without an answer, and what the runner says of it."""

    error: str


def read_all(fresh: Mapping[str, str], settings: Settings) -> Iterator[Results]:
    """What is read of files (path -> hash), by batches: in this process where they are few, else side by side."""
    batches = list(batches_of(fresh))
    if len(batches) > 1 and runs_in_parallel(settings):
        return read_in_parallel(batches, settings)
    return map(read_batch, batches)


def read_in_parallel(batches: Sequence[Batch], settings: Settings) -> Iterator[Results]:
    """What is read of the batches, in their order, by the runner that the settings ask for.

    A batch whose worker ends is tried again in halves, so that a file which ends every worker is alone at last
    and becomes a Rejection. Raises NoWorkers where no worker answers.
    """
    waiting = deque(batches)
    suspects: set[str] = set()
    with _outside_the_task():
        while waiting:
            for results in spread.with_options(task_runner=runner_of(settings))(list(waiting)):
                batch = waiting.popleft()
                if not isinstance(results, Broken):
                    yield results
                elif len(batch) == 1 and suspects.issuperset(batch):
                    (path,) = batch
                    yield [_ends_its_worker(path, results.error)]
                else:
                    suspects.update(batch)
                    waiting.extendleft(reversed(_halves(batch)))


@task(name="read batch", cache_policy=NO_CACHE)
def read_in_worker(batch: Batch) -> Results:
    """Read and extract one batch where the task runner says."""
    return read_batch(batch)


@flow(name="read documents in parallel", validate_parameters=False)
def spread(batches: list[Batch]) -> Iterator[Results | Broken]:
    """Spread batches over the task runner of this flow; yields their results in order, up to the first broken one."""
    todo = iter(batches)
    ahead: deque[PrefectFuture[Results]] = deque(map(read_in_worker.submit, islice(todo, _AHEAD)))
    while ahead:
        results = _result_of(ahead.popleft())
        yield results
        if isinstance(results, Broken):
            return
        ahead.extend(map(read_in_worker.submit, islice(todo, 1)))


def _result_of(future: PrefectFuture[Results]) -> Results | Broken:
    try:
        return future.result(timeout=_LONGEST)
    except TimeoutError as error:
        raise NoWorkers(
            f"no worker answered within {_LONGEST:.0f} s. See whether the workers of `task_runner` run and have room."
        ) from error
    except Exception as error:
        return Broken(f"{type(error).__name__}: {error}")


def _halves(batch: Batch) -> list[Batch]:
    files = list(batch.items())
    middle = len(files) // 2
    return [dict(half) for half in (files[:middle], files[middle:]) if half]


def _ends_its_worker(path: str, error: str) -> Rejection:
    return Rejection(
        kind="document",
        file=path,
        place="",
        field="format",
        value=error[:200],
        reason="It makes its worker crash.",
        advice="Open it in its own program and save it again, or save its text or table alone.",
    )


@contextmanager
def _outside_the_task() -> Iterator[None]:
    """Hide the running task from runners: they hand its arguments on, and a connection cannot be pickled."""
    token = TaskRunContext.__var__.set(None)  # type: ignore[arg-type]
    try:
        yield
    finally:
        TaskRunContext.__var__.reset(token)
