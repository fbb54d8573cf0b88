"""What scorers ask the project, `tests/scoring.py`, answers, and keeps up with the tables it stands in for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from targets.store.warehouse import open_warehouse
from tests import scoring

GOALS = "CREATE TABLE goals AS SELECT 'g' || i AS target_id, 's' || i AS series_id, 100.0 * i::DOUBLE AS value, 2022 AS year FROM range(1, 3) t (i)"
FIGURES = """
    CREATE TABLE figures AS
    SELECT
        's' || i AS series_id,
        DATE '2022-01-01' AS period_start,
        last_day(make_date(2022, m, 1)) AS period_end,
        12.0 * m AS value,
        (last_day(make_date(2022, m, 1)) + 15)::TIMESTAMP AS recorded_at
    FROM range(1, 3) t (i), range(1, 13) u (m)"""


def test_judge_gives_a_row_a_goal() -> None:
    with duckdb.connect() as con:
        con.execute(GOALS)
        con.execute(FIGURES)
        judged = scoring.judge(con, "goals", "figures", date(2022, 7, 20)).set_index("target_id")
        assert dict(judged["status"]) == {"g1": "on_track", "g2": "lagging"}
        assert list(judged["actual"]) == [72.0, 72.0]


def test_judge_stands_in_for_the_table_of_judged_goals(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as con:
        con.execute(GOALS)
        con.execute(FIGURES)
        scoring.judge(con, "goals", "figures", date(2022, 7, 20))
        columns = "SELECT column_name, column_type FROM (DESCRIBE {}) ORDER BY 1"
        wanted = dict(con.execute(columns.format("judged_goals")).fetchall())
        given = dict(con.execute(columns.format("scored_goals")).fetchall())
    assert given.keys() == wanted.keys()
    assert {name: kind for name, kind in given.items() if kind != wanted[name]} == {}


def test_the_other_questions_have_answers() -> None:
    assert scoring.quantities("改造老旧小区不少于200个") == [(200.0, None, "个", "ge")]
    assert "2024-06-30" in scoring.days("6月底前完成60%", date(2024, 1, 10))
    assert [
        mention.value for mention in scoring.mentions("2024年工作要点\n\n今年新增城镇就业3万人以上。")
    ] == [30000.0]
