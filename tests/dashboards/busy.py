"""A home in which every list of the overview holds a goal, and every part of a goal's page something to show."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import duckdb

from dashboards.site.build import build_site
from targets.store.decisions import Person, accept, extend
from targets.store.publish import publish
from targets.store.run import Run
from targets.store.warehouse import open_warehouse
from tests.dashboards.warehouse import make_warehouse

RUN = Run("20220630T080000-cc", date(2022, 6, 30), datetime(2022, 6, 30, 8))
TABLE = "\n\n附表：主要指标分解\n指标\t目标\t责任单位\n新增就业\t3万人\t市人社局\n改造户数\t2万户\t市住建局\n"
# Laid over the goals by their status; $first and $second are two of them.
STATEMENTS = """
UPDATE progress SET due = DATE '2022-07-15' WHERE target_id = $soon;
UPDATE progress SET due = DATE '2022-07-30' WHERE target_id = $later;
UPDATE progress SET probability_of_miss = 0.8 WHERE target_id = $later;
UPDATE progress SET report_overdue = true, owed_period_end = DATE '2022-05-31', owed_since = DATE '2022-06-15'
WHERE target_id IN ($owed, $owed_too);
UPDATE progress SET waits_for_check = true WHERE target_id = $doubtful;
UPDATE extracted_targets SET indicator = '新增城镇就业人数' WHERE starts_with(indicator, '新增城镇就业人数');
INSERT INTO explanations (explanation_id, target_id, period_end, cause, measures, promised_on, responsible, attachments,
    who, decided_at)
SELECT 1, $behind, DATE '2022-06-30', '雨季长，进度慢', '增派队伍，倒排工期', DATE '2022-08-31', '王五', [], '市住建局',
    TIMESTAMP '2022-06-30 10:00:00';
INSERT INTO observations (series_id, period_start, period_end, value, recorded_at, source, import_id, run_id)
SELECT series_id, DATE '2021-06-01', DATE '2021-06-30', 0.8 * actual, TIMESTAMP '2021-07-05', 'actuals/2021.csv line 9', 'i',
    run_id
FROM progress WHERE target_id = $behind
"""


def make_busy(home: Path) -> dict[str, str]:
    """Fill, publish and build the site under `home`; the ids of the goals that show something, by what that is."""
    with duckdb.connect(str(make_warehouse(home / "warehouse.duckdb", goals=49, hostile=True))) as con:
        named = _chosen(con)
        for statement in STATEMENTS.split(";"):
            con.execute(statement, {name: i for name, i in named.items() if f"${name}" in statement})
        con.execute("UPDATE documents SET text = text || ? WHERE doc = 'yunzhou-1'", [TABLE])
    with open_warehouse(home) as con:
        extend(con, named["behind"], date(2023, 3, 31), Person("赵六", datetime(2022, 6, 29, 9), "雨季"))
        accept(con, named["soon"], Person("赵六", datetime(2022, 6, 29, 9)))
        build_site(publish(con, home, RUN), home / "site")
    return named


def _chosen(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Goals by name: of the worst ones with a unit `behind`, of those on track the others."""

    def ids(status: str) -> list[str]:
        found = con.execute(
            "SELECT p.target_id FROM progress p JOIN extracted_targets t USING (target_id) "
            "WHERE p.status = ? AND len(t.owners) > 0 AND len(t.indicator) < 40 "
            "ORDER BY p.gap_share, p.target_id",
            [status],
        ).fetchall()
        return [target_id for (target_id,) in found]

    on_track, stale = ids("on_track"), ids("stale")
    return {
        "behind": ids("away")[0],
        "soon": on_track[0],
        "later": on_track[1],
        "doubtful": on_track[2],
        "owed": stale[0],
        "owed_too": stale[1],
    }
