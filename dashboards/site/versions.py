"""A document beside the version before it: paragraph by paragraph, what was reworded, added and dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, partial
from typing import Literal

from jinja2 import Environment
from markupsafe import Markup

from dashboards.rows import DocumentRow, EarlierVersionRow
from dashboards.site.environment import document_path, text
from dashboards.site.highlight import spans_of
from dashboards.site.incremental import Page
from dashboards.site.page import page
from dashboards.site.snapshot_index import SnapshotIndex
from targets.words import message, unworded

SHOWN_AROUND = 1
"""Paragraphs that are shown before and after a change; of the other equal ones it says how many there are."""

_ALIKE = 0.4
"""The least ratio (difflib) at which a paragraph is taken for another one reworded."""

_LONGEST = 3000
"""Characters of a paragraph that is compared letter by letter."""

Part = tuple[bool, str]
"""A piece of a paragraph, and whether only this version has it."""


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A paragraph in both versions, cut where they differ; `same` counts equal paragraphs that are not shown."""

    kind: Literal["same", "equal", "reworded", "added", "dropped"]
    before: tuple[Part, ...] = ()
    after: tuple[Part, ...] = ()
    same: int = 0


def versions_path(document_id: str) -> str:
    """The page that compares a document with the version before, from the site's root."""
    return document_path(document_id).removesuffix(".html") + "-versions.html"


def version_pages(env: Environment, index: SnapshotIndex) -> Iterator[Page]:
    """A page for each document that has an earlier version."""
    for document in index.snapshot.documents:
        earlier = index.earlier.get(document["document_id"])
        if earlier:
            yield _page(env, index, document, earlier)


def _page(env: Environment, index: SnapshotIndex, document: DocumentRow, earlier: EarlierVersionRow) -> Page:
    title = (document["title"] or document["doc"])[:80]
    lines = cache(partial(compared, earlier["earlier_text"], document["text"]))
    return page(
        env,
        versions_path(document["document_id"]),
        "versions.html.jinja",
        [document, earlier],
        index,
        title=unworded(title),
        here="documents",
        illustrative=document["illustrative"],
        document=document,
        heading=message("page-versions"),
        summary=lambda: _summary(lines()),
        lines=lines,
    )


def _summary(lines: Sequence[ComparedLine]) -> Markup:
    """How many paragraphs were reworded, added and dropped."""
    counts = {
        kind: str(sum(line.kind == kind for line in lines)) for kind in ("reworded", "added", "dropped")
    }
    return text("page-versions-summary", **counts)


def compared(before: str, after: str) -> list[ComparedLine]:
    """The paragraphs of two versions side by side, runs of equal ones folded."""
    one, other = _paragraphs(before), _paragraphs(after)
    lines: list[ComparedLine] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += _equal(one[a:b], is_first=not a, is_last=b == len(one) and d == len(other))
        else:
            lines += _changed(one[a:b], other[c:d])
    return lines


def _paragraphs(document: str) -> list[str]:
    return [document[start:end].strip() for start, end in spans_of(document)]


def _equal(paragraphs: Sequence[str], *, is_first: bool, is_last: bool) -> list[ComparedLine]:
    """Those next to a change, and how many lie between."""
    head = 0 if is_first else SHOWN_AROUND
    tail = 0 if is_last else SHOWN_AROUND
    shown = [ComparedLine("equal", ((False, p),), ((False, p),)) for p in paragraphs]
    folded = len(paragraphs) - head - tail
    if folded < 2:
        return shown
    return [*shown[:head], ComparedLine("same", same=folded), *shown[len(shown) - tail :]]


def _changed(dropped: Sequence[str], added: Sequence[str]) -> Iterator[ComparedLine]:
    """Paragraphs that stand in each other's place: reworded where they are alike, else dropped and added."""
    for place in range(max(len(dropped), len(added))):
        old = dropped[place] if place < len(dropped) else ""
        new = added[place] if place < len(added) else ""
        matcher = SequenceMatcher(None, old[:_LONGEST], new[:_LONGEST], autojunk=False)
        if old and new and matcher.ratio() >= _ALIKE:
            yield ComparedLine("reworded", *_parts(matcher, old, new))
            continue
        if old:
            yield ComparedLine("dropped", before=((True, old),))
        if new:
            yield ComparedLine("added", after=((True, new),))


def _parts(matcher: SequenceMatcher[str], old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Both paragraphs cut where they differ."""
    codes = matcher.get_opcodes()
    before = [(tag != "equal", old[a:b]) for tag, a, b, _, _ in codes if b > a]
    after = [(tag != "equal", new[c:d]) for tag, _, _, c, d in codes if d > c]
    return (*before, (True, old[_LONGEST:])), (*after, (True, new[_LONGEST:]))
