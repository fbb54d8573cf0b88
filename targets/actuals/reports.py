"""Results that report texts tell as observations: last year's figures in this year's report."""

from __future__ import annotations

from importlib import resources

import duckdb

from targets.actuals.imports import load_staged
from targets.actuals.names import LEXICON
from targets.actuals.staging import place_documents
from targets.store.run import Run
from targets.store.warehouse import transaction

_SQL = resources.files("targets.actuals").joinpath("sql/reported.sql").read_text(encoding="utf-8")


def load_reported(con: duckdb.DuckDBPyConnection, run: Run) -> int:
    """Load the reported results of documents that were read since the last time; returns how many are new.

    A result is recorded on the day of its document; without one on 31 March of the document's plan year, by
    when annual reports are out. A figure over several years or their average is left out, as is one whose
    period had not ended by then. Reading a document anew replaces what it reported.
    """
    with transaction(con):
        con.execute("SET VARIABLE several_years = $value", {"value": LEXICON["several_years"]})
        con.execute("SET VARIABLE now = $value", {"value": run.now})
        con.execute("SET VARIABLE run_id = $value", {"value": run.run_id})
        con.execute(_SQL)
        place_documents(con)
        return load_staged(con, run)
