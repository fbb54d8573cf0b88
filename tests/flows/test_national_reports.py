"""Ten years of national reports: the goals of a year from its report, the results from the next one's.

Stages are called directly, without Prefect. The figures are those of the reports of 2010 to 2019 and 2021 to
2023; a consumer price rise is not reported for 2011, 2015 and 2017 (an average over five years is not a year's).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from flows.batches import look_through, read_batch
from targets.actuals.links import propose_links
from targets.actuals.reports import load_reported
from targets.extraction.pipeline import EXTRACTOR_VERSION
from targets.extraction.read_document import ReadDocument
from targets.progress.refresh import refresh_progress
from targets.progress.status import status_rows
from targets.settings import load_settings
from targets.store.documents import relate_documents
from targets.store.run import start_run
from targets.store.warehouse import open_warehouse
from tests.flows.conftest import SHARED
from tests.harness.loading import load_document

REPORTS = SHARED / "corpus" / "state"
PROVINCIAL = SHARED / "corpus" / "provincial-2026"
VERDICTS = """
    SELECT
        t.doc, t.indicator, t.value, t.unit, p.status, p.actual, p.period_start, p.period_end, t.quote AS goal_quote,
        p.actual_period_end AS figure_end, o.period_start AS figure_start, m.quote AS figure_quote
    FROM progress p
    JOIN targets t USING (target_id)
    JOIN observations o ON o.series_id = p.series_id AND o.period_end = p.actual_period_end
    LEFT JOIN mentions m ON m.role = 'actual' AND o.source = concat(m.doc, ':', m."start", ' ', m.text)
    WHERE p.actual IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY p.target_id ORDER BY o.recorded_at DESC, m.quote) = 1
    ORDER BY p.period_end, t.indicator, p.target_id"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not REPORTS.exists(), reason="the national reports are not at hand"),
]


class Expected(NamedTuple):
    """A goal of a year and what came of it; `high` is the upper end of a range."""

    year: int
    value: float
    actual: float | None
    comparator: str = "approx"
    high: float | None = None


GROWTH = [
    Expected(2010, 8, 10.3),
    Expected(2011, 8, 9.2),
    Expected(2012, 7.5, 7.8, "eq"),
    Expected(2013, 7.5, 7.7),
    Expected(2014, 7.5, 7.4),
    Expected(2015, 7, 6.9),
    Expected(2016, 6.5, 6.7, "range", 7),
    Expected(2017, 6.5, 6.9),
    Expected(2018, 6.5, 6.6),
    Expected(2021, 6, 8.1, "ge"),
    Expected(2022, 5.5, 3),
]
JOBS = [
    Expected(2010, 9_000_000, 11_680_000, "ge"),
    Expected(2011, 9_000_000, 12_210_000, "ge"),
    Expected(2012, 9_000_000, 12_660_000, "ge"),
    Expected(2013, 9_000_000, 13_100_000, "ge"),
    Expected(2014, 10_000_000, 13_220_000, "ge"),
    Expected(2015, 10_000_000, 13_120_000, "ge"),
    Expected(2016, 10_000_000, 13_140_000, "ge"),
    Expected(2017, 11_000_000, 13_510_000, "ge"),
    Expected(2018, 11_000_000, 13_610_000, "ge"),
    Expected(2021, 11_000_000, 12_690_000, "ge"),
    Expected(2022, 11_000_000, 12_060_000, "ge"),
]
PRICES = [
    Expected(2010, 3, 3.3),
    Expected(2011, 4, None),
    Expected(2012, 4, 2.6),
    Expected(2013, 3.5, 2.6),
    Expected(2014, 3.5, 2.0),
    Expected(2015, 3, None),
    Expected(2016, 3, 2.0),
    Expected(2017, 3, None),
    Expected(2018, 3, 2.1),
    Expected(2021, 3, 0.9),
    Expected(2022, 3, 2.0),
]
INDICATORS = {"国内生产总值": ("%", GROWTH), "城镇新增就业": ("人", JOBS), "居民消费价格": ("%", PRICES)}
ROWS = [
    pytest.param(name, unit, expected, id=f"{name}-{expected.year}")
    for name, (unit, table) in INDICATORS.items()
    for expected in table
]


@pytest.fixture(scope="module")
def goals(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The goals in force as of the first day of 2024, with nothing but the reports to go by."""
    return judged(tmp_path_factory.mktemp("national"))


def judged(
    home: Path, folders: tuple[Path, ...] = (REPORTS,), as_of: date = date(2024, 1, 1)
) -> list[dict[str, Any]]:
    """The rows of `status` after a refresh from the reports alone."""
    run, settings = start_run(as_of), load_settings(None)
    with open_warehouse(home) as con:
        for read in read_batch(
            {path: digest for folder in folders for path, digest in look_through(folder).hashes.items()}
        ):
            assert isinstance(read, ReadDocument)
            load_document(
                con,
                read.document,
                read.content_hash,
                read.mentions,
                read.targets,
                extractor=EXTRACTOR_VERSION,
                run=run,
                settings=settings,
            )
        relate_documents(con, run)
        load_reported(con, run)
        propose_links(con, run, settings)
        refresh_progress(con, run, settings)
        rows = status_rows(con).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def goals_of(goals: list[dict[str, Any]], name: str, unit: str, year: int) -> list[dict[str, Any]]:
    """The goals for an indicator due at the end of a year; not those for a share or a per-unit figure of it."""
    return [
        row
        for row in goals
        if row["indicator"].startswith(name)
        and row["unit"] == unit
        and row["due"].date() == date(year, 12, 31)
    ]


@pytest.mark.parametrize(("name", "unit", "expected"), ROWS)
def test_goal_and_result_of_a_year(
    goals: list[dict[str, Any]], name: str, unit: str, expected: Expected
) -> None:
    """One goal, as the report of the year sets it, with the result that the next report gives."""
    (row,) = goals_of(goals, name, unit, expected.year)
    high = None if row["value_high"] != row["value_high"] else row["value_high"]
    actual = None if row["actual"] != row["actual"] else row["actual"]
    assert (row["value"], high, row["comparator"]) == (expected.value, expected.high, expected.comparator)
    assert actual == expected.actual
    if actual is not None:
        assert row["actual_period_end"].date() == date(expected.year, 12, 31)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Every verdict of the national and provincial reports together, with the sentences of goal and figure."""
    home = tmp_path_factory.mktemp("all")
    judged(home, (REPORTS, PROVINCIAL), date(2026, 3, 1))
    with open_warehouse(home) as con:
        return con.execute(VERDICTS).df().to_dict("records")


def test_no_verdict_is_decided_by_a_figure_of_another_period(verdicts: list[dict[str, Any]]) -> None:
    """Run with `-s` to read them all: goal, figure and both sentences."""
    for row in verdicts:
        print(
            f"{row['status']}: {row['indicator']} {row['value']:g}{row['unit']} {row['period_start']:%Y-%m-%d}/"
            f"{row['period_end']:%Y-%m-%d}: {row['actual']:g} of {row['figure_start']:%Y-%m-%d}/{row['figure_end']:%Y-%m-%d}"
            f"\n    {row['goal_quote']}\n    {row['figure_quote']}"
        )
    decided = [row for row in verdicts if row["status"] in ("met", "met_late", "missed")]
    assert len(decided) >= 50
    # All of these reports are yearly: a year's goal is decided by the figure of that year alone, a plan's by its last.
    elsewhere = [
        (row["doc"], row["indicator"], row["figure_end"])
        for row in decided
        if row["figure_end"] != row["period_end"] or row["figure_start"] > row["period_end"]
    ]
    assert elsewhere == []
    # What is not yet decided is seen by figures of the plan.
    assert [row["indicator"] for row in verdicts if row["figure_end"] < row["period_start"]] == []
