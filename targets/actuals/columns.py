"""Which column of a table is which: names in Chinese, in English, or as the settings map them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from targets.actuals.forms.labels import head_label

_LEXICON = tomllib.loads(resources.files(__package__).joinpath("columns.toml").read_text(encoding="utf-8"))
ACCUMULATIONS = {word: name for name, words in _LEXICON["accumulation"].items() for word in words}
TRUTHS = {word: name == "true" for name, words in _LEXICON["truth"].items() for word in words}
BLANKS = frozenset(_LEXICON["blank"]["values"])
FIELDS = (
    *("target_id", "indicator", "region", "period", "value", "unit", "cumulative"),
    *("recorded_at", "source", "illustrative", "change"),
)
"""The fields of a figure; `change` is told by report texts alone, tables say it in the indicator."""

_NAMES = {word: name for name, words in _LEXICON["columns"].items() for word in words}
_UNIT_IN_HEADER = re.compile(r"^(?P<name>.+?)[(\[](?P<unit>[^()\[\]]+)[)\]]$")
_WORDS = ("index", "note", "owner", "recorded")


@dataclass(frozen=True, slots=True)
class Header:
    """Which column of a table, counted from 0, holds which field.

    `unit` and `accumulation` are what the head of the values itself says (当期值（万元）). `complete` says that every
    head is known and none stands for the same field as another, so that no figure can be overlooked.
    """

    fields: Mapping[str, int]
    unit: str = ""
    accumulation: str = ""
    complete: bool = True

    @property
    def is_tidy(self) -> bool:
        """One row an observation."""
        return {"period", "value"} <= set(self.fields) and bool({"indicator", "target_id"} & set(self.fields))


def header_of(cells: Sequence[str], mapping: Mapping[str, str]) -> Header:
    """Read a row as a header. `mapping` adds names of columns."""
    names = {**_NAMES, **{_plain(written): field for written, field in mapping.items()}}
    fields: dict[str, int] = {}
    unit, accumulation, complete = "", "", True
    for column, cell in enumerate(cells):
        plain = _plain(cell)
        bracket = _UNIT_IN_HEADER.match(plain)
        name = names.get(plain) or (names.get(bracket["name"]) if bracket else None)
        if name and name not in fields:
            fields[name] = column
            if name == "value":
                unit = bracket["unit"] if bracket and plain not in names else ""
                accumulation = head_label(cell).accumulation
        elif plain:
            complete &= not name and head_label(cell).role in _WORDS
    return Header(fields, unit, accumulation, complete)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
