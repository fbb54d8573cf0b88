"""Where batches of documents are read: in this process, in several, or on a cluster."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from targets.settings import BadSettings, Settings


def runner_of(settings: Settings) -> TaskRunner[Any] | None:
    """The Prefect task runner that the settings ask for; None where a plain loop is meant.

    `task_runner` names a class as "module:Class" (prefect_dask:DaskTaskRunner, prefect_ray:RayTaskRunner);
    else two or more `workers` are threads, each with the process that its files are read in. Raises BadSettings where the class is not there.
    """
    if settings.task_runner:
        module, _, name = settings.task_runner.partition(":")
        try:
            runner: TaskRunner[Any] = getattr(import_module(module), name)()
        except (ImportError, AttributeError, ValueError) as error:
            raise BadSettings(
                f"task_runner: {settings.task_runner!r}: {error}; is the package installed?"
            ) from error
        return runner
    return ThreadPoolTaskRunner(max_workers=settings.workers) if settings.workers > 1 else None
