"""What the page may send to a callback, value by value; anything else is refused before a callback sees it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

from dashboards.live.grid_query import check_models
from targets.status import Status
from targets.store.decision_fields import LONGEST

Check = Callable[[Any], bool]
_LONGEST_ID = 200
_MOST_ROWS = 1_000_000_000
_MOST_COLUMNS = 100
_MOST_DAYS = 10_000


class BadBody(ValueError):
    """A request that the page does not send; the message says which part of it."""


def check_body(callbacks: Mapping[str, Mapping[str, Any]], body: object) -> None:
    """Compare a request to a callback with what that callback was registered with. Raises BadBody.

    `callbacks` are those of the app by their output, as Dash keeps them.
    """
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        raise BadBody("It names no output.")
    callback = callbacks.get(body["output"])
    if callback is None or "callback" not in callback:
        raise BadBody("No callback has this output.")
    names = [name.rpartition(".") for name in body["output"].strip(".").split("...")]
    outputs = [{"id": name, "property": part} for name, _, part in names]
    given = body.get("outputs")
    _check_all("output", outputs, [given] if len(outputs) == 1 else given, of_values=False)
    _check_all("input", callback["inputs"], body.get("inputs"))
    _check_all("state", callback["state"], body.get("state", []))
    inputs = {_name_of(part) for given in body["inputs"] for part in _parts(given)}
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or any(not isinstance(c, str) or c not in inputs for c in changed):
        raise BadBody("changedPropIds names what is no input.")


def _check_all(role: str, wanted: list[dict[str, str]], given: object, *, of_values: bool = True) -> None:
    if not isinstance(given, list) or len(given) != len(wanted):
        raise BadBody(f"It has not the {role}s of its callback.")
    for spec, part in zip(wanted, given, strict=True):
        name = spec["id"]
        if name.startswith("{"):
            ((key, _),) = json.loads(name).items()
            _check_family(key, spec["property"], part, whole=not of_values or key == "status")
        elif not isinstance(part, dict) or part.get("id") != name or part.get("property") != spec["property"]:
            raise BadBody(f"Its {role} {name}.{spec['property']} is missing.")
        if of_values:
            for one in _parts(part):
                _check_value(f"{name}.{spec['property']}", one.get("value"))


def _check_family(key: str, name: str, parts: object, *, whole: bool) -> None:
    """The components of a family, such as the switches of all statuses: each at most once, or all in order."""
    known = list(_FAMILIES[key])
    try:
        named = [part["id"][key] for part in parts if part["property"] == name and len(part["id"]) == 1]  # type: ignore[attr-defined]
        fits = len(named) == len(parts) == len(set(named)) and set(named) <= set(known)  # type: ignore[arg-type]
    except (TypeError, KeyError, AttributeError):
        fits = False
    if not fits or (whole and named != known):
        raise BadBody(f"Its {key}.{name} are not those of the page.")


def _check_value(name: str, value: object) -> None:
    if value is None:
        return
    try:
        fits = _VALUES[name](value)
    except (TypeError, KeyError, AttributeError):
        fits = False
    if not fits:
        raise BadBody(f"{name} has a value that the page does not send.")


def _parts(given: Any) -> list[dict[str, Any]]:
    return given if isinstance(given, list) else [given]


def _name_of(part: Mapping[str, Any]) -> str:
    """A property as Dash names it: `goal.data`, `{"act":"accept"}.n_clicks`."""
    name = part["id"]
    whole = name if isinstance(name, str) else json.dumps(name, sort_keys=True, separators=(",", ":"))
    return f"{whole}.{part['property']}"


def _text(longest: int) -> Check:
    return lambda value: isinstance(value, str) and len(value) <= longest and _is_storable(value)


def _is_storable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return "\0" not in value


def _is_count(value: object) -> TypeGuard[int]:
    return type(value) is int and 0 <= value <= _MOST_ROWS


def _is_place(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and value == int(value)  # type: ignore[call-overload,arg-type]


def _are_rows(*names: str) -> Check:
    """The chosen rows of a grid; of each row the app reads these fields."""
    return lambda value: (
        isinstance(value, list)
        and len(value) <= _MOST_COLUMNS
        and all(_text(_LONGEST_ID)(row[name]) for row in value for name in names)
    )


def _are_days(value: object) -> bool:
    return isinstance(value, list) and len(value) <= _MOST_DAYS and all(_text(10)(day) for day in value)


def _are_statuses(value: object) -> bool:
    return isinstance(value, list) and len(value) <= len(Status) and all(v in list(Status) for v in value)


def _is_filter(value: object) -> bool:
    check_models(value, [])
    return True


def _is_page(value: Mapping[str, Any]) -> bool:
    check_models(value.get("filterModel") or {}, value.get("sortModel") or [])
    return _is_count(value["startRow"]) and _is_count(value["endRow"])


def _are_columns(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= _MOST_COLUMNS
        and all(
            _text(_LONGEST_ID)(column["colId"])
            and column.get("sort") in (None, "asc", "desc")
            and (column.get("sortIndex") is None or _is_count(column["sortIndex"]))
            for column in value
        )
    )


_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "count": tuple(Status),
    "status": tuple(Status),
}
_VALUES: Mapping[str, Check] = {
    "poll.n_intervals": _is_count,
    "edition.data": _text(_LONGEST_ID),
    "days.data": _are_days,
    "day.value": _is_place,
    "search.value": _text(200),
    "statuses.data": _are_statuses,
    "grid.getRowsRequest": _is_page,
    "grid.filterModel": _is_filter,
    "grid.columnState": _are_columns,
    "grid.selectedRows": _are_rows("id"),
    "alerts-grid.selectedRows": _are_rows("id", "target"),
    "url.search": _text(2000),
    "goal.data": _text(_LONGEST_ID),
    "theme.data": lambda value: value in ("light", "dark"),
    "as-xlsx.n_clicks": _is_count,
    "as-csv.n_clicks": _is_count,
    "ack.n_clicks": _is_count,
    '{"status":["ALL"]}.n_clicks': _is_count,
    "token.value": _text(_LONGEST_ID),
    "who.value": _text(LONGEST),
    "ack-note.value": _text(LONGEST),
}
"""What each input and state of the callbacks may hold; None always may."""
