"""A document beside the version before: what was reworded, added and dropped, and all of both texts."""

from __future__ import annotations

from pathlib import Path

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from dashboards.site.build import build_site
from dashboards.site.environment import document_path
from dashboards.site.versions import compared, versions_path
from tests.dashboards.warehouse import make_warehouse

BEFORE = "一、目标\n改造2万户老旧小区。\n新建学校8所。\n二、保障\n按月调度。\n加强督查。\n及时通报。"
AFTER = "一、目标\n改造3万户老旧小区。\n二、保障\n按月调度。\n加强督查。\n及时通报。\n年终考核。"


def test_what_changed_is_told_by_paragraph_and_within_it() -> None:
    lines = compared(BEFORE, AFTER)
    assert [line.kind for line in lines] == [
        "equal",
        "reworded",
        "dropped",
        "equal",
        "same",
        "equal",
        "added",
    ]
    reworded = lines[1]
    assert [words for differs, words in reworded.before if differs and words] == ["2"]
    assert [words for differs, words in reworded.after if differs and words] == ["3"]
    assert lines[4].same == 2


@given(st.text("一二三甲乙丙。\n", max_size=60), st.text("一二三甲乙丙。\n", max_size=60))
def test_nothing_that_differs_is_lost(before: str, after: str) -> None:
    lines = compared(before, after)
    for side, document in (("before", before), ("after", after)):
        told = ["".join(words for _, words in getattr(line, side)) for line in lines if line.kind != "same"]
        paragraphs = [line.strip() for line in document.split("\n") if line.strip()]
        assert len([words for words in told if words]) + sum(line.same for line in lines) == len(paragraphs)
        assert set(filter(None, told)) <= set(paragraphs)


def test_the_page_of_a_document_leads_to_its_version_before(tmp_path: Path) -> None:
    path = make_warehouse(tmp_path / "w.duckdb", goals=6)
    with duckdb.connect(str(path)) as con:
        con.execute(
            "INSERT INTO documents BY NAME SELECT * REPLACE ('earlier' AS document_id, "
            "replace(text, '到2022年底', '到2022年末') || '\n<b>删去的一段</b>' AS text, 7 AS work_id, 1 AS version) "
            "FROM documents WHERE doc = 'yunzhou-1'"
        )
        con.execute(
            "UPDATE documents SET work_id = 7, version = 2 WHERE doc = 'yunzhou-1' AND document_id <> 'earlier'"
        )
        ((now,),) = con.execute("SELECT document_id FROM documents WHERE version = 2").fetchall()
    build_site(path, tmp_path / "site")
    document = (tmp_path / "site" / document_path(now)).read_text(encoding="utf-8")
    assert versions_path(now).removeprefix("documents/") in document
    page = (tmp_path / "site" / versions_path(now)).read_text(encoding="utf-8")
    assert "<del>末</del>" in page
    assert "<ins>底</ins>" in page
    assert "&lt;b&gt;删去的一段&lt;/b&gt;" in page
    assert "删去1段" in page
    assert len(list((tmp_path / "site" / "documents").glob("*-versions.html"))) == 1
