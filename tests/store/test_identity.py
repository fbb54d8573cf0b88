"""An edited or re-read document keeps its goals with all that people said of them; what changed is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from random import Random

import duckdb
import pytest

from targets.actuals.imports import import_files
from targets.alerts.acknowledge import acknowledge
from targets.alerts.update import update_alerts
from targets.progress.refresh import refresh_progress
from targets.reading.files import read_document
from targets.store.change_words import told
from targets.store.changes import Event, list_events
from targets.store.decisions import accept, edit, extend, reject
from targets.store.documents import earlier_versions, forget_files, relate_documents, unchanged_files
from targets.store.warehouse import open_warehouse
from tests.store.edited import reworded
from tests.store.office import PLAN, SETTINGS, SOMEONE, Office, extracted

REPO = Path(__file__).parents[2]
DOCUMENTS = (
    *(
        "data/documents/fuzhou-2022.docx",
        "data/documents/hanzhong-2020.md",
        "data/documents/jiujiang-2020.txt",
    ),
    *("tests/labels/plan-2021.txt", "tests/labels/workpoints-2024.txt", "tests/labels/division-2021.txt"),
)


@pytest.fixture
def office(con: duckdb.DuckDBPyConnection) -> Office:
    """An office that has read the plan."""
    office = Office(con)
    office.load(PLAN)
    return office


@pytest.mark.parametrize("name", DOCUMENTS)
def test_goals_keep_their_ids_when_headings_and_half_of_the_sentences_are_reworded(
    con: duckdb.DuckDBPyConnection, name: str
) -> None:
    office = Office(con)
    text = read_document(REPO / name, None).text
    office.load(text)
    # Of goals that say the same twice nobody could say which is which.
    before = con.execute(
        "SELECT target_id, value, unit FROM current_targets QUALIFY count(*) OVER (PARTITION BY value, unit) = 1"
    ).fetchall()
    for target_id, *_ in before[::2]:
        edit(con, target_id, {"owners": "督查室"}, SOMEONE)
    office.load(reworded(text, Random(7)))
    after = dict(con.execute("SELECT target_id, (value, unit) FROM current_targets").fetchall())
    kept = [target_id for target_id, *figure in before if after.get(target_id) == tuple(figure)]
    # The edits here may turn a sentence into one that the extractor no longer takes for a goal.
    still_there = set(after.values()) & {tuple(figure) for _, *figure in before}
    assert len(kept) == len(still_there) >= 0.9 * len(before)
    corrected = con.execute("SELECT count(*) FROM current_targets WHERE owners = ['督查室']").fetchall()
    assert corrected == [(len(set(kept) & {target_id for target_id, *_ in before[::2]}),)]


def test_what_changed_is_told_and_what_vanished_is_withdrawn(office: Office) -> None:
    houses, schools, growth = office.goal("户"), office.goal("所"), office.goals()["地区生产总值增速"]
    accept(office.con, houses, SOMEONE)
    run = office.load(
        PLAN.replace("增长8%", "增长7%")
        .replace("新建公办幼儿园12所，由市教育局牵头。\n", "")
        .replace("完成老旧", "实施老旧")
    )
    assert office.goal("户") == houses
    assert office.goals()["地区生产总值增速"] == growth
    assert schools not in office.goals().values()
    said = {
        (e.target_id, e.event, e.field, e.before, e.after) for e in list_events(office.con, run_id=run.run_id)
    }
    assert (growth, Event.CHANGED, "value", 8.0, 7.0) in said
    assert (schools, Event.WITHDRAWN, None, None, None) in said
    assert {event for target_id, event, *_ in said if target_id == houses} <= {Event.REWORDED}
    sentences = {told(e).zh for e in list_events(office.con, run_id=run.run_id)}
    assert {"目标值由8%下调为7%", "现行文件不再提出，已撤下"} <= sentences


@pytest.mark.parametrize(
    ("before", "after", "zh", "en"),
    [
        (
            "由市住建局牵头",
            "由市财政局牵头",
            "责任单位由市住建局改为市财政局",
            "owners changed from 市住建局 to 市财政局",
        ),
        ("8%左右", "8%以上", "比较方式由约改为不低于", "comparator changed from about to at least"),
        (
            "今年全市完成",
            "9月底前全市完成",
            "期限由2022年12月31日改为2022年9月30日",
            "due day changed from 31 Dec 2022 to 30 Sep 2022",
        ),
        ("增长8%左右", "增长9%左右", "目标值由8%上调为9%", "goal raised from 8% to 9%"),
    ],
)
def test_a_change_is_told_in_words(office: Office, before: str, after: str, zh: str, en: str) -> None:
    run = office.load(PLAN.replace(before, after))
    said = [told(event) for event in list_events(office.con, run_id=run.run_id)]
    assert [(one.zh, one.en) for one in said] == [(zh, en)]


def test_a_document_that_comes_to_say_what_a_person_decided_agrees(office: Office) -> None:
    schools = office.goal("所")
    edit(office.con, schools, {"value": 13}, SOMEONE)
    assert office.events(office.load(PLAN.replace("12所", "14所"))) == [
        ("disagrees", "value", "13.0", "14.0")
    ]
    assert office.events(office.load(PLAN.replace("12所", "13所"))) == [("agrees", "value", "13.0", "13.0")]


def test_a_document_that_says_at_once_what_a_person_decided_is_no_event(office: Office) -> None:
    edit(office.con, office.goal("所"), {"value": 13}, SOMEONE)
    assert office.events(office.load(PLAN.replace("12所", "13所"))) == []


def test_an_extension_holds_against_an_earlier_day_of_the_document(office: Office) -> None:
    houses = office.goal("户")
    assert extend(office.con, houses, date(2023, 6, 30), SOMEONE) == date(2022, 12, 31)
    run = office.load(PLAN.replace("今年全市完成", "9月底前全市完成"))
    assert office.events(run) == [("disagrees", "due", '"2023-06-30"', '"2022-09-30"')]


def test_a_goal_that_is_put_back_is_the_same_goal_again(office: Office) -> None:
    schools = office.goal("所")
    edit(office.con, schools, {"value": 10}, SOMEONE)
    shorter = PLAN.replace("新建公办幼儿园12所，由市教育局牵头。\n", "")
    office.load(shorter)
    run = office.load(PLAN.replace("一、居住", "一、居住和上学"))
    assert office.goal("所") == schools
    assert office.con.execute("SELECT value FROM targets WHERE unit = '所'").fetchall() == [(10.0,)]
    assert ("returned", None, None, None) in office.events(run)


def test_going_back_to_the_text_before_gives_the_same_goals(office: Office) -> None:
    before = office.goals()
    office.load(reworded(PLAN, Random(1)).replace("480公里", "500公里"))
    run = office.load(PLAN)
    assert office.goals() == before
    assert ("changed", "value", "500000.0", "480000.0") in [
        (e, f, b, a) for e, f, b, a in office.events(run)
    ] or ("changed", "value", "500.0", "480.0") in office.events(run)
    assert office.con.execute("SELECT count(*) FROM works").fetchall() == [(1,)]


@pytest.mark.parametrize(
    ("path", "text", "same"),
    [
        ("renamed.txt", PLAN.replace("2万户", "3万户"), True),
        ("renamed.txt", PLAN.replace("3号", "4号"), False),
        ("plan.txt", PLAN.replace("2022", "2023"), False),
        ("plan.txt", "东湖市2022年气象服务工作要点\n暴雨预警准确率达到92%以上。", False),
    ],
    ids=["same number", "another number", "another year", "another document in the file"],
)
def test_which_document_is_a_new_version(office: Office, path: str, text: str, same: bool) -> None:
    office.load(text, path)
    assert office.con.execute("SELECT count(DISTINCT work_id) FROM documents").fetchall() == [
        (1 if same else 2,)
    ]


UNNUMBERED = """---
发文机关: 南湖市人民政府
issued_on: 2022-01-10
---

# 民生实事工作方案

今年完成老旧小区改造2万户，由市住建局牵头，每月调度一次。

新建公办幼儿园12所，由市教育局牵头，按季通报进展。
"""


@pytest.mark.parametrize(
    ("changes", "first_is_there", "same"),
    [
        (("2万户", "3万户"), True, True),
        (("2022-01-10", "2022-02-20"), True, False),
        (("2022-01-10", "2022-02-20"), False, True),
    ],
    ids=["another figure", "of another day", "of another day, the first gone"],
)
def test_which_document_of_the_same_title_and_issuer_is_a_new_version(
    con: duckdb.DuckDBPyConnection, changes: tuple[str, str], first_is_there: bool, same: bool
) -> None:
    office = Office(con)
    office.load(UNNUMBERED, "first.md")
    if not first_is_there:
        forget_files(con, ["first.md"])
    office.load(UNNUMBERED.replace(*changes).replace("按季", "逐季"), "second.md")
    assert con.execute("SELECT count(*), count(DISTINCT work_id) FROM documents").fetchall() == [
        (2, 1 if same else 2)
    ]


def test_two_files_of_one_document_count_once_and_the_other_takes_over(office: Office) -> None:
    before = set(office.goals().values())
    later = PLAN.replace("2万户", "2.5万户")
    office.load(later, "plan-corrected.txt")
    assert set(office.goals().values()) == before
    assert earlier_versions(office.con, ["plan.txt"]) == [("plan.txt", "plan-corrected.txt")]
    held = dict(office.con.execute("SELECT path, content_hash FROM document_files").fetchall())
    assert unchanged_files(office.con, held, "v1") == set(held), "the earlier one is not read again each time"
    forget_files(office.con, ["plan-corrected.txt"])
    assert unchanged_files(office.con, held, "v1") == set()
    office.load(PLAN)
    assert set(office.goals().values()) == before
    assert office.con.execute("SELECT value FROM current_targets WHERE unit = '户'").fetchall() == [
        (20000.0,)
    ]


def test_a_file_taken_away_is_told_once_and_so_is_its_return(office: Office) -> None:
    runs = [office.next_run() for _ in range(2)]
    forget_files(office.con, ["plan.txt"])
    for run in runs:
        relate_documents(office.con, run)
    assert [len(office.events(run)) for run in runs] == [len(extracted(PLAN, "plan.txt")[2]), 0]
    assert {event for event, *_ in office.events(office.load(PLAN))} == {"returned"}


def test_a_better_extractor_does_not_overrule_people_and_says_where_it_disagrees(office: Office) -> None:
    houses, schools, jobs, road = (office.goal(unit) for unit in ("户", "所", "人", "公里"))
    accept(office.con, houses, SOMEONE)
    edit(office.con, schools, {"due": "2022-08-31"}, SOMEONE)
    reject(office.con, jobs, SOMEONE)
    better = [
        replace(
            target,
            **{"户": {"value": 26000.0}, "所": {"value": 13.0}, "公里": {"value": 48.0}}.get(target.unit, {}),
        )
        for target in extracted(PLAN, "plan.txt")[2]
        if target.unit != "人"
    ]
    run = office.load(PLAN, extractor="v2", targets=better)
    values = dict(office.con.execute("SELECT unit, value FROM targets WHERE unit <> '%'").fetchall())
    assert (values["户"], values["所"], values["公里"]) == (20000.0, 12.0, 48.0)
    assert office.con.execute("SELECT state FROM targets WHERE target_id = ?", [jobs]).fetchall() == [
        ("rejected",)
    ]
    said = {
        (e.target_id, e.event, e.field, e.before, e.after) for e in list_events(office.con, run_id=run.run_id)
    }
    assert said == {
        (houses, Event.DISAGREES, "value", 20000.0, 26000.0),
        (schools, Event.DISAGREES, "value", 12.0, 13.0),
        (
            road,
            Event.REREAD,
            "value",
            next(t.value for t in extracted(PLAN, "plan.txt")[2] if t.unit == "公里"),
            48.0,
        ),
    }
    assert office.events(office.load(PLAN, extractor="v3", targets=better)) == [], "told once"
    open_ones = {e.target_id for e in list_events(office.con, open_only=True)}
    assert open_ones == {houses, schools}
    accept(office.con, houses, SOMEONE)
    edit(office.con, schools, {"value": 13}, SOMEONE)
    assert list_events(office.con, open_only=True) == []


def test_a_goal_that_people_worked_on_stays_when_it_is_no_longer_found(office: Office) -> None:
    schools, road = office.goal("所"), office.goal("公里")
    accept(office.con, schools, SOMEONE)
    fewer = [t for t in extracted(PLAN, "plan.txt")[2] if t.unit not in ("所", "公里")]
    run = office.load(PLAN, extractor="v2", targets=fewer)
    assert schools in office.goals().values()
    assert road not in office.goals().values()
    assert {(e.target_id, e.event) for e in list_events(office.con, run_id=run.run_id)} == {
        (schools, Event.UNREAD),
        (road, Event.WITHDRAWN),
    }
    run = office.load(PLAN, extractor="v3")
    assert {schools, road} <= set(office.goals().values())
    assert {(e.target_id, e.event) for e in list_events(office.con, run_id=run.run_id)} == {
        (schools, Event.RETURNED),
        (road, Event.RETURNED),
    }


def test_alerts_are_not_sent_again_after_an_edit(office: Office, tmp_path: Path) -> None:
    con, houses, jobs = office.con, office.goal("户"), office.goal("人")
    table = tmp_path / "a.csv"
    table.write_text(
        "target_id,指标,地区,期间,数值,单位,累计\n"
        f"{houses},老旧小区改造户数,南湖市,2022-05,900,户,是\n{jobs},新增就业,南湖市,2022-05,500,人,是\n",
        encoding="utf-8",
    )
    run = office.next_run()
    import_files(con, tmp_path, [table], run, SETTINGS)
    con.execute(
        "INSERT INTO links SELECT row_number() OVER (), target_id, series_id, 'accepted', 1, 1, 'target_id', 'x', "
        "TIMESTAMP '2022-06-01', 'r' FROM named_targets"
    )
    refresh_progress(con, run, SETTINGS)
    update_alerts(con, run, SETTINGS)
    acknowledge(con, houses, "李强", "已协调", datetime(2022, 6, 30, 12))
    assert con.execute("UPDATE outbox SET state = 'sent', sent_at = now()::TIMESTAMP").fetchall() == [(1,)]
    for text in (reworded(PLAN, Random(3)), reworded(PLAN, Random(4))):
        run = office.load(text)
        refresh_progress(con, run, SETTINGS)
        update_alerts(con, run, SETTINGS)
    assert con.execute("SELECT count(*) FROM outbox").fetchall() == [(1,)]
    assert dict(con.execute("SELECT target_id, state FROM alerts").fetchall()) == {
        houses: "acknowledged",
        jobs: "firing",
    }
    judged = con.execute("SELECT target_id FROM progress WHERE status = 'lagging'").fetchall()
    assert sorted(judged) == sorted([(houses,), (jobs,)]), "by the same series"


def test_the_decisions_of_a_home_of_before_are_carried_over(home: Path) -> None:
    home.mkdir()
    migrations = sorted((REPO / "targets" / "store" / "migrations").glob("00[1-7]*.sql"))
    with duckdb.connect(home / "warehouse.duckdb") as old:
        old.execute("CREATE TABLE migrations (name VARCHAR PRIMARY KEY)")
        for script in migrations:
            old.execute(script.read_text(encoding="utf-8"))
            old.execute("INSERT INTO migrations VALUES (?)", [script.name])
        old.execute((Path(__file__).parent / "home_before_008.txt").read_text(encoding="utf-8"))
    with open_warehouse(home) as con:
        before = con.execute(
            "SELECT target_id, value, owners, state, goal_no FROM targets ORDER BY goal_no"
        ).fetchall()
        assert [(value, state) for _, value, _, state, _ in before] == [
            (18000.0, "accepted"),
            (12.0, "accepted"),
            (36000.0, "accepted"),
            (4.5, "accepted"),
            (80.0, "rejected"),
        ]
        ((text,),) = con.execute("SELECT text FROM documents").fetchall()
        con.execute("UPDATE document_files SET path = 'plan.txt'")
        Office(con).load(reworded(text, Random(3)))
        kept = con.execute(
            "SELECT target_id, value, owners, state, goal_no FROM targets ORDER BY goal_no"
        ).fetchall()
        assert kept == before
        assert con.execute("SELECT state, who FROM alerts").fetchall() == [("acknowledged", "李强")]
        assert con.execute(
            "SELECT count(*) FROM current_links JOIN current_targets USING (target_id)"
        ).fetchall() == [(2,)]
