"""What a form does not say is asked for, once; answers given for its layout fill it in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.actuals.forms.workbook import Rows, Sheet, lines_of, read, write_xlsx

HEADS = ["县区", "累计"]


@pytest.mark.parametrize(
    ("title", "heads", "sheet", "about", "reason"),
    [
        ("南湖市2024年5月造林", HEADS, "S", "unit", "Neither head, row nor title says the unit."),
        ("南湖市造林（亩）", HEADS, "S", "period", "says which month the figures are about"),
        ("南湖市5月造林（亩）", HEADS, "S", "year", "says the year"),
        (
            "南湖市2024年5月",
            ["县区", "累计（亩）"],
            "S",
            "indicator",
            "Nothing says what the figures measure.",
        ),
        (
            "南湖市2024年3月造林（亩）",
            HEADS,
            "4月",
            "contradiction",
            "The title is about month 3, the sheet's name about month 4.",
        ),
    ],
)
def test_what_is_missing_is_asked(
    tmp_path: Path, title: str, heads: list[str], sheet: str, about: str, reason: str
) -> None:
    path = write_xlsx(tmp_path / "in" / "a.xlsx", {sheet: Sheet([[title], heads, ["云栖区", 55]])})
    (reading,) = read(path).readings
    assert [(q.about, q.values) for q in reading.questions] == [(about, ("55",))]
    assert reason in reading.questions[0].reason
    assert reading.figures == []


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"unit": "亩", "year": "2023"}, ("", "2023-05", "亩")),
        ({"unit": "亩", "year": "2023", "region": "云州市"}, ("云州市", "2023-05", "亩")),
        ({"unit": "亩", "period": "2022年4月"}, ("", "2022-04", "亩")),
        ({"unit": "亩", "period": "不知"}, None),
        ({"unit": "亩", "year": "今年"}, None),
    ],
)
def test_answers_fill_in_what_is_missing(
    tmp_path: Path, answers: dict[str, str], told: tuple[str, ...] | None
) -> None:
    title = "4月造林" if "period" in answers else "5月造林"
    rows: Rows = [[title], ["指标", "累计"], ["造林面积", 55]]
    path = write_xlsx(tmp_path / "in" / "a.xlsx", {"S": Sheet(rows)})
    shape = read(path).readings[0].shape
    found = [line[2:4] + line[5:6] for line in lines_of(read(path, answers={shape: answers}))]
    assert found == ([told] if told else [])


def test_an_answer_settles_what_title_and_sheet_disagree_on(tmp_path: Path) -> None:
    rows: Rows = [["南湖市2024年3月造林（亩）"], HEADS, ["云栖区", 55]]
    path = write_xlsx(tmp_path / "a.xlsx", {"4月": Sheet(rows)})
    shape = read(path).readings[0].shape
    assert [line[3] for line in lines_of(read(path, answers={shape: {"period": "2024年4月"}}))] == ["2024-04"]


@pytest.mark.parametrize(
    ("above", "foot", "unit", "kind"),
    [
        ("计量单位：万元", "注：以上数据均为累计数。", "万元", "ytd"),
        ("金额单位：亿元", "注：表中数据均为当月数", "亿元", "period"),
    ],
)
def test_a_line_of_units_above_and_a_note_at_the_foot(
    tmp_path: Path, above: str, foot: str, unit: str, kind: str
) -> None:
    rows: Rows = [["南湖市2024年5月投资"], [above], ["指标", "数值"], ["水利投资", 55], [foot]]
    found = lines_of(read(write_xlsx(tmp_path / "a.xlsx", {"S": Sheet(rows)})))
    assert [line[5:] for line in found] == [(unit, kind)]
