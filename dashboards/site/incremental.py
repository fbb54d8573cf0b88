"""Writes only the pages whose facts changed, and removes those that are no longer made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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

    The record of what was written stands beside the pages. It is replaced at the end, so an interrupted
    build is simply done again.
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
        try:
            self._before = json.loads((self.folder / RECORD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._before = {}

    def is_made_from(self, source: str) -> bool:
        """Whether all pages are there as this code made them from a source of that name."""
        return self._before.get(SOURCE) == self._stamp(source) and all(
            (self.folder / path).exists() for path in self._before if path != SOURCE
        )

    def write(self, page: Page) -> None:
        """Write a page unless the file is there and was made from the same facts by the same code."""
        stamp = fingerprint([self.maker, page.facts])
        self._made[page.path] = stamp
        target = self.folder / page.path
        if self._before.get(page.path) == stamp and target.exists():
            self.unchanged += 1
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, page.render())
        self.written += 1

    def keep(self) -> int:
        """Leave all pages as they are; returns how many they are."""
        return len(self._before.keys() - {SOURCE})

    def finish(self, source: str) -> None:
        """Remove the files of earlier builds that this one did not make, and keep the record and the source's name."""
        for path in self._before.keys() - self._made.keys() - {SOURCE}:
            (self.folder / path).unlink(missing_ok=True)
            self.removed += 1
        if source:
            self._made[SOURCE] = self._stamp(source)
        _replace(self.folder / RECORD, json.dumps(self._made, sort_keys=True, indent=0))

    def _stamp(self, source: str) -> str:
        return fingerprint([self.maker, source])


def fingerprint(facts: Any) -> str:
    """A short hash of anything that JSON, with dates as text, can hold."""
    return hashlib.sha256(json.dumps(facts, default=str, sort_keys=True).encode()).hexdigest()[:24]


def _replace(target: Path, text: str) -> None:
    part = target.with_name(f"{target.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(target)
