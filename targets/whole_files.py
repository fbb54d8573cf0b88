"""Files that are replaced whole, and locks of the kernel by which processes wait for one another."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(path: Path, text: str, *, encoding: str = "utf-8", mode: int = 0o666) -> None:
    """Put a file of this text in the place of the one there is: who reads it sees the one or the other, after a loss
    of power too. Line ends are written as they are; `mode` is that of a new file, less the process's mask.
    """
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "w", encoding=encoding, newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(handle)
    part.replace(path)


@contextmanager
def held(path: Path, mode: int = fcntl.LOCK_EX) -> Iterator[None]:
    """Hold the lock of a folder, or of a file that is made where there is none, until the end or this process's.

    Raises BlockingIOError where others hold it and `mode` says not to wait (LOCK_NB), FileNotFoundError where the
    folder of the file is missing.
    """
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(handle, mode)
        yield
    finally:
        os.close(handle)
