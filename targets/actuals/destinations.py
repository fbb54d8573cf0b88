"""Where the figures in the warehouse went: to goals, to people who have to link, answer or confirm, or out."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

import duckdb

_SQL = {
    name: resources.files("targets.actuals").joinpath(f"sql/{name}.sql").read_text(encoding="utf-8")
    for name in ("destinations",)
}


@dataclass(frozen=True, slots=True)
class Destinations:
    """How many figures feed goals, may feed one after a link is accepted, measure none, wait or are refused."""

    feeding: int
    linkable: int
    unlinked: int
    doubtful: int
    asked: int
    refused: int


def destinations(con: duckdb.DuckDBPyConnection) -> Destinations:
    """Count the figures by where they went, the last vintage of each."""
    return Destinations(*con.execute(_SQL["destinations"]).fetchall()[0])


def went_where(went: Destinations) -> str:
    """Where all figures are, in one line: what feeds goals, waits or is refused, and the command that lists it."""
    return (
        f"now {went.feeding} figures feed goals, {went.linkable} wait in `duban links list`, {went.unlinked} measure no "
        f"goal (`duban actuals unlinked`), {went.doubtful} wait for `duban actuals confirm`, {went.asked} for an answer, "
        f"{went.refused} places are refused (`duban quarantine list`)"
    )
