"""Chinese and Arabic numerals as numbers."""

from __future__ import annotations

import re
import unicodedata

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
SCALES = {"十": 10.0, "百": 100.0, "千": 1000.0, "万": 1e4, "亿": 1e8}
LONGEST = 24
_LONG_SCALES = ("百", "千", "万", "亿")
_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[十百千万亿]")


def number_of(words: str) -> float | None:
    """The number that `words` spell: 3,700.5, ３７００, 两万, 十五, 一百二十, 六点五, 三千五百亿.

    None where they spell none (百千, empty, or longer than any figure in a report).
    """
    if not words or len(words) > LONGEST:
        return None
    if words[0] in "0123456789" or unicodedata.category(words[0]) == "Nd":
        plain = unicodedata.normalize("NFKC", words).replace(",", "")
        try:
            return float(plain)
        except ValueError:
            return None
    whole, point, fraction = words.partition("点")
    value = _whole(whole)
    if not point:
        return value
    if value is None or not fraction or any(c not in DIGITS for c in fraction):
        return None
    return float(f"{int(value)}." + "".join(str(DIGITS[c]) for c in fraction))


def scale_of(words: str) -> float:
    """The product of scale words: 万亿 is 1e12; an empty string is 1."""
    product = 1.0
    for word in words:
        product *= SCALES[word]
    return product


def mixed_number(words: str) -> float:
    """The number of Arabic figures with scale words between and after them: 5万4千6百, 1亿3千万, 3千5百万."""
    total = section = figure = 0.0
    for token in _TOKEN.findall(words):
        if token[0] in "0123456789":
            figure = float(token)
        elif token == "亿":
            total, section, figure = ((total + section + figure) or 1.0) * SCALES[token], 0.0, 0.0
        elif token == "万":
            total, section, figure = total + ((section + figure) or 1.0) * SCALES[token], 0.0, 0.0
        else:
            section, figure = section + (figure or 1.0) * SCALES[token], 0.0
    return total + section + figure


def _whole(words: str) -> float | None:
    if all(c in DIGITS for c in words):
        return float("".join(str(DIGITS[c]) for c in words)) if words else None
    total = section = digit = 0.0
    if words[-2:-1] in _LONG_SCALES and words[-1] in DIGITS:  # 一百五, 三万五
        digits = SCALES[words[-2]] / 10
        return (_whole(words[:-1]) or 0.0) + DIGITS[words[-1]] * digits
    for c in words:
        if c in DIGITS:
            digit = float(DIGITS[c])
        elif c == "亿":
            total, section, digit = ((total + section + digit) or 1.0) * 1e8, 0.0, 0.0
        elif c == "万" and total and not section + digit:  # 四万万
            total *= 1e4
        elif c == "万":
            total, section, digit = total + ((section + digit) or 1.0) * 1e4, 0.0, 0.0
        elif c in SCALES:
            section, digit = section + (digit or 1.0) * SCALES[c], 0.0
        else:
            return None
    return total + section + digit
