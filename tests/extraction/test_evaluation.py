"""Precision, recall and field accuracy of mentions against labels."""

from __future__ import annotations

from typing import Any

import pytest

from targets.extraction.evaluation import added, calibration, figures_of

LABEL: dict[str, Any] = {
    "start": 10,
    "end": 14,
    "role": "target",
    "value": 200.0,
    "value_high": None,
    "unit": "户",
    "comparator": "ge",
    "due": "2024-12-31",
    "due_basis": "explicit",
    "indicator": "老旧小区改造户数",
    "keys": ["老旧小区"],
    "owners": ["市住建局"],
    "commitment": "commit",
}


def mention(**changes: Any) -> dict[str, Any]:
    """A mention that agrees with LABEL but for the changes."""
    return {k: v for k, v in LABEL.items() if k not in ("keys", "due_basis")} | changes


def test_a_right_mention_is_strict() -> None:
    figures = figures_of([LABEL], [mention()])["target"]
    assert (figures.f1, figures.strict_f1) == (1, 1)


def test_no_labels_and_no_mentions_are_zero() -> None:
    figures = figures_of([], [])["target"]
    assert (figures.precision, figures.recall, figures.f1, figures.implicit_recall) == (0, 0, 0, None)


def test_the_wrong_role_is_missed_and_spurious() -> None:
    by_role = figures_of([LABEL], [mention(role="actual")])
    assert (by_role["target"].missed, by_role["actual"].spurious) == (1, 1)


@pytest.mark.parametrize(
    ("change", "field", "strict"),
    [
        ({"value": 201.0}, "value", 0),
        ({"unit": "套"}, "unit", 0),
        ({"comparator": "eq"}, "comparator", 0),
        ({"due": "2024-06-30"}, "date", 0),
        ({"indicator": "棚户区改造户数"}, "indicator", 0),
        ({"indicator": "老旧小区,改造户数"}, "indicator", 0),
        ({"indicator": "老旧小区" + "很" * 30}, "indicator", 0),
        ({"owners": ["市发改委"]}, "owners", 1),
        ({"commitment": "stretch"}, "commitment", 1),
        ({"change": "up"}, "change", 1),
    ],
)
def test_a_wrong_field_is_counted(change: dict[str, Any], field: str, strict: int) -> None:
    figures = figures_of([LABEL], [mention(**change)])["target"]
    assert figures.accuracy(field) == 0
    assert (figures.found, figures.strict) == (1, strict)


@pytest.mark.parametrize("change", [{"value": 200.01}, {"unit": " 户 "}])
def test_a_small_difference_is_right(change: dict[str, Any]) -> None:
    assert figures_of([LABEL], [mention(**change)])["target"].strict == 1


def test_a_date_the_document_does_not_name_is_not_judged() -> None:
    figures = figures_of([LABEL | {"due_basis": "document"}], [mention(due=None)])["target"]
    assert figures.accuracy("date") is None
    assert figures.strict == 1


def test_fields_without_a_label_are_not_judged() -> None:
    figures = figures_of([{"start": 10, "end": 14, "role": "target"}], [mention()])["target"]
    assert figures.strict == 1
    assert not figures.judged


def test_the_largest_overlap_matches_and_the_rest_is_spurious() -> None:
    figures = figures_of([LABEL], [mention(start=13, end=20), mention(start=9, end=14)])["target"]
    assert (figures.found, figures.spurious) == (1, 1)
    assert [row["start"] for row in figures.spurious_rows] == [13]


def test_what_overlaps_an_arguable_label_counts_neither_way() -> None:
    either = {"start": 30, "end": 33, "role": "either"}
    figures = figures_of([LABEL, either], [mention(), mention(start=31, end=34)])["target"]
    assert (figures.found, figures.spurious, figures.missed) == (1, 0, 0)


def test_implicit_goals_are_counted_apart() -> None:
    labels = [LABEL | {"implicit": True}, LABEL | {"start": 50, "end": 52, "implicit": True}]
    assert figures_of(labels, [mention()])["target"].implicit_recall == 0.5


def test_documents_add_up() -> None:
    total = added([figures_of([LABEL], [mention()])["target"], figures_of([LABEL], [])["target"]])
    assert (total.labelled, total.precision, total.recall) == (2, 1, 0.5)


def test_calibration_sets_confidence_beside_what_was_right() -> None:
    rows = [
        mention(confidence=0.95),
        mention(start=60, end=62, confidence=0.95),
        mention(start=70, end=72, confidence=0.4),
    ]
    figures = figures_of([LABEL], rows)["target"]
    assert calibration(figures, (0.0, 0.9, 1.0)) == [(0.0, 0.9, 1, 0.0), (0.9, 1.0, 2, 0.5)]
