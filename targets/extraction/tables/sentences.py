"""The goals and results in the cells of a table that are sentences: read as prose, with what their row says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from targets.extraction.mention import Commitment, DueBasis, Mention, Role
from targets.extraction.tables.columns import Kind
from targets.extraction.tables.context import TableContext
from targets.extraction.tables.evidence import cell_of, cues_of, quote_of, section_of
from targets.extraction.tables.grid import Words
from targets.extraction.tables.layout import Layout
from targets.extraction.tables.readings import Sentence
from targets.reading.document import Document, Paragraph

Prose = Callable[[Document, Callable[[int], Role | None]], Iterable[Mention]]
"""The grammar of prose, asked to read a document; the function gives the role of a number that it leaves open."""

_PROSE_FLOOR = 0.75
_AHEAD = re.compile("预计|力争|确保|拟于|将于|计划于|下一步")
_LEANING = re.compile(
    r"(?:完成|累计完成|新增|全部|力争|确保|实现|累计|共|≥|≤|>|<)*\d|达到?|控制在|不低于|不少于|不超过|下降|增长|提高|降低|减少|保持|超过|突破|完成率|同比|全部|每[百千万][人户名]口?达"
)
_DEED = re.compile(
    r"(?:力争|确保|基本|累计|全年|新)*(新改建|改扩建|改造|新建|改建|扩建|建成|建设|开工|竣工|投产|完工|整治|修复|培育|引进|创建|推出|实施)(?=\d)"
)
"""A deed whose object is the row's name: 城镇老旧小区 beside 改造1.2万户."""
_AT_WORK = re.compile(r"(?:建设|工程|工作|项目建设|体系建设)$")


def sentence_mentions(
    document: Document, layout: Layout, context: TableContext, sentences: list[Sentence], prose: Prose
) -> Iterator[Mention]:
    """The goals and results in the cells of a table that are sentences, read one after the other as prose."""
    text = ""
    places: list[int] = []
    lines: list[tuple[int, Sentence, Words | None]] = []
    seen: set[tuple[int, ...]] = set()
    projects = bool(layout.of(Kind.ASIDE)) and any("投资" in h.text for h in layout.heads)
    paragraphs = []
    for sentence in sentences:
        if sentence.words.places in seen or not sentence.words.text:
            continue
        seen.add(sentence.words.places)
        subject = sentence.subject if sentence.subject and _leans(sentence.words.text, projects) else None
        start = len(text)
        before = _object(subject.text, sentence.words.text) if subject else ""
        text += before + sentence.words.text
        places += [*[-1] * len(before), *sentence.words.places]
        text += "。"
        places.append(-1)
        paragraphs.append(Paragraph(start, len(text)))
        lines.append((start, sentence, subject))
        text += "\n"
        places.append(-1)
    if not paragraphs:
        return

    def at(position: int) -> tuple[int, Sentence, Words | None]:
        return lines[bisect_right(lines, position, key=lambda line: line[0]) - 1]

    page = replace(document, text=text, paragraphs=tuple(paragraphs), tables=())
    for mention in prose(page, lambda position: at(position)[1].assumed):
        if places[mention.start] < 0 or places[mention.end - 1] < 0:
            continue
        _, sentence, subject = at(mention.start)
        start, end = places[mention.start], places[mention.end - 1] + 1
        yield _placed(document, layout, context, mention, sentence, start, end, projects)


def _leans(text: str, projects: bool) -> bool:
    """Whether a cell needs the name of its row to be a sentence."""
    return projects or _LEANING.match(text) is not None or _DEED.match(text) is not None


def _object(name: str, text: str) -> str:
    """The name of a row as it stands before a cell, without a deed that the cell repeats."""
    deed = _DEED.match(text)
    if not deed:
        return name
    bare = _AT_WORK.sub("", name.removesuffix(deed[1]))
    return bare if len(bare) > 1 else name


def _placed(
    document: Document,
    layout: Layout,
    context: TableContext,
    mention: Mention,
    sentence: Sentence,
    start: int,
    end: int,
    projects: bool,
) -> Mention:
    """A mention of prose with what its row says: where it stands, who is in charge, by when."""
    row = sentence.row
    role = sentence.role or mention.role
    if sentence.reports and mention.role is Role.TARGET and _AHEAD.search(mention.quote):
        role = Role.TARGET
    own = mention.due if role is Role.TARGET else mention.period_end
    said = own is not None and mention.due_basis is DueBasis.EXPLICIT
    if said:
        day, basis = own, DueBasis.EXPLICIT
    elif sentence.day:
        day, basis = sentence.day[0], DueBasis.EXPLICIT
    else:
        day, basis, _ = context.due if role is Role.TARGET else context.known
    name = mention.indicator
    subject = row.name
    if projects and subject and subject not in name:
        name = subject + name
    target = role is Role.TARGET
    return replace(
        mention,
        doc=document.doc,
        start=start,
        end=end,
        text=document.text[start:end],
        role=role,
        due=day if target else None,
        period_end=None if target else day,
        due_basis=basis,
        indicator=name,
        region=row.region or mention.region or context.region,
        owners=row.owners or mention.owners,
        commitment=(mention.commitment or Commitment.COMMIT) if target else None,
        section=section_of(context, row),
        quote=quote_of(layout, row),
        confidence=max(mention.confidence, _PROSE_FLOOR) if sentence.role else mention.confidence,
        cues=(*cues_of(layout, row, sentence.column, ""), *mention.cues),
        cell=cell_of(layout, row, sentence.column),
    )
