"""Documents read side by side, by whatever runner the settings name: row for row what a plain loop reads."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import psutil
import pytest

from flows.batches import batches_of, look_through, read_batch
from targets.rejection import Rejection
from targets.settings import Settings
from targets.store.publish import latest_snapshot
from tests.flows.conftest import Duban

pytestmark = pytest.mark.slow

DOCUMENTS = 200
TEXT = "青山市{n}号片区2022年工作要点\n\n今年新建口袋公园{n}个以上，改造老旧管网{n}5公里。\n\n青山市人民政府\n2022年1月20日\n"
DASK = "prefect_dask:DaskTaskRunner"
TABLES = (
    "documents",
    "mentions",
    "targets",
    "current_targets",
    "observations",
    "progress",
    "open_quarantine",
)


def needs(package: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        importlib.util.find_spec(package) is None, reason=f"{package} is not installed (an extra of duban)"
    )


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hundred documents, one of them broken."""
    folder = tmp_path_factory.mktemp("documents")
    for n in range(1, DOCUMENTS):
        (folder / f"plan-{n:03}.txt").write_text(TEXT.format(n=n), encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"this is not a zip archive")
    return folder


Rows = Mapping[str, list[tuple[Any, ...]]]
Published = Callable[[str], Rows]


@pytest.fixture(scope="module")
def published(duban: Duban, documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The tables that a refresh with these settings publishes."""

    def run(settings: str) -> Rows:
        place = tmp_path_factory.mktemp("run")
        (place / "settings.toml").write_text(settings, encoding="utf-8")
        done = duban(
            *("refresh", "--home", place / "home", "--documents", documents, "--as-of", "2022-05-31"),
            *("--settings", place / "settings.toml"),
            code=3,
        )
        assert f"{DOCUMENTS} new or changed" in done.stdout
        assert "broken.docx" in done.stdout
        return tables(latest_snapshot(place / "home"))

    return run


def tables(snapshot: Path) -> Rows:
    """The rows of a snapshot, but for what names the run."""
    with closing(duckdb.connect(snapshot, read_only=True)) as con:
        return {
            table: con.execute(
                f"SELECT COLUMNS(lambda c: c NOT IN ('run_id', 'found_by', 'resolved_by')) FROM {table} ORDER BY ALL"
            ).fetchall()
            for table in TABLES
        }


@pytest.fixture(scope="module")
def plain(published: Published) -> Rows:
    """What a plain loop gives."""
    rows = published("")
    assert len(rows["current_targets"]) == 2 * (DOCUMENTS - 1)
    return rows


@contextmanager
def dask_cluster() -> Iterator[str]:
    """A scheduler and two workers as processes of their own; yields the address."""
    dask = [sys.executable, "-m", "dask"]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    address = f"tcp://127.0.0.1:{port}"
    options = ["--host", "127.0.0.1", "--no-dashboard"]
    started = [subprocess.Popen([*dask, "scheduler", *options, "--port", port], **quiet)]
    started += [
        subprocess.Popen([*dask, "worker", address, *options, "--nthreads", "1"], **quiet) for _ in range(2)
    ]
    try:
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(30)


def test_two_workers_give_the_plain_rows(published: Published, plain: Rows) -> None:
    assert published("workers = 2") == plain


@needs("prefect_dask")
def test_a_running_cluster_is_named_by_its_address(published: Published, plain: Rows) -> None:
    with dask_cluster() as address:
        settings = f'task_runner = "{DASK}"\ntask_runner_arguments = {{ address = "{address}" }}'
        assert published(settings) == plain


@needs("prefect_dask")
def test_a_cluster_that_is_not_there_fails_the_run(duban: Duban, documents: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(
        f'task_runner = "{DASK}"\n'
        'task_runner_arguments = { address = "tcp://127.0.0.1:9", client_kwargs = { timeout = 1 } }'
    )
    done = duban(
        *("refresh", "--home", tmp_path / "home", "--documents", documents, "--settings", settings), code=1
    )
    assert "nothing was published" in done.stderr
    assert "tcp://127.0.0.1:9" in done.stderr


def test_a_runner_that_is_not_installed_is_a_matter_of_the_settings(
    duban: Duban, documents: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('task_runner = "prefect_elsewhere:Runner"')
    done = duban(
        *("refresh", "--home", tmp_path / "home", "--documents", documents, "--settings", settings), code=1
    )
    assert "Install duban[dask] or duban[ray]" in done.stderr


@pytest.mark.usefixtures("prefect_api")
@pytest.mark.parametrize(
    ("settings", "worker"),
    [
        pytest.param(Settings(workers=2), "targets.bounded", id="workers"),
        pytest.param(
            Settings(
                task_runner="prefect.task_runners:ProcessPoolTaskRunner",
                task_runner_arguments={"max_workers": 2},
            ),
            "multiprocessing.spawn",
            id="processes",
        ),
        pytest.param(
            Settings(
                task_runner="prefect_dask:DaskTaskRunner",
                task_runner_arguments={"cluster_kwargs": {"n_workers": 2, "threads_per_worker": 1}},
            ),
            "multiprocessing.spawn",
            id="Dask",
            marks=needs("prefect_dask"),
        ),
        pytest.param(
            Settings(
                task_runner="prefect_ray:RayTaskRunner",
                task_runner_arguments={
                    "init_kwargs": {
                        "num_cpus": 2,
                        "include_dashboard": False,
                        "_node_ip_address": "127.0.0.1",
                    }
                },
            ),
            "ray::read",
            id="Ray",
            marks=needs("prefect_ray"),
        ),
    ],
)
def test_a_worker_killed_half_way_loses_nothing(documents: Path, settings: Settings, worker: str) -> None:
    from flows.parallel import read_in_parallel

    batches = list(batches_of(look_through(documents).hashes, 8))
    expected = [result for batch in batches for result in read_batch(batch)]
    reading = read_in_parallel(batches, settings)
    results = next(reading)
    kill_one(worker)
    assert [*results, *chain.from_iterable(reading)] == expected


def kill_one(worker: str) -> None:
    """Kill the first process below this one whose command names `worker`."""
    for process in psutil.Process().children(recursive=True):
        try:
            command = " ".join(process.cmdline())
        except (psutil.NoSuchProcess, psutil.ZombieProcess):
            continue
        if worker in command and "resource_tracker" not in command:
            os.kill(process.pid, signal.SIGKILL)
            return
    raise AssertionError(f"no {worker} is running")


@pytest.mark.usefixtures("prefect_api")
def test_a_file_that_ends_every_worker_is_alone_at_last(
    documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import parallel

    def ends_the_worker(batch: Mapping[str, str]) -> list[Any]:
        if any(path.endswith("plan-050.txt") for path in batch):
            raise MemoryError("the worker is gone")
        return read_batch(batch)

    monkeypatch.setattr(parallel, "read_batch", ends_the_worker)
    batches = list(batches_of(look_through(documents).hashes))
    results = list(chain.from_iterable(parallel.read_in_parallel(batches, Settings(workers=2))))
    refused = [result for result in results if isinstance(result, Rejection)]
    assert [Path(r.file).name for r in refused] == ["broken.docx", "plan-050.txt"]
    assert refused[1].reason == "It makes its worker crash."
    assert len(results) == DOCUMENTS
