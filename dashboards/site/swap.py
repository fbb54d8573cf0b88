"""Puts a folder in the place of another at one instant, so that nobody sees a mixture of the two."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from targets.whole_files import held

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE
_LAST = "index.html"


@contextmanager
def alone_at(folder: Path) -> Iterator[None]:
    """Wait until nobody else changes a site, and keep others waiting meanwhile; the kernel lets go where one is killed."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with held(folder.parent):
        yield


def put_in_place(anew: Path, out: Path) -> None:
    """Exchange the folder `out` for `anew` and remove what was there.

    Where the system cannot exchange folders (not Linux, or `out` is a mount), the files are moved one by one, the
    first page last, and a reader may for that moment see pages of both.
    """
    if _exchange(anew, out):
        shutil.rmtree(anew, ignore_errors=True)
        return
    files = sorted(files_below(anew), key=lambda name: name == _LAST)
    gone = set(files_below(out)) - set(files)
    for name in files:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (anew / name).replace(out / name)
    for name in gone:
        (out / name).unlink(missing_ok=True)
    shutil.rmtree(anew, ignore_errors=True)


def carry_over(old: Path, anew: Path, but: set[str]) -> None:
    """Let every file of `old` stand in `anew` too, as a link where the file system has them; those in `but` not."""
    for name in files_below(old):
        if name in but or (anew / name).exists():
            continue
        (anew / name).parent.mkdir(parents=True, exist_ok=True)
        try:
            (anew / name).hardlink_to(old / name)
        except OSError:
            shutil.copy2(old / name, anew / name, follow_symlinks=False)


def files_below(folder: Path) -> Iterator[str]:
    """The files of a folder and of those below it, by their path in it."""
    for parent, _, names in os.walk(folder):
        for name in names:
            yield os.path.relpath(os.path.join(parent, name), folder)  # noqa: PTH118 (a million of them)


def _exchange(anew: Path, out: Path) -> bool:
    function = _renameat2()
    if function is None or out.is_symlink():
        return False
    return bool(function(_HERE, os.fsencode(anew), _HERE, os.fsencode(out), _EXCHANGE) == 0)


@cache
def _renameat2() -> Any:
    """The system's call; None where it has none."""
    with suppress(OSError, AttributeError):
        return ctypes.CDLL(None, use_errno=True).renameat2
    return None
