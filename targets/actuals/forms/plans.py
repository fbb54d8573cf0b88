"""The yearly plan that stands beside a result: the strongest sign of which goal the result is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from targets.actuals.forms.columns import Column
from targets.actuals.forms.figures import Figure
from targets.actuals.forms.tables import Table, number_at


def plans_of(
    table: Table, columns: Mapping[int, Column], figures: Sequence[Figure]
) -> Iterator[tuple[Figure, float]]:
    """Results and the plan of their year in the same row, in the unit of the result.

    Of several plans the one under the same upper head counts, else the nearest on the left; plans of a part of
    the year (上半年任务) are none of the year.
    """
    plans = [c for c in columns.values() if c.role == "plan" and _is_yearly(c)]
    for figure in figures:
        if figure.role != "value" or figure.value is None or not figure.name:
            continue
        column = _beside(table, plans, figure.column)
        plan = number_at(table.grid.cells.get((figure.row, column.at))) if column else None
        if plan is not None and plan > 0:
            yield figure, plan


def _is_yearly(column: Column) -> bool:
    months = column.label.months
    return months is None or (months.first or 1) == 1 and (months.last or 12) == 12


def _beside(table: Table, plans: Sequence[Column], at: int) -> Column | None:
    upper = table.heads.get(at, ())[:-1]
    under = [plan for plan in plans if upper and table.heads.get(plan.at, ())[:-1] == upper]
    if under:
        return under[0] if len(under) == 1 else None
    free = [plan for plan in plans if not _has_own_head(table, plan)]
    left = [plan for plan in free if plan.at < at]
    return left[-1] if left else free[0] if len(free) == 1 else None


def _has_own_head(table: Table, plan: Column) -> bool:
    """Whether a plan stands under an upper head that names what it is the plan of."""
    heads = table.heads.get(plan.at, ())
    return len(heads) > 1 and bool(table.labels(plan.at)[0].name)
