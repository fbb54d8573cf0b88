"""What a form itself shows to be doubtful: a year among others, a total that is not the sum of its parts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from targets.actuals.forms.columns import Column
from targets.actuals.forms.figures import Figure, is_level
from targets.actuals.forms.labels import is_share_name
from targets.actuals.forms.tables import Table, number_at
from targets.words import Phrase, message

_MAJORITY = 0.75
_TOLERANCE = 0.005


class Doubt(NamedTuple):
    """A doubtful figure, by which check, and why."""

    figure: Figure
    check: str
    why: Phrase


def find_doubts(
    table: Table, columns: Mapping[int, Column], figures: Sequence[Figure], place: str
) -> tuple[Doubt, ...]:
    """The doubtful figures of one table; `place` is that of its title, whose rows are totals."""
    return (*_years(figures), *_totals(figures, place), *_shares_of_plan(table, columns, figures))


def _years(figures: Sequence[Figure]) -> Iterator[Doubt]:
    """Rows of another year than nearly all, where that year lacks this very month between its neighbours."""
    dated = [f for f in figures if f.months and f.months.year and f.months.last and not f.basis.get("own")]
    rows = {f.row: f.months.year for f in dated if f.months}
    if len(rows) < 4:
        return
    (usual, count), *_ = Counter(rows.values()).most_common()
    if count < _MAJORITY * len(rows) or count == len(rows):
        return
    months = defaultdict(set)
    for figure in dated:
        if figure.months and figure.months.year == usual:
            months[figure.name, figure.place].add(figure.months.last)
    for figure in dated:
        told = figure.months
        if told is None or told.year is None or usual is None or abs(told.year - usual) != 1:
            continue
        there = months[figure.name, figure.place]
        if told.last not in there and there & {(told.last or 0) - 1, (told.last or 0) + 1}:
            yield Doubt(
                figure,
                "year_among_others",
                message("figure_doubt-year", usual=str(usual), year=str(told.year)),
            )


def _totals(figures: Sequence[Figure], place: str) -> Iterator[Doubt]:
    """Totals of a column that differ from the sum of its parts, where other totals of the table are such sums."""
    columns: dict[tuple[int, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if (
            figure.role == "value"
            and not is_level(figure)
            and not is_share_name(figure.name)
            and "/" not in figure.unit
        ):
            columns[figure.column, figure.row_name].append(figure)
    found: list[tuple[Figure, float]] = []
    agreeing = 0
    for column in columns.values():
        totals = [f for f in column if f.total and f.place == place]
        parts = [f for f in column if not f.total and f.place != place]
        if len(totals) != 1 or len(parts) < 2 or len({f.place for f in parts}) != len(parts):
            continue
        total, added = totals[0].value or 0.0, sum(f.value or 0.0 for f in parts)
        decimals = max(len(f.text.partition(".")[2]) for f in column)
        slack = max(_TOLERANCE * abs(total), 0.51 * len(parts) * 10.0**-decimals if decimals else 0.0)
        if abs(total - added) <= slack:
            agreeing += 1
        elif total:
            found.append((totals[0], added))
    for figure, added in found:
        near = 0.5 < added / (figure.value or 1.0) < 2
        if 0 < agreeing >= len(found) or (agreeing + len(found) == 1 and near):
            yield Doubt(
                figure,
                "total_of_its_parts",
                message("figure_doubt-total", sum=f"{added:.12g}"),
            )


def _shares_of_plan(
    table: Table, columns: Mapping[int, Column], figures: Sequence[Figure]
) -> Iterator[Doubt]:
    """Results that do not fit the completion beside them, or exceed their plan threefold before the middle of the year."""
    plans = [c for c in columns.values() if c.role == "plan"]
    shares = [c for c in columns.values() if c.role == "share"]
    running = [f for f in figures if f.role == "value" and f.accumulation == "ytd" and f.value]
    if len(plans) != 1 or len({f.column for f in running}) != 1:
        return
    agreeing, differing = 0, list[tuple[Figure, float, float]]()
    for figure in running:
        plan = number_at(table.grid.cells.get((figure.row, plans[0].at)))
        if not plan or plan < 0 or figure.value is None:
            continue
        reached = 100 * figure.value / plan
        told = next(
            (f.value for f in figures if shares and f.row == figure.row and f.column == shares[0].at), None
        )
        if told is not None and len(shares) == 1:
            if abs(told - reached) <= max(1.0, 0.02 * abs(reached)):
                agreeing += 1
            else:
                differing.append((figure, reached, told))
        if reached > 300 and figure.months and (figure.months.last or 12) <= 6:
            yield Doubt(
                figure,
                "plan_not_overfulfilled_early",
                message("figure_doubt-threefold", reached=f"{reached:.0f}"),
            )
    if agreeing >= max(2, 2 * len(differing)):
        for figure, reached, told in differing:
            yield Doubt(
                figure,
                "share_of_its_plan",
                message("figure_doubt-share", reached=f"{reached:.1f}", told=f"{told:g}"),
            )
