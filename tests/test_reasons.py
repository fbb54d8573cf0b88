"""Every reason and remedy that tables are refused with is said in Chinese as well."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from targets.actuals.tables import ADVICE
from targets.checks.rules import SUITES, load_rules
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


def sentences(code: ast.AST) -> Iterator[str]:
    """The sentences among the strings of some code, X for what they name; docstrings are none."""
    docs = {id(node.value) for node in ast.walk(code) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(code) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(code):
        if id(node) in docs | parts:
            continue
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
        if re.match(r"[A-Z][a-z]* .*\.$", text, re.DOTALL):
            yield text


def called(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def test_every_reason_and_remedy_of_a_rejection_is_there() -> None:
    rooms = [path for room in ("targets", "flows") for path in (ROOT / room).rglob("*.py")]
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in rooms}
    said = {text for path, tree in trees.items() if path.parent.name == "reading" for text in sentences(tree)}
    for tree in trees.values():
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        said |= {
            text
            for call in calls
            if re.search("reject|refuse", called(call), re.I)
            for text in sentences(call)
        }
    assert len(said) > 120
    assert sorted(text for text in said if in_chinese(text) == text) == []


def test_every_reason_and_remedy_of_the_checks_is_there() -> None:
    for suite in (*SUITES, "series"):
        for rule in load_rules(suite):
            assert in_chinese(f"Does not hold: {rule.en}.") == f"未通过校验：{rule.zh}。"
            assert in_chinese(rule.advice) == rule.advice_zh


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
