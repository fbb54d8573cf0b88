"""One text with one table, saved in every format: what a person types, and what each program makes of it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl

from tests.reading.ofd_maker import make_ofd
from tests.reading.pdf_maker import Placed, Rule, make_pdf

_SIZE, _ROW, _LEFT, _TOP = 10.0, 20.0, 40.0, 700.0


@dataclass(frozen=True, slots=True)
class TableText:
    """A title, the lines before the table, its rows (every row as wide as the first), the lines after it."""

    title: str
    before: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    after: tuple[str, ...] = ()


def table_text(words: str) -> TableText:
    """The text that `words` lay out: a title, lines, rows with bars between cells, lines."""
    lines = [line.strip() for line in words.strip().split("\n")]
    at = [i for i, line in enumerate(lines) if "|" in line]
    rows = tuple(tuple(cell.strip() for cell in lines[i].split("|")) for i in at)
    return TableText(lines[0], tuple(lines[1 : at[0]]), rows, tuple(lines[at[-1] + 1 :]))


def _txt(path: Path, text: TableText, row: Callable[[Sequence[str]], str]) -> None:
    lines = [text.title, *text.before, *map(row, text.rows), *text.after]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _columns(text: TableText) -> list[int]:
    return [max(len(row[c]) for row in text.rows) + 2 for c in range(len(text.rows[0]))]


def save_bars(path: Path, text: TableText) -> None:
    _txt(path, text, lambda row: f"| {' | '.join(row)} |")


def save_tabs(path: Path, text: TableText) -> None:
    _txt(path, text, "\t".join)


def save_gaps(path: Path, text: TableText) -> None:
    _txt(
        path,
        text,
        lambda row: "".join(c.ljust(w, "\u3000") for c, w in zip(row, _columns(text), strict=True)).strip(
            "\u3000"
        ),
    )


def save_flat(path: Path, text: TableText) -> None:
    _txt(path, text, "\n".join)


def save_md(path: Path, text: TableText) -> None:
    head, *rows = [f"| {' | '.join(row)} |" for row in text.rows]
    lines = [
        f"# {text.title}",
        *text.before,
        "\n".join([head, "|---" * len(text.rows[0]) + "|", *rows]),
        *text.after,
    ]
    path.write_text("\n\n".join(lines) + "\n", "utf-8")


def save_html(path: Path, text: TableText) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in text.rows)
    lines = [f"<p>{line}</p>" for line in text.before], [f"<p>{line}</p>" for line in text.after]
    page = f"<h1>{text.title}</h1>{''.join(lines[0])}<table>{rows}</table>{''.join(lines[1])}"
    path.write_text(f"<html><head><meta charset='utf-8'></head><body>{page}</body></html>", "utf-8")


def save_docx(path: Path, text: TableText) -> None:
    word = docx.Document()
    word.add_heading(text.title, 0)
    for line in text.before:
        word.add_paragraph(line)
    table = word.add_table(rows=len(text.rows), cols=len(text.rows[0]))
    for cells, row in zip(table.rows, text.rows, strict=True):
        for cell, words in zip(cells.cells, row, strict=True):
            cell.text = words
    for line in text.after:
        word.add_paragraph(line)
    word.save(str(path))


def save_xlsx(path: Path, text: TableText) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        (text.title,),
        *((line,) for line in text.before),
        *text.rows,
        *((line,) for line in text.after),
    ):
        sheet.append([_typed(cell) for cell in row])
    book.save(path)


def save_pdf(path: Path, text: TableText) -> None:
    placed, rules = _page(text, ruled=True)
    make_pdf(path, [placed], rules=[rules])


def save_pdf_without_rules(path: Path, text: TableText) -> None:
    placed, _ = _page(text, ruled=False)
    make_pdf(path, [placed])


def save_ofd(path: Path, text: TableText) -> None:
    placed, rules = _page(text, ruled=True)
    make_ofd(path, [placed], rules=[rules])


def save_by_office(path: Path, text: TableText) -> None:
    """An office program saves its own format: a workbook, or a page opened as a document."""
    book = path.suffix in (".xls", ".et")
    source = path.with_name(f"source-{path.suffix[1:]}{'.xlsx' if book else '.html'}")
    (save_xlsx if book else save_html)(source, text)
    kind = {".xls": "xls", ".et": "xls", ".rtf": "rtf"}.get(path.suffix, "doc:MS Word 97")
    opened = () if book else ("--infilter=HTML (StarWriter)",)
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = (
        "soffice",
        "--headless",
        profile,
        *opened,
        "--convert-to",
        kind,
        "--outdir",
        path.parent,
        source,
    )
    subprocess.run(command, check=True, capture_output=True)
    source.with_suffix(f".{kind[:3]}").replace(path)


def _page(text: TableText, *, ruled: bool) -> tuple[list[Placed], list[Rule]]:
    y = _TOP
    placed = [Placed(text.title, _LEFT, 760, 16)]
    for line in text.before:
        placed.append(Placed(line, _LEFT, y, _SIZE))
        y -= _ROW
    edges = [_LEFT]
    for width in _columns(text):
        edges.append(edges[-1] + width * _SIZE + 6)
    top = y + _ROW - 6
    rules: list[Rule] = []
    for row in text.rows:
        placed += [Placed(cell, edges[c] + 3, y, _SIZE) for c, cell in enumerate(row) if cell]
        y -= _ROW
    if ruled:
        bottom = y + _ROW - 6
        rules += [(x, top, x, bottom) for x in edges]
        rules += [(edges[0], top - _ROW * n, edges[-1], top - _ROW * n) for n in range(len(text.rows) + 1)]
    for line in text.after:
        placed.append(Placed(line, _LEFT, y - 10, _SIZE))
        y -= _ROW
    return placed, rules


def _typed(cell: str) -> str | float:
    try:
        return float(cell) if "." in cell else int(cell)
    except ValueError:
        return cell


FORMATS: dict[str, tuple[str, Callable[[Path, TableText], None]]] = {
    "bars": (".txt", save_bars),
    "tabs": (".txt", save_tabs),
    "gaps": (".txt", save_gaps),
    "flat": (".txt", save_flat),
    "md": (".md", save_md),
    "html": (".html", save_html),
    "docx": (".docx", save_docx),
    "xlsx": (".xlsx", save_xlsx),
    "pdf": (".pdf", save_pdf),
    "pdf without rules": (".pdf", save_pdf_without_rules),
    "ofd": (".ofd", save_ofd),
}
OFFICE_FORMATS = (".doc", ".wps", ".rtf", ".xls", ".et")
"""What LibreOffice has to make and to read."""
