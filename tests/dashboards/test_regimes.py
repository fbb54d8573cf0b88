"""The documents of the regimes: what they say, and how they are written as Word, HTML and Markdown."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from dashboards.regimes import sections
from dashboards.regimes.balance import balance_paper, score_of
from dashboards.regimes.build import PAPERS, write_paper
from dashboards.regimes.dispatch import dispatch_paper
from dashboards.regimes.judged import Judged
from dashboards.regimes.movements import movement_of
from dashboards.regimes.notice import drafts_of, notice_paper
from dashboards.regimes.paper import Heading, Paper, Paragraph, Table
from dashboards.regimes.period import BadPeriod, period_of, period_until, period_written
from dashboards.regimes.rules import rules_of
from dashboards.regimes.template import write_template
from dashboards.regimes.timetable import needed_on
from dashboards.regimes.word import BadTemplate, write_word
from dashboards.regimes.wording import Words
from dashboards.snapshot import read_snapshot
from targets.status import Status
from tests.dashboards.goal_rows import goal
from tests.dashboards.warehouse import HOSTILE, make_warehouse

DAY = date(2022, 6, 30)
JUNE = period_written("2022-06")
RULES = rules_of({})
ZH = Words("zh")


def judged(*goals: dict[str, object]) -> Judged:
    return Judged(JUNE, DAY, JUNE.before, list(goals))


def texts(paper: Paper) -> str:
    """All text of a paper, cell by cell."""
    found = []
    for block in paper.blocks:
        if isinstance(block, Table):
            found += [cell for row in block.rows for cell in row]
        else:
            found.append(getattr(block, "text", "") or getattr(block, "finding", ""))
    return "\n".join(found)


@pytest.mark.parametrize(
    ("written", "kind", "first", "last", "place"),
    [
        ("2025", "year", date(2025, 1, 1), date(2025, 12, 31), 1),
        ("2025H2", "half", date(2025, 7, 1), date(2025, 12, 31), 2),
        ("2025Q2", "quarter", date(2025, 4, 1), date(2025, 6, 30), 2),
        ("2025-q4", "quarter", date(2025, 10, 1), date(2025, 12, 31), 4),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29), 2),
        ("2025-12", "month", date(2025, 12, 1), date(2025, 12, 31), 12),
    ],
)
def test_periods(written: str, kind: str, first: date, last: date, place: int) -> None:
    period = period_written(written)
    assert (period.kind, period.first, period.last, period.place) == (kind, first, last, place)
    assert period_of(last, kind) == period


@pytest.mark.parametrize("wrong", ["", "2025Q5", "2025-13", "25Q1", "2025-05-31", "去年"])
def test_a_period_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(BadPeriod, match="2025Q2"):
        period_written(wrong)


def test_a_past_day_ends_its_period() -> None:
    assert period_until(date(2025, 5, 20), "quarter").before == date(2025, 3, 31)
    assert period_of(date(2025, 5, 20), "week").first == date(2025, 5, 14)


def test_units_of_one_name_in_two_places_rank_apart() -> None:
    blocks = sections.ranked_units(
        judged(
            goal("市发改委", "met", document_region="云州市"),
            goal("市发改委", "missed", document_region="平州市"),
        ),
        ZH,
    )
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [row[1] for table in tables[:2] for row in table.rows] == ["市发改委", "市发改委"]
    assert [row[-1] for table in tables[:2] for row in table.rows] == ["100%", "0%"]


@pytest.mark.parametrize(
    ("before", "now", "step"),
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
def test_movements(before: str | None, now: str, step: str | None) -> None:
    moved = movement_of(goal("甲", now, before=before))
    assert {-1: "worse", 0: None, 1: "better"}[(moved > 0) - (moved < 0)] == step


def test_the_dispatch_sheet_asks_what_is_behind_due_owed_or_doubtful() -> None:
    late = {"report_overdue": True, "owed_period_end": date(2022, 5, 31), "owed_since": date(2022, 6, 26)}
    paper = dispatch_paper(
        judged(
            goal("甲", "lagging"),
            goal("乙", "on_track", due=date(2022, 7, 15)),
            goal("丙", "on_track", **late),
            goal("丁", "on_track", waits_for_check=True),
            goal("戊", "on_track"),
            goal("己", "met", due=date(2022, 7, 15)),
        ),
        ZH,
        "督查室",
        RULES,
    )
    text = texts(paper)
    assert "比应达差10户，今后须每月完成8户，请说明原因和措施" in text
    assert "2022年7月15日到期，还剩15天" in text
    assert "丙应报截至2022年5月31日的数据" in text
    assert "最新数据存疑，请核实" in text
    assert "戊" not in text
    assert "己" not in text


def test_a_notice_goes_to_each_unit_that_is_behind_or_owes_data() -> None:
    found = judged(
        goal("甲", "lagging"), goal("乙", "lagging", points=-9.0), goal("乙", "missed", points=-3.0),
        goal("丙", "stale"), goal("丁", "on_track"), goal("戊", "not_assessable"), goal(None, "missed"),
    )  # fmt: skip
    assert [(d.unit, len(d.goals)) for d in drafts_of(found)] == [("乙", 2), ("甲", 1), ("丙", 1)]
    assert [(d.unit, len(d.goals)) for d in drafts_of(found, per_goal=True)] == [
        ("乙", 1),
        ("乙", 1),
        ("甲", 1),
        ("丙", 1),
    ]
    draft = drafts_of(found)[0]
    paper = notice_paper(draft, found, ZH, "督查室", "云督〔2022〕1号", date(2022, 7, 7))
    assert paper.addressee == "乙"
    assert "《云州市行动方案》：“完成100户。”" in texts(paper)
    assert "请于2022年7月7日前书面反馈。" in texts(paper)


def test_things_that_are_counted_have_no_fraction_and_what_is_needed_is_enough() -> None:
    found = goal("甲", "lagging", gap=-9.6, required_rate=8.2, expected=59.6)
    assert ZH.about(found["expected"], found) == "60户"  # type: ignore[arg-type]
    assert ZH.shortfall(found) == "10户"  # type: ignore[arg-type]
    assert ZH.required(found) == "每月完成9户"  # type: ignore[arg-type]
    per_head = goal("甲", "lagging", value=2.8, kind="level", required_rate=0.094) | {"unit": "个"}
    assert ZH.required(per_head) == "每月增加0.094个"  # type: ignore[arg-type]
    share = goal("甲", "lagging", kind="level", required_rate=-0.25) | {"unit": "%"}
    assert ZH.required(share) == "每月降低0.25个百分点"  # type: ignore[arg-type]


def test_a_part_without_an_entry_is_left_out_or_says_what_it_means() -> None:
    paper = PAPERS["bulletin"][0](judged(goal("甲", "on_track", points=1.0)), ZH, "督查室", RULES)
    headings = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings == ["一、总体情况", "二、排名情况", "三、滞后目标", "四、到期情况", "五、未报数据的单位"]
    assert "本期没有滞后目标。" in texts(paper)
    assert "没有目标落后于应达进度。" in texts(paper)


def test_a_reason_of_several_goals_that_cannot_be_judged_is_said_once() -> None:
    unknown = [
        goal(unit, "not_assessable", points=None, reason_zh=reason)
        for unit, reason in (("甲", "尚无实际数据"), ("乙", "目标没有期限"), ("丙", "尚无实际数据"))
    ]
    alone, said, shared, rule = sections.unknown(judged(*unknown), ZH)
    assert isinstance(alone, Table) and [row[-1] for row in alone.rows] == ["目标没有期限"]
    assert isinstance(said, Paragraph) and said.text == "尚无实际数据（2项）："
    assert isinstance(shared, Table) and [row[2] for row in shared.rows] == ["丙", "甲"]
    assert isinstance(rule, Paragraph) and rule.kind == "note"


@pytest.mark.parametrize(
    ("written", "number"),
    [("2022-05", "2022年第5期"), ("2022Q1", "2022年第一季度"), ("2022H2", "2022年下半年")],
)
def test_a_bulletin_on_a_quarter_has_not_the_number_of_a_month(written: str, number: str) -> None:
    assert ZH.issue(period_written(written)) == number


def test_the_signature_stands_on_one_page_and_blank_rows_have_room(tmp_path: Path) -> None:
    found = judged(goal("甲", "missed"))
    draft = drafts_of(found)[0]
    write_word(notice_paper(draft, found, ZH, "督查室", "", date(2022, 7, 7)), tmp_path / "n.docx")
    document = Document(str(tmp_path / "n.docx"))
    office, day = document.paragraphs[-2:]
    assert (office.text, day.text) == ("督查室", "2022年6月30日")
    assert office.style is not None and office.style.paragraph_format.keep_with_next  # type: ignore[attr-defined]
    head, *blank = document.tables[-1].rows
    assert head.height is None
    assert [round(row.height.mm) for row in blank if row.height] == [16] * 4


def test_the_balance_scores_what_was_decided() -> None:
    goals = [
        goal("甲", "met", due=date(2022, 6, 30)), goal("甲", "met_late", due=date(2022, 6, 15)),
        goal("甲", "missed", due=date(2022, 6, 15)), goal("乙", "on_track", due=date(2022, 6, 30)),
        goal("丙", "met", due=date(2023, 6, 30)),
    ]  # fmt: skip
    assert score_of(goals[:3], RULES) == pytest.approx(160 / 3)
    assert score_of(goals[:4], RULES) == pytest.approx(160 / 3), "what is not decided has no score"
    assert score_of(goals[3:4], RULES) is None
    year = Judged(period_written("2022"), DAY, date(2021, 12, 31), goals)
    table = next(b for b in balance_paper(year, ZH, "督查室", RULES).blocks if isinstance(b, Table))
    assert table.rows == [
        ("甲", "3", "1", "1", "1", "0", "53.3"),
        ("乙", "1", "0", "0", "0", "1", "—"),
    ]


def test_the_timetable_goes_straight_between_the_points_of_a_path() -> None:
    path = [(date(2022, 1, 1), 0.0), (date(2022, 6, 30), 55.0), (date(2022, 12, 31), 100.0)]
    assert needed_on(path, date(2022, 6, 30)) == 55.0
    assert needed_on(path, date(2022, 9, 30)) == pytest.approx(55 + 45 * 92 / 184)
    assert needed_on(path, date(2021, 12, 31)) is None
    assert needed_on(path, date(2023, 1, 1)) is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"due_soon": 3}, "regimes.due_soon: unknown"),
        ({"due_soon_days": -1}, "regimes.due_soon_days: -1 is no number"),
        ({"score": {"won": 3}}, "regimes.score.won: unknown"),
        ({"score": 3}, "regimes.score: 3 is no table"),
    ],
)
def test_rules_that_are_wrong_are_named(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rules_of(changes)


def test_rules_may_be_changed() -> None:
    assert rules_of({"score": {"met_late": 80}, "due_soon_days": 14}).due_soon_days == 14


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


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """A warehouse with every status and hostile texts."""
    path = make_warehouse(tmp_path_factory.mktemp("warehouse") / "w.duckdb", hostile=True)
    return Judged(JUNE, DAY, JUNE.before, read_snapshot(path).goals)


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", list(PAPERS))
def test_each_document_in_each_format(everything: Judged, tmp_path: Path, name: str, language: str) -> None:
    make, _ = PAPERS[name]
    paper = make(everything, Words(language), "云州市督查室", RULES)
    word, html, markdown = write_paper(paper, tmp_path, ("docx", "html", "md"))
    page = Page(html.read_text(encoding="utf-8"))
    assert not {"script", "link", "iframe"} & set(page.tags)
    assert "长" * 200 not in page.text
    text = markdown.read_text(encoding="utf-8")
    assert not re.search(r"<(script|img|!--)", text)
    assert text.count("\n|") == text.count("|\n"), "a cell broke out of its table"
    document = Document(str(word))
    written = "\n".join(
        [p.text for p in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            assert block.text in written
    rows = sum(len(block.rows) + 1 for block in paper.blocks if isinstance(block, Table))
    assert rows == sum(len(table.rows) for table in document.tables)
    assert "{{" not in written.replace(HOSTILE[4][:5], "")
    assert ("示意数据" if language == "zh" else "Illustrative data") in written
    assert HOSTILE[0] not in html.read_text(encoding="utf-8")


def test_a_template_of_the_users(everything: Judged, tmp_path: Path) -> None:
    template = tmp_path / "own.docx"
    write_template(template)
    document = Document(str(template))
    document.paragraphs[0].insert_paragraph_before("内部资料 注意保存")
    document.save(str(template))
    paper = PAPERS["balance"][0](everything, ZH, "云州市督查室", RULES)
    write_word(paper, tmp_path / "a.docx", template)
    assert Document(str(tmp_path / "a.docx")).paragraphs[0].text == "内部资料 注意保存"
    document.paragraphs[1].text = "{{ nonsense("
    document.save(str(template))
    with pytest.raises(BadTemplate, match="own.docx"):
        write_word(paper, tmp_path / "b.docx", template)
    assert not (tmp_path / "b.docx").exists()


def test_two_milestones_of_one_goal_are_told_apart_in_every_part() -> None:
    beside = {
        "report_overdue": True,
        "owed_period_end": DAY,
        "owed_since": DAY,
        "waits_for_check": True,
        "cause": "雨季",
    }
    steps = [
        goal(
            "甲",
            "lagging",
            before="at_risk",
            handle=handle,
            value=value,
            due=due,
            indicator="改造户数",
            **beside,
        )
        for handle, value, due in (("YZ22-1", 55.0, DAY), ("YZ22-2", 100.0, date(2022, 12, 31)))
    ]
    unknown = [one | {"status": Status.NOT_ASSESSABLE, "gap_share": None} for one in steps]
    parts = {
        "behind": sections.behind(judged(*steps), ZH),
        "reasons": sections.reasons(judged(*steps), ZH),
        "deadlines": sections.deadlines(judged(*(one | {"due": DAY} for one in steps)), ZH),
        "movements": sections.movements(judged(*steps), ZH),
        "unreported": sections.unreported(judged(*steps), ZH),
        "waiting": sections.waiting(judged(*steps), ZH),
        "unknown": sections.unknown(judged(*unknown), ZH),
    }
    for part, blocks in parts.items():
        rows = [row[1:] for block in blocks if isinstance(block, Table) for row in block.rows]
        assert len(rows) == len(set(rows)) == 2, part


def test_deadlines_of_the_period_stand_in_the_bulletin() -> None:
    found = judged(
        goal("甲", "met_late", due=date(2022, 6, 10), reached_on=date(2022, 6, 22), days_late=12),
        goal("乙", "on_track", due=date(2022, 6, 30), final_figure_due=True),
        goal("丙", "on_track"),
        goal("丁", "missed", before="missed", due=date(2022, 5, 31)),
    )
    text = "\n".join(
        cell for b in sections.deadlines(found, ZH) if isinstance(b, Table) for r in b.rows for cell in r
    )
    assert "2022年6月22日达到，逾期12天" in text
    assert "已到期，待乙报送截至2022年6月30日的数据后判定" in text
    assert "丙" not in text
    assert "丁" not in text, "missed a month ago: it was told then"


def test_nothing_published_or_wrong_usage_is_said(tmp_path: Path) -> None:
    from flows.cli import app

    run = CliRunner().invoke
    for name in PAPERS:
        nothing = run(app, [name, "--home", str(tmp_path)])
        assert nothing.exit_code == 1
        assert "Run `duban refresh`" in nothing.output
    assert run(app, ["notice", "draft", "--home", str(tmp_path)]).exit_code == 1
    unnamed = run(app, ["notice", "issue", "--home", str(tmp_path), "--who", "张三"])
    assert unnamed.exit_code == 2
    assert "office" in unnamed.output
    assert run(app, ["paper-template", str(tmp_path / "t.doc")]).exit_code == 2
    assert run(app, ["paper-template", str(tmp_path / "t.docx")]).exit_code == 0
