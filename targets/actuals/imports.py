"""Files of actuals into the warehouse: each once, each in one transaction, bad cells kept out by name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import duckdb

from targets.actuals import relations
from targets.actuals.layout import Figures, figures_of
from targets.actuals.names import SAYS_MORE
from targets.actuals.periods import Cadence
from targets.actuals.queries import check_named
from targets.actuals.relations import staged_relations
from targets.actuals.sheets import Workbook, read_csv, read_xlsx
from targets.actuals.staging import Staged, read_subjects, read_words, same_subject, stage_figures
from targets.bounded import bounded
from targets.extraction.indicators.synonyms import COUNTED
from targets.reading.folders import Folder, list_folder
from targets.rejection import RejectedFile, Rejection
from targets.settings import Settings
from targets.store.quarantine import settle, write_open
from targets.store.run import Run
from targets.store.warehouse import transaction

_SQL = {
    name: resources.files("targets.actuals").joinpath(f"sql/{name}.sql").read_text(encoding="utf-8")
    for name in ("subjects", "series", "judge", "load", "refused")
}
_READERS: dict[str, Callable[[Path, str], Workbook]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".txt": read_csv,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
}
_FAULTS_OF_DATA = (
    *(duckdb.DataError, duckdb.IntegrityError, duckdb.ProgrammingError, duckdb.NotSupportedError),
    *(ValueError, ArithmeticError),
)
"""What a table may make the database raise: its own fault, unlike a full disk."""
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


def find_tables(folder: Path) -> Folder:
    """Every file in a folder and below it that may hold actuals, and what is passed over; see `list_folder`.

    Files of other kinds stay in, so that importing refuses them by name.
    """
    return list_folder(folder, "actuals", (*_READERS, *relations.ENDINGS))


def import_files(
    con: duckdb.DuckDBPyConnection, home: Path, paths: Iterable[Path], run: Run, settings: Settings
) -> ImportSummary:
    """Load files of actuals: tidy tables and wide ledgers as CSV or XLSX, and whatever DuckDB reads.

    Each file is one transaction. A file whose content is in already is left alone. A cell that cannot be read
    goes to the quarantine; the rest of its file is loaded. A figure without a recorded_at of its own is
    recorded at `run.now`, or at its period's end where that is later.
    """
    read, unchanged, rejections, loaded = [], [], list[Rejection](), 0
    for path in paths:
        try:
            import_id = _import_id(path, settings.columns)
            if con.execute("SELECT 1 FROM imports WHERE import_id = ?", [import_id]).fetchall():
                unchanged.append(str(path))
                continue
            read.append(str(path))
            check_named(path, settings.queries)
            count, refused = _import_file(con, path, import_id, run, settings)
            loaded += count
            rejections += refused
        except (RejectedFile, OSError, *_FAULTS_OF_DATA) as error:
            rejection = _rejection_of(path, error)
            with transaction(con):
                settle(con, [rejection], run, read=[str(path)])
            rejections.append(rejection)
    write_open(con, home)
    return ImportSummary(tuple(read), tuple(unchanged), loaded, tuple(rejections))


def load_staged(con: duckdb.DuckDBPyConnection, run: Run) -> int:
    """Judge what is staged and load what is good; returns how many figures that are. See `staging`."""
    values: dict[str, object] = {
        "run_id": run.run_id,
        "now": run.now,
        "today": run.today,
        "cadences": [cadence.value for cadence in Cadence],
        "says_more": SAYS_MORE,
        "counted": COUNTED,
    }
    for name, value in values.items():
        con.execute(f"SET VARIABLE {name} = $value", {"value": value})
    read_words(con)
    con.execute(_SQL["subjects"])
    read_subjects(con)
    con.execute(_SQL["series"])
    con.execute(_SQL["judge"].format(same_subject=same_subject(con)))
    con.execute(_SQL["load"])
    loaded: int = con.execute("SELECT count(*) FROM judged WHERE problem IS NULL").fetchall()[0][0]
    return loaded


def _import_file(
    con: duckdb.DuckDBPyConnection, path: Path, import_id: str, run: Run, settings: Settings
) -> tuple[int, list[Rejection]]:
    file = str(path)
    stage = staged_relations if path.suffix.lower() in relations.ENDINGS else _staged_sheets
    with stage(con, path, import_id, settings.columns) as staged, transaction(con):
        loaded = load_staged(con, run)
        # A cell of the header spoils every row below it, and is named once.
        rejections = list(dict.fromkeys([*staged.rejections, *_refused(con, file, staged)]))
        settle(con, rejections, run, read=[file])
        con.execute(
            "INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?)",
            [import_id, file, run.now, loaded, len(rejections), run.run_id],
        )
    return loaded, rejections


def _rejection_of(path: Path, error: BaseException) -> Rejection:
    if isinstance(error, RejectedFile):
        return error.rejection
    place, advice = "", "Correct the table, or export it again."
    if isinstance(error, OSError):
        return Rejection(
            *("actuals", str(path), place, "path", path.name),
            f"The file cannot be opened ({error.strerror}).",
            "Check its path and rights.",
        )
    value = str(error).splitlines()[0] if str(error) else type(error).__name__
    return Rejection("actuals", str(path), place, "", value, "Its figures cannot be taken in.", advice)


@contextmanager
def _staged_sheets(
    con: duckdb.DuckDBPyConnection, path: Path, import_id: str, mapping: Mapping[str, str]
) -> Iterator[Staged]:
    """Table `staged` of the sheets of a file, which a worker reads."""
    figures, rejections = bounded("actuals", path, read_figures, path, mapping)
    stage_figures(con, figures, path.name, import_id)
    yield Staged(lambda sheet, row, col, field: figures[sheet].place_of(row, col, field), rejections)


def read_figures(path: Path, mapping: Mapping[str, str]) -> tuple[tuple[Figures, ...], tuple[Rejection, ...]]:
    """The figures of the sheets of a file, and what of it cannot be read, in this process.

    A sheet without a header is refused, or the file if it has but one. Raises RejectedFile.
    """
    workbook = _reader_of(path)(path, str(path))
    figures, rejections = [], list(workbook.rejections)
    for sheet in workbook.sheets:
        try:
            found = figures_of(sheet, str(path), mapping)
        except RejectedFile as error:
            if len(workbook.sheets) == 1:
                raise
            rejections.append(error.rejection)
            continue
        if found:
            figures.append(found)
            rejections += found.rejections
    return tuple(figures), tuple(rejections)


def _reader_of(path: Path) -> Callable[[Path, str], Workbook]:
    try:
        return _READERS[path.suffix.lower()]
    except KeyError:
        raise RejectedFile(
            Rejection(
                *("actuals", str(path), "", "", path.suffix),
                "This is no kind of table that can be read.",
                f"Save it as one of {', '.join((*_READERS, *relations.ENDINGS))}, or move it elsewhere.",
            )
        ) from None


def _refused(con: duckdb.DuckDBPyConnection, file: str, staged: Staged) -> list[Rejection]:
    rows = con.execute(_SQL["refused"]).fetchall()
    return [
        Rejection(
            "actuals", file, staged.place_of(sheet, row, col, field), field, value, reason, _ADVICE[field]
        )
        for sheet, row, col, field, reason, value in rows
    ]


def _import_id(path: Path, mapping: Mapping[str, str]) -> str:
    """Identity of a file's content and of the mapping it is read with."""
    digest = hashlib.sha256(json.dumps(sorted(mapping.items()), ensure_ascii=False).encode())
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()[:32]
