"""What a refresh stores, what it does anew, and that a past day comes out as it did then."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import duckdb
import pytest

from targets.progress.refresh import Refreshed, refresh_progress
from targets.progress.status import status_rows
from targets.settings import Settings
from targets.store.rows import insert_rows
from targets.store.run import Run
from tests.progress.samples import Goal, observation, progress, put, refreshed, run_of

JUNE = "2022-06-30"
STORED = [
    "series_id",
    "kind",
    "due",
    "actual",
    "actual_period_end",
    "expected",
    "gap",
    "gap_share",
    "achievement",
    "time_share",
    "progress_share",
    "projection",
    "status",
    "reason_code",
    "profile",
]


def three() -> dict[str, Goal]:
    """A goal that is on track, one that lags and one without a series."""
    return {
        "a": Goal(364, (("2022-03-31", 90), (JUNE, 180))),
        "b": Goal(364, ((JUNE, 100, JUNE), (JUNE, 150, "2022-07-20"))),
        "c": Goal(364, accumulation=None),
    }


def refresh(con: duckdb.DuckDBPyConnection, as_of: str, number: int = 1) -> Refreshed:
    return refresh_progress(con, run_of(as_of, number), Settings())


def snapshot(con: duckdb.DuckDBPyConnection, as_of: str) -> dict[str, dict[str, Any]]:
    """The stored verdicts of a day."""
    return essentials(progress(con, f"(FROM progress_history WHERE as_of = '{as_of}')"))


def essentials(rows: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the history keeps of each row."""
    return {name: {column: row[column] for column in STORED} for name, row in rows.items()}


def judged_again(con: duckdb.DuckDBPyConnection, as_of: str) -> dict[str, dict[str, Any]]:
    """The same, from `status_rows`."""
    rows = status_rows(con, date.fromisoformat(as_of))
    return essentials({row["target_id"]: row for row in plain(rows)})


def plain(rows: Any) -> list[dict[str, Any]]:
    """The rows of a data frame as Python values, None where nothing stands."""
    found = rows.astype(object).where(rows.notna(), None).to_dict("records")
    return [
        {k: v.date() if k in ("due", "actual_period_end") and v else v for k, v in row.items()}
        for row in found
    ]


def test_the_last_refresh_stands_in_progress_and_in_the_history(con: duckdb.DuckDBPyConnection) -> None:
    put(con, three())
    done = refresh(con, JUNE)
    assert done == Refreshed(3, 3, {"lagging": 1, "not_assessable": 1, "on_track": 1})
    assert snapshot(con, JUNE) == essentials(progress(con))


def test_a_past_day_is_judged_as_it_was(con: duckdb.DuckDBPyConnection) -> None:
    put(con, three())
    refresh(con, JUNE)
    then = snapshot(con, JUNE)
    # After that: a correction, a new goal, a person's edit, a link, a rejected goal, and a refresh.
    put(con, {"d": Goal(10, ((JUNE, 5),))}, run_id="run-1")
    insert_rows(con, "observations", [observation("series-a", (JUNE, 170, "2022-07-15"))])
    insert_rows(con, "observations", [observation("series-d", ("2022-05-31", 4))])
    link = {
        "link_id": 99,
        "target_id": "c",
        "series_id": "series-a",
        "state": "accepted",
        "score": 1.0,
        "factor": 1.0,
    }
    insert_rows(
        con,
        "links",
        [link | {"basis": "person", "who": "x", "linked_at": datetime(2022, 7, 10), "run_id": "run-1"}],
    )
    decide(con, "b", "value", "182", 1)
    decide(con, "a", "state", '"rejected"', 2)
    refresh(con, "2022-07-31")
    assert set(progress(con)) == {"b", "c", "d"}
    assert judged_again(con, JUNE) == then == snapshot(con, JUNE)
    assert judged_again(con, "2022-07-31") == snapshot(con, "2022-07-31")
    # A day between two refreshes is judged by the goals of the one before it.
    assert set(judged_again(con, "2022-07-30")) == {"a", "b", "c"}
    # Nothing was written.
    assert set(progress(con)) == {"b", "c", "d"}


def test_before_the_first_refresh_the_goals_are_those_of_now(con: duckdb.DuckDBPyConnection) -> None:
    put(con, three())
    assert len(status_rows(con, date(2022, 6, 30))) == 3
    refresh(con, JUNE)
    rows = status_rows(con, date(2020, 4, 30)).set_index("target_id")
    assert dict(rows["status"]) == {"a": "not_started", "b": "not_started", "c": "not_started"}


def test_by_the_same_day_only_what_changed_is_judged(con: duckdb.DuckDBPyConnection) -> None:
    put(con, three())
    refresh(con, JUNE)
    assert refresh(con, JUNE, 2).judged == 0
    insert_rows(con, "observations", [observation("series-b", ("2022-05-31", 95))])
    assert refresh(con, JUNE, 3).judged == 1
    assert progress(con)["a"]["run_id"] == run_of(JUNE, 1).run_id
    assert progress(con)["b"]["run_id"] == run_of(JUNE, 3).run_id
    decide(con, "a", "value", "182", 1)
    assert refresh(con, JUNE, 4).judged == 1
    assert progress(con)["a"]["target_value"] == 182
    put(con, {"d": Goal(10, ((JUNE, 5),))}, run_id="run-1")
    assert refresh(con, JUNE, 5).judged == 1
    con.execute("DELETE FROM document_files WHERE document_id = 'doc-d'")
    assert refresh(con, JUNE, 6).judged == 0
    assert set(progress(con)) == set(snapshot(con, JUNE)) == {"a", "b", "c"}


@pytest.mark.parametrize("change", ["series", "goal", "link", "document", "milestone gone", "nothing"])
def test_judging_what_changed_gives_what_judging_all_would(
    con: duckdb.DuckDBPyConnection, change: str
) -> None:
    goals = three() | {
        "m": Goal(50, ((JUNE, 30),), due="2022-03-31", trajectory="path"),
        "e": Goal(100, ((JUNE, 60),), trajectory="path"),
    }
    put(con, goals)
    refresh(con, JUNE)
    if change == "series":
        insert_rows(
            con,
            "observations",
            [observation("series-a", ("2022-02-28", 50)), observation("series-m", (JUNE, 51, JUNE))],
        )
    elif change == "goal":
        decide(con, "m", "value", "40", 1)
    elif change == "link":
        con.execute(
            "INSERT INTO links BY NAME SELECT * REPLACE (50 AS link_id, 'rejected' AS state) FROM links WHERE target_id = 'a'"
        )
    elif change == "document":
        con.execute(
            "UPDATE documents SET issued_on = DATE '2022-12-01', run_id = 'run-2' WHERE document_id = 'doc-b'"
        )
    elif change == "milestone gone":
        decide(con, "m", "state", '"rejected"', 1)
    refresh(con, JUNE, 2)
    some = progress(con)
    con.execute("DELETE FROM judgements; DELETE FROM judged_goals; DELETE FROM judged_documents")
    refresh(con, JUNE, 3)
    assert {n: row | {"run_id": ""} for n, row in some.items()} == {
        n: row | {"run_id": ""} for n, row in progress(con).items()
    }


def test_another_profile_judges_all_anew(con: duckdb.DuckDBPyConnection) -> None:
    put(con, three())
    assert refreshed(con, JUNE)["b"]["status"] == "lagging"
    assert refreshed(con, JUNE, "sequence")["b"]["status"] == "at_risk"


def test_a_failed_refresh_leaves_the_old_verdicts(con: duckdb.DuckDBPyConnection) -> None:
    put(con, three())
    refresh(con, JUNE)
    before = progress(con)
    con.execute(
        "INSERT INTO observations BY NAME SELECT * REPLACE (DATE '2022-06-01' AS period_end) FROM observations LIMIT 1"
    )
    con.execute("ALTER TABLE judgements DROP COLUMN judged")
    with pytest.raises(duckdb.Error):
        refresh(con, "2022-07-31", 2)
    assert progress(con) == before


def test_the_published_snapshot_judges_past_days_too(con: duckdb.DuckDBPyConnection, tmp_path: Any) -> None:
    put(con, three())
    refresh(con, JUNE)
    con.execute(
        f"ATTACH '{tmp_path / 'copy.duckdb'}' AS copy; COPY FROM DATABASE memory TO copy; DETACH copy"
    )
    with duckdb.connect(tmp_path / "copy.duckdb", read_only=True) as reader:
        assert judged_again(reader, JUNE) == snapshot(con, JUNE)


def test_status_rows_carry_what_the_command_prints(con: duckdb.DuckDBPyConnection) -> None:
    put(con, three())
    refresh(con, JUNE)
    rows = status_rows(con)
    assert list(rows.columns)[:23] == [
        "target_id",
        "handle",
        "document",
        "indicator",
        "region",
        "owners",
        "value",
        "value_high",
        "unit",
        "comparator",
        "due",
        "as_of",
        "actual",
        "actual_period_end",
        "expected",
        "gap",
        "achievement",
        "time_share",
        "progress_share",
        "status",
        "phase",
        "projection",
        "quote",
    ]
    assert {"kind", "reason_code", "reason_zh", "reason_en", "issuer", "illustrative"} <= set(rows.columns)


def decide(con: duckdb.DuckDBPyConnection, target: str, field: str, value: str, number: int) -> None:
    """A person's decision."""
    con.execute(
        "INSERT INTO decisions BY NAME SELECT ? AS decision_id, ? AS target_id, ? AS field, ?::JSON AS value, 'x' AS who, "
        "TIMESTAMP '2022-07-10' AS decided_at",
        [number, target, field, value],
    )


def test_runs_at_another_hour_of_the_day_are_one_snapshot(con: duckdb.DuckDBPyConnection) -> None:
    put(con, three())
    refresh(con, JUNE)
    refresh_progress(con, Run("later", date(2022, 6, 30), datetime(2022, 6, 30, 9)), Settings(profile="sdg"))
    assert len(snapshot(con, JUNE)) == 3
