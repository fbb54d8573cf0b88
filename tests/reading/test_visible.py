"""What the reader of a page sees is what counts, in every format: no struck, hidden or moved words, no marks of notes."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from targets.reading.files import read_document
from targets.reading.visible import is_unseen, raised
from tests.reading.pdf_maker import Placed, make_pdf

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    ("before", "mark", "shown"),
    [
        ("新增企业410", "2", ""),
        ("覆盖率达到71.5", "[3]", ""),
        ("新增企业410", "①", ""),
        ("新增企业410", "注1", ""),
        ("新增企业410", "1,2", ""),
        ("绿地面积90万m", "2", "²"),
        ("库容3亿m", "3", "³"),
        ("产能×10", "4", "⁴"),
        ("产能10", "4", "⁴"),
        ("强度为5t·km", "-1", "⁻¹"),
        ("引进企业10", "2", ""),
        ("引进企业110", "4", ""),
        ("新增企业410", "新", "新"),
    ],
)
def test_a_raised_piece(before: str, mark: str, shown: str) -> None:
    assert raised(mark, before) == shown


@pytest.mark.parametrize(
    ("style", "unseen"),
    [
        ("display: none", True),
        ("Visibility : hidden", True),
        ("text-decoration: underline line-through red", True),
        ("color: red; text-decoration-line: line-through", True),
        ("font-size:0", True),
        ("font-size:0px", True),
        ("font-size:0.9em", False),
        ("mso-hide: all", True),
        ("display: block; text-decoration: underline", False),
    ],
)
def test_a_style(style: str, unseen: bool) -> None:
    assert is_unseen(style) is unseen


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("<w:r><w:rPr><w:strike/></w:rPr><w:t>30</w:t></w:r>", "改造泵站41座"),
        ("<w:r><w:rPr><w:dstrike w:val='1'/></w:rPr><w:t>30</w:t></w:r>", "改造泵站41座"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>30</w:t></w:r>", "改造泵站41座"),
        ("<w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t>3</w:t></w:r>", "改造泵站341座"),
        ("<w:moveFrom w:id='1'><w:r><w:t>30</w:t></w:r></w:moveFrom>", "改造泵站41座"),
        ("<w:moveTo w:id='1'><w:r><w:t>3</w:t></w:r></w:moveTo>", "改造泵站341座"),
        ("<w:del w:id='1'><w:r><w:delText>30</w:delText></w:r></w:del>", "改造泵站41座"),
    ],
)
def test_a_run_of_a_word_document(tmp_path: Path, run: str, text: str) -> None:
    word = docx.Document()
    element = parse_xml(f"<w:p {WORD}><w:r><w:t>改造泵站</w:t></w:r>{run}<w:r><w:t>41座</w:t></w:r></w:p>")
    word.element.body.insert(0, element)
    word.save(tmp_path / "plan.docx")
    assert read_document(tmp_path / "plan.docx").text == text


def test_a_raised_mark_in_a_word_document(tmp_path: Path) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("新增企业410")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run("家，绿地90万m")
    paragraph.add_run("2").font.superscript = True
    word.save(tmp_path / "plan.docx")
    assert read_document(tmp_path / "plan.docx").text == "新增企业410家，绿地90万m²"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("改造泵站<s>30</s>41座", "改造泵站41座"),
        ("改造泵站<del>30</del><ins>41</ins>座", "改造泵站41座"),
        ("改造泵站<strike>30</strike>41座", "改造泵站41座"),
        ("改造泵站<span style='text-decoration: line-through'>30</span>41座", "改造泵站41座"),
        ("改造泵站<span style='visibility: hidden'>30</span>41座", "改造泵站41座"),
        ("新增企业410<sup>2</sup>家，绿地90万m<sup>2</sup>", "新增企业410家，绿地90万m²"),
        ("新增企业410<sup><a href='#n2'>[2]</a></sup>家", "新增企业410家"),
    ],
)
def test_a_page(tmp_path: Path, page: str, text: str) -> None:
    file = tmp_path / "plan.html"
    file.write_text(f"<html><body><p>{page}</p></body></html>", encoding="utf-8")
    assert read_document(file).text == text


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("改造泵站~~30~~41座", "改造泵站41座"),
        ("改造泵站<del>30</del>41座", "改造泵站41座"),
        ("新增企业410[^2]家", "新增企业410家"),
        ("新增企业410<sup>2</sup>家，绿地90万m<sup>2</sup>", "新增企业410家，绿地90万m²"),
        ("新增企业410^2^家", "新增企业410家"),
        ("新增企业410[^n]家\n\n[^n]: 不含个体户。", "新增企业410家\n不含个体户。"),
    ],
)
def test_markdown(tmp_path: Path, line: str, text: str) -> None:
    file = tmp_path / "plan.md"
    file.write_text(line, encoding="utf-8")
    assert read_document(file).text == text


@pytest.mark.parametrize("offsets", [(0.0, 0.4), (0.0, 0.5, 1.0)], ids=["twice", "thrice"])
@pytest.mark.parametrize("by_sign", [True, False], ids=["sign by sign", "line by line"])
def test_text_drawn_again_to_look_bold(tmp_path: Path, offsets: tuple[float, ...], by_sign: bool) -> None:
    line = "改造泵站22座，完成率达到7%"
    pieces = [(line, 80.0)]
    if by_sign:
        pieces, x = [], 80.0
        for sign in line:
            pieces.append((sign, x))
            x += 7 if sign.isascii() else 14
    placed = [Placed(text, x + offset, 700) for text, x in pieces for offset in offsets]
    assert read_document(make_pdf(tmp_path / "bold.pdf", [placed])).text == line


def test_a_raised_mark_in_a_pdf(tmp_path: Path) -> None:
    placed = [
        *(Placed("新增企业410", 80, 700), Placed("2", 158, 706, 7), Placed("家，绿地90万m", 163, 700)),
        *(Placed("2", 256, 706, 7), Placed("。", 261, 700)),
    ]
    assert read_document(make_pdf(tmp_path / "marks.pdf", [placed])).text == "新增企业410家，绿地90万m²。"
