"""Ranks (前五, 第3位) and the goals without a digit (全部, 清零, 翻番, 减半)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from targets.extraction.lexicon import any_of
from targets.extraction.quantities.measure_words import WORDS, left_edge, unless_barred, zero_unit
from targets.extraction.quantities.numerals import number_of
from targets.extraction.quantities.raw import HAN, Raw

_RANK = re.compile(
    r"(?P<kind>[第前])(?P<value>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>[位名]?)"
    rf"(?![一二三四五六七八九十0-9]|{any_of(WORDS['rank']['not_before'])})"
)
_RANK_CONTEXT = re.compile(any_of(WORDS["rank"]["after"]))
_IMPLICIT_VALUE = {w: (g["value"], g["unit"], g["rule"]) for g in WORDS["implicit"] for w in g["words"]}
_IMPLICIT = re.compile(
    unless_barred({w: WORDS["barred"].get(w, "") for w in [*_IMPLICIT_VALUE, *WORDS["rank"]["first"]]})
)
_NIL = re.compile(r"零(?=[，,。；;、）)]|$)", re.MULTILINE)
_MADE_NIL: tuple[str, ...] = tuple(WORDS["nil"]["after"])
_SHARE = re.compile("率|比例|占比|比重")
_ALL_THAT_SHOULD = re.compile(r"应([一-鿿])尽\1")
_WITH_A_NUMBER = ("half", "halved")


def ranks(text: str) -> Iterator[Raw]:
    """Places in an order: 居全省第5位, 进入前十."""
    for m in _RANK.finditer(text):
        start, end = m.span()
        value = number_of(m["value"])
        if text[max(0, start - 2) : start] in WORDS["rank"]["not_after"]:
            continue
        near = _RANK_CONTEXT.search(text, left_edge(text, start, 10), start)
        if value is None or not (near or m["unit"] == "位") or (m["kind"] == "前" and value < 2):
            continue
        arabic = m["value"][0] not in HAN
        if arabic and m["unit"]:
            start += 1
        hedge = "前" if m["kind"] == "前" else None
        yield Raw(start, end, value, "位", "rank", hedge=hedge)


def implicit(text: str) -> Iterator[Raw]:
    """Goals without a digit."""
    for m in _IMPLICIT.finditer(text):
        word = m.group()
        if m.start() and text[m.start() - 1] in WORDS["barred_after"].get(word, ""):
            continue
        value, unit, rule = _IMPLICIT_VALUE.get(word, (1, "位", "first"))
        if rule == "first" and text[max(0, m.start() - 2) : m.start()] in WORDS["rank"]["not_after"]:
            continue
        if rule == "zero":
            unit = zero_unit(text, m.start(), m.end())
        yield Raw(*m.span(), value, unit, rule, implicit=rule not in _WITH_A_NUMBER)
    for m in _NIL.finditer(text):
        before = text[left_edge(text, m.start(), 10) : m.start()]
        if before.endswith(_MADE_NIL):
            unit = "%" if _SHARE.search(before) else zero_unit(text, m.start(), m.end())
            yield Raw(*m.span(), 0, unit, "zero", implicit=True)
    if "尽" in text:
        for m in _ALL_THAT_SHOULD.finditer(text):
            yield Raw(*m.span(), 100, "%", "all", implicit=True)
