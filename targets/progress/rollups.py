"""Verdicts summed up: by responsible unit, region, document, section and kind."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    import pandas as pd


class Dimension(StrEnum):
    """What goals are grouped by; `lead` is the first responsible unit, `co_owner` each of the others."""

    LEAD = "lead"
    CO_OWNER = "co_owner"
    REGION = "region"
    DOCUMENT = "document"
    SECTION = "section"
    KIND = "kind"


def rollup(con: duckdb.DuckDBPyConnection, dimension: Dimension) -> pd.DataFrame:
    """One row a group of the last refresh, the best place first (view `rollups`).

    Columns: name, goals, one count per status, assessed (goals with a verdict), on_track_share (met and on
    track among the assessed), mean_achievement (each goal within 0..1), better and worse (goals whose status
    moved since the judged day before), on_track_share_before, on_track_share_change, place. Groups that are
    equal in both shares have one place and the next is left out; a group without a verdict has none.
    """
    return con.execute(
        "SELECT * EXCLUDE (dimension) FROM rollups WHERE dimension = ? ORDER BY place NULLS LAST, name",
        [dimension.value],
    ).df()


def movements(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Goals whose status changed since the judged day before: target_id, status_before, status, and by how much."""
    return con.execute(
        "SELECT p.target_id, b.status AS status_before, p.status, b.as_of AS as_of_before, p.as_of, "
        "p.gap_points - b.gap_points AS gap_points_change "
        "FROM progress p JOIN progress_before b ON b.target_id = p.target_id "
        "WHERE p.status <> b.status ORDER BY p.target_id"
    ).df()
