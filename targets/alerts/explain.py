"""Why a goal alerts or not: what each rule looks at, what it finds, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from targets.alerts.rules import AlertRule, AlertRules
from targets.alerts.states import look_at_goals
from targets.settings import Settings

_SEEN = {
    "behind": ("status", "periods"),
    "worsening": ("status", "worse_by"),
    "deadline": ("days_left", "progress_share"),
    "likely_miss": ("probability_of_miss",),
    "figure_overdue": ("status", "days_owed"),
    "check_failed": ("waits_for_check",),
    "rank_fell": ("places_lost",),
    "promise_overdue": ("promised_on", "status"),
}
"""What of the facts each condition looks at; the others look at the status."""


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """What a rule finds of a goal: whether it holds now, what it saw, and how it stands (inhibited, since when)."""

    rule: AlertRule
    holds: bool
    saw: str
    stands: str


def findings_of(
    con: duckdb.DuckDBPyConnection, target_id: str, settings: Settings, rules: AlertRules
) -> list[RuleFinding]:
    """Every rule on one goal, in the order of the file; empty where the goal has no verdict or is not accepted."""
    look_at_goals(con, settings, rules)
    cursor = con.execute("SELECT * FROM alert_facts WHERE target_id = ?", [target_id])
    names = [column[0] for column in cursor.description or ()]
    found = cursor.fetchall()
    if not found:
        return []
    facts = dict(zip(names, found[0], strict=True))
    holding = {
        rule
        for (rule,) in con.execute("SELECT rule FROM holding WHERE target_id = ?", [target_id]).fetchall()
    }
    kept = {
        rule: (since, elapsed, inhibited_by)
        for rule, since, elapsed, inhibited_by in con.execute(
            "SELECT rule, since, elapsed, inhibited_by FROM alert_conditions WHERE target_id = ?", [target_id]
        ).fetchall()
    }
    return [
        RuleFinding(rule, rule.name in holding, _saw(rule, facts), _stands(rule, kept.get(rule.name)))
        for rule in rules.rules
    ]


def _saw(rule: AlertRule, facts: dict[str, Any]) -> str:
    if facts["retired"]:
        return f"retired, due {facts['due']}"
    return ", ".join(f"{name} {_value(facts[name])}" for name in _SEEN.get(rule.when, ("status",)))


def _value(value: Any) -> str:
    return f"{value:.3g}" if isinstance(value, float) else "unknown" if value is None else str(value)


def _stands(rule: AlertRule, kept: tuple[Any, bool, str | None] | None) -> str:
    if kept is None:
        return ""
    since, elapsed, inhibited_by = kept
    if inhibited_by:
        return f"since {since}, not told beside {inhibited_by}"
    return f"since {since}" + ("" if elapsed else f", fires after {rule.for_days} days")
