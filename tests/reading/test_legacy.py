"""Files with the endings of office programs: what they are is told by their content, and what they are not is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from targets.reading.files import read_document
from targets.rejection import RejectedFile
from tests.harness.hostile_documents import good_word
from tests.harness.hostile_tables import good_book

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD, BOOK, LOCKED = (
    name.encode("utf-16-le") + bytes(600) for name in ("WordDocument", "Workbook", "EncryptedPackage")
)
PAGE = "<!DOCTYPE html><html><body><p>云州市今年新建泵站8座。</p></body></html>"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("通知.doc", PAGE.encode(), "云州市今年新建泵站8座。"),
        ("通知.wps", b"\xef\xbb\xbf\r\n" + PAGE.encode(), "云州市今年新建泵站8座。"),
    ],
)
def test_a_page_named_like_a_word_document_is_read_as_a_page(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert read_document(tmp_path / name).text == words


@pytest.mark.parametrize(
    ("old", "new", "content"), [("a.wps", "a.docx", good_word()), ("a.et", "a.xlsx", good_book())]
)
def test_a_file_of_the_new_format_is_read_under_an_old_ending(
    tmp_path: Path, old: str, new: str, content: bytes
) -> None:
    for name in (old, new):
        (tmp_path / name).write_bytes(content)
    assert read_document(tmp_path / old).text == read_document(tmp_path / new).text != ""


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.doc", OLE + LOCKED, "The document is protected by a password."),
        ("a.xls", OLE + bytes(600), "The file is no document of the kind that .xls stands for."),
        ("a.wps", b"noise" * 20, "The file is no document of the kind that .wps stands for."),
    ],
)
def test_what_cannot_be_told_is_rejected(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(RejectedFile) as raised:
        read_document(tmp_path / name)
    assert raised.value.rejection.reason == reason


@pytest.mark.parametrize(
    ("name", "content"), [("a.rtf", b"{\\rtf1 20\\par}"), ("a.doc", OLE + WORD), ("a.et", OLE + BOOK)]
)
def test_without_libreoffice_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RejectedFile, match="needs LibreOffice, which is not installed") as raised:
        read_document(tmp_path / name)
    assert "libreoffice-writer" in raised.value.rejection.advice
