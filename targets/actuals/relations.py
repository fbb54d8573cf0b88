"""Tables that DuckDB reads itself, of any size: Parquet files, and what queries and databases were written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import duckdb

from targets.actuals import queries
from targets.actuals.columns import BLANKS, FIELDS, Header, header_of
from targets.actuals.queries import cannot_be_read, check_parquet, write_tables
from targets.actuals.staging import Staged, place_words
from targets.bounded import bounded
from targets.rejection import RejectedFile, Rejection

ENDINGS = (".parquet", *queries.ENDINGS)
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL")


class _Column(NamedTuple):
    """A column of a table: its name and DuckDB's name of its type."""

    name: str
    kind: str

    @property
    def quoted(self) -> str:
        return '"' + self.name.replace('"', '""') + '"'

    @property
    def text(self) -> str:
        """What stands in it, as text without blanks around; trimming millions of flags would take time."""
        written = f"{self.quoted}::VARCHAR"
        return f"coalesce({f'trim({written})' if self.kind == 'VARCHAR' else written}, '')"


@contextmanager
def staged_relations(
    con: duckdb.DuckDBPyConnection, path: Path, import_id: str, mapping: Mapping[str, str]
) -> Iterator[Staged]:
    """View `staged` over the tables in a file until the block ends; not to be opened within a transaction.

    Of a database every table and view with the columns of a tidy table is taken, of a .sql file the result of its
    last query. Raises RejectedFile where there is none.
    """
    with _tables(path, mapping) as tables:
        headers = {name: header_of(_columns(con, table), mapping) for name, table in tables.items()}
        tidy = [name for name, header in headers.items() if header.is_tidy]
        if not tidy:
            raise RejectedFile(_refusal(path, tables))
        parts = [_select(con, i, tables[name], headers[name]) for i, name in enumerate(tidy)]
        con.execute("DROP TABLE IF EXISTS temp.staged")  # of the file before
        con.execute(f"CREATE OR REPLACE TEMP VIEW staged AS {' UNION ALL '.join(parts)}")
        prefixes = [f"{name}!row " if name else "row " for name in tidy]
        # A row's number tells little in such a file, and millions of them would take much room.
        sheets = [
            (i, f"{path.name}:{name}" if name else path.name, import_id, None) for i, name in enumerate(tidy)
        ]
        place_words(con, sheets, [(0, "")])
        try:
            yield Staged(lambda sheet, row, _column, _field: f"{prefixes[sheet]}{row}")
        finally:
            con.execute("DROP VIEW IF EXISTS staged")


@contextmanager
def _tables(path: Path, mapping: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Of each table in the file its name and how to select from it, rows numbered from 1 in column row_number."""
    with TemporaryDirectory(prefix="duban-") as folder:
        if path.suffix.lower() == ".parquet":
            bounded("actuals", path, check_parquet, path)
            files = {"": path}
        else:
            files, others = bounded("actuals", path, write_tables, path, Path(folder), mapping)
            if not files:
                raise RejectedFile(_refusal(path, others))
        try:
            yield {
                name: f"(SELECT *, file_row_number + 1 AS row_number FROM read_parquet({_text(file)}, file_row_number = true))"
                for name, file in files.items()
            }
        except duckdb.Error as error:
            raise RejectedFile(cannot_be_read(path, error)) from error


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [name for name, *_ in con.execute(f"DESCRIBE SELECT * FROM {table}").fetchall()]


def _select(con: duckdb.DuckDBPyConnection, number: int, table: str, header: Header) -> str:
    described = con.execute(f"DESCRIBE SELECT * FROM {table}").fetchall()
    columns = {field: _Column(*described[at][:2]) for field, at in header.fields.items()}
    value = columns["value"]
    blanks = ", ".join(_text(blank) for blank in sorted(BLANKS))
    if value.kind.startswith(_NUMBERS):
        figure, filled = f"{value.quoted}::DOUBLE", f"{value.quoted} IS NOT NULL"
    else:
        figure, filled = f"TRY_CAST({value.text} AS DOUBLE)", f"lower({value.text}) NOT IN ({blanks})"
    fields = [
        f"{columns[field].text if field in columns else _text(header.unit if field == 'unit' else '')} AS {field}"
        for field in FIELDS
    ]
    return (
        f"SELECT {number} AS sheet, row_number AS row, 0 AS col, {', '.join(fields)}, {figure} AS number "
        f"FROM {table} WHERE {filled}"
    )


def _refusal(path: Path, tables: Iterable[str]) -> Rejection:
    return Rejection(
        kind="actuals",
        file=str(path),
        place="",
        field="header",
        value=", ".join(name for name in tables if name),
        reason="No table in it has the columns indicator (or target_id), period and value.",
        advice="Name the columns so, or map the names that are there in the settings under [columns].",
    )


def _text(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
