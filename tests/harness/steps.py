"""The steps of an act, its calls to the database and to the file system, and acts in processes of their own."""

from __future__ import annotations

import builtins
import io
import os
import pickle
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

import duckdb

from dashboards.site import swap

OF_FILES = (
    *((os, name) for name in ("mkdir", "rename", "replace", "unlink", "link", "rmdir", "open", "fsync")),
    *((os, name) for name in ("write", "truncate", "listdir", "scandir")),
    *((io, "open"), (builtins, "open"), (swap, "_exchange")),
)
"""Functions that change files or look for them, by module and name."""

OF_DATABASE = ("execute", "executemany", "begin", "commit", "rollback", "close")
"""Methods of a connection."""

T = TypeVar("T")


@contextmanager
def at_each_step(reach: Callable[[], None]) -> Iterator[None]:
    """Call `reach` before and after each step of this process."""

    def reaching(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            reach()
            result = function(*arguments, **named)
            reach()
            return result

        return call

    places = [*OF_FILES, (duckdb, "connect"), *((duckdb.DuckDBPyConnection, name) for name in OF_DATABASE)]
    own = [(place, name, getattr(place, name)) for place, name in places]
    for place, name, function in own:
        setattr(place, name, reaching(function))
    try:
        yield
    finally:
        for place, name, function in own:
            setattr(place, name, function)


DIED: Any = "died"
"""What a forked function gives that was killed or failed."""


def forked(function: Callable[[], T]) -> T:
    """The result of a function in a process of its own; DIED where it was killed or failed."""
    return Forked(function).result()


class Forked(Generic[T]):
    """A function that runs in a process of its own, from now on."""

    def __init__(self, function: Callable[[], T]) -> None:
        reading, writing = os.pipe()
        self.child = os.fork()
        if not self.child:
            os.close(reading)
            try:
                with os.fdopen(writing, "wb") as out:
                    out.write(pickle.dumps(function()))
                os._exit(0)
            except BaseException:
                traceback.print_exc()
            os._exit(1)
        os.close(writing)
        self._answer = os.fdopen(reading, "rb")

    def result(self) -> T:
        """What it gives, once it has; DIED where it was killed or failed."""
        with self._answer as answer:
            data = answer.read()
        _, status = os.waitpid(self.child, 0)
        result: T = pickle.loads(data) if status == 0 and data else DIED
        return result
