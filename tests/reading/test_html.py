"""Web pages: the document without the site around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from targets.reading.document import Document
from targets.reading.files import read_document

PAGE = """<!doctype html><html><head><title>青山市人民政府网</title><style>p { color: red }</style>
<script>var goal = "500个";</script></head>
<body><div role="navigation">首页 政务公开</div><nav><ul><li>政策文件</li></ul></nav>
<header><div>青山市人民政府 搜索</div></header>
<article>
<h1>青山市人民政府办公室关于印发2021年水利工作要点的通知</h1>
<p>文号：青府办发〔2021〕9号　　发布日期：2021-03-15</p>
<h2>一、目标任务</h2>
<p>今年<b>新建</b>水库 3座，<br>完成投资2.4亿元。</p>
<table><tr><th>任务</th><th>目标</th></tr><tr><td><p>高标准农田</p></td><td><p>5万亩</p></td></tr></table>
<ul><li>改造渠道120公里</li><li>治理河道8条</li></ul>
<!-- 30个 -->
<p hidden>隐藏的 40个</p><p style="display: none">隐藏的 50个</p>
</article>
<footer>主办单位：青山市人民政府办公室 访问 60000 次</footer>
</body></html>"""


def read(tmp_path: Path, page: str | bytes, name: str = "page.html") -> Document:
    file = tmp_path / name
    file.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_document(file)


def blocks(document: Document) -> list[tuple[int | None, str]]:
    return [(p.heading, document.text[p.start : p.end]) for p in document.paragraphs]


def test_only_the_document_is_left_with_its_blocks_and_headings(tmp_path: Path) -> None:
    assert blocks(read(tmp_path, PAGE)) == [
        (1, "青山市人民政府办公室关于印发2021年水利工作要点的通知"),
        (None, "文号：青府办发〔2021〕9号　　发布日期：2021-03-15"),
        (2, "一、目标任务"),
        (None, "今年新建水库 3座，"),
        (None, "完成投资2.4亿元。"),
        (None, "任务\t目标"),
        (None, "高标准农田\t5万亩"),
        (None, "改造渠道120公里"),
        (None, "治理河道8条"),
    ]


def test_metadata_come_from_the_page(tmp_path: Path) -> None:
    document = read(tmp_path, PAGE)
    assert (document.number, document.issuer) == ("青府办发〔2021〕9号", "青山市人民政府办公室")
    assert (str(document.issued_on), document.region, document.plan_year) == ("2021-03-15", "青山市", 2021)


@pytest.mark.parametrize("name", ["page.html", "page.htm", "PAGE.HTML"])
def test_a_page_in_gb2312_says_so_itself(tmp_path: Path, name: str) -> None:
    page = PAGE.replace(
        "<head>", '<head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    )
    assert read(tmp_path, page.encode("gb18030"), name).text == read(tmp_path, PAGE, "utf8.html").text


def test_a_table_that_lays_out_the_page_gives_paragraphs(tmp_path: Path) -> None:
    body = "<p>今年新增公办学位2000个。</p>" * 60
    page = (
        f"<html><body><table><tr><td>左栏</td><td>{body}<p>年底前完成。</p></td></tr></table></body></html>"
    )
    lines = [text for _, text in blocks(read(tmp_path, page))]
    assert lines == ["左栏", *["今年新增公办学位2000个。"] * 60, "年底前完成。"]


def test_menus_and_footers_are_known_by_the_names_of_their_classes(tmp_path: Path) -> None:
    text = "<p>今年改造老旧小区30个，新增车位900个，完成投资2.4亿元，年底前全部完工。</p>"
    page = (
        '<div class="site-header">青山市</div><div id="main_nav"><ul><li>首页</li></ul></div>'
        f'<div class="header"><h1>青山市改造计划</h1></div><div class="search-result">{text * 3}</div>{text}'
        '<div class="page footer">访问量 60000</div>'
    )
    lines = [words for _, words in blocks(read(tmp_path, page))]
    assert lines == [
        "青山市改造计划",
        *["今年改造老旧小区30个，新增车位900个，完成投资2.4亿元，年底前全部完工。"] * 4,
    ]


def test_a_page_without_elements_of_structure_is_read_whole(tmp_path: Path) -> None:
    page = "<div><div>青山市粮食生产计划</div><div><span>粮食</span><span>播种面积</span>12万亩</div></div>"
    assert read(tmp_path, page).text == "青山市粮食生产计划\n粮食播种面积12万亩"


def test_ten_thousand_nested_elements_are_no_problem(tmp_path: Path) -> None:
    assert (
        read(tmp_path, "<div>" * 10_000 + "年底前完成5项任务" + "</div>" * 10_000).text == "年底前完成5项任务"
    )
