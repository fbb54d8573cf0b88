"""Tables of many layouts: what stands in `examples.toml` beside the rules is what is read; and cells alone."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from targets.extraction.mention import Mention
from targets.extraction.pipeline import extract, read
from targets.extraction.tables.figures import figure_of
from targets.extraction.tables.units import TableUnit, labelled_units, unit_of, without_unit
from targets.reading.content import Block, Grid, GridCell, content_of
from targets.reading.document import Document
from targets.reading.metadata import NOTHING, metadata_of

pytestmark = pytest.mark.examples

LAYOUTS: list[dict[str, Any]] = tomllib.loads(
    (files("targets") / "extraction" / "tables" / "examples.toml").read_text("utf-8")
)["layouts"]


def document_of(layout: dict[str, Any]) -> Document:
    """The document that a layout describes."""
    blocks: list[Block | Grid] = [Block(layout["title"], 1)]
    if "issued" in layout:
        day = date.fromisoformat(layout["issued"])
        blocks.append(Block(f"{day.year}年{day.month}月{day.day}日"))
    blocks += [Block(line) for line in layout.get("before", ())]
    blocks += [grid_of(layout[part]) for part in ("rows", "goes_on") if part in layout]
    blocks += [Block(line) for line in layout.get("after", ())]
    content = content_of(blocks)
    found = metadata_of(content, NOTHING)
    return Document(
        "d",
        "d",
        "d.docx",
        content.text,
        content.paragraphs,
        title=found.title,
        issued_on=found.issued_on,
        region=layout.get("region") or found.region,
        plan_year=found.plan_year,
        tables=content.tables,
    )


def grid_of(rows: str) -> Grid:
    """Cells between bars; `<` and `^` belong to the cell at the left and above."""
    first: dict[tuple[int, int], tuple[int, int]] = {}
    texts: dict[tuple[int, int], str] = {}
    for row, line in enumerate(rows.strip().split("\n")):
        for column, text in enumerate(cell.strip() for cell in line.split("|")):
            here = row, column
            first[here] = {
                "<": first.get((row, column - 1), here),
                "^": first.get((row - 1, column), here),
            }.get(text, here)
            if first[here] == here:
                texts[here] = text
    cells = []
    for (row, column), text in texts.items():
        covered = [place for place, start in first.items() if start == (row, column)]
        down, across = max(r for r, _ in covered) - row + 1, max(c for _, c in covered) - column + 1
        cells.append(GridCell(text, row, column, down, across))
    return Grid(tuple(cells))


def told(m: Mention) -> str:
    """A mention as `examples.toml` writes it."""
    value = f"{m.value:.12g}" + (f"–{m.value_high:.12g}" if m.value_high is not None else "")
    comparator = f"{m.comparator} {m.change}" if m.change else m.comparator
    parts = [
        m.role,
        f"{value} {m.unit}".strip(),
        comparator,
        str(m.due or m.period_end),
        m.indicator,
        m.region or "",
    ]
    return " | ".join([*parts, "、".join(m.owners)]).rstrip(" |")


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout["kind"] for layout in LAYOUTS])
def test_a_table_is_read_as_it_says(layout: dict[str, Any]) -> None:
    assert [told(m) for m in extract(document_of(layout))] == layout["reads"].split("\n")[:-1]


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout["kind"] for layout in LAYOUTS])
def test_a_number_is_read_once_and_told_with_its_row(layout: dict[str, Any]) -> None:
    document = document_of(layout)
    mentions = extract(document)
    spans = [(m.start, m.end) for m in mentions]
    assert spans == sorted(set(spans)) and all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
    for m in mentions:
        assert document.text[m.start : m.end] == m.text
        assert m.cell is None or m.cell.row_head in m.quote


CELLS = {
    "1486.2": (1486.2, None, None, "eq", None, False),
    "2000左右": (2000, None, None, "approx", None, False),
    "≥600": (600, None, None, "ge", None, False),
    "<4.5": (4.5, None, None, "le", None, False),
    "〔4.7〕": (4.7, None, None, "eq", None, True),
    "[57]家": (57, None, "家", "eq", None, True),
    "400—420": (400, 420, None, "range", None, False),
    "不低于70": (70, None, None, "ge", None, False),
    "控制在0.02以内": (0.02, None, None, "le", None, False),
    "下降3.2%左右": (3.2, None, "%", "approx", "down", False),
    "12,345.6": (12345.6, None, None, "eq", None, False),
    "450余户": (450, None, "户", "ge", None, False),
    "10.4*": (10.4, None, None, "eq", None, False),
    "-2.1": (-2.1, None, None, "eq", None, False),
    "5000（其中城镇3000）": (5000, None, None, "eq", None, False),
    "5.2万人—6万人": (5.2, 6, "人", "range", None, False),
    "3—5个": (3, 5, "个", "range", None, False),
    "〔3.2亿元〕": (3.2, None, "元", "eq", None, True),
    "〔3.2〕亿元": (3.2, None, "元", "eq", None, True),
    "①12": (12, None, None, "eq", None, False),
    "增加到30": (30, None, None, "eq", None, False),
    "清零": (0, None, None, "zero", None, False),
    "全覆盖": (100, None, "%", "all", None, False),
}


@pytest.mark.parametrize(("cell", "expected"), CELLS.items())
def test_a_cell_that_is_one_number(cell: str, expected: tuple[object, ...]) -> None:
    figure = figure_of(cell)
    assert figure is not None
    unit = figure.unit.bare if figure.unit else None
    assert (figure.value, figure.high, unit, figure.comparator, figure.change, figure.cumulative) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "—",
        "",
        "与经济增长同步",
        "完成省下达任务",
        "2026年12月",
        "9所，新增学位2700个",
        "12/20",
        "2026.3-2028.6",
        "〔12",
        "①",
        "12〕",
        "计划完成待定1批",
    ],
)
def test_a_cell_that_is_no_single_number(cell: str) -> None:
    assert figure_of(cell) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("亿元", TableUnit("元", 1e8)),
        ("万吨标准煤", TableUnit("吨标准煤", 1e4)),
        ("万元/人", TableUnit("元/人", 1e4)),
        ("微克/立方米", TableUnit("微克/立方米", 1)),
        ("亿千瓦时", TableUnit("千瓦时", 1e8)),
        ("千瓦", TableUnit("千瓦", 1)),
        ("个百分点", TableUnit("百分点", 1)),
        ("人/亿元", TableUnit("人/亿元", 1)),
        ("市商务局", None),
    ],
)
def test_units_of_columns(words: str, expected: TableUnit | None) -> None:
    assert unit_of(words) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("林下经济产值（亿元）", ("林下经济产值", TableUnit("元", 1e8))),
        ("农村公路里程，公里", ("农村公路里程", TableUnit("公里", 1))),
        ("农村公路里程（新建）", ("农村公路里程（新建）", None)),
    ],
)
def test_a_name_and_the_unit_it_ends_with(name: str, expected: tuple[str, TableUnit | None]) -> None:
    assert without_unit(name) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("表1 主要任务", "单位：亿元、%"), (TableUnit("元", 1e8), TableUnit("%", 1))),
        (("（万亩）",), (TableUnit("亩", 1e4),)),
        (("单位：公里", "（征求意见稿）"), (TableUnit("公里", 1),)),
        (("表1 主要任务",), ()),
    ],
)
def test_units_of_a_whole_table(lines: tuple[str, ...], expected: tuple[TableUnit, ...]) -> None:
    assert labelled_units(lines) == expected


@pytest.mark.parametrize(
    "rows", ["甲类 | 乙类\n12.5 | 33.4\n14.5 | 36.4", "12.5 | 33.4\n14.5 | 36.4\n15.5 | 1.4"]
)
def test_a_table_of_numbers_without_a_head_is_named(rows: str) -> None:
    extraction = read(document_of({"title": "青山县2026年材料", "rows": rows}))
    assert extraction.mentions == []
    (unread,) = extraction.unread_tables
    assert unread.place == "table 1" and unread.words in rows


@pytest.mark.parametrize("cell", ["120（其中新建80）", "120/80", "85%（上年82%）"])
def test_a_number_beside_the_one_of_its_cell_is_named(cell: str) -> None:
    rows = (
        f"指标 | 单位 | 2026年目标 | 责任单位\n改造公厕 | 座 | {cell} | 市城管局\n新建驿站 | 个 | 30 | 市妇联"
    )
    extraction = read(document_of({"title": "青山县2026年目标任务分解表", "rows": rows}))
    (unread,) = extraction.unread_tables
    assert (unread.place, unread.words, unread.cell) == ("table 1, row 2, column 3", cell, True)
