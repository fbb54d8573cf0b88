"""Files that cannot be read: each is rejected by name, with what is wrong and what to do."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from targets.reading import archives, files
from targets.reading.files import ENDINGS, read_document
from targets.rejection import RejectedFile, Rejection
from tests.harness.hostile_tables import good_book
from tests.reading.pdf_maker import Placed, make_pdf

NOISE = random.Random(7).randbytes(4000)


def rejection_of(path: Path) -> Rejection:
    with pytest.raises(RejectedFile) as raised:
        read_document(path)
    rejection = raised.value.rejection
    assert (rejection.kind, rejection.file) == ("document", str(path))
    assert rejection.reason.endswith(".") and rejection.advice.endswith(".")
    return rejection


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\0" * 100])
def test_an_empty_file(tmp_path: Path, ending: str, content: bytes) -> None:
    file = tmp_path / f"empty{ending}"
    file.write_bytes(content)
    assert rejection_of(file).reason == "The file is empty."


@pytest.mark.parametrize("ending", [".txt", ".md", ".html"])
@pytest.mark.parametrize(
    "content",
    [
        NOISE,
        "年底前完成".encode("utf-16-le"),
        "年底前完成30个".encode() + b"\xff\xfe",
        "今年".encode() + b"\x00\x01\x02",
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, ending: str, content: bytes) -> None:
    file = tmp_path / f"noise{ending}"
    file.write_bytes(content)
    rejection = rejection_of(file)
    assert rejection.field == "encoding"
    assert "UTF-8" in rejection.advice


@pytest.mark.parametrize("content", ["\ufeff", "\u3000\u200b", "\u200b\n"])
def test_a_text_of_blanks(tmp_path: Path, content: str) -> None:
    file = tmp_path / "blank.txt"
    file.write_text(content, encoding="utf-8")
    assert rejection_of(file).reason == "The file holds no text."


def test_a_page_of_scripts(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<html><head><script>load('goals')</script></head><body></body></html>", encoding="utf-8")
    assert rejection_of(file).reason == "The page holds no text."


@pytest.mark.parametrize("name", ["goals.numbers", "notice.odd", "film.mp4", "notice"])
def test_a_file_of_another_kind(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"something")
    assert "one of .txt, .md" in rejection_of(file).advice


def test_a_workbook_that_does_not_unpack(tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    data = good_book()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    begin = sheet.header_offset + 30 + len(sheet.filename)
    file.write_bytes(data[:begin] + b"\x07" + data[begin + 1 :])
    assert rejection_of(file).reason == "The workbook is damaged."


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "cannot be opened" in rejection_of(tmp_path / "gone.txt").reason


def test_a_file_larger_than_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    file = tmp_path / "large.txt"
    file.write_text("今年完成改造30个。", encoding="utf-8")
    assert rejection_of(file).field == "size"


def test_a_docx_that_is_not_a_zip(tmp_path: Path) -> None:
    file = tmp_path / "notice.docx"
    file.write_text("今年完成改造30个。", encoding="utf-8")
    assert "The file is no .docx" in rejection_of(file).reason


def test_a_zip_without_a_word_document(tmp_path: Path) -> None:
    file = tmp_path / "notice.docx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert rejection_of(file).value == "no word/document.xml"


def test_a_word_document_whose_xml_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "notice.docx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w:document><w:body>")
    assert rejection_of(file).reason == "The Word document is damaged."


def test_a_word_document_with_a_password_or_of_the_old_format(tmp_path: Path) -> None:
    file = tmp_path / "notice.docx"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "remove the password" in rejection_of(file).advice


def test_a_word_document_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 1000)
    file = tmp_path / "bomb.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", " " * 2000)
    assert "unpacks to more" in rejection_of(file).reason


@pytest.mark.parametrize(
    "content", [NOISE, b"%PDF-1.7\n" + NOISE, b"%PDF-1.4 cut off", "今年完成30个".encode()]
)
def test_a_pdf_of_noise(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "noise.pdf"
    file.write_bytes(content)
    assert "damaged" in rejection_of(file).reason


def test_an_encrypted_pdf(tmp_path: Path) -> None:
    plain = make_pdf(tmp_path / "plain.pdf", [[Placed("今年完成改造30个。", 80, 700)]])
    writer = PdfWriter(PdfReader(plain))
    writer.encrypt("secret", algorithm="RC4-128")
    file = tmp_path / "locked.pdf"
    writer.write(file)
    assert rejection_of(file).reason == "The PDF is encrypted."


def test_a_pdf_that_opens_without_a_password_is_read(tmp_path: Path) -> None:
    plain = make_pdf(tmp_path / "plain.pdf", [[Placed("今年完成改造30个。", 80, 700)]])
    writer = PdfWriter(PdfReader(plain))
    writer.encrypt("", "owner", algorithm="RC4-128")
    file = tmp_path / "protected.pdf"
    writer.write(file)
    assert read_document(file).text == "今年完成改造30个。"


def test_a_pdf_that_names_no_characters(tmp_path: Path) -> None:
    file = make_pdf(tmp_path / "glyphs.pdf", [[Placed("\ue001\ue002\ue003\ue004", 80, 700)]])
    assert "which characters" in rejection_of(file).reason


@given(data=st.binary(min_size=1, max_size=400), ending=st.sampled_from(ENDINGS), cut=st.integers(1, 3000))
@example(data=b"(", ending=".pdf", cut=92)  # no text for the one library, no pages for the other
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    whole = make_pdf(folder / "whole.pdf", [[Placed("今年完成改造30个。", 80, 700)]]).read_bytes()
    for content in (data, whole[:cut] + data + whole[cut:], whole[:cut]):
        file = folder / f"any{ending}"
        file.write_bytes(content)
        try:
            document = read_document(file)
        except RejectedFile:
            continue
        assert document.paragraphs and document.text
