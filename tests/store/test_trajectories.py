"""Milestones and their end share a path, by the fields as people corrected them."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import pytest

from targets.settings import Settings
from targets.status import Kind
from targets.store.decisions import edit, reject
from targets.store.documents import relate_documents
from tests.harness.loading import load_document
from tests.progress.samples import progress, refreshed
from tests.store.samples import RUN, document, mention, target
from tests.store.test_documents import SOMEONE

SHARE = {"indicator": "年度计划投资完成率", "unit": "%"}
JUNE, DECEMBER, LATER = date(2022, 6, 30), date(2022, 12, 31), date(2025, 12, 31)


def load_two(
    con: duckdb.DuckDBPyConnection, first: dict[str, Any], second: dict[str, Any], **fields: Any
) -> tuple[str, str]:
    """Load a document with two goals, 55 and 100; returns their ids."""
    of = document("上半年达到55，全年达到100。", issued_on=date(2022, 1, 10))
    told = [mention(of, text, value=float(text), **about) for text, about in (("55", first), ("100", second))]
    goals = [target(of, each, **fields) for each in told]
    load_document(con, of, "h", told, goals, extractor="v1", run=RUN, settings=Settings())
    relate_documents(con, RUN)
    return goals[0].target_id, goals[1].target_id


def paths(con: duckdb.DuckDBPyConnection) -> dict[str, str | None]:
    """The path of each goal."""
    return dict(con.execute("SELECT target_id, trajectory_id FROM targets").fetchall())


def test_a_milestone_and_its_end_share_a_path(con: duckdb.DuckDBPyConnection) -> None:
    first, second = load_two(con, {**SHARE, "due": JUNE}, {**SHARE, "due": DECEMBER})
    assert len({paths(con)[goal] for goal in (first, second)} - {None}) == 1


@pytest.mark.parametrize(
    ("kind", "together"), [(Kind.LEVEL, True), (Kind.DIRECT, False), (Kind.BOUND, False)]
)
def test_levels_have_a_path_and_what_holds_at_every_date_has_none(
    con: duckdb.DuckDBPyConnection, kind: Kind, together: bool
) -> None:
    load_two(con, {**SHARE, "due": DECEMBER}, {**SHARE, "due": LATER}, kind=kind)
    assert (None not in paths(con).values()) == together


def test_counts_of_different_plans_have_no_common_path(con: duckdb.DuckDBPyConnection) -> None:
    _, second = load_two(con, {"due": DECEMBER}, {"due": LATER})
    edit(con, second, {"start_on": "2025-01-01"}, SOMEONE)
    relate_documents(con, RUN)
    assert set(paths(con).values()) == {None}


def test_an_edited_indicator_rejoins_its_path_at_the_next_refresh(con: duckdb.DuckDBPyConnection) -> None:
    first, second = load_two(
        con, {**SHARE, "indicator": "投资完成比例", "due": JUNE}, {**SHARE, "due": DECEMBER}
    )
    refreshed(con, "2022-06-30")
    assert set(paths(con).values()) == {None}
    edit(con, first, {"indicator": SHARE["indicator"]}, SOMEONE)
    relate_documents(con, RUN)
    refreshed(con, "2022-06-30")
    assert len(set(paths(con).values())) == 1 and None not in paths(con).values()
    judged = con.execute(
        "SELECT target_id, trajectory_id FROM judged_goals WHERE until_no IS NULL"
    ).fetchall()
    assert dict(judged) == paths(con), "its end is judged by the milestone as well"
    assert progress(con)[second]["basis"] == "milestones"


def test_a_rejected_milestone_leaves_the_path(con: duckdb.DuckDBPyConnection) -> None:
    first, second = load_two(con, {**SHARE, "due": JUNE}, {**SHARE, "due": DECEMBER})
    refreshed(con, "2022-06-30")
    reject(con, first, SOMEONE)
    relate_documents(con, RUN)
    rows = refreshed(con, "2022-06-30")
    assert paths(con)[second] is None
    assert rows[second]["basis"] == "linear"
