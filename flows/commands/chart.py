"""`duban chart TARGET_ID --out x.png`: the trajectory of one goal as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from flows.commands.goals import Goal, goal_called
from flows.commands.options import Home
from targets.settings import home_of


def chart(
    goal: Goal,
    out: Annotated[Path, typer.Option("--out", help="File to write: .png, .svg, .pdf, .html or .json.")],
    home: Home = None,
    language: Annotated[str, typer.Option(help="zh or en.")] = "zh",
    theme: Annotated[str, typer.Option(help="light or dark.")] = "light",
    width: Annotated[int, typer.Option(min=300, max=4000, help="Width in pixels.")] = 1000,
) -> None:
    """Draw where one goal should stand and where it stands. PNG, SVG and PDF need a Chromium on the machine."""
    from dashboards.charts.export import ExportFailed, NoBrowser, export_figure
    from dashboards.goal_chart import goal_chart
    from targets.progress.explain import UnknownGoal
    from targets.store.publish import NothingPublished, latest_snapshot, open_snapshot

    complain = Console(stderr=True)
    try:
        with open_snapshot(home_of(home)) as con:
            target_id = goal_called(con, goal)
        figure = goal_chart(latest_snapshot(home_of(home)), target_id, language=language, theme=theme)
        export_figure(figure, out, width=width)
    except (NothingPublished, NoBrowser, ExportFailed) as error:
        complain.print(str(error), markup=False)
        raise typer.Exit(1) from error
    except (UnknownGoal, ValueError) as error:
        complain.print(str(error), markup=False)
        raise typer.Exit(2) from error
    Console().print(f"{out}", markup=False, soft_wrap=True)
