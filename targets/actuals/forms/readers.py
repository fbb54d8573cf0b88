"""Files as grids: which kept library reads which format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from targets.actuals.forms.delimited import read_delimited
from targets.actuals.forms.grid import Book
from targets.actuals.forms.ods import read_ods
from targets.actuals.forms.xls import read_xls
from targets.actuals.forms.xlsx import read_xlsx

READERS: dict[str, Callable[[Path, str], Book]] = {
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".txt": read_delimited,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
    ".xls": read_xls,
    ".et": read_xls,
    ".ods": read_ods,
}
