"""Files and sheets that are refused as a whole, with the remedy."""

from __future__ import annotations

from collections.abc import Sequence

from targets.rejection import Rejection


def no_workbook(file: str, why: str) -> Rejection:
    """A file that the reader of its kind cannot open."""
    return _rejection(
        file,
        "",
        "",
        f"This is no workbook that can be read ({why}).",
        "Open it in a spreadsheet program, take off any password, and save it as .xlsx.",
    )


def hidden_sheet(file: str, sheet: str) -> Rejection:
    """A sheet that nobody sees."""
    return _rejection(
        file,
        sheet,
        sheet,
        "The sheet is hidden, so nobody may have checked it.",
        "Show the sheet if it belongs to the report, else delete it.",
    )


def too_large(file: str, sheet: str, most: int) -> Rejection:
    """A sheet with more cells than are read."""
    return _rejection(
        file,
        sheet,
        "",
        f"The sheet has more than {most:,} filled cells.",
        "Export it as a tidy CSV or Parquet table (indicator, region, period, value, unit).",
    )


def unknown_text(file: str) -> Rejection:
    """A text file in no known encoding."""
    return _rejection(
        file, "", "", "The text is neither UTF-8 nor GB18030.", "Save the table as CSV in UTF-8."
    )


def empty_file(file: str) -> Rejection:
    """A text file without any text."""
    return _rejection(file, "", "", "The file is empty.", "Export the table again.")


def misshapen_row(file: str, line: int, cells: Sequence[str]) -> Rejection:
    """A row of a text table with fewer or more cells than the head: nobody can tell which figure stands where."""
    return _rejection(
        file,
        f"line {line}",
        ",".join(cells)[:80],
        f"The row has {len(cells)} cells, unlike the head.",
        "Give it a cell for each column, and put a cell that holds a comma in double quotes.",
    )


def broken_quote(file: str, line: int, value: str) -> Rejection:
    """A quotation mark that opens and never closes, which would swallow every later row."""
    return _rejection(
        file,
        f"line {line}",
        value,
        "A quotation mark opens here and is not closed on its line as a table needs it.",
        "Remove the stray quotation mark, or double it inside a quoted cell; then import the file again.",
    )


def _rejection(file: str, place: str, value: str, reason: str, advice: str) -> Rejection:
    return Rejection(
        kind="actuals", file=file, place=place, field="", value=value, reason=reason, advice=advice
    )
