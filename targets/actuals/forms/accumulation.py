"""Whether figures are running totals, of the period alone, or stands: from words, else from the figures themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from targets.actuals.forms.context import Context
from targets.actuals.forms.figures import Figure, is_level

YTD, PERIOD, LEVEL = "ytd", "period", "level"


def resolve_accumulation(figures: Sequence[Figure], context: Context, follows_plan: bool) -> None:
    """Set `accumulation` and its basis of every figure whose words or numbers tell it.

    `follows_plan`: a column of yearly plans or of their completion stands beside the figures, which are then counted
    since January. A figure whose accumulation stays "" has to be asked about.
    """
    for figure in figures:
        figure.accumulation, figure.basis["accumulation"] = _from_words(figure, context)
        if figure.accumulation == LEVEL and figure.months and figure.months.last:
            figure.months = replace(figure.months, unit="month", first=figure.months.last, day=None)
    open_ones = [f for f in figures if not f.accumulation and f.value is not None]
    if not open_ones:
        return
    kind, basis = _from_first_months(figures) or _from_figures(open_ones)
    ends = {f.months.last for f in figures if f.accumulation == YTD and f.months and not is_level(f)}
    for figure in open_ones:
        own = figure.months if figure.basis.get("own") else None
        if own and own.first == own.last and own.last in ends:
            figure.accumulation, figure.basis["accumulation"] = PERIOD, "one month beside running totals"
        elif kind:
            figure.accumulation, figure.basis["accumulation"] = kind, basis
        elif follows_plan:
            figure.accumulation, figure.basis["accumulation"] = YTD, "beside a yearly plan"


def _grow_like_totals(lines: Iterable[list[tuple[int, float]]]) -> bool:
    """Whether few months grow about as much as totals do: months of a rising season never fall either."""
    reached = []
    for points in lines:
        (first, start), *_, (last, end) = sorted(points) if len(points) > 1 else [(1, 0.0), (1, 0.0)]
        if len(points) > 5:
            return True
        if start > 0 and last > first:
            reached.append(end / start / (last / first))
    return not reached or median(reached) >= 0.8


def _from_first_months(figures: Sequence[Figure]) -> tuple[str, str] | None:
    """Months after 1-2月 that stand alone are months: running totals would go on with 1-3月."""
    months = [f.months for f in figures if f.months and f.value is not None and f.role == "value"]
    ranges = {(m.first, m.last) for m in months if m.unit == "range"}
    if ranges == {(1, 2)} and any(m.unit == "month" and (m.last or 0) > 2 for m in months):
        return PERIOD, "single months after January and February"
    return None


def _from_words(figure: Figure, context: Context) -> tuple[str, str]:
    months = figure.months
    ranged = months is not None and months.from_january and months.unit in ("range", "half", "year")
    if figure.role == "growth":
        kind = figure.accumulation if figure.accumulation in (YTD, PERIOD) else ""
        if kind or ranged:
            return kind or YTD, "head" if kind else "months from January"
        told = context.accumulation if not figure.basis.get("own") else ""
        return told or (YTD if months and months.from_january else PERIOD), "sheet" if told else "one period"
    if figure.role == "value" and figure.accumulation == YTD and is_level(figure) and not _stock(figure):
        return YTD, "words"
    if figure.role in ("share", "rank") or is_level(figure):
        return (
            (YTD, "mean since January")
            if ranged and figure.role == "value" and not _stock(figure)
            else (LEVEL, "name")
        )
    if figure.accumulation:
        return figure.accumulation, "words"
    if ranged:
        return (YTD, "months from January")
    if context.accumulation:
        return context.accumulation, "sheet"
    if months and months.first == 1 and months.unit == "quarter":
        return YTD, "the first quarter"
    if months and months.unit == "quarter":
        return PERIOD, "one quarter"
    if months and months.first is None:
        return YTD, "a whole year"
    return "", ""


def _stock(figure: Figure) -> bool:
    return any(word in figure.name for word in ("余额", "存量", "保有", "在册", "结存", "库存"))


def _from_figures(figures: Sequence[Figure]) -> tuple[str, str]:
    """From three or more months of the same things: totals never fall within a year, months do."""
    lines: dict[tuple[str, str, str, int | None], list[tuple[int, float]]] = defaultdict(list)
    for figure in figures:
        if (
            figure.months
            and figure.months.last
            and figure.months.first == figure.months.last
            and figure.value is not None
        ):
            key = (figure.name, figure.place, figure.unit, figure.months.year)
            lines[key].append((figure.months.last, figure.value))
    steps = falls = long = 0
    for points in lines.values():
        values = [value for _, value in sorted(points)]
        long += len(values) >= 3
        steps += len(values) - 1
        falls += sum(after < before for before, after in zip(values, values[1:], strict=False))
    if not long:
        return "", ""
    if falls == 0 and steps >= 4 and _grow_like_totals(lines.values()):
        return YTD, "the figures never fall from month to month"
    if falls >= 0.2 * steps or (falls and len(lines) > 1 and falls >= 0.15 * steps):
        return PERIOD, "the figures fall from month to month"
    return "", ""
