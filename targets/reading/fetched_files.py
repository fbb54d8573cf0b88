"""Files that were fetched from elsewhere, in a folder with a record of where each came from."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from targets.rejection import Rejection
from targets.whole_files import write_whole

_NOT_IN_NAMES = re.compile(r"[^\w.()（）《》〔〕\-]+")


class FetchedFiles:
    """The files of a folder in one run: by name below it what is `known` of each (source, address, mark of its version),
    which were `seen`, how many `changed`, and what cannot be had.

    The record is `<folder>.json`; where it is lost all is fetched anew.
    """

    def __init__(self, folder: Path, kind: str) -> None:
        self.folder, self.kind = folder, kind
        self.known = _recorded(_record_of(folder))
        self.seen: set[str] = set()
        self.changed = 0
        self.rejections: list[Rejection] = []
        folder.mkdir(parents=True, exist_ok=True)

    def name_for(self, address: str, *parts: str) -> str:
        """The name of an address, which says where it comes from; no part leads elsewhere or is hidden.

        Of two addresses that would have one name the second gets a mark of its own.
        """
        plain = [_NOT_IN_NAMES.sub("_", part).lstrip(".~#") for part in parts]
        name = "/".join(part for part in plain if part)
        if name not in self.seen or self.known[name]["address"] == address:
            return name
        path = PurePosixPath(name)
        return str(path.with_stem(f"{path.stem}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"))

    def has(self, name: str, address: str, mark: str) -> bool:
        """Whether a file is in as its mark says; without a mark nobody knows."""
        about = self.known.get(name, {})
        same = (about.get("address"), about.get("mark")) == (address, mark)
        return bool(mark) and same and (self.folder / name).is_file()

    def keep(self, name: str, about: dict[str, str], write: Callable[[str], None]) -> None:
        """Take in one file that changed; `write` puts its content where it is told."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        try:
            write(str(part))
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        self.known[name] = about
        self.seen.add(name)
        self.changed += 1

    def stay(self, source: str) -> None:
        """Leave the files of a source as they are."""
        self.seen |= {name for name, about in self.known.items() if about["source"] == source}

    def refuse(self, address: str, error: object, advice: str) -> None:
        """Name an address that cannot be had."""
        said = f"{type(error).__name__}: {error}" if isinstance(error, Exception) else str(error)
        self.rejections.append(
            Rejection(
                kind=self.kind,
                file=address,
                place="",
                field="address",
                value=said.splitlines()[0][:200],
                reason="It cannot be fetched; what was fetched before stays.",
                advice=advice,
            )
        )

    def drop_unseen(self) -> int:
        """Delete the files that no source holds any more; returns how many."""
        gone = set(self.known) - self.seen
        for name in gone:
            (self.folder / name).unlink(missing_ok=True)
            del self.known[name]
        self.record()
        return len(gone)

    def record(self) -> None:
        """Write down what is known, so that a kill costs no more than the source at hand."""
        write_whole(_record_of(self.folder), json.dumps(self.known, ensure_ascii=False, indent=0))


def _record_of(folder: Path) -> Path:
    return folder.with_suffix(".json")


def _recorded(path: Path) -> dict[str, dict[str, str]]:
    try:
        record: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return record
