"""Markdown: the words without the marks."""

from __future__ import annotations

from pathlib import Path

from targets.reading.files import read_document

PAGE = """---
title: 青山市2021年交通工作计划
发文机关: 青山市交通运输局
issued_on: 2021-02-08
---

# 青山市2021年交通工作计划

今年**新建**农村公路
320公里，`改造`危桥12座。

## 一、重点工程

1. [机场快线](https://example.org/line)完成投资4.2亿元。
2. 客运站开工2座。
   - 北站6月底前开工。

| 任务 | 目标 |
| --- | --- |
| 公交车 | 60辆 |

> 按月调度。

![图](map.png)

    缩进的12个
"""


def test_marks_go_and_levels_stay(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text(PAGE, encoding="utf-8")
    document = read_document(file)
    assert [(p.heading, document.text[p.start : p.end]) for p in document.paragraphs] == [
        (1, "青山市2021年交通工作计划"),
        (None, "今年新建农村公路320公里，改造危桥12座。"),
        (2, "一、重点工程"),
        (None, "机场快线完成投资4.2亿元。"),
        (None, "客运站开工2座。"),
        (None, "北站6月底前开工。"),
        (None, "任务\t目标"),
        (None, "公交车\t60辆"),
        (None, "按月调度。"),
        (None, "缩进的12个"),
    ]
    assert (document.title, document.issuer) == ("青山市2021年交通工作计划", "青山市交通运输局")
    assert (str(document.issued_on), document.region, document.plan_year) == ("2021-02-08", "青山市", 2021)


def test_a_rule_is_no_front_matter(tmp_path: Path) -> None:
    file = tmp_path / "rule.md"
    file.write_text("---\n\n改造老旧小区30个。\n", encoding="utf-8")
    assert read_document(file).text == "改造老旧小区30个。"


def test_a_hard_break_ends_a_line_and_what_is_struck_out_goes(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text("新建泵站~~6座~~8座。\\\n云州市水利局  \n2026年\n3月1日\n", encoding="utf-8")
    assert read_document(file).text == "新建泵站8座。\n云州市水利局\n2026年3月1日"
