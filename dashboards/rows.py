"""The rows of the queries in `dashboards/sql`, one type a query; a test compares them with what DuckDB describes.

A value that may be missing is None. Shares are in 0..1, `gap_share` and `lead_points` in percentage points.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypedDict

from dashboards.tally import Demand
from targets.status import Status


class GoalRow(TypedDict):
    """A goal in force with its verdict, the verdict before, and where it was promised."""

    target_id: str
    handle: str
    document_id: str
    doc: str
    document_title: str
    document_region: str | None
    indicator: str
    region: str | None
    owners: list[str]
    lead: str | None
    value: float
    value_high: float | None
    unit: str
    comparator: str
    change: str | None
    commitment: str
    due_basis: str
    state: str
    confidence: float
    last_decision: int | None
    section: list[str]
    quote: str
    trajectory_id: str | None
    base_target_id: str | None
    milestone_days: list[date] | None
    milestone_values: list[float] | None
    part_of: str | None
    as_of: date
    kind: str
    direction: str
    plan_start: date | None
    due: date | None
    basis: str | None
    baseline: float | None
    baseline_on: date | None
    baseline_flagged: bool | None
    target_value: float | None
    target_high: float | None
    actual: float | None
    actual_period_end: date | None
    actual_recorded_at: datetime | None
    expected: float | None
    gap: float | None
    gap_share: float | None
    judged_on: date | None
    achievement: float | None
    time_share: float | None
    progress_share: float | None
    lead_points: float | None
    required_rate: float | None
    current_rate: float | None
    projection: float | None
    projection_low: float | None
    projection_high: float | None
    probability_of_miss: float | None
    reach_on: date | None
    reached_on: date | None
    days_late: int | None
    final_figure_due: bool
    report_overdue: bool
    owed_period_end: date | None
    owed_since: date | None
    extended_from: date | None
    extended_by: str | None
    waits_for_check: bool
    is_settled: bool
    cause: str | None
    measures: str | None
    promised_on: date | None
    responsible: str | None
    promise_overdue: bool
    status: Status
    reason_code: str
    reason_zh: str
    reason_en: str
    profile: str
    rule_version: str
    phase: str
    series_id: str | None
    series_indicator: str | None
    series_unit: str | None
    accumulation: str | None
    cadence: str | None
    document_illustrative: bool
    illustrative: bool
    previous_as_of: date | None
    previous_status: Status | None
    previous_gap_share: float | None
    movement: str | None
    mention_start: int | None
    mention_end: int | None
    mention_text: str | None
    mention_column: str | None
    mention_page: int | None


class GoalListRow(TypedDict):
    """The lists of the overview that a goal stands in, and its verdict on the judged day before (None: no verdict)."""

    target_id: str
    lists: list[str]
    look_status: Status | None
    look_on: date | None


class ActualRow(TypedDict):
    """One vintage of a figure of a goal; `value` counts as the goal does, `reported` is as it came."""

    target_id: str
    period_end: date
    recorded_at: datetime
    source: str
    latest: bool
    reported: float
    value: float | None


class VerdictRow(TypedDict):
    """The verdict on a goal on one judging day."""

    target_id: str
    as_of: date
    status: Status
    expected: float | None
    gap_share: float | None
    lead: str | None
    region: str | None
    in_play: bool


class DocumentRow(TypedDict):
    """A document that is held or that a goal comes from."""

    document_id: str
    doc: str
    title: str | None
    number: str | None
    issuer: str | None
    issued_on: date | None
    region: str | None
    plan_year: int | None
    origin: str | None
    origin_id: str
    illustrative: bool
    text: str
    pages: list[int] | None
    files: list[str]


class EarlierVersionRow(TypedDict):
    """The version of a document before the one in force."""

    document_id: str
    earlier_id: str
    earlier_text: str


class MentionRow(TypedDict):
    """One number of a document; `status` is that of the goal it is evidence of."""

    document_id: str
    target_id: str | None
    start: int
    end: int
    text: str
    role: str
    value: float
    value_high: float | None
    unit: str
    indicator: str
    section: list[str]
    period_end: date | None
    confidence: float
    cues: list[str]
    status: Status | None


class QuarantineRow(TypedDict):
    """Something kept out and not put right since."""

    kind: str
    file: str
    place: str
    field: str
    value: str
    reason: str
    advice: str
    quarantined_at: datetime


class CheckRow(TypedDict):
    """The result of one check of the last run that made any."""

    suite: str
    check_name: str
    column_name: str | None
    severity: str
    success: bool
    checked: int
    failed: int
    message: str
    message_en: str


class RunRow(TypedDict):
    """A refresh; `stages` is JSON."""

    run_id: str
    as_of: date
    started_at: datetime
    finished_at: datetime | None
    outcome: str | None
    stages: str | None


class FreshnessRow(TypedDict):
    """How old the figures of a series are."""

    series_id: str
    indicator: str
    region: str | None
    unit: str
    cadence: str
    illustrative: bool
    last_period_end: date
    last_recorded_at: datetime
    periods: int
    revisions: int
    goals: int
    stale: bool | None


class AlertRow(TypedDict):
    """An alert with what its message says, until when it was open, who was told and when last."""

    alert_id: str
    target_id: str
    rule: str
    group_key: str
    state: str
    since: datetime
    changed_at: datetime
    status: Status
    message_zh: str
    message_en: str
    who: str | None
    note: str | None
    severity: str
    until: datetime | None
    last_sent_at: datetime | None
    receivers: list[str]
    handle: str | None
    indicator: str | None
    lead: str | None
    region: str | None


class ExplanationRow(TypedDict):
    """What was said of a goal for the period that ends on `period_end`; `source` where a form says it."""

    target_id: str
    period_end: date
    cause: str | None
    measures: str | None
    promised_on: date | None
    responsible: str | None
    attachments: list[str]
    notice_id: str | None
    source: str | None
    who: str
    decided_at: datetime


class DecisionRow(TypedDict):
    """What a person decided about a field of a goal; `value` is JSON."""

    target_id: str
    field: str
    value: str | None
    who: str
    decided_at: datetime
    note: str | None


class PastYearRow(TypedDict):
    """The figure of a goal's series on the same days of an earlier year, as it was reported."""

    target_id: str
    period_end: date
    reported: float


class NoticeRow(TypedDict):
    """A notice about a goal and where it stands: a key of the catalogue's section `notice`."""

    notice_id: str
    target_id: str
    unit: str
    issued_at: datetime
    issued_by: str
    answer_by: date
    state: str
    state_at: datetime | None
    asked_until: date | None


class GridRow(Demand):
    """What a row of the live grid is worded from: some columns of `GoalRow`."""

    target_id: str
    handle: str
    status: Status
    indicator: str
    region: str | None
    lead: str | None
    gap_share: float | None
    actual: float | None
    expected: float | None
    due: date | None
    time_share: float | None
    progress_share: float | None
    movement: str | None
    state: str
    document_title: str


def column_of(goal: Mapping[str, object], name: str) -> Any:
    """A column of a goal by a name that is known only when the program runs."""
    return goal[name]
