"""Documents in batches: what one worker does with some files, whichever runner it works for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from targets.extraction.goals.rules import form_targets
from targets.extraction.goals.target import Target
from targets.extraction.mention import Mention
from targets.extraction.pipeline import extract
from targets.reading.document import Document
from targets.reading.files import find_documents, read_document
from targets.reading.manifest import MANIFEST, Manifest, content_hash, manifest_beside
from targets.rejection import RejectedFile, Rejection

BATCH = 16
"""Documents a batch: enough to outweigh what handing a batch to a worker costs."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One file read and extracted, on its way to the warehouse."""

    document: Document
    content_hash: str
    mentions: tuple[Mention, ...]
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of a documents folder: hashes by absolute path, the manifests and their bad cells."""

    folder: Path
    hashes: Mapping[str, str]
    manifests: tuple[str, ...]
    rejections: tuple[Rejection, ...]


def look_through(folder: Path) -> Shelf:
    """Find the documents of a folder and hash them with their manifest rows."""
    paths = [path.resolve() for path in find_documents(folder)]
    manifests = {parent: manifest_beside(parent) for parent in sorted({path.parent for path in paths})}
    found = [manifest for manifest in manifests.values() if manifest]
    return Shelf(
        folder.resolve(),
        {str(path): content_hash(path, manifests[path.parent]) for path in paths},
        tuple(str(manifest.folder / MANIFEST) for manifest in found),
        tuple(rejection for manifest in found for rejection in manifest.rejections),
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
            manifests[path.parent] = manifest_beside(path)
        try:
            document = read_document(path, manifests[path.parent])
        except RejectedFile as error:
            results.append(error.rejection)
            continue
        mentions = extract(document)
        targets = form_targets(document, mentions)
        results.append(ReadDocument(document, digest, tuple(mentions), tuple(targets)))
    return results
