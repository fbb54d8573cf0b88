"""What a worker of the fuzz harness calls."""

from __future__ import annotations

from pathlib import Path

from targets.reading import ocr
from targets.reading.document import Document
from targets.reading.files import read_document


def read_without_ocr(path: Path) -> Document:
    """Read a document as where the extra duban[ocr] is not installed: a spoilt text layer starts no recognition."""
    ocr.is_installed = lambda: False
    return read_document(path)
