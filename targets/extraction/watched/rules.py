"""Orders to follow a quantity without a number to reach: what is to be followed, how often, and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.owners.rules import owned_spans, owners_of
from targets.extraction.quantities.rules import quantities_in
from targets.extraction.regions.rules import region_of_document
from targets.extraction.structure.rules import sentences_of
from targets.extraction.structure.writing import readable
from targets.extraction.tables.flat_tables import flat_rows
from targets.extraction.watched.rhythm import Rhythm, Spread
from targets.reading.document import Document

LONGEST_NAME = 30
SHORTEST_NAME = 3

_WORDS = lexicon("watched")
_RHYTHM_OF = {word: Rhythm(rhythm) for rhythm, words in _WORDS["rhythms"].items() for word in words}
_SPREAD_OF = {word: Spread(spread) for spread, words in _WORDS["spreads"].items() for word in words}
_VERBS = any_of(_WORDS["verbs"])
_BETWEEN = any_of(_WORDS["between"])
_RHYTHMS = any_of(_RHYTHM_OF)
_SPREADS = any_of(_SPREAD_OF)
_WATCHFUL = any_of(_WORDS["watchful"])
_DOING = rf"(?:{_VERBS})(?:[和并、与及]?(?:{_VERBS}|分析))*"
_ORDER = re.compile(
    rf"(?:(?P<rhythm>{_RHYTHMS})(?:向[^，。；、]{{1,12}})?(?:{_BETWEEN})*|(?:{_WATCHFUL})){_DOING}(?:一次)?"
)
_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_OPENING = re.compile(rf"(?:{any_of(_WORDS['openings'])})+")
_LINK = re.compile(rf"(?:{any_of(_WORDS['links'])}|的)+$")
_ENDING = re.compile(rf"(?:{any_of(_WORDS['endings'])})+$")
_SPREAD = re.compile(rf"(?:{_SPREADS})的?")
_CUMULATIVE = re.compile("^(?:累计|总体|整体)")
_BETWEEN_NAMES = re.compile("(?:、|以及|和(?!谐)|及(?!时))(?![^（(]*[)）])")
_NOT_ORDERED = re.compile(any_of(_WORDS["not_ordered"]))
_NAME = re.compile(rf"[一-鿿A-Za-z0-9.“”·（）()]{{{SHORTEST_NAME},{LONGEST_NAME}}}")
_MEASURE = re.compile(rf".(?:{any_of(_WORDS['measures']['ends'])})$")
_NO_MEASURE = re.compile(rf"(?:{any_of(_WORDS['measures']['not_ends'])})$")


class Watched(NamedTuple):
    """A quantity that is to be followed, without a number to reach, and where the document says so.

    `start` and `end` are the span of its name in the text as filed. `rhythm` is None where the document only says
    that it is followed, `spread` where the figures of its place as a whole are meant.
    """

    start: int
    end: int
    indicator: str
    rhythm: Rhythm | None
    spread: Spread | None
    region: str | None
    owners: tuple[str, ...]
    section: tuple[str, ...]
    quote: str


class Order(NamedTuple):
    """One name in a sentence that is to be followed, by its place in the sentence."""

    start: int
    end: int
    rhythm: Rhythm | None
    spread: Spread | None


def watched_in(document: Document) -> tuple[Watched, ...]:
    """The quantities that a document orders to be followed without a number, in order, each named once.

    Read from running text alone. A name with a number in it, or one that is no quantity (工作落实情况), is none.
    """
    if not _ORDER.search("".join(document.text.split())):
        return ()
    written = readable(document)
    sentences = sentences_of(written.document)
    found = [(sentence, order) for sentence in sentences for order in orders_in(sentence.text)]
    if not found:
        return ()
    spans = owned_spans(written.document, sentences, flat_rows(written.document))
    region = region_of_document(written.document)
    named: dict[str, Watched] = {}
    for sentence, order in found:
        start = sentence.start + order.start
        filed = written.filed(start, sentence.start + order.end)
        name = sentence.text[order.start : order.end]
        watched = Watched(
            *(filed.start, filed.end, name, order.rhythm, order.spread, region),
            *(owners_of(spans, start), sentence.section, written.quote(*sentence[:2])),
        )
        named.setdefault(name, watched)
    return tuple(named.values())


def orders_in(text: str) -> Iterator[Order]:
    """What one sentence orders to be followed."""
    for clause in _CLAUSE.finditer(text):
        order = _ORDER.search(text, *clause.span())
        if not order or _NOT_ORDERED.search(text, clause.start(), order.start()):
            continue
        rhythm = _RHYTHM_OF.get(order["rhythm"] or "")
        names = list(_names(text, order.end(), clause.end())) or list(
            _names_before(text, clause.start(), order.start())
        )
        for start, end, spread in names:
            yield Order(start, end, rhythm, spread)


def _names_before(text: str, start: int, end: int) -> Iterator[tuple[int, int, Spread | None]]:
    """The names of a list that stands before the order: 对企业用电量、货运量开展跟踪监测."""
    if opening := _OPENING.match(text, start, end):
        start = opening.end()
    link = _LINK.search(text[start:end])
    yield from _names(text, start, start + link.start() if link else end)


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, int, Spread | None]]:
    """The quantities of a list from `start` to `end`, and whose figures are meant."""
    spread = None
    for first, last in _pieces(text, start, end):
        if whose := _SPREAD.match(text, first, last):
            spread, first = _SPREAD_OF[whose[0].removesuffix("的")], whose.end()
        if ending := _ENDING.search(text[first:last]):
            last = first + ending.start()
        if more := _CUMULATIVE.match(text[first:last]):
            first += more.end()
        if _is_quantity(text[first:last]):
            yield first, last, spread


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans between the marks of a list."""
    for mark in _BETWEEN_NAMES.finditer(text, start, end):
        yield start, mark.start()
        start = mark.end()
    yield start, end


def _is_quantity(name: str) -> bool:
    """Whether a name is that of something counted or measured, without a number of its own."""
    named = _NAME.fullmatch(name) and _MEASURE.search(name) and not _NO_MEASURE.search(name)
    return bool(named) and not quantities_in(name)
