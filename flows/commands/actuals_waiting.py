"""`duban actuals doubtful|confirm|unlinked|missing`: figures that wait for a person, and figures that are not there."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from flows.commands.options import AsOf, Home
from flows.commands.tables import Format, Limit, ListFormat, Page, counted, print_rows
from flows.commands.writing import Note, Who, fail, person_of, warehouse
from targets.figures import quantity
from targets.words import phrase


def doubtful(home: Home = None, form: Format = ListFormat.TABLE, limit: Limit = 20, page: Page = 1) -> None:
    """List the figures that a check doubts (待核实); they turn no goal green or red before `confirm`."""
    from targets.actuals.confirmations import waiting_figures

    with warehouse(home) as con:
        waiting = [asdict(figure) for figure in waiting_figures(con)]
    print_rows(
        [figure | {"said": quantity(figure["value"], figure["unit"])} for figure in waiting],
        {
            "序列": "{series_id:.8}",
            "指标": "{region} {indicator}\n{period_end}  {said}",
            "来源": "{source}",
            "存疑": "{reason_zh}",
        },
        form,
        limit,
        page,
        title=f"{counted(len(waiting), 'figure waits', 'figures wait')} for `duban actuals confirm`",
        nothing="No figure is doubtful.",
    )


def confirm(
    series: Annotated[str, typer.Argument(help="The series' id, its beginning, or its indicator's name.")],
    period: Annotated[str, typer.Argument(help="The period, such as 2022-05.")],
    who: Who,
    note: Note = None,
    wrong: Annotated[bool, typer.Option("--wrong", help="The figure is wrong and stays out.")] = False,
    home: Home = None,
) -> None:
    """Say of a doubtful figure that it holds, or with --wrong that it does not; `duban refresh` then judges by it."""
    from targets.actuals.confirmations import confirm as decide
    from targets.actuals.history import UnknownSeries, find_series
    from targets.store.decisions import BadDecision
    from targets.store.run import start_run

    with warehouse(home) as con:
        try:
            figure = decide(
                con, find_series(con, series), period, not wrong, person_of(who, note), start_run().run_id
            )
        except (UnknownSeries, BadDecision) as error:
            fail(str(error), 2)
    said = quantity(figure.value, figure.unit)
    print(f"{figure.indicator} {period}: {said} {'stays out' if wrong else 'counts'}")


def unlinked(home: Home = None, form: Format = ListFormat.TABLE, limit: Limit = 20, page: Page = 1) -> None:
    """List every series that measures no goal, with the goals nearest to it and what keeps them apart."""
    from targets.actuals.unlinked import NearGoal, unlinked_series

    def near(goal: NearGoal) -> str:
        differs = "、".join(phrase("series_apart", word).zh for word in goal.differs)
        said = f"{goal.handle} {goal.region or ''} {goal.indicator} {goal.likeness:.2f}"
        return f"{said}（{differs}）" if differs else said

    with warehouse(home) as con:
        found, _ = unlinked_series(con)
    rows = [asdict(s) | {"near": "\n".join(map(near, s.nearest))} for s in found]
    print_rows(
        [row | {"counts": phrase("accumulation", row["accumulation"]).zh} for row in rows],
        {
            "序列": "{series_id:.8}",
            "指标": "{region} {indicator}（{unit}，{counts}）",
            "期数": "{figures}",
            "至": "{last_period}",
            "相近的目标": "{near}",
        },
        form,
        limit,
        page,
        title=f"{counted(len(found), 'series measures', 'series measure')} no goal; accept one with `duban links accept GOAL SERIES`",
        nothing="Every series measures a goal.",
    )


def missing(
    home: Home = None, as_of: AsOf = None, form: Format = ListFormat.TABLE, limit: Limit = 20, page: Page = 1
) -> None:
    """List the goals in force that lack figures, for which periods, and who owes them (催报)."""
    from targets.actuals.unlinked import missing_reports
    from targets.store.run import start_run

    day = start_run(as_of.date() if as_of else None).as_of
    with warehouse(home) as con:
        found = missing_reports(con, day)
    print_rows(
        [
            asdict(report)
            | {
                "lacks": f"{report.missing_from}至{report.missing_until}"
                if report.missing_from
                else "无实际数据"
            }
            for report in found
        ],
        {
            "编号": "{handle}",
            "目标": "{region} {indicator}",
            "责任单位": "{owners}",
            "所缺": "{lacks}",
        },
        form,
        limit,
        page,
        title=f"{counted(len(found), 'goal lacks', 'goals lack')} figures by {day}",
        nothing="No goal lacks figures.",
    )
