"""The part of all goals that an address of the grid asks for: /goals?list=owed&owner=市住建局."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qs

from dashboards.overview import LISTS
from targets.status import Phase, Status
from targets.words import Phrase, joined, phrase, unworded

_LONGEST = 200
_SQL = {
    "list": "list_contains(lists, $view_list)",
    "status": "status = $view_status",
    # Where no goal is current, those of past years are shown as if they were.
    "phase": "(phase = $view_phase OR ($view_phase = 'current' AND phase = 'past' "
    "AND NOT EXISTS (FROM shown WHERE phase = 'current')))",
    "owner": "list_contains(owners, $view_owner)",
    "region": "region = $view_region",
    "due": "due = $view_due::DATE",
}


@dataclass(frozen=True, slots=True)
class View:
    """What the grid is narrowed to before the reader narrows it: values by what they are about, and words to search."""

    wanted: tuple[tuple[str, str], ...] = ()
    search: str = ""

    @property
    def sql(self) -> list[str]:
        """Conditions over `shown`, with the parameters of `parameters`."""
        return [_SQL[key] for key, _ in self.wanted]

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters by name."""
        return {f"view_{key}": value for key, value in self.wanted}

    @property
    def words(self) -> Phrase | None:
        """What is shown, in words; None where all is."""
        found = [_worded(key, value) for key, value in self.wanted]
        if not found:
            return None
        return joined(found, " · ", " · ")


def view_of(search: str | None) -> View:
    """The view of an address, its part from the question mark on; what is none of a view is passed over."""
    asked = {
        key: values[0][:_LONGEST]
        for key, values in parse_qs((search or "").lstrip("?"), max_num_fields=20).items()
        if "\0" not in values[0]
    }
    wanted = tuple((key, asked[key]) for key in _SQL if key in asked and _is_known(key, asked[key]))
    return View(wanted, asked.get("q", ""))


def _is_known(key: str, value: str) -> bool:
    if key == "due":
        try:
            return date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False
    closed = {"list": LISTS, "status": tuple(Status), "phase": tuple(Phase)}.get(key)
    return closed is None or value in closed


def _worded(key: str, value: str) -> Phrase:
    return phrase(key, value) if key in ("list", "status", "phase") else unworded(value)
