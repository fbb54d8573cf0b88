"""One document at a time into the warehouse."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from targets.extraction.goals.target import Target
from targets.extraction.mention import Mention
from targets.extraction.read_document import ReadDocument
from targets.extraction.watched.rules import Watched
from targets.reading.document import Document
from targets.settings import Settings
from targets.store.documents import load_documents
from targets.store.run import Run


def load_document(
    con: duckdb.DuckDBPyConnection,
    document: Document,
    content_hash: str,
    mentions: Sequence[Mention],
    targets: Sequence[Target],
    *,
    extractor: str,
    run: Run,
    settings: Settings,
    watched: Sequence[Watched] = (),
) -> bool:
    """Load one document as a batch of its own; says whether its goals were written."""
    read = ReadDocument(document, content_hash, tuple(mentions), tuple(targets), watched=tuple(watched))
    (written,) = load_documents(con, [read], extractor=extractor, run=run, settings=settings)
    return written
