"""One text with one table gives the same mentions in every format it is saved in."""

from __future__ import annotations

import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from targets.extraction.mention import Mention
from targets.extraction.pipeline import extract
from targets.reading.files import read_document
from tests.extraction.table_files import FORMATS, OFFICE_FORMATS, TableText, save_by_office, table_text

INDICATORS = table_text("""
    临川县“十五五”主要指标
    2026年3月5日
    序号 | 指标 | 单位 | 2025年 | 2030年 | 属性
    1 | 地区生产总值 | 亿元 | 320.5 | 450左右 | 预期性
    2 | 常住人口城镇化率 | % | 51.2 | 56 | 预期性
    3 | 森林覆盖率 | % | 44.1 | ≥44.5 | 约束性
    4 | 城镇登记失业率 | % | 3.1 | ＜4.5 | 预期性
    注：2025年为预计数。
""")
TASKS = table_text("""
    临川县2026年重点任务分解表
    2026年2月1日
    序号 | 工作任务 | 目标值 | 牵头单位 | 配合单位 | 完成时限
    1 | 改造老旧小区 | 24 | 县住建局 | 县发改局、县财政局 | 10月底
    2 | 城镇新增就业 | 3200 | 县人社局 | 各镇人民政府 | 全年
    3 | 新建农村公路 | 85 | 县交通局 | 县财政局 | 11月底
    4 | 清淤整治河道 | 36 | 县水利局 | 县生态环境局 | 9月底
""")
MATRIX = table_text("""
    临川市2026年造林任务分解表
    2026年1月20日
    单位：亩
    县区 | 人工造林 | 退化林修复 | 森林抚育
    东山县 | 3500 | 2200 | 8000
    南河县 | 1800 | 2400 | 6500
    西平区 | 950 | 600 | 2100
    合计 | 6250 | 5200 | 16600
""")
TEXTS = {"indicators": INDICATORS, "tasks": TASKS, "matrix": MATRIX}
_PLACES = ("doc", "start", "end", "cell", "section", "cues", "quote")


def mentions_of(folder: Path, form: str, text: TableText) -> list[dict[str, object]]:
    ending, save = FORMATS[form]
    path = folder / f"{form.replace(' ', '-')}{ending}"
    save(path, text)
    return [told(mention) for mention in extract(read_document(path))]


def told(mention: Mention) -> dict[str, object]:
    return {f.name: getattr(mention, f.name) for f in fields(mention) if f.name not in _PLACES}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("form", [form for form in FORMATS if form != "docx"])
def test_every_format_gives_what_word_gives(form: str, name: str, tmp_path: Path) -> None:
    expected = mentions_of(tmp_path, "docx", TEXTS[name])
    assert len(expected) == {"indicators": 8, "tasks": 4, "matrix": 12}[name]
    assert mentions_of(tmp_path, form, TEXTS[name]) == expected


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", OFFICE_FORMATS)
def test_office_formats_give_what_word_gives(ending: str, tmp_path: Path) -> None:
    expected = mentions_of(tmp_path, "docx", INDICATORS)
    save_by_office(tmp_path / f"office{ending}", INDICATORS)
    document = read_document(tmp_path / f"office{ending}")
    assert [told(mention) for mention in extract(document)] == expected


@pytest.mark.parametrize("form", FORMATS)
def test_spans_point_into_the_text(form: str, tmp_path: Path) -> None:
    ending, save = FORMATS[form]
    save(tmp_path / f"a{ending}", INDICATORS)
    document = read_document(tmp_path / f"a{ending}")
    for mention in extract(document):
        assert document.text[mention.start : mention.end] == mention.text
        assert mention.cell and mention.cell.row_head in mention.quote
