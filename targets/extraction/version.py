"""Which readers and which grammar read a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_SUFFIXES = (".py", ".json", ".gz", ".toml")
_NOT_GRAMMAR = "examples.toml"  # counterexamples.toml as well


@cache
def extractor_version() -> str:
    """Hash (12 hex digits) of the readers, the grammar, its words and its weights; changes whenever one of them does."""
    digest = hashlib.sha256()
    for path, file in (*_files_of(files(__package__)), *_files_of(files("targets.reading"), "reading/")):
        digest.update(path.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:12]


def _files_of(folder: Traversable, path: str = "") -> Iterator[tuple[str, Traversable]]:
    """The files that decide what is read, each with its path within the grammar, in order."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files_of(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(_SUFFIXES) and not entry.name.endswith(_NOT_GRAMMAR):
            yield path + entry.name, entry
