"""The settings people may change: one TOML file, with defaults that work without it."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from targets.toml_lines import line_of

DEFAULT_HOME = Path("var")


_ADDRESSES = ("url", "url_env", "url_file")
_MOVED = ("alert_statuses", "alert_likely_miss", "repeat_hours")
_SCHEDULES = {
    "dispatch": "0 9 * * 1",
    "bulletin": "0 9 2 * *",
    "notice": "0 9 2 * *",
    "summary": "0 9 5 1,4,7,10 *",
    "deliver": "20 * * * *",
}
"""A week's dispatch on Mondays, bulletin and notices on the second of the month, the summary early in the quarter.

Every hour what waits in the outbox is sent: after a failure, after quiet hours, over a receiver's limit.
"""


class BadSettings(Exception):
    """A settings file with an unknown key or a value of the wrong form; the message names both."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets alerts: a name and an Apprise address (mailto://, json://, ...).

    The address stands in `url` where it holds no secret, else in the environment variable `url_env` or in the file
    `url_file`, which its owner alone may read. `owners` limits the receiver to groups whose lead unit is one of these
    (市发改委 of every region, 市发改委（青山市） of one); empty means all, in one `digest` unless that is false.
    `language` is zh, en or both. At most `per_hour` messages go to it in an hour (0: any number). `attach` names
    documents that go along: "notice". `place` is where in the settings it stands.
    """

    name: str
    url: str = ""
    owners: tuple[str, ...] = ()
    url_env: str = ""
    url_file: Path | None = None
    digest: bool | None = None
    language: str = "both"
    per_hour: int = 0
    attach: tuple[str, ...] = ()
    place: str = field(default="", compare=False)

    @property
    def takes_digest(self) -> bool:
        """Whether it hears of all its units in one message."""
        return not self.owners if self.digest is None else self.digest


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Shares and thresholds are in 0..1.

    `review_threshold`: a target whose confidence is below it starts as `proposed`. `link_threshold`: a
    proposed link whose score reaches it is accepted. `profile` names the status thresholds.
    `documents` and `actuals` are what `duban refresh` reads where it is told nothing else; `documents_from` and
    `actuals_from` are addresses (https://, s3:// and whatever fsspec knows) whose files it fetches first and reads as
    well. `publish_to` is an address to which the published tables go (s3://bucket/folder). Two or more
    `workers` read documents in as many processes; `task_runner` names a Prefect task runner instead
    ("prefect_dask:DaskTaskRunner"), made with `task_runner_arguments` (the address of a cluster).
    `warm_minutes`: so long after its last use the Prefect server that `duban refresh` started waits for the next.
    `wait_minutes`: so long a refresh waits for another that holds the warehouse, before it fails.
    `schedules`: cron lines (Asia/Shanghai) by which `duban up` writes the documents of the regimes and delivers alerts.
    `queries` names the .sql files and DuckDB databases among the actuals that may be run; others are refused.
    `settled_after_days`: so many days after its due day a decided goal leaves the current view and the alerts.
    `site_url` is put before the path of a goal's page in messages (https://plan.example/site/).
    `region` is the region of tables that name none, and what 全市 and 全县 in them mean.
    `office` is the issuing office (发文机关) of bulletins and notices, `office_code` its mark in their numbers
    (抚督), `paper_template` the Word file they are written through, `regimes` changes to their rules.
    `columns` maps other names of table columns to ours ({"指标代码名": "indicator"}).
    """

    documents: Path | None = None
    actuals: Path | None = None
    documents_from: tuple[str, ...] = ()
    actuals_from: tuple[str, ...] = ()
    publish_to: str = ""
    queries: tuple[Path, ...] = ()
    profile: str = "delivery"
    settled_after_days: int = 90
    review_threshold: float = 0.5
    link_threshold: float = 0.85
    receivers: tuple[Receiver, ...] = ()
    site_url: str = "site/"
    cron: str = "0 8 1 * *"
    workers: int = 1
    task_runner: str = ""
    task_runner_arguments: dict[str, Any] = field(default_factory=dict)
    warm_minutes: float = 10.0
    wait_minutes: float = 10.0
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
    if "receivers" in table:
        table["receivers"] = _receivers(path, table["receivers"])
    return Settings(**{key: _converted(path, key, value) for key, value in table.items()})


def home_of(option: Path | None) -> Path:
    """The folder of everything generated: the option, else DUBAN_HOME, else ./var."""
    return option or Path(os.environ.get("DUBAN_HOME") or DEFAULT_HOME)


def _receivers(path: Path, listed: Any) -> tuple[Receiver, ...]:
    """The receivers of a settings file. Raises BadSettings naming line and key."""
    text = path.read_text(encoding="utf-8")
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise BadSettings(f"{path}: receivers: begin each with [[receivers]]")
    found: list[Receiver] = []
    for number, item in enumerate(listed):
        wrong = _wrong_receiver(item, [receiver.name for receiver in found])
        if wrong:
            line = line_of(text, "receivers", wrong[0], number)
            raise BadSettings(f"{path}, line {line}: receivers: {wrong[0]}: {wrong[1]}")
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in item.items()}
        if "url_file" in item:
            values["url_file"] = (path.parent / item["url_file"]).resolve()
        address = next((key for key in _ADDRESSES if key in item), "")
        values["place"] = f"{path}, line {line_of(text, 'receivers', address, number)}"
        found.append(Receiver(**values))
    return tuple(found)


def _wrong_receiver(item: dict[str, Any], names: list[str]) -> tuple[str, str] | None:
    """The key of a receiver that will not do, and why."""
    forms: dict[str, tuple[type, ...]] = {
        **dict.fromkeys(("name", "language", *_ADDRESSES), (str,)),
        **dict.fromkeys(("owners", "attach"), (list,)),
        "digest": (bool,),
        "per_hour": (int,),
    }
    for key, value in item.items():
        if key not in forms:
            return key, f"unknown; known are {', '.join(forms)}"
        if not isinstance(value, forms[key]) or (key == "per_hour" and isinstance(value, bool)):
            return key, f"{value!r} is not of the form {forms[key][0].__name__}"
    if not item.get("name") or item["name"] in names:
        return "name", "give each receiver a name of its own"
    if sum(key in item for key in _ADDRESSES) != 1:
        return "url", f"give one address, by one of {', '.join(_ADDRESSES)}"
    if item.get("language", "both") not in ("zh", "en", "both"):
        return "language", f"{item['language']!r} is none of zh, en, both"
    if unknown := set(item.get("attach", ())) - {"notice"}:
        return "attach", f"{unknown.pop()!r} cannot be attached; known is notice"
    return None


def _converted(path: Path, key: str, value: Any) -> Any:
    known = {f.name: f.type for f in fields(Settings)}
    try:
        if key == "receivers":
            return value
        if key in _MOVED:
            raise ValueError("has become a rule: write it in alerts.toml of the home (docs/alerts.md)")
        if key not in known:
            raise ValueError(f"unknown; known are {', '.join(known)}")
        kind = known[key]
        if kind.startswith("Path") and isinstance(value, str):
            return (path.parent / value).resolve()
        if kind == "tuple[Path, ...]" and isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple((path.parent / name).resolve() for name in value)
        if kind == "float" and isinstance(value, (int, float)) and not isinstance(value, bool):
            return float(value)
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
