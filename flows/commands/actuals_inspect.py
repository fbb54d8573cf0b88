"""`duban actuals inspect`: how a form would be read, and answering what it leaves open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import SettingsFile
from flows.commands.writing import fail
from targets.settings import load_settings

if TYPE_CHECKING:
    from targets.actuals.inspection import InspectedTable, Inspection


def inspect_form(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A workbook or CSV file.")],
    answer: Annotated[
        list[str] | None,
        typer.Option(
            "--answer",
            help="What the form leaves open, kept in forms.toml beside it: region=青山市, unit=万元, period=1-5月, "
            "year=2025, accumulation=ytd|period|level. May be given several times.",
        ),
    ] = None,
    name: Annotated[str, typer.Option("--name", help="What to call the form in forms.toml.")] = "",
    html: Annotated[Path | None, typer.Option("--html", help="Write a page as well.")] = None,
    settings: SettingsFile = None,
) -> None:
    """Show how a form would be read: each column's role and why, the first figures as stored, what is left out or asked."""
    from targets.actuals.forms.named import ANSWERS, BadAnswer, add_answers, parse_answers
    from targets.actuals.inspection import inspect
    from targets.rejection import RejectedFile
    from targets.store.run import start_run

    options, today = load_settings(settings), start_run(None).today
    try:
        found = inspect(file.resolve(), today, options.region)
        if answer:
            answers = parse_answers(answer)
            asked = [table for table in found.tables if table.questions] or list(found.tables)
            for shape in dict.fromkeys(table.shape for table in asked):
                kept = add_answers(file.resolve(), name or file.stem, shape, answers)
            print(f"{kept}: {', '.join(f'{key} = {answers[key]}' for key in ANSWERS if key in answers)}")
            found = inspect(file.resolve(), today, options.region)
    except BadAnswer as error:
        fail(str(error), 2)
    except RejectedFile as error:
        fail(str(error), 3)
    for table in found.tables:
        _print(table)
    for note in found.notes:
        print(f"{note}: no figures, taken as notes")
    for rejection in found.rejections:
        print(f"{rejection.place}: {rejection.reason} {rejection.advice}")
    if html:
        from dashboards.forms.page import inspection_page

        html.write_text(inspection_page(found), encoding="utf-8")
        print(html)
    if _is_open(found):
        raise typer.Exit(3)


def _is_open(found: Inspection) -> bool:
    return any(table.questions or table.refused for table in found.tables)


def _print(table: InspectedTable) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(markup=False)
    said = "; ".join(
        f"{key} {value}" + (f" (by the {why})" if why else "") for key, value, why in table.context
    )
    console.print(f"{table.sheet}: {said}")
    columns = Table(title="columns", title_justify="left")
    for head in ("", "head", "holds", "unit", "accumulation", "period", "why"):
        columns.add_column(head, overflow="fold")
    for c in table.columns:
        columns.add_row(c.letter, c.head, c.role, c.unit, c.accumulation, c.period, c.why)
    console.print(columns)
    figures = Table(title=f"the first of {table.count} figures", title_justify="left")
    for head in ("place", "indicator", "region", "period", "value", "unit", "accumulation", "why"):
        figures.add_column(head, overflow="fold")
    for f in table.figures:
        figures.add_row(f.place, f.indicator, f.region, f.period, f.value, f.unit, f.accumulation, f.why)
    console.print(figures)
    for what, why in table.left_out:
        console.print(f"left out: {what}: {why}")
    for place, value, reason in table.refused:
        console.print(f"refused: {place} {value!r}: {reason}")
    for about, head, reason, count in table.questions:
        console.print(
            f"asked: {about}{f' of {head}' if head else ''}: {reason} ({count} figures wait; --answer {about}=…)"
        )
