"""`duban actuals inspect`: how a form would be read, and answering what it leaves open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import SettingsFile, known_settings
from flows.commands.writing import fail

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

    options, today = known_settings(settings), start_run(None).today
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

    from targets.actuals.inspection import accumulation_in_words, in_words

    console = Console(markup=False, highlight=False)
    said = "；".join(
        f"{in_words(key)} {in_words(value)}" + (f"（据{in_words(why)}）" if why else "")
        for key, value, why in table.context
    )
    console.print(f"{table.sheet}：{said}")
    columns = Table(title="各列", title_justify="left", box=None, pad_edge=False)
    for head in ("", "表头", "内容", "单位", "口径", "期间", "依据"):
        columns.add_column(head, overflow="fold")
    for c in table.columns:
        counted = accumulation_in_words(c.accumulation)
        columns.add_row(c.letter, c.head, in_words(c.role), c.unit, counted, c.period, in_words(c.why))
    console.print(columns)
    title = f"入库后的样子（{table.count}个数中的前{len(table.figures)}个）"
    figures = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for head in ("位置", "指标", "地区", "期间", "数值", "单位", "口径", "依据"):
        figures.add_column(head, overflow="fold", no_wrap=head in ("位置", "数值"))
    for f in table.figures:
        counted = accumulation_in_words(f.accumulation)
        figures.add_row(f.place, f.indicator, f.region, f.period, f.value, f.unit, counted, in_words(f.why))
    console.print(figures)
    for what, why in table.left_out:
        console.print(f"不读：{in_words(what)}：{in_words(why)}")
    for place, value, reason in table.refused:
        console.print(f"不收：{place} {value!r}：{in_words(reason)}")
    for about, head, reason, count in table.questions:
        console.print(
            f"待答：{in_words(about)}{f'（{head}）' if head else ''}：{in_words(reason)}"
            f"（{count}个数等候；--answer {about}=…）"
        )
