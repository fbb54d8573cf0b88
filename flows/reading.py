"""Reading one document within bounds. The grammar is imported by the worker alone, which is why it is named here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from targets.bounded import bounded, start_worker
from targets.extraction.read_document import ReadDocument
from targets.rejection import Rejection

if TYPE_CHECKING:
    from targets.extraction.pipeline import Explained
    from targets.reading.document import Document
    from targets.reading.manifest import Manifest

_UNREAD_TABLE = (
    "The table holds numbers, but neither a goal nor a result could be read from it.",
    "Name what its columns hold (指标, 单位, 目标, 责任单位, 完成时限), or type its goals by hand.",
)
_UNREAD_CELL = (
    "The cell holds a number beside the one that was read.",
    "Give each number a cell of its own, or type the other goal by hand.",
)
"""Reason and advice."""


def start_reader() -> None:
    """Start a worker that reads documents, so that it is ready when the first one comes."""
    start_worker(
        "targets.extraction.pipeline",
        "targets.extraction.goals.rules",
        "targets.extraction.watched.rules",
        "targets.reading.files",
    )


def read_within_bounds(path: Path, manifest: Manifest | None = None, digest: str = "") -> ReadDocument:
    """Read and extract one file in a worker. Raises RejectedFile, whatever the file does to its reader.

    `manifest` is the one beside the file, where the caller has read it already; `digest` the file's hash.
    """
    return bounded("document", path, read_file, path, manifest and manifest.alone(path), digest)


def explain_within_bounds(path: Path) -> tuple[Document, list[Explained]]:
    """Read one file in a worker and explain each of its numbers. Raises RejectedFile."""
    return bounded("document", path, explain_file, path)


def read_file(path: Path, manifest: Manifest | None, digest: str) -> ReadDocument:
    """Read and extract one file, in this process."""
    from targets.extraction.goals.rules import form_targets
    from targets.extraction.pipeline import read
    from targets.extraction.watched.rules import watched_in
    from targets.reading.files import read_document
    from targets.reading.manifest import manifest_beside

    document = read_document(path, manifest or manifest_beside(path))
    mentions, tables = read(document)
    unread = tuple(
        Rejection(
            kind="document",
            file=str(path),
            place=table.place,
            field="table",
            value=table.words,
            reason=_UNREAD_CELL[0] if table.cell else _UNREAD_TABLE[0],
            advice=_UNREAD_CELL[1] if table.cell else _UNREAD_TABLE[1],
        )
        for table in tables
    )
    targets = tuple(form_targets(document, mentions))
    return ReadDocument(document, digest, tuple(mentions), targets, unread, watched_in(document))


def explain_file(path: Path) -> tuple[Document, list[Explained]]:
    """Read one file and explain each of its numbers, in this process."""
    from targets.extraction.pipeline import explain
    from targets.reading.files import read_document
    from targets.reading.manifest import manifest_beside

    document = read_document(path, manifest_beside(path))
    return document, explain(document)
