"""On which line of a settings file a key stands."""

from __future__ import annotations

import pytest

from targets.toml_lines import line_of

TEXT = """region = "云州市"
"office" = "云州市人民政府"

[regimes.notice]
days = 5

[[receivers]]
name = "督查室"

[[receivers]]
name = "统计局"
url = "json://127.0.0.1:9"
"""


@pytest.mark.parametrize(
    ("table", "key", "number", "line"),
    [
        ("", "region", 0, 1),
        ("", "office", 0, 2),
        ("", "receivers", 0, 7),
        ("", "days", 0, 1),
        ("regimes.notice", "days", 0, 5),
        ("regimes", "notice", 0, 1),
        ("receivers", "name", 0, 8),
        ("receivers", "name", 1, 11),
        ("receivers", "url", 1, 12),
        ("receivers", "url", 0, 7),
        ("receivers", "", 1, 10),
        ("quiet", "hours", 0, 1),
    ],
)
def test_the_line_of_a_key(table: str, key: str, number: int, line: int) -> None:
    assert line_of(TEXT, table, key, number) == line
