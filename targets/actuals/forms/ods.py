"""OpenDocument spreadsheets, by odfpy: values, percent styles, what is hidden, struck out or merged."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from targets.actuals.forms.grid import Book, Cell, Grid, Span, grid_of
from targets.actuals.forms.number_formats import shown
from targets.actuals.forms.refusals import hidden_sheet, no_workbook
from targets.reading.archives import xml_part
from targets.rejection import RejectedFile, Rejection

_MOST_REPEATED = 1000
"""An empty cell or row that is repeated more often only fills the sheet up to its edge."""


def read_ods(path: Path, file: str) -> Book:
    """The visible sheets of a workbook. Raises RejectedFile where it is none."""
    from odf.opendocument import load
    from odf.style import Style
    from odf.table import Table

    try:
        _check_parts(path)
        document = load(str(path))
        styles = {style.getAttribute("name"): style for style in document.getElementsByType(Style)}
        grids, rejections = list[Grid](), list[Rejection]()
        for table in document.spreadsheet.getElementsByType(Table):
            name = str(table.getAttribute("name"))
            if _property(styles.get(table.getAttribute("stylename")), "display") == "false":
                rejections.append(hidden_sheet(file, name))
            else:
                grids.append(_grid(name, table, styles))
    except Exception as error:  # odfpy lets errors of zip, XML and its own through
        raise RejectedFile(no_workbook(file, type(error).__name__)) from error
    return Book(tuple(grids), tuple(rejections))


def _check_parts(path: Path) -> None:
    """Raises XMLSyntaxError where a part is damaged: odfpy would give what stands before the damage, and say no word."""
    with zipfile.ZipFile(path) as archive:
        for part in {"content.xml", "styles.xml"} & set(archive.namelist()):
            xml_part(archive, part)


def _grid(name: str, table: Any, styles: dict[str, Any]) -> Grid:
    from odf.table import TableColumn, TableRow

    hidden = _hidden_columns(table.getElementsByType(TableColumn))
    cells: dict[tuple[int, int], Cell] = {}
    spans = []
    row, left_out = 0, set[str]()
    for line in table.getElementsByType(TableRow):
        repeated = int(line.getAttribute("numberrowsrepeated") or 1)
        seen = _row(line.childNodes, styles)
        if line.getAttribute("visibility") in ("collapse", "filter"):
            left_out |= {"hidden rows"} if seen else set()
            row += repeated
            continue
        for again in range(repeated if seen and repeated <= _MOST_REPEATED else min(repeated, 1)):
            for column, cell, down, across in seen:
                if column in hidden:
                    left_out.add("hidden columns")
                    continue
                cells[row + again + 1, column] = cell
                if down > 1 or across > 1:
                    top = row + again + 1
                    spans.append(Span(top, column, top + down - 1, column + across - 1))
        row += repeated
    return grid_of(name, cells, spans, sorted(left_out))


def _hidden_columns(columns: list[Any]) -> set[int]:
    hidden, at = set[int](), 1
    for column in columns:
        repeated = int(column.getAttribute("numbercolumnsrepeated") or 1)
        if column.getAttribute("visibility") in ("collapse", "filter"):
            hidden |= set(range(at, at + min(repeated, _MOST_REPEATED)))
        at += repeated
    return hidden


def _row(nodes: list[Any], styles: dict[str, Any]) -> list[tuple[int, Cell, int, int]]:
    """Of each filled cell its column, what it shows, and over how many rows and columns it is merged."""
    found = list[tuple[int, Cell, int, int]]()
    column = 1
    for node in nodes:
        if node.qname[1] not in ("table-cell", "covered-table-cell"):
            continue
        repeated = int(node.getAttribute("numbercolumnsrepeated") or 1)
        cell = _cell(node, styles) if node.qname[1] == "table-cell" else None
        if cell:
            down = int(node.getAttribute("numberrowsspanned") or 1)
            across = int(node.getAttribute("numbercolumnsspanned") or 1)
            found += [(column + i, cell, down, across) for i in range(min(repeated, _MOST_REPEATED))]
        column += repeated
    return found


def _cell(node: Any, styles: dict[str, Any]) -> Cell | None:
    from odf.teletype import extractText

    if _property(styles.get(node.getAttribute("stylename")), "textlinethroughstyle") not in (None, "none"):
        return None
    kind, value = node.getAttribute("valuetype"), node.getAttribute("value")
    words = "\n".join(extractText(child) for child in node.childNodes)
    if kind == "date" and node.getAttribute("datevalue"):
        code = "yyyy-mm" if "日" not in words and words.count("-") + words.count("/") < 2 else "yyyy-mm-dd"
        return shown(date.fromisoformat(str(node.getAttribute("datevalue"))[:10]), code)
    if kind == "percentage" and value is not None:
        return shown(float(value), "0%")
    if kind in ("float", "currency") and value is not None:
        return shown(float(value), "")
    return shown(words, "")


def _property(style: Any, name: str) -> str | None:
    if style is None:
        return None
    for child in style.childNodes:
        try:
            value = child.getAttribute(name)
        except ValueError:  # that kind of properties does not know it
            continue
        if value is not None:
            return str(value)
    return None
