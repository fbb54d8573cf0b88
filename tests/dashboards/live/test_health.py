"""What a watchdog asks: /healthz says whether the app can serve, /metrics what the last refresh did."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dashboards.live.app import make_app
from targets.store.publish import publish
from targets.store.run import start_run
from targets.store.runs import RunOutcome, Stage, begin_run, finish_run
from targets.store.warehouse import open_warehouse
from targets.words import Phrase


def answer(home: Path, path: str) -> tuple[int, str]:
    response = make_app(home).server.test_client().get(path)
    return response.status_code, response.get_data(as_text=True)


def test_without_a_snapshot_it_is_not_well(tmp_path: Path) -> None:
    code, text = answer(tmp_path, "/healthz")
    assert code == 503 and "duban refresh" in text
    assert answer(tmp_path, "/metrics")[0] == 503


def test_a_published_home_is_well(home: Path) -> None:
    assert answer(home, "/healthz") == (200, "ok\n")


def test_metrics_tell_of_goals_and_the_last_refresh(home: Path) -> None:
    run = start_run()
    with open_warehouse(home) as con:
        begin_run(con, run)
        stages = [Stage("read", 1.5, Phrase("文件2份", "2 documents"), peak_mb=210)]
        finish_run(con, run, RunOutcome.QUARANTINED, stages, datetime(2026, 1, 2, 8, 0))
        publish(con, home, run, full=True)
        lagging = con.execute("SELECT count(*) FROM progress WHERE status = 'lagging'").fetchall()[0][0]
    code, text = answer(home, "/metrics")
    assert code == 200
    lines = text.splitlines()
    assert f'duban_goals{{status="lagging"}} {lagging}' in lines
    assert 'duban_stage_seconds{stage="read"} 1.500' in lines
    assert 'duban_stage_peak_megabytes{stage="read"} 210' in lines
    assert 'duban_last_refresh_outcome{outcome="quarantined"} 1' in lines
    ended = datetime.fromisoformat("2026-01-02T08:00:00+08:00").timestamp()
    assert f"duban_last_refresh_seconds {ended:.0f}" in lines
