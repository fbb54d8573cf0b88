"""The manifest `documents.csv` beside the documents: what their texts lack, one row a file."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from targets.reading.files import MANIFEST
from targets.reading.metadata import NOTHING, Metadata
from targets.reading.text import decode
from targets.rejection import RejectedFile, Rejection

COLUMNS = ("path", "title", "issuer", "issued_on", "region", "number", "illustrative")
"""The columns of a manifest; all but `path` may be missing, and any cell may be empty."""

_TRUE = frozenset({"true", "yes", "y", "1", "是", "示意"})
_FALSE = frozenset({"false", "no", "n", "0", "否"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the manifest; None where the cell is empty and the text's own word stands."""

    metadata: Metadata = NOTHING
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of one manifest by path, relative to `folder` with forward slashes, and its bad cells."""

    folder: Path
    entries: Mapping[str, Entry] = field(default_factory=dict)
    rejections: tuple[Rejection, ...] = ()

    def entry_for(self, path: Path) -> Entry:
        """The row of a document; an empty one where the manifest does not name it."""
        try:
            relative = path.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            return Entry()
        return self.entries.get(relative, Entry())


def manifest_beside(path: Path) -> Manifest | None:
    """The manifest in a folder, or in the folder of a document; None where there is none."""
    file = (path if path.is_dir() else path.parent) / MANIFEST
    return read_manifest(file) if file.is_file() else None


def read_manifest(file: Path) -> Manifest:
    """The rows of a manifest. A bad row or cell becomes a Rejection, the rest is used; nothing is raised."""
    try:
        text = decode(file, file.read_bytes()).lstrip("\ufeff")
    except RejectedFile as error:
        return Manifest(file.parent, rejections=(error.rejection,))
    rows = csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True)
    entries: dict[str, Entry] = {}
    rejections = list(_unknown_columns(file, rows.fieldnames or ()))
    if "path" not in (rows.fieldnames or ()):
        rejections.append(
            _rejection(file, 1, "path", "", "The column path is missing.", "Add it: one file name a row.")
        )
        return Manifest(file.parent, entries, tuple(rejections))
    for row in rows:
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        name = cells["path"].replace("\\", "/").removeprefix("./")
        problem = _row_problem(file, name, entries, row)
        if problem:
            rejections.append(_rejection(file, rows.line_num, "path", name, *problem))
            continue
        issued_on, bad_date = _date(file, rows.line_num, cells["issued_on"])
        illustrative, bad_flag = _flag(file, rows.line_num, cells["illustrative"])
        rejections += [bad for bad in (bad_date, bad_flag) if bad]
        entries[name] = Entry(
            Metadata(
                title=cells["title"] or None,
                number=cells["number"] or None,
                issuer=cells["issuer"] or None,
                issued_on=issued_on,
                region=cells["region"] or None,
            ),
            illustrative,
        )
    return Manifest(file.parent, entries, tuple(rejections))


def content_hash(path: Path, manifest: Manifest | None = None) -> str:
    """SHA-256 (64 hex digits) of a file's bytes and of its manifest row: it changes when either does."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    entry = manifest.entry_for(path) if manifest else Entry()
    digest.update(repr(entry).encode())
    return digest.hexdigest()


def _unknown_columns(file: Path, names: object) -> Iterator[Rejection]:
    for name in names if isinstance(names, (list, tuple)) else ():
        if name and name.strip() not in COLUMNS:
            yield _rejection(
                file,
                1,
                name,
                name,
                "The column is not known.",
                f"Use one of {', '.join(COLUMNS)}, or remove it.",
            )


def _row_problem(
    file: Path, name: str, entries: Mapping[str, Entry], row: Mapping[str | None, object]
) -> tuple[str, str] | None:
    if None in row:
        return "The row has more cells than the header.", "Put a cell that holds a comma in double quotes."
    if not name:
        return "The row names no file.", "Fill in the file's path relative to the manifest."
    if name in entries:
        return "The file has a row already; the first one is used.", "Keep one row a file."
    if not (file.parent / name).is_file():
        return "There is no such file beside the manifest.", "Correct the path, or remove the row."
    return None


def _date(file: Path, line: int, words: str) -> tuple[date | None, Rejection | None]:
    try:
        return (date.fromisoformat(words) if words else None), None
    except ValueError:
        return None, _rejection(
            file, line, "issued_on", words, "This is not a date.", "Write it as 2022-05-09."
        )


def _flag(file: Path, line: int, words: str) -> tuple[bool, Rejection | None]:
    if not words:
        return False, None
    if words.lower() in _TRUE | _FALSE:
        return words.lower() in _TRUE, None
    return False, _rejection(
        file, line, "illustrative", words, "This is neither true nor false.", "Write true or false."
    )


def _rejection(file: Path, line: int, field: str, value: str, reason: str, advice: str) -> Rejection:
    return Rejection("manifest", str(file), f"line {line}", field, value, reason, advice)
