"""The trajectory of one goal: where it should stand, where it stood, and where it is heading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from dashboards.charts.frames import Bilingual, Row, RowFacts
from dashboards.charts.theme import (
    FigureSpec,
    empty_spec,
    ground,
    label,
    status_colour,
)
from dashboards.charts.told import Column, told
from dashboards.charts.trajectory_marks import marks, notes
from targets.figures import unit_name
from targets.progress.profiles import Profile
from targets.status import Status
from targets.words import Phrase, message, phrase

Point = tuple[date, float]


def trajectory_spec(
    goal: RowFacts,
    actuals: Sequence[RowFacts],
    milestones: Sequence[RowFacts],
    verdicts: Sequence[RowFacts],
    *,
    profile: Profile,
) -> FigureSpec:
    """One goal over time: expected path with its tolerance band, milestones, actuals, projection, due date.

    `goal` is a row of goals.sql. `actuals` have period_end, recorded_at, value and latest (false for figures
    that a later vintage replaced); `milestones` due and value of goals on the same trajectory; `verdicts`
    as_of and expected of earlier judgements, the points of a path that is not straight. `profile` says
    how far behind still counts as on track.
    """
    words = Bilingual()
    unit = goal["unit"]
    steps = [(row["due"], row["value"]) for row in milestones if row["due"] is not None]
    path = expected_path(goal, steps, [(r["as_of"], r["expected"]) for r in verdicts])
    figures = [row for row in actuals if row["value"] is not None and _counts(row, goal)]
    traces = [
        *_band(path, goal, profile),
        *_fan(goal),
        *_expected(path, unit, words),
        *_milestones(steps, unit, words),
        *_revised(figures, unit, words),
        *_actual(figures, goal, words),
    ]
    if not any(trace["x"] for trace in traces) and goal["due"] is None:
        return empty_spec(phrase("chart", "no_data").zh)
    low, high = _span(traces, goal["target_value"] or goal["value"])
    layout = {
        "height": 380,
        "hovermode": "closest",
        "xaxis": {"type": "date", "tickformat": "%Y-%m", "nticks": 7, "showgrid": False},
        "yaxis": {**words.axis(low, high, unit), "range": [low, high], "zeroline": low <= 0 <= high},
        "shapes": marks(goal),
        "annotations": notes(goal, figures, words, low + 0.12 * (high - low)),
        "margin": {"l": 8, "r": 24, "t": 24, "b": 8},
        "legend": {"y": -0.16, "yanchor": "top"},
        "meta": told(words, _finding(goal), _columns(unit)),
    }
    return FigureSpec(traces, layout)


def _counts(row: RowFacts, goal: RowFacts) -> bool:
    """Whether a figure is about the goal: those after a goal was decided go on with other years' counts."""
    if goal["due"] is None or not Status(goal["status"]).is_final:
        return True
    decided = max(goal["due"], goal["actual_period_end"] or goal["due"])
    return bool(row["period_end"] <= decided)


def _finding(goal: RowFacts) -> Phrase:
    """The reason of the verdict."""
    return Phrase(*(label(goal[f"reason_{language}"], 300) for language in ("zh", "en")))


@cache
def _columns(unit: str) -> tuple[Column, ...]:
    return (
        (message("page-chart-series"), "name"),
        (message("page-chart-day"), "x"),
        (message("page-chart-value-in", unit=Phrase(unit, unit_name(unit, "en"))), "y"),
        (message("page-chart-worded"), 0),
    )


def expected_path(goal: RowFacts, milestones: list[Point], verdicts: list[Point]) -> list[Point]:
    """The points, by date, through which the expected value goes; empty where there is none.

    They are the plan's start, its milestones or earlier verdicts, today's verdict, and the goal itself.
    """
    target = goal["target_value"] if goal["target_value"] is not None else goal["value"]
    start, due, as_of = goal["plan_start"], goal["due"], goal["as_of"]
    if start is None or due is None or goal["basis"] is None:
        return []
    if goal["basis"] == "constant":
        return [(start, target), (due, target)]
    points = {start: goal["baseline"] or 0.0, due: target}
    if goal["basis"] == "milestones":
        points |= {day: value for day, value in milestones if start < day < due}
    if goal["basis"] == "seasonal":
        points |= {day: value for day, value in verdicts if value is not None and start < day < due}
        judged_on = goal.get("judged_on") or as_of
        if goal["expected"] is not None and start < judged_on < due:
            points[judged_on] = goal["expected"]
    return sorted(points.items())


def _band(path: list[Point], goal: RowFacts, profile: Profile) -> list[Row]:
    """The strip between the path and what still counts as on track; on both sides where the goal is a near one."""
    if not path:
        return []
    base = 0.0 if goal["basis"] == "constant" else goal["baseline"] or 0.0
    if profile.measure == "schedule":
        slack = [-profile.on_track / 100 * abs(path[-1][1] - base)] * len(path)
    else:
        slack = [(1 - profile.on_track) * abs(value - base) for _, value in path]
    falls = path[-1][1] < path[0][1] or goal["direction"] == "at_most"
    above = goal["direction"] == "near" or falls
    below = goal["direction"] == "near" or not falls
    upper = [value + s * above for (_, value), s in zip(path, slack, strict=True)]
    lower = [value - s * below for (_, value), s in zip(path, slack, strict=True)]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [day for day, _ in path] + [day for day, _ in reversed(path)],
            "y": upper + lower[::-1],
            "fill": "toself",
            "fillcolor": ground("band"),
            "line": {"width": 0},
            "name": phrase("chart", "tolerance").zh,
            "hoverinfo": "skip",
        }
    ]


def _fan(goal: RowFacts) -> list[Row]:
    """From the last actual to where the current rate leads at the due date, with its interval."""
    begin, due = goal["actual_period_end"], goal["due"]
    if goal["projection"] is None or goal["actual"] is None or begin is None or due is None or begin >= due:
        return []
    low = goal["projection"] if goal["projection_low"] is None else goal["projection_low"]
    high = goal["projection"] if goal["projection_high"] is None else goal["projection_high"]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [begin, due, due, begin],
            "y": [goal["actual"], high, low, goal["actual"]],
            "fill": "toself",
            "fillcolor": ground("fan"),
            "line": {"width": 0},
            "name": phrase("chart", "projection_fan").zh,
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "lines",
            "x": [begin, due],
            "y": [goal["actual"], goal["projection"]],
            "line": {"color": status_colour("at_risk"), "width": 2, "dash": "dot"},
            "name": phrase("chart", "projection").zh,
            "hoverinfo": "skip",
        },
    ]


def _expected(path: list[Point], unit: str, words: Bilingual) -> list[Row]:
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [day for day, _ in path],
            "y": [value for _, value in path],
            "line": {"color": ground("muted"), "width": 2, "dash": "dash"},
            "name": phrase("chart", "expected_path").zh,
            "customdata": [words.about(value, unit) for _, value in path],
            "hovertemplate": "%{x|%Y-%m-%d}<br>%{customdata}<extra></extra>",
        }
    ]


def _milestones(steps: list[Point], unit: str, words: Bilingual) -> list[Row]:
    if not steps:
        return []
    marker = {"symbol": "diamond-open", "size": 11, "color": ground("accent"), "line": {"width": 2}}
    return [
        _dots(steps, phrase("chart", "milestone").zh, marker, [words.quantity(v, unit) for _, v in steps])
    ]


def _revised(figures: Sequence[RowFacts], unit: str, words: Bilingual) -> list[Row]:
    old = [row for row in figures if not row["latest"]]
    if not old:
        return []
    marker = {"symbol": "circle-open", "size": 8, "color": ground("muted")}
    texts = [f"{words.quantity(row['value'], unit)} · {row['recorded_at']:%Y-%m-%d}" for row in old]
    return [
        _dots(
            [(r["period_end"], r["value"]) for r in old], phrase("chart", "earlier_vintage").zh, marker, texts
        )
    ]


def _actual(figures: Sequence[RowFacts], goal: RowFacts, words: Bilingual) -> list[Row]:
    """The latest vintage of every period; the last figure wears the colour of the status."""
    now = [row for row in figures if row["latest"]]
    if not now:
        return []
    last = [row["period_end"] == goal["actual_period_end"] for row in now]
    return [
        {
            **_dots(
                [(row["period_end"], row["value"]) for row in now],
                phrase("chart", "actual").zh,
                {
                    "size": [13 if is_last else 7 for is_last in last],
                    "color": [
                        status_colour(goal["status"]) if is_last else ground("ink") for is_last in last
                    ],
                    "line": {"width": 1, "color": ground("paper")},
                    "opacity": 1,
                },
                [words.quantity(row["value"], goal["unit"]) for row in now],
            ),
            "mode": "lines+markers",
            "line": {"color": ground("ink"), "width": 2},
        }
    ]


def _dots(points: list[Point], name: str, marker: Row, texts: list[str]) -> Row:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [day for day, _ in points],
        "y": [value for _, value in points],
        "name": name,
        "marker": marker,
        "customdata": texts,
        "hovertemplate": "%{x|%Y-%m-%d}<br>%{customdata}<extra></extra>",
    }


def _span(traces: list[Row], target: float) -> tuple[float, float]:
    """The range of the value axis: all that is drawn and the goal, with room above and below."""
    values = [value for trace in traces for value in trace["y"] if value is not None] + [target]
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1) * 0.12
    return (min(low, 0) if low >= 0 and low < 0.5 * high else low - room, high + room)
