"""Which files of a folder are read, and which are passed over by name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from targets.reading.files import ENDINGS
from targets.reading.folders import list_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of documents with a plan in it and one below it."""
    folder = tmp_path / "documents"
    (folder / "2026").mkdir(parents=True)
    for name in ("计划.txt", "2026/要点.txt"):
        (folder / name).write_text("今年完成改造30个。", encoding="utf-8")
    return folder


def passed_over(folder: Path) -> list[tuple[str, str, str]]:
    """The name, the value and the reason of each entry that is passed over; the plans are read all the same."""
    found = list_folder(folder, "document", ENDINGS)
    assert {"计划.txt", "要点.txt"} <= {path.name for path in found.files}
    return [(Path(r.file).name, r.value, r.reason) for r in found.passed_over]


def test_files_below_are_found_and_temporary_ones_counted(folder: Path) -> None:
    for name in ("~$计划.docx", ".hidden.txt", "a.txt.part", "b.tmp"):
        (folder / name).write_text("x", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "c.txt").write_text("x", encoding="utf-8")
    found = list_folder(folder, "document", ENDINGS)
    assert [path.relative_to(folder).as_posix() for path in found.files] == ["2026/要点.txt", "计划.txt"]
    assert (found.hidden, found.passed_over) == (4, ())


def test_links_are_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.txt").write_text("x", encoding="utf-8")
    (folder / "file.txt").symlink_to(tmp_path / "elsewhere.txt")
    (folder / "folder").symlink_to(tmp_path)
    reason = "It is a link, and links are not followed."
    assert sorted(passed_over(folder)) == [("file.txt", "link", reason), ("folder", "link", reason)]


def test_a_folder_named_like_a_file_is_told_and_its_files_are_read(folder: Path) -> None:
    (folder / "附件.docx").mkdir()
    (folder / "附件.docx" / "a.txt").write_text("x", encoding="utf-8")
    assert passed_over(folder) == [("附件.docx", "folder", "It is a folder, though named like a file.")]
    assert folder / "附件.docx" / "a.txt" in list_folder(folder, "document", ENDINGS).files


def test_a_pipe_is_no_file(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert passed_over(folder) == [("pipe.txt", "device", "It is a device or a pipe, no file.")]


def test_a_name_in_another_encoding_is_told_by_its_bytes(folder: Path) -> None:
    (folder / os.fsdecode("工作.txt".encode("gbk"))).write_text("x", encoding="utf-8")
    name = "\\xb9\\xa4\\xd7\\xf7.txt"
    assert passed_over(folder) == [(name, name, "Its name is no valid text in UTF-8.")]


def test_one_file_is_a_folder_of_one(folder: Path) -> None:
    assert list_folder(folder / "计划.txt", "document", ENDINGS).files == (folder / "计划.txt",)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere: no such folder of documents"):
        list_folder(tmp_path / "nowhere", "document", ENDINGS)
