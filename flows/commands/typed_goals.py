"""`duban goals add`, `divide`, `parts` and `milestones`: what people add to the goals that were read."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.goals import Goal, goal_called
from flows.commands.options import Home
from flows.commands.tables import Format, Limit, ListFormat, Page, print_rows
from flows.commands.writing import Note, Who, deciding, fail, person_of, warehouse

if TYPE_CHECKING:
    import duckdb

Due = Annotated[
    datetime | None, typer.Option("--due", formats=["%Y-%m-%d"], help="The last day by which it is due.")
]
Milestones = Annotated[
    list[str] | None,
    typer.Option("--milestone", help="What is reached by a day: 2022-06-30=1万户; several times."),
]


def add(
    indicator: Annotated[str, typer.Argument(help="What is measured, such as 老旧小区改造户数.")],
    demand: Annotated[
        str,
        typer.Argument(
            help="The number in its words (2万户以上, 增长8%左右), or what sets it: 与经济增长同步, 不低于上年（万吨）."
        ),
    ],
    source: Annotated[str, typer.Option("--source", help="Where it comes from: 市长3月5日调研讲话.")],
    who: Who,
    due: Due = None,
    region: Annotated[str | None, typer.Option("--region", help="Where it holds.")] = None,
    owner: Annotated[
        list[str] | None, typer.Option("--owner", help="A responsible unit, the lead first; several times.")
    ] = None,
    start: Annotated[
        datetime | None, typer.Option("--start", formats=["%Y-%m-%d"], help="First day of its plan.")
    ] = None,
    said_on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day it was said; today.")
    ] = None,
    quote: Annotated[
        str, typer.Option("--quote", help="The sentence that says it; it holds the number.")
    ] = "",
    milestone: Milestones = None,
    note: Note = None,
    home: Home = None,
) -> None:
    """Add a goal that no document says, or that was missed: it counts from the next refresh like any other."""
    from targets.ledger.typed_goals import TypedGoal, add_goals
    from targets.store.run import start_run

    with deciding(home) as con:
        goal = TypedGoal(
            indicator,
            demand,
            due and due.date(),
            region=region,
            owners=tuple(owner or ()),
            start_on=start and start.date(),
            quote=quote,
            milestones=_steps(milestone or ()),
        )
        run = start_run()
        day = said_on.date() if said_on else run.today
        (target_id,) = add_goals(con, source, day, [goal], person_of(who, note), run)
        ((handle,),) = con.execute("SELECT handle FROM targets WHERE target_id = ?", [target_id]).fetchall()
    print(f"{handle} added")


def divide(
    goal: Annotated[
        str | None, typer.Argument(metavar="[GOAL]", help="The goal; none where --from names goals.")
    ] = None,
    parts: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PART]...", help="南湖县=3000户, or the number of a goal that is a part."),
    ] = None,
    who: Annotated[str, typer.Option("--who", envvar="DUBAN_WHO", help="Who decides.")] = "",
    among_units: Annotated[
        bool, typer.Option("--among-units", help="The parts are units' instead of counties'.")
    ] = False,
    matrix: Annotated[
        Path | None,
        typer.Option(
            "--from",
            exists=True,
            dir_okay=False,
            help="A table (.csv, .xlsx): a row a county, a column a goal.",
        ),
    ] = None,
    note: Note = None,
    home: Home = None,
) -> None:
    """Divide a goal among counties or units (分解); what does not add up is shown."""
    from targets.ledger.division import divide as record
    from targets.store.run import start_run

    run = start_run()
    with deciding(home) as con:
        asked = _matrix(matrix) if matrix else {goal or "": list(parts or ())}
        if not any(asked.values()):
            fail("Name a goal and its parts (南湖县=3000户), or a table of them by --from.", 2)
        wholes = []
        for name, given in asked.items():
            whole = goal_called(con, name)
            shares = dict(part.split("=", 1) for part in given if "=" in part)
            members = [goal_called(con, part) for part in given if "=" not in part]
            record(con, whole, shares, person_of(who, note), run, among_units=among_units, members=members)
            wholes.append(whole)
        for whole in wholes:
            _print_division(con, whole, ListFormat.TABLE, 50, 1)


def parts(
    goal: Annotated[
        str | None, typer.Argument(metavar="[GOAL]", help="The goal; all that are divided.")
    ] = None,
    home: Home = None,
    form: Format = ListFormat.TABLE,
    limit: Limit = 50,
    page: Page = 1,
) -> None:
    """Print the parts of a goal, the best first, and whether they add up to it."""
    from targets.ledger.division import divided_goals

    with warehouse(home) as con:
        wholes = [goal_called(con, goal)] if goal else divided_goals(con)
        if not wholes:
            print("No goal is divided.")
        for whole in wholes:
            _print_division(con, whole, form, limit, page)


def milestones(
    goal: Goal,
    steps: Annotated[
        list[str] | None,
        typer.Argument(metavar="[STEP]...", help="2022-06-30=1万户; none prints what there is."),
    ] = None,
    who: Annotated[str, typer.Option("--who", envvar="DUBAN_WHO", help="Who decides.")] = "",
    propose: Annotated[
        bool,
        typer.Option(
            "--propose", help="Take the month ends of the goal's path back from its due day (倒排)."
        ),
    ] = False,
    clear: Annotated[bool, typer.Option("--clear", help="Take the milestones entered away.")] = False,
    note: Note = None,
    home: Home = None,
) -> None:
    """Enter the milestones of a goal (倒排时间表), by which it is judged from then on; --propose prints them first."""
    from targets import figures
    from targets.ledger.division import set_milestones

    with deciding(home) as con:
        target_id = goal_called(con, goal)
        entered, unit = con.execute(
            "SELECT milestones, unit FROM targets WHERE target_id = ?", [target_id]
        ).fetchall()[0]
        found = _steps(steps or ())
        if propose:
            found = _proposed(con, target_id)
        if (found or clear) and who:
            set_milestones(con, target_id, () if clear else found, person_of(who, note))
        elif not found:
            found = tuple((step["due"], step["value"]) for step in entered or ())
    for day, value in found:
        print(f"{day}={figures.quantity(value, unit)}")
    if not found:
        print(f"{goal} has no milestones of its own.")


def _proposed(con: duckdb.DuckDBPyConnection, target_id: str) -> tuple[tuple[date, float], ...]:
    from dashboards.regimes.timetable import proposed_steps
    from dashboards.rows import GoalRow
    from dashboards.snapshot import month_ends, query

    with month_ends(con):
        goals = query(con, "goals", GoalRow)
    return proposed_steps(next(g for g in goals if g["target_id"] == target_id), goals)


def _print_division(
    con: duckdb.DuckDBPyConnection, whole: str, form: ListFormat, limit: int, page: int
) -> None:
    from dataclasses import asdict

    from targets import figures
    from targets.ledger.division import division_of
    from targets.words import phrase

    found = division_of(con, whole)
    demanded = figures.quantity(found.value, found.unit)
    off = found.difference
    fits = "分解数合计与目标一致" if not off else f"分解数合计与目标相差{figures.signed(off, found.unit)}"
    rows = [
        {
            **asdict(part),
            "share": figures.quantity(part.value, found.unit),
            "done": figures.about(part.actual, found.unit),
            "achieved": figures.percent(part.achievement),
            "word": phrase("status", part.status).zh,
        }
        for part in found.parts
    ]
    columns = {
        "名次": "{rank}",
        "编号": "{handle}",
        "地区": "{region}",
        "分解数": "{share}",
        "实际": "{done}",
        "达成度": "{achieved}",
        "状态": "{word}",
        "责任单位": "{lead}",
    }
    title = f"{found.handle} {found.indicator} {demanded}：{fits}"
    print_rows(rows, columns, form, limit, page, title=title, nothing=f"{found.handle} is not divided.")


def _matrix(path: Path) -> dict[str, list[str]]:
    """The goals of a table's head with the parts of its rows; blank cells are no parts."""
    if path.suffix.lower() == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [[cell.strip() for cell in row] for row in csv.reader(file)]
    else:
        import openpyxl

        sheet = openpyxl.load_workbook(path, read_only=True, data_only=True).worksheets[0]
        rows = [
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2:
        fail(f"{path} has no head of goals with rows below.", 2)
    head, *body = rows
    return {
        name: [f"{row[0]}={row[at]}" for row in body if row[0] and at < len(row) and row[at]]
        for at, name in enumerate(head)
        if at and name
    }


def _steps(written: list[str] | tuple[()]) -> tuple[tuple[date, float], ...]:
    from targets.ledger.typed_goals import quantity_of
    from targets.store.decisions import BadDecision

    steps = []
    for text in written:
        day, _, demand = text.partition("=")
        try:
            steps.append((date.fromisoformat(day), quantity_of(demand).value))
        except (ValueError, BadDecision) as error:
            fail(f"{text}: {error}; write a milestone as 2022-06-30=1万户.", 2)
    return tuple(steps)
