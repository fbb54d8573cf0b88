"""Who is responsible (责任单位), and for which span of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.parts import Sentence
from targets.extraction.tables.flat_tables import FlatRow
from targets.reading.content import CELLS, holds_cells
from targets.reading.document import Document, Paragraph

LONGEST_STATEMENT = 600

_WORDS: dict[str, list[str]] = lexicon("owners")
_LEAD, _PLAIN, _SUPPORT = range(3)
_RANKS = {
    word: rank
    for rank, group in ((_LEAD, "lead_"), (_PLAIN, ""), (_SUPPORT, "support_"))
    for word in (*_WORDS[f"{group}labels"], *_WORDS[f"{group}verbs"])
}


_LABELS = any_of(_WORDS["lead_labels"] + _WORDS["labels"] + _WORDS["support_labels"])
_VERBS = any_of(_WORDS["lead_verbs"] + _WORDS["verbs"] + _WORDS["support_verbs"])
_CUE = re.compile(f"{_LABELS}|{_VERBS}")
_LABEL = re.compile(rf"({_LABELS})[ 　]*[:：]")
_VERB = re.compile(rf"({_VERBS})(?:等工作)?$")
_PROSE = re.compile(rf"由([^，,。；;：:()（）\s]{{2,60}}?)({any_of(_WORDS['lead_verbs'] + _WORDS['verbs'])})")
_UNIT = re.compile(rf"(?:{any_of(_WORDS['ends'])})(?:[(（〔].{{1,20}}[)）〕])?$")
_OFFICE = re.compile(rf"^[^的于和了]{{1,20}}(?:{any_of(_WORDS['offices'])})$")
_MARKS = re.compile(r"[()（）〔〕\[\]【】。]")
_SENTENCE = re.compile("[^。]+。?")
_OPENING = frozenset("(（〔[【")
_CLOSED = re.compile(r"[)）〕\]】][。；;. ]*$")
_OUTSIDE_BRACKETS = r"(?![^(（〔\[]*[)）〕\]])"
_PART = re.compile(rf"[,，;；]{_OUTSIDE_BRACKETS}")
_PLACES = f"[{''.join(_WORDS['places'])}]"
# 各区、县级市政府 are one unit: what governments they are is said last.
_SEPARATOR = re.compile(
    rf"(?:(?<!各{_PLACES})|(?!、{_PLACES}[^、]{{0,5}}(?:政府|管委会)))[、\s]+{_OUTSIDE_BRACKETS}"
)
_JOINT = re.compile(
    rf"(?<=..[{''.join(_WORDS['joint_ends'])}])(?=(?:{any_of(_WORDS['joint_starts'])})(?!场监管局))"
)
_TRAILING = re.compile(rf"(?:{any_of(_WORDS['trailing'])})$")
_UNCLOSED = re.compile(r"[)）〕\]】]\s*$")
_COLUMN = re.compile(rf"({_LABELS})(?:及.*|和.*|[(（].*)?")
_BLANK = " \t\r\n　,，;；。、."


@dataclass(frozen=True, slots=True)
class Owned:
    """A span of the text (half-open, in characters) and the units responsible for it, the lead first."""

    start: int
    end: int
    owners: tuple[str, ...]


def owned_spans(
    document: Document, sentences: Sequence[Sentence], flat: Sequence[FlatRow] = ()
) -> tuple[Owned, ...]:
    """The spans that have owners, in order and without overlap; `flat` are the rows of flattened tables.

    A statement holds for its paragraph, back to the statement before it; standing alone, for the paragraphs
    since the last statement or heading; in a heading, for what stands under it; 由…牵头 and, of offices,
    由…负责 in running text, for its sentence, where no other statement holds. In a table, the cell under 责任单位 holds for its row.
    """
    rows = _in_tables(document) if holds_cells(document.text) else {}
    rows |= _in_flat_tables(document, flat)
    headings = {s.paragraph_start for s in sentences if s.heading and s.end >= s.paragraph_end}
    spans = _stated(document, headings, rows)
    spans.extend(_in_prose(sentences, spans))
    return tuple(sorted(spans, key=lambda owned: owned.start))


def owners_of(spans: Sequence[Owned], offset: int) -> tuple[str, ...]:
    """The units responsible for what stands at `offset`; empty where the document names none."""
    at = bisect_right(spans, offset, key=lambda owned: owned.start) - 1
    return spans[at].owners if at >= 0 and offset < spans[at].end else ()


def units_in(words: str) -> tuple[str, ...]:
    """The units that the words of a statement name, the lead first: 市发改委、市财政局等,各县(区)政府."""
    ranked: list[tuple[int, str]] = []
    waiting: list[str] = []
    rank: int | None = None
    for part in _PART.split(words):
        part = part.strip(_BLANK)
        if label := _LABEL.match(part):
            ranked.extend((_PLAIN if rank is None else rank, name) for name in waiting)
            waiting, rank = [], _RANKS[label[1]]
            part = part[label.end() :]
        verb = _VERB.search(part)
        waiting.extend(_names(part[: verb.start()] if verb else part))
        if verb:
            ranked.extend((_RANKS[verb[1]], name) for name in waiting)
            waiting = []
    ranked.extend((_PLAIN if rank is None else rank, name) for name in waiting)
    ranked.sort(key=lambda pair: pair[0])
    return tuple(dict.fromkeys(name for _, name in ranked))


def _names(part: str) -> Iterator[str]:
    for piece in _SEPARATOR.split(part):
        for name in _JOINT.split(piece):
            name = _TRAILING.sub("", name.strip(_BLANK)).removeprefix("由")
            if name:
                yield name


def _in_tables(document: Document) -> dict[int, tuple[str, ...]]:
    """The owners of each table row under a header that names a column for them, by the row's start.

    Columns are counted from the right, since merged cells at the left leave rows short; a row whose own
    cell is merged away shares the owners of the row above.
    """
    rows: dict[int, tuple[str, ...]] = {}
    columns: list[tuple[int, int]] = []  # rank and column, the lead's first
    above: tuple[str, ...] = ()
    for paragraph in document.paragraphs:
        cells = CELLS.split(document.text[paragraph.start : paragraph.end].rstrip("|"))
        named = [_COLUMN.fullmatch("".join(cell.split())) for cell in cells] if len(cells) > 1 else []
        if any(named) or len(cells) == 1:
            columns = sorted((_RANKS[m[1]], at - len(cells)) for at, m in enumerate(named) if m)
            above = ()
        elif columns:
            candidates = [units_in(cells[column]) for _, column in columns if len(cells) >= -column]
            owners = _joined(units for units in candidates if _plausible(units))
            rows[paragraph.start] = above = owners or above
    return rows


def _in_flat_tables(document: Document, rows: Sequence[FlatRow]) -> dict[int, tuple[str, ...]]:
    """The same for tables with a line for every cell: lines of offices alone are the owners of their row."""
    owners: dict[int, tuple[str, ...]] = {}
    for row in rows:
        named = [units_in(document.text[p.start : min(p.end, p.start + LONGEST_STATEMENT)]) for p in row]
        if units := _joined(units for units in named if are_offices(units)):
            owners |= dict.fromkeys((p.start for p in row), units)
    return owners


def _stating(document: Document) -> set[int]:
    """The starts of paragraphs that may say who is responsible: with a word for it, or closed by a bracket."""
    starts = [p.start for p in document.paragraphs]
    named = (
        {starts[bisect_right(starts, m.start()) - 1] for m in _CUE.finditer(document.text)}
        if starts
        else set()
    )
    return named.union(
        p.start for p in document.paragraphs if _CLOSED.search(document.text, p.end - 3, p.end)
    )


def _stated(document: Document, headings: set[int], rows: dict[int, tuple[str, ...]]) -> list[Owned]:
    stating = _stating(document)
    spans: list[Owned] = []
    waiting_since: int | None = None  # the first paragraph whose owners may still follow
    inherited: tuple[str, ...] = ()  # what the heading above says
    after_units = False  # the last paragraph held units alone
    for paragraph in document.paragraphs:
        if owners := rows.get(paragraph.start):
            spans.append(Owned(paragraph.start, paragraph.end, owners))
            continue
        text = document.text[paragraph.start : paragraph.end]
        statements = _statements_in(text) if paragraph.start in stating else []
        if paragraph.heading is not None or paragraph.start in headings:
            waiting_since = None
            inherited = _joined(units for _, _, units in statements)
        units_alone = bool(statements) and not _rest_of(text, statements).strip(_BLANK)
        if inherited or (units_alone and after_units):
            owners = inherited or _joined([spans[-1].owners, *(units for _, _, units in statements)])
            start = paragraph.start if inherited else spans.pop().start
            spans.append(Owned(start, paragraph.end, owners))
        elif units_alone and waiting_since is not None:
            owners = _joined(units for _, _, units in statements)
            spans.append(Owned(waiting_since, paragraph.end, owners))
        else:
            spans.extend(_within(paragraph, statements))
        if statements:
            waiting_since = None
        elif waiting_since is None:
            waiting_since = paragraph.start
        after_units = units_alone
    return spans


def _within(paragraph: Paragraph, statements: list[tuple[int, int, tuple[str, ...]]]) -> Iterator[Owned]:
    """Each statement holds back to the one before it; the last one also for what follows it."""
    start = paragraph.start
    for at, (_, end, units) in enumerate(statements):
        last = at == len(statements) - 1
        yield Owned(start, paragraph.end if last else paragraph.start + end, units)
        start = paragraph.start + end


def _statements_in(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Start, end and units of each statement: brackets that name units, or a label without brackets."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for start, end in _bracketed(text):
        words = text[start + 1 : min(end, start + LONGEST_STATEMENT)].rstrip(_BLANK)
        named = bool(_LABEL.match(words) or _VERB.search(words))
        units = units_in(words) if named or _closes(text, end) else ()
        if (named and _plausible(units)) or are_offices(units):
            found.append((start, end + 1, units))
    for label in _LABEL.finditer(text):
        if not any(start <= label.start() < end for start, end, _ in found):
            end = text.find("。", label.end())
            end = min(len(text) if end < 0 else end, label.start() + LONGEST_STATEMENT)
            words = _UNCLOSED.sub("", text[label.start() : end])
            if units := units_in(words):
                found.append((label.start(), end, units))
    found.extend(
        s for s in _whole_sentences(text) if not any(s[0] < end and start < s[1] for start, end, _ in found)
    )
    return sorted(found)


def _whole_sentences(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Sentences that do nothing but name offices and what they do: 市住建局牵头，各县（区）政府负责落实。"""
    for sentence in _SENTENCE.finditer(text):
        words = sentence[0].strip(_BLANK)
        if len(words) <= LONGEST_STATEMENT and all(map(_VERB.search, _PART.split(words))):
            units = units_in(words)
            if are_offices(units):
                yield *sentence.span(), units


def _bracketed(text: str) -> Iterator[tuple[int, int]]:
    """Outermost brackets; a full stop ends what was left open."""
    depth = opened = 0
    for mark in _MARKS.finditer(text):
        if mark[0] == "。":
            depth = 0
        elif mark[0] in _OPENING:
            opened = opened if depth else mark.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield opened, mark.start()


def _closes(text: str, end: int) -> bool:
    """Whether a bracket at `end` closes its paragraph: what it names then needs no word of responsibility."""
    return not text[end + 1 :].strip(_BLANK)


def are_offices(units: tuple[str, ...]) -> bool:
    """Whether names are those of offices, all of them."""
    return bool(units) and all(map(_OFFICE.search, units))


def _plausible(units: tuple[str, ...]) -> bool:
    return any(_UNIT.search(unit) for unit in units)


def _rest_of(text: str, statements: list[tuple[int, int, tuple[str, ...]]]) -> str:
    for start, end, _ in reversed(statements):
        text = text[:start] + text[end:]
    return text


def _joined(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for group in groups for unit in group))


def _in_prose(sentences: Sequence[Sentence], stated: Sequence[Owned]) -> Iterator[Owned]:
    for sentence in sentences:
        text = sentence.text
        if "负责" not in text and "牵头" not in text and "主办" not in text:
            continue
        found = _PROSE.search(text)
        if found and not owners_of(stated, sentence.start):
            units = tuple(_names(found[1]))
            if _plausible(units) if _RANKS[found[2]] == _LEAD else are_offices(units):
                yield Owned(sentence.start, sentence.end, units)
