"""Separated values are read many rows at once, to the same rows, lines and refusals as row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from targets.actuals.forms import delimited
from targets.actuals.forms.delimited import delimited_blocks, delimited_rows
from targets.rejection import RejectedFile

HEAD = "indicator,region,period,value,unit\n"
PIECES = (
    "改造户数",
    "1,234",
    '"1,234"',
    '"多\n行"',
    '"',
    "\n",
    "\r\n",
    ",",
    "\t",
    " ",
    "\u3000",
    "\n\n",
    '""',
    "x" * 140_000,
)


def outcome(read: Any) -> Any:
    """Rows with their lines, or the refusal."""
    try:
        return [(line, [field.strip() for field in fields]) for line, fields in read()]
    except RejectedFile as refused:
        return refused.rejection


@pytest.mark.parametrize("size", [1, 3, 50_000])
@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=30))
def test_blocks_hold_what_rows_hold(size: int, pieces: list[str]) -> None:
    text = HEAD + "".join(pieces)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "_BLOCK", size)
        blocks = outcome(
            lambda: (pair for block in delimited_blocks(text, "a.csv") for pair in zip(*block, strict=True))
        )
    assert blocks == outcome(lambda: delimited_rows(text, "a.csv"))


def test_a_row_of_another_shape_is_refused_by_its_line_far_below_a_cell_of_two_lines(
    take: Any, tmp_path: Path
) -> None:
    rows = [f"改造户数,南湖市,2022-{month:02},{month},户" for month in range(1, 6)]
    rows[2] = '"改造\n户数",南湖市,2022-03,3,户'
    path = tmp_path / "a.csv"
    path.write_text(HEAD + "\n".join([*rows, "", "改造户数,南湖市,2022-06,1,234,户"]), encoding="utf-8")
    summary = take(path)
    assert summary.loaded == 5
    assert [refused.place for refused in summary.rejections] == ["line 9"]
