"""Pages, filters, sorting, counts and files over the goals of a snapshot, without a browser."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import load_workbook

from dashboards.live.export import FIELDS, as_csv, as_xlsx
from dashboards.live.grid_query import GridQuery, counts, everything, page
from dashboards.live.loaded_snapshot import LoadedSnapshot, SnapshotSource
from targets.store.publish import NothingPublished


@pytest.fixture
def loaded(published: Path) -> LoadedSnapshot:
    return SnapshotSource(published).latest()


@pytest.fixture
def cursor(loaded: LoadedSnapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    with loaded.at(loaded.day(None)) as connection:
        yield connection


def text(kind: str, words: str) -> dict[str, Any]:
    return {"filterType": "text", "type": kind, "filter": words}


def number(kind: str, low: object, high: object = None) -> dict[str, Any]:
    return {"filterType": "number", "type": kind, "filter": low, "filterTo": high}


@pytest.mark.parametrize(
    ("grid_query", "fits"),
    [
        (GridQuery(), lambda _: True),
        (GridQuery(search="老旧小区 云州市"), lambda g: "老旧小区" in g["indicator"] and "云州市" in (g["region"] or "") + g["quote"]),
        *(
            (GridQuery(search=typed), lambda g: g["handle"] == "YZ22-12" or g["handle"].startswith("YZ22-12"))
            for typed in ("YZ22-12", "yz22-12", "YZ2212", "ＹＺ２２－１２", "云州22-12", "云州２２－１２")
        ),
        (GridQuery(search="市住建局"), lambda g: "市住建局" in g["owners"]),
        (GridQuery(statuses=("lagging", "missed")), lambda g: g["status"] in ("lagging", "missed")),
        (GridQuery(filters={"indicator": text("contains", "就业")}), lambda g: "就业" in g["indicator"]),
        (GridQuery(filters={"indicator": text("notContains", "就业")}), lambda g: "就业" not in g["indicator"]),
        (GridQuery(filters={"lead": text("equals", "市住建局")}), lambda g: g["lead"] == "市住建局"),
        (GridQuery(filters={"region": {"filterType": "text", "type": "blank"}}), lambda g: g["region"] is None),
        (GridQuery(filters={"region": {"filterType": "text", "type": "notBlank"}}), lambda g: g["region"] is not None),
        (GridQuery(filters={"value": number("greaterThan", 20000)}), lambda g: g["value"] > 20000),
        (GridQuery(filters={"value": number("inRange", 5, 10)}), lambda g: 5 <= g["value"] <= 10),
        (GridQuery(filters={"gap_share": number("lessThan", -20)}), lambda g: g["gap_share"] is not None and g["gap_share"] < -20),
        (
            GridQuery(filters={"due": {"filterType": "date", "type": "lessThan", "dateFrom": "2022-06-01 00:00:00"}}),
            lambda g: g["due"].isoformat() < "2022-06-01",
        ),
        (GridQuery(filters={"indicator": text("contains", "'; DROP TABLE shown; --")}), lambda _: False),
    ],
)  # fmt: skip
def test_a_wish_finds_what_fits(cursor: duckdb.DuckDBPyConnection, grid_query: GridQuery, fits: Any) -> None:
    everyone = everything(cursor, GridQuery())
    assert len(everyone) == 49
    expected = {g["target_id"] for g in everyone if fits(g)}
    found = page(cursor, grid_query, 0, 1000)
    assert {g["target_id"] for g in found.rows} == expected
    assert found.total == len(expected)
    assert len(everything(cursor, grid_query)) == len(expected)


def test_pages_follow_each_other(cursor: duckdb.DuckDBPyConnection) -> None:
    grid_query = GridQuery(sorting=({"colId": "due", "sort": "desc"},))
    pages = [page(cursor, grid_query, start, start + 20).rows for start in (0, 20, 40)]
    assert [len(rows) for rows in pages] == [20, 20, 9]
    together = [goal for rows in pages for goal in rows]
    assert [g["target_id"] for g in together] == [g["target_id"] for g in everything(cursor, grid_query)]
    assert [g["due"] for g in together] == sorted((g["due"] for g in together), reverse=True)


def test_the_worst_goal_stands_first_and_unknown_gaps_last(cursor: duckdb.DuckDBPyConnection) -> None:
    gaps = [goal["gap_share"] for goal in everything(cursor, GridQuery())]
    known = [gap for gap in gaps if gap is not None]
    assert known == sorted(known)
    assert gaps[: len(known)] == known


def test_counts_leave_the_choice_of_statuses_open(cursor: duckdb.DuckDBPyConnection) -> None:
    found = counts(cursor, GridQuery(statuses=("met",)))
    assert sum(found.values()) == 49
    assert len(found) > 5


def test_a_past_day_shows_its_own_verdicts(loaded: LoadedSnapshot) -> None:
    assert [str(day) for day in loaded.days] == ["2022-04-30", "2022-05-31", "2022-06-30"]
    statuses = []
    for day in loaded.days:
        with loaded.at(day) as cursor:
            statuses.append(counts(cursor, GridQuery()))
    assert statuses[0]["on_track"] > statuses[2]["on_track"]
    assert loaded.day("no such day") == loaded.days[-1]


def test_without_a_snapshot_there_is_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(NothingPublished):
        SnapshotSource(tmp_path).latest()


def test_files_hold_every_goal_and_no_formula(cursor: duckdb.DuckDBPyConnection) -> None:
    goals = everything(cursor, GridQuery())
    goals[0] |= {"indicator": "=HYPERLINK(1)", "quote": "@SUM(1)\x07", "owners": ["+1", "2"]}
    table = list(csv.reader(io.StringIO(as_csv(goals).decode("utf-8-sig"))))
    sheet = [
        list(row) for row in load_workbook(io.BytesIO(as_xlsx(goals))).active.iter_rows(values_only=True)
    ]  # type: ignore[union-attr]
    assert table[0] == sheet[0] == list(FIELDS)
    assert len(table) == len(sheet) == 50
    row = dict(zip(FIELDS, table[1], strict=True))
    assert (row["indicator"], row["quote"], row["owners"]) == ("'=HYPERLINK(1)", "'@SUM(1)", "'+1、2")
    assert sheet[1][FIELDS.index("indicator")] == "'=HYPERLINK(1)"
    negative = next(g for g in goals if (g["gap"] or 0) < 0)
    assert float(dict(zip(FIELDS, table[goals.index(negative) + 1], strict=True))["gap"]) == negative["gap"]
