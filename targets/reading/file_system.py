"""File systems by address: object stores, servers and whatever else fsspec knows."""

from __future__ import annotations

from typing import Any

import fsspec


def file_system(url: str) -> tuple[Any, str]:
    """The file system of an address and the path in it; fsspec gives it no type.

    `s3://bucket/path` is read by pyarrow, so that nothing else has to be installed; its keys and its server come from
    the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL). Other schemes are fsspec's, some of which ask for
    a package. Raises ImportError naming it, or ValueError where the scheme is not known.
    """
    if not url.startswith("s3://"):
        found: tuple[Any, str] = fsspec.core.url_to_fs(url)
        return found
    from fsspec.implementations.arrow import ArrowFSWrapper
    from pyarrow.fs import FileSystem

    store, path = FileSystem.from_uri(url)
    return ArrowFSWrapper(store), path
