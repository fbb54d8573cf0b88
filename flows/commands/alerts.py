"""`duban alerts`: the goals that need attention, who was told, and taking note of them."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Annotated

import typer

from flows.commands.options import Home, SettingsFile
from flows.commands.tables import Format, Limit, ListFormat, print_rows
from flows.commands.writing import warehouse
from targets.settings import load_settings

app = typer.Typer(
    no_args_is_help=True, help="Goals that need attention: list, take note, tell the receivers."
)


@app.command("list")
def list_alerts(
    home: Home = None,
    everything: Annotated[bool, typer.Option("--all", help="Resolved and withdrawn ones too.")] = False,
    form: Format = ListFormat.TABLE,
    limit: Limit = 20,
) -> None:
    """Print the open alerts, the worst first: owner, condition, since when, when told last."""
    from targets.alerts.alert import AlertState
    from targets.alerts.update import list_alerts as query
    from targets.status import Status
    from targets.words import phrase, word_of

    states = tuple(AlertState) if everything else (AlertState.FIRING, AlertState.ACKNOWLEDGED)
    with warehouse(home) as con:
        rows = query(con, states)
    print_rows(
        [
            {
                **row,
                "standing": f"{word_of(Status(row['status'])).zh} {phrase('state', row['state']).zh}",
                "by": f"{row['who']}：{row['note'] or ''}" if row["who"] else "",
            }
            for row in rows
        ],
        {
            "编号": "{handle}",
            "状态": "{standing}\n{by}",
            "责任单位": "{group_key}",
            "始于/发送": "{since}\n{last_sent_at}",
            "目标": "{message_zh}",
        },
        form,
        limit,
        title=f"{len(rows)} alerts",
        nothing="No alerts.",
    )


@app.command("ack")
def acknowledge(
    alert_id: Annotated[
        str,
        typer.Argument(
            metavar="GOAL", help="The goal's number (FZ22-15), or the alert's id or its beginning."
        ),
    ],
    who: Annotated[str, typer.Option("--who", envvar="DUBAN_WHO", help="Who takes note of it.")],
    note: Annotated[str | None, typer.Option("--note", help="What is being done about it.")] = None,
    home: Home = None,
) -> None:
    """Take note of an alert: it is not repeated until the goal gets worse or recovers."""
    from targets.alerts.acknowledge import UnknownAlert, alert_of
    from targets.alerts.acknowledge import acknowledge as take_note

    with warehouse(home) as con:
        try:
            whole = take_note(con, alert_of(con, alert_id), who, note, _now())
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


def _now() -> datetime:
    from targets.store.run import LOCAL_ZONE

    return datetime.now(LOCAL_ZONE).replace(tzinfo=None)
