"""Each goal has a short number that people can say, given once; it is understood however it is typed."""

from __future__ import annotations

import duckdb
import pytest

from targets.store.handles import UnknownHandle, initials, resolve_goal
from tests.store.office import PLAN, Office


@pytest.fixture
def office(con: duckdb.DuckDBPyConnection) -> Office:
    """An office that has read the plan."""
    office = Office(con)
    office.load(PLAN)
    return office


def letters(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The letters of the documents, in the order they came."""
    return [name for (name,) in con.execute("SELECT letters FROM works ORDER BY work_id").fetchall()]


def test_a_document_is_called_after_its_place_and_year_then_after_its_title(office: Office) -> None:
    office.load("南湖市2022年老旧小区改造行动计划\n完成老旧小区改造3万户。\n", "homes.txt")
    office.load("南湖市2022年老旧小区改造行动方案\n新建停车位2000个。\n", "parking.txt")
    office.load("某项工作\n新建停车位2000个。\n", "notes.txt")
    assert letters(office.con)[:3] == ["NH22", "LJXQ22", "LJXQ22B"]
    assert letters(office.con)[3].startswith("N"), "by the file's name where nothing else is known"


def test_numbers_follow_the_text_and_stay_when_it_is_edited(office: Office) -> None:
    before = dict(office.con.execute("SELECT unit, handle FROM targets WHERE unit <> '%'").fetchall())
    assert (before["户"], before["所"], before["人"]) == ("NH22-1", "NH22-2", "NH22-3")
    office.load(
        PLAN.replace("新建公办幼儿园12所，由市教育局牵头。\n", "新建公园9座。\n").replace(
            "南湖市2022年", "2022年南湖市"
        )
    )
    after = dict(office.con.execute("SELECT unit, handle FROM targets WHERE unit <> '%'").fetchall())
    assert {**after, **before} == after, "the number of a goal that is gone is not given again"
    assert after["座"] == "NH22-8"


@pytest.mark.parametrize(
    "typed", ["NH22-1", "nh22-1", "NH221", "ＮＨ22－1", " NH22 1 ", "南湖22-1", "南湖22第1号", "NH22—1"]
)
def test_a_number_is_understood_however_it_is_typed(office: Office, typed: str) -> None:
    assert resolve_goal(office.con, typed) == office.goal("户")


def test_ids_and_their_beginnings_are_understood_as_well(office: Office) -> None:
    houses = office.goal("户")
    assert resolve_goal(office.con, houses) == houses
    assert resolve_goal(office.con, houses[:-1]) == houses or len(houses.rpartition("-")[2]) > 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [("NH22-99", "no goal"), ("宁海22-1", "no goal"), ("", "no goal"), ("'; DROP TABLE x", "no goal")],
    ids=["unknown", "another place of the same letters", "nothing", "hostile"],
)
def test_what_nobody_goes_by_is_told(office: Office, typed: str, says: str) -> None:
    with pytest.raises(UnknownHandle, match=says):
        resolve_goal(office.con, typed)


def test_the_beginning_of_several_ids_names_none(office: Office) -> None:
    with pytest.raises(UnknownHandle, match="more than one"):
        resolve_goal(office.con, office.goal("户").partition("-")[0])


def test_initials_of_names_with_several_readings() -> None:
    assert [initials(name) for name in ("重庆", "厦门", "长沙", "亳州", "GDP增速")] == [
        "CQ",
        "XM",
        "CS",
        "BZ",
        "ZS",
    ]
