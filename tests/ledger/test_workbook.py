"""The ledger goes out and comes back: every edit arrives, nothing else changes, and what two people changed is told."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from targets.ledger.typed_goals import TypedGoal, add_goals
from targets.ledger.workbook.apply import LedgerNotApplied, import_ledger
from targets.ledger.workbook.columns import HEAD_ROW, SHEETS
from targets.ledger.workbook.compare import Comparison
from targets.ledger.workbook.read import read_ledger
from targets.ledger.workbook.write import write_ledger
from targets.rejection import RejectedFile
from targets.store.decisions import Person, edit
from targets.store.warehouse import transaction
from tests.ledger.conftest import PERSON, refresh, run_of, table

DAY = date(2022, 6, 30)
WANG = Person("王敏", datetime(2022, 7, 4, 9))
GOALS = (
    TypedGoal("老旧小区改造户数", "2万户以上", date(2022, 12, 31), "南湖市", ("市住建局", "市财政局")),
    TypedGoal("地方水利投资", "5亿元", date(2022, 12, 31), "南湖市", ("市水利局",)),
    TypedGoal("新建幼儿园", "12所", date(2022, 12, 31), "南湖市", ("市教育局",)),
    TypedGoal("城镇登记失业率", "控制在4.5%以内", date(2022, 12, 31), "南湖市"),
    TypedGoal("=1+1@合计面积", "30万亩", date(2022, 12, 31), "南湖市", ("-农业局", "+水利局")),
)


@pytest.fixture
def office(typed: duckdb.DuckDBPyConnection, home: Path, tmp_path: Path) -> duckdb.DuckDBPyConnection:
    """Five goals, three of them with figures, judged at the end of June."""
    with transaction(typed):
        add_goals(typed, "政府工作报告", date(2022, 1, 10), GOALS, PERSON, run_of("2022-01-11"))
    rows = (
        "NH22-1,,,2022-05,3000,户,是",
        "NH22-1,,,2022-06,4000,户,是",
        ",地方水利投资,南湖市,2022-06,2.5,亿元,是",
    )
    refresh(typed, home, "2022-06-30", table(tmp_path / "a.csv", *rows))
    return typed


@pytest.fixture
def ledger(office: duckdb.DuckDBPyConnection, tmp_path: Path) -> Path:
    """The ledger of the five goals as it was exported."""
    assert write_ledger(office, tmp_path / "台账.xlsx", DAY) == 5
    return tmp_path / "台账.xlsx"


class Sheet:
    """A sheet of a workbook, its cells by the head of their column; saved by `save`."""

    def __init__(self, path: Path, name: str = "goals", head_row: int = HEAD_ROW) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book[SHEETS[name]]
        self.heads = {cell.value: cell.column for cell in self.sheet[head_row]}

    def __getitem__(self, at: tuple[int, str]) -> Any:
        return self.sheet.cell(at[0], self.heads[at[1]])

    def write(self, row: int, **values: object) -> None:
        for head, value in values.items():
            self.sheet.cell(row, self.heads[head]).value = value

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def take(
    con: duckdb.DuckDBPyConnection, path: Path, *, dry: bool = False, day: str = "2022-07-04"
) -> Comparison:
    return import_ledger(con, path, read_ledger(path), WANG, run_of(day), dry=dry)


def stored(con: duckdb.DuckDBPyConnection) -> list[Any]:
    """All that an import may change."""
    return [
        con.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall()
        for name in ("decisions", "explanations", "observations", "links", "extracted_targets")
    ]


def through_libreoffice(path: Path) -> Path:
    """The workbook as LibreOffice saves it again."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    out = path.parent / "saved"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    subprocess.run(
        [office, "--headless", "--norestore", profile, "--convert-to", "xlsx", "--outdir", str(out), str(path)],
        check=True,
        capture_output=True,
        timeout=240,
    )  # fmt: skip
    return out / path.name


def test_what_the_ledger_shows(ledger: Path) -> None:
    sheet = Sheet(ledger)
    first = {
        head: sheet[3, head].value
        for head in (
            "编号",
            "目标",
            "要求",
            "目标值",
            "单位",
            "牵头单位",
            "配合单位",
            "核定",
            "口径",
            "5月实际",
            "6月实际",
            "状态",
        )
    }
    assert list(first.values()) == [
        *(
            "NH22-1",
            "老旧小区改造户数",
            "不低于",
            2,
            "万户",
            "市住建局",
            "市财政局",
            "采纳",
            "累计",
            0.3,
            0.4,
            "滞后",
        )
    ]
    assert [sheet[4, head].value for head in ("目标值", "单位", "6月实际")] == [5, "亿元", 2.5]
    assert sheet[3, "依据原文"].value.endswith("由市住建局、市财政局负责。")
    assert "政府工作报告" in sheet[3, "出处"].value
    assert sheet.sheet.protection.sheet and sheet.sheet.freeze_panes == "D3"
    assert [sheet[3, head].protection.locked for head in ("编号", "目标", "占目标")] == [True, False, True]
    assert sheet.sheet.page_setup.orientation == "landscape"
    lists = {v.formula1 for v in sheet.sheet.data_validations.dataValidation}
    assert '"采纳,待核,不是目标"' in lists
    assert sheet.book[SHEETS["base"]].sheet_state == "hidden"


def test_texts_that_look_like_formulas_stay_texts(ledger: Path) -> None:
    sheet = Sheet(ledger)
    for head in ("目标", "牵头单位", "配合单位"):
        cell = sheet[7, head]
        assert (cell.data_type, cell.quotePrefix) == ("s", True), head
    assert sheet[7, "占目标"].data_type == "f"


def test_a_ledger_that_nobody_touched_changes_nothing(
    office: duckdb.DuckDBPyConnection, ledger: Path
) -> None:
    before = stored(office)
    found = take(office, ledger)
    assert (found.edits, found.added, found.problems) == ((), (), ())
    assert stored(office) == before


def edited(path: Path) -> Path:
    """A ledger in which a person corrects, reviews, explains, fills in and adds."""
    sheet = Sheet(path)
    sheet.write(3, 目标值=2.4, 期限=date(2022, 11, 30), 配合单位="市财政局、市城管局")
    sheet.write(
        3, **{"5月实际": 0.32, "存在问题": "征迁慢", "下一步措施": "增派专班", "承诺时限": date(2022, 8, 31)}
    )
    sheet.write(5, 核定="不是目标")
    sheet.write(6, **{"6月实际": 4.1, "要求": "约"})
    sheet.write(
        *(8,),
        目标="新增停车位",
        目标值=0.5,
        单位="万个",
        要求="不低于",
        地区="南湖市",
        牵头单位="市城管局",
        期限="2022/12/31",
        出处="市长3月5日调研讲话",
    )
    return sheet.save()


def check_edits_arrived(con: duckdb.DuckDBPyConnection) -> None:
    goals = dict(
        con.execute(
            "SELECT indicator, (value, due::VARCHAR, owners, state, comparator) FROM targets"
        ).fetchall()
    )
    assert goals["老旧小区改造户数"] == (
        24000,
        "2022-11-30",
        ["市住建局", "市财政局", "市城管局"],
        "accepted",
        "ge",
    )
    assert goals["新建幼儿园"][3] == "rejected"
    assert goals["城镇登记失业率"][4] == "approx"
    assert goals["新增停车位"] == (5000, "2022-12-31", ["市城管局"], "accepted", "ge")
    assert goals["地方水利投资"] == (5e8, "2022-12-31", ["市水利局"], "accepted", "eq")
    assert con.execute("SELECT cause, measures, promised_on, who FROM explanations").fetchall() == [
        ("征迁慢", "增派专班", date(2022, 8, 31), "王敏")
    ]
    fresh = con.execute(
        "SELECT s.unit, o.value, o.period_end FROM observations o JOIN series s USING (series_id) "
        "WHERE o.recorded_at > '2022-07-01' ORDER BY 1"
    ).fetchall()
    assert fresh == [("%", 4.1, date(2022, 6, 30)), ("户", 3200, date(2022, 5, 31))]
    ours = con.execute(
        "SELECT DISTINCT t.indicator FROM decisions JOIN targets t USING (target_id) WHERE who = '王敏'"
    )
    assert {name for (name,) in ours.fetchall()} == {
        "老旧小区改造户数",
        "新建幼儿园",
        "城镇登记失业率",
        "新增停车位",
    }


def test_every_edit_arrives_and_is_judged(
    office: duckdb.DuckDBPyConnection, home: Path, ledger: Path
) -> None:
    before = stored(office)
    found = take(office, edited(ledger), dry=True)
    assert len(found.edits) == 10 and len(found.added) == 1 and not found.problems
    assert stored(office) == before, "a dry run stores nothing"
    take(office, ledger)
    check_edits_arrived(office)
    judged = refresh(office, home, "2022-07-05")
    assert judged["NH22-1"] == ("lagging", 4000)
    assert judged["NH22-4"][1] == 4.1
    assert "NH22-3" not in judged
    again = take(office, ledger)
    assert (again.edits, again.added) == ((), ()), "imported again, everything is already so"


@pytest.mark.slow
def test_the_round_trip_through_libreoffice(office: duckdb.DuckDBPyConnection, ledger: Path) -> None:
    saved = through_libreoffice(ledger)
    assert take(office, saved, dry=True).edits == (), "saving changes nothing"
    sheet = Sheet(saved)
    assert sheet[7, "目标"].value == "=1+1@合计面积" and sheet[7, "目标"].data_type == "s"
    take(office, through_libreoffice(edited(ledger)))
    check_edits_arrived(office)


def test_what_two_people_changed_is_a_conflict_in_which_neither_is_lost(
    office: duckdb.DuckDBPyConnection, ledger: Path
) -> None:
    ((goal,),) = office.execute("SELECT target_id FROM targets WHERE handle = 'NH22-1'").fetchall()
    edit(office, goal, {"value": "22000", "region": "南湖新区"}, PERSON)
    sheet = Sheet(ledger)
    sheet.write(3, 目标值=2.4, 配合单位="市城管局")
    sheet.save()
    before = stored(office)
    (conflict,) = take(office, ledger, dry=True).conflicts
    assert (conflict.head, conflict.before, conflict.now, conflict.wanted) == ("目标值", 2, 2.2, 2.4)
    with pytest.raises(LedgerNotApplied):
        take(office, ledger)
    assert stored(office) == before, "the other edit is not stored either"


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"目标值": "很多"}, "很多 is no number"),
        ({"期限": "年底"}, "年底 is no day"),
        ({"核定": "好"}, "好 is none of"),
        ({"目标": None}, "cannot be blank"),
        ({"6月实际": None}, "not taken back"),
        ({"编号": "NH22-99"}, "no longer in force"),
        ({"编号": "NH22-2"}, "stands twice"),
        ({"编号": None, "单位": None}, "lacks 单位"),
    ],
)
def test_what_cannot_be_taken_is_named_and_nothing_is_stored(
    office: duckdb.DuckDBPyConnection, ledger: Path, cells: dict[str, object], wrong: str
) -> None:
    sheet = Sheet(ledger)
    sheet.write(3, **cells)
    sheet.write(4, 存在问题="资金未到位")
    sheet.save()
    before = stored(office)
    problems = take(office, ledger, dry=True).problems
    assert any(wrong in text for _, text in problems)
    with pytest.raises(LedgerNotApplied):
        take(office, ledger)
    assert stored(office) == before


def test_a_figure_that_cannot_be_stores_nothing(office: duckdb.DuckDBPyConnection, ledger: Path) -> None:
    sheet = Sheet(ledger)
    sheet.write(5, **{"6月实际": -3, "存在问题": "x"})
    before = stored(office)
    with pytest.raises(LedgerNotApplied, match="rows 5"):
        take(office, sheet.save())
    assert stored(office) == before


def test_links_and_series_are_answered(office: duckdb.DuckDBPyConnection, home: Path, tmp_path: Path) -> None:
    rows = (",公园绿地养护面积,南湖市,2022-06,3,万亩,时点",)
    refresh(office, home, "2022-06-30", table(tmp_path / "b.csv", *rows))
    write_ledger(office, tmp_path / "l.xlsx", DAY)
    sheet = Sheet(tmp_path / "l.xlsx", "series", 1)
    assert sheet[2, "序列"].value == "公园绿地养护面积"
    sheet.write(2, 关联到编号="NH22-5")
    take(office, sheet.save())
    linked = office.execute(
        "SELECT t.handle, l.who FROM current_links l JOIN targets t USING (target_id) WHERE l.who = '王敏'"
    ).fetchall()
    assert linked == [("NH22-5", "王敏")]


NEW = {"目标": "新增停车位", "目标值": 0.5, "单位": "万个"}


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"期限": "下月底"}, "期限: 下月底 is no day"),
        ({"期限": "2022-12-311"}, "期限: 2022-12-311 is no day"),
        ({"目标值": "nan"}, "目标值: nan is no number"),
        ({"目标值": "五千"}, "目标值: 五千 is no number"),
        ({"要求": "大于"}, "大于 is none of"),
        ({"要求": "区间"}, "lacks 上限"),
        ({"要求": "不低于", "上限": 0.7}, "上限, but is no 区间"),
        ({"6月实际": 0.2, "存在问题": "征迁慢"}, "takes 6月实际、存在问题 once it has its number"),
    ],
    ids=lambda value: value if isinstance(value, str) else "、".join(value),
)
def test_what_a_new_row_says_is_taken_or_told(
    office: duckdb.DuckDBPyConnection, ledger: Path, cells: dict[str, object], wrong: str
) -> None:
    sheet = Sheet(ledger)
    sheet.write(8, **NEW | cells)
    ((row, says),) = take(office, sheet.save(), dry=True).problems
    assert row == 8 and wrong in says
    with pytest.raises(LedgerNotApplied):
        take(office, ledger)


def test_a_new_row_may_be_a_range(office: duckdb.DuckDBPyConnection, ledger: Path) -> None:
    sheet = Sheet(ledger)
    sheet.write(8, **NEW | {"要求": "区间", "上限": 0.7, "核定": "采纳"})
    take(office, sheet.save())
    added = office.execute("SELECT value, value_high, comparator FROM targets WHERE indicator = '新增停车位'")
    assert added.fetchall() == [(5000, 7000, "range")]


@pytest.mark.parametrize("written", ["inf", "-nan", "1e999"])
def test_a_figure_that_is_no_finite_number_is_told(
    office: duckdb.DuckDBPyConnection, ledger: Path, written: str
) -> None:
    sheet = Sheet(ledger)
    sheet.write(4, **{"6月实际": written})
    ((row, says),) = take(office, sheet.save(), dry=True).problems
    assert (row, says) == (4, f"NH22-2 6月实际: {written} is no number")


def test_an_answer_that_is_neither_yes_nor_no_is_told(
    office: duckdb.DuckDBPyConnection, ledger: Path
) -> None:
    sheet = Sheet(ledger, "links", 1)
    sheet.write(2, 是否采用="不知道", 目标标识="a", 序列标识="b")
    assert take(office, sheet.save(), dry=True).problems == ((2, "待确认关联: 不知道 is none of 是、否"),)


def test_a_hidden_sheet_that_was_changed_is_told(ledger: Path) -> None:
    sheet = Sheet(ledger, "base", 1)
    sheet.sheet.delete_rows(1)
    with pytest.raises(RejectedFile, match="hidden sheet _导出时 was changed"):
        read_ledger(sheet.save())


def test_other_workbooks_are_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    with pytest.raises(RejectedFile, match="duban ledger export"):
        read_ledger(tmp_path / "other.xlsx")
    (tmp_path / "text.xlsx").write_text("no workbook", encoding="utf-8")
    with pytest.raises(RejectedFile, match="cannot be read"):
        read_ledger(tmp_path / "text.xlsx")
