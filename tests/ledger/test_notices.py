"""Notices are numbered per office and year, and no number is given twice."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import pytest

from targets.ledger.notices import issue, issued_notices
from targets.store.decisions import Person

DAY = date(2022, 6, 30)


@pytest.fixture
def con(empty_warehouse: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    return empty_warehouse


def person(day: str = "2022-07-01") -> Person:
    return Person("张三", datetime.fromisoformat(f"{day}T09:00:00"))


def numbers(con: duckdb.DuckDBPyConnection) -> list[tuple[str, int, int]]:
    return [(n.office, n.year, n.number) for n in issued_notices(con)]


def test_each_office_and_year_counts_for_itself(con: duckdb.DuckDBPyConnection) -> None:
    issue(con, "市督查室", [("市住建局", ["a"]), ("市教育局", ["b", "c"])], DAY, DAY, person())
    issue(con, "县督查室", [("县教育局", ["d"])], DAY, DAY, person())
    issue(con, "市督查室", [("市住建局", ["a"])], date(2022, 12, 31), DAY, person("2023-01-04"))
    assert numbers(con) == [
        ("市督查室", 2023, 1),
        ("县督查室", 2022, 1),
        ("市督查室", 2022, 2),
        ("市督查室", 2022, 1),
    ]


def test_a_second_press_gives_no_second_number(con: duckdb.DuckDBPyConnection) -> None:
    drafts = [("市住建局", ["b", "a"])]
    first = issue(con, "市督查室", drafts, DAY, DAY, person())
    assert issue(con, "市督查室", [("市住建局", ["a", "b"])], DAY, DAY, person("2022-07-02")) == first
    (another,) = issue(con, "市督查室", [("市住建局", ["a"])], DAY, DAY, person())
    assert another.number == 2


def test_all_are_issued_or_none(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ValueError, match="who"):
        issue(con, "市督查室", [("市住建局", ["a"])], DAY, DAY, Person(" ", datetime(2022, 7, 1)))
    with pytest.raises(TypeError):
        issue(con, "市督查室", [("市住建局", ["a"]), ("市教育局", 3)], DAY, DAY, person())  # type: ignore[list-item]
    assert numbers(con) == []
