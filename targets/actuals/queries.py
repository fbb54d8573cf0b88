"""Tables that others' SQL computes, written to Parquet by a worker: .sql files and DuckDB databases with their views.

Only files that the settings name are run, by a DuckDB of their own that reads nothing but the file's folder, writes
nothing, and loads no extension.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from targets.actuals.columns import header_of
from targets.rejection import RejectedFile, Rejection

ENDINGS = (".duckdb", ".db", ".sql")
"""Files that are run only where the settings name them."""

_MEMORY = "1GB"
_ALLOWED = {
    duckdb.StatementType.SELECT,
    duckdb.StatementType.CREATE,
    duckdb.StatementType.INSERT,
    duckdb.StatementType.MULTI,
}
_DATABASE = "actuals_file"


def check_named(path: Path, named: Sequence[Path]) -> None:
    """Raise RejectedFile where a file would have to be run and the settings do not name it."""
    if path.suffix.lower() in ENDINGS and path.resolve() not in {query.resolve() for query in named}:
        raise RejectedFile(
            Rejection(
                kind="actuals",
                file=str(path),
                place="",
                field="path",
                value=path.suffix,
                reason="A query or database can read and compute anything, so it is run only where the settings name it.",
                advice=f'If you trust it, add it to the settings as queries = ["{path.name}"] with its path; else save its '
                "table as Parquet or CSV.",
            )
        )


def write_tables(path: Path, folder: Path, mapping: Mapping[str, str]) -> tuple[dict[str, Path], list[str]]:
    """Write each tidy table of a database, or the result of a query's last statement, to a Parquet file in `folder`.

    Returns the files by the table's name ("" for a query), and the names of the tables that are not tidy. Raises
    RejectedFile where DuckDB cannot read it. To be called in a worker, which bounds its time.
    """
    tables: dict[str, Path] = {}
    others: list[str] = []
    try:
        with contextlib.chdir(path.parent), duckdb.connect() as own:
            for number, (name, table) in enumerate(_opened(own, path)):
                if not header_of(table.columns, mapping).is_tidy:
                    others.append(name)
                    continue
                tables[name] = folder / f"{number}.parquet"
                reader = table.to_arrow_reader(100_000)
                with pq.ParquetWriter(tables[name], reader.schema) as writer:
                    for batch in reader:
                        writer.write_batch(batch)
    except duckdb.Error as error:
        raise RejectedFile(cannot_be_read(path, error)) from error
    return tables, others


def check_parquet(path: Path) -> None:
    """Decode every value of a Parquet file, so that a broken one breaks a worker and not the writer.

    Raises RejectedFile where it cannot be read.
    """
    try:
        with duckdb.connect() as own:
            own.execute(f"SET memory_limit = '{_MEMORY}'")
            own.execute("SELECT bit_xor(hash(t)) FROM read_parquet(?) t", [str(path)]).fetchall()
    except duckdb.Error as error:
        raise RejectedFile(cannot_be_read(path, error)) from error


def cannot_be_read(path: Path, error: Exception) -> Rejection:
    """What is said of a file that DuckDB refuses."""
    return Rejection(
        kind="actuals",
        file=str(path),
        place="",
        field="",
        value="",
        reason=f"DuckDB cannot read it: {str(error).splitlines()[0]}",
        advice="Correct the query, or export the table again.",
    )


def _opened(own: duckdb.DuckDBPyConnection, path: Path) -> Iterator[tuple[str, duckdb.DuckDBPyRelation]]:
    """The tables by name; nothing but the file's folder can be reached from here on."""
    if path.suffix.lower() != ".sql":
        own.execute(f"ATTACH {_quoted(str(path))} AS {_DATABASE} (READ_ONLY, TYPE duckdb)")
    own.execute(f"SET memory_limit = '{_MEMORY}'")
    own.execute(f"SET allowed_directories = [{_quoted(str(path.parent))}]")
    own.execute("SET enable_external_access = false")
    own.execute("SET lock_configuration = true")
    if path.suffix.lower() == ".sql":
        yield "", _result(own, path.read_text(encoding="utf-8-sig", errors="replace"))
        return
    names = own.execute(
        "SELECT table_schema, table_name FROM information_schema.tables WHERE table_catalog = ? ORDER BY ALL",
        [_DATABASE],
    ).fetchall()
    for schema, table in names:
        place = ".".join(f'"{part.replace(chr(34), chr(34) * 2)}"' for part in (_DATABASE, schema, table))
        yield table, own.sql(f"SELECT * FROM {place}")


def _result(own: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyRelation:
    statements = own.extract_statements(query)
    for statement in statements:
        if statement.type not in _ALLOWED:
            raise duckdb.InvalidInputException(f"{statement.type.name} is not allowed; a query only reads.")
    if not statements:
        raise duckdb.InvalidInputException("The last statement gives no rows.")
    for statement in statements[:-1]:
        own.execute(statement)
    relation = own.sql(statements[-1].query)
    if relation is None:
        raise duckdb.InvalidInputException("The last statement gives no rows.")
    return relation


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
