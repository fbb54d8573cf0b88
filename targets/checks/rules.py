"""The rules of the checks as data: one TOML file a suite, beside the query that selects its rows."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

SUITES = ("documents", "targets", "observations")


class Severity(StrEnum):
    """What a failure means: publish nothing, keep the failing rows out, or only tell."""

    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: an expectation of Great Expectations on a column of a suite's rows.

    `name` is unique over all suites. `column` is what the rule is about, for people; `arguments` are those
    of the expectation `check`. `where` limits the rule to rows whose columns hold one of the given values.
    `zh` and `en` say what holds when the rule does; `advice` (in Chinese `advice_zh`) says what to do with a row that fails. `told` are
    the columns of a failing row that a person needs to see beside its value. With `every_vintage` not the row's
    value alone is doubtful, but each in its column `vintages`.
    """

    suite: str
    name: str
    check: str
    column: str
    severity: Severity
    zh: str
    en: str
    advice: str
    advice_zh: str
    arguments: dict[str, Any] = field(default_factory=dict)
    where: dict[str, list[str]] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    every_vintage: bool = False


@cache
def load_rules(suite: str) -> tuple[Rule, ...]:
    """The rules of a suite, in the order of its file.

    Raises TypeError for a key that no rule has and ValueError for an unknown severity: the files ship
    with the package, so either is a mistake in them.
    """
    table = tomllib.loads(_suite_file(f"{suite}.toml"))
    return tuple(
        Rule(**{**row, "suite": suite, "severity": Severity(row["severity"])}) for row in table["rule"]
    )


@cache
def told_in_chinese(suite: str) -> dict[str, str]:
    """What the columns that a suite's reasons name are called in Chinese."""
    words: dict[str, str] = tomllib.loads(_suite_file(f"{suite}.toml")).get("told_zh", {})
    return words


@cache
def rows_query(suite: str) -> str:
    """The query that selects the rows of a suite.

    Its columns are the rules' columns and `row_id`, `file` and `place`, which lead a person to the row.
    It takes the parameter `now`.
    """
    return _suite_file(f"{suite}.sql")


@cache
def keep_out_query(suite: str) -> str:
    """The statement that takes the rows `row_ids` of a suite out of what is in force."""
    return _suite_file(f"{suite}.keep_out.sql")


def _suite_file(name: str) -> str:
    return files("targets.checks").joinpath("suites", name).read_text(encoding="utf-8")
