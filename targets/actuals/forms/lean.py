"""Workbooks without their empty cells: a style dragged down to the last row makes a million cells that show nothing."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import BinaryIO

_LARGE = 4_000_000
"""Bytes of a sheet's XML from which on it is worth looking for empty cells."""

_MOST = 600_000_000
"""Bytes of XML that are not looked through; the bounds of the reading process end what is larger."""

_EMPTY_CELL = re.compile(rb"<c(?:\s[^<>]*)?/>|<c(?:\s[^<>]*)?></c>")
_EMPTY_ROW = re.compile(rb"<row(?:\s(?![^<>]*hidden)[^<>]*)?(?:/>|>\s*</row>)")


def lean_workbook(path: Path) -> BinaryIO:
    """The workbook as it is, or where a sheet of it is large, a copy in memory without empty cells and rows."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        sheets = {
            p.filename for p in parts if p.filename.startswith("xl/worksheets/") and p.file_size > _LARGE
        }
        if not sheets or sum(p.file_size for p in parts) > _MOST:
            return path.open("rb")
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as lean:
            for part in parts:
                content = archive.read(part)
                if part.filename in sheets:
                    content = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", content))
                lean.writestr(part.filename, content)
    copy.seek(0)
    return copy
