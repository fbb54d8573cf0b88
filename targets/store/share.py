"""Published tables on an object store: files that never change behind a pointer that is written last."""

from __future__ import annotations

import io
import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from targets.reading.file_system import file_system

POINTER = "latest"
_KEPT = 3


def share(snapshot: Path, url: str) -> int:
    """Bring the Parquet tables of a published snapshot to an address; returns how many files were written.

    Each table is a file named by what its rows are, `tables/targets-<rows>-<fingerprint>.parquet`, written once and never
    changed; one that is as before is not sent again. `manifests/<snapshot>.json` names the file of each table, and
    `latest` the snapshot; it is written when all are there, so that who reads it first never sees two snapshots mixed.
    Files of the last few snapshots stay for those who are still reading.
    """
    store, root = file_system(url)
    root = root.rstrip("/")
    shown = json.loads(snapshot.with_suffix(".json").read_text(encoding="utf-8"))["shown"]
    names = {table: f"tables/{table}-{mark.replace('/', '-')}.parquet" for table, mark in shown.items()}
    if _latest(store, root) == snapshot.stem:
        return 0
    there = {path.rpartition("/")[2] for path in _files(store, f"{root}/tables")}
    missing = {table: name for table, name in names.items() if name.rpartition("/")[2] not in there}
    for table, name in missing.items():
        with (snapshot.with_suffix("") / f"{table}.parquet").open("rb") as content:
            _put(store, content, f"{root}/{name}")
    manifest = json.dumps({"snapshot": snapshot.stem, "tables": names}, indent=1)
    # The pointer is one name, always as long: stores whose readers ask for length and content apart cannot tear it.
    for name, text in ((f"manifests/{snapshot.stem}.json", manifest), (POINTER, f"{snapshot.stem}\n")):
        _put(store, io.BytesIO(text.encode()), f"{root}/{name}")
    _drop_old(store, root)
    return len(missing)


def shared_tables(url: str) -> dict[str, str]:
    """The address of each table's file in the snapshot that is pointed to. Raises FileNotFoundError where none is."""
    store, root = file_system(url)
    snapshot = _latest(store, root.rstrip("/"))
    if snapshot is None:
        raise FileNotFoundError(f"{url} holds no {POINTER}: nothing was published there yet")
    tables = _tables(store, f"{root.rstrip('/')}/manifests/{snapshot}.json")
    return {table: f"{url.rstrip('/')}/{name}" for table, name in tables.items()}


def _latest(store: Any, root: str) -> str | None:
    try:
        with store.open(f"{root}/{POINTER}", "rb") as file:
            return str(file.read().decode()).strip()
    except FileNotFoundError:
        return None


def _tables(store: Any, manifest: str) -> dict[str, str]:
    with store.open(manifest, "rb") as file:
        tables: dict[str, str] = json.loads(file.read())["tables"]
    return tables


def _put(store: Any, content: BinaryIO, path: str) -> None:
    """One object, whole or not at all: a name stands for all of its rows."""
    store.makedirs(path.rpartition("/")[0], exist_ok=True)
    try:
        with store.open(path, "wb") as file:
            shutil.copyfileobj(content, file)
    except BaseException:
        with suppress(Exception):
            store.rm_file(path)
        raise


def _files(store: Any, folder: str) -> list[str]:
    return sorted(store.find(folder)) if store.exists(folder) else []


def _drop_old(store: Any, root: str) -> None:
    manifests = _files(store, f"{root}/manifests")
    used = set[str]()
    for path in manifests[-_KEPT:]:
        used |= {name.rpartition("/")[2] for name in _tables(store, path).values()}
    unused = [path for path in _files(store, f"{root}/tables") if path.rpartition("/")[2] not in used]
    for path in [*unused, *manifests[:-_KEPT]]:
        store.rm_file(path)
