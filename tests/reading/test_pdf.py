"""PDF files: broken lines come together, page furniture goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from targets.reading.document import Document
from targets.reading.files import read_document
from tests.reading.ofd_maker import make_ofd
from tests.reading.pdf_maker import Placed, make_pdf, typeset

PARAGRAPHS = [
    "全市今年完成老旧小区改造3200户，新建停车位1500个，新增公办幼儿园学位2400个，6月底前开工率达到80%以上，力争提前完成。（责任单位：市住建局、市教育局）",
    "二、重点工作",
    "规模以上工业增加值增长6.5%左右，新开工亿元以上项目42个，其中省重点项目12个，年度投资完成率不低于95%，9月底前全部入库纳统。",
]


def paragraphs(path: Path) -> list[str]:
    document = read_document(path)
    return [document.text[p.start : p.end] for p in document.paragraphs]


def test_lines_broken_mid_sentence_are_joined_without_a_blank(tmp_path: Path) -> None:
    assert paragraphs(make_pdf(tmp_path / "plan.pdf", typeset(PARAGRAPHS))) == PARAGRAPHS


def test_paragraphs_without_indent_part_at_the_end_of_a_sentence(tmp_path: Path) -> None:
    pages = typeset(PARAGRAPHS, indent=False)
    assert paragraphs(make_pdf(tmp_path / "plan.pdf", pages)) == PARAGRAPHS


def test_a_paragraph_goes_on_over_the_page_break(tmp_path: Path) -> None:
    long = "".join(f"第{n}项任务年内完成{n * 10}个，" for n in range(1, 90)) + "按月通报。"
    assert paragraphs(make_pdf(tmp_path / "long.pdf", typeset([long, "附则另行通知。"]))) == [
        long,
        "附则另行通知。",
    ]


LONG = "".join(f"第{n}项任务年内完成{n * 10}个，" for n in range(1, 50)) + "按月通报。"


def pages_of(document: Document) -> list[tuple[str, int | None]]:
    """The first characters of each paragraph and its page."""
    return [(document.text[p.start : p.end][:4], document.page_at(p.start)) for p in document.paragraphs]


@pytest.mark.parametrize("make", [make_pdf, make_ofd], ids=["pdf", "ofd"])
def test_a_paragraph_over_the_page_break_belongs_to_the_page_where_it_begins(
    tmp_path: Path, make: Callable[[Path, list[list[Placed]]], Path]
) -> None:
    pages = typeset(["第一段在首页。", LONG, "第三段在次页。"])
    document = read_document(
        make(tmp_path / "long.pdf", pages).rename(tmp_path / f"plan.{make.__name__[5:]}")
    )
    assert pages_of(document) == [("第一段在", 1), ("第1项任", 1), ("第三段在", 2)]
    assert document.page_at(document.text.index("第49项")) == 1, "printed on page 2, as part of its paragraph"
    assert document.pages == (0, document.text.index("第三段"))


def test_pages_without_a_paragraph_of_their_own_are_counted(tmp_path: Path) -> None:
    """A cover without text, a page that a paragraph fills from the one before, a blank page at the end."""
    pages = [[], *typeset(["第一段在次页。", LONG * 2, "第三段在四页。"]), []]
    document = read_document(make_pdf(tmp_path / "plan.pdf", pages))
    third = document.text.index("第三段")
    assert document.pages == (0, 0, third, third)
    assert pages_of(document) == [("第一段在", 2), ("第1项任", 2), ("第三段在", 4)]


def test_a_table_stands_on_its_page(tmp_path: Path) -> None:
    rows = [("任务", "目标", "单位"), ("新建停车位", "1500", "个"), ("新增学位", "2400", "个")]
    table = [
        Placed(text, 80 + 150 * i, 700 - 24 * n) for n, row in enumerate(rows) for i, text in enumerate(row)
    ]
    document = read_document(make_pdf(tmp_path / "plan.pdf", [*typeset(PARAGRAPHS), table]))
    assert [document.page_at(found.start) for found in document.tables] == [2]


def test_a_format_without_pages_has_none(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text("\n".join(PARAGRAPHS), encoding="utf-8")
    document = read_document(file)
    assert (document.pages, document.page_at(0)) == ((), None)


@given(
    st.lists(
        st.text(alphabet="全市完成改造达到目标任务项目", min_size=1, max_size=120), min_size=3, max_size=12
    )
)
@settings(max_examples=30, deadline=None)
def test_what_was_set_in_lines_is_read_in_paragraphs(tmp_path_factory: object, words: list[str]) -> None:
    folder: Path = tmp_path_factory.mktemp("pdf")  # type: ignore[attr-defined]
    sentences = [
        f"{word}12万户以上，责任到人，按月调度，按季通报，年底前全部完成并组织验收核查。" for word in words
    ]
    assert paragraphs(make_pdf(folder / "any.pdf", typeset(sentences))) == sentences


def test_page_numbers_and_running_headers_are_dropped_and_the_title_is_kept(tmp_path: Path) -> None:
    pages = typeset(["全市新建学校8所，改造危房320户。" for _ in range(60)])
    for number, page in enumerate(pages, 1):
        page.append(Placed(f"青山市人民政府公报 2021年第{number}期", 180, 800, 9))
    pages[0].append(Placed("青山市2021年民生实事", 170, 775, 22))
    read = paragraphs(make_pdf(tmp_path / "gazette.pdf", pages))
    assert read[0] == "青山市2021年民生实事"
    assert set(read[1:]) == {"全市新建学校8所，改造危房320户。"}


def test_a_title_over_two_lines_is_one_heading(tmp_path: Path) -> None:
    title = [
        Placed("青山市人民政府关于印发青山市优化", 100, 760, 20),
        Placed("营商环境行动方案的通知", 180, 730, 20),
    ]
    pages = typeset(PARAGRAPHS)
    pages[0] = [*title, *(Placed(p.text, p.x, p.y - 60, p.size) for p in pages[0])]
    document = read_document(make_pdf(tmp_path / "notice.pdf", pages))
    assert document.title == "青山市人民政府关于印发青山市优化营商环境行动方案的通知"
    assert document.issuer == "青山市人民政府"
    assert document.paragraphs[0].heading == 1


def test_the_cells_of_a_table_row_stay_apart(tmp_path: Path) -> None:
    rows = [
        ("任务", "目标", "责任单位"),
        ("新建停车位", "1500个", "市住建局"),
        ("新增学位", "2400个", "市教育局"),
    ]
    table = [
        Placed(text, 80 + 150 * i, 300 - 24 * n) for n, row in enumerate(rows) for i, text in enumerate(row)
    ]
    body = typeset(PARAGRAPHS)[0]
    read = paragraphs(make_pdf(tmp_path / "table.pdf", [[*body, *table]]))
    assert read[-3:] == ["\t".join(row) for row in rows]


def test_letters_set_apart_and_radicals_read_as_characters(tmp_path: Path) -> None:
    spaced = [Placed(c, 80 + 20 * i, 700) for i, c in enumerate("⻋站⼾数达到2万⼾")]
    document = read_document(make_pdf(tmp_path / "radicals.pdf", [spaced]))
    assert document.text == "车站户数达到2万户"
