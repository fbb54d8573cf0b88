"""Progress of a goal that is divided (分解), rolled up from its parts where it has no series of its own."""

from __future__ import annotations

from importlib import resources

import duckdb

from targets.actuals.periods import Cadence
from targets.store.run import Run
from targets.store.warehouse import transaction

_SQL = resources.files("targets.actuals").joinpath("sql/parts.sql").read_text(encoding="utf-8")


def roll_up(con: duckdb.DuckDBPyConnection, run: Run) -> int:
    """Add up the figures of parts into a series of their whole, in one transaction; returns how many goals are whole so.

    A period counts once every part has its figure. Running it again adds nothing. The series names the goal, so that
    `propose_links` links it.
    """
    if not con.execute("SELECT 1 FROM standing_decisions WHERE field = 'part_of' LIMIT 1").fetchall():
        return 0
    with transaction(con):
        values = {"run_id": run.run_id, "now": run.now, "cadences": [cadence.value for cadence in Cadence]}
        for name, value in values.items():
            con.execute(f"SET VARIABLE {name} = $value", {"value": value})
        con.execute(_SQL)
        ((count,),) = con.execute("SELECT count(*) FROM rolled_up").fetchall()
    return int(count)
