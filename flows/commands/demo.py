"""`duban demo`: the product on the sample data, and what to try next."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Home
from flows.commands.refresh import print_report, run_once
from flows.commands.tables import counted
from flows.commands.writing import fail
from flows.environment import prepare_environment
from flows.server import NoServer, prefect_server
from targets.settings import home_of

if TYPE_CHECKING:
    from flows.refresh import RefreshReport


def demo(
    data: Annotated[
        Path, typer.Option("--data", file_okay=False, help="The folder data/ of the repository.")
    ] = Path("data"),
    home: Home = None,
) -> None:
    """Play the sample data: five digests and the spring of an invented city, with what its people decided.

    Takes the workbooks in by the days they came, judges April, enters the decisions of May (an extension, notices
    and an answer), and judges, publishes and shows 31 May 2022. Run again it adds nothing.
    """
    from flows import demo as sample

    city = sample.City(data / "city")
    if not city.documents.is_dir():
        fail(f"{city.folder} is not there: run it in the repository, or name its folder by --data.", 2)
    place = home_of(home).resolve()
    began = time.perf_counter()
    try:
        with prefect_server(prepare_environment(place), 600):
            loaded = sample.take_in(city, place)
            print(
                f"{counted(loaded, 'new figure')} of {len(city.deliveries)} days on which workbooks came",
                flush=True,
            )
            if not sample.is_decided(city, place):
                settings, day = city.settings_file, sample.LOOKED_AT_BEFORE
                before = run_once(place, city.documents, None, day, settings, False, history_only=True)
                print(f"{day}: {counted(len(before.goals), 'goal')} judged", flush=True)
                for notice in sample.decide(city, place):
                    print(
                        f"notice {notice.year}-{notice.number} to {notice.unit}, answer by {notice.answer_by}"
                    )
            report = run_once(
                place, data / "documents", data / "actuals", sample.AS_OF, city.settings_file, False
            )
    except NoServer as error:
        fail(f"duban demo failed, nothing was published: {error}", 1)
    print_report(report, time.perf_counter() - began)
    print(_next_steps(report, city.settings_file))
    if report.rejections or report.not_told:
        raise typer.Exit(3)


def _next_steps(report: RefreshReport, settings: Path) -> str:
    """What to open and to type next, with numbers of goals that there are."""
    goals = report.goals[report.goals["region"] == "青岚市"]
    lagging = goals[(goals["status"] == "lagging") & (goals["expected"] > 0)].sort_values("gap_share")
    first = next(iter(lagging["handle"]), report.goals["handle"].iloc[0])
    day = report.run.as_of
    lines = {
        f"duban explain {first}": "why this goal of the invented city 青岚市 lags, line by line",
        f"duban actuals missing --as-of {day}": "which unit owes figures (催报)",
        "duban actuals doubtful": "a county's figure that is ten thousand times too large (待核实)",
        f"duban notice list --as-of {day}": "two notices (督办单): one answered with a promise, one overdue",
        "duban review list": "what the extraction was not sure of",
        f"duban bulletin --region 青岚市 --settings {settings}": "the monthly bulletin (通报) as Word and HTML",
        "duban serve": "the live app in a browser",
    }
    width = max(map(len, lines))
    told = "\n".join(f"  {command:{width}}  {what}" for command, what in lines.items())
    return f"\nOpen {report.site}\nThen try (after `. .venv/bin/activate`):\n{told}"
