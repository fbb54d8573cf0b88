"""Files of actuals into the warehouse: each once, each in one transaction, bad cells kept out by name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import duckdb

from targets.actuals.layout import Figures, figures_of
from targets.actuals.periods import Cadence
from targets.actuals.sheets import Workbook, read_csv, read_xlsx
from targets.actuals.staging import read_subjects, read_words, stage_figures
from targets.rejection import RejectedFile, Rejection
from targets.settings import Settings
from targets.store.run import Run
from targets.store.warehouse import transaction

_SQL = {
    name: resources.files("targets.actuals").joinpath(f"sql/{name}.sql").read_text(encoding="utf-8")
    for name in ("subjects", "judge", "load")
}
_READERS: dict[str, Callable[[Path, str], Workbook]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".txt": read_csv,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
}
_ADVICE = {
    "target_id": "Take the number from `duban actuals template`, or leave it out and name the indicator.",
    "indicator": "Name the indicator or the goal's number.",
    "unit": "Correct the unit, or convert the figure to the unit of the goal.",
    "cumulative": "Write 累计 or 当期.",
    "illustrative": "Write 是 or 否.",
    "period": "Correct the period, such as 2022-05, 2022Q2, 2022H1, 2022 or 2022年1-5月累计.",
    "recorded_at": "Write the day the figure was reported, such as 2022-06-10, or leave it out.",
    "value": "Write the bare number here and its unit in the column of units.",
}


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did: files read and files that were in already, figures loaded, and what was kept out."""

    files: tuple[str, ...]
    unchanged: tuple[str, ...]
    loaded: int
    rejections: tuple[Rejection, ...]


def find_tables(folder: Path) -> list[Path]:
    """The files of actuals in a folder and below it, by name; a file is itself. Temporary files are left out."""
    if folder.is_file():
        return [folder]
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix.lower() in _READERS and not path.name.startswith(("~$", ".", "_"))
    )


def import_files(
    con: duckdb.DuckDBPyConnection, paths: Iterable[Path], run: Run, settings: Settings
) -> ImportSummary:
    """Load files of actuals: tidy tables and wide ledgers as CSV or XLSX.

    A file whose content is in already is left alone. A cell that cannot be read is kept out and named; the
    rest of its file is loaded. A figure without a recorded_at of its own is recorded at `run.now`.
    """
    read, unchanged, rejections, loaded = [], [], list[Rejection](), 0
    for path in paths:
        file = path.name
        try:
            import_id = _import_id(path, settings.columns)
            if con.execute("SELECT 1 FROM imports WHERE import_id = ?", [import_id]).fetchall():
                unchanged.append(file)
                continue
            read.append(file)
            count, refused = _import_file(con, path, import_id, run, settings)
            loaded += count
            rejections += refused
        except RejectedFile as error:
            rejections.append(error.rejection)
    return ImportSummary(tuple(read), tuple(unchanged), loaded, tuple(rejections))


def _import_file(
    con: duckdb.DuckDBPyConnection, path: Path, import_id: str, run: Run, settings: Settings
) -> tuple[int, list[Rejection]]:
    figures, rejections = _figures(path, settings.columns)
    with transaction(con):
        stage_figures(con, figures)
        _set_variables(con, path.name, import_id, run)
        read_words(con)
        con.execute(_SQL["subjects"])
        read_subjects(con)
        con.execute(_SQL["judge"])
        con.execute(_SQL["load"])
        rejections += _refused(con, path.name, figures)
        loaded: int = con.execute("SELECT count(*) FROM judged WHERE reason IS NULL").fetchall()[0][0]
        con.execute(
            "INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?)",
            [import_id, path.name, run.now, loaded, len(rejections), run.run_id],
        )
    return loaded, rejections


def _figures(path: Path, mapping: Mapping[str, str]) -> tuple[list[Figures], list[Rejection]]:
    """The tables of a file. A sheet without a header is refused; a file without any table is refused as a whole."""
    workbook = _READERS[path.suffix.lower()](path, path.name)
    figures, rejections = [], list(workbook.rejections)
    for sheet in workbook.sheets:
        try:
            found = figures_of(sheet, path.name, mapping)
        except RejectedFile as error:
            if len(workbook.sheets) == 1:
                raise
            rejections.append(error.rejection)
            continue
        if found:
            figures.append(found)
            rejections += found.rejections
    return figures, rejections


def _refused(con: duckdb.DuckDBPyConnection, file: str, figures: list[Figures]) -> list[Rejection]:
    rows = con.execute(
        "SELECT j.sheet, j.row, j.col, j.field, j.reason, CASE j.field WHEN 'target_id' THEN s.target_id "
        "WHEN 'indicator' THEN s.indicator WHEN 'unit' THEN s.unit WHEN 'cumulative' THEN s.cumulative "
        "WHEN 'illustrative' THEN s.illustrative WHEN 'period' THEN s.period "
        "WHEN 'recorded_at' THEN s.recorded_at ELSE s.value END "
        "FROM judged j JOIN staged s USING (sheet, row, col) WHERE j.reason IS NOT NULL ORDER BY ALL"
    ).fetchall()
    return [
        Rejection(
            "actuals", file, figures[sheet].place_of(row, col, field), field, value, reason, _ADVICE[field]
        )
        for sheet, row, col, field, reason, value in rows
    ]


def _set_variables(con: duckdb.DuckDBPyConnection, file: str, import_id: str, run: Run) -> None:
    values: dict[str, object] = {
        "file": file,
        "import_id": import_id,
        "run_id": run.run_id,
        "now": run.now,
        "cadences": [cadence.value for cadence in Cadence],
    }
    for name, value in values.items():
        con.execute(f"SET VARIABLE {name} = $value", {"value": value})


def _import_id(path: Path, mapping: Mapping[str, str]) -> str:
    """Identity of a file's content and of the mapping it is read with."""
    digest = hashlib.sha256(json.dumps(sorted(mapping.items()), ensure_ascii=False).encode())
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()[:32]
