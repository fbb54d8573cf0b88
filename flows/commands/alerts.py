"""`duban alerts`: the goals that need attention, who was told, and what people do about them."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Home, SettingsFile, known_settings
from flows.commands.tables import Format, Limit, ListFormat, Page, counted, print_rows
from flows.commands.writing import Who, fail, person_of, warehouse
from targets.settings import Settings, home_of

if TYPE_CHECKING:
    from targets.alerts.changes import ByPerson
    from targets.alerts.rules import AlertRules

app = typer.Typer(
    no_args_is_help=True, help="Goals that need attention: list, take note, silence, tell the receivers."
)
Goal = Annotated[
    str,
    typer.Argument(metavar="GOAL", help="The goal's number (FZ22-15), or the alert's id or its beginning."),
]


@app.command("list")
def list_alerts(
    home: Home = None,
    settings: SettingsFile = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Pending, resolved, withdrawn and retired ones too.")
    ] = False,
    outbox: Annotated[
        bool, typer.Option("--outbox", help="The messages that wait, and those given up, instead.")
    ] = False,
    silences: Annotated[bool, typer.Option("--silences", help="The silences that hold, instead.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="The rules, checked, instead.")] = False,
    form: Format = ListFormat.TABLE,
    limit: Limit = 20,
    page: Page = 1,
) -> None:
    """Print the open alerts, the worst first: owner, condition, since when, who was told when."""
    from targets.alerts.alert import AlertState
    from targets.alerts.update import list_alerts as query
    from targets.words import phrase

    if rules:
        _print_rules(home, settings, form, limit, page)
        return
    if outbox or silences:
        (_print_outbox if outbox else _print_silences)(home, form, limit, page)
        return
    wanted = (AlertState.FIRING, AlertState.ACKNOWLEDGED, AlertState.SILENCED)
    with warehouse(home) as con:
        rows = query(con, tuple(AlertState) if everything else wanted)
    print_rows(
        [
            {
                **row,
                "standing": f"{phrase('alert_rule', row['rule']).zh} {phrase('state', row['state']).zh}",
                "by": f"{row['who']}：{row['note'] or ''}" if row["who"] else "",
            }
            for row in rows
        ],
        {
            "编号": "{handle}",
            "状态": "{standing}\n{by}",
            "责任单位": "{group_key}",
            "始于/止于": "{since}\n{until}",
            "告知": "{last_sent_at}\n{receivers}",
            "目标": "{message_zh}",
        },
        form,
        limit,
        page,
        title=counted(len(rows), "alert"),
        nothing="No alerts. `duban alerts list --all` shows those that are over.",
    )


@app.command("ack")
def acknowledge(
    alert_id: Goal,
    who: Annotated[str, typer.Option("--who", envvar="DUBAN_WHO", help="Who takes note of it.")],
    note: Annotated[str | None, typer.Option("--note", help="What is being done about it.")] = None,
    home: Home = None,
) -> None:
    """Take note of an alert: it is not repeated until the goal gets worse or recovers."""
    from targets.alerts.acknowledge import UnknownAlert, alert_of
    from targets.alerts.acknowledge import acknowledge as take_note
    from targets.store.run import wall_clock

    with warehouse(home) as con:
        try:
            whole = take_note(con, alert_of(con, alert_id), who, note, wall_clock())
        except (UnknownAlert, ValueError) as error:
            fail(str(error), 2)
    print(f"{whole} acknowledged by {who}")


@app.command("silence")
def silence(
    until: Annotated[
        datetime, typer.Option("--until", formats=["%Y-%m-%d"], help="The last day of the silence.")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why, in one line.")],
    who: Who,
    goal: Annotated[str | None, typer.Argument(metavar="[GOAL]", help="The goal's number.")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="Alerts of this unit.")] = None,
    region: Annotated[str | None, typer.Option("--region", help="Alerts of this region.")] = None,
    rule: Annotated[str | None, typer.Option("--rule", help="Alerts that this rule leads.")] = None,
    home: Home = None,
) -> None:
    """Tell nobody of alerts up to a day: of a goal, unit, region or rule; what is named must all fit."""
    from targets.alerts.silences import BadSilence
    from targets.alerts.silences import silence as keep_silent
    from targets.store.handles import UnknownHandle, resolve_goal

    with warehouse(home) as con:
        try:
            target = resolve_goal(con, goal) if goal else None
            number, count = keep_silent(
                con, until.date(), _by(who, reason), target_id=target, owner=unit, region=region, rule=rule
            )
        except (BadSilence, UnknownHandle) as error:
            fail(str(error), 2)
    print(f"silence {number} until {until:%Y-%m-%d}, {counted(count, 'alert')} fell silent")


@app.command("unsilence")
def unsilence(
    number: Annotated[int, typer.Argument(help="The silence, as `list --silences` numbers it.")],
    who: Who,
    home: Home = None,
) -> None:
    """End a silence before its day."""
    from targets.alerts.silences import BadSilence
    from targets.alerts.silences import unsilence as end_silence

    with warehouse(home) as con:
        try:
            count = end_silence(con, number, _by(who, None))
        except BadSilence as error:
            fail(str(error), 2)
    print(f"silence {number} ended, {counted(count, 'alert fires', 'alerts fire')} again")


@app.command("deliver")
def deliver(
    home: Home = None,
    settings: SettingsFile = None,
    dead: Annotated[
        bool, typer.Option("--dead", help="Messages that were given up as well, and without their pauses.")
    ] = False,
) -> None:
    """Send the messages that wait in the outbox; what fails stays there. Exit code 3 when some failed."""
    from flows.attachments import notices_attached
    from targets.alerts.delivery import deliver as empty_outbox
    from targets.store.run import wall_clock

    known, rules = _settings_and_rules(home, settings)
    with warehouse(home) as con:
        attach = notices_attached(home_of(home), known)
        summary = empty_outbox(con, known, wall_clock(), rules, attach=attach, dead=dead)
    waiting = f", {summary.waiting} wait" if summary.waiting else ""
    until = f" until {summary.quiet_until:%Y-%m-%d %H:%M}" if summary.quiet_until else ""
    print(f"{summary.sent} sent, {summary.failed} not delivered{waiting}{until}")
    for failed in summary.undelivered:
        given_up = ", given up: `duban alerts deliver --dead` tries again" if failed.dead else ""
        print(
            f"{failed.receiver}, {failed.group_key or '-'}, attempt {failed.attempts}: {failed.error}{given_up}",
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

    from targets.alerts.message import subject_of
    from targets.alerts.receivers import Letter, send
    from targets.words import message

    named = {r.name: r for r in known_settings(settings).receivers}
    if receiver not in named:
        fail(f"No receiver {receiver!r} in the settings; they name: {', '.join(named) or 'none'}.", 2)
    language = named[receiver].language
    subject = subject_of(message("alert_text-mark"), receiver, message("alert_text-test"), language)
    body = message("alert_text-test_body").in_language(language)
    letter = Letter(f"test-{secrets.token_hex(8)}", subject, f"{body}\n")
    if error := send(named[receiver], letter):
        fail(f"{receiver}: {error}", 1)
    print(f"{receiver} took the message")


@app.command("explain")
def explain(goal: Goal, home: Home = None, settings: SettingsFile = None) -> None:
    """Say which rules hold for a goal and which do not, what changed when and why, and who heard of it."""
    from targets.alerts.changes import history_of
    from targets.alerts.explain import findings_of
    from targets.store.handles import UnknownHandle, resolve_goal

    known, rules = _settings_and_rules(home, settings)
    with warehouse(home) as con:
        try:
            target = resolve_goal(con, goal)
        except UnknownHandle as error:
            fail(str(error), 2)
        findings = findings_of(con, target, known, rules)
        changes = history_of(con, target)
    if not findings:
        print(f"{goal} has no verdict yet, or waits in `duban review list`: it alerts nobody.")
    for found in findings:
        mark = "holds" if found.holds else "no   "
        print(f"{mark} {found.rule.name} ({found.rule.severity}): {found.saw}", found.stands, sep="  ")
    for change in changes:
        by = f" by {change['who']}: {change['note'] or ''}" if change["who"] else ""
        told = "; ".join(sorted(change["told"] or ())) or "nobody in whose scope it lies"
        print(
            f"{change['changed_at']:%Y-%m-%d %H:%M} {change['state']} ({change['cause']}{by}) "
            f"{change['rule']}, {change['status']} -> {told}"
        )


def _print_rules(home: Path | None, settings: Path | None, form: ListFormat, limit: int, page: int) -> None:
    _, rules = _settings_and_rules(home, settings)
    rows = [
        {
            "name": rule.name,
            "when": rule.when,
            "measured": ", ".join(f"{key} {value:g}" for key, value in rule.numbers.items()),
            "severity": str(rule.severity),
            "for_days": rule.for_days,
            "repeat_days": rule.repeat_days,
            "inhibits": list(rule.inhibits),
            "escalate": f"{rule.escalate.after_days} -> {rule.escalate.to}" if rule.escalate else "",
        }
        for rule in rules.rules
    ]
    rows += [
        {
            "name": rule.name,
            "when": "suite",
            "measured": ", ".join((*rule.suites, *rule.checks)) or "all",
            "severity": str(rule.severity),
            "for_days": 0,
            "repeat_days": rule.repeat_days,
            "inhibits": [],
            "escalate": rule.to,
        }
        for rule in rules.suites
    ]
    columns = {"规则": "{name}", "条件": "{when} {measured}", "级别": "{severity}", "不再告知": "{inhibits}"}
    print_rows(
        rows, columns, form, limit, page, title=f"{len(rows)} rules", nothing="No rules: nothing alerts."
    )


def _print_outbox(home: Path | None, form: ListFormat, limit: int, page: int) -> None:
    with warehouse(home) as con:
        cursor = con.execute(
            "SELECT message_id, receiver, group_key, kind, state, subject, attempts, created_at, next_try_at, last_error "
            "FROM outbox WHERE state IN ('pending', 'dead') ORDER BY state, created_at, receiver"
        )
        names = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    columns = {
        "接收人": "{receiver}",
        "状态": "{state}\n{attempts}",
        "再试": "{next_try_at}",
        "消息": "{subject}\n{last_error}",
    }
    print_rows(
        rows, columns, form, limit, page, title=counted(len(rows), "message"), nothing="The outbox is empty."
    )


def _print_silences(home: Path | None, form: ListFormat, limit: int, page: int) -> None:
    from dataclasses import asdict

    from targets.alerts.silences import active_silences
    from targets.store.run import wall_clock

    with warehouse(home) as con:
        rows = [asdict(silence) for silence in active_silences(con, wall_clock())]
    columns = {
        "编号": "{silence_id}",
        "静默": "{target_id} {owner} {region} {rule}",
        "至": "{until}",
        "说明": "{who}：{reason}",
    }
    nothing = "Nothing is silenced. `duban alerts silence` does it."
    print_rows(rows, columns, form, limit, page, title=f"{len(rows)} silences", nothing=nothing)


def _settings_and_rules(home: Path | None, path: Path | None) -> tuple[Settings, AlertRules]:
    """The settings and the rules of a home; exits with code 1 where the rules are wrong, before anything is sent."""
    from targets.alerts.rules import BadRules, rules_for

    known = known_settings(path)
    try:
        return known, rules_for(home_of(home), [receiver.name for receiver in known.receivers])
    except BadRules as error:
        fail(str(error), 1)


def _by(who: str, note: str | None) -> ByPerson:
    from targets.alerts.changes import ByPerson

    person = person_of(who, note)
    return ByPerson(person.who, person.note, person.decided_at)
