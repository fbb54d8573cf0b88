"""A file of sheets as table `staged`: tidy tables as they are, forms as they are understood."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from targets.actuals import relations
from targets.actuals.forms.delimited import decoded, delimited_blocks, delimited_rows
from targets.actuals.forms.doubts import find_doubts
from targets.actuals.forms.figures import Figure
from targets.actuals.forms.grid import Book, Grid
from targets.actuals.forms.named import answers_beside
from targets.actuals.forms.plans import plans_of
from targets.actuals.forms.readers import READERS
from targets.actuals.forms.refusals import misshapen_row
from targets.actuals.forms.understand import Reading, Understood, understand
from targets.actuals.layout import missing_columns, text_rows, tidy_table
from targets.actuals.remarks import form_remarks, tidy_remarks
from targets.actuals.staging import (
    Question,
    Staged,
    StagedDoubt,
    StagedPlan,
    StagedRemark,
    StagedSheet,
    WrittenOut,
    figures_table,
    stage_figures,
)
from targets.actuals.units import BadUnit, unit_of
from targets.bounded import bounded
from targets.rejection import RejectedFile, Rejection
from targets.settings import Settings
from targets.store.run import Run

_STREAMED = (".csv", ".tsv", ".txt")

ADVICE = {
    "target_id": "Take the number from `duban actuals template`, or leave it out and name the indicator.",
    "indicator": "Name the indicator or the goal's number.",
    "region": "Correct the region's name, or import the region's own figures first.",
    "unit": "Correct the unit, or convert the figure to the unit of the goal.",
    "cumulative": "Write 累计 or 当期.",
    "illustrative": "Write 是 or 否.",
    "period": "Correct the period, such as 2022-05, 2022Q2, 2022H1, 2022 or 2022年1-5月累计.",
    "recorded_at": "Write the day the figure was reported, such as 2022-06-10, or leave it out.",
    "header": "Undo the merge and give each column a head of its own.",
    "fault": "Open the workbook in a spreadsheet program, put the formula right, and save it.",
    "value": "Write the bare number here and its unit in the column of units.",
    "negative": "Ask the unit that sent it for the sign; a decrease belongs in a column of growth.",
    "twice": "Keep the row that holds and send the file again.",
}


@dataclass(frozen=True, slots=True)
class Contents:
    """What the sheets of a file hold: figures, what cannot be read, what is asked, doubtful or written out, plans, remarks."""

    sheets: tuple[StagedSheet, ...]
    rejections: tuple[Rejection, ...] = ()
    questions: tuple[Question, ...] = ()
    doubts: tuple[StagedDoubt, ...] = ()
    written_out: tuple[WrittenOut, ...] = ()
    plans: tuple[StagedPlan, ...] = ()
    remarks: tuple[StagedRemark, ...] = ()


@contextmanager
def staged_sheets(
    con: duckdb.DuckDBPyConnection, path: Path, import_id: str, settings: Settings, run: Run
) -> Iterator[Staged]:
    """Table `staged` of the sheets of a file, which a worker reads. Raises RejectedFile where none is a table."""
    if path.suffix.lower() not in READERS:
        raise RejectedFile(_no_table(path))
    places, answers = _known_places(con), answers_beside(path)
    contents = bounded(
        "actuals",
        path,
        read_contents,
        path,
        settings.columns,
        run.today,
        settings.region or _sole_region(con),
        places,
        answers,
    )
    stage_figures(con, contents.sheets, path.name, import_id)
    yield Staged(
        lambda sheet, row, col, field: contents.sheets[sheet].place(row, col, field),
        contents.rejections,
        contents.questions,
        contents.doubts,
        contents.written_out,
        contents.plans,
        contents.remarks,
    )


def read_contents(
    path: Path,
    mapping: Mapping[str, str],
    today: date,
    region: str,
    places: Collection[str],
    answers: Mapping[str, Mapping[str, str]],
) -> Contents:
    """Read the sheets of a file in this process. Raises RejectedFile where none of them is a table."""
    file = str(path)
    if path.suffix.lower() in _STREAMED:
        text = decoded(path, file)
        tidy = tidy_table(delimited_blocks(text, file), mapping, separated=True)
        if tidy:
            sheet = StagedSheet(None, tidy.figures)
            remarks = tidy_remarks(delimited_rows(text, file), 0, mapping)
            misshapen = tuple(misshapen_row(file, *row) for row in tidy.misshapen)
            return Contents((sheet,), misshapen, remarks=tuple(remarks))
    book = READERS[path.suffix.lower()](path, file)
    sheets, forms = list[StagedSheet](), list[Grid]()
    said = list[StagedRemark]()
    for grid in book.grids:
        numbers, rows = list[int](), list[list[str]]()
        for number, cells in text_rows(grid):
            numbers.append(number)
            rows.append(cells)
        tidy = tidy_table([(numbers, rows)], mapping)
        if tidy:
            said += tidy_remarks(text_rows(grid), len(sheets), mapping)
            sheets.append(StagedSheet(grid.name, tidy.figures, dict(tidy.header.fields)))
        else:
            forms.append(grid)
    understood = understand(
        Book(tuple(forms), book.rejections),
        path,
        today,
        region=region or None,
        places=places,
        answers=answers,
    )
    if not sheets and not understood.readings:
        raise RejectedFile(_no_header(book, file, mapping))
    first = len(sheets)
    sheets += [_sheet(reading) for reading in understood.readings]
    for number, reading in enumerate(understood.readings, start=first):
        said += form_remarks(reading, number)
    doubts = tuple(
        StagedDoubt(
            number, doubt.figure.row, doubt.figure.column - 1, doubt.check, doubt.why.zh, doubt.why.en
        )
        for number, reading in enumerate(understood.readings, start=first)
        for doubt in find_doubts(reading.table, reading.columns, reading.figures, reading.context.place)
    )
    return Contents(
        tuple(sheets),
        tuple(_refusals(understood, file)),
        _questions(understood),
        doubts,
        tuple(_written_out(understood)),
        tuple(_plans(understood, first)),
        tuple(said),
    )


def _plans(understood: Understood, first: int) -> Iterator[StagedPlan]:
    """The yearly plans beside the figures of forms, in bare units; a unit that is not known is refused elsewhere."""
    for number, reading in enumerate(understood.readings, start=first):
        for figure, plan in plans_of(reading.table, reading.columns, reading.figures):
            with suppress(BadUnit):
                unit = unit_of(figure.unit)
                yield StagedPlan(number, figure.row, figure.column - 1, plan * unit.factor, unit.bare)


def _sheet(reading: Reading) -> StagedSheet:
    dated = frozenset(column.at - 1 for column in reading.columns.values() if column.label.months)
    table = reading.table
    return StagedSheet(
        table.grid.name,
        figures_table(_rows(reading.figures, reading.context.illustrative)),
        None,
        table.head_rows[1],
        dated,
    )


def _rows(figures: Iterable[Figure], said_illustrative: bool) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Figures of a form as the fields of `columns.FIELDS`."""
    for figure in figures:
        months, words = figure.months, figure.words
        fields = (
            words.get("target", ""),
            figure.name,
            figure.place,
            months.written() if months else "",
            repr(figure.value),
            figure.unit,
            figure.accumulation,
            words.get("recorded", ""),
            words.get("source", ""),
            words.get("illustrative", "") or ("true" if said_illustrative else ""),
            "",
        )
        yield figure.row, figure.column - 1, fields


def _written_out(understood: Understood) -> Iterator[WrittenOut]:
    """The figures of workbooks that stand there as words: 8.2万, １２３."""
    for reading in understood.readings:
        grid = reading.table.grid
        for figure in reading.figures:
            if grid.name is not None and grid.cells[figure.row, figure.column].number is None:
                place = grid.place(figure.row, figure.column)
                yield WrittenOut(place, figure.text, f"{figure.value:.12g} {figure.unit}")


def _refusals(understood: Understood, file: str) -> Iterator[Rejection]:
    yield from understood.rejections
    for reading in understood.readings:
        for figure in reading.refused:
            place = reading.table.grid.place(figure.row, figure.column)
            yield Rejection(
                kind="actuals",
                file=file,
                place=place,
                field=figure.wrong,
                value=figure.text,
                reason=figure.reason,
                advice=ADVICE["fault" if _is_fault(reading, figure) else figure.wrong],
            )


def _is_fault(reading: Reading, figure: Figure) -> bool:
    cell = reading.table.grid.cells.get((figure.row, figure.column))
    return bool(cell and cell.fault)


def _questions(understood: Understood) -> tuple[Question, ...]:
    return tuple(
        _question(reading, about)
        for reading in understood.readings
        for about in range(len(reading.questions))
    )


def _question(reading: Reading, number: int) -> Question:
    asked = reading.questions[number]
    return Question(
        reading.table.grid.name or "",
        reading.shape,
        asked.about,
        asked.head,
        asked.reason,
        asked.places,
        asked.values,
    )


def _known_places(con: duckdb.DuckDBPyConnection) -> set[str]:
    rows = con.execute("SELECT DISTINCT region FROM series WHERE region IS NOT NULL").fetchall()
    return {region for (region,) in rows}


def _sole_region(con: duckdb.DuckDBPyConnection) -> str:
    """The region that all documents are about, where they are about one: what tables that name none are about."""
    regions = con.execute("SELECT DISTINCT region FROM documents WHERE region IS NOT NULL LIMIT 2").fetchall()
    return str(regions[0][0]) if len(regions) == 1 else ""


def _no_table(path: Path) -> Rejection:
    return Rejection(
        kind="actuals",
        file=str(path),
        place="",
        field="",
        value=path.suffix,
        reason="This is no kind of table that can be read.",
        advice=f"Save it as one of {', '.join((*READERS, *relations.ENDINGS))}, or move it elsewhere.",
    )


def _no_header(book: Book, file: str, mapping: Mapping[str, str]) -> Rejection:
    """The first sheet's row most like a header, and what it lacks."""
    for grid in book.grids:
        if grid.cells:
            number, heads, missing = missing_columns(text_rows(grid), mapping)
            lacking = f"no column for {', '.join(missing)}" if missing else "no row of figures"
            return Rejection(
                kind="actuals",
                file=file,
                place=grid.place(number),
                field="header",
                value=heads,
                reason=f"The table has {lacking}.",
                advice=(
                    "Name the columns indicator, region, period, value, unit (指标、地区、期间、数值、单位), map the names "
                    "that are there in the settings under [columns], or see `duban actuals inspect` how the form is read."
                ),
            )
    return Rejection(
        kind="actuals",
        file=file,
        place="",
        field="",
        value="",
        reason="No visible sheet holds anything.",
        advice="Export the table again.",
    )
