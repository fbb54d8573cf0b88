"""Which column of a table is which: names in Chinese, in English, or as the settings map them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from targets.actuals.periods import BadPeriod, parse_period

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
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Header:
    """What the columns of a table hold: fields by column, and periods by column in a wide ledger.

    `unit` is the unit that the header itself names (数值（万元）). Columns are counted from 0.
    """

    fields: Mapping[str, int]
    periods: Mapping[int, str]
    unit: str = ""

    @property
    def is_tidy(self) -> bool:
        """One row an observation."""
        return {"period", "value"} <= set(self.fields) and bool({"indicator", "target_id"} & set(self.fields))

    @property
    def is_wide(self) -> bool:
        """One row an indicator or goal, one column a period."""
        return bool(self.periods) and bool({"indicator", "target_id"} & set(self.fields))


def header_of(cells: Sequence[str], mapping: Mapping[str, str], year: int | None = None) -> Header:
    """Read a row as a header. `mapping` adds names of columns; `year` is that of columns headed 1月."""
    names = {**_NAMES, **{_plain(written): field for written, field in mapping.items()}}
    fields: dict[str, int] = {}
    periods: dict[int, str] = {}
    unit = ""
    for column, cell in enumerate(cells):
        plain = _plain(cell)
        bracket = _UNIT_IN_HEADER.match(plain)
        name = names.get(plain) or (names.get(bracket["name"]) if bracket else None)
        if name and name not in fields:
            fields[name] = column
            if name == "value" and bracket and plain not in names:
                unit = bracket["unit"]
        elif plain and not name and _is_period(cell, year):
            periods[column] = cell
    return Header(fields, periods, unit)


def year_in(text: str) -> int | None:
    """The one year that a title names, if it names just one."""
    years = set(_YEAR.findall(unicodedata.normalize("NFKC", text)))
    return int(years.pop()) if len(years) == 1 else None


def _is_period(cell: str, year: int | None) -> bool:
    """Whether a header is a period, or was meant as one (2022-13), which is then refused by its cell."""
    try:
        parse_period(cell, year or 2000)
    except BadPeriod:
        return bool(re.fullmatch(r"(19|20)\d\d[-年/.Q]\S{1,4}", cell))
    return True


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
