"""`duban notice`: drafts of the letters (督办单) to units that are behind, their numbering, and those issued."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import AsOf, Home, Language, SettingsFile
from flows.commands.papers import (
    DEFAULT_FORMATS,
    Formats,
    LanguageOption,
    Out,
    PeriodText,
    Region,
    Unit,
    judged_for,
    reading,
    regime_settings,
    show_on_site,
)
from flows.commands.tables import Format, Limit, ListFormat, Page, print_rows
from flows.commands.writing import Note, Who, fail, person_of, warehouse
from targets.settings import Settings, home_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dashboards.regimes.judged import Judged
    from dashboards.regimes.notice import NoticeDraft
    from dashboards.regimes.wording import Words
    from flows.commands.papers import PaperFormat

app = typer.Typer(
    no_args_is_help=True, help="Notices (督办单) to the units that are behind: draft, issue, list."
)

PerGoal = Annotated[bool, typer.Option("--per-goal", help="One notice a goal instead of one a unit.")]


@app.command("draft")
def draft(
    home: Home = None,
    as_of: AsOf = None,
    period: PeriodText = None,
    region: Region = "",
    unit: Unit = "",
    per_goal: PerGoal = False,
    format: Formats = None,
    out: Out = None,
    language: LanguageOption = Language.ZH,
    settings: SettingsFile = None,
) -> None:
    """Write a draft for each unit with a goal behind or stale; it has no number and nothing is recorded."""
    from dashboards.regimes.notice import drafts_of
    from dashboards.regimes.wording import Words

    known, rules = regime_settings(settings)
    with reading(home) as con:
        judged = judged_for(con, "month", as_of, period, region, unit)
    words = Words(language.value)
    drafts = drafts_of(judged, per_goal=per_goal)
    numbered = [(d, words("draft_number"), f"draft-{place:02d}") for place, d in enumerate(drafts, 1)]
    answer_by = _answer_by(judged.as_of, rules.answer_days)
    _write(numbered, judged, words, known, answer_by, _folder(home, out, judged), format or DEFAULT_FORMATS)


@app.command("issue")
def issue(
    who: Who,
    home: Home = None,
    as_of: AsOf = None,
    period: PeriodText = None,
    region: Region = "",
    unit: Unit = "",
    per_goal: PerGoal = False,
    format: Formats = None,
    out: Out = None,
    note: Note = None,
    language: LanguageOption = Language.ZH,
    settings: SettingsFile = None,
) -> None:
    """Number the notices, record them, and write them. Issued again on the same verdicts they keep their numbers."""
    from dashboards.regimes.notice import drafts_of
    from dashboards.regimes.wording import Words
    from targets.ledger.notices import issue as record

    known, rules = regime_settings(settings)
    if not (known.office and known.office_code):
        fail("Notices are numbered for an office: name it by the settings `office` and `office_code`.", 2)
    with reading(home) as con:
        judged = judged_for(con, "month", as_of, period, region, unit)
    words = Words(language.value)
    drafts = drafts_of(judged, per_goal=per_goal)
    person = person_of(who, note)
    answer_by = _answer_by(person.decided_at.date(), rules.answer_days)
    with warehouse(home) as con:
        wanted = [(d.unit, [goal["target_id"] for goal in d.goals]) for d in drafts]
        notices = record(con, known.office, wanted, judged.as_of, answer_by, person)
    numbered = [
        (
            d,
            words("number_of", code=known.office_code, year=notice.year, number=notice.number),
            f"notice-{notice.year}-{notice.number:03d}",
        )
        for d, notice in zip(drafts, notices, strict=True)
    ]
    by = {notice.answer_by for notice in notices}
    _write(
        numbered,
        judged,
        words,
        known,
        max(by, default=answer_by),
        _folder(home, out, judged),
        format or DEFAULT_FORMATS,
    )
    show_on_site(home)


@app.command("list")
def list_notices(
    home: Home = None, as_of: AsOf = None, form: Format = ListFormat.TABLE, limit: Limit = 50, page: Page = 1
) -> None:
    """Print the notices that were issued, the latest first, and what became of them: answered, sent back, closed, overdue."""
    from targets.ledger.notices import issued_notices
    from targets.store.run import start_run
    from targets.words import phrase

    day = as_of.date() if as_of else start_run().today
    with warehouse(home) as con:
        notices = issued_notices(con)
    rows = [
        {
            "number": f"{n.year}-{n.number}",
            "office": n.office,
            "unit": n.unit,
            "goals": len(n.target_ids),
            "as_of": n.as_of,
            "answer_by": n.answer_by,
            "state": phrase("notice", "overdue" if n.is_overdue(day) else n.state).zh,
            "asked_until": n.asked_until,
        }
        for n in notices
    ]
    columns = {
        "编号": "{number}",
        "责任单位": "{unit}",
        "目标": "{goals}",
        "反馈期限": "{answer_by}",
        "申请延至": "{asked_until}",
        "状态": "{state}",
    }
    print_rows(
        rows, columns, form, limit, page, title=f"{len(rows)} notices", nothing="No notice has been issued."
    )


def _write(
    numbered: Sequence[tuple[NoticeDraft, str, str]],
    judged: Judged,
    words: Words,
    settings: Settings,
    answer_by: date,
    folder: Path,
    formats: Sequence[PaperFormat],
) -> None:
    from dataclasses import replace

    from dashboards.regimes.build import write_paper
    from dashboards.regimes.notice import notice_paper
    from dashboards.regimes.word import BadTemplate, NoLibreOffice

    if not numbered:
        print("No unit has a goal that is behind or stale.")
    for draft, number, name in numbered:
        paper = notice_paper(draft, judged, words, settings.office, number, answer_by)
        try:
            for path in write_paper(replace(paper, name=name), folder, formats, settings.paper_template):
                print(path)
        except (BadTemplate, NoLibreOffice) as error:
            fail(str(error), 1)


def _answer_by(day: date, working_days: int) -> date:
    from targets.workdays import after_working_days

    return after_working_days(day, working_days)


def _folder(home: Path | None, out: Path | None, judged: Judged) -> Path:
    return out or home_of(home) / "bulletins" / str(judged.as_of) / "notices"
