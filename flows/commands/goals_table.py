"""The table of goals that `duban refresh` and `duban status` print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    import pandas as pd

_STYLES = {
    "missed": "bold red",
    "away": "bold red",
    "lagging": "red",
    "at_risk": "yellow",
    "stale": "magenta",
    "on_track": "green",
    "met": "green",
}
_SCALES = ((1e8, "亿"), (1e4, "万"))


def print_goals(rows: pd.DataFrame, most: int) -> None:
    """Print the first `most` rows of `status_rows`, which come worst first, and say how many there are."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("指标 indicator", ratio=4, overflow="fold")
    table.add_column("地区 region", ratio=1, overflow="fold")
    table.add_column("责任单位 owner", ratio=2, overflow="fold")
    for heading in ("目标 target", "应达 expected", "实际 actual", "缺口 gap"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("到期 due", no_wrap=True)
    table.add_column("状态 status", no_wrap=True)
    for row in rows.head(most).to_dict("records"):
        status = str(row["status"])
        owners = row["owners"]
        table.add_row(
            Text(str(row["indicator"])),
            Text(row["region"] or ""),
            Text(owners[0] if len(owners) else ""),
            number(row["value"], row["unit"]),
            number(row["expected"]),
            number(row["actual"]),
            number(row["gap"], sign=True),
            "" if row["due"] != row["due"] or row["due"] is None else str(row["due"])[:10],
            Text(status, _STYLES.get(status, "dim")),
        )
    console = Console()
    console.print(table)
    if len(rows) > most:
        console.print(f"{len(rows) - most} more goals: duban status --most {len(rows)}", style="dim")


def number(value: Any, unit: str = "", *, sign: bool = False) -> str:
    """A value as Chinese documents print it: 55400000000 元 is 554亿元; empty where there is none."""
    if value is None or value != value:
        return ""
    for factor, word in _SCALES:
        if abs(value) >= factor:
            return f"{value / factor:{'+' if sign else ''},.4g}{word}{unit}"
    return f"{value:{'+' if sign else ''},.6g}{unit}"
