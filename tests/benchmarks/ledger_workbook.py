"""The ledger of 5,000 goals out and, with one edit in ten rows, in again."""

from __future__ import annotations

import tempfile
import time
from datetime import date, datetime
from pathlib import Path

import openpyxl

from targets.ledger.workbook.apply import import_ledger
from targets.ledger.workbook.read import read_ledger
from targets.ledger.workbook.write import write_ledger
from targets.progress.refresh import refresh_progress
from targets.settings import Settings
from targets.store.decisions import Person
from targets.store.run import Run
from targets.store.warehouse import open_warehouse
from tests.progress.samples import Goal, put

GOALS = 5_000
SECONDS = 20.0
RUN = Run("run", date(2022, 6, 30), datetime(2022, 6, 30, 20))
MONTHS = tuple(
    (end, 100.0 * month)
    for month, end in enumerate(("2022-01-31", "2022-02-28", "2022-03-31", "2022-04-30", "2022-05-31", "2022-06-30"), 1)
)  # fmt: skip


def main() -> int:
    """Print the seconds of the export and of the import; each is bound to 20 s of CPU time."""
    with tempfile.TemporaryDirectory() as folder, open_warehouse(Path(folder)) as con:
        put(con, {f"goal-{number}": Goal(2000, MONTHS) for number in range(GOALS)})
        refresh_progress(con, RUN, Settings())
        path = Path(folder) / "ledger.xlsx"
        began = time.process_time()
        write_ledger(con, path, RUN.as_of)
        out = time.process_time() - began
        book = openpyxl.load_workbook(path)
        for row in range(3, GOALS + 3, 10):
            book.worksheets[0].cell(row, 6).value = 2400
        book.save(path)
        began = time.process_time()
        filled = read_ledger(path)
        read = time.process_time() - began
        found = import_ledger(con, path, filled, Person("王敏", RUN.now), RUN)
        whole = time.process_time() - began
    assert len(found.edits) == GOALS // 10
    print(f"{GOALS} goals out in {out:.1f} s; in again in {whole:.1f} s, {read:.1f} s of it to read the file")
    return int(max(out, whole) > SECONDS)


if __name__ == "__main__":
    raise SystemExit(main())
