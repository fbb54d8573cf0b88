"""Where the figures in the warehouse went: to goals, to people who have to link, answer or confirm, or out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from importlib import resources

import duckdb

from targets.words import Phrase, message

_SQL = {
    name: resources.files("targets.actuals").joinpath(f"sql/{name}.sql").read_text(encoding="utf-8")
    for name in ("destinations",)
}


@dataclass(frozen=True, slots=True)
class Destinations:
    """How many figures feed goals, show watched indicators, may feed a goal after a link is accepted, measure none, wait or are refused."""

    feeding: int
    watched: int
    linkable: int
    unlinked: int
    doubtful: int
    asked: int
    refused: int


def destinations(con: duckdb.DuckDBPyConnection) -> Destinations:
    """Count the figures by where they went, the last vintage of each."""
    return Destinations(*con.execute(_SQL["destinations"]).fetchall()[0])


def went_where(went: Destinations) -> Phrase:
    """Where all figures are, in one line: what feeds goals, waits or is refused, and the command that lists it."""
    return message("did-went", **{name: str(count) for name, count in asdict(went).items()})
