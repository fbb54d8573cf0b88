"""The calendar of deadlines on the site, the file to subscribe to, and the page of documents."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboards.deadlines import Deadline, deadlines, icalendar
from dashboards.site.build import build_site
from dashboards.site.calendar_page import calendar_pages
from dashboards.site.environment import make_environment
from dashboards.site.papers import papers_under, show_papers
from dashboards.site.snapshot_index import index_snapshot
from dashboards.snapshot import Snapshot
from targets.status import Status
from tests.dashboards.goal_rows import goal
from tests.dashboards.warehouse import HOSTILE

DAY = date(2022, 6, 30)


def due(days: int, status: str = "lagging", **more: Any) -> Any:
    day = date.fromordinal(DAY.toordinal() + days)
    return goal("市住建局", status, **{"target_id": f"g{days}{status}", "due": day, **more})


def notice(target_id: str, state: str = "issued") -> Any:
    return {
        "notice_id": "云督〔2022〕3",
        "target_id": target_id,
        "unit": "市住建局",
        "issued_at": datetime(2022, 6, 30),
        "issued_by": "张三",
        "answer_by": date(2022, 7, 7),
        "state": state,
        "state_at": None,
        "asked_until": None,
    }


def listed(goals: list[Any], notices: list[Any] | None = None, days: int = 30) -> list[tuple[str, str]]:
    return [(str(d.day), d.kind) for d in deadlines(goals, notices or [], DAY, days)]


def test_what_is_due_from_today_to_thirty_days_ahead() -> None:
    goals = [due(0), due(30), due(31), due(-1), due(5, "met"), due(6, "missed"), due(7, "not_assessable")]
    assert listed(goals) == [("2022-06-30", "due"), ("2022-07-07", "due"), ("2022-07-30", "due")]


def test_promises_and_answers_to_notices_stand_there_too() -> None:
    promising = due(90, promised_on=date(2022, 7, 1))
    notices = [notice(promising["target_id"]), notice("another goal")]
    assert listed([promising], notices) == [("2022-07-01", "promise"), ("2022-07-07", "answer")]
    assert listed([promising], [notice(promising["target_id"], "closed")]) == [("2022-07-01", "promise")]


def unfolded(text: str) -> list[str]:
    """The lines of an iCalendar file as a reader puts them together."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75, line
    return text.replace("\r\n ", "").split("\r\n")[:-1]


@pytest.mark.parametrize(
    "name", ["老旧小区改造户数", "长" * 100, "a,b;c\\d\ne", "🎯" * 40, *HOSTILE], ids=lambda name: name[:12]
)
def test_the_file_is_an_icalendar_file_whatever_a_goal_is_called(name: str) -> None:
    found = deadlines([due(3, indicator=name, handle="YZ22-3")], [], DAY, 30)
    lines = unfolded(icalendar(found, DAY))
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    event = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    fields = dict(line.split(":", 1) for line in event)
    assert fields["UID"] == "due-g3lagging@duban"
    assert fields["DTSTAMP"] == "20220630T000000Z"
    assert fields["DTSTART;VALUE=DATE"] == "20220703"
    assert fields["DTEND;VALUE=DATE"] == "20220704"
    summary = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], fields["SUMMARY"])
    plain = "".join(c for c in name[:120] if c == "\n" or c.isprintable())
    assert summary == f"到期：YZ22-3 {plain}"
    assert not re.search(r"(?<!\\)[,;]", fields["SUMMARY"])


def test_the_file_keeps_a_deadline_under_one_name_and_marks_examples() -> None:
    first = icalendar(deadlines([due(3)], [], DAY, 30), DAY)
    later = icalendar(deadlines([due(3, due=date(2022, 8, 1))], [], DAY, 366), DAY)
    uid = re.compile(r"^UID:.*$", re.MULTILINE)
    assert uid.findall(first) == uid.findall(later), "a moved deadline is the same entry"
    assert "示意数据" in icalendar(deadlines([due(3, illustrative=True)], [], DAY, 30), DAY).replace(
        "\r\n ", ""
    )
    assert unfolded(icalendar([], DAY))[-1] == "END:VCALENDAR"


def test_the_site_has_calendar_file_and_empty_pages_that_say_what_to_do(
    site: Path, snapshot: Snapshot
) -> None:
    page = (site / "calendar.html").read_text(encoding="utf-8")
    assert 'href="calendar.ics"' in page
    as_of = max(goal["as_of"] for goal in snapshot.goals)
    expected: list[Deadline] = deadlines(snapshot.goals, snapshot.notices, as_of, 30)
    assert page.count('<td class="c-day">') == len(expected)
    assert expected or "下一个到期日是" in page or "duban review edit" in page
    lines = unfolded((site / "calendar.ics").read_bytes().decode())
    assert lines.count("BEGIN:VEVENT") == len(deadlines(snapshot.goals, snapshot.notices, as_of, 366))
    assert "duban bulletin" in (site / "papers.html").read_text(encoding="utf-8")
    alerts = (site / "alerts.html").read_text(encoding="utf-8")
    assert "没有接收人" in alerts, "nobody was told, and why"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (200, "未来30天没有到期的目标。"),
        (None, "今后没有到期的目标、承诺或督办单。"),
    ],
)
def test_a_calendar_without_a_deadline_says_when_the_next_one_is(
    snapshot: Snapshot, days: int | None, said: str
) -> None:
    goals = [
        {**snapshot.goals[0], "phase": "current", "status": Status.LAGGING, "due": None, "promised_on": None}
    ]
    if days:
        goals[0]["due"] = goals[0]["as_of"] + timedelta(days=days)
    index = index_snapshot(replace(snapshot, goals=goals, notices=[]))
    html = next(calendar_pages(make_environment(), index)).render()
    assert said in html
    assert ("下一个到期日是" in html) == bool(days)


def test_documents_stand_on_the_site_latest_first_and_drafts_do_not(warehouse: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bulletins"
    for name in (
        *("2022-05-31/bulletin.html", "2022-05-31/bulletin.docx", "2022-06-30/dispatch.docx"),
        *("2022-06-30/notices/draft-01.docx", "2022-06-30/notices/notice-2022-003.docx"),
        *("2022-06-30/attached/notice-abc-1.docx", "somewhere/bulletin.docx", "2022-06-30/other.docx"),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("<title>五月份情况通报 &amp; 附表</title>", encoding="utf-8")
    papers = papers_under(folder)
    assert [(str(p.day), p.kind, [kind for kind, _ in p.files]) for p in papers] == [
        ("2022-06-30", "dispatch", ["docx"]),
        ("2022-06-30", "notice", ["docx"]),
        ("2022-05-31", "bulletin", ["html", "docx"]),
    ]
    assert papers[-1].title.zh == "五月份情况通报 & 附表"
    build_site(warehouse, tmp_path / "site")
    page = (tmp_path / "site" / "papers.html").read_text(encoding="utf-8")
    assert "五月份情况通报 &amp; 附表" in page
    for _, path in (file for paper in papers for file in paper.files):
        assert f'href="{path}"' in page
        assert (tmp_path / "site" / path).exists()
    (folder / "2022-06-30/bulletin.docx").write_text("new", encoding="utf-8")
    show_papers(tmp_path, DAY)
    page = (tmp_path / "site" / "papers.html").read_text(encoding="utf-8")
    assert "papers/2022-06-30/bulletin.docx" in page, "without building the site anew"
    assert (tmp_path / "site" / "papers/2022-06-30/bulletin.docx").read_text(encoding="utf-8") == "new"
    assert build_site(warehouse, tmp_path / "site").index.exists()


def test_without_a_site_nothing_is_shown(tmp_path: Path) -> None:
    show_papers(tmp_path, DAY)
    assert not (tmp_path / "site").exists()
