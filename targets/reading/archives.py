"""Files that are zip archives of parts: opened within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

from lxml import etree

from targets.reading.rejections import rejected

LARGEST_UNPACKED = 256 * 1024 * 1024
"""The most bytes that the parts of a file may unpack to."""
MOST_PARTS = 20_000
UNPACKING = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What reading an archive or a part of it raises where it is none, damaged, or locked with a password."""
_OLE = b"\xd0\xcf\x11\xe0"


def opened(path: Path, data: bytes) -> zipfile.ZipFile:
    """The archive that a file of its ending is. Raises RejectedFile where it is none, locked with a password, or too large."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except UNPACKING as error:
        locked = data.startswith(_OLE)
        raise rejected(
            path,
            "format",
            f"{data[:4].hex(' ')} …",
            f"It is locked with a password or of an older format, and no {path.suffix} that can be read."
            if locked
            else f"The file is no {path.suffix}: that is a zip archive, and this is none.",
            "Open it in its own program, remove the password, and save it again."
            if locked
            else "Save it again in its own program, or give the file the ending of what it is.",
        ) from error
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > LARGEST_UNPACKED or len(entries) > MOST_PARTS:
        raise rejected(
            path,
            "size",
            f"{unpacked} bytes in {len(entries)} parts",
            f"The document unpacks to more than {LARGEST_UNPACKED // 1024 // 1024} MB or {MOST_PARTS} parts.",
            "Divide it, or save its text or table alone.",
        )
    return archive


def xml_part(archive: zipfile.ZipFile, name: str) -> Any:
    """The root element of a part that is XML; no entity is followed out of it. Raises XMLSyntaxError where it is damaged."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)
