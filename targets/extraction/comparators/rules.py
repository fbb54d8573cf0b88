"""How a number is to be compared, and whether it measures a change."""

from __future__ import annotations

import re

from targets.extraction.lexicon import any_of, lexicon, words_before
from targets.extraction.mention import Change, Comparator
from targets.extraction.parts import Candidate, Measured

LONGEST_FLOOR = 12

_WORDS = lexicon("comparators")
_CHANGES = _WORDS["change"]
_IMPLICIT = {"all": Comparator.ALL, "zero": Comparator.ZERO}
_PLACES = ("inside", "after", "before")
_COMPARATOR = {
    w: Comparator(kind) for place in _PLACES for kind, words in _WORDS[place].items() for w in words
}
_INSIDE, _AFTER_WORDS, _BEFORE_WORDS = ([w for ws in _WORDS[place].values() for w in ws] for place in _PLACES)
_AFTER = re.compile(any_of(_AFTER_WORDS))
_ALL_OF = re.compile(r"(?!以|左右|的|和|及|、)[一-鿿]")  # 企业100%复工, not 复工率达到100%
_REACHED = tuple("率为达到至均过于")
_FLOOR = re.compile(rf"[^，。；\d]{{0,8}}(?:{any_of(_WORDS['floor']['words'])})")
_BEFORE = re.compile(
    rf"(?P<word>{words_before(_BEFORE_WORDS, _WORDS['not_after'])})(?:在|到|至|达|达到|为|第)?$|(?P<spread>{any_of(_WORDS['spread']['words'])})[^，。”的0-9]{{1,4}}$|(?P<least>至少)[^，。0-9]{{1,10}}$"
)
_VERB_OF = {word: Change(kind) for kind in ("up", "down", "add") for word in _CHANGES[kind]}
_VERB = re.compile(any_of(_VERB_OF))
_TRANSITIVE_OF = dict.fromkeys(_CHANGES["transitive_up"], Change.UP) | dict.fromkeys(
    _CHANGES["transitive_down"], Change.DOWN
)
_TRANSITIVE = re.compile(any_of([*_TRANSITIVE_OF, *_CHANGES["add"]]))
_BARRIER = re.compile(any_of(_CHANGES["barrier"]))
_FILLER = re.compile(rf"(?:{any_of([*_CHANGES['filler'], *_BEFORE_WORDS])}|[：:\s])*$")
_THEN_NUMBER = re.compile(_FILLER.pattern.removesuffix("$") + "[0-9]")
_NUMBERS = re.compile(
    r"(?:[0-9.]+[十百千万亿]*(?:个?百分点|[%％]|[一-鿿]{0,2})(?:以上|左右)?[、和及]|[0-9.]+[%％]?[-—－~～])+$"
)
_COMPARED_WITH = ("同比", "环比")
_OPPOSITE = {Comparator.GE: Comparator.LE, Comparator.LE: Comparator.GE}
_NOT_AFTER: dict[str, str] = _CHANGES["not_after"]
_NOT_BEFORE: dict[str, str] = _CHANGES["not_before"]
_LEVEL = re.compile(any_of(_WORDS["level"]["words"]))
_PARTS = re.compile(r"(?<=[0-9%％上下内右])[）)]?[（(](?:其中[:：]?)?(?P<parts>[^（()）]*)$")
_LIST_ENDS = tuple("、和及-—－~～")
_LISTED = re.compile("[、0-9]")
_NOUN_ENDS = "幅速长"
_RATE_REACHES = re.compile(
    rf"(?P<rate>{any_of(w for w in _VERB_OF if w[-1] in '幅速')})(?:[由从][^，。；、]{{1,8}})?[^，。；、\d]{{0,4}}[到至]$"
)
_SPANS = frozenset(_WORDS["spans"]["units"])
_SHARES = frozenset({"%", "百分点", "位", "倍", ""})


def measured(candidate: Candidate) -> Measured:
    """Comparator and change of a candidate, from its own hedge, the words beside it and its verb.

    A number in a bare list (分别下降23%、15%) takes both from the words before the list.
    """
    sentence, quantity = candidate.sentence, candidate.quantity
    start, end = quantity.start - sentence.start, quantity.end - sentence.start
    clause = sentence.text[candidate.clause_start - sentence.start : start]
    listed = _NUMBERS.search(clause) if clause.endswith(_LIST_ENDS) else None
    before = clause[: listed.start()] if listed else clause
    comparator, rule = _comparison(candidate, sentence.text[end : end + 12], before, bool(listed))
    change, verb = _change(candidate, before)
    rule = "+".join(filter(None, (rule, verb)))
    if quantity.value < 0 and (change or before.endswith(_COMPARED_WITH)):
        return Measured(_OPPOSITE.get(comparator, comparator), _reversed(change), rule, negated=True)
    return Measured(comparator, change, rule)


def _reversed(change: Change | None) -> Change:
    """增长-3% and 同比-3% are drops, 下降-3% is growth."""
    return Change.UP if change is Change.DOWN else Change.DOWN


def _comparison(candidate: Candidate, after: str, before: str, listed: bool) -> tuple[Comparator, str]:
    quantity = candidate.quantity
    if quantity.implicit and quantity.rule in _IMPLICIT:
        return _IMPLICIT[quantity.rule], quantity.rule
    if quantity.value_high is not None:
        return Comparator.RANGE, "range"
    if (
        quantity.value == 100
        and quantity.unit == "%"
        and _ALL_OF.match(after)
        and before[-1:] not in _REACHED
    ):
        return Comparator.ALL, "100%"
    word = _AFTER.match(after)
    if word:
        return _COMPARATOR[word.group()], word.group()
    if quantity.hedge and quantity.hedge in _INSIDE:
        return _COMPARATOR[quantity.hedge], quantity.hedge
    if quantity.unit in _SPANS and after.startswith("内"):
        return Comparator.LE, "内"
    word = _BEFORE.search(before, max(0, len(before) - LONGEST_FLOOR))
    if word and not (listed and word["word"] in ("约", "近")):
        name = word["word"] or word["spread"] or word["least"]
        return _COMPARATOR[name], name
    if _FLOOR.match(after):
        return Comparator.GE, "red line"
    return Comparator.EQ, ""


def _change(candidate: Candidate, before: str) -> tuple[Change | None, str]:
    quantity = candidate.quantity
    if quantity.implicit and quantity.unit != "倍":
        return None, ""
    if quantity.rule == "halved":
        return Change.DOWN, quantity.text
    words = before.rstrip()
    if words.endswith(("到", "至")) and (
        reaches := _RATE_REACHES.search(words)
    ):  # 涨幅回落到2% is a rise of 2%
        return _VERB_OF[reaches["rate"]], reaches["rate"]
    verb = _last(_VERB, before)
    if verb and _FILLER.match(before, verb.end()) and not _makes_a_level(verb.group(), before[verb.end() :]):
        word = verb.group()
        is_object = word in _CHANGES["objects"] and quantity.unit in _CHANGES["object_units"]
        is_share_of_new = _VERB_OF[word] is Change.ADD and quantity.unit in _SHARES
        if not is_object and not is_share_of_new:
            return _VERB_OF[word], word
        return None, ""
    if quantity.unit in _SHARES and ("（" in before or "(" in before) and (whole := _whole_of_part(before)):
        return whole
    if before and quantity.unit in _SHARES and _FILLER.match(before) and not _LEVEL.search(before):
        return _change_of_clause_before(candidate)
    if quantity.unit in _SHARES and (same := _change_of_item_before(before)):
        return same
    return _change_of_object(candidate, before)


def _whole_of_part(before: str) -> tuple[Change, str] | None:
    """The change of which a number in a bracket is a part: 增长6.5%（其中一产4%、二产8%）."""
    parts = _PARTS.search(before)
    if parts is None or "为" in parts["parts"] or _LEVEL.search(parts["parts"]):
        return None
    whole = before[: parts.start()]
    verb = _last(_VERB, whole)
    return (_VERB_OF[verb.group()], verb.group()) if verb and _THEN_NUMBER.match(whole, verb.end()) else None


def _change_of_clause_before(candidate: Candidate) -> tuple[Change | None, str]:
    """增长8%以上，力争达到10%: a clause of bare modal words goes on about the change before it."""
    text = candidate.sentence.text[: max(0, candidate.clause_start - candidate.sentence.start - 1)]
    before = text[max(text.rfind(mark) for mark in "，,；;。：:") + 1 :]
    verb = _last(_VERB, before)
    if verb is None or not _THEN_NUMBER.match(before, verb.end()):
        return None, ""
    return _VERB_OF[verb.group()], verb.group()


def _change_of_item_before(before: str) -> tuple[Change, str] | None:
    """增长12%、力争15%: an item of bare modal words goes on about the change of the one before it."""
    item, mark, own = before.rpartition("、")
    verb = _last(_VERB, item) if mark and _FILLER.match(own) and not _LEVEL.search(own) else None
    return (_VERB_OF[verb.group()], verb.group()) if verb and _THEN_NUMBER.match(item, verb.end()) else None


def _makes_a_level(verb: str, after: str) -> bool:
    """降到3%, 压减为5天 name the level reached; 增幅为3% is still the change."""
    return after.startswith(("到", "至")) or (after.startswith("为") and verb[-1] not in _NOUN_ENDS)


def _change_of_object(candidate: Candidate, before: str) -> tuple[Change | None, str]:
    """新增 and the like, with their object between them and the number, and through 其中."""
    if candidate.quantity.unit in _SHARES:
        return None, ""
    sentence = candidate.sentence
    clause_start = candidate.clause_start - sentence.start
    if before.startswith("其中") and clause_start:
        comma = max(sentence.text.rfind(mark, 0, clause_start - 1) for mark in "，,；;。")
        before = sentence.text[comma + 1 : clause_start - 1] + before
    verb = _last(_TRANSITIVE, before)
    if verb is None or _BARRIER.search(before, verb.end()):
        return None, ""
    word = verb.group()
    if word not in _TRANSITIVE_OF:
        return Change.ADD, word
    counts_others = word in _CHANGES["objects"] and candidate.quantity.unit in _CHANGES["object_units"]
    if counts_others or _LISTED.search(before, verb.end()):
        return None, ""
    return _TRANSITIVE_OF[word], word


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        word, (start, end) = match.group(), match.span()
        after, before = text[end : end + 1], text[start - 1 : start] if start else ""
        if not (before and before in _NOT_AFTER.get(word, "")) and not (
            after and after in _NOT_BEFORE.get(word, "")
        ):
            found = match
    return found
