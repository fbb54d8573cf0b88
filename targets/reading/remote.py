"""Files of object stores and web addresses, kept under the home: fetched where they changed, gone where they went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from targets.reading.fetched_files import FetchedFiles
from targets.reading.file_system import file_system
from targets.reading.web import Pages
from targets.rejection import Rejection

_MARKS = ("ETag", "etag", "md5", "mtime", "LastModified", "last_modified", "updated", "created")
"""What file systems call the mark by which a changed file is known."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The folder that holds what the addresses hold, how many files changed, went and stayed, and what cannot be had.

    A rejection names its address. Files of an address that does not answer stay as they were.
    """

    folder: Path
    changed: int
    gone: int
    unchanged: int
    rejections: tuple[Rejection, ...]


def fetch(sources: Sequence[str], folder: Path, kind: str) -> Fetched:
    """Bring a folder in line with sources: addresses of the web, or files and folders of any fsspec address.

    Only what changed is fetched: told by ETag and Last-Modified on the web, by size and mark or time elsewhere. The
    record beside the folder, `<folder>.json`, is replaced after each source, so that a kill costs one source at most.
    """
    shelf = FetchedFiles(folder, kind)
    with Pages(shelf) as pages:
        for source in sources:
            if urlsplit(source).scheme in ("http", "https"):
                pages.fetch(source)
            else:
                _fetch_tree(shelf, source)
            shelf.record()
    gone = shelf.drop_unseen()
    unchanged = len(shelf.seen) - shelf.changed
    return Fetched(folder, shelf.changed, gone, unchanged, tuple(shelf.rejections))


def _fetch_tree(shelf: FetchedFiles, source: str) -> None:
    """The files of one file or folder of a file system."""
    try:
        files, root = file_system(source)
        listed = dict(_listed(files, root))
    except Exception as error:  # a file system may raise anything; the source is named, and the others go on
        shelf.refuse(
            source, error, "Check the address, the keys in the environment, and whether the server runs."
        )
        shelf.stay(source)
        return
    parts = urlsplit(source)
    for path, about in listed.items():
        inside = path[len(root) :].strip("/") or path.rpartition("/")[2]
        address, mark = f"{parts.scheme}://{path}", _mark(about)
        name = shelf.name_for(address, parts.scheme, *root.strip("/").split("/"), *inside.split("/"))
        if name in shelf.seen or shelf.has(name, address, mark):
            shelf.seen.add(name)
            continue
        try:
            shelf.keep(
                name, {"source": source, "address": address, "mark": mark}, partial(files.get_file, path)
            )
        except Exception as error:
            shelf.refuse(address, error, "Check its rights, and whether it is there still.")
            if name in shelf.known:
                shelf.seen.add(name)


def _listed(files: Any, root: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The files below a root. Raises FileNotFoundError where there is nothing: an empty listing is told of no one."""
    found = files.find(root, detail=True)
    if not found:
        raise FileNotFoundError(f"{root} holds no file")
    return ((path, about) for path, about in sorted(found.items()))


def _mark(about: dict[str, Any]) -> str:
    said = next((about[name] for name in _MARKS if about.get(name)), None)
    return f"{about.get('size')} {said}" if said else ""
