"""Documents in batches: what one worker does with some files, whichever runner it works for."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.reading import read_within_bounds
from targets.bounded import bounded
from targets.extraction.read_document import ReadDocument
from targets.reading.files import find_documents, unreadable
from targets.reading.manifest import MANIFEST, Manifest, content_hash, manifest_beside
from targets.rejection import RejectedFile, Rejection

BATCH = 16
"""Documents a batch: enough to outweigh what handing a batch to a worker costs."""

LOAD = 128
"""Documents that are loaded at once: the statements of a load cost what reading a few documents does."""

LONGEST_WAIT = 10.0
"""Seconds after which what was read is loaded though it is less: all that a kill can cost."""

Results = list[ReadDocument | Rejection]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of documents folders: hashes by absolute path, the manifests, and what is kept out already.

    `rejections` are the bad cells of manifests, files that cannot be opened, and what is passed over. `hidden`
    counts hidden and temporary files.
    """

    folders: tuple[Path, ...]
    hashes: Mapping[str, str]
    manifests: tuple[str, ...]
    rejections: tuple[Rejection, ...]
    hidden: int


def look_through(*folders: Path) -> Shelf:
    """Find the documents of folders and hash them with their manifest rows."""
    found = [find_documents(folder.resolve()) for folder in folders]
    files = [path for folder in found for path in folder.files]
    manifests = {parent: _manifest(parent) for parent in sorted({path.parent for path in files})}
    known = [manifest for manifest in manifests.values() if manifest]
    hashes: dict[str, str] = {}
    rejections = [rejection for folder in found for rejection in folder.passed_over]
    rejections += [rejection for manifest in known for rejection in manifest.rejections]
    for path in files:
        try:
            hashes[str(path)] = content_hash(path, manifests[path.parent])
        except OSError as error:
            rejections.append(unreadable(path, error).rejection)
    return Shelf(
        tuple(folder.resolve() for folder in folders),
        hashes,
        tuple(str(manifest.folder / MANIFEST) for manifest in known),
        tuple(rejections),
        sum(folder.hidden for folder in found),
    )


def batches_of(hashes: Mapping[str, str], size: int = BATCH) -> Iterator[dict[str, str]]:
    """Cut files (path -> hash) into batches of at most `size`."""
    items = sorted(hashes.items())
    for first in range(0, len(items), size):
        yield dict(items[first : first + size])


def read_batch(batch: Mapping[str, str]) -> Results:
    """Read and extract a batch (path -> hash); a file that cannot be read yields its Rejection."""
    manifests: dict[Path, Manifest | None] = {}
    results: Results = []
    for name, digest in batch.items():
        path = Path(name)
        if path.parent not in manifests:
            manifests[path.parent] = _manifest(path.parent)
        try:
            results.append(read_within_bounds(path, manifests[path.parent], digest))
        except RejectedFile as error:
            results.append(error.rejection)
    return results


def gathered(
    batches: Iterable[Results], size: int = LOAD, longest: float = LONGEST_WAIT
) -> Iterator[Results]:
    """What was read, in its order, gathered for loading: some batches at once, none for long."""
    waiting: Results = []
    since = time.monotonic()
    for batch in batches:
        waiting += batch
        if len(waiting) >= size or time.monotonic() - since >= longest:
            yield waiting
            waiting, since = [], time.monotonic()
    if waiting:
        yield waiting


def _manifest(folder: Path) -> Manifest | None:
    """The manifest in a folder, read within bounds; one that breaks its reader has no rows and says so."""
    if not (folder / MANIFEST).exists():
        return None
    try:
        return bounded("manifest", folder / MANIFEST, manifest_beside, folder)
    except RejectedFile as error:
        return Manifest(folder, {}, (error.rejection,))
