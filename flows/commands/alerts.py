"""`duban alerts`: the goals that need attention, who was told, and taking note of them."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer

from flows.commands.options import Home, SettingsFile
from flows.commands.writing import warehouse
from targets.settings import load_settings

app = typer.Typer(
    no_args_is_help=True, help="Goals that need attention: list, take note, tell the receivers."
)


class AlertsFormat(StrEnum):
    """How alerts are printed."""

    TABLE = "table"
    JSON = "json"


@app.command("list")
def list_alerts(
    home: Home = None,
    everything: Annotated[bool, typer.Option("--all", help="Resolved and withdrawn ones too.")] = False,
    format: Annotated[AlertsFormat, typer.Option("--format", help="How to print them.")] = AlertsFormat.TABLE,
) -> None:
    """Print the open alerts, the worst first: owner, condition, since when, when told last."""
    from targets.alerts.alert import AlertState
    from targets.alerts.update import list_alerts as query

    states = tuple(AlertState) if everything else (AlertState.FIRING, AlertState.ACKNOWLEDGED)
    with warehouse(home) as con:
        rows = query(con, states)
    if format is AlertsFormat.JSON:
        json.dump(rows, sys.stdout, ensure_ascii=False, indent=1, default=str)
        print()
    else:
        _print_table(rows)


@app.command("ack")
def acknowledge(
    alert_id: Annotated[
        str, typer.Argument(help="The alert's id or its beginning, from `duban alerts list`.")
    ],
    who: Annotated[str, typer.Option("--who", envvar="DUBAN_WHO", help="Who takes note of it.")],
    note: Annotated[str | None, typer.Option("--note", help="What is being done about it.")] = None,
    home: Home = None,
) -> None:
    """Take note of an alert: it is not repeated until the goal gets worse or recovers."""
    from targets.alerts.acknowledge import UnknownAlert
    from targets.alerts.acknowledge import acknowledge as take_note

    with warehouse(home) as con:
        try:
            whole = take_note(con, alert_id, who, note, _now())
        except (UnknownAlert, ValueError) as error:
            print(error, file=sys.stderr)
            raise typer.Exit(2) from error
    print(f"{whole} acknowledged by {who}")


@app.command("deliver")
def deliver(home: Home = None, settings: SettingsFile = None) -> None:
    """Send the messages that wait in the outbox; what fails stays there. Exit code 3 when some failed."""
    from targets.alerts.delivery import deliver as empty_outbox

    with warehouse(home) as con:
        summary = empty_outbox(con, load_settings(settings), _now())
    print(f"{summary.sent} sent, {summary.failed} not delivered")
    for failed in summary.undelivered:
        print(
            f"{failed.receiver}, {failed.group_key or '-'}, attempt {failed.attempts}: {failed.error}",
            file=sys.stderr,
        )
    if summary.undelivered:
        raise typer.Exit(3)


@app.command("test")
def test(
    receiver: Annotated[str, typer.Argument(help="Name of a receiver in the settings.")],
    settings: SettingsFile = None,
) -> None:
    """Send a test message to a receiver."""
    import secrets

    from targets.alerts.receivers import send

    named = {r.name: r for r in load_settings(settings).receivers}
    if receiver not in named:
        print(
            f"No receiver {receiver!r} in the settings; they name: {', '.join(named) or 'none'}.",
            file=sys.stderr,
        )
        raise typer.Exit(2)
    body = "这是一条测试消息，无需处理。\nThis is a test message; nothing needs to be done.\n"
    error = send(named[receiver], "【督办】测试 | duban test", body, f"test-{secrets.token_hex(8)}")
    if error:
        print(f"{receiver}: {error}", file=sys.stderr)
        raise typer.Exit(1)
    print(f"{receiver} took the message")


def _print_table(rows: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    if not rows:
        print("No alerts.")
        return
    table = Table(title=f"{len(rows)} alerts", title_justify="left")
    table.add_column("id", no_wrap=True)
    for heading in ("status", "owner", "since / told"):
        table.add_column(heading, overflow="fold")
    table.add_column("goal", ratio=1, overflow="fold")
    for row in rows:
        by = f"\n{row['who']}{': ' + row['note'] if row['note'] else ''}" if row["who"] else ""
        told = f"\n{row['last_sent_at']:%Y-%m-%d}" if row["last_sent_at"] else ""
        table.add_row(
            row["alert_id"],
            f"{row['status']}\n{row['state']}{by}",
            row["group_key"] or "-",
            f"{row['since']:%Y-%m-%d}{told}",
            row["message_zh"],
        )
    Console(markup=False).print(table)


def _now() -> datetime:
    from targets.store.run import LOCAL_ZONE

    return datetime.now(LOCAL_ZONE).replace(tzinfo=None)
