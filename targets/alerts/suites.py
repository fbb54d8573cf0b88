"""Messages about checks of a refresh that fail, to the receivers that rules name; once, until what fails changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import duckdb

from targets.alerts.message import Message, message_id_of, subject_of
from targets.alerts.rules import AlertRules, SuiteRule
from targets.settings import Settings
from targets.status import AlertReason
from targets.store.rows import insert_rows
from targets.store.run import Run
from targets.words import BOTH, Phrase, message, phrase

KIND = "checks"


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A check of a refresh that fails: how many of the rows it looked at, and what should hold."""

    name: str
    suite: str
    checked: int
    failed: int
    holds: Phrase


def tell_failed_checks(
    con: duckdb.DuckDBPyConnection, run: Run, settings: Settings, rules: AlertRules
) -> None:
    """Put what is due about the checks of a run into the outbox, within the caller's transaction.

    A receiver hears of checks when others fail than it was told of, again after `repeat_days` while they do, and once when
    all pass. Running twice adds nothing.
    """
    languages = {receiver.name: receiver.language for receiver in settings.receivers}
    for rule in rules.suites:
        failed = failed_checks(con, run, rule)
        told = {check.name: rule.severity.value for check in failed}
        last, at = _told_last(con, rule)
        reason = _reason(told, last, run.now - at if at else timedelta(), timedelta(rule.repeat_days))
        if not reason.sends:
            continue
        con.execute(
            "UPDATE outbox SET state = 'outdated' WHERE receiver = ? AND group_key = ? AND kind = ? AND state IN "
            "('pending', 'dead')",
            [rule.to, rule.name, KIND],
        )
        if not told and not _was_heard(con, rule):
            continue
        written = _message(rule, failed, run, languages.get(rule.to, BOTH))
        row = {
            "message_id": message_id_of(rule.to, rule.name, reason, told, run.run_id),
            "receiver": rule.to,
            "group_key": rule.name,
            "kind": KIND,
            "reason": reason.value,
            "subject": written.subject,
            "body": written.body,
            "told": json.dumps(told),
            "created_at": run.now,
            "state": "pending",
            "attempts": 0,
            "run_id": run.run_id,
        }
        insert_rows(con, "outbox", [row])


def failed_checks(con: duckdb.DuckDBPyConnection, run: Run, rule: SuiteRule) -> list[FailedCheck]:
    """The checks of a run that fail and that a rule is about, by suite and name."""
    rows = con.execute(
        "SELECT check_name, suite, checked, failed, message, message_en FROM check_results "
        "WHERE run_id = $run AND NOT success AND (len($suites::VARCHAR[]) = 0 OR suite IN (SELECT unnest($suites))) "
        "AND CASE WHEN len($checks::VARCHAR[]) = 0 THEN severity <> 'info' ELSE check_name IN (SELECT unnest($checks)) END "
        "ORDER BY suite, check_name",
        {"run": run.run_id, "suites": list(rule.suites), "checks": list(rule.checks)},
    ).fetchall()
    return [
        FailedCheck(name, suite, checked, failed, Phrase(zh, en))
        for name, suite, checked, failed, zh, en in rows
    ]


def _reason(told: dict[str, str], last: dict[str, str], since: timedelta, repeat: timedelta) -> AlertReason:
    if told.keys() != last.keys():
        return AlertReason.CHANGED if told else AlertReason.RESOLVED
    return AlertReason.REPEAT if told and since >= repeat else AlertReason.NOTHING_NEW


def _told_last(con: duckdb.DuckDBPyConnection, rule: SuiteRule) -> tuple[dict[str, str], datetime | None]:
    """What the last message said, sent or on its way, and when it was written."""
    found = con.execute(
        "SELECT told, created_at FROM outbox WHERE receiver = ? AND group_key = ? AND kind = ? "
        "AND state IN ('pending', 'sent', 'dead') ORDER BY created_at DESC, run_id DESC LIMIT 1",
        [rule.to, rule.name, KIND],
    ).fetchall()
    return (json.loads(found[0][0]), found[0][1]) if found else ({}, None)


def _was_heard(con: duckdb.DuckDBPyConnection, rule: SuiteRule) -> bool:
    """Whether the last message that reached the receiver said that checks fail."""
    found = con.execute(
        "SELECT told FROM outbox WHERE receiver = ? AND group_key = ? AND kind = ? AND state = 'sent' "
        "ORDER BY created_at DESC, run_id DESC LIMIT 1",
        [rule.to, rule.name, KIND],
    ).fetchall()
    return bool(found and json.loads(found[0][0]))


def _message(rule: SuiteRule, failed: Sequence[FailedCheck], run: Run, language: str) -> Message:
    count = message("alert_text-checks_fail", count=str(len(failed)))
    what = count if failed else message("alert_text-checks_pass")
    subject = subject_of(message("alert_text-mark"), rule.name, what, language)
    lines = [f"{rule.name}  ·  {run.as_of}", ""]
    for check in failed:
        suite, holds = (words.in_language(language) for words in (phrase("suite", check.suite), check.holds))
        lines.append(f"- {suite}: {holds} ({check.failed} / {check.checked}, {check.name})")
    lines.append("duban quarantine list" if failed else what.in_language(language))
    return Message(subject, "\n".join(lines) + "\n")
