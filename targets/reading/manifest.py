"""The manifest `documents.csv` beside the documents: what their texts lack, one row a file."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from targets.reading.dates import date_line
from targets.reading.metadata import NOTHING, Metadata
from targets.reading.text import decode
from targets.rejection import RejectedFile, Rejection

MANIFEST = "documents.csv"
"""The table beside the documents that supplies what their texts lack."""

COLUMNS = ("path", "title", "issuer", "issued_on", "region", "number", "illustrative")
"""The columns of a manifest; all but `path` may be missing, and any cell may be empty."""

_TRUE = frozenset({"true", "yes", "y", "1", "是", "示意"})
_FALSE = frozenset({"false", "no", "n", "0", "否"})
_QUOTES = "Put a cell that holds a comma in double quotes, in pairs, and keep each row on one line."


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
        return self.entries.get(self._relative(path), Entry())

    def alone(self, path: Path) -> Manifest:
        """This manifest with the row of one document only, small enough to hand to a worker."""
        relative = self._relative(path)
        return Manifest(self.folder, {relative: self.entries[relative]} if relative in self.entries else {})

    def _relative(self, path: Path) -> str:
        try:
            return path.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            return ""


def manifest_beside(path: Path) -> Manifest | None:
    """The manifest in a folder, or in the folder of a document; None where there is none."""
    file = (path if path.is_dir() else path.parent) / MANIFEST
    return read_manifest(file) if file.is_file() else None


def read_manifest(file: Path) -> Manifest:
    """The rows of a manifest. A bad row or cell becomes a Rejection, the rest is used; nothing is raised."""
    entries: dict[str, Entry] = {}
    rejections: list[Rejection] = []
    try:
        for line, row in _rows(file, rejections):
            _take(file, line, row, entries, rejections)
    except RejectedFile as error:
        rejections.append(replace(error.rejection, kind="manifest"))
    except (OSError, csv.Error) as error:
        rejections.append(
            _rejection(
                file, 1, "", "", f"The table cannot be read ({error}).", "Save it again as CSV in UTF-8."
            )
        )
    return Manifest(file.parent, entries, tuple(rejections))


def _rows(file: Path, rejections: list[Rejection]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their line numbers, each on a line of its own; those that do not fit the head are rejected."""
    lines = decode(file, file.read_bytes()).lstrip("\ufeff").splitlines()
    names = [name.strip() for name in _cells(lines[0])] if lines else []
    advice = f"Use one of {', '.join(COLUMNS)}, or remove it."
    unknown = (name for name in names if name and name not in COLUMNS)
    rejections += [_rejection(file, 1, name, name, "The column is not known.", advice) for name in unknown]
    twice = {name for name in names if name and names.count(name) > 1}
    rejections += [
        _rejection(file, 1, name, name, "The column stands twice; the last one is used.", "Keep one of them.")
        for name in sorted(twice)
    ]
    if "path" not in names:
        rejections.append(
            _rejection(file, 1, "path", "", "The column path is missing.", "Add it: one file name a row.")
        )
        return
    for number, line in enumerate(lines[1:], 2):
        try:
            cells = [cell.strip() for cell in _cells(line)]
        except csv.Error as error:
            reason = f"The row cannot be read ({error})."
            rejections.append(_rejection(file, number, "", line[:80], reason, _QUOTES))
            continue
        if any(cells[len(names) :]):
            reason = "The row has more cells than the header."
            rejections.append(_rejection(file, number, "path", cells[0], reason, _QUOTES))
        elif any(cells):
            yield number, dict(zip(names, cells, strict=False))


def _cells(line: str) -> list[str]:
    return next(csv.reader([line], skipinitialspace=True, strict=True), [])


def _take(
    file: Path,
    line: int,
    row: Mapping[str, str],
    entries: dict[str, Entry],
    rejections: list[Rejection],
) -> None:
    cells = {name: row.get(name, "") for name in COLUMNS}
    name = cells["path"].replace("\\", "/").removeprefix("./")
    if problem := _row_problem(file, name, entries):
        rejections.append(_rejection(file, line, "path", name, *problem))
        return
    issued_on, bad_date = _date(file, line, cells["issued_on"])
    illustrative, bad_flag = _flag(file, line, cells["illustrative"])
    rejections += [bad for bad in (bad_date, bad_flag) if bad]
    title, number, issuer, region = (
        cells[field] or None for field in ("title", "number", "issuer", "region")
    )
    metadata = Metadata(title=title, number=number, issuer=issuer, issued_on=issued_on, region=region)
    entries[name] = Entry(metadata, illustrative)


def content_hash(path: Path, manifest: Manifest | None = None) -> str:
    """SHA-256 (64 hex digits) of a file's bytes and of its manifest row: it changes when either does."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    entry = manifest.entry_for(path) if manifest else Entry()
    digest.update(repr(entry).encode())
    return digest.hexdigest()


def _row_problem(file: Path, name: str, entries: Mapping[str, Entry]) -> tuple[str, str] | None:
    if not name:
        return "The row names no file.", "Fill in the file's path relative to the manifest."
    if name in entries:
        return "The file has a row already; the first one is used.", "Keep one row a file."
    if not _is_file(file.parent / name):
        return "There is no such file beside the manifest.", "Correct the path, or remove the row."
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that no file can have
        return False


def _date(file: Path, line: int, words: str) -> tuple[date | None, Rejection | None]:
    day = date_line(words)
    if words and day is None:
        return None, _rejection(
            file, line, "issued_on", words, "This is not a date.", "Write it as 2022-05-09."
        )
    return day, None


def _flag(file: Path, line: int, words: str) -> tuple[bool, Rejection | None]:
    if not words:
        return False, None
    if words.lower() in _TRUE | _FALSE:
        return words.lower() in _TRUE, None
    return False, _rejection(
        file, line, "illustrative", words, "This is neither true nor false.", "Write true or false."
    )


def _rejection(file: Path, line: int, field: str, value: str, reason: str, advice: str) -> Rejection:
    return Rejection(
        kind="manifest",
        file=str(file),
        place=f"line {line}",
        field=field,
        value=value,
        reason=reason,
        advice=advice,
    )
