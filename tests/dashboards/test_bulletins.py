"""The periodic report and the letters to units."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dashboards.bulletins.build import NothingToReport, build_bulletins
from dashboards.bulletins.facts import bulletin_of, notices_of
from dashboards.snapshot import Row, Snapshot, read_snapshot
from dashboards.verdict_facts import facts_of
from targets.status import Status
from tests.dashboards.warehouse import HOSTILE, make_warehouse

DAY = date(2022, 6, 30)
# What a verdict may have beside its status.
BESIDE = (
    *("extended_from", "extended_by", "report_overdue", "owed_period_end", "owed_since", "waits_for_check"),
    *("final_figure_due", "reached_on", "days_late", "probability_of_miss"),
)


def goal(
    unit: str | None, status: str, *, before: str | None = None, points: float | None = -1.0, **more: Any
) -> Row:
    return {
        "target_id": f"{unit}-{status}-{before}",
        "lead": unit,
        "status": Status(status),
        "previous_status": before and Status(before),
        "previous_as_of": date(2022, 5, 31) if before else None,
        "gap_share": points,
        "illustrative": False,
        "phase": "current",
        "due": date(2022, 12, 31),
        "owners": [unit] if unit else [],
        **dict.fromkeys(BESIDE),
        **more,
    }


def test_units_rank_by_the_share_on_schedule() -> None:
    goals = [
        goal("甲", "on_track"), goal("甲", "met"),
        goal("乙", "met"),
        goal("丙", "met_late"), goal("丙", "on_track"), goal("丙", "met"), goal("丙", "lagging"),
        goal("丁", "not_assessable"), goal("丁", "stale"),
        goal(None, "missed"),
    ]  # fmt: skip
    assert [(u.name, rank, u.share, u.behind) for rank, u in bulletin_of(goals, DAY).units] == [
        ("甲", 1, 1.0, 0),
        ("乙", 1, 1.0, 0),
        ("丙", 3, 0.5, 1),
        ("丁", None, None, 0),
    ]
    assert bulletin_of(goals, DAY).unowned == 1


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        ("on_track", "lagging", "worse"),
        ("lagging", "missed", "worse"),
        ("lagging", "at_risk", "better"),
        ("at_risk", "met", "better"),
        ("missed", "met_late", "better"),
        ("lagging", "lagging", None),
        ("lagging", "stale", None),  # nothing is known of where it moved
        ("not_assessable", "lagging", None),
        (None, "lagging", None),
    ],
)
def test_movements(before: str | None, now: str, moved: str | None) -> None:
    bulletin = bulletin_of([goal("甲", now, before=before)], DAY)
    assert {"worse": len(bulletin.worse), "better": len(bulletin.better)} == {
        "worse": int(moved == "worse"),
        "better": int(moved == "better"),
    }


def test_a_notice_goes_to_each_unit_that_is_behind_or_owes_data() -> None:
    goals = [
        goal("甲", "lagging"), goal("乙", "lagging", points=-9.0), goal("乙", "missed", points=-3.0),
        goal("丙", "stale"), goal("丁", "on_track"), goal("戊", "not_assessable"), goal(None, "missed"),
    ]  # fmt: skip
    assert [(n.number, n.unit, len(n.behind), len(n.stale)) for n in notices_of(goals, DAY)] == [
        ("20220630-01", "乙", 2, 0),
        ("20220630-02", "甲", 1, 0),
        ("20220630-03", "丙", 0, 1),
    ]
    assert [g["gap_share"] for g in notices_of(goals, DAY)[0].behind] == [-9.0, -3.0]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return read_snapshot(make_warehouse(tmp_path_factory.mktemp("warehouse") / "w.duckdb", hostile=True))


class Page(HTMLParser):
    """The text of a page and the tags it is made of."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text, self.tags = "", []  # type: tuple[str, list[str]]
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_goal_behind_stands_in_the_bulletin_and_in_the_notice_of_its_lead(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    written = build_bulletins(snapshot, tmp_path)
    bulletin = Page(written.bulletin[0].read_text(encoding="utf-8"))
    letters = {
        paths[0].stem.split("-", 2)[2]: Page(paths[0].read_text(encoding="utf-8")).text
        for paths in written.notices
    }
    behind = [
        g
        for g in snapshot.goals
        if g["status"] in ("lagging", "away", "missed") and "script" not in g["indicator"]
    ]
    assert behind
    for row in behind:
        assert row["indicator"][:100] in bulletin.text
        if row["lead"]:
            assert row["indicator"][:100] in letters[row["lead"]]
    assert "示意数据" in bulletin.text
    assert "市住建局" in bulletin.text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_of_documents_stays_text(snapshot: Snapshot, tmp_path: Path, language: str) -> None:
    written = build_bulletins(snapshot, tmp_path, language=language)
    for html_page, markdown in (written.bulletin, *written.notices):
        page = Page(html_page.read_text(encoding="utf-8"))
        assert not {"script", "img", "link", "iframe"} & set(page.tags)
        assert "长" * 200 not in page.text
        text = markdown.read_text(encoding="utf-8")
        assert not re.search(r"<(script|img|!--)", text)
        assert text.count("\n|") == text.count("|\n"), "a cell broke out of its table"
    bulletin = written.bulletin[0].read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;投资额" in bulletin
    assert HOSTILE[0] not in bulletin


def test_building_again_leaves_only_the_letters_that_are_due(snapshot: Snapshot, tmp_path: Path) -> None:
    first = build_bulletins(snapshot, tmp_path)
    (tmp_path / "notices" / "20220531-01-旧.html").write_text("old", encoding="utf-8")
    again = build_bulletins(snapshot, tmp_path)
    assert again == first
    assert set((tmp_path / "notices").iterdir()) == {path for paths in first.notices for path in paths}


def test_without_a_verdict_there_is_nothing_to_report(snapshot: Snapshot, tmp_path: Path) -> None:
    from dataclasses import replace

    with pytest.raises(NothingToReport, match="duban refresh"):
        build_bulletins(replace(snapshot, goals=[]), tmp_path)


def test_the_command(tmp_path: Path) -> None:
    from flows.commands.bulletin import app

    published = tmp_path / "published"
    published.mkdir()
    make_warehouse(published / "r.duckdb")
    (published / "latest").write_text("r.duckdb\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["build", "--home", str(tmp_path), "--language", "en"])
    assert result.exit_code == 0, result.output
    page = tmp_path / "bulletins" / "2022-06-30" / "bulletin.html"
    assert "Bulletin on the progress of key goals" in page.read_text(encoding="utf-8")
    nothing = CliRunner().invoke(app, ["build", "--home", str(tmp_path / "empty")])
    assert nothing.exit_code == 1
    assert "Run `duban refresh`" in nothing.output


@pytest.mark.parametrize(
    ("beside", "zh", "en"),
    [
        ({}, [], []),
        (
            {"reached_on": date(2022, 6, 12), "days_late": 12},
            ["2022年6月12日达到，逾期12天"],
            ["reached on 12 Jun 2022, 12 days late"],
        ),
        ({"reached_on": date(2022, 5, 31)}, ["2022年5月31日达到"], ["reached on 31 May 2022"]),
        (
            {"extended_from": date(2022, 6, 30), "extended_by": "李四"},
            ["期限由2022年6月30日延至2022年12月31日（李四）"],
            ["extended from 30 Jun 2022 to 31 Dec 2022 (李四)"],
        ),
        (
            {"final_figure_due": True},
            ["已到期，待甲报送截至2022年12月31日的数据后判定"],
            ["due; decided once 甲 has reported the figure of 31 Dec 2022"],
        ),
        (
            {"report_overdue": True, "owed_period_end": date(2022, 5, 31), "owed_since": date(2022, 6, 26)},
            ["逾期未报：甲应报截至2022年5月31日的数据，2022年6月26日起逾期"],
            ["Report overdue: 甲 owes the figure of 31 May 2022 since 26 Jun 2022"],
        ),
        (
            {"waits_for_check": True},
            ["待核实：有存疑数据，确认前不据此评估"],
            ["Waits for a check: a doubtful figure decides nothing until confirmed"],
        ),
        ({"probability_of_miss": 0.3049}, ["到期完不成的可能性30%"], ["chance of a miss 30%"]),
    ],
)
def test_what_stands_beside_a_status_is_worded(beside: Row, zh: list[str], en: list[str]) -> None:
    facts = facts_of(goal("甲", "on_track", **beside))
    assert ([fact.zh for fact in facts], [fact.en for fact in facts]) == (zh, en)


def test_deadlines_and_reports_stand_in_the_bulletin() -> None:
    goals = [
        goal("甲", "met_late", reached_on=date(2022, 6, 12), days_late=12),
        goal("乙", "on_track", report_overdue=True, owed_period_end=DAY, owed_since=DAY),
        goal("丙", "on_track"),
        goal("丁", "missed", phase="past"),
    ]
    bulletin = bulletin_of(goals, DAY)
    assert [g["lead"] for g in bulletin.deadlines] == ["乙", "甲"]
    assert (bulletin.total, bulletin.others) == (3, 1)  # the goal of a past year is counted beside
