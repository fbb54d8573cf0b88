"""What outside scorers ask of the project: the one place that knows in which room each answer lives.

The functions keep their names, arguments and results when rooms move.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd

from targets.extraction.candidates import candidates_of
from targets.extraction.comparators.rules import measured
from targets.extraction.dates.calendar import calendar_of
from targets.extraction.dates.rules import date_of
from targets.extraction.mention import Mention, Role
from targets.extraction.pipeline import extract
from targets.extraction.structure.writing import readable
from targets.progress import compute
from targets.progress.profiles import load_profile, load_rules
from targets.reading.document import Document, Paragraph, document_id_of
from targets.reading.files import read_document

JUDGED_COLUMNS = (
    "target_id",
    "status",
    "actual",
    "basis",
    "projection",
    "projection_low",
    "projection_high",
    "probability_of_miss",
)


class ObservedFigure(NamedTuple):
    """One figure in the warehouse, of several vintages the last; value and unit as they are kept."""

    indicator: str
    region: str | None
    unit: str
    accumulation: str
    period_start: date
    period_end: date
    value: float
    source: str


class Notice(NamedTuple):
    """One thing a person is shown after an import: a row kept out, a doubtful figure, a question."""

    place: str
    value: str
    reason: str
    kind: str
    """`refuse`, `flag` or `ask`."""


def quantities(text: str) -> list[tuple[float, float | None, str, str]]:
    """Value, upper end, unit and comparator of every number of a text."""
    return [
        (c.quantity.value, c.quantity.value_high, c.quantity.unit, str(measured(c).comparator))
        for c in candidates_of(_document(text))
    ]


def days(text: str, issued: date) -> set[str]:
    """The ISO day of the last number, read as a goal and as a result, where the text itself gives it."""
    document = _document(text, issued)
    candidates = candidates_of(document)
    if not candidates:
        return set()
    calendar = calendar_of(document)
    dated = [date_of(candidates[-1], role, calendar) for role in (Role.TARGET, Role.ACTUAL)]
    return {d.day.isoformat() for d in dated if d.day and str(d.basis) == "explicit"}


def mentions(text: str) -> list[Mention]:
    """The mentions of a text that is saved as a `.txt` file and read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.txt"
        path.write_text(text, encoding="utf-8", newline="")
        return list(extract(read_document(path, None)))


def judge(
    con: duckdb.DuckDBPyConnection, goals: str, observations: str, as_of: date, profile: str = "delivery"
) -> pd.DataFrame:
    """Judge yearly counts by the end of `as_of`, with nothing but their own series.

    `goals` names a table (target_id, series_id, value, year): reach at least `value` from January to December of
    `year`. `observations` names one (series_id, period_start, period_end, value, recorded_at): running totals since
    January. Returns a row a goal: those of `JUDGED_COLUMNS` that a verdict has.
    """
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE scored_goals AS
        SELECT
            (row_number() OVER ())::INTEGER AS goal_no, 0 AS since_no, NULL::INTEGER AS until_no, target_id,
            'd' AS document_id, NULL::VARCHAR AS trajectory_id, 'cumulative' AS kind, 'at_least' AS direction,
            'cumulative' AS judged_as, 'at_least' AS aim, true AS adds_up, value, NULL::DOUBLE AS value_high,
            '元' AS unit, '全国' AS region, value AS goal, value AS low, NULL::DOUBLE AS high,
            make_date(year, 1, 1) AS issued_on, make_date(year, 1, 1) AS plan_begins, make_date(year, 12, 31) AS due,
            'sum' AS aggregation, NULL::DATE AS extended_from, NULL::VARCHAR AS extended_by,
            NULL::DATE AS figures_begin, false AS whole_years, false AS from_base, NULL::VARCHAR AS change,
            NULL::DOUBLE AS stated_baseline, NULL::DATE AS stated_baseline_on, NULL::VARCHAR AS reference_series_id,
            NULL::VARCHAR AS compared_with, NULL::VARCHAR AS reference_candidates,
            NULL::STRUCT(due DATE, goal DOUBLE)[] AS milestones,
            false AS may_be_new, series_id, 1.0::DOUBLE AS factor, NULL::VARCHAR AS misfit, '元' AS series_unit,
            '全国' AS series_region, 'ytd' AS accumulation, 'month' AS cadence, hash(target_id) AS digest
        FROM {goals}""")
    con.execute(f"""
        CREATE OR REPLACE TEMP VIEW scored_observations AS
        SELECT
            series_id, period_start, period_end, value, recorded_at, '' AS source, 'i' AS import_id, 'r' AS run_id
        FROM {observations}""")
    compute.prepare(con, as_of, load_profile(profile), load_rules(), "r")
    compute.judge(con, "scored_goals", *["scored_observations"] * 2, "(FROM scored_observations WHERE false)")
    return con.execute(f"SELECT COLUMNS('^({'|'.join(JUDGED_COLUMNS)})$') FROM progress_rows").df()


def observations(home: Path) -> list[ObservedFigure]:
    """The figures in a home's warehouse, the last vintage of each."""
    rows = _rows(
        home,
        """
        SELECT
            s.indicator, s.region, s.unit, s.accumulation, o.period_start, o.period_end, o.value, o.source
        FROM observations o
        JOIN series s USING (series_id)
        QUALIFY row_number() OVER (
            PARTITION BY o.series_id, o.period_end
            ORDER BY o.recorded_at DESC, o.import_id DESC, o.value DESC
        ) = 1
        ORDER BY o.source, o.period_end
        """,
    )
    return [ObservedFigure(*row) for row in rows]


def told(home: Path) -> list[Notice]:
    """What a person is shown of a home's imports, each with its file and place."""
    rows = _rows(
        home,
        """
        SELECT concat_ws(':', file, nullif(place, '')), value, reason, 'refuse'
        FROM open_quarantine
        UNION ALL
        SELECT source, value::VARCHAR, reason_en, 'flag'
        FROM observation_flags WHERE severity = 'warning'
        UNION ALL
        SELECT concat(file, ':', unnest(places)), unnest(figures), reason, 'ask'
        FROM questions
        """,
    )
    return [Notice(*row) for row in rows]


def _document(text: str, issued: date | None = None) -> Document:
    document = Document(
        document_id_of(text),
        "x",
        "x.txt",
        text,
        (Paragraph(0, len(text)),),
        issued_on=issued,
        plan_year=issued.year if issued else None,
    )
    return readable(document).document


def _rows(home: Path, query: str) -> list[tuple]:  # type: ignore[type-arg]
    warehouse = home / "warehouse.duckdb"
    if not warehouse.exists():
        return []
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return con.execute(query).fetchall()
