"""Tables of pieces and noise, as Word, HTML and PDF: whatever stands in them, they are read without an exception."""

from __future__ import annotations

import html
import random
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from targets.extraction.pipeline import extract
from targets.reading.files import read_document
from tests.extraction.mutations import SAMPLE, mutated_table
from tests.reading.pdf_maker import Placed, make_pdf

COUNT = 12
TITLE = "云溪市2024年重点工作任务分解表"
Table = list[list[str]]


def _as_docx(path: Path, rows: Table) -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for cells, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, words, strict=True):
            cell.text = "".join(c for c in text if c.isprintable())
    document.save(str(path))


def _as_html(path: Path, rows: Table) -> None:
    body = "".join("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    path.write_text(f"<html><body><p>{TITLE}</p><table>{body}</table></body></html>", encoding="utf-8")


def _as_pdf(path: Path, rows: Table) -> None:
    lines = [Placed(TITLE, 60, 800)]
    for r, row in enumerate(rows):
        lines += [
            Placed(c[:8], 60 + 70 * k, 760 - 24 * r, 8) for k, c in enumerate(row) if c and c.isprintable()
        ]
    make_pdf(path, [lines])


@pytest.mark.parametrize(("suffix", "write"), [("docx", _as_docx), ("html", _as_html), ("pdf", _as_pdf)])
def test_mutated_tables_are_read_without_an_exception(
    tmp_path: Path, suffix: str, write: Callable[[Path, Table], None]
) -> None:
    rng = random.Random(11)
    for number in range(COUNT):
        path = tmp_path / f"{number}.{suffix}"
        write(path, mutated_table(rng, [SAMPLE]))
        document = read_document(path)
        end = 0
        for mention in extract(document):
            assert end <= mention.start < mention.end
            assert mention.text == document.text[mention.start : mention.end]
            end = mention.end
