"""Documents come in once, are replaced when they change, and keep what people decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import duckdb
import pytest

from targets.extraction.goals.target import Target, target_id_of
from targets.extraction.mention import Commitment, Mention, Role, TableCell
from targets.reading.document import Document
from targets.settings import Settings
from targets.store.decisions import Person, accept, edit, reject
from targets.store.documents import forget_files, relate_documents, unchanged_files
from tests.harness.loading import load_document
from tests.store.samples import RUN, document, mention, target

SOMEONE = Person("王敏", datetime(2022, 7, 1, 9, 0))


def load(
    con: duckdb.DuckDBPyConnection,
    of: Document,
    mentions: list[Mention],
    targets: list[Target],
    content_hash: str = "hash",
    extractor: str = "v1",
) -> bool:
    """Load with the defaults of these tests."""
    return load_document(
        con, of, content_hash, mentions, targets, extractor=extractor, run=RUN, settings=Settings()
    )


def load_goal(con: duckdb.DuckDBPyConnection, text: str, span: str, path: str, **fields: Any) -> str:
    """Load a document of one goal and return the goal's id."""
    about = {name: fields.pop(name) for name in ("number", "title", "origin", "issued_on") if name in fields}
    of = document(text, path, **about)
    goal = mention(of, span, **fields)
    load(con, of, [goal], [target(of, goal, commitment=goal.commitment)])
    relate_documents(con, RUN)
    return target_id_of(of.document_id, goal.start)


def counts(con: duckdb.DuckDBPyConnection) -> tuple[int, ...]:
    """Rows of the tables that documents fill."""
    tables = ("documents", "document_files", "mentions", "extracted_targets")
    return tuple(con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in tables)


def test_loading_again_adds_nothing(con: duckdb.DuckDBPyConnection) -> None:
    of = document("改造老旧小区2万户，去年改造1万户。")
    goal, result = mention(of, "2万户"), mention(of, "1万户", Role.ACTUAL, value=1e4)
    assert load(con, of, [goal, result], [target(of, goal)])
    before = counts(con)
    assert not load(con, of, [goal, result], [target(of, goal)])
    assert counts(con) == before == (1, 1, 2, 1)


def test_goals_below_the_review_threshold_wait_for_a_person(con: duckdb.DuckDBPyConnection) -> None:
    of = document("改造2万户，新建3所。")
    sure, unsure = mention(of, "2万户"), mention(of, "3所", confidence=0.3)
    load(con, of, [sure, unsure], [target(of, sure), target(of, unsure)])
    states = con.execute('SELECT state FROM targets ORDER BY target_id, "state"').fetchall()
    assert sorted(states) == [("accepted",), ("proposed",)]


def test_only_changed_files_and_new_extractors_are_read_again(con: duckdb.DuckDBPyConnection) -> None:
    load(con, document("改造2万户。"), [], [], "h1", "v1")
    assert unchanged_files(con, {"plan.txt": "h1", "new.txt": "h2"}, "v1") == {"plan.txt"}
    assert unchanged_files(con, {"plan.txt": "h9"}, "v1") == frozenset()
    assert unchanged_files(con, {"plan.txt": "h1"}, "v2") == frozenset()


def test_a_document_in_two_files_counts_once(con: duckdb.DuckDBPyConnection) -> None:
    for path in ("plan.txt", "copy.txt"):
        of = document("改造2万户。", path)
        goal = mention(of, "2万户")
        load(con, of, [goal], [target(of, goal)])
    assert counts(con) == (1, 2, 1, 1)
    forget_files(con, ["plan.txt"])
    assert len(con.execute("FROM current_targets").fetchall()) == 1
    forget_files(con, ["copy.txt"])
    assert con.execute("FROM current_targets").fetchall() == []
    assert len(con.execute("FROM targets").fetchall()) == 1, "history stays"


def test_a_changed_file_replaces_its_document(con: duckdb.DuckDBPyConnection) -> None:
    for text, value in (("改造2万户。", 20000.0), ("改造3万户。", 30000.0)):
        of = document(text)
        goal = mention(of, text[2:5], value=value)
        load(con, of, [goal], [target(of, goal)], content_hash=text)
    assert con.execute("SELECT value FROM current_targets").fetchall() == [(30000.0,)]
    assert con.execute("SELECT count(*) FROM targets").fetchall() == [(1,)], "the same goal, raised"


def test_a_failure_while_loading_leaves_nothing_behind(con: duckdb.DuckDBPyConnection) -> None:
    of = document("改造2万户。")
    goal = mention(of, "2万户")
    broken = target(of, goal, quote=None)
    with pytest.raises(duckdb.ConstraintException):
        load(con, of, [goal], [broken])
    assert counts(con) == (0, 0, 0, 0)
    assert load(con, of, [goal], [target(of, goal)])


def goal_events(con: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """What is recorded as having happened to goals."""
    return con.execute("SELECT event, target_id FROM goal_events").fetchall()


def test_a_document_loaded_before_pages_were_kept_gets_them_when_it_is_read_again(
    con: duckdb.DuckDBPyConnection,
) -> None:
    text = "改造2万户。\n新建3所。"
    before, after = document(text, "plan.pdf"), document(text, "plan.pdf", pages=(0, 7))
    other = document("新增4000人。", "other.txt")
    for of, found in ((before, "3所"), (other, "4000人")):
        load(con, of, [mention(of, found)], [target(of, mention(of, found))], extractor="v1")
    stored = "SELECT target_id, goal_no, document_id FROM targets ORDER BY target_id"
    versions = "SELECT document_id, work_id, version FROM documents ORDER BY document_id"
    goals, known = con.execute(stored).fetchall(), con.execute(versions).fetchall()
    for of, found in ((after, "3所"), (other, "4000人")):
        load(con, of, [mention(of, found)], [target(of, mention(of, found))], extractor="v2")
    pages = dict(con.execute("SELECT document_id, pages FROM documents").fetchall())
    assert pages == {after.document_id: [0, 7], other.document_id: None}
    assert (con.execute(stored).fetchall(), con.execute(versions).fetchall()) == (goals, known)
    assert goal_events(con) == []


@pytest.mark.parametrize("place", [0, 6, 7, 12])
def test_the_page_of_a_place_is_the_same_in_sql_as_while_reading(
    con: duckdb.DuckDBPyConnection, place: int
) -> None:
    of = document("改造2万户。\n新建3所。", pages=(0, 7, 7))
    query = "SELECT page_at(?::INTEGER[], ?), page_at(NULL::INTEGER[], ?)"
    assert con.execute(query, [list(of.pages), place, place]).fetchall() == [(of.page_at(place), None)]


def test_a_better_extractor_keeps_ids_and_decisions(con: duckdb.DuckDBPyConnection) -> None:
    of = document("全年改造2万户以上。")
    first = mention(of, "2万户")
    load(con, of, [first], [target(of, first)], extractor="v1")
    kept = target(of, first).target_id
    reject(con, kept, SOMEONE)
    wider = mention(of, "改造2万户以上", indicator="改造户数")
    assert load(con, of, [wider], [target(of, wider)], extractor="v2")
    rows = con.execute("SELECT target_id, indicator, state FROM targets").fetchall()
    assert rows == [(kept, "改造户数", "rejected")]
    assert con.execute("SELECT target_id FROM mentions").fetchall() == [(kept,)]


def test_ids_survive_another_layout_of_the_same_text(con: duckdb.DuckDBPyConnection) -> None:
    plain, spaced = (
        document("一、任务\n改造2万户。\n新建3所。", "a.txt"),
        document("一、 任务 改造2万户。 新建3所。", "b.html"),
    )
    assert plain.document_id == spaced.document_id
    goals = [mention(plain, "2万户"), mention(plain, "3所", unit="所")]
    load(con, plain, goals, [target(plain, g) for g in goals], extractor="v1")
    before = con.execute("SELECT target_id, unit FROM targets ORDER BY unit").fetchall()
    goals = [mention(spaced, "2万户"), mention(spaced, "3所", unit="所")]
    load(con, spaced, goals, [target(spaced, g) for g in goals], extractor="v2")
    assert con.execute("SELECT target_id, unit FROM targets ORDER BY unit").fetchall() == before


def test_a_goal_that_a_person_worked_on_stays_when_no_longer_seen(con: duckdb.DuckDBPyConnection) -> None:
    of = document("改造2万户，新建3所。")
    seen, doubtful = mention(of, "2万户"), mention(of, "3所", unit="所")
    load(con, of, [seen, doubtful], [target(of, seen), target(of, doubtful)], extractor="v1")
    accept(con, target(of, doubtful).target_id, SOMEONE)
    load(con, of, [seen], [target(of, seen)], extractor="v2")
    assert sorted(con.execute("SELECT unit FROM current_targets").fetchall()) == [("户",), ("所",)]
    load(con, of, [], [], extractor="v3")
    assert con.execute("SELECT unit FROM current_targets").fetchall() == [("所",)]


def test_a_forwarded_goal_counts_once(con: duckdb.DuckDBPyConnection) -> None:
    copy = load_goal(con, "转发：改造2万户。", "2万户", "county.txt", origin="南政发〔2022〕1号")
    assert con.execute("SELECT superseded_by FROM targets").fetchall() == [(None,)]
    origin = load_goal(con, "全市改造2万户。", "2万户", "city.txt", number="南政发〔2022〕1号")
    rows = dict(con.execute("SELECT target_id, superseded_by FROM targets").fetchall())
    assert rows == {copy: origin, origin: None}


@pytest.mark.parametrize(
    ("later", "in_force"),
    [
        ({}, "new"),
        ({"value": 30000.0}, "new"),
        ({"issued_on": date(2022, 1, 1)}, "old"),
        ({"issued_on": date(2022, 1, 20)}, "both"),
        ({"issued_on": None}, "both"),
        ({"indicator": "改造老旧小区面积"}, "both"),
        ({"due": date(2023, 12, 31)}, "both"),
        ({"due": date(2022, 10, 31)}, "new"),
        ({"due": date(2022, 6, 30), "value": 10000.0}, "both"),
        ({"unit": "套"}, "both"),
        ({"region": "东湖市"}, "both"),
        ({"commitment": Commitment.STRETCH}, "both"),
    ],
)
def test_a_later_document_replaces_the_goal_it_sets_anew(
    con: duckdb.DuckDBPyConnection, later: dict[str, Any], in_force: str
) -> None:
    old = load_goal(con, "年初：改造2万户。", "2万户", "plan.txt", issued_on=date(2022, 1, 20))
    new = load_goal(
        con, "年中：改造2万户。", "2万户", "update.txt", **{"issued_on": date(2022, 5, 20), **later}
    )
    current = {row[0] for row in con.execute("SELECT target_id FROM current_targets").fetchall()}
    assert current == {"new": {new}, "old": {old}, "both": {old, new}}[in_force]


def test_a_withdrawn_document_gives_way_to_the_earlier_one_again(con: duckdb.DuckDBPyConnection) -> None:
    old = load_goal(con, "年初：改造2万户。", "2万户", "plan.txt", issued_on=date(2022, 1, 20))
    load_goal(con, "年中：改造2万户。", "2万户", "update.txt", issued_on=date(2022, 5, 20))
    forget_files(con, ["update.txt"])
    relate_documents(con, RUN)
    assert con.execute("SELECT target_id FROM current_targets").fetchall() == [(old,)]


def test_a_corrected_region_decides_what_is_replaced(con: duckdb.DuckDBPyConnection) -> None:
    old = load_goal(con, "年初：改造2万户。", "2万户", "plan.txt", issued_on=date(2022, 1, 20))
    load_goal(con, "年中：改造2万户。", "2万户", "update.txt", issued_on=date(2022, 5, 20))
    edit(con, old, {"region": "东湖市"}, SOMEONE)
    relate_documents(con, RUN)
    assert len(con.execute("FROM current_targets").fetchall()) == 2


def test_the_place_of_a_number_in_a_table_is_kept(con: duckdb.DuckDBPyConnection) -> None:
    of = document("造林\t6")
    stated = mention(of, "6", cell=TableCell(1, 2, 3, "造林", "2026年"))
    load(con, of, [stated, mention(of, "造林")], [target(of, stated)])
    assert con.execute('SELECT cell.row_head, cell."row" FROM mentions ORDER BY "start" DESC').fetchall() == [
        ("造林", 2),
        (None, None),
    ]
