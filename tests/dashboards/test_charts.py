"""The charts say what they should, in words and not only in colour, whatever the texts hold."""

from __future__ import annotations

import colorsys
import itertools
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboards import charts
from dashboards.charts import theme
from dashboards.charts.export import export_figure
from dashboards.charts.frames import Row, round_ticks, rows_of
from dashboards.charts.trajectory import expected_path
from dashboards.snapshot import Snapshot
from targets.progress.profiles import load_profile
from targets.status import Status
from targets.words import section, word_of
from tests.dashboards.eyes import DICHROMATS, difference
from tests.dashboards.warehouse import HOSTILE

DELIVERY = load_profile("delivery")


@pytest.fixture(scope="session")
def goals(snapshot: Snapshot) -> pd.DataFrame:
    return pd.DataFrame(snapshot.goals)


@pytest.fixture(scope="session")
def actuals(snapshot: Snapshot) -> pd.DataFrame:
    return pd.DataFrame(snapshot.actuals)


@pytest.fixture(scope="session")
def verdicts(snapshot: Snapshot) -> pd.DataFrame:
    return pd.DataFrame(snapshot.verdicts)


def trajectory(goal: Row, actuals: pd.DataFrame) -> go.Figure:
    own = actuals[actuals.target_id == goal["target_id"]]
    return charts.trajectory_spec(goal, rows_of(own), [], [], profile=DELIVERY).figure()


def texts(figure: go.Figure) -> str:
    return json.dumps(json.loads(figure.to_json()), ensure_ascii=False)


def test_the_gap_chart_is_signed_and_the_worst_comes_first(goals: pd.DataFrame) -> None:
    figure = charts.gap_chart(goals, limit=50)
    bars, said = figure.data
    assert list(bars.x) == sorted(goals.gap_share.dropna())
    assert min(bars.x) < 0 < max(bars.x)
    assert figure.layout.yaxis.autorange == "reversed"
    low, high = figure.layout.xaxis.range
    assert low < min(bars.x)
    assert high > max(bars.x)
    for value, text in zip(bars.x, said.text, strict=True):
        assert ("−" in text) == (round(value, 1) < 0)


def test_every_bar_and_dot_carries_the_word_of_its_status(goals: pd.DataFrame) -> None:
    said = " ".join(charts.gap_chart(goals, limit=50).data[1].text)
    legend = {trace.name for trace in charts.diagonal_chart(goals).data}
    for status in goals[goals.gap_share.notna()].status.unique():
        assert word_of(Status(status)).zh in said
    for status in goals[goals.progress_share.notna()].status.unique():
        assert word_of(Status(status)).zh in legend


def test_the_diagonal_runs_from_nothing_to_all_and_has_a_dot_a_goal(goals: pd.DataFrame) -> None:
    figure = charts.diagonal_chart(goals)
    line, *dots = figure.data
    assert list(zip(line.x, line.y, strict=True)) == [(0, 0), (1, 1)]
    ids = [entry[0] for trace in dots for entry in trace.customdata]
    assert sorted(ids) == sorted(goals[goals.progress_share.notna()].target_id)
    named = [note.text for note in figure.layout.annotations]
    behind = goals[goals.status.map(lambda s: Status(s).is_behind) & goals.progress_share.notna()]
    assert any(name.rstrip("…") in indicator for name in named[2:] for indicator in behind.indicator)


def test_the_trajectory_shows_path_band_revisions_projection_and_due(
    goals: pd.DataFrame, actuals: pd.DataFrame
) -> None:
    goal = next(g for g in goals.to_dict("records") if g["status"] == "lagging" and g["basis"] == "linear")
    figure = trajectory(goal, actuals)
    names = {trace.name for trace in figure.data}
    assert {"序时进度", "容许范围", "按目前速度预计", "预计区间", "曾报数（后经修订）", "实际值"} <= names
    path = next(trace for trace in figure.data if trace.name == "序时进度")
    assert path.y[0] == 0
    assert path.y[-1] == goal["value"]
    assert pd.Timestamp(path.x[-1]).date() == goal["due"]
    notes = " ".join(note.text for note in figure.layout.annotations)
    assert "到期" in notes
    assert "▼ 滞后" in notes


def test_the_status_of_a_goal_at_its_start_stands_above_the_days(
    goals: pd.DataFrame, actuals: pd.DataFrame
) -> None:
    goal = next(g for g in goals.to_dict("records") if g["status"] == "lagging" and g["basis"] == "linear")
    for actual, side in ((0.0, 1), (0.5 * goal["expected"], -1)):
        notes = trajectory(goal | {"actual": actual}, actuals).layout.annotations
        status = next(note for note in notes if note.text == "▼ 滞后")
        assert status.yshift * side > 0, actual


def test_figures_after_a_goal_was_decided_are_not_drawn(goals: pd.DataFrame, actuals: pd.DataFrame) -> None:
    goal = next(g for g in goals.to_dict("records") if g["status"] == "lagging" and g["basis"] == "linear")
    over = {"status": "met", "due": date(2022, 4, 30), "actual_period_end": date(2022, 4, 30)}
    drawn = next(t for t in trajectory(goal | over, actuals).data if t.name == "实际值")
    assert str(drawn.x[-1])[:10] == "2022-04-30"
    assert len(drawn.x) == 4


def test_the_value_to_reach_is_written_where_no_status_stands(
    goals: pd.DataFrame, actuals: pd.DataFrame
) -> None:
    goal = next(g for g in goals.to_dict("records") if g["status"] == "lagging" and g["basis"] == "linear")
    early = {"status": "met", "actual": goal["value"], "actual_period_end": date(2022, 3, 31)}
    for more, side in (({}, "left"), (early, "right")):
        notes = trajectory(goal | more, actuals).layout.annotations
        assert next(note for note in notes if note.text.startswith("目标 ")).xanchor == side


def test_milestones_bend_the_path() -> None:
    goal = {"plan_start": date(2022, 1, 1), "due": date(2022, 12, 31), "as_of": date(2022, 5, 1), "baseline": 0.0,
            "target_value": 100.0, "value": 100.0, "basis": "milestones", "expected": 40.0}  # fmt: skip
    path = expected_path(goal, [(date(2022, 6, 30), 55.0)], [])
    assert path == [(date(2022, 1, 1), 0.0), (date(2022, 6, 30), 55.0), (date(2022, 12, 31), 100.0)]
    assert expected_path(goal | {"basis": "constant"}, [], []) == [
        (date(2022, 1, 1), 100.0),
        (date(2022, 12, 31), 100.0),
    ]
    assert expected_path(goal | {"basis": None}, [], []) == []


def test_the_band_of_a_limit_lies_on_the_side_that_is_allowed_for(
    goals: pd.DataFrame, actuals: pd.DataFrame
) -> None:
    limit = next(
        g for g in goals.to_dict("records") if g["direction"] == "at_most" and g["actual"] is not None
    )
    band = next(t for t in trajectory(limit, actuals).data if t.name == "容许范围")
    assert max(band.y) > limit["value"]
    assert min(band.y) == limit["value"]


def test_a_goal_without_an_actual_is_never_drawn_as_zero(goals: pd.DataFrame, actuals: pd.DataFrame) -> None:
    goal = next(g for g in goals.to_dict("records") if g["status"] == "not_assessable")
    assert "实际值" not in {trace.name for trace in trajectory(goal | {"actual": None}, actuals).data}
    assert goal["target_id"] not in texts(charts.gap_chart(goals, limit=99))


def test_the_heatmaps_count_behind_of_judged(goals: pd.DataFrame, verdicts: pd.DataFrame) -> None:
    month = charts.owner_month_heatmap(verdicts, limit=99).data[0]
    judged = verdicts[
        (verdicts.as_of == date(2022, 6, 30)) & verdicts.status.map(lambda s: Status(s).is_assessed)
    ]
    last = [line[-1].split("/") for line in month.text if line[-1]]
    assert sum(int(of) for _, of in last) == len(judged)
    assert sum(int(bad) for bad, _ in last) == judged.status.map(lambda s: Status(s).is_behind).sum()
    topics = charts.region_topic_heatmap(goals).data[0]
    assert all(0 <= z <= 1 for line in topics.z for z in line if z is not None)


def test_topics_are_fields_of_government_work_whatever_headings_say(goals: pd.DataFrame) -> None:
    headed = goals.assign(section=[["为贯彻落实上级关于稳住经济大盘的决策部署，现提出如下措施"]] * len(goals))
    figure = charts.region_topic_heatmap(headed)
    fields = {words.zh for words in section("topic").values()}
    assert {head.replace("<br>", "") for head in figure.layout.xaxis.ticktext} <= fields


def test_the_flow_keeps_every_goal_that_was_judged_before(goals: pd.DataFrame) -> None:
    link = charts.status_flow(goals).data[0].link
    assert sum(link.value) == goals.previous_status.notna().sum()
    assert len(charts.status_flow(goals.assign(previous_status=None)).data) == 0


def test_small_multiples_have_a_panel_a_goal_with_actuals(goals: pd.DataFrame, actuals: pd.DataFrame) -> None:
    some = goals[goals.actual.notna()].head(5)
    figure = charts.small_multiples(some, actuals, columns=2)
    assert {trace.xaxis for trace in figure.data} == {"x", "x2", "x3", "x4", "x5"}
    assert figure.layout.height > charts.small_multiples(some, actuals, columns=5).layout.height


@pytest.mark.parametrize(
    "draw",
    [
        charts.gap_chart,
        charts.diagonal_chart,
        charts.status_flow,
        charts.region_topic_heatmap,
        lambda goals: charts.owner_month_heatmap(goals),
        lambda goals: charts.small_multiples(
            goals, pd.DataFrame(columns=["target_id", "period_end", "value", "latest"])
        ),
    ],
)
def test_nothing_to_draw_says_so(goals: pd.DataFrame, draw: Callable[[pd.DataFrame], go.Figure]) -> None:
    figure = draw(goals.head(0))
    assert len(figure.data) == 0
    assert figure.layout.annotations[0].text == "暂无可画的数据"


def test_every_chart_is_shown() -> None:
    drawn = "\n".join(
        path.read_text(encoding="utf-8") for path in Path(charts.__file__).parents[1].rglob("*.py")
    )
    assert not {
        name for name in charts.__all__ if not re.search(rf"charts\.{name}\b|(?<!def )\b{name}\(", drawn)
    }


def test_every_chart_has_a_case() -> None:
    cases = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert not {name for name in charts.__all__ if f"charts.{name}" not in cases}


@pytest.mark.parametrize("name", HOSTILE)
def test_labels_are_text_for_plotly(name: str) -> None:
    shown = theme.label(name)
    assert not set("<>$\u202e\u2067") & set(shown)
    assert len(shown) < 24 * 6
    assert "\n" not in theme.label("a\nb\x00c")


def test_hostile_names_reach_no_figure_unescaped(goals: pd.DataFrame, actuals: pd.DataFrame) -> None:
    figures = [
        charts.gap_chart(goals, limit=99),
        charts.diagonal_chart(goals, named=99),
        charts.small_multiples(goals, actuals, limit=99),
    ]
    hostile = goals.assign(lead="<b>x</b>", region="<i>y</i>", topic='"><img onerror>')
    figures += [charts.region_topic_heatmap(hostile), charts.gap_chart(hostile, limit=99)]
    for figure in figures:
        for piece in ("<script", "<img", "<!--", "<b>x", "<i>", "\u202e"):
            assert piece not in texts(figure).replace("<b>%{", "")


def test_exported_html_holds_no_script_of_a_text(goals: pd.DataFrame, tmp_path: Path) -> None:
    export_figure(charts.gap_chart(goals, limit=99), tmp_path / "x.html")
    html = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "<script>alert" not in html
    assert "onerror=alert(2)>" not in html.replace("&gt;", "")


def test_statuses_are_told_apart_by_mark_word_and_lightness() -> None:
    assert len({word_of(status) for status in Status}) == len(Status)
    for one, other in itertools.combinations(Status, 2):
        for side in ("light", "dark"):
            pair = getattr(one.look.colour, side), getattr(other.look.colour, side)
            assert min(difference(*pair, eyes) for eyes in DICHROMATS) > 12, (one, other, side)


@pytest.mark.parametrize("side", ["light", "dark"])
def test_status_words_can_be_read_on_their_ground(side: str) -> None:
    for ground in ("paper", "page"):
        for status in Status:
            ratio = contrast(getattr(status.look.ink, side), getattr(theme.neutral_colours()[ground], side))
            assert ratio >= 4.5, (status, ground, ratio)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_dressed_figure_speaks_english_on_dark_ground(goals: pd.DataFrame, actuals: pd.DataFrame) -> None:
    goal = next(g for g in goals.to_dict("records") if g["status"] == "lagging")
    restyled = charts.restyled(trajectory(goal, actuals), theme="dark", language="en")
    said = texts(restyled)
    assert "Expected path" in said
    assert "▼ Lagging" in said
    assert "序时进度" not in said
    assert restyled.layout.template.layout.paper_bgcolor == theme.neutral_colours()["paper"].dark


def test_every_light_colour_has_one_dark_colour() -> None:
    table = theme.dark_of()
    assert len(table) == len(theme.neutral_colours()) + 2 * len(Status)
    for pair in [*theme.neutral_colours().values(), *(status.look.colour for status in Status)]:
        assert lightness(pair.light) != lightness(pair.dark)


def lightness(colour: str) -> float:
    return colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))[1]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (0, 554e8, [0, 2e10, 4e10]),
        (4.8, 6.2, [5, 5.5, 6]),
        (3, 3, [3]),
    ],
)
def test_ticks_are_round_and_inside(low: float, high: float, ticks: list[float]) -> None:
    assert round_ticks(low, high) == ticks


def test_plotly_accepts_every_drawing(snapshot: Snapshot) -> None:
    by_goal = {goal["target_id"]: [] for goal in snapshot.goals} | {}
    for row in snapshot.actuals:
        by_goal[row["target_id"]].append(row)
    for goal in snapshot.goals:
        drawing = charts.trajectory_spec(goal, by_goal[goal["target_id"]], [], [], profile=DELIVERY)
        assert drawing.figure().layout.height
