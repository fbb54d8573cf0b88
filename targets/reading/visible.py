"""What the reader of a page sees: raised marks are no part of a number, struck and hidden words no part of the text."""

from __future__ import annotations

import re

_NOTE = re.compile(r"[\[(〔（【]?(?:注?\d{1,3}|[*†‡§※①-⑳a-z])[\])〕）】]?(?:[,，、](?:注?\d{1,3}|[①-⑳]))*")
_RAISED_DIGITS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_POWER = re.compile(r"(?:[A-Za-zµμ]|[×xX*] ?10)\^[+−-]?\d{1,2}\Z|(?<![\d.])10\^[3-9]\Z")
"""A raised number behind what it is a power of: a letter (m², km²) or ten (×10⁴, and 10⁴, for notes begin at 1)."""

_STYLE = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|text-decoration(?:-line)?:[^;]*line-through|font-size:0(?![.\d]*[1-9])|"
    r"mso-hide:all|opacity:0(?:\.0*)?(?![.\d])"
)


def raised(text: str, before: str) -> str:
    """What a raised piece of text adds to the line `before` it.

    A number above a letter or a ten is a power and comes as raised digits (km², 10⁴); a mark of a note comes as
    nothing, so that 320² 家 stays 320 家; any other raised words stay as they are.
    """
    words = text.strip()
    if _POWER.search(f"{before.rstrip()[-5:]}^{words}"):
        return words.translate(_RAISED_DIGITS)
    return "" if _NOTE.fullmatch(words) else text


def is_unseen(style: str) -> bool:
    """Whether a CSS style strikes its words out or hides them."""
    return _STYLE.search(style.replace(" ", "").lower()) is not None
