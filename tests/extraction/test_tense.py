"""Where a paragraph turns to the past and back again."""

from __future__ import annotations

import pytest

from targets.extraction.roles.tense import is_past, tense_changes


@pytest.mark.parametrize(
    ("paragraph", "back"),
    [
        ("去年粮食产量#", True),
        ("过去一年，农村工作成效很好。粮食产量#", True),
        ("今年任务繁重。过去一年，干部群众很努力。粮食产量#", True),
        ("去年成效很好。今年粮食产量#", False),
        ("去年成效很好。各县要扩大种植，粮食产量#", False),
        ("去年成效很好。主要作物是水稻，重要产区有三个。粮食产量#", True),
        ("在去年的基础上，粮食产量#", False),
        ("去年同期受灾较重，粮食产量#", False),
        ("粮食产量比去年增加，总量#", False),
        ("扩大种植。粮食产量#", False),
    ],
)
def test_turns(paragraph: str, back: bool) -> None:
    """The number stands at the mark."""
    text = f"前一段。\n{paragraph}"
    start = text.index("\n") + 1
    assert is_past(tense_changes(text, start, len(text)), text.index("#")) is back
