"""What a document is: does it report, plan, list tasks, set rules, or both report and plan."""

from __future__ import annotations

import re
from enum import StrEnum

from targets.extraction.lexicon import any_of, lexicon
from targets.reading.document import Document

_WORDS = lexicon("structure")["document_kinds"]
LONGEST_TITLE = 120
_FEWEST_ARTICLES = 4
_ARTICLE = re.compile(r"\n\s*第[一二三四五六七八九十百]{1,4}条")


class DocumentKind(StrEnum):
    """What a document is, by its title or its shape; UNKNOWN where neither tells."""

    COMMUNIQUE = "communique"  # 统计公报
    BRIEF = "brief"  # 经济运行情况, 快报
    BULLETIN = "bulletin"  # 进展通报, 督查通报
    EXECUTION = "execution"  # 预算执行, 工作总结
    BOTH = "both"  # 工作报告, 计划执行情况与计划草案的报告, 纪要, 讲话
    PLAN = "plan"  # 规划, 方案, 意见
    LIST = "list"  # 清单, 要点, 责任书
    RULES = "rules"  # 办法, 细则
    UNKNOWN = "unknown"

    @property
    def reports(self) -> bool:
        """Whether its numbers are results where nothing else is said."""
        return self in _REPORTING

    @property
    def plans(self) -> bool:
        """Whether its numbers are goals, or rules, where nothing else is said."""
        return self in _PLANNING


_REPORTING = {DocumentKind.COMMUNIQUE, DocumentKind.BRIEF, DocumentKind.BULLETIN, DocumentKind.EXECUTION}
_PLANNING = {DocumentKind.PLAN, DocumentKind.LIST, DocumentKind.RULES}
_KIND_OF = {word: DocumentKind(kind) for kind, words in _WORDS.items() for word in words}
_NAMED = re.compile(any_of(_KIND_OF))
_ASIDE = re.compile(r"\s|《[^》]*》(?=[^《]{4})")
_WORK_REPORT = "工作报告"
_DECIDES = (DocumentKind.BOTH, DocumentKind.COMMUNIQUE)


def kind_of_wording(document: Document) -> DocumentKind:
    """The kind that the title names (统计公报, 进展情况通报, 行动方案); without a telling one, articles (第一条) make rules."""
    title = document.title or document.text.lstrip().partition("\n")[0]
    if len(title) <= LONGEST_TITLE and (kind := kind_in_title(title)) is not DocumentKind.UNKNOWN:
        return kind
    return (
        DocumentKind.RULES
        if len(_ARTICLE.findall("\n" + document.text)) >= _FEWEST_ARTICLES
        else DocumentKind.UNKNOWN
    )


def kind_in_title(title: str) -> DocumentKind:
    """The kind that a title names, UNKNOWN where it names none: the last word of a kind (民生实事进展情况的通报).

    A work report that another document is about decides nothing (政府工作报告落实情况的通报).
    """
    named = [(m[0], _KIND_OF[m[0]]) for m in _NAMED.finditer(_ASIDE.sub("", title))]
    if not named:
        return DocumentKind.UNKNOWN
    decides = (kind for word, kind in named if kind in _DECIDES and not word.endswith(_WORK_REPORT))
    return next(decides, named[-1][1])
