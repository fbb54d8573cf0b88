"""Documents in batches: what one worker does with some files, whichever runner it works for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.reading import ReadDocument, read_within_bounds
from targets.bounded import bounded
from targets.reading.files import find_documents, unreadable
from targets.reading.manifest import MANIFEST, Manifest, content_hash, manifest_beside
from targets.rejection import RejectedFile, Rejection

BATCH = 16
"""Documents a batch: enough to outweigh what handing a batch to a worker costs."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of a documents folder: hashes by absolute path, the manifests, and what is kept out already.

    `rejections` are the bad cells of manifests, files that cannot be opened, and what is passed over. `hidden`
    counts hidden and temporary files.
    """

    folder: Path
    hashes: Mapping[str, str]
    manifests: tuple[str, ...]
    rejections: tuple[Rejection, ...]
    hidden: int


def look_through(folder: Path) -> Shelf:
    """Find the documents of a folder and hash them with their manifest rows."""
    found = find_documents(folder.resolve())
    manifests = {parent: _manifest(parent) for parent in sorted({path.parent for path in found.files})}
    known = [manifest for manifest in manifests.values() if manifest]
    hashes: dict[str, str] = {}
    rejections = [*found.passed_over, *(r for manifest in known for r in manifest.rejections)]
    for path in found.files:
        try:
            hashes[str(path)] = content_hash(path, manifests[path.parent])
        except OSError as error:
            rejections.append(unreadable(path, error).rejection)
    return Shelf(
        folder.resolve(),
        hashes,
        tuple(str(manifest.folder / MANIFEST) for manifest in known),
        tuple(rejections),
        found.hidden,
    )


def batches_of(hashes: Mapping[str, str], size: int = BATCH) -> Iterator[dict[str, str]]:
    """Cut files (path -> hash) into batches of at most `size`."""
    items = sorted(hashes.items())
    for first in range(0, len(items), size):
        yield dict(items[first : first + size])


def read_batch(batch: Mapping[str, str]) -> list[ReadDocument | Rejection]:
    """Read and extract a batch (path -> hash); a file that cannot be read yields its Rejection."""
    manifests: dict[Path, Manifest | None] = {}
    results: list[ReadDocument | Rejection] = []
    for name, digest in batch.items():
        path = Path(name)
        if path.parent not in manifests:
            manifests[path.parent] = _manifest(path.parent)
        try:
            results.append(read_within_bounds(path, manifests[path.parent], digest))
        except RejectedFile as error:
            results.append(error.rejection)
    return results


def _manifest(folder: Path) -> Manifest | None:
    """The manifest in a folder, read within bounds; one that breaks its reader has no rows and says so."""
    if not (folder / MANIFEST).exists():
        return None
    try:
        return bounded("manifest", folder / MANIFEST, manifest_beside, folder)
    except RejectedFile as error:
        return Manifest(folder, {}, (error.rejection,))
