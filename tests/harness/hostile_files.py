"""Hostile files, each to one fate: a folder of documents and one of tables, read as `duban refresh` reads them.

    python -m tests.harness.hostile_files [--only TEXT]

Prints what became of each file and how long it took, then the counts. Exits with 1 where a file took longer or more
memory than a file may, one had no fate or two, or the good file among them did not come in.
"""

from __future__ import annotations

import argparse
import os
import resource
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from flows.batches import look_through, read_batch
from targets import bounded
from targets.actuals.imports import find_tables, import_files
from targets.rejection import Rejection, shown
from targets.settings import Settings
from targets.store.run import Run
from targets.store.warehouse import open_warehouse
from tests.harness.hostile_documents import SENTENCE, Made, documents
from tests.harness.hostile_scans import scans
from tests.harness.hostile_tables import HEAD, ROW, tables, workbooks
from tests.harness.loading import load_document

MOST_SECONDS = 60.0
MOST_MEMORY = 2_000_000_000
RUN = Run("hostile", date(2022, 5, 31), datetime(2022, 5, 31, 12, 0))
GOOD = "good"
NAMES = (
    *("new\nline", "es\x1bc[31m", "\u202etxt.exe", "quote'; DROP TABLE targets; --", 'double"quote', "-rf"),
    *("blank ", "x" * 200, "%s%n{0}", "公园 的 计划", "a\tb", "<script>alert(1)<_script>"),
)


class Fate(NamedTuple):
    """What became of a file: `read`, or the reason it was kept out, after how many seconds."""

    name: str
    outcome: str
    seconds: float


def main() -> int:
    """Run as described above."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="only files whose name holds this text")
    only: str = parser.parse_args().only
    with tempfile.TemporaryDirectory() as folder:
        fates = []
        for fate in run(Path(folder), lambda name: only in name):
            fates.append(fate)
            print(f"{fate.seconds:6.1f} s  {shown(fate.name)[:60]:<60} {fate.outcome[:100]}", flush=True)
    kinds = Counter("read" if fate.outcome == "read" else "kept out" for fate in fates)
    slowest = max(fates, key=lambda fate: fate.seconds)
    print(f"\n{len(fates)} hostile files: {kinds['read']} read, {kinds['kept out']} kept out by name")
    print(
        f"slowest {slowest.seconds:.1f} s ({shown(slowest.name)}), most memory of a worker {most_memory() / 1e6:.0f} MB"
    )
    return int(slowest.seconds > MOST_SECONDS or most_memory() > MOST_MEMORY)


def most_memory() -> int:
    """The most bytes that any worker held; ends those that are idle."""
    bounded.end_workers()
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def run(folder: Path, wanted: Callable[[str], bool]) -> Iterator[Fate]:
    """Make the hostile files that are wanted and read them among a good one; raises AssertionError where that fails."""
    inputs = {name: folder / name for name in ("documents", "actuals", "made")}
    for path in inputs.values():
        path.mkdir()
    made = inputs["made"]
    _write(inputs["documents"], (m for m in (*documents(made), *scans(made), *workbooks()) if wanted(m[0])))
    _write(inputs["actuals"], (m for m in tables(made) if wanted(m[0])))
    if wanted("name"):
        _write_names(inputs["documents"], ".txt", SENTENCE.encode())
        _write_names(inputs["actuals"], ".csv", f"{HEAD}\n{ROW}\n".encode())
    (inputs["documents"] / f"{GOOD}.txt").write_text(SENTENCE, encoding="utf-8")
    (inputs["actuals"] / f"{GOOD}.csv").write_text(f"{HEAD}\n{ROW}\n", encoding="utf-8")
    good = []
    home = folder / "home"
    for fate in chain(_documents(inputs["documents"], home), _tables(inputs["actuals"], home)):
        if fate.name.startswith(f"{GOOD}."):
            good.append(fate.outcome)
        else:
            yield fate
    assert good == ["read", "read"], good
    assert not (made / "written-by-a-query.csv").exists()


def _documents(folder: Path, home: Path) -> Iterator[Fate]:
    shelf = look_through(folder)
    yield from _passed_over(shelf.rejections)
    with open_warehouse(home) as con:
        for path, digest in shelf.hashes.items():
            began = time.monotonic()
            (result,) = read_batch({path: digest})
            seconds = time.monotonic() - began
            if isinstance(result, Rejection):
                yield Fate(Path(path).name, _words(result), seconds)
                continue
            load_document(
                con,
                result.document,
                digest,
                result.mentions,
                result.targets,
                extractor="hostile",
                run=RUN,
                settings=Settings(),
            )
            yield Fate(Path(path).name, "read", time.monotonic() - began)


def _tables(folder: Path, home: Path) -> Iterator[Fate]:
    found = find_tables(folder)
    yield from _passed_over(found.passed_over)
    queries = tuple(path for path in found.files if path.suffix in (".sql", ".duckdb"))
    with open_warehouse(home) as con:
        for path in found.files:
            began = time.monotonic()
            summary = import_files(con, home, [path], RUN, Settings(queries=queries))
            words = "; ".join(_words(rejection) for rejection in summary.rejections[:3])
            outcome = "read" if summary.loaded and not words else words or "nothing in it"
            yield Fate(path.name, outcome, time.monotonic() - began)


def _passed_over(rejections: Iterable[Rejection]) -> Iterator[Fate]:
    for rejection in rejections:
        yield Fate(Path(rejection.file).name, _words(rejection), 0.0)


def _words(rejection: Rejection) -> str:
    assert rejection.reason
    assert rejection.advice
    rejection.file.encode()
    return " ".join(part for part in (rejection.place, shown(rejection.value[:40]), rejection.reason) if part)


def _write(folder: Path, made: Iterable[Made]) -> None:
    for name, data in made:
        (folder / name).write_bytes(data)


def _write_names(folder: Path, ending: str, data: bytes) -> None:
    """Files with names that harm who prints them, and entries that are no files."""
    for name in NAMES:
        (folder / f"{name}{ending}").write_bytes(data + name.encode())
    Path(os.fsdecode(os.fsencode(folder) + b"/" + "公园计划".encode("gbk") + ending.encode())).write_bytes(
        data
    )
    (folder / f"a-folder{ending}").mkdir()
    (folder / f"a-link{ending}").symlink_to("/etc/passwd")
    (folder / f"to-nothing{ending}").symlink_to("nothing")
    (folder / f"to-itself{ending}").symlink_to(f"to-itself{ending}")
    (folder / "to-a-folder").symlink_to("/etc")
    os.mkfifo(folder / f"a-pipe{ending}")
    (folder / f"empty{ending}").touch()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / f"s{ending}"))


if __name__ == "__main__":
    sys.exit(main())
