"""Parts that several documents of the regimes share: overview, ranking, what lags, deadlines, what is not known."""

from __future__ import annotations

from dashboards import charts
from dashboards.counts import behind_count, count_groups, grouped, status_counts
from dashboards.rankings import ranking, worst_first
from dashboards.regimes.judged import Judged, led_by
from dashboards.regimes.movements import movement_of
from dashboards.regimes.paper import Block, Column, Heading, Paragraph, Picture, Table
from dashboards.regimes.rules import RegimeRules
from dashboards.regimes.wording import Words
from dashboards.rows import GoalRow, column_of
from dashboards.site.page import GOAL_COLUMNS
from dashboards.snapshot import frame
from targets import figures
from targets.status import Mark, Status

CHARTED = 12


def overview(judged: Judged, words: Words) -> list[Block]:
    """How many goals stand where, and how many moved since the period began."""
    goals = judged.goals
    steps = [movement_of(goal) for goal in goals]
    worse, better = (sum(step < 0 for step in steps), sum(step > 0 for step in steps))
    text = words(
        "overview_text",
        day=words.day(judged.as_of),
        total=len(goals),
        counts=words.counts(status_counts(goals)),
        since=words.day(judged.since),
        better=better,
        worse=worse,
    )
    return [Paragraph(text), *chart_of_gaps(goals, words)]


def chart_of_gaps(goals: list[GoalRow], words: Words) -> list[Block]:
    """The chart of the largest gaps, where a goal has one."""
    shown = [goal for goal in worst_first(goals) if goal["gap_share"] is not None][:CHARTED]
    if not shown:
        return []
    figure = charts.restyled(
        charts.gap_chart(frame(shown, GOAL_COLUMNS), limit=CHARTED), language=words.language
    )
    first, worst = shown[0], shown[0]["gap_share"] or 0.0
    furthest = words(
        "gap_finding", goal=words.name(first), gap=figures.gap_share(abs(worst)).removeprefix("+")
    )
    return [Picture(figure, furthest if worst < 0 else words("no_gap"))]


def ranked_units(judged: Judged, words: Words) -> list[Block]:
    """The ranking of lead units, those of each region apart, and of the regions."""
    blocks: list[Block] = []
    places = grouped(
        [g for g in judged.goals if g["lead"]], lambda goal: [goal["document_region"] or words("no_place")]
    )
    for place, goals in sorted(places.items()):
        if len(places) > 1:
            blocks.append(Heading(place, 2))
        blocks.append(_ranking(goals, "lead", words))
    regions = grouped(judged.goals, lambda goal: [goal["region"]])
    if len(regions) > 1:
        blocks += [Heading(words("regions"), 2), _ranking(judged.goals, "region", words)]
    unowned = sum(not goal["lead"] for goal in judged.goals)
    return [*blocks, Paragraph(words("rank_rule", unowned=unowned), "note")]


def _ranking(goals: list[GoalRow], key: str, words: Words) -> Table:
    columns = (
        Column(words("rank"), 1.0, numeric=True),
        Column(words("column_unit" if key == "lead" else "column_region"), 4.0),
        *(
            Column(words(name), 1.6, numeric=True)
            for name in ("goals", "assessed", "on_schedule", "behind", "share")
        ),
    )
    rows = [
        (
            str(rank or figures.NOTHING),
            unit.name,
            *(str(n) for n in (unit.total, unit.assessed, unit.on_schedule, unit.behind)),
            figures.percent(unit.share),
        )
        for rank, unit in ranking(count_groups(goals, lambda goal: [column_of(goal, key)]))
    ]
    return Table(columns, rows)


def behind(judged: Judged, words: Words) -> list[Block]:
    """What is missed, moves away or lags; said where nothing is."""
    found = worst_first(goal for goal in judged.goals if goal["status"].is_behind)
    columns = ("goal", "unit", "wanted_due", "actual", "expected", "gap", "status")
    return _table(found, words, *columns) or [Paragraph(words("none_behind"))]


def reasons(judged: Judged, words: Words) -> list[Block]:
    """Why goals are behind, what is done and promised, as their units say, and how many say nothing; none where none is."""
    wanting = worst_first(goal for goal in judged.goals if goal["status"].is_behind)
    given = [goal for goal in wanting if goal["cause"] or goal["measures"] or goal["promised_on"]]
    silent = len(wanting) - len(given)
    note = [Paragraph(words("reasons_missing", count=silent), "note")] if silent else []
    columns = ("goal", "unit", "cause", "measures", "promise")
    return [*_table(given, words, *columns), *note]


def deadlines(judged: Judged, words: Words) -> list[Block]:
    """The goals due within the period: reached in time or late, missed, or waiting for the final figure."""
    found = [goal for goal in judged.goals if _due_within(goal, judged) or _decided_within(goal, judged)]
    columns = ("goal", "unit", "wanted_due", "actual", "status", "finding")
    return _table(worst_first(found), words, *columns) or [Paragraph(words("none_due"))]


def movements(judged: Judged, words: Words) -> list[Block]:
    """Which goals changed their status for worse or better; none where none did."""
    blocks: list[Block] = []
    for key, sign in (("worse", -1), ("better", 1)):
        moved = worst_first(goal for goal in judged.goals if movement_of(goal) * sign > 0)
        if moved:
            table = words.goal_table(moved, "goal", "unit", "before", "status", "gap")
            blocks += [Heading(words(key), 2), table]
    return blocks


def commended(judged: Judged, words: Words, rules: RegimeRules) -> list[Block]:
    """Goals done early or well ahead of the time that has passed, and what counts as that; none where none is."""
    found = [goal for goal in judged.goals if _is_early(goal, rules) or _is_ahead(goal, rules)]
    found.sort(
        key=lambda goal: (not _is_early(goal, rules), -(goal["lead_points"] or 0.0), goal["target_id"])
    )
    note = Paragraph(words("commend_rule", days=rules.early_days, points=f"{rules.ahead_points:g}"), "note")
    return [words.goal_table(found, "goal", "unit", "wanted_due", "actual", "status"), note] if found else []


def unreported(judged: Judged, words: Words) -> list[Block]:
    """Who owes which figures."""
    found = [goal for goal in judged.goals if goal["report_overdue"] or goal["final_figure_due"]]
    columns = (
        Column(words("column_unit"), 2.4),
        Column(words("column_goal"), 4.2),
        Column(words("owed"), 4.0),
    )
    rows = [
        (unit, words.cell("goal")(goal), words.finding(goal))
        for unit, own in (
            *led_by(found).items(),
            (figures.NOTHING, [goal for goal in found if not goal["lead"]]),
        )
        for goal in own
    ]
    return [Table(columns, rows)] if rows else [Paragraph(words("none_owed"))]


def waiting(judged: Judged, words: Words) -> list[Block]:
    """The goals of which a figure is doubtful and decides nothing until a person confirmed it: which, and why."""
    found = [goal for goal in judged.goals if goal["waits_for_check"]]
    table = words.goal_table(found, "goal", "unit")
    doubts = [
        "\n".join(words.doubt(one) for one in judged.doubtful if one.series_id == goal["series_id"])
        for goal in found
    ]
    rows = [(*row, doubt) for row, doubt in zip(table.rows, doubts, strict=True)]
    return [Table((*table.columns, Column(words("column_doubt"), 5.2)), rows)] if rows else []


def unknown(judged: Judged, words: Words) -> list[Block]:
    """The goals that cannot be judged, with the reason; a reason of several is said once, above them."""
    found = worst_first(goal for goal in judged.goals if goal["status"].is_unknown)
    by_reason = grouped(found, lambda goal: [words.finding(goal)])
    alone = [goals[0] for goals in by_reason.values() if len(goals) == 1]
    blocks = _table(alone, words, "goal", "unit", "status", "finding")
    for reason, goals in by_reason.items():
        if len(goals) > 1:
            said = Paragraph(words("unknown_for", reason=reason, count=len(goals)))
            blocks += [said, words.goal_table(goals, "goal", "unit", "status")]
    return [*blocks, Paragraph(words("unknown_rule"), "note")] if blocks else []


def marked(judged: Judged, mark: Mark) -> list[GoalRow]:
    """The goals that bear a mark."""
    key = {
        Mark.EXTENDED: "extended_from",
        Mark.REPORT_OVERDUE: "report_overdue",
        Mark.WAITS_FOR_CHECK: "waits_for_check",
    }
    return [goal for goal in judged.goals if column_of(goal, key[mark])]


def behind_line(goals: list[GoalRow], words: Words) -> str:
    """How many of these goals are behind, in one line."""
    return words("behind_of", behind=behind_count(goals), total=len(goals))


def _table(goals: list[GoalRow], words: Words, *columns: str) -> list[Block]:
    return [words.goal_table(goals, *columns)] if goals else []


def _due_within(goal: GoalRow, judged: Judged) -> bool:
    return goal["due"] is not None and judged.since < goal["due"] <= judged.as_of


def _decided_within(goal: GoalRow, judged: Judged) -> bool:
    """Whether it was not told as decided before: June's figure comes in July, and July's bulletin says what it decided."""
    told = judged.told.get(goal["target_id"], goal["previous_status"])
    return goal["status"].is_final and told is not goal["status"]


def _is_early(goal: GoalRow, rules: RegimeRules) -> bool:
    reached, due = goal["reached_on"], goal["due"]
    return goal["status"] is Status.MET and bool(reached and due and (due - reached).days >= rules.early_days)


def _is_ahead(goal: GoalRow, rules: RegimeRules) -> bool:
    return goal["status"] is Status.ON_TRACK and (goal["lead_points"] or 0.0) >= rules.ahead_points
