"""The settings people may change: one TOML file, with defaults that work without it."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from targets.status import Status

DEFAULT_HOME = Path("var")


_SCHEDULES = {
    "dispatch": "0 9 * * 1",
    "bulletin": "0 9 2 * *",
    "notice": "0 9 2 * *",
    "summary": "0 9 5 1,4,7,10 *",
}
"""A week's dispatch on Mondays, bulletin and notices on the second of the month, the summary early in the quarter."""


class BadSettings(Exception):
    """A settings file with an unknown key or a value of the wrong form; the message names both."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets alerts: a name and an Apprise address (mailto://, json://, ...).

    `owners` limits it to groups whose lead unit is one of these (市发改委 of every region, 市发改委（青山市） of
    one); empty means all.
    """

    name: str
    url: str
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Shares and thresholds are in 0..1, `repeat_hours` in hours.

    `review_threshold`: a target whose confidence is below it starts as `proposed`. `link_threshold`: a
    proposed link whose score reaches it is accepted. `profile` names the status thresholds.
    `documents` and `actuals` are what `duban refresh` reads where it is told nothing else. Two or more
    `workers` read documents in as many processes; `task_runner` names a Prefect task runner instead
    ("prefect_dask:DaskTaskRunner"), made with `task_runner_arguments` (the address of a cluster).
    `warm_minutes`: so long after its last use the Prefect server that `duban refresh` started waits for the next.
    `schedules`: cron lines (Asia/Shanghai) by which `duban up` writes the documents of the regimes.
    `queries` names the .sql files and DuckDB databases among the actuals that may be run; others are refused.
    `settled_after_days`: so many days after its due day a decided goal leaves the current view and the alerts.
    `alert_likely_miss`: a goal on schedule whose chance of a miss is above it raises an alert as well; 1 for none.
    `site_url` is put before the path of a goal's page in messages (https://plan.example/site/).
    `region` is the region of tables that name none, and what 全市 and 全县 in them mean.
    `office` is the issuing office (发文机关) of bulletins and notices, `office_code` its mark in their numbers
    (抚督), `paper_template` the Word file they are written through, `regimes` changes to their rules.
    `columns` maps other names of table columns to ours ({"指标代码名": "indicator"}).
    """

    documents: Path | None = None
    actuals: Path | None = None
    queries: tuple[Path, ...] = ()
    profile: str = "delivery"
    settled_after_days: int = 90
    review_threshold: float = 0.5
    link_threshold: float = 0.85
    alert_statuses: tuple[Status, ...] = tuple(s for s in Status if s.is_behind or s is Status.STALE)
    alert_likely_miss: float = 0.8
    repeat_hours: float = 24 * 7
    receivers: tuple[Receiver, ...] = ()
    site_url: str = "site/"
    cron: str = "0 8 1 * *"
    workers: int = 1
    task_runner: str = ""
    task_runner_arguments: dict[str, Any] = field(default_factory=dict)
    warm_minutes: float = 10.0
    schedules: dict[str, str] = field(default_factory=lambda: dict(_SCHEDULES))
    region: str = ""
    office: str = ""
    office_code: str = ""
    paper_template: Path | None = None
    regimes: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)


def load_settings(path: Path | None) -> Settings:
    """Settings of a TOML file (defaults where `path` is None).

    Raises BadSettings naming the file and the key that is unknown or ill-typed.
    """
    if path is None:
        return Settings()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSettings(f"{path}: {error}") from error
    return Settings(**{key: _converted(path, key, value) for key, value in table.items()})


def home_of(option: Path | None) -> Path:
    """The folder of everything generated: the option, else DUBAN_HOME, else ./var."""
    return option or Path(os.environ.get("DUBAN_HOME") or DEFAULT_HOME)


def _converted(path: Path, key: str, value: Any) -> Any:
    known = {f.name: f.type for f in fields(Settings)}
    try:
        if key == "receivers":
            return tuple(Receiver(**{**item, "owners": tuple(item.get("owners", ()))}) for item in value)
        if key not in known:
            raise ValueError(f"unknown; known are {', '.join(known)}")
        kind = known[key]
        if kind.startswith("Path") and isinstance(value, str):
            return (path.parent / value).resolve()
        if kind == "tuple[Path, ...]" and isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple((path.parent / name).resolve() for name in value)
        if kind == "float" and isinstance(value, (int, float)) and not isinstance(value, bool):
            return float(value)
        if key == "alert_statuses":
            return tuple(Status(name) for name in value)
        if kind == "tuple[str, ...]" and isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(value)
        if (kind == "str" and isinstance(value, str)) or (kind == "int" and type(value) is int):
            return value
        if kind == "dict[str, Any]" and isinstance(value, dict):
            return value
        if kind.startswith("dict") and isinstance(value, dict):
            return {str(k): str(v) for k, v in value.items()}
        raise ValueError(f"{value!r} is not of the form {kind}")
    except (TypeError, ValueError) as error:
        raise BadSettings(f"{path}: {key}: {error}") from error
