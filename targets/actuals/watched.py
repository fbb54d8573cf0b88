"""Which series show an indicator that is followed without a number: alike in name, or as a person says."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

import duckdb

from targets.actuals.links import likeness
from targets.actuals.names import name_of
from targets.settings import Settings
from targets.store.decisions import BadDecision, Person
from targets.store.rows import insert_rows
from targets.store.run import Run

_SIDES = resources.files("targets.actuals").joinpath("sql/watched_sides.sql").read_text(encoding="utf-8")
_LOWEST = 0.75
_ALIKE_AT_ALL = 40.0
_RUNNING = "累计"
"""Says how figures count, not what: the series knows it apart."""
_Names = tuple[str, str, str | None]
"""The name of a watched indicator, and name and change of a series."""


@dataclass(frozen=True, slots=True)
class WatchedProposal:
    """A series that may show a watched indicator and waits for a person."""

    handle: str
    indicator: str
    region: str | None
    series_id: str
    series_indicator: str
    series_region: str | None
    series_unit: str
    score: float


def link_watched(con: duckdb.DuckDBPyConnection, run: Run, settings: Settings) -> int:
    """Link watched indicators in force with the series alike in name; returns how many series show one.

    Each may be shown by many series: of its own place and of the places within it, in every unit. A series with a score of
    `settings.link_threshold` or more is accepted where its place is certain; else, from 0.75 on, it waits for a person.
    What a person said stays.
    """
    watched = con.execute("SELECT DISTINCT canonical FROM current_watched").fetchall()
    if not watched:
        return 0
    scores = _scores(con, [name for (name,) in watched])
    found = {}
    names = sorted({name for _, name, _ in scores})
    sides = con.execute(_SIDES, {"names": names}).fetchall()
    for watch_no, series_id, canonical, change, asked, certain in sides:
        score = scores.get((asked, canonical, change), 0.0)
        if score >= _LOWEST:
            sure = certain and score >= settings.link_threshold
            found[watch_no, series_id] = ("accepted" if sure else "proposed", score)
    held = {
        (watch_no, series_id): (state, score, basis)
        for watch_no, series_id, state, score, basis in con.execute(
            "SELECT watch_no, series_id, state, score, basis FROM latest_watched_links"
        ).fetchall()
    }
    changed = [
        (*pair, *state)
        for pair, state in sorted(found.items())
        if pair not in held or (held[pair][2] == "name" and held[pair][:2] != state)
    ]
    changed += [
        (*pair, "rejected", score)
        for pair, (state, score, basis) in sorted(held.items())
        if basis == "name" and state != "rejected" and pair not in found
    ]
    _append(con, changed, "name", "", run)
    ((shown,),) = con.execute(
        "SELECT count(DISTINCT series_id) FROM latest_watched_links l JOIN current_watched w USING (watch_no) "
        "WHERE l.state = 'accepted'"
    ).fetchall()
    return int(shown)


def set_watched_link(
    con: duckdb.DuckDBPyConnection, watch_no: int, series_id: str, accepted: bool, by: Person, run: Run
) -> None:
    """A person says whether a series shows a watched indicator, within the caller's transaction. Raises BadDecision."""
    if not by.who.strip():
        raise BadDecision("Say who decides (--who).")
    state, score = ("accepted", 1.0) if accepted else ("rejected", 0.0)
    _append(con, [(watch_no, series_id, state, score)], "person", by.who.strip(), run)


def watched_proposals(con: duckdb.DuckDBPyConnection) -> list[WatchedProposal]:
    """The series that wait for a person, by watched indicator, the most alike first."""
    rows = con.execute(
        "SELECT w.handle, w.indicator, w.region, s.series_id, s.indicator, s.region, s.unit, l.score "
        "FROM latest_watched_links l JOIN current_watched w USING (watch_no) JOIN series s USING (series_id) "
        "WHERE l.state = 'proposed' ORDER BY w.watch_no, l.score DESC, s.series_id"
    ).fetchall()
    return [WatchedProposal(*row) for row in rows]


def _scores(con: duckdb.DuckDBPyConnection, watched: list[str]) -> dict[_Names, float]:
    """How alike the names of watched indicators and of series are, where at all."""
    from rapidfuzz import fuzz, process

    named = con.execute("SELECT DISTINCT canonical, change FROM series").fetchall()
    series = [name_of(canonical, None, change) for canonical, change in named]
    stems = [name.stem.replace(_RUNNING, "") for name in series]
    scores: dict[_Names, float] = {}
    for asked in watched:
        wanted = name_of(asked)
        own = wanted.stem.replace(_RUNNING, "")
        near = process.extract(own, stems, scorer=fuzz.ratio, score_cutoff=_ALIKE_AT_ALL, limit=None)
        for stem, _, at in near:
            if series[at].change == wanted.change:
                score = 1.0 if stem == own else round(likeness(own, stem), 4)
                scores[asked, *named[at]] = score
    return scores


def _append(
    con: duckdb.DuckDBPyConnection, rows: list[tuple[int, str, str, float]], basis: str, who: str, run: Run
) -> None:
    ((last,),) = con.execute("SELECT coalesce(max(link_no), 0) FROM watched_links").fetchall()
    insert_rows(
        con,
        "watched_links",
        [
            {
                "link_no": last + place,
                "watch_no": watch_no,
                "series_id": series_id,
                "state": state,
                "score": score,
                "basis": basis,
                "who": who,
                "linked_at": run.now,
                "run_id": run.run_id,
            }
            for place, (watch_no, series_id, state, score) in enumerate(rows, 1)
        ],
    )
