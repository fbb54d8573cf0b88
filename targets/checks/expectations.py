"""The one place that knows Great Expectations: rules in, outcomes with the failing rows out.

Importing it takes seconds (measured: 4 to 8), so it is imported when first used; `preload` lets a caller
pay for it in a thread while it waits for something else. Half of the time goes to packages that Great
Expectations imports unconditionally (scipy, altair, sqlalchemy); no part of it can be imported alone.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

from targets.checks.rules import Rule

if TYPE_CHECKING:
    import pandas as pd

_OFFLINE = {"GX_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}


class CheckError(Exception):
    """A rule that could not be evaluated; the message names suite, rule and what went wrong."""


# The second sets its own level, so that of the first does not reach it.
_LOUD_LOGGERS = ("great_expectations", "great_expectations.data_context.types.base")


@dataclass(frozen=True, slots=True)
class Failure:
    """A failing row: its `row_id` and the value that failed, as text."""

    row_id: str
    value: str


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """What a rule found: how many rows it looked at and which of them fail."""

    rule: Rule
    checked: int
    failures: tuple[Failure, ...]


def preload() -> None:
    """Import Great Expectations with its telemetry off; harmless when repeated, safe in a thread."""
    os.environ.update(_OFFLINE)
    import great_expectations  # noqa: F401


def validate(rows: pd.DataFrame, rules: tuple[Rule, ...]) -> list[RuleOutcome]:
    """The outcome of each rule on `rows`, which hold the rules' columns and `row_id`; in the rules' order.

    Raises CheckError when a rule cannot be evaluated at all, say for want of a column.
    """
    if rows.empty or not rules:
        return [RuleOutcome(rule, 0, ()) for rule in rules]
    preload()
    import great_expectations as gx

    for name in _LOUD_LOGGERS:
        logging.getLogger(name).setLevel(logging.ERROR)
    suite = gx.ExpectationSuite(name=rules[0].suite, expectations=[_expectation(rule) for rule in rules])
    definition = _definition(suite)
    result = definition.run(
        batch_parameters={"dataframe": rows},
        result_format={"result_format": "COMPLETE", "unexpected_index_column_names": ["row_id"]},
    )
    found = {one.expectation_config.meta["rule"]: one for one in result.results}
    return [_outcome(rule, found[rule.name], len(rows)) for rule in rules]


def _expectation(rule: Rule) -> Any:
    import great_expectations as gx
    from great_expectations.expectations.row_conditions import Column

    conditions = [Column(column).is_in(values) for column, values in rule.where.items()]
    only = {"row_condition": reduce(and_, conditions)} if conditions else {}
    kind = getattr(gx.expectations, rule.check)
    return kind(**rule.arguments, **only, severity=rule.severity.value, meta={"rule": rule.name})


def _definition(suite: Any) -> Any:
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("warehouse").add_dataframe_asset(suite.name)
    batch = asset.add_batch_definition_whole_dataframe("all")
    context.suites.add(suite)
    return context.validation_definitions.add(
        gx.ValidationDefinition(name=suite.name, data=batch, suite=suite)
    )


def _outcome(rule: Rule, result: Any, row_count: int) -> RuleOutcome:
    if "element_count" not in result.result:
        messages = {str(info.get("exception_message")) for info in result.exception_info.values()}
        raise CheckError(f"suite {rule.suite}, rule {rule.name}: {'; '.join(sorted(messages))}")
    # The list of values is shorter than that of rows where values are null, so the rows' own are read.
    failing = result.result.get("unexpected_index_list") or []
    return RuleOutcome(
        rule,
        row_count if not rule.where else int(result.result["element_count"]),
        tuple(Failure(str(row.pop("row_id")), _as_text(tuple(row.values()))) for row in map(dict, failing)),
    )


def _as_text(values: tuple[Any, ...]) -> str:
    return ", ".join(
        "" if value is None or value != value else str(value).removesuffix(".000000") for value in values
    )
