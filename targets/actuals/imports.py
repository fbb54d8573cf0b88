"""Files of actuals into the warehouse: each once, each in one transaction, bad cells kept out by name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

import duckdb
import pyarrow as pa

from targets.actuals import relations
from targets.actuals.forms.named import FILE_NAME as ANSWERS
from targets.actuals.forms.named import answers_beside
from targets.actuals.forms.readers import READERS
from targets.actuals.names import SAYS_MORE
from targets.actuals.periods import Cadence
from targets.actuals.queries import check_named
from targets.actuals.questions import ask
from targets.actuals.relations import staged_relations
from targets.actuals.remarks import keep_remarks
from targets.actuals.staging import (
    Question,
    Staged,
    StagedDoubt,
    StagedPlan,
    WrittenOut,
    read_subjects,
    read_words,
    same_subject,
)
from targets.actuals.tables import ADVICE, staged_sheets
from targets.extraction.indicators.synonyms import COUNTED
from targets.reading.folders import Folder, list_folder
from targets.rejection import RejectedFile, Rejection
from targets.settings import Settings
from targets.store.flags import WARNING, Flag, hold_doubtful, keep_flags
from targets.store.quarantine import settle, write_open
from targets.store.run import Run
from targets.store.warehouse import transaction

_SQL = {
    name: resources.files("targets.actuals").joinpath(f"sql/{name}.sql").read_text(encoding="utf-8")
    for name in ("subjects", "series", "judge", "load", "refused", "doubtful", "plans")
}
_MOST_NAMED = 5_000
"""The figures of a file that are named one by one where they are kept out."""
_FAULTS_OF_DATA = (
    *(duckdb.DataError, duckdb.IntegrityError, duckdb.ProgrammingError, duckdb.NotSupportedError),
    *(ValueError, ArithmeticError),
)
"""What a table may make the database raise: its own fault, unlike a full disk."""


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did: files read and files that were in already, figures loaded, what was kept out, what is
    asked of which file, and how figures in words were read."""

    files: tuple[str, ...]
    unchanged: tuple[str, ...]
    loaded: int
    rejections: tuple[Rejection, ...]
    questions: tuple[tuple[str, Question], ...] = ()
    flags: tuple[Flag, ...] = ()
    written_out: tuple[tuple[str, WrittenOut], ...] = ()


def find_tables(folder: Path) -> Folder:
    """Every file in a folder and below it that may hold actuals, and what is passed over; see `list_folder`.

    Files of other kinds stay in, so that importing refuses them by name; the answers about forms that lie beside
    them are no table.
    """
    found = list_folder(folder, "actuals", (*READERS, *relations.ENDINGS))
    return replace(found, files=tuple(path for path in found.files if path.name != ANSWERS))


def import_files(
    con: duckdb.DuckDBPyConnection, home: Path, paths: Iterable[Path], run: Run, settings: Settings
) -> ImportSummary:
    """Load files of actuals: tidy tables and wide ledgers as CSV or XLSX, and whatever DuckDB reads.

    Each file is one transaction. A file whose content is in already is left alone. A cell that cannot be read
    goes to the quarantine; the rest of its file is loaded. A figure without a recorded_at of its own is
    recorded at `run.now`, or at its period's end where that is later.
    """
    read, unchanged, rejections, loaded = [], [], list[Rejection](), 0
    questions, flags = list[tuple[str, Question]](), list[Flag]()
    written_out = list[tuple[str, WrittenOut]]()
    for path in paths:
        try:
            import_id = _import_id(path, settings)
            if con.execute("SELECT 1 FROM imports WHERE import_id = ?", [import_id]).fetchall():
                unchanged.append(str(path))
                continue
            read.append(str(path))
            check_named(path, settings.queries)
            count, refused, staged, flagged = _import_file(con, path, import_id, run, settings)
            loaded += count
            rejections += refused
            questions += [(str(path), question) for question in staged.questions]
            written_out += [(str(path), words) for words in staged.written_out]
            flags += flagged
        except (RejectedFile, OSError, *_FAULTS_OF_DATA) as error:
            rejection = _rejection_of(path, error)
            with transaction(con):
                settle(con, [rejection], run, read=[str(path)])
            rejections.append(rejection)
    write_open(con, home)
    return ImportSummary(
        tuple(read),
        tuple(unchanged),
        loaded,
        tuple(rejections),
        tuple(questions),
        tuple(flags),
        tuple(written_out),
    )


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
) -> tuple[int, list[Rejection], Staged, list[Flag]]:
    file = str(path)
    if path.suffix.lower() in relations.ENDINGS:
        stage = staged_relations(con, path, import_id, settings.columns)
    else:
        stage = staged_sheets(con, path, import_id, settings, run)
    with stage as staged, transaction(con):
        loaded = load_staged(con, run)
        # A cell of the header spoils every row below it, and is named once.
        places = {(r.sheet, r.row): staged.place_of(r.sheet, r.row, 0, "") for r in staged.remarks}
        homeless = keep_remarks(con, file, staged.remarks, places, run)
        rejections = list(dict.fromkeys([*staged.rejections, *_refused(con, file, staged), *homeless]))
        settle(con, rejections, run, read=[file])
        ask(con, file, staged.questions, run)
        _keep_plans(con, staged)
        flags = _flag(con, staged, run)
        con.execute(
            "INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?)",
            [import_id, file, run.now, loaded, len(rejections), run.run_id],
        )
    return loaded, rejections, staged, flags


def _keep_plans(con: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Keep the yearly plans that stood beside the figures."""
    if staged.plans:
        columns = zip(*staged.plans, strict=True)
        types = (pa.int32(), pa.int64(), pa.int32(), pa.float64(), pa.string())
        arrays = [pa.array(list(column), kind) for column, kind in zip(columns, types, strict=True)]
        con.register("found_plans", pa.table(arrays, list(StagedPlan._fields)))
        con.execute(_SQL["plans"])
        con.unregister("found_plans")


def _flag(con: duckdb.DuckDBPyConnection, staged: Staged, run: Run) -> list[Flag]:
    """Hold back what the file itself shows to be doubtful."""
    columns = zip(*staged.doubts, strict=True) if staged.doubts else ([],) * len(StagedDoubt._fields)
    types = (pa.int32(), pa.int64(), pa.int32(), pa.string(), pa.string(), pa.string())
    arrays = [pa.array(list(column), kind) for column, kind in zip(columns, types, strict=True)]
    con.register("found_doubts", pa.table(arrays, list(StagedDoubt._fields)))
    rows = con.execute(_SQL["doubtful"]).fetchall()
    con.unregister("found_doubts")
    flags = [
        Flag(series, start, end, value, source, check, WARNING, zh, en)
        for series, start, end, value, source, check, zh, en in rows
    ]
    keep_flags(con, flags, run)
    if flags:
        con.execute(
            "CREATE OR REPLACE TEMP TABLE flagged_series AS SELECT unnest(?) AS series_id",
            [[f.series_id for f in flags]],
        )
        hold_doubtful(con, "SELECT series_id FROM flagged_series")
    return flags


def _rejection_of(path: Path, error: BaseException) -> Rejection:
    if isinstance(error, RejectedFile):
        return error.rejection
    place, advice = "", "Correct the table, or export it again."
    if isinstance(error, OSError):
        return Rejection(
            kind="actuals",
            file=str(path),
            place=place,
            field="path",
            value=path.name,
            reason=f"The file cannot be opened ({error.strerror}).",
            advice="Check its path and rights.",
        )
    value = str(error).splitlines()[0] if str(error) else type(error).__name__
    return Rejection(
        kind="actuals",
        file=str(path),
        place=place,
        field="",
        value=value,
        reason="Its figures cannot be taken in.",
        advice=advice,
    )


def _refused(con: duckdb.DuckDBPyConnection, file: str, staged: Staged) -> list[Rejection]:
    """The figures of a file that are kept out; of very many the first are named and the rest counted."""
    kept_out = con.execute(_SQL["refused"])
    found = [
        Rejection(
            kind="actuals",
            file=file,
            place=staged.place_of(sheet, row, col, field),
            field=field,
            value=value,
            reason=reason,
            advice=ADVICE[advice],
        )
        for sheet, row, col, field, advice, reason, value in kept_out.fetchmany(_MOST_NAMED)
    ]
    ((count,),) = con.execute("SELECT count(*) FROM judged WHERE problem IS NOT NULL").fetchall()
    if count > len(found):
        found.append(
            Rejection(
                kind="actuals",
                file=file,
                place="",
                field="",
                value=f"{count - len(found)} more",
                reason=f"Of {count} figures that are kept out the first {len(found)} are named.",
                advice="Put those right and import the file again.",
            )
        )
    return found


def _import_id(path: Path, settings: Settings) -> str:
    """Identity of a file's content and of what it is read with: mapping, default region, answers beside it."""
    read_with = [sorted(settings.columns.items()), settings.region, sorted(answers_beside(path).items())]
    digest = hashlib.sha256(json.dumps(read_with, ensure_ascii=False).encode())
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()[:32]
