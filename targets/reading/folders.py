"""Which files of a folder are input, and what lies in it that is passed over."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from targets.rejection import Rejection, shown

_TEMPORARY = ("~", ".", "#")
_TEMPORARY_ENDINGS = (".tmp", ".part", ".crdownload", ".bak", ".swp", "~")


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a folder and those below it, sorted by path, and a rejection for each entry that is none.

    `hidden` counts the hidden and temporary files, which are left out without a word for each.
    """

    files: tuple[Path, ...]
    passed_over: tuple[Rejection, ...] = ()
    hidden: int = 0


def list_folder(folder: Path, kind: str, endings: Iterable[str]) -> Folder:
    """Every file below a folder that may be input of a kind ("document" or "actuals").

    Hidden files and folders and the temporary files of editors and downloads are left out. Links are not followed,
    since what they lead to may be anything and may go without the folder's knowledge; links, devices, folders named
    like files (their own files are read), folders that cannot be opened and names that are no valid text are
    rejected by name. A path to one file yields that file. Raises FileNotFoundError where there is nothing.
    """
    if folder.is_file():
        return Folder((folder,))
    if not folder.is_dir():
        wanted = "documents" if kind == "document" else kind
        raise FileNotFoundError(f"{folder}: no such folder of {wanted}")
    walk = _Walk(kind, tuple(endings))
    files = sorted(walk.files_below(folder))
    return Folder(tuple(files), tuple(walk.passed_over), walk.hidden)


class _Walk:
    """One walk through a folder, and what it passes over."""

    def __init__(self, kind: str, endings: tuple[str, ...]) -> None:
        self.kind, self.endings = kind, endings
        self.passed_over: list[Rejection] = []
        self.hidden = 0

    def files_below(self, folder: Path) -> Iterator[Path]:
        """The regular files below a folder, in no order."""
        for parent, folders, files in os.walk(folder, onerror=self._cannot_be_opened):
            folders[:] = [name for name in folders if self._is_to_be_read(Path(parent, name), is_folder=True)]
            for name in files:
                path = Path(parent, name)
                if self._is_to_be_read(path, is_folder=False):
                    yield path

    def _is_to_be_read(self, path: Path, *, is_folder: bool) -> bool:
        if _is_temporary(path.name, is_folder=is_folder):
            self.hidden += not is_folder
            return False
        if not _is_text(path.name):
            advice = "Rename it, such as with `convmv -f gbk -t utf-8`."
            return self._pass_over(path, shown(path.name), "Its name is no valid text in UTF-8.", advice)
        if path.is_symlink():
            advice = "Put the file or folder itself in its place."
            return self._pass_over(path, "link", "It is a link, and links are not followed.", advice)
        if is_folder:
            if path.suffix.lower() in self.endings:
                advice = "Rename it, or put the file that was meant in its place."
                self._pass_over(path, "folder", "It is a folder, though named like a file.", advice)
            return True
        if not _is_regular(path):
            return self._pass_over(path, "device", "It is a device or a pipe, no file.", "Remove it.")
        return True

    def _pass_over(self, path: Path, value: str, reason: str, advice: str) -> bool:
        name = str(path) if _is_text(str(path)) else shown(str(path))
        self.passed_over.append(
            Rejection(
                kind=self.kind, file=name, place="", field="path", value=value, reason=reason, advice=advice
            )
        )
        return False

    def _cannot_be_opened(self, error: OSError) -> None:
        path = Path(str(error.filename))
        self._pass_over(
            path, path.name, f"The folder cannot be opened ({error.strerror}).", "Check its rights."
        )


def _is_temporary(name: str, *, is_folder: bool) -> bool:
    return name.startswith(_TEMPORARY) or (not is_folder and name.lower().endswith(_TEMPORARY_ENDINGS))


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True  # reading it says what is wrong
