"""What a watchdog asks the app: whether it can serve (/healthz), and figures of the last refresh (/metrics)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import duckdb
from flask import Flask, Response

from targets.store.publish import NothingPublished, open_snapshot

_SQL = {
    name: files("dashboards.sql").joinpath(f"metric_{name}.sql").read_text(encoding="utf-8")
    for name in ("goals", "run")
}


def add_health(server: Flask, home: Path) -> None:
    """Add the two addresses to the app that serves the snapshots of `home`."""

    @server.get("/healthz")
    def healthz() -> Response:
        """200 where the latest snapshot opens, else 503 and why."""
        try:
            with open_snapshot(home):
                return Response("ok\n", mimetype="text/plain")
        except (NothingPublished, duckdb.Error) as error:
            return Response(f"{error}\n", 503, mimetype="text/plain")

    @server.get("/metrics")
    def metrics() -> Response:
        """The figures as Prometheus reads them; 503 where there is no snapshot."""
        try:
            with open_snapshot(home) as con:
                return Response("\n".join(metric_lines(con)) + "\n", mimetype="text/plain")
        except (NothingPublished, duckdb.Error) as error:
            return Response(f"# {error}\n", 503, mimetype="text/plain")


def metric_lines(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Goals by status, rows in quarantine, and of the last refresh its end, outcome, and seconds and memory by stage."""
    yield "# TYPE duban_goals gauge"
    for status, count in con.execute(_SQL["goals"]).fetchall():
        yield f'duban_goals{{status="{status}"}} {count}'
    ended, outcome, quarantined, stages = con.execute(_SQL["run"]).fetchall()[0]
    yield "# TYPE duban_quarantine_open gauge"
    yield f"duban_quarantine_open {quarantined}"
    if ended is None:
        return
    yield "# TYPE duban_last_refresh_seconds gauge"
    yield f"duban_last_refresh_seconds {ended:.0f}"
    yield "# TYPE duban_last_refresh_outcome gauge"
    yield f'duban_last_refresh_outcome{{outcome="{outcome}"}} 1'
    yield "# TYPE duban_stage_seconds gauge"
    steps = json.loads(stages)
    for step in steps:
        yield f'duban_stage_seconds{{stage="{step["stage"]}"}} {step["seconds"]:.3f}'
    yield "# TYPE duban_stage_peak_megabytes gauge"
    for step in steps:
        yield f'duban_stage_peak_megabytes{{stage="{step["stage"]}"}} {step.get("peak_mb", 0)}'
