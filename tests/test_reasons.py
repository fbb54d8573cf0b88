"""Every reason and remedy that tables are refused with is said in Chinese as well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from targets.actuals.tables import ADVICE
from targets.reasons import in_chinese

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("said", "chinese"),
    [
        ("There is no region 云晒区; 云栖区 may be meant.", "没有“云晒区”这个地区，是否为“云栖区”？"),
        ("This is not a number. Write 累计 or 当期.", "不是数字。写明累计或当期。"),
        ("Something else.", "Something else."),
    ],
)
def test_a_reason_in_chinese(said: str, chinese: str) -> None:
    assert in_chinese(said) == chinese


def test_every_remedy_is_there() -> None:
    assert [advice for advice in ADVICE.values() if in_chinese(advice) == advice] == []


def test_every_reason_of_forms_and_tables_is_there() -> None:
    sql = (ROOT / "targets/actuals/sql/refused.sql").read_text(encoding="utf-8")
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "targets/actuals/forms").glob("*.py"))
    found = re.findall(r"THEN '([A-Z][^']+\.)'", sql)
    found += re.findall(
        r'f?"((?:There is|Neither|Nothing|No head|This is no|The head|The sheet|The formula|It is an) [^"]+\.)"',
        code,
    )
    assert len(found) > 15
    assert [
        text
        for text in found
        if in_chinese(re.sub(r"\{[^}]*\}", "X", text)) == re.sub(r"\{[^}]*\}", "X", text)
    ] == []
