"""Each word of a list does what its list says, alone, without a sentence around it."""

from __future__ import annotations

import pytest

from targets.extraction.indicators.nouns import ACTIONS, BARE, MEASURES, has_action, needs_subject
from targets.extraction.indicators.phrases import LeftContext, left_context_of, noun_after, opened
from targets.extraction.lexicon import lexicon
from targets.extraction.roles.sentences import _CLASS
from targets.extraction.structure.document_kind import DocumentKind, kind_in_title
from targets.extraction.structure.rules import sentences_of
from targets.extraction.tables.columns import Kind, Measure, head_of
from tests.extraction.phrases import document_of

TABLES, INDICATORS = lexicon("tables"), lexicon("indicators")
HEADS = {
    "index": Kind.INDEX,
    "unit": Kind.UNIT,
    "attribute": Kind.ATTRIBUTE,
    "region": Kind.REGION,
    "category": Kind.CATEGORY,
    "remark": Kind.ASIDE,
    "start": Kind.ASIDE,
    "span": Kind.ASIDE,
    "person": Kind.ASIDE,
    "owner": Kind.OWNER,
    "due": Kind.DUE,
    "name": Kind.NAME,
    "task": Kind.TASK,
    "progress": Kind.PROGRESS,
    "size": Kind.ASIDE,
}


def words(*lists: tuple[str, list[str]]) -> list[object]:
    """The words of several lists as parameters, named."""
    return [pytest.param(word, name, id=f"{name}: {word}") for name, each in lists for word in each]


def test_every_head_of_a_column_names_its_kind() -> None:
    listed = {
        word: {key for key in HEADS if word in TABLES["columns"][key]}
        for key in HEADS
        for word in TABLES["columns"][key]
    }
    wrong = {
        word: head_of((word,)).kind
        for word, keys in listed.items()
        if head_of((word,)).kind not in {HEADS[key] for key in keys}
    }
    assert wrong == {}


def test_every_word_of_goal_rate_and_rank_makes_a_head_of_figures() -> None:
    roles = TABLES["roles"]
    assert {
        w: head_of((w,)).measure for w in roles["rate"] if head_of((w,)).measure is not Measure.RATE
    } == {}
    assert {
        w: head_of((w,)).measure for w in roles["rank"] if head_of((w,)).measure is not Measure.RANK
    } == {}
    assert {w for w in roles["skip"] if head_of((w,)).kind is not Kind.ASIDE} == set()


def test_every_kind_of_document_is_named_by_its_words() -> None:
    kinds = lexicon("structure")["document_kinds"]
    wrong = {
        (word, kind_in_title(f"青山市2026年{word}"))
        for kind, listed in kinds.items()
        for word in listed
        if kind_in_title(f"青山市2026年{word}") is not DocumentKind(kind)
    }
    assert wrong == set()


def test_lines_of_a_page_around_the_text_are_left_out() -> None:
    furniture = lexicon("structure")["furniture"]
    lines = [*furniture["lines"], *(f"{start}某某" for start in furniture["starts"])]
    assert [s.text for s in sentences_of(document_of("\n".join([*lines, "新建泵站3座。"])))] == [
        "新建泵站3座。"
    ]


def test_every_cue_word_has_its_class() -> None:
    cues = lexicon("roles")["cues"]
    assert {word for listed in cues.values() for word in listed} == set(_CLASS)


def test_every_opening_is_left_out_of_a_name() -> None:
    wrong = {word for word in INDICATORS["openings"]["words"] if opened(f"{word}湿地面积") != "湿地面积"}
    assert wrong == set()


def test_every_word_that_only_looks_like_an_opening_stays() -> None:
    wrong = {w for w in INDICATORS["openings"]["never"] if opened(f"{w}湿地面积") == "湿地面积"}
    assert wrong == set()


@pytest.mark.parametrize("change", ["up", "down"])
def test_every_verb_of_change_tells_its_direction(change: str) -> None:
    tails = INDICATORS["tails"][change]
    assert {word for word in tails if left_context_of(f"湿地面积{word}").change != change} == set()


def test_every_verb_of_reaching_links_noun_and_number() -> None:
    wrong = {
        word
        for word in INDICATORS["tails"]["reach"]
        if not left_context_of(f"湿地面积{word}").reached
        or left_context_of(f"湿地面积{word}").noun != "湿地面积"
    }
    assert wrong == set()


def test_every_neutral_word_before_a_number_is_left_out_of_its_name() -> None:
    wrong = {
        word
        for word in INDICATORS["tails"]["neutral"]
        if left_context_of(f"湿地面积{word}").noun != "湿地面积"
    }
    assert wrong == set()


def test_every_action_is_a_verb_of_a_name_and_every_bare_measure_needs_a_subject() -> None:
    assert {
        word for word in INDICATORS["actions"]["words"] if word not in ACTIONS or not has_action(word)
    } == set()
    assert {word for word in BARE if not needs_subject(word, LeftContext(word), "")} == set()
    assert {word for word in INDICATORS["measures"]["words"] if MEASURES.at_end(f"青山{word}") == ""} == set()


def test_what_follows_a_number_and_is_no_noun_names_nothing() -> None:
    assert {word for word in INDICATORS["after"]["not_nouns"] if noun_after(f"{word}泵站建设") != ""} == set()
