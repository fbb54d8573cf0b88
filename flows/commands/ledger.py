"""`duban ledger export` and `import`: the workbook (台账) in which people review, correct and fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import AsOf, Home
from flows.commands.tables import Format, Limit, ListFormat, Page, counted, print_rows
from flows.commands.writing import Note, Who, fail, person_of, warehouse

if TYPE_CHECKING:
    from targets.ledger.workbook.compare import Comparison

app = typer.Typer(
    no_args_is_help=True, help="The ledger (台账) as a workbook: export it, import it filled in."
)


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="The workbook to write, such as 台账.xlsx.")],
    home: Home = None,
    as_of: AsOf = None,
    region: Annotated[str | None, typer.Option("--region", help="Only goals of this place.")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="Only goals of this responsible unit.")] = None,
) -> None:
    """Write every goal with its unit, deadline, months, gap and status, and the links and series that wait."""
    from targets.ledger.workbook.write import write_ledger
    from targets.store.run import start_run

    with warehouse(home) as con:
        day = as_of.date() if as_of else None
        if day is None:
            ((day,),) = con.execute("SELECT max(as_of) FROM progress").fetchall()
        count = write_ledger(con, file, day or start_run().today, region, unit)
    print(f"{file}: {counted(count, 'goal')}")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The workbook as it came back.")],
    who: Who,
    note: Note = None,
    home: Home = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what would change.")] = False,
    form: Format = ListFormat.TABLE,
    limit: Limit = 100,
    page: Page = 1,
) -> None:
    """Print what people changed and store it: all or nothing. A cell that two people changed is a conflict; both stay."""
    from targets.actuals.links import BadLink
    from targets.bounded import bounded
    from targets.ledger.workbook.apply import LedgerNotApplied, import_ledger
    from targets.ledger.workbook.read import read_ledger
    from targets.rejection import RejectedFile
    from targets.store.decisions import BadDecision
    from targets.store.handles import UnknownHandle
    from targets.store.run import start_run

    try:
        filled = bounded("ledger", file, read_ledger, file)
        with warehouse(home) as con:
            run, by = start_run(), person_of(who, note)
            found = import_ledger(con, file, filled, by, run, dry=True)
            _print(found, form, limit, page)
            answers = len(filled.links) + len(filled.series)
            if not dry_run and (found.problems or found.conflicts):
                fail("Nothing was stored: put right what is marked and import again.", 1)
            if not dry_run:
                import_ledger(con, file, filled, by, run)
    except (RejectedFile, LedgerNotApplied, BadDecision, BadLink, UnknownHandle) as error:
        fail(str(error), 1)
    if form is ListFormat.TABLE:
        done = "would be stored" if dry_run else "stored"
        print(
            f"{counted(len(found.edits), 'cell')}, {counted(len(found.added), 'new goal')}, {counted(answers, 'answer')} on links {done}"
        )


def _print(found: Comparison, form: ListFormat, limit: int, page: int) -> None:
    rows = [
        {
            "row": edit.row,
            "goal": edit.handle,
            "column": edit.head,
            "before": edit.before,
            "now": edit.now if edit.is_conflict else None,
            "wanted": edit.wanted,
            "says": edit.wrong or ("冲突：他人已改" if edit.is_conflict else ""),
        }
        for edit in found.edits
    ]
    blank = dict.fromkeys(("column", "before", "now"))
    rows += [
        {"row": row.row, "goal": None, **blank, "wanted": row.cells["indicator"], "says": "新增目标"}
        for row in found.added
    ]
    told = {edit.row for edit in found.edits if edit.wrong}
    rows += [
        {"row": row, "goal": None, **blank, "wanted": None, "says": text}
        for row, text in found.problems
        if row not in told
    ]
    columns = {
        "行": "{row}",
        "编号": "{goal}",
        "栏": "{column}",
        "导出时": "{before}",
        "现为": "{now}",
        "改为": "{wanted}",
        "说明": "{says}",
    }
    title = f"{counted(len(found.edits), 'cell')} changed, {counted(len(found.conflicts), 'conflict')}, {counted(len(found.problems), 'problem')}"
    print_rows(rows, columns, form, limit, page, title=title, nothing="Nothing was changed.")
