"""Statuses in the colours that charts really draw, as colour-blind readers and grey printers see them, light and dark."""

from __future__ import annotations

import itertools

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboards import charts
from dashboards.charts.frames import rows_of
from dashboards.snapshot import Snapshot
from targets.progress.profiles import load_profile
from targets.status import Status
from targets.words import word_of
from tests.dashboards.eyes import DICHROMATS, difference

TOLD_APART = 12
"""Well above what two patches across a page need to look different (about 10)."""
SIDES = ("light", "dark")


def one_of_each(snapshot: Snapshot) -> pd.DataFrame:
    """The goals, each status given to some of them, with what the charts need to draw each."""
    goals = pd.DataFrame(snapshot.goals).head(3 * len(Status)).copy()
    order = [status.value for status in Status]
    goals["status"] = [order[i % len(order)] for i in range(len(goals))]
    goals["previous_status"] = [order[(i + 1) % len(order)] for i in range(len(goals))]
    goals["time_share"], goals["progress_share"] = 0.5, [i / len(goals) for i in range(len(goals))]
    goals["gap_share"] = [float(i - 12) for i in range(len(goals))]
    return goals


def drawn_colours(goals: pd.DataFrame, side: str) -> dict[Status, set[str]]:
    """The colours in which dots, bars and nodes of charts of a theme show each status."""
    by_word = {word_of(status).zh: status for status in Status}
    found: dict[Status, set[str]] = {status: set() for status in Status}
    for trace in charts.restyled(charts.diagonal_chart(goals), theme=side).data[1:]:
        found[by_word[trace.name]].add(trace.marker.color)
    nodes = charts.restyled(charts.status_flow(goals), theme=side).data[0].node
    for label, colour in zip(nodes.label, nodes.color, strict=True):
        found[by_word[label.split(" ", 1)[1]]].add(colour)
    bars = charts.restyled(charts.gap_chart(goals, limit=99), theme=side).data[0]
    for told, colour in zip(bars.customdata, bars.marker.color, strict=True):
        found[by_word[told[3]]].add(colour)
    return found


@pytest.mark.parametrize("side", SIDES)
def test_each_status_is_drawn_in_one_colour_everywhere(snapshot: Snapshot, side: str) -> None:
    found = drawn_colours(one_of_each(snapshot), side)
    assert found == {status: {getattr(status.look.colour, side)} for status in Status}


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("eyes", DICHROMATS)
def test_colour_blind_readers_tell_every_pair_of_statuses_apart(
    snapshot: Snapshot, eyes: str, side: str
) -> None:
    drawn = {status: min(found) for status, found in drawn_colours(one_of_each(snapshot), side).items()}
    alike = {
        (one, other): round(difference(drawn[one], drawn[other], eyes), 1)
        for one, other in itertools.combinations(Status, 2)
        if difference(drawn[one], drawn[other], eyes) < TOLD_APART
    }
    assert alike == {}


@pytest.mark.parametrize("side", SIDES)
def test_what_looks_alike_in_grey_differs_by_mark_symbol_and_word(side: str) -> None:
    """Ten greys cannot be told apart across a page, so colour alone never carries a status (see the next test)."""
    alike = [
        (one, other)
        for one, other in itertools.combinations(Status, 2)
        if difference(getattr(one.look.colour, side), getattr(other.look.colour, side), "grey") < TOLD_APART
    ]
    assert (Status.AT_RISK, Status.ON_TRACK) in alike  # the test sees what a printer does
    for one, other in alike:
        assert one.look.glyph != other.look.glyph
        assert one.look.symbol != other.look.symbol
        assert word_of(one) != word_of(other)


def test_every_chart_of_statuses_says_each_without_its_colour(snapshot: Snapshot) -> None:
    goals, actuals = one_of_each(snapshot), pd.DataFrame(snapshot.actuals)
    dots = charts.diagonal_chart(goals).data[1:]
    assert {trace.marker.symbol for trace in dots} == {status.look.symbol for status in Status}
    panels = charts.small_multiples(goals, actuals, limit=99)
    shown = set(actuals[actuals.latest & actuals.value.notna()].target_id)
    for figure, statuses in (
        (charts.status_flow(goals), set(goals.status)),
        (charts.gap_chart(goals, limit=99), set(goals.status)),
        (panels, set(goals[goals.target_id.isin(shown)].status)),
    ):
        said = written(figure)
        for status in statuses:
            assert f"{Status(status).look.glyph} {word_of(Status(status)).zh}" in said
    for goal in rows_of(goals[goals.actual.notna()]):
        own = [row for row in snapshot.actuals if row["target_id"] == goal["target_id"]]
        drawing = charts.trajectory_spec(goal, own, [], [], profile=load_profile("delivery")).figure()
        assert Status(goal["status"]).look.glyph in written(drawing)


def written(figure: go.Figure) -> str:
    """What stands on a figure: labels, texts and notes."""
    texts = [note.text for note in figure.layout.annotations]
    for trace in figure.data:
        texts += list(trace.node.label) if trace.type == "sankey" else list(trace.text or ())
    return "\n".join(texts)
