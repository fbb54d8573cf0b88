"""An S3-compatible server on loopback, for tests: moto in a process of its own."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import httpx
import pyarrow.parquet as pq
import pytest
from pyarrow.fs import FileSystem

from targets.reading.file_system import file_system
from targets.store.share import shared_tables

BUCKET = "plans"
needs_store = pytest.mark.skipif(
    importlib.util.find_spec("moto") is None, reason="moto, which serves S3 on loopback, is not installed"
)


def shared_rows(url: str, table: str) -> list[dict[str, Any]]:
    """The rows of a table that was published to an address."""
    files, path = file_system(shared_tables(url)[table])
    with files.open(path, "rb") as file:
        rows: list[dict[str, Any]] = pq.read_table(file).to_pylist()
    return rows


@contextmanager
def object_store() -> Iterator[str]:
    """A server with one empty bucket, which the environment names to this process and those it starts; yields its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    keys = {
        "AWS_ENDPOINT_URL": address,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    try:
        _wait_for(address)
        with patch.dict(os.environ, keys):
            httpx.put(f"{address}/{BUCKET}").raise_for_status()
            yield address
    finally:
        server.terminate()
        server.wait(30)


def put(name: str, content: str | bytes) -> None:
    """An object of the bucket."""
    store, bucket = FileSystem.from_uri(f"s3://{BUCKET}")
    with store.open_output_stream(f"{bucket}/{name}") as out:
        out.write(content.encode() if isinstance(content, str) else content)


def remove(name: str) -> None:
    """Delete an object of the bucket."""
    store, bucket = FileSystem.from_uri(f"s3://{BUCKET}")
    store.delete_file(f"{bucket}/{name}")


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            httpx.get(address, timeout=2)
            return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise TimeoutError(f"{address} does not answer")
