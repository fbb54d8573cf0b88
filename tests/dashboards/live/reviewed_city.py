"""The invented city of data/city as its reviewers find it: goals that wait, links that wait, an edited document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import duckdb

from flows.reading import read_file
from targets.actuals.imports import find_tables, import_files
from targets.actuals.links import propose_links
from targets.progress.refresh import refresh_progress
from targets.settings import Settings
from targets.store.decisions import Person, edit
from targets.store.documents import load_documents, relate_documents
from targets.store.publish import publish
from targets.store.run import Run
from targets.store.warehouse import open_warehouse

CITY = Path(__file__).resolve().parents[3] / "data" / "city"
REPORT = "qinglan-report-2022.txt"
SAID, EDITED = "新开工亿元以上项目80个以上", "新开工亿元以上项目85个以上"
SETTINGS = Settings(review_threshold=0.985, region="青岚市")
DECIDER = Person("王敏", datetime(2022, 5, 30, 9))


def make_city(home: Path, documents: Path) -> Path:
    """A home with the city's documents and figures, judged on 31 May 2022 and published.

    Somebody set the goal of new projects to 90; the report, edited since, says 85.
    """
    documents.mkdir()
    for file in (CITY / "documents").iterdir():
        (documents / file.name).write_bytes(file.read_bytes())
    with open_warehouse(home) as con:
        first = Run("20220530T080000-aa", date(2022, 5, 30), datetime(2022, 5, 30, 8))
        _load(con, sorted(documents.glob("q*")), first)
        ((goal,),) = con.execute("SELECT target_id FROM targets WHERE contains(quote, ?)", [SAID]).fetchall()
        edit(con, goal, {"value": 90}, DECIDER)
        report = documents / REPORT
        report.write_text(report.read_text("utf-8").replace(SAID, EDITED), "utf-8")
        second = Run("20220531T080000-bb", date(2022, 5, 31), datetime(2022, 5, 31, 23))
        _load(con, [report], second)
        import_files(con, home, list(find_tables(CITY / "actuals").files), second, SETTINGS)
        propose_links(con, second, SETTINGS)
        refresh_progress(con, second, SETTINGS)
        publish(con, home, second)
    return home


def _load(con: duckdb.DuckDBPyConnection, files: Sequence[Path], run: Run) -> None:
    found = [read_file(file, None, str(run.now)) for file in files]
    load_documents(con, found, extractor="v1", run=run, settings=SETTINGS)
    relate_documents(con, run)
