"""How fast a form is understood and loaded: a workbook of 5,000 rows and 40 columns under heads of two levels.

    python -m tests.benchmarks.form_load [--rows 5000] [--columns 40] [--seconds 60]

Prints the seconds of reading and understanding alone and of the whole import; exits with 1 where the import takes
longer than `seconds` of CPU time, worker included, or a figure is missing.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

from targets.actuals.forms.readers import READERS
from targets.actuals.forms.understand import understand
from targets.actuals.imports import import_files
from targets.settings import Settings
from targets.store.run import Run
from targets.store.warehouse import open_warehouse

TODAY = date(2025, 7, 1)


def main() -> int:
    """Run as described above."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--columns", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=60.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = _write(Path(folder) / "青禾市2025年6月重点项目.xlsx", options.rows, options.columns)
        started = time.process_time()
        understood = understand(READERS[".xlsx"](path, str(path)), path, TODAY)
        alone = time.process_time() - started
        figures = sum(len(reading.figures) for reading in understood.readings)
        wall, cpu = time.perf_counter(), _cpu()
        with open_warehouse(Path(folder) / "home") as con:
            run = Run("benchmark", TODAY, datetime(2025, 7, 1))
            summary = import_files(con, Path(folder) / "home", [path], run, Settings())
        wall, cpu = time.perf_counter() - wall, _cpu() - cpu
    wanted = options.rows * (options.columns - 2)
    print(f"{wanted:,} figures; understood in {alone:.1f} CPU s, imported in {wall:.1f} s, {cpu:.1f} CPU s")
    print(f"{figures:,} understood, {summary.loaded:,} loaded, refused: {summary.rejections[:3]}")
    return int(cpu > options.seconds or summary.loaded != wanted)


def _write(path: Path, rows: int, columns: int) -> Path:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("6月")
    sheet.append(["青禾市2025年6月重点项目完成情况"])
    sheet.append(
        ["项目名称", "单位", *(f"第{c}类工程" for c in range(1, (columns - 2) // 2 + 1) for _ in "ab")]
    )
    sheet.append(["", "", *(("本月完成", "累计完成") * ((columns - 2) // 2))])
    for row in range(rows):
        sheet.append([f"第{row}号项目", "万元", *(float(row + c % 97 + 1) for c in range(columns - 2))])
    book.save(path)
    return path


def _cpu() -> float:
    """CPU seconds of this process and of the workers that it has let go of."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


if __name__ == "__main__":
    sys.exit(main())
