"""The whole way from a document to its mentions."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from targets.extraction.mention import Comparator, DueBasis, Mention, Role
from targets.extraction.pipeline import EXTRACTOR_VERSION, explain, extract
from targets.reading.document import Document
from tests.extraction.mutations import LONG_LINES, SAMPLE, mutated_documents
from tests.extraction.phrases import document_of

MENTIONS = {m.text: m for m in extract(document_of(SAMPLE, plan_year=2024, issued_on=date(2024, 1, 18)))}


def test_a_result_of_last_year() -> None:
    mention = MENTIONS["1200亿元"]
    assert (mention.role, mention.value, mention.unit) == (Role.ACTUAL, 1.2e11, "元")
    assert (mention.comparator, mention.period_end, mention.due) == (Comparator.GE, date(2023, 12, 31), None)


def test_a_goal_with_a_date_and_owners() -> None:
    mention = MENTIONS["60%"]
    assert (mention.role, mention.value, mention.comparator) == (Role.TARGET, 60, Comparator.GE)
    assert (mention.due, mention.due_basis, mention.period_end) == (
        date(2024, 6, 30),
        DueBasis.EXPLICIT,
        None,
    )
    assert mention.owners == ("市发改委", "市财政局")
    assert mention.section == ("二、2024年重点工作", "（二）扩大有效投资")


def test_a_range() -> None:
    mention = MENTIONS["80-100万平方米"]
    assert (mention.value, mention.value_high, mention.comparator) == (8e5, 1e6, Comparator.RANGE)


def test_every_number_is_explained_and_the_kept_ones_are_the_mentions() -> None:
    document = document_of(SAMPLE, plan_year=2024)
    lines = explain(document)
    assert [line.mention for line in lines if line.mention] == extract(document)
    assert all(line.cues and line.text in line.clause for line in lines)
    assert all((line.role is None) == (line.mention is None) for line in lines)


def test_a_document_without_numbers_has_no_mentions() -> None:
    assert extract(document_of("坚持稳中求进。\n抓好落实。")) == []


def test_an_empty_document_has_no_mentions() -> None:
    assert extract(document_of("")) == []


@pytest.mark.parametrize("between", ["\n", "\n\n　　", "\r\n"])
def test_a_body_printed_twice_gives_its_mentions_once(between: str) -> None:
    once = extract(document_of(SAMPLE, plan_year=2024))
    twice = extract(document_of(SAMPLE + between + SAMPLE.replace("\n", between), plan_year=2024))
    assert [(m.start, m.text) for m in twice] == [(m.start, m.text) for m in once]


def test_the_version_is_a_short_hash() -> None:
    assert len(EXTRACTOR_VERSION) == 12 and int(EXTRACTOR_VERSION, 16) >= 0


def check(text: str, mentions: list[Mention]) -> None:
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end
        assert mention.text == text[mention.start : mention.end]
        assert 0 <= mention.confidence <= 1
        assert mention.indicator
        end = mention.end


@settings(deadline=None)
@given(
    st.text(max_size=200)
    | st.text(alphabet="今年增长至到0123456789.%万亿个家户，。、；（一）回顾工作目标\n", max_size=200)
)
def test_mentions_of_any_text_fit_it_in_order(text: str) -> None:
    check(text, extract(document_of(text, plan_year=2024)))


def test_mutated_documents_are_read_without_an_exception() -> None:
    for _, document in mutated_documents(200, seed=7, texts=[SAMPLE]):
        check(document.text, extract(document))


@pytest.mark.parametrize("name", LONG_LINES)
def test_a_long_line_takes_no_more_than_its_share(name: str) -> None:
    ordinary = document_of("\n".join(f"{i}{line}" for i in range(40) for line in SAMPLE.split("\n")))
    share = seconds(ordinary) / len(ordinary.text)
    document = document_of(LONG_LINES[name][:6_000], plan_year=2024)
    assert seconds(document) < 50 * share * len(document.text)


def seconds(document: Document) -> float:
    """Processor time of one extraction."""
    start = time.process_time()
    extract(document)
    return time.process_time() - start


def test_importing_the_pipeline_loads_nothing_heavy() -> None:
    heavy = ("pandas", "duckdb", "prefect", "great_expectations", "plotly", "pdfplumber", "docx", "openpyxl")
    code = (
        f"import sys, targets.extraction.pipeline; print([name for name in {heavy!r} if name in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"
