"""Writes only the pages whose facts changed, and removes those that are no longer made; all at one instant."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
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
        self._before = _read_record(self.folder)

    @property
    def beside(self) -> Path:
        """The folder in which the new site is made."""
        return self.folder.with_name(f".{self.folder.name}.new")

    def write(self, page: Page) -> None:
        """Write a page unless the file is there and was made from the same facts by the same code."""
        stamp = fingerprint([self.maker, page.facts])
        self._made[page.path] = stamp
        if self._before.get(page.path) == stamp and (self.folder / page.path).exists():
            self.unchanged += 1
            return
        _write(self.beside / page.path, page.render())
        self.written += 1

    def finish(self, source: Path | None) -> None:
        """Show the new site: without the files of earlier builds that this one did not make, with those of others.

        The record is kept with what the pages were made from.
        """
        gone = self._before.keys() - self._made.keys() - {SOURCE}
        self.removed = len(gone)
        if source:
            self._made[SOURCE] = _stamp(source, self.maker)
        _write(self.beside / RECORD, json.dumps(self._made, sort_keys=True, indent=0))
        if not self.written and not gone:
            (self.beside / RECORD).replace(self.folder / RECORD)
            self.beside.rmdir()
            return
        carry_over(self.folder, self.beside, gone)
        put_in_place(self.beside, self.folder)


def pages_made_from(source: Path, folder: Path) -> int:
    """How many pages stand under `folder`, made from this snapshot by this code; 0 where one is missing."""
    record = _read_record(folder)
    pages = record.keys() - {SOURCE}
    if record.get(SOURCE) != _stamp(source, maker()) or not all((folder / page).exists() for page in pages):
        return 0
    return len(pages)


def maker() -> str:
    """The fingerprint of all that makes pages: templates, scripts and code of the dashboards, and the words."""
    sources = [*_sources(files("dashboards"), ""), *_sources(files("targets.catalogues"), "catalogues/")]
    return fingerprint(sorted(sources))


def fingerprint(facts: Any) -> str:
    """A short hash of anything that JSON, with dates as text, can hold."""
    return hashlib.sha256(json.dumps(facts, default=str, sort_keys=True).encode()).hexdigest()[:24]


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def _read_record(folder: Path) -> dict[str, str]:
    try:
        record: dict[str, str] = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return record
    except (OSError, ValueError):
        return {}


def _stamp(source: Path, made_by: str) -> str:
    facts = source.stat()
    return fingerprint([made_by, str(source.resolve()), facts.st_size, facts.st_mtime_ns])


def _sources(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry, f"{name}/")
        elif entry.is_file() and name.endswith((".py", ".jinja", ".css", ".js", ".toml", ".sql", ".ftl")):
            yield name, entry.read_text(encoding="utf-8")
