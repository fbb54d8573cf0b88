"""Files that are replaced whole, and locks."""

from __future__ import annotations

import fcntl
import stat
from pathlib import Path

import pytest

from targets.whole_files import held, write_whole


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "users.json"
    write_whole(path, "first\n", mode=0o600)
    write_whole(path, "甲\r\n乙\n", encoding="utf-8-sig", mode=0o600)
    assert path.read_bytes() == b"\xef\xbb\xbf" + "甲\r\n乙\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "latest"
    write_whole(path, "first")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "\ud800")
    assert path.read_text(encoding="utf-8") == "first"
    write_whole(path, "second")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("place", ["folder", "file"])
def test_a_lock_is_held_by_one(tmp_path: Path, place: str) -> None:
    lock = tmp_path if place == "folder" else tmp_path / "lock"
    with held(lock), pytest.raises(BlockingIOError), held(lock, fcntl.LOCK_EX | fcntl.LOCK_NB):
        pass
    with held(lock, fcntl.LOCK_SH), held(lock, fcntl.LOCK_SH | fcntl.LOCK_NB):
        pass


def test_a_lock_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), held(tmp_path / "missing" / "lock"):
        pass
