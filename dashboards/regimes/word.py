"""A document of the regimes as Word (.docx), through the template; and as PDF, by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate

from dashboards.regimes.paper import Block, Heading, Paper, Paragraph, Picture, Table
from dashboards.regimes.template import brief_template_bytes, template_bytes
from dashboards.regimes.wording import Words

WIDTH = Mm(156)
_STYLES = {"body": "Official text", "quote": "Official quote", "note": "Official note"}
_TO_FILL_IN = Mm(16)
"""The least height of a row that is answered by hand."""
_SECONDS = 120


class NoLibreOffice(Exception):
    """A PDF was asked for and LibreOffice is not installed; the message says what to do."""


class BadTemplate(Exception):
    """The template is no Word file, or holds a field that no document has; the message names both."""


def write_word(paper: Paper, path: Path, template: Path | None = None) -> None:
    """Write the paper as .docx. A chart that was not drawn is left out; its finding stays.

    A brief has its own layout, whatever the `template`. Raises BadTemplate for a `template` that cannot be filled in.
    """
    if paper.is_brief:
        template = None
    made = brief_template_bytes if paper.is_brief else template_bytes
    try:
        document = DocxTemplate(template or BytesIO(made()))
        body = document.new_subdoc()
        for block in paper.blocks:
            _add(body, block)
        _keep_with_signature(body)
        words = Words(paper.language)
        fields = {
            "office": words("red_head", office=paper.office) if paper.office else words("office_missing"),
            "office_signed": paper.office or ("" if paper.is_brief else words("office_missing")),
            "number": paper.number,
            "tag": paper.tag,
            "title": paper.title,
            "addressee": f"{paper.addressee}{words('colon')}" if paper.addressee else "",
            "body": body,
            "day": words.day(paper.day),
            "copies": words("copies", to=paper.copies) if paper.copies else "",
        }
        document.render(fields, autoescape=True)
    except Exception as error:
        if template is None:
            raise
        raise BadTemplate(f"{template}: {error}. `duban bulletin template` writes one that works.") from error
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(path)


def write_pdf(word: Path) -> Path:
    """The PDF of a Word file, beside it. Raises NoLibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        raise NoLibreOffice(
            "A PDF needs LibreOffice, which is not installed. Install it, or print the Word file."
        )
    with tempfile.TemporaryDirectory(prefix="duban-") as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        subprocess.run(
            [
                program,
                "--headless",
                "--norestore",
                profile,
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                str(word),
            ],
            check=True,
            capture_output=True,
            timeout=_SECONDS,
        )
        shutil.move(Path(folder, word.with_suffix(".pdf").name), word.with_suffix(".pdf"))
    return word.with_suffix(".pdf")


def _keep_with_signature(body: Any) -> None:
    """The end of the text goes over to the page of the signature, which never stands on a page alone."""
    paragraphs = list(body.paragraphs[-1:])
    if paragraphs and not paragraphs[0].text and body.tables:
        paragraphs += [p for cell in body.tables[-1].rows[-1].cells for p in cell.paragraphs]
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def _add(body: Any, block: Block) -> None:
    match block:
        case Heading(text, level):
            body.add_paragraph(text, style=f"Official heading {level}")
        case Paragraph(text, kind):
            body.add_paragraph(text, style=_STYLES[kind])
        case Table():
            _add_table(body, block)
        case Picture():
            _add_picture(body, block)


def _add_table(body: Any, table: Table) -> None:
    """A ruled table over the whole width whose head is repeated on each page; no row breaks over two."""
    grid = body.add_table(rows=0, cols=len(table.columns))
    grid.style, grid.alignment, grid.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _pad(grid)
    whole = sum(column.width for column in table.columns)
    widths = [int(WIDTH * column.width / whole) for column in table.columns]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    _fill(grid, [column.name for column in table.columns], table, widths, head=True)
    for row in table.rows:
        _fill(grid, row, table, widths, head=False)
    body.add_paragraph("", style="Official cell")


def _fill(grid: Any, texts: Any, table: Table, widths: list[int], *, head: bool) -> None:
    row = grid.add_row()
    marks = [OxmlElement("w:cantSplit"), *([OxmlElement("w:tblHeader")] if head else [])]
    if not head and not any(texts[1:]):
        row.height = _TO_FILL_IN
    for mark in marks:
        row._tr.get_or_add_trPr().append(mark)
    for cell, text, column, width in zip(row.cells, texts, table.columns, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.style = "Official cell"
        paragraph.add_run(text).bold = head
        if head:
            paragraph.paragraph_format.keep_with_next = True
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _shade(cell)
        elif column.numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _pad(grid: Any) -> None:
    """Room above and below the text of each cell, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for side, room in (("top", 40), ("left", 55), ("bottom", 40), ("right", 55)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(room))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    grid._tbl.tblPr.append(margins)


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", "EEF1F4")):
        shade.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _add_picture(body: Any, picture: Picture) -> None:
    if picture.png is not None:
        run = body.add_paragraph(style="Official picture").add_run()
        run.add_picture(BytesIO(picture.png), width=WIDTH)._inline.docPr.set("descr", picture.finding)
    body.add_paragraph(picture.finding, style="Official picture")
