"""Pages and files of web addresses, one at a time and only where they changed."""

from __future__ import annotations

import mimetypes
import time
from functools import partial
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

import httpx

from targets.reading.fetched_files import FetchedFiles

PAUSE = 1.0
"""Seconds between two requests to one host."""
LARGEST = 200_000_000
"""Bytes of one file; what is larger is refused."""
_TIMEOUT = 30.0
_SAME = ({".htm", ".html", ".shtml"}, {".jpeg", ".jpg"}, {".tif", ".tiff"}, {".md", ".markdown"})
_BUSY = (429, 503)


class TooLarge(Exception):
    """A file of more than `LARGEST` bytes."""


class Pages:
    """Fetches addresses politely: in turn, with a pause for each host, and asking first whether anything changed."""

    def __init__(self, files: FetchedFiles) -> None:
        self._files = files
        self._last: dict[str, float] = {}
        agent = f"duban/{version('duban')}"
        self._client = httpx.Client(timeout=_TIMEOUT, follow_redirects=True, headers={"User-Agent": agent})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(self, address: str) -> None:
        """Take in what stands at an address, where it changed since the last time."""
        known = {about["source"]: (name, about) for name, about in self._files.known.items()}
        name, about = known.get(address, ("", {}))
        asked = {}
        if name and (self._files.folder / name).is_file():
            conditions = {"If-None-Match": about.get("etag"), "If-Modified-Since": about.get("modified")}
            asked = {head: value for head, value in conditions.items() if value}
        self._wait_for(urlsplit(address).netloc)
        try:
            with self._client.stream("GET", address, headers=asked) as response:
                self._take(address, response)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, TooLarge) as error:
            self._files.refuse(
                address, error, "Open the address in a browser; correct it or take it out of the settings."
            )
            self._files.stay(address)

    def _take(self, address: str, response: httpx.Response) -> None:
        if response.status_code == httpx.codes.NOT_MODIFIED:
            self._files.stay(address)
            return
        if response.status_code in _BUSY:
            after = response.headers.get("Retry-After", "")
            self._files.refuse(
                address,
                f"{response.status_code}, Retry-After {after or 'not said'}",
                "The server asks for patience: the next run tries again.",
            )
            self._files.stay(address)
            return
        response.raise_for_status()
        about = {
            "source": address,
            "address": address,
            "etag": response.headers.get("ETag", ""),
            "modified": response.headers.get("Last-Modified", ""),
        }
        steps = _steps_of(address, response.headers.get("Content-Type", ""))
        self._files.keep(self._files.name_for(address, *steps), about, partial(_write, response))

    def _wait_for(self, host: str) -> None:
        due = self._last.get(host, 0.0) + PAUSE
        if (rest := due - time.monotonic()) > 0 and host in self._last:
            time.sleep(rest)
        self._last[host] = time.monotonic()


def _write(response: httpx.Response, part: str) -> None:
    size = 0
    with Path(part).open("wb") as file:
        for block in response.iter_bytes():
            size += len(block)
            if size > LARGEST:
                raise TooLarge(f"more than {LARGEST:,} bytes")
            file.write(block)


def _steps_of(address: str, content_type: str) -> list[str]:
    """The parts of a page's name, with the ending that its kind asks for."""
    parts = urlsplit(address)
    steps = [unquote(step) for step in parts.path.split("/") if step] or ["index"]
    if parts.query:
        steps[-1] = f"{PurePosixPath(steps[-1]).stem} {unquote(parts.query)}{PurePosixPath(steps[-1]).suffix}"
    ending = mimetypes.guess_extension(content_type.partition(";")[0].strip()) or ""
    own = PurePosixPath(steps[-1]).suffix.lower()
    generic = content_type.startswith(("application/octet-stream", "text/plain")) and own
    if ending and own != ending and not generic and not any({own, ending} <= same for same in _SAME):
        steps[-1] += ending
    return [parts.scheme, parts.netloc, *steps]
