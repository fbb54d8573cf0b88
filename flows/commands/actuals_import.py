"""`duban actuals import`: take tables in, and say of every figure where it went."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.commands.options import AsOf, Home, SettingsFile, known_settings
from flows.commands.tables import counted
from flows.commands.writing import fail
from targets.settings import home_of
from targets.words import message

if TYPE_CHECKING:
    from targets.actuals.destinations import Destinations
    from targets.actuals.imports import ImportSummary
    from targets.rejection import Rejection
    from targets.store.flags import Flag


_MOST_WRITTEN_OUT = 20
"""Figures in words that are printed one by one."""


def import_tables(
    files: Annotated[
        list[Path],
        typer.Argument(
            exists=True, help="Tables or folders: XLSX, XLS, ODS, CSV, Parquet, DuckDB file or .sql query."
        ),
    ],
    home: Home = None,
    settings: SettingsFile = None,
    as_of: AsOf = None,
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Take tables of actuals in and link them; `duban refresh` then judges. Exit code 3: some figures wait or are out."""
    from targets.actuals.destinations import destinations
    from targets.actuals.imports import find_tables, import_files
    from targets.actuals.links import propose_links
    from targets.checks.series import check_series
    from targets.store.quarantine import quarantine
    from targets.store.run import start_run, wall_clock
    from targets.store.runs import RunOutcome, Stage, begin_run, finish_run
    from targets.store.unusable import WarehouseUnusable
    from targets.store.warehouse import open_warehouse

    run, options = start_run(as_of.date() if as_of else None), known_settings(settings)
    folders = [find_tables(path.resolve()) for path in files]
    tables = [table for folder in folders for table in folder.files]
    passed_over = [rejection for folder in folders for rejection in folder.passed_over]
    try:
        with open_warehouse(home_of(home)) as con:
            begin_run(con, run)
            summary = import_files(con, home_of(home), tables, run, options)
            quarantine(con, home_of(home), passed_over, run)
            propose_links(con, run, options)
            flags = check_series(con, run)
            rejections = [*passed_over, *summary.rejections]
            outcome = RunOutcome.QUARANTINED if rejections else RunOutcome.COMPLETE
            now = wall_clock()
            finish_run(
                con,
                run,
                outcome,
                [Stage("actuals", 0.0, message("did-figures", count=str(summary.loaded)))],
                now,
            )
            went = destinations(con)
    except WarehouseUnusable as error:
        fail(str(error), 1)
    flags = (*summary.flags, *flags)
    if form == "json":
        print(
            json.dumps(_as_json(summary, rejections, flags, went), ensure_ascii=False, indent=1, default=str)
        )
    else:
        _print(summary, rejections, flags, went)
    if rejections or summary.questions or any(flag.severity == "warning" for flag in flags):
        raise typer.Exit(3)


def _print(
    summary: ImportSummary, rejections: list[Rejection], flags: tuple[Flag, ...], went: Destinations
) -> None:
    from targets.actuals.destinations import went_where
    from targets.rejection import shown

    print(
        f"{counted(summary.loaded, 'figure')} of {counted(len(summary.files), 'file')}, {counted(len(summary.unchanged), 'file was', 'files were')} in already; "
        f"{len(rejections)} refused, {len(flags)} doubtful, {sum(len(q.places) for _, q in summary.questions)} wait for an answer"
    )
    print(went_where(went).en)
    for rejection in rejections:
        place = f" {rejection.place}" if rejection.place else ""
        value = f" {rejection.value!r}:" if rejection.value else ""
        print(f"{shown(rejection.file)}{place}:{value} {rejection.reason} {rejection.advice}")
    for flag in flags:
        print(f"{shown(flag.source)}: {flag.value:.12g}: {flag.en}")
    for file, words in summary.written_out[:_MOST_WRITTEN_OUT]:
        print(f"{shown(file)} {words.place}: {words.text!r} is read as {words.read_as}")
    if len(summary.written_out) > _MOST_WRITTEN_OUT:
        print(
            f"and {len(summary.written_out) - _MOST_WRITTEN_OUT} more figures in words: --format json has all"
        )
    for file, question in summary.questions:
        cells = ", ".join(question.places[:3]) + (" …" if len(question.places) > 3 else "")
        head = f" ({question.head})" if question.head else ""
        print(
            f"{shown(file)} {cells}{head}: {question.reason} {counted(len(question.places), 'figure waits', 'figures wait')}: answer with "
            f"`duban actuals inspect FILE --answer {question.about}=…`"
        )


def _as_json(
    summary: ImportSummary, rejections: list[Rejection], flags: tuple[Flag, ...], went: Destinations
) -> dict[str, Any]:
    notices: list[dict[str, Any]] = [
        {
            "kind": "refuse",
            "file": r.file,
            "place": r.place,
            "value": r.value,
            "reason": r.reason,
            "advice": r.advice,
        }
        for r in rejections
    ]
    notices += [
        {
            "kind": "flag",
            "file": f.source.split(":")[0],
            "place": f.source.partition(":")[2],
            "value": f.value,
        }
        | {"check": f.check, "severity": f.severity, "reason": f.en, "reason_zh": f.zh}
        for f in flags
    ]
    notices += [
        {"kind": "ask", "file": file, "place": place, "value": value, "about": q.about, "reason": q.reason}
        for file, q in summary.questions
        for place, value in zip(q.places, q.figures, strict=True)
    ]
    return {
        "loaded": summary.loaded,
        "files": summary.files,
        "unchanged": summary.unchanged,
        "figures": {
            "feeding": went.feeding,
            "watched": went.watched,
            "linkable": went.linkable,
            "unlinked": went.unlinked,
            "doubtful": went.doubtful,
            "asked": went.asked,
            "refused": went.refused,
        },
        "written_out": [{"file": file, **words._asdict()} for file, words in summary.written_out],
        "notices": notices,
    }
