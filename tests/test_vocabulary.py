"""The one vocabulary: every member can be shown, and an unknown name fails in one place."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import TypedDict

import duckdb
import pytest

from dashboards.snapshot import fetch_rows
from targets.alerts.alert import AlertState
from targets.alerts.rules import CONDITIONS, default_rules
from targets.status import (
    AlertReason,
    Direction,
    Kind,
    Mark,
    Phase,
    Status,
    UnknownName,
    Vocabulary,
    statuses_query,
)
from targets.store.warehouse import open_warehouse
from targets.words import help_of, section, word_of

VOCABULARIES = (Status, Mark, Phase, Kind, Direction, AlertReason)
MEMBERS = [member for vocabulary in VOCABULARIES for member in vocabulary]


@pytest.mark.parametrize("member", MEMBERS, ids=lambda m: f"{type(m).__name__}.{m.name}")
def test_every_member_has_word_and_help_in_both_languages(member: Vocabulary) -> None:
    for phrase in (word_of(member), help_of(member)):
        assert phrase.zh and phrase.en
        assert phrase.zh != phrase.en


def test_every_status_has_a_look_of_its_own() -> None:
    looks = [status.look for status in Status]
    for told_apart_by in ("glyph", "symbol", "colour", "ink"):
        assert len({getattr(look, told_apart_by) for look in looks}) == len(Status)
    assert all(look.terminal for look in looks)
    glyphs = {status.look.glyph for status in Status} | {mark.glyph for mark in Mark}
    assert len(glyphs) == len(Status) + len(Mark)


def test_the_catalogues_hold_no_word_of_an_unknown_member() -> None:
    for vocabulary in VOCABULARIES:
        name = vocabulary.__name__.lower()
        assert set(section(name)) == set(section(f"{name}_help")) == {m.value for m in vocabulary}


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda v: v.__name__)
def test_an_unknown_name_says_what_is_known_and_what_to_do(vocabulary: type[Vocabulary]) -> None:
    with pytest.raises(UnknownName, match=r"'tardy'.*duban refresh"):
        vocabulary("tardy")


def test_every_status_is_given_by_a_rule() -> None:
    rules = resources.files("targets.progress").joinpath("sql/42_verdicts.sql").read_text(encoding="utf-8")
    assert not {status for status in Status if not re.search(rf"(?:THEN|ELSE) '{status}'", rules)}


class Row(TypedDict):
    target_id: str
    status: Status


def test_a_row_of_an_unknown_status_is_never_dropped_silently() -> None:
    with pytest.raises(UnknownName, match="tardy"):
        fetch_rows(duckdb.connect(), "SELECT 'g1' AS target_id, 'tardy' AS status", Row)


def test_the_order_runs_from_worst_to_best_among_the_assessed() -> None:
    assessed = [status for status in Status if status.is_assessed]
    behind = [status.is_behind for status in assessed]
    assert behind == sorted(behind, reverse=True)
    assert assessed[-1] is Status.MET
    assert all(status.is_assessed for status in Status if status.is_final)
    assert not any(status.is_assessed and status.is_unknown for status in Status)


def test_sql_reads_the_same_statuses(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as con:
        rows = con.execute("FROM statuses ORDER BY place").fetchall()
    assert rows == duckdb.sql(statuses_query()).fetchall()
    assert [row[0] for row in rows] == list(Status)
    assert [row[3] for row in rows] == [status.is_behind for status in Status]


def test_alerts_are_raised_by_what_lags_and_by_data_too_old() -> None:
    rules = {rule.when: rule for rule in default_rules().rules}
    assert set(rules) == set(CONDITIONS)
    assert {Status.LAGGING, Status.AWAY} == set(rules["behind"].statuses)
    assert AlertState.FIRING.value in section("state")


def test_states_and_rules_of_alerts_have_words() -> None:
    assert {state.value for state in AlertState} <= set(section("state"))
    assert {rule.name for rule in default_rules().rules} <= set(section("alert_rule"))
