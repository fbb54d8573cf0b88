"""Writes only the pages whose facts changed, and removes those that are no longer made; all at one instant."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboards.site.swap import carry_over, put_in_place

RECORD = ".pages.json"
SOURCE = "*"
"""The entry of the record that no page has: what the pages were made from."""


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site: where it goes, what it says (anything JSON takes) and how it is written."""

    path: str
    facts: Any
    render: Callable[[], str]


@dataclass(slots=True)
class PageWriter:
    """Writes pages under `folder`; `maker` is the fingerprint of the code that makes them.

    Pages are written into a folder beside it, and `finish` puts that in the place of the one that readers see: they
    have the old site or the new, and an interrupted build leaves the old. The record of what was written stands
    beside the pages.
    """

    folder: Path
    maker: str
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    _made: dict[str, str] = field(default_factory=dict)
    _before: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.beside, ignore_errors=True)  # of a build that was killed
        try:
            self._before = json.loads((self.folder / RECORD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._before = {}

    @property
    def beside(self) -> Path:
        """The folder in which the new site is made."""
        return self.folder.with_name(f".{self.folder.name}.new")

    def is_made_from(self, source: str) -> bool:
        """Whether all pages are there as this code made them from a source of that name."""
        return self._before.get(SOURCE) == self._stamp(source) and all(
            (self.folder / path).exists() for path in self._before if path != SOURCE
        )

    def write(self, page: Page) -> None:
        """Write a page unless the file is there and was made from the same facts by the same code."""
        stamp = fingerprint([self.maker, page.facts])
        self._made[page.path] = stamp
        if self._before.get(page.path) == stamp and (self.folder / page.path).exists():
            self.unchanged += 1
            return
        _write(self.beside / page.path, page.render())
        self.written += 1

    def keep(self) -> int:
        """Leave all pages as they are; returns how many they are."""
        return len(self._before.keys() - {SOURCE})

    def finish(self, source: str) -> None:
        """Show the new site: without the files of earlier builds that this one did not make, with those of others.

        The record is kept with the name of what the pages were made from.
        """
        gone = self._before.keys() - self._made.keys() - {SOURCE}
        self.removed = len(gone)
        if source:
            self._made[SOURCE] = self._stamp(source)
        _write(self.beside / RECORD, json.dumps(self._made, sort_keys=True, indent=0))
        if not self.written and not gone:
            (self.beside / RECORD).replace(self.folder / RECORD)
            self.beside.rmdir()
            return
        carry_over(self.folder, self.beside, gone)
        put_in_place(self.beside, self.folder)

    def _stamp(self, source: str) -> str:
        return fingerprint([self.maker, source])


def fingerprint(facts: Any) -> str:
    """A short hash of anything that JSON, with dates as text, can hold."""
    return hashlib.sha256(json.dumps(facts, default=str, sort_keys=True).encode()).hexdigest()[:24]


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
