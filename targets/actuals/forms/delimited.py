"""Separated values in any common encoding; a broken quotation mark is refused by its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from targets.actuals.forms.grid import Book, Cell, grid_of
from targets.actuals.forms.number_formats import shown
from targets.actuals.forms.refusals import broken_quote, empty_file, unknown_text
from targets.rejection import RejectedFile

_BLOCK = 50_000
_ENCODINGS = ("utf-8-sig", "gb18030")


def read_delimited(path: Path, file: str) -> Book:
    """A table of separated values. Raises RejectedFile where its encoding is unknown, it is empty or a quote is broken."""
    cells: dict[tuple[int, int], Cell] = {}
    for line, fields in delimited_rows(decoded(path, file), file):
        for column, text in enumerate(fields, start=1):
            cell = shown(text, "")
            if cell:
                cells[line, column] = cell
    return Book((grid_of(None, cells),))


def decoded(path: Path, file: str) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or GB18030. Raises RejectedFile."""
    data = path.read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        with suppress(UnicodeDecodeError):
            return data.decode("utf-16")
    for encoding in _ENCODINGS:
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if not text.strip():
                raise RejectedFile(empty_file(file))
            return text
    raise RejectedFile(unknown_text(file))


def delimited_blocks(text: str, file: str) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
    """The same as `delimited_rows`, many rows at once, and fields as they stand: their lines, and the rows."""
    reader, line, told = _reader(text), 0, 0
    with suppress(csv.Error):
        while rows := list(islice(reader, _BLOCK)):
            if reader.line_num - line != len(rows):
                break
            yield range(line + 1, reader.line_num + 1), rows
            line = reader.line_num
            told += len(rows)
        else:
            return
    # A cell of several lines or a quotation mark that breaks the table: row by row from here on.
    rest = islice(delimited_rows(text, file), told, None)
    while block := list(islice(rest, _BLOCK)):
        yield [number for number, _ in block], [fields for _, fields in block]


def delimited_rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line on which each begins. Raises RejectedFile at a quotation mark that breaks the table."""
    reader = _reader(text)
    line = 1
    while True:
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise RejectedFile(broken_quote(file, line, _line(text, line))) from error
        if reader.line_num - line >= 20:  # a quote that was closed by another stray one, pages later
            raise RejectedFile(broken_quote(file, line, _line(text, line)))
        yield line, [field.strip() for field in fields]
        line = reader.line_num + 1


def _reader(text: str) -> Any:
    """A reader of separated values; the csv module does not name its type."""
    first = next(line for line in text.splitlines() if line.strip())
    separator = max(",\t;，", key=first.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1][:80] if number <= len(lines) else ""
