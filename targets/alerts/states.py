"""After a judgement: which rules hold for which goal, and where every alert stands now."""

from __future__ import annotations

from importlib.resources import files

import duckdb

from targets.alerts.rules import AlertRules
from targets.settings import Settings
from targets.store.rows import insert_rows
from targets.store.run import Run

_NUMBERS = ("periods", "points", "days", "below", "above", "places")
_RULE_COLUMNS = (
    "rule_no INTEGER, name VARCHAR, condition VARCHAR, severity_no INTEGER, for_days INTEGER, "
    "periods DOUBLE, points DOUBLE, days DOUBLE, below DOUBLE, above DOUBLE, places DOUBLE, "
    "statuses VARCHAR[], owners VARCHAR[], regions VARCHAR[], documents VARCHAR[], sections VARCHAR[], inhibits VARCHAR[]"
)


def bring_in_line(con: duckdb.DuckDBPyConnection, run: Run, settings: Settings, rules: AlertRules) -> None:
    """Bring conditions and alerts in line with table `progress`, and record what changed.

    Runs within the caller's transaction; a second time it changes nothing.
    """
    look_at_goals(con, settings, rules)
    con.execute(query("conditions"))
    moment = {"now": run.now, "run_id": run.run_id}
    con.execute(query("next_alerts"), moment)
    con.execute(query("changes"), moment | {"as_of": run.as_of})
    con.execute("INSERT OR REPLACE INTO alerts BY NAME FROM next_alerts")
    con.execute("DELETE FROM alert_conditions")
    con.execute(
        "INSERT INTO alert_conditions SELECT target_id, rule, since, elapsed, inhibited_by FROM next_conditions"
    )


def look_at_goals(con: duckdb.DuckDBPyConnection, settings: Settings, rules: AlertRules) -> None:
    """Gather the facts of the day and the rules that hold, in temporary tables alert_facts, alert_rules and holding."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE alert_rules ({_RULE_COLUMNS})")
    insert_rows(con, "alert_rules", [_row(number, rules) for number in range(len(rules.rules))])
    con.execute(query("facts"), {"retire_after": settings.settled_after_days})
    con.execute(query("holding"))


def query(name: str) -> str:
    """The text of a file of `targets/alerts/sql`."""
    return files("targets.alerts").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def _row(number: int, rules: AlertRules) -> dict[str, object]:
    """A rule as a row; a scope that names nothing is null."""
    rule = rules.rules[number]
    scope = {key: list(getattr(rule, key)) or None for key in ("owners", "regions", "documents", "sections")}
    return {
        "rule_no": number,
        "name": rule.name,
        "condition": rule.when,
        "severity_no": rule.severity.order,
        "for_days": rule.for_days,
        "statuses": [str(status) for status in rule.statuses],
        "inhibits": list(rule.inhibits),
        **{key: rule.numbers.get(key) for key in _NUMBERS},
        **scope,
    }
