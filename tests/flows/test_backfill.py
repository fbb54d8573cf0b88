"""`duban refresh --as-of FIRST..LAST --every month`: the history of past days, and the last one published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows.backfill import Every, asked_days, days_between
from targets.store.publish import latest_snapshot
from tests.flows.conftest import Duban

TEXT = "青山市2022年工作要点\n\n今年新建口袋公园12个以上。\n\n青山市人民政府\n2022年1月20日\n"
TABLE = "indicator,region,period,value,unit,cumulative\n" + "".join(
    f"新建口袋公园,青山市,2022-{month:02},{2 * month},个,累计\n" for month in range(1, 7)
)


@pytest.mark.parametrize(
    ("first", "last", "every", "expected"),
    [
        ("2022-01-31", "2022-04-30", Every.MONTH, ["2022-01-31", "2022-02-28", "2022-03-31", "2022-04-30"]),
        ("2022-01-15", "2022-03-14", Every.MONTH, ["2022-01-15", "2022-02-15"]),
        ("2021-12-31", "2022-07-01", Every.QUARTER, ["2021-12-31", "2022-03-31", "2022-06-30"]),
        ("2020-02-29", "2022-12-31", Every.YEAR, ["2020-02-29", "2021-02-28", "2022-02-28"]),
        ("2022-02-26", "2022-03-13", Every.WEEK, ["2022-02-26", "2022-03-05", "2022-03-12"]),
        ("2022-02-28", "2022-03-01", Every.DAY, ["2022-02-28", "2022-03-01"]),
    ],
)
def test_the_days_of_a_backfill(first: str, last: str, every: Every, expected: list[str]) -> None:
    found = days_between(date.fromisoformat(first), date.fromisoformat(last), every)
    assert [str(day) for day in found] == expected


@pytest.mark.parametrize(
    ("text", "every", "said"),
    [
        ("2022-01-31..2022-03-31", None, "needs --every"),
        ("2022-01-31", Every.MONTH, "needs two days"),
        ("2022-03-31..2022-01-31", Every.MONTH, "lies before"),
        ("31.1.2022", None, "Invalid isoformat"),
    ],
)
def test_days_that_make_no_sense_are_refused(text: str, every: Every | None, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        asked_days(text, every)


@pytest.mark.slow
def test_a_backfill_keeps_each_day_in_the_history(duban: Duban, tmp_path: Path) -> None:
    documents, actuals, home = (tmp_path / name for name in ("documents", "actuals", "home"))
    documents.mkdir()
    actuals.mkdir()
    (documents / "plan.txt").write_text(TEXT, encoding="utf-8")
    (actuals / "parks.csv").write_text(TABLE, encoding="utf-8")
    done = duban(
        *("refresh", "--home", home, "--documents", documents, "--actuals", actuals),
        *("--as-of", "2022-03-31..2022-05-31", "--every", "month"),
    )
    assert "2022-03-31: 1 goal judged" in done.stdout
    assert "1 goal as of 2022-05-31" in done.stdout
    with duckdb.connect(latest_snapshot(home), read_only=True) as con:
        history = con.execute("SELECT as_of::VARCHAR, actual FROM progress_history ORDER BY as_of").fetchall()
    assert history == [("2022-03-31", 6.0), ("2022-04-30", 8.0), ("2022-05-31", 10.0)]
    assert len(list((home / "published").glob("*.duckdb"))) == 1
