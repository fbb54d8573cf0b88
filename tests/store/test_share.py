"""Published tables on an object store: whoever reads them sees one snapshot, never two mixed."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from targets.reading.file_system import file_system
from targets.settings import Settings
from targets.store.publish import TABLES, publish
from targets.store.share import share, shared_tables
from tests.harness.loading import load_document
from tests.harness.object_store import BUCKET, needs_store, object_store, shared_rows
from tests.store.samples import RUN, document, mention, target

# It leaves without taking down the threads of pyarrow's S3, which now and then abort a process that ends.
READER = """
import os
import sys
import pyarrow.parquet as pq
from targets.reading.file_system import file_system
from targets.store.share import shared_tables

def generation(address, column):
    store, path = file_system(address)
    with store.open(path, "rb") as file:
        return pq.read_table(file, columns=[column]).column(0)[0].as_py()

print("ready", flush=True)
seen = []
while not seen or seen[-1] != sys.argv[2]:
    try:
        tables = shared_tables(sys.argv[1])
        pair = generation(tables["documents"], "title"), generation(tables["targets"], "indicator")
    except FileNotFoundError:
        continue  # more than three snapshots behind: the pointer is read again
    assert pair[0] == pair[1], f"two snapshots mixed: {pair}"
    if pair[0] not in seen:
        seen.append(pair[0])
print(len(seen), flush=True)
os._exit(0)
"""


def filled(con: duckdb.DuckDBPyConnection) -> None:
    """A document with one goal."""
    of = document("今年改造2万户老旧小区。", "a.txt")
    stated = mention(of, "2万户")
    load_document(con, of, "h", [stated], [target(of, stated)], extractor="1", run=RUN, settings=Settings())


def next_generation(con: duckdb.DuckDBPyConnection, home: Path, number: int) -> Path:
    """A snapshot in which two tables say its number."""
    con.execute("UPDATE documents SET title = $n", {"n": str(number)})
    con.execute("UPDATE extracted_targets SET indicator = $n", {"n": str(number)})
    return publish(con, home, replace(RUN, run_id=f"run-{number:04}"))


def test_what_changed_is_written_and_what_nobody_needs_is_dropped(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    home, url = tmp_path / "home", f"file://{tmp_path}/shared"
    filled(con)
    assert share(next_generation(con, home, 1), url) == len(TABLES)
    assert set(shared_tables(url)) == set(TABLES)
    assert shared_rows(url, "documents")[0]["title"] == "1"
    assert share(publish(con, home, RUN), url) == 0
    for number in range(2, 8):
        written = share(next_generation(con, home, number), url)
        assert 0 < written < len(TABLES)
    assert shared_rows(url, "documents")[0]["title"] == shared_rows(url, "targets")[0]["indicator"] == "7"
    assert len(list((tmp_path / "shared" / "tables").glob("documents-*"))) == 3
    assert len(list((tmp_path / "shared" / "manifests").iterdir())) == 3


def test_a_place_without_snapshot_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nothing was published there yet"):
        shared_tables(f"file://{tmp_path}")


def test_a_write_that_breaks_off_leaves_the_pointer_and_no_half_table(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from targets.store import share as module

    home, url = tmp_path / "home", f"file://{tmp_path}/shared"
    filled(con)
    share(next_generation(con, home, 1), url)
    later = next_generation(con, home, 2)

    def breaks_off(_source: object, out: object) -> None:
        out.write(b"half")  # type: ignore[attr-defined]
        raise OSError("no route to host")

    with monkeypatch.context() as broken:
        broken.setattr(module.shutil, "copyfileobj", breaks_off)
        with pytest.raises(OSError, match="no route"):
            share(later, url)
    assert shared_rows(url, "documents")[0]["title"] == "1"
    share(later, url)
    assert shared_rows(url, "documents")[0]["title"] == "2"


@needs_store
@pytest.mark.slow
def test_a_second_process_reads_whole_snapshots_while_they_are_published(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    last = 25
    url = f"s3://{BUCKET}/published"
    with object_store():
        filled(con)
        share(next_generation(con, tmp_path, 1), url)
        reader = subprocess.Popen(
            [sys.executable, "-c", READER, url, str(last)], stdout=subprocess.PIPE, text=True
        )
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
        for number in range(2, last + 1):
            share(next_generation(con, tmp_path, number), url)
        said, _ = reader.communicate(timeout=120)
        assert reader.returncode == 0
        assert int(said) > 5
        store, path = file_system(f"{url}/tables")
        assert sum("/documents-" in name for name in store.find(path)) == 3
