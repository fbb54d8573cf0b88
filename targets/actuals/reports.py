"""Results that report texts tell as observations: last year's figures in this year's report."""

from __future__ import annotations

import re
from importlib import resources

import duckdb
import pyarrow as pa

from targets.actuals.imports import load_staged
from targets.actuals.names import LEXICON
from targets.actuals.staging import place_words
from targets.store.run import Run
from targets.store.warehouse import transaction

_SQL = {
    name: resources.files("targets.actuals").joinpath(f"sql/{name}.sql").read_text(encoding="utf-8")
    for name in ("pending_reports", "reported")
}
_SPAN = LEXICON["span"]
_SEVERAL_IN_NAME = re.compile(_SPAN["several_in_name"])
_TIME_WORDS = re.compile(f"(?P<one>{_SPAN['one']})|(?P<several>{_SPAN['several']})")
_LOOK_BACK = 1000


def load_reported(con: duckdb.DuckDBPyConnection, run: Run) -> int:
    """Load the reported results of documents that were read since the last time; returns how many that are.

    A result is recorded on the day of its document; without one on 31 March of the document's plan year, by
    when annual reports are out. A figure over several years or their average is left out, as is one whose
    period had not ended by then. Reading a document anew replaces what it reported.
    """
    with transaction(con):
        con.execute("SET VARIABLE now = $value", {"value": run.now})
        con.execute("SET VARIABLE run_id = $value", {"value": run.run_id})
        con.execute(_SQL["pending_reports"])
        _leave_out_several_years(con)
        con.execute(_SQL["reported"])
        documents = con.execute("SELECT sheet, doc, document_id, '' FROM pending_reports").fetchall()
        place_words(con, documents, [(0, "")])
        return load_staged(con, run)


def covers_several_years(indicator: str, before: str, date_words: str) -> bool:
    """Whether a result is of several years: by its name, else by the time words nearest before it.

    `before` is the paragraph up to the number; `date_words` are what the extraction dated it by, which
    counts where the paragraph is silent.
    """
    if _SEVERAL_IN_NAME.search(indicator):
        return True
    nearest = max(_TIME_WORDS.finditer(before), key=re.Match.end, default=_TIME_WORDS.search(date_words))
    return nearest is not None and nearest.lastgroup == "several"


def _leave_out_several_years(con: duckdb.DuckDBPyConnection) -> None:
    """Table several_years: the pending results that are not one year's."""
    rows = con.execute(
        'SELECT p.sheet, m."start", m.indicator, substr(d.text, greatest(1, m."start" + 1 - $back), least(m."start", $back)), '
        "list_aggregate(list_filter(m.cues, lambda cue: starts_with(cue, 'date:')), 'string_agg', ' ') "
        "FROM mentions m JOIN pending_reports p USING (document_id) JOIN documents d USING (document_id) "
        "WHERE m.role = 'actual'",
        {"back": _LOOK_BACK},
    ).fetchall()
    several = [
        (sheet, start)
        for sheet, start, indicator, before, words in rows
        if covers_several_years(indicator, re.split(r"[\r\n]", before)[-1], words or "")
    ]
    sheets, starts = zip(*several, strict=True) if several else ((), ())
    table = pa.table({"sheet": pa.array(sheets, pa.int32()), "start": pa.array(starts, pa.int32())})
    con.register("found_several", table)
    con.execute("CREATE OR REPLACE TEMP TABLE several_years AS SELECT * FROM found_several")
    con.unregister("found_several")
