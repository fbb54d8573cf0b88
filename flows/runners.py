"""Where batches of documents are read: in this process, in several, or on a cluster."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from targets.settings import BadSettings, Settings


def runs_in_parallel(settings: Settings) -> bool:
    """Whether documents are to be read side by side."""
    return bool(settings.task_runner) or settings.workers > 1


def runner_of(settings: Settings) -> TaskRunner[Any]:
    """A new Prefect task runner as the settings ask for it.

    `task_runner` names a class as "module:Class" (prefect_dask:DaskTaskRunner, prefect_ray:RayTaskRunner), which
    is made with `task_runner_arguments`; else `workers` threads, each with the process that its files are read
    in. Raises BadSettings where the class is not there or refuses its arguments.
    """
    if not settings.task_runner:
        return ThreadPoolTaskRunner(max_workers=settings.workers)
    module, _, name = settings.task_runner.partition(":")
    try:
        runner: TaskRunner[Any] = getattr(import_module(module), name)(**settings.task_runner_arguments)
    except ImportError as error:
        raise BadSettings(
            f"task_runner: {settings.task_runner!r}: {error}. Install duban[dask] or duban[ray], or the package of the class."
        ) from error
    except (AttributeError, TypeError, ValueError) as error:
        raise BadSettings(
            f"task_runner: {settings.task_runner!r} with {settings.task_runner_arguments}: {error}"
        ) from error
    return runner
