"""`duban actuals doubtful|confirm|unlinked|missing`: figures that wait for a person, and figures that are not there."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.listing import Format, show
from flows.commands.options import AsOf, Home
from flows.commands.writing import Note, Who, fail, person_of, warehouse


def doubtful(home: Home = None, form: Format = "table") -> None:
    """List the figures that a check doubts (待核实); they turn no goal green or red before `confirm`."""
    from targets.actuals.confirmations import waiting_figures

    with warehouse(home) as con:
        waiting = waiting_figures(con)
    rows = [
        (
            w.series_id[:8],
            w.indicator,
            w.region or "",
            str(w.period_end),
            f"{w.value:.12g}",
            w.unit,
            w.source,
            w.reason_en,
        )
        for w in waiting
    ]
    show(
        ("series", "indicator", "region", "period", "value", "unit", "source", "why"),
        rows,
        form,
        "No figure is doubtful.",
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
    print(f"{figure.indicator} {period}: {figure.value:.12g} {'stays out' if wrong else 'counts'}")


def unlinked(home: Home = None, form: Format = "table") -> None:
    """List every series that measures no goal, with the goals nearest to it and what keeps them apart."""
    from targets.actuals.unlinked import unlinked_series

    with warehouse(home) as con:
        found, _ = unlinked_series(con)
    rows = [
        (
            *(
                s.series_id[:8],
                s.indicator,
                s.region or "",
                s.unit,
                s.accumulation,
                str(s.figures),
                str(s.last_period),
            ),
            "; ".join(
                f"{n.target_id} {n.indicator} {n.region or ''} ({n.likeness:.2f}{', other ' + n.differs if n.differs else ''})"
                for n in s.nearest
            ),
        )
        for s in found
    ]
    heads = (
        "series",
        "indicator",
        "region",
        "unit",
        "accumulation",
        "figures",
        "last period",
        "nearest goals",
    )
    show(heads, rows, form, "Every series measures a goal.")


def missing(home: Home = None, as_of: AsOf = None, form: Format = "table") -> None:
    """List the goals in force that lack figures, for which periods, and who owes them (催报)."""
    from targets.actuals.unlinked import missing_reports
    from targets.store.run import start_run

    day = start_run(as_of.date() if as_of else None).as_of
    with warehouse(home) as con:
        found = missing_reports(con, day)
    rows = [
        (
            *(m.target_id, m.indicator, m.region or "", "、".join(m.owners)),
            f"{m.missing_from} … {m.missing_until}" if m.missing_from else "no series measures it",
        )
        for m in found
    ]
    show(("goal", "indicator", "region", "owed by", "missing"), rows, form, "No goal lacks figures.")
