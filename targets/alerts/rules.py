"""The rules of alerts: a TOML file that people read and change, checked when it is loaded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import time, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from targets.checks.rules import SUITES
from targets.checks.rules import load_rules as load_checks
from targets.status import Status
from targets.toml_lines import line_of

FILE_NAME = "alerts.toml"
EVENTS = ("met", "met_late")
"""Conditions that are told once when they come about, and open nothing."""

_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
_LINE = re.compile(r"at line (\d+)")


class BadRules(Exception):
    """A rules file that cannot be followed; the message names file, line, key and what to do."""


class AlertSeverity(StrEnum):
    """How much an alert matters, the most first."""

    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"

    @property
    def order(self) -> int:
        """0 for the one that matters most."""
        return list(AlertSeverity).index(self)


@dataclass(frozen=True, slots=True)
class Escalation:
    """Who is told as well (a receiver of the settings) when an alert stays open and unacknowledged for so many days."""

    after_days: int
    to: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """When nothing is sent: between two times of the day (over midnight as well), and on days that are not worked."""

    hours: tuple[time, time] | None = None
    working_days: bool = False
    exempt: tuple[AlertSeverity, ...] = ()


@dataclass(frozen=True, slots=True)
class AlertRule:
    """One rule. `when` is the condition, `numbers` what it is measured by, `statuses` those of `behind`.

    It fires when it has held for `for_days` judged days, and is told again after `repeat_days` while nothing changes.
    `owners` to `sections` limit it to goals of these (all where empty). While it holds, those in `inhibits` are not told.
    """

    name: str
    when: str
    severity: AlertSeverity = AlertSeverity.WARNING
    for_days: int = 0
    repeat_days: int = 30
    numbers: dict[str, float] = field(default_factory=dict)
    statuses: tuple[Status, ...] = ()
    owners: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    inhibits: tuple[str, ...] = ()
    escalate: Escalation | None = None


@dataclass(frozen=True, slots=True)
class SuiteRule:
    """Whom to tell when checks of a refresh fail: of these suites (all where empty), or these checks alone.

    Checks that only tell (severity info) count where they are named. `to` is a receiver of the settings.
    """

    name: str
    to: str
    suites: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    severity: AlertSeverity = AlertSeverity.WARNING
    repeat_days: int = 30


@dataclass(frozen=True, slots=True)
class AlertRules:
    """All rules in their order, and the pace of messages: `group_days` at least between two about one group."""

    rules: tuple[AlertRule, ...]
    group_days: float = 7
    quiet: Quiet = Quiet()
    suites: tuple[SuiteRule, ...] = ()

    def repeat_of(self, rule: str) -> timedelta:
        """After how long an alert that this rule leads is told again though nothing changed."""
        return timedelta(days=next((r.repeat_days for r in self.rules if r.name == rule), 30))


# What each condition is measured by, with the value where the file names none (None: it must be named).
CONDITIONS: dict[str, dict[str, float | None]] = {
    "behind": {"periods": 1},
    "worsening": {"points": 0.5},
    "deadline": {"days": None, "below": None},
    "likely_miss": {"above": None},
    "missed": {},
    "met": {},
    "met_late": {},
    "figure_overdue": {"days": 0},
    "check_failed": {},
    "rank_fell": {"places": 1},
    "promise_overdue": {},
}
_SHARES = ("below", "above")
_WORDS = ("owners", "regions", "documents", "sections", "inhibits")


def rules_for(home: Path, receivers: Sequence[str] = ()) -> AlertRules:
    """The rules of a home, from its alerts.toml where there is one, else those shipped. Raises BadRules."""
    path = home / FILE_NAME
    return load_rules(path, receivers) if path.exists() else default_rules()


@cache
def default_rules() -> AlertRules:
    """The rules that are shipped."""
    return _rules(
        files("targets.alerts").joinpath("rules.toml").read_text(encoding="utf-8"), "rules.toml", ()
    )


def load_rules(path: Path, receivers: Sequence[str]) -> AlertRules:
    """The rules of a file; `receivers` are the names that an escalation may tell. Raises BadRules."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadRules(f"{path}: {error}. Save it as UTF-8 text that duban may read.") from error
    return _rules(text, str(path), receivers)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a file something stands, to raise errors by."""

    file: str
    text: str
    table: str = ""
    number: int = 0

    def error(self, key: str, wrong: str, remedy: str) -> BadRules:
        line = line_of(self.text, self.table, key, self.number)
        return BadRules(f"{self.file}, line {line}, {key or self.table}: {wrong}. {remedy}")


def _rules(text: str, file: str, receivers: Sequence[str]) -> AlertRules:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = found[1] if (found := _LINE.search(str(error))) else str(text.count("\n") + 1)
        raise BadRules(f"{file}, line {line}: {error}. Correct the TOML there.") from error
    top = _Place(file, text)
    _only(top, table, ("group_days", "quiet", "rule", "suite"))
    rules = [_rule(place, one, receivers) for place, one in _listed(top, table, "rule")]
    suites = [_suite(place, one, receivers) for place, one in _listed(top, table, "suite")]
    names = [rule.name for rule in rules]
    for n, rule in enumerate(rules):
        place = _Place(file, text, "rule", n)
        if unknown := [name for name in rule.inhibits if name not in names]:
            raise place.error("inhibits", f"{unknown[0]!r} is no rule", f"Name some of {', '.join(names)}.")
    group_days = _number(top, table, "group_days", 7.0)
    quiet = _quiet(_Place(file, text, "quiet"), table.get("quiet", {}))
    return AlertRules(tuple(rules), group_days, quiet, tuple(suites))


def _listed(top: _Place, table: dict[str, Any], key: str) -> Iterator[tuple[_Place, dict[str, Any]]]:
    """The tables [[key]] of a file with their places, each of a name of its own."""
    listed = table.get(key, [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise top.error(key, f"{key} is no list of tables", f"Begin each with [[{key}]].")
    names = [one.get("name") for one in listed]
    for n, one in enumerate(listed):
        place = _Place(top.file, top.text, key, n)
        if names[n] in names[:n]:
            raise place.error("name", f"{names[n]!r} is named twice", "Give each a name of its own.")
        yield place, one


def _suite(place: _Place, table: dict[str, Any], receivers: Sequence[str]) -> SuiteRule:
    _only(place, table, [f.name for f in fields(SuiteRule)])
    found: dict[str, tuple[str, ...]] = {}
    for key, known in (
        ("suites", SUITES),
        ("checks", [r.name for suite in SUITES for r in load_checks(suite)]),
    ):
        found[key] = _strings(place, table, key)
        if unknown := [name for name in found[key] if name not in known]:
            raise place.error(key, f"{unknown[0]!r} is unknown", f"Name some of {', '.join(known)}.")
    to = _text(place, table, "to", "Name a receiver of the settings.")
    _receiver(place, "to", to, receivers)
    return SuiteRule(
        _text(place, table, "name", "Give the rule a name."),
        to,
        found["suites"],
        found["checks"],
        _severities(place, "severity", [table.get("severity", "warning")])[0],
        int(_number(place, table, "repeat_days", 30)),
    )


def _receiver(place: _Place, key: str, name: str, receivers: Sequence[str]) -> None:
    if name not in receivers:
        known = ", ".join(receivers) or "none"
        raise place.error(key, f"there is no receiver {name!r} in the settings", f"They name: {known}.")


def _rule(place: _Place, table: dict[str, Any], receivers: Sequence[str]) -> AlertRule:
    name = _text(place, table, "name", "Give the rule a name.")
    when = _text(place, table, "when", f"Name one of {', '.join(CONDITIONS)}.")
    if when not in CONDITIONS:
        raise place.error("when", f"{when!r} is no condition", f"Name one of {', '.join(CONDITIONS)}.")
    measures = CONDITIONS[when]
    own = {f.name for f in fields(AlertRule)} - {"numbers", "statuses"}
    _only(place, table, (*sorted(own), *measures, *(("statuses",) if when == "behind" else ())))
    numbers = {key: _number(place, table, key, value) for key, value in measures.items()}
    for key in _SHARES:
        if not 0 <= numbers.get(key, 0) <= 1:
            raise place.error(key, f"{numbers[key]:g} is no share", "Write 80 % as 0.8.")
    statuses = _strings(place, table, "statuses") or ("lagging", "away")
    if unknown := [s for s in statuses if s not in list(Status)]:
        raise place.error("statuses", f"{unknown[0]!r} is no status", f"Name some of {', '.join(Status)}.")
    return AlertRule(
        name,
        when,
        _severities(place, "severity", [table.get("severity", "warning")])[0],
        int(_number(place, table, "for_days", 0)),
        int(_number(place, table, "repeat_days", 30)),
        numbers,
        tuple(Status(s) for s in statuses) if when == "behind" else (),
        **{key: _strings(place, table, key) for key in _WORDS},
        escalate=_escalation(place, table.get("escalate"), receivers),
    )


def _escalation(place: _Place, table: Any, receivers: Sequence[str]) -> Escalation | None:
    if table is None:
        return None
    remedy = 'Write escalate = { after_days = 30, to = "NAME" }.'
    if not isinstance(table, dict) or set(table) != {"after_days", "to"}:
        raise place.error("escalate", f"{table!r} is no escalation", remedy)
    if not isinstance(table["after_days"], int) or table["after_days"] < 1:
        raise place.error("escalate", f"after_days is {table['after_days']!r}", remedy)
    _receiver(place, "escalate", table["to"], receivers)
    return Escalation(table["after_days"], table["to"])


def _quiet(place: _Place, table: Any) -> Quiet:
    if not isinstance(table, dict):
        raise place.error("quiet", f"{table!r} is no table", "Write it under [quiet].")
    _only(place, table, ("hours", "working_days", "except"))
    hours, worked = table.get("hours", ""), table.get("working_days", False)
    found = _HOURS.fullmatch(hours) if isinstance(hours, str) else None
    if hours != "" and not found:
        raise place.error("hours", f"{hours!r} are no hours", 'Write them as "20:00-08:00", or "" for none.')
    if not isinstance(worked, bool):
        raise place.error("working_days", f"{worked!r} is neither true nor false", "Write true or false.")
    between = None
    if found:
        first, second, third, fourth = map(int, found.groups())
        between = (time(first, second), time(third, fourth))
    return Quiet(between, worked, _severities(place, "except", _strings(place, table, "except")))


def _severities(place: _Place, key: str, names: Sequence[Any]) -> tuple[AlertSeverity, ...]:
    known = ", ".join(AlertSeverity)
    for name in names:
        if name not in list(AlertSeverity):
            raise place.error(key, f"{name!r} is no severity", f"Name one of {known}.")
    return tuple(AlertSeverity(name) for name in names)


def _only(place: _Place, table: dict[str, Any], known: Sequence[str]) -> None:
    for key in table:
        if key not in known:
            raise place.error(key, "is not known here", f"Known are {', '.join(known)}.")


def _text(place: _Place, table: dict[str, Any], key: str, remedy: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise place.error(key, "is missing" if value is None else f"{value!r} is no text", remedy)
    return value


def _strings(place: _Place, table: dict[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise place.error(key, f"{value!r} is no list of texts", f'Write {key} = ["...", "..."].')
    return tuple(value)


def _number(place: _Place, table: dict[str, Any], key: str, default: float | None) -> float:
    value = table.get(key, default)
    if value is None:
        raise place.error(key, "is missing", f"Write {key} = a number.")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e6:
        raise place.error(key, f"{value!r} is no number of 0 or more", f"Write {key} = a number.")
    return float(value)
