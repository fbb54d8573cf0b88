"""`duban extract`: the goals and results in documents, without database or Prefect."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targets.extraction.mention import Mention
    from targets.extraction.pipeline import Explained
    from targets.reading.document import Document


class ExtractFormat(StrEnum):
    """How mentions are printed."""

    JSONL = "jsonl"
    TABLE = "table"


def extract(
    files: Annotated[
        list[Path],
        typer.Argument(
            exists=True,
            dir_okay=False,
            help="Documents: txt, md, html, docx, pdf, xlsx, ofd, doc, wps, rtf, xls, et, or pictures.",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            file_okay=False,
            help="Write DIR/STEM.jsonl, a file a document (STEM with its ending where two share it).",
        ),
    ] = None,
    format: Annotated[
        ExtractFormat, typer.Option("--format", help="How to print them.")
    ] = ExtractFormat.JSONL,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show every number, kept or not, and why.")
    ] = False,
) -> None:
    """Print every numeric goal and reported result in FILES, one JSON object a line."""
    from flows.reading import explain_within_bounds, read_within_bounds, start_reader
    from targets.rejection import RejectedFile

    start_reader()
    rejected = 0
    for path in files:
        try:
            if explain:
                _print_explanation(*explain_within_bounds(path))
                continue
            read = read_within_bounds(path)
        except RejectedFile as error:
            print(error, file=sys.stderr)
            rejected += 1
            continue
        for table in read.unread:
            print(f"{path}: {table.place}: {table.value}: {table.reason} {table.advice}", file=sys.stderr)
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            shared = sum(other.stem == path.stem for other in files) > 1
            with (out / f"{path.name if shared else path.stem}.jsonl").open(
                "w", encoding="utf-8", newline="\n"
            ) as stream:
                _write_lines(read.mentions, stream)
        elif format is ExtractFormat.JSONL:
            _write_lines(read.mentions, sys.stdout)
        else:
            _print_table(read.document, read.mentions)
    if rejected:
        raise typer.Exit(3 if rejected < len(files) else 1)


def mention_row(mention: Mention) -> dict[str, Any]:
    """The fields of a mention as JSON takes them: dates as ISO text, tuples as lists."""
    row = {
        f.name: value.isoformat() if isinstance(value := getattr(mention, f.name), date) else value
        for f in fields(mention)
        if f.name != "cues"
    }
    return row | {"cell": asdict(mention.cell) if mention.cell else None}


def _write_lines(mentions: Sequence[Mention], stream: TextIO) -> None:
    for mention in mentions:
        stream.write(json.dumps(mention_row(mention), ensure_ascii=False) + "\n")


def _print_table(document: Document, mentions: Sequence[Mention]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=document.title or document.doc, title_justify="left")
    for heading in ("at", "role", "indicator", "", "number", "date", "owners"):
        table.add_column(heading, overflow="fold")
    for m in mentions:
        table.add_row(
            str(m.start),
            m.role,
            m.indicator,
            m.comparator,
            m.text,
            str(m.due or m.period_end or ""),
            "、".join(m.owners[:2]) + (" …" if len(m.owners) > 2 else ""),
        )
    Console().print(table)


def _print_explanation(document: Document, numbers: Sequence[Explained]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{document.title or document.doc}: every number", title_justify="left")
    for heading in ("at", "number", "kept as", "sure", "because", "clause"):
        table.add_column(heading, overflow="fold")
    for line in numbers:
        table.add_row(
            str(line.start),
            line.text,
            line.role or "-",
            f"{line.confidence:.2f}",
            "; ".join(line.cues),
            line.clause,
        )
    Console().print(table)
