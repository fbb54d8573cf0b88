"""Word files, made with python-docx."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml

from targets.reading.files import read_document

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOX = f"""<w:r {WORD} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>
<mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>框内任务7项</w:t></w:r></w:p>
</w:txbxContent></wps:txbx></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框内任务7项</w:t></w:r></w:p></w:txbxContent>
</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def blocks(path: Path) -> list[tuple[int | None, str]]:
    document = read_document(path)
    return [(p.heading, document.text[p.start : p.end]) for p in document.paragraphs]


def test_paragraphs_tables_headings_and_text_boxes_in_their_order(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("青山市人民政府关于做好春季造林工作的通知", 0)
    word.add_heading("一、目标", 1)
    paragraph = word.add_paragraph("今年造林")
    paragraph.add_run("3.5万亩").bold = True
    paragraph.add_run("，封山育林").add_break(WD_BREAK.LINE)
    paragraph.add_run("2万亩。")
    table = word.add_table(rows=2, cols=3)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells],
        ["任务", "目标", "单位", "抚育", "8万亩", "市林业局"],
        strict=True,
    ):
        cell.text = text
    word.add_heading("（一）进度", 2)
    word.add_paragraph("按月调度。")._p.append(parse_xml(BOX))
    word.save(str(tmp_path / "notice.docx"))

    assert blocks(tmp_path / "notice.docx") == [
        (1, "青山市人民政府关于做好春季造林工作的通知"),
        (1, "一、目标"),
        (None, "今年造林3.5万亩，封山育林"),
        (None, "2万亩。"),
        (None, "任务\t目标\t单位"),
        (None, "抚育\t8万亩\t市林业局"),
        (2, "（一）进度"),
        (None, "按月调度。"),
        (None, "框内任务7项"),
    ]


def test_deleted_words_and_field_codes_are_no_text(tmp_path: Path) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("完成投资")
    paragraph._p.append(parse_xml(f"<w:del {WORD}><w:r><w:delText>50亿元</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:r {WORD}><w:instrText>PAGE 3</w:instrText></w:r>"))
    paragraph._p.append(parse_xml(f"<w:ins {WORD}><w:r><w:t>60亿元</w:t></w:r></w:ins>"))
    word.save(str(tmp_path / "changed.docx"))
    assert blocks(tmp_path / "changed.docx") == [(None, "完成投资60亿元")]


def test_a_merged_cell_is_read_once(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "市住建局"
    table.cell(0, 1).text, table.cell(1, 1).text = "改造小区30个", "新建车位900个"
    word.save(str(tmp_path / "merged.docx"))
    assert [text for _, text in blocks(tmp_path / "merged.docx")] == [
        "市住建局\t改造小区30个",
        "新建车位900个",
    ]


def test_a_text_box_in_a_cell_is_read_once(tmp_path: Path) -> None:
    word = docx.Document()
    cell = word.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "进度"
    cell.paragraphs[0]._p.append(parse_xml(BOX))
    word.save(str(tmp_path / "box.docx"))
    assert blocks(tmp_path / "box.docx") == [(None, "进度 框内任务7项")]


def test_metadata_come_from_furniture_and_signature(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(rows=1, cols=4)
    for cell, text in zip(
        table.rows[0].cells, ["文  号", "青府字〔2021〕3号", "成文日期", "2021年1月20日"], strict=True
    ):
        cell.text = text
    for line in (
        "青山市人民政府",
        "关于下达2021年粮食生产计划的通知",
        "播种面积12万亩。",
        "青山市人民政府",
        "2021年1月18日",
    ):
        word.add_paragraph(line)
    word.save(str(tmp_path / "plan.docx"))
    document = read_document(tmp_path / "plan.docx")
    assert document.title == "青山市人民政府关于下达2021年粮食生产计划的通知"
    assert (document.number, document.issuer) == ("青府字〔2021〕3号", "青山市人民政府")
    assert (str(document.issued_on), document.region) == ("2021-01-20", "青山市")
