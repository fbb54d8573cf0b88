"""What the documents take as soon, early and ahead, and what outcomes are worth: rules.toml, or the settings."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from targets.status import Status


@dataclass(frozen=True, slots=True)
class RegimeRules:
    """Days and percentage points as rules.toml explains them; `score` of 100 by final status."""

    due_soon_days: int
    answer_days: int
    early_days: int
    ahead_points: float
    score: dict[Status, float]


def rules_of(changes: dict[str, Any]) -> RegimeRules:
    """The rules of rules.toml, with the changes of a settings file. Raises ValueError naming the key that is wrong."""
    table = tomllib.loads(files("dashboards.regimes").joinpath("rules.toml").read_text(encoding="utf-8"))
    for key, value in changes.items():
        if key not in table:
            raise ValueError(f"regimes.{key}: unknown; known are {', '.join(table)}")
        if key == "score":
            _check(value, "regimes.score", table["score"])
            table["score"] = table["score"] | value
        else:
            _check({key: value}, "regimes", table)
            table[key] = value
    score = {Status(name): float(points) for name, points in table.pop("score").items()}
    return RegimeRules(score=score, **table)


def _check(values: Any, place: str, known: dict[str, Any]) -> None:
    if not isinstance(values, dict):
        raise ValueError(f"{place}: {values!r} is no table")
    for key, value in values.items():
        if key not in known:
            raise ValueError(f"{place}.{key}: unknown; known are {', '.join(known)}")
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ValueError(f"{place}.{key}: {value!r} is no number of 0 or more")
