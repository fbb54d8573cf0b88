"""From files to documents: which files of a folder are documents, and what each of them says."""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from targets.reading.document import Document, document_id_of
from targets.reading.folders import Folder, list_folder
from targets.reading.manifest import MANIFEST, Manifest
from targets.reading.metadata import NOTHING, metadata_of
from targets.reading.rejections import rejected

if TYPE_CHECKING:
    from targets.reading.content import Content
    from targets.rejection import RejectedFile

READERS = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".ofd": "ofd",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"), "ocr"),
    **dict.fromkeys((".doc", ".wps", ".rtf", ".xls", ".et"), "legacy"),
}
"""The module that reads files of an ending."""

ENDINGS = tuple(READERS)
"""The file name endings that a reader exists for."""

LARGEST = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""


def find_documents(folder: Path) -> Folder:
    """Every file below a folder that may be a document, and what is passed over; see `list_folder`.

    The manifest is left out. Files of other kinds stay in: reading one rejects it by name, so that nothing is
    passed over in silence.
    """
    found = list_folder(folder, "document", ENDINGS)
    files = tuple(path for path in found.files if path.name.lower() != MANIFEST)
    return replace(found, files=files)


def read_document(path: Path, manifest: Manifest | None = None) -> Document:
    """The document in a file of one of the kinds in `ENDINGS`, with its metadata.

    Where the manifest has a row for the file, what that row fills in wins over the text. For `.txt` the
    document's text is the decoded file as it is, so offsets hold in the file.
    Raises RejectedFile, which says what is wrong with the file and what to do: it is missing, empty, too
    large, of an unknown kind, encrypted, damaged, or has no text.
    """
    content = _content(path)
    entry = manifest.entry_for(path) if manifest else None
    metadata = metadata_of(content, entry.metadata if entry else NOTHING)
    return Document(
        document_id=document_id_of(content.text.lstrip("\ufeff")),
        doc=path.stem,
        path=str(path),
        text=content.text,
        paragraphs=content.paragraphs,
        tables=content.tables,
        recognised=content.recognised,
        pages=content.pages,
        title=metadata.title,
        number=metadata.number,
        issuer=metadata.issuer,
        issued_on=metadata.issued_on,
        region=metadata.region,
        plan_year=metadata.plan_year,
        origin=metadata.origin,
        illustrative=entry is not None and entry.illustrative,
    )


def unreadable(path: Path, error: OSError) -> RejectedFile:
    """The rejection of a file that the system does not open."""
    reason = f"The file cannot be opened ({error.strerror})."
    return rejected(path, "path", path.name, reason, "Check its path and rights.")


def _content(path: Path) -> Content:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise rejected(
            path,
            "path",
            path.suffix,
            "No reader exists for files of this kind.",
            f"Save the document as one of {', '.join(ENDINGS)}.",
        )
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise unreadable(path, error) from error
    if size > LARGEST:
        raise rejected(
            path,
            "size",
            f"{size} bytes",
            f"The file is larger than {LARGEST // 1024 // 1024} MB.",
            "Divide it into several documents, or save its text alone.",
        )
    if not data.strip(b"\0 \t\r\n"):
        raise rejected(path, "size", f"{size} bytes", "The file is empty.", "Put the document in its place.")
    # Imported when the first file of its kind is met: some formats need a heavy library.
    content: Content = importlib.import_module(f"targets.reading.{reader}").read(path, data)
    if not content.paragraphs:
        raise rejected(path, "text", "", "The file holds no text.", "Put the document in its place.")
    return content
