"""The sample city's spring as its office lived through it: figures on the day they came, decisions, a notice answered."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import duckdb

from dashboards.regimes.judged import judged_at
from dashboards.regimes.notice import drafts_of
from dashboards.regimes.period import period_written
from dashboards.regimes.rules import rules_of
from targets.actuals.imports import find_tables, import_files
from targets.actuals.links import accept_link
from targets.ledger.notice_steps import answer
from targets.ledger.notices import Notice, issue, issued_notices
from targets.settings import Settings, load_settings
from targets.store.decisions import Person, extend, reject
from targets.store.explanations import Statement
from targets.store.run import start_run
from targets.store.runs import RunOutcome, Stage, begin_run, finish_run
from targets.store.warehouse import open_warehouse
from targets.words import message
from targets.workdays import after_working_days

AS_OF = date(2022, 5, 31)
"""The day on which the sample is looked at."""

LOOKED_AT_BEFORE = date(2022, 4, 30)
"""The day of the refresh before, which the notices follow and movements are told against."""


class NoSuchGoal(LookupError):
    """A decision names a goal or series that the city does not hold, or holds twice; the message names it."""


@dataclass(frozen=True, slots=True)
class City:
    """The folder of the invented city: its documents, the figures by the day they came, settings and decisions."""

    folder: Path

    @property
    def documents(self) -> Path:
        """The city's documents."""
        return self.folder / "documents"

    @property
    def settings_file(self) -> Path:
        """The settings of the city's office."""
        return self.folder / "settings.toml"

    @property
    def settings(self) -> Settings:
        """The same, read."""
        return load_settings(self.settings_file)

    @property
    def deliveries(self) -> list[tuple[date, Path]]:
        """The folders of workbooks that came in on one day each, the first first."""
        return sorted(
            (date.fromisoformat(f.name), f) for f in (self.folder / "actuals").iterdir() if f.is_dir()
        )


def take_in(city: City, home: Path) -> int:
    """Take in what came, each workbook as recorded on the day it came; returns how many figures were new."""
    loaded = 0
    with open_warehouse(home) as con:
        for day, folder in city.deliveries:
            run = start_run(day)
            tables = find_tables(folder.resolve()).files
            begin_run(con, run)
            summary = import_files(con, home, tables, run, city.settings)
            outcome = RunOutcome.QUARANTINED if summary.rejections else RunOutcome.COMPLETE
            finish_run(
                con,
                run,
                outcome,
                [Stage("actuals", 0.0, message("did-figures", count=str(summary.loaded)))],
                run.now,
            )
            loaded += summary.loaded
    return loaded


def is_decided(city: City, home: Path) -> bool:
    """Whether the city's decisions are in, up to the last of them, the answer to a notice."""
    with open_warehouse(home) as con:
        ours = [notice for notice in issued_notices(con) if notice.office == city.settings.office]
    return any(notice.state != "issued" for notice in ours)


def decide(city: City, home: Path) -> list[Notice]:
    """Enter what people decided, dated as they did; returns the notices issued. Raises NoSuchGoal, BadDecision."""
    said = tomllib.loads((city.folder / "decisions.toml").read_text(encoding="utf-8"))
    with open_warehouse(home) as con:
        for one in said["reject"]:
            reject(con, _goal(con, one), _person(one))
        for one in said["link"]:
            by = _person(one)
            accept_link(con, _goal(con, one), _series(con, one), by.who, by.decided_at, "demo")
        for one in said["extend"]:
            extend(con, _goal(con, one), one["until"], _person(one))
        notices = _issue(con, said["issue"], city.settings)
        for one in said["answer"]:
            (notice,) = (n for n in notices if n.unit.startswith(one["unit"]))
            answer(con, f"{notice.office}〔{notice.year}〕{notice.number}", _statement(one), _person(one))
    return notices


def _issue(con: duckdb.DuckDBPyConnection, said: Mapping[str, Any], settings: Settings) -> list[Notice]:
    judged = judged_at(con, period_written(said["period"]), region=settings.region)
    drafts = [d for d in drafts_of(judged) if any(d.unit.startswith(unit) for unit in said["units"])]
    wanted = [(draft.unit, [goal["target_id"] for goal in draft.goals]) for draft in drafts]
    answer_by = after_working_days(said["on"], rules_of(settings.regimes).answer_days)
    return issue(con, settings.office, wanted, judged.as_of, answer_by, _person(said))


def _goal(con: duckdb.DuckDBPyConnection, said: Mapping[str, Any]) -> str:
    found = con.execute(
        "SELECT target_id FROM current_targets WHERE indicator = ? AND due = ?", [said["goal"], said["due"]]
    ).fetchall()
    if len(found) != 1:
        raise NoSuchGoal(f"{said['goal']}, {said['due']}: {len(found)} goals are called so")
    return str(found[0][0])


def _series(con: duckdb.DuckDBPyConnection, said: Mapping[str, Any]) -> str:
    found = con.execute(
        "SELECT series_id FROM series WHERE region = ? AND indicator = ? AND accumulation = ?",
        [said["region"], said["series"], said["counted"]],
    ).fetchall()
    if len(found) != 1:
        raise NoSuchGoal(f"{said['series']}, {said['counted']}: {len(found)} series are called so")
    return str(found[0][0])


def _person(said: Mapping[str, Any]) -> Person:
    return Person(said["who"], datetime.combine(said["on"], time(9)), said.get("note"))


def _statement(said: Mapping[str, Any]) -> Statement:
    return Statement(
        said["period_end"],
        cause=said["cause"],
        measures=said["measures"],
        promised_on=said["promised"],
        responsible=said["responsible"],
    )
