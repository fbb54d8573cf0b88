"""How what was kept out is written: names of files as text that can be printed and stored."""

from __future__ import annotations

import os

import pytest

from targets.rejection import RejectedFile, Rejection, shown


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("南湖市　计划.docx", "南湖市　计划.docx"),
        (os.fsdecode("工作".encode("gbk") + b".txt"), "\\xb9\\xa4\\xd7\\xf7.txt"),
        ("a\nb.csv", "a\\nb.csv"),
        ("\u202ecod.exe", "\\u202ecod.exe"),
    ],
)
def test_a_name_is_shown_without_what_cannot_be_seen(name: str, text: str) -> None:
    assert shown(name) == text


def test_a_rejected_file_says_what_is_wrong_and_what_to_do() -> None:
    rejection = Rejection(
        kind="document",
        file="a\tb.txt",
        place="",
        field="format",
        value="",
        reason="It is empty.",
        advice="Send another.",
    )
    assert str(RejectedFile(rejection)) == "a\\tb.txt: It is empty. Send another."
