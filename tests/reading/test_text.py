"""Plain text: encodings, and paragraphs that leave the text as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.reading.content import BLANK, Block, content_of, join_wrapped
from targets.reading.files import read_document
from targets.reading.text import paragraphs_of

TEXT = "青山市人民政府关于做好春耕工作的通知\r\n\r\n　　今年播种粮食12万亩。\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_encoding_gives_the_same_document(tmp_path: Path, encoding: str) -> None:
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    file = tmp_path / "notice.txt"
    file.write_bytes(marks.get(encoding, b"") + TEXT.encode(encoding))
    plain = tmp_path / "plain.txt"
    plain.write_bytes(TEXT.encode())

    document = read_document(file)

    assert document.text.lstrip("\ufeff") == TEXT
    assert document.document_id == read_document(plain).document_id
    assert document.title == "青山市人民政府关于做好春耕工作的通知"


def test_a_text_is_what_open_without_newline_translation_gives(tmp_path: Path) -> None:
    file = tmp_path / "marked.txt"
    file.write_bytes(TEXT.encode("utf-8-sig"))
    with file.open(encoding="utf-8", newline="") as stream:
        assert read_document(file).text == stream.read()


def test_rare_characters_of_gb18030_are_read(tmp_path: Path) -> None:
    file = tmp_path / "rare.txt"
    file.write_bytes("㵲阳镇今年新建水厂1座，完成投资3000万元，供水2万人。".encode("gb18030"))
    assert read_document(file).text.startswith("㵲阳镇")


def test_blank_margins_and_blank_lines_are_no_paragraphs() -> None:
    text = "\ufeff　标题 \r\n\u200b\n \t\n正文一\r正文二\u2028正文三　"
    assert [text[p.start : p.end] for p in paragraphs_of(text)] == ["标题", "正文一", "正文二", "正文三"]


@given(
    st.text(alphabet=st.one_of(st.sampled_from("目标12。，\n\r\t 　\u200b\ufeff\x0c\u2028"), st.characters()))
)
def test_paragraphs_cover_everything_but_blanks(text: str) -> None:
    paragraphs = paragraphs_of(text)
    ends = [0]
    for paragraph in paragraphs:
        words = text[paragraph.start : paragraph.end]
        assert words and words == words.strip(BLANK) and not set(words) & set("\r\n\x0c\u2028\u2029")
        assert not text[ends[-1] : paragraph.start].strip(BLANK)
        ends.append(paragraph.end)
    assert not text[ends[-1] :].strip(BLANK)


@given(
    st.lists(st.builds(Block, st.text(alphabet="目标12。 \t　a"), st.one_of(st.none(), st.integers(1, 6))))
)
def test_blocks_become_paragraphs_with_their_levels(blocks: list[Block]) -> None:
    content = content_of(blocks)
    kept = [block for block in blocks if block.text.strip(BLANK)]
    assert [p.heading for p in content.paragraphs] == [block.heading for block in kept]
    assert [content.text[p.start : p.end] for p in content.paragraphs] == [b.text.strip(BLANK) for b in kept]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["完成投资", "554亿元"], "完成投资554亿元"),
        (["建设5G基站", " 300个"], "建设5G基站300个"),
        (["the annual", "plan"], "the annual plan"),
        (["增长", "", "8%"], "增长8%"),
        (["项目4", "2个"], "项目42个"),
        (["增长4.", "5%"], "增长4.5%"),
        ([], ""),
    ],
)
def test_wrapped_lines_join_without_a_blank_beside_chinese(lines: list[str], joined: str) -> None:
    assert join_wrapped(lines) == joined
