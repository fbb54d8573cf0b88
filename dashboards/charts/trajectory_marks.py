"""Lines and words on a trajectory: the judging day, the due date, the value to reach, the status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboards.charts.frames import Bilingual, Row, RowFacts
from dashboards.charts.theme import ground, status_ink, status_label
from targets.words import phrase


def marks(goal: RowFacts) -> list[Row]:
    """Upright lines at the judging day and the due date, a level one at the value to reach."""
    upright = {"type": "line", "xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    days = [(goal["as_of"] if shows_today(goal) else None, "dot"), (goal["due"], "solid")]
    lines = [
        {**upright, "x0": day, "x1": day, "line": {"width": 1, "dash": dash, "color": ground("muted")}}
        for day, dash in days
        if day is not None
    ]
    value = goal["target_value"] if goal["target_value"] is not None else goal["value"]
    level = {
        "type": "line",
        "xref": "paper",
        "yref": "y",
        "x0": 0,
        "x1": 1,
        "y0": value,
        "y1": value,
        "layer": "below",
    }
    return [*lines, {**level, "line": {"width": 1, "color": ground("accent")}}]


def notes(
    goal: RowFacts, figures: Sequence[RowFacts], words: Bilingual, floor: float
) -> list[dict[str, Any]]:
    """Words at the marks: 评估日, 到期, 目标 2万户, and the status at the last actual.

    Below the value `floor` there is no room for words under a dot.
    """
    small = {"showarrow": False, "font": {"size": 12, "color": ground("muted")}}
    top = {**small, "xref": "x", "yref": "paper", "y": 1, "yanchor": "bottom"}
    near = goal["due"] is not None and goal["plan_start"] is not None and _are_close(goal)
    said = []
    if shows_today(goal):
        anchor = "right" if near and goal["as_of"] <= goal["due"] else "left" if near else "center"
        said.append({**top, "x": goal["as_of"], "text": phrase("chart", "today").zh, "xanchor": anchor})
    if goal["due"] is not None:
        anchor = "left" if near and goal["as_of"] <= goal["due"] else "right" if near else "center"
        said.append({**top, "x": goal["due"], "text": phrase("chart", "due").zh, "xanchor": anchor})
    value = goal["target_value"] if goal["target_value"] is not None else goal["value"]
    zh, en = phrase("chart", "target").zh, phrase("chart", "target").en
    figure = words.quantity(value, goal["unit"])
    text = words.bilingual(f"{zh} {figure}", f"{en} {words.english.get(figure, figure)}")
    left = {"x": 0.005, "xanchor": "left"}
    place = {"x": 0.995, "xanchor": "right"} if _is_reached_early(goal, value) else left
    side = {"xref": "paper", **place, "y": value, "yanchor": "bottom", "text": text}
    said.append({**small, **side, "font": {"size": 12, "color": ground("accent")}})
    if goal["actual"] is not None and goal["actual_period_end"] is not None:
        said.append({**small, **_beside(goal, figures, floor), "text": status_label(goal["status"])})
    return said


def _is_reached_early(goal: RowFacts, value: float) -> bool:
    """Whether the last actual lies close to the value to reach on the left of the chart, where that is written."""
    start, due, day = goal["plan_start"], goal["due"], goal["actual_period_end"]
    if start is None or due is None or day is None or goal["actual"] is None:
        return False
    way = abs(value - (goal["baseline"] or 0.0)) or abs(value)
    return bool(day - start < (due - start) / 2 and abs(goal["actual"] - value) < 0.15 * way)


def shows_today(goal: RowFacts) -> bool:
    """Whether the judging day belongs on the chart: not long after the goal was due."""
    if goal["due"] is None or goal["plan_start"] is None:
        return True
    return bool((goal["as_of"] - goal["due"]).days <= max((goal["due"] - goal["plan_start"]).days, 1) / 4)


def _beside(goal: RowFacts, figures: Sequence[RowFacts], floor: float) -> Row:
    """Where the status is written: by the last actual, on the side that neither its line nor the path crosses."""
    values = [
        row["value"] for row in figures if row["latest"] and row["period_end"] <= goal["actual_period_end"]
    ]
    falls = len(values) > 1 and values[-1] < values[-2]
    above = goal["expected"] is not None and goal["actual"] >= goal["expected"]
    right = above == falls
    return {
        "x": goal["actual_period_end"],
        "y": goal["actual"],
        "xanchor": "left" if right else "right",
        "xshift": 6 if right else -6,
        "yshift": 16 if above or goal["actual"] < floor else -16,
        "font": {"size": 13, "color": status_ink(goal["status"])},
    }


def _are_close(goal: RowFacts) -> bool:
    """Whether the words at the judging day and at the due date would run into each other."""
    whole = max((goal["due"] - goal["plan_start"]).days, 1)
    return bool(abs((goal["due"] - goal["as_of"]).days) < 0.14 * whole)
