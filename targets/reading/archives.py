"""Files that are zip archives of parts: opened within bounds."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from targets.reading.rejections import rejected

LARGEST_UNPACKED = 256 * 1024 * 1024
"""The most bytes that the parts of a file may unpack to."""
MOST_PARTS = 20_000


def opened(path: Path, data: bytes, what: str) -> zipfile.ZipFile:
    """The archive that a document `what` (such as "an .ofd document") is. Raises RejectedFile where it is none or too large."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise rejected(
            path,
            "format",
            f"{data[:4].hex(' ')} …",
            f"The file is not {what}: that is a zip archive, and this is none.",
            "Save the document again, or give the file the ending of what it is.",
        ) from error
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > LARGEST_UNPACKED or len(entries) > MOST_PARTS:
        raise rejected(
            path,
            "size",
            f"{unpacked} bytes in {len(entries)} parts",
            f"The document unpacks to more than {LARGEST_UNPACKED // 1024 // 1024} MB or {MOST_PARTS} parts.",
            "Divide it, or save its text alone.",
        )
    return archive


def xml_part(archive: zipfile.ZipFile, name: str) -> Any:
    """The root element of a part that is XML; no entity is followed out of it. Raises XMLSyntaxError where it is damaged."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)
