"""`duban goals explain` and what becomes of a notice: answered, sent back, closed, more time asked for and decided."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.goals import Goal, goal_called
from flows.commands.options import Home
from flows.commands.writing import Note, Who, fail, person_of, warehouse
from targets.settings import home_of

if TYPE_CHECKING:
    from targets.store.explanations import Statement

Number = Annotated[str, typer.Argument(metavar="NOTICE", help="The notice's number, such as 2022-3.")]
Day = Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="The new day to answer by.")]
Cause = Annotated[str | None, typer.Option("--cause", help="Why it lags (存在问题).")]
Measures = Annotated[str | None, typer.Option("--measures", help="What is done next (下一步措施).")]
Promised = Annotated[
    datetime | None,
    typer.Option(
        "--promised", formats=["%Y-%m-%d"], help="The day by which it will be put right (承诺时限)."
    ),
]
Responsible = Annotated[str | None, typer.Option("--responsible", help="Who is responsible (责任人).")]
Attach = Annotated[
    list[Path] | None,
    typer.Option("--attach", exists=True, dir_okay=False, help="A file to keep with it; several times."),
]
About = Annotated[
    datetime | None,
    typer.Option("--period-end", formats=["%Y-%m-%d"], help="Last day of the period it is about; today."),
]


def explain(
    goal: Goal,
    who: Who,
    cause: Cause = None,
    measures: Measures = None,
    promised: Promised = None,
    responsible: Responsible = None,
    attach: Attach = None,
    period_end: About = None,
    home: Home = None,
) -> None:
    """Say why a goal lags, what is done about it, by when and by whom; what was said before stays in its history."""
    from targets.store.decisions import BadDecision
    from targets.store.explanations import keep_explanations
    from targets.store.warehouse import transaction

    said = _said(home, cause, measures, promised, responsible, attach, period_end)
    with warehouse(home) as con:
        from dataclasses import replace

        about = replace(said, target_id=goal_called(con, goal))
        try:
            with transaction(con):
                new = keep_explanations(con, [about], person_of(who, None))
        except BadDecision as error:
            fail(str(error), 2)
    print(f"{goal} explained" if new else f"{goal}: the same was said before")


def answer(
    notice: Number,
    who: Who,
    cause: Cause = None,
    measures: Measures = None,
    promised: Promised = None,
    responsible: Responsible = None,
    attach: Attach = None,
    goal: Annotated[
        list[str] | None, typer.Option("--goal", help="The goal of the notice that this is about; all.")
    ] = None,
    period_end: About = None,
    home: Home = None,
) -> None:
    """Answer a notice (反馈): cause, measures, promised day and who is responsible, for its goals or some of them."""
    from targets.ledger.notice_steps import UnknownNotice, notice_called
    from targets.ledger.notice_steps import answer as record
    from targets.store.decisions import BadDecision

    said = _said(home, cause, measures, promised, responsible, attach, period_end)
    with warehouse(home) as con:
        try:
            goals = [goal_called(con, name) for name in goal or ()]
            record(con, notice_called(con, notice), said, person_of(who, None), goals)
        except (BadDecision, UnknownNotice) as error:
            fail(str(error), 2)
    print(f"{notice} answered")


def send_back(
    notice: Number,
    who: Who,
    until: Annotated[
        datetime | None,
        typer.Option("--until", formats=["%Y-%m-%d"], help="By when it is answered anew; the day it had."),
    ] = None,
    note: Note = None,
    home: Home = None,
) -> None:
    """Find the answer to a notice wanting after a check (退回); it is owed again."""
    _step(notice, "sent_back", who, note, home, until)


def close(notice: Number, who: Who, note: Note = None, home: Home = None) -> None:
    """Close a notice whose answer was checked and holds (销号)."""
    _step(notice, "closed", who, note, home)


def ask(notice: Number, until: Day, who: Who, note: Note = None, home: Home = None) -> None:
    """Ask for more time to answer a notice; somebody else extends or refuses."""
    _step(notice, "extension_asked", who, note, home, until)


def extend(notice: Number, until: Day, who: Who, note: Note = None, home: Home = None) -> None:
    """Give more time to answer a notice, asked for or not."""
    _step(notice, "extended", who, note, home, until)


def refuse(notice: Number, who: Who, note: Note = None, home: Home = None) -> None:
    """Refuse the time that was asked for."""
    _step(notice, "extension_refused", who, note, home)


def _step(
    notice: str, step: str, who: str, note: str | None, home: Path | None, until: datetime | None = None
) -> None:
    from targets.ledger.notice_steps import NoticeStep, UnknownNotice, notice_called, take_step
    from targets.store.decisions import BadDecision

    with warehouse(home) as con:
        try:
            take_step(
                con,
                notice_called(con, notice),
                NoticeStep(step),
                person_of(who, note),
                until and until.date(),
            )
        except (BadDecision, UnknownNotice) as error:
            fail(str(error), 2)
    print(f"{notice} {step.replace('_', ' ')}" + (f" until {until.date()}" if until else ""))


def _said(
    home: Path | None,
    cause: str | None,
    measures: str | None,
    promised: datetime | None,
    responsible: str | None,
    attach: list[Path] | None,
    period_end: datetime | None,
) -> Statement:
    from targets.store.attachments import keep_files
    from targets.store.explanations import Statement
    from targets.store.run import LOCAL_ZONE

    day: date = period_end.date() if period_end else datetime.now(LOCAL_ZONE).date()
    files = keep_files(home_of(home), attach or [])
    return Statement(
        day,
        cause=cause,
        measures=measures,
        promised_on=promised and promised.date(),
        responsible=responsible,
        attachments=files,
    )
