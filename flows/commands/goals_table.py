"""The table of goals that `duban refresh` and `duban status` print."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dashboards.rankings import worst_first
from dashboards.verdict_facts import facts_of
from flows.commands.tables import WIDTH, slice_of
from targets.figures import about, gap, quantity
from targets.status import Status
from targets.words import word_of


def print_goals(rows: pd.DataFrame, most: int, page: int = 1) -> None:
    """Print a page of `most` rows of `status_rows`, the worst first, and say how many others there are."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("编号\nno.", no_wrap=True)
    table.add_column("指标，责任单位\nindicator, owner", ratio=5, overflow="fold")
    table.add_column("目标/实际/应达\ngoal/actual", justify="right", overflow="fold")
    table.add_column("缺口/到期\ngap/due", justify="right", no_wrap=True)
    table.add_column("状态\nstatus", ratio=2, overflow="fold")
    shown, others = slice_of(worst_first(rows.to_dict("records")), most, page)
    for row in shown:
        figures = (quantity(row["value"], row["unit"]), about(row["actual"], ""), about(row["expected"], ""))
        due = "" if pd.isna(row["due"]) else str(row["due"])[:10]
        table.add_row(
            row["handle"],
            Text.assemble(full_name(row), (f"\n{next(iter(row['owners']), '')}".rstrip("\n"), "dim")),
            "\n".join(figures),
            f"{gap(row['gap'], row['unit'])}\n{due}",
            _standing(Status(row["status"]), row),
        )
    console = Console()
    if not console.is_terminal:
        console.width = WIDTH
    console.print(table)
    if others:
        console.print(f"{others} (duban status)", style="dim")


def full_name(row: Mapping[Hashable, Any]) -> str:
    """The indicator with its region, where the name does not hold it."""
    # A goal of no known region has None, or NaN in a table where others have one.
    region, indicator = row["region"] if isinstance(row["region"], str) else "", str(row["indicator"])
    return indicator if not region or region in indicator else f"{indicator}（{region}）"


def _standing(status: Status, row: Mapping[Hashable, Any]) -> Text:
    """The status in its colour, with what stands beside it below."""
    facts = "".join(f"\n{fact.zh}" for fact in facts_of(row))
    word = word_of(status)
    return Text.assemble((f"{word.zh} {word.en}", status.look.terminal), (facts, "dim"))
