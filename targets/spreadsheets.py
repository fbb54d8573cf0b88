"""Texts in files that spreadsheet programs open: none may become a formula."""

from __future__ import annotations

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula; a plain number such as -12.5 is none."""
    return text.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(text)


def neutral(value: object) -> object:
    """A value for a cell of a CSV file: a text that would be a formula is made plain text by a mark before it."""
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value
