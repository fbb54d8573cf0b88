"""The form a department fills in comes back without a change of layout."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pytest
from typer.testing import CliRunner

from flows.commands import actuals, links, review
from targets.actuals.links import propose_links
from targets.actuals.template import write_template, write_templates
from targets.settings import Settings
from targets.store.documents import relate_documents
from targets.store.warehouse import open_warehouse
from tests.actuals.conftest import Import
from tests.harness.loading import load_document
from tests.store.samples import RUN, document, mention, target

AS_OF = date(2022, 6, 30)


@pytest.fixture
def goals(con: duckdb.DuckDBPyConnection) -> None:
    """One accepted goal of 市住建局, one of 市水利局, and one that waits for a person."""
    of = document("今年改造2万户，投资5亿元，新建3所。")
    stated = [
        mention(of, "2万户"),
        mention(of, "5亿元", indicator="水利投资", value=5e8, unit="元", owners=("市水利局",)),
        mention(of, "3所", indicator="新建学校", value=3.0, unit="所", confidence=0.2),
    ]
    load_document(
        *(con, of, "h", stated, [target(of, m) for m in stated]), extractor="v1", run=RUN, settings=Settings()
    )


@pytest.mark.usefixtures("goals")
def test_the_form_has_a_row_a_series_with_choices(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert write_template(con, tmp_path / "form.xlsx", AS_OF) == 2
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=5)]
    assert rows[0] == [
        *(
            "目标编号",
            "指标",
            "地区",
            "责任单位",
            "目标值",
            "节点目标",
            "期限",
            "上期期间",
            "上期数值",
            "期间",
            "数值",
        ),
        *("单位", "口径", "滞后原因", "下一步措施", "填报日期", "来源"),
    ]
    assert [row[1:5] + row[9:12] for row in rows[1:]] == [
        ["老旧小区改造", "南湖市", "市住建局", 2, "2022-06", None, "万户"],
        ["水利投资", "南湖市", "市水利局", 5, "2022-06", None, "亿元"],
    ]
    assert sheet.protection.sheet
    assert sheet["E4"].protection.locked
    assert not sheet["K4"].protection.locked
    lists = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
    assert (
        lists["J4:J65"]
        == '"'
        + ",".join([f"2021-{m:02}" for m in range(7, 13)] + [f"2022-{m:02}" for m in range(1, 7)])
        + '"'
    )
    assert lists["L5"] == '"亿元,元,万元"'
    assert all(len(formula) <= 257 for formula in lists.values() if formula), "a longer list breaks Excel"


def test_a_milestone_and_its_end_share_a_row_with_the_last_figure(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    of = document("6月底完成投资55%，年底完成100%。")
    half = mention(of, "55%", indicator="年度投资完成率", value=55.0, unit="%", due=date(2022, 6, 30))
    whole = mention(of, "100%", indicator="年度投资完成率", value=100.0, unit="%")
    stated = [target(of, m) for m in (half, whole)]
    load_document(con, of, "h", [half, whole], stated, extractor="v1", run=RUN, settings=Settings())
    relate_documents(con, RUN)
    file = tmp_path / "form.xlsx"
    assert write_template(con, file, date(2022, 4, 30)) == 1
    book = openpyxl.load_workbook(file)
    assert [book["填报"][f"{letter}4"].value for letter in "EFHIJ"] == [
        100,
        "2022-06-30：55",
        None,
        None,
        "2022-04",
    ]
    book["填报"]["K4"] = 31.5
    book.save(file)
    assert take(file).loaded == 1
    assert propose_links(con, RUN, Settings()).accepted == 2, "the figure measures both goals"
    assert write_template(con, file, AS_OF) == 1
    again = openpyxl.load_workbook(file)["填报"]
    assert [again[f"{letter}4"].value for letter in "HIJ"] == ["2022-04", 31.5, "2022-06"]


@pytest.mark.usefixtures("goals")
def test_one_form_for_each_unit(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert write_template(con, tmp_path / "form.xlsx", AS_OF, owner="市水利局") == 1
    written = write_templates(con, tmp_path / "填报表.xlsx", AS_OF)
    assert {path.name: rows for path, rows in written.items()} == {
        "填报表-市住建局.xlsx": 1,
        "填报表-市水利局.xlsx": 1,
    }


@pytest.mark.usefixtures("goals")
def test_the_form_comes_back(con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    write_template(con, file, AS_OF)
    assert (take(file).loaded, take(file).rejections) == (0, ()), "an empty form is no error"
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    sheet["J5"], sheet["K5"], sheet["P5"] = "2022-05", 2.5, date(2022, 6, 8)
    sheet["K4"], sheet["N4"] = "０．８２万", "审批未完成，影响100户"
    sheet["A6"], sheet["J6"], sheet["K6"] = sheet["A4"].value, "2022-04", "7100户"
    sheet["M6"] = "累计"
    book.save(file)
    summary = take(file)
    assert (summary.loaded, summary.rejections, summary.questions) == (3, (), ())
    assert [words[1:] for _, words in summary.written_out] == [("0.82万", "0.82 万户"), ("7100户", "7100 户")]
    assert con.execute(
        "SELECT period_end, value, recorded_at::DATE FROM observations JOIN series USING (series_id) ORDER BY unit, 1"
    ).fetchall() == [
        (date(2022, 5, 31), 2.5e8, date(2022, 6, 8)),
        (date(2022, 4, 30), 7100.0, RUN.as_of),
        (date(2022, 6, 30), 8200.0, RUN.as_of),
    ]
    assert propose_links(con, RUN, Settings()).accepted == 2
    assert con.execute("SELECT DISTINCT basis FROM current_links").fetchall() == [("target_id",)]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there")
@pytest.mark.usefixtures("goals")
def test_the_form_survives_another_office_program(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    file = tmp_path / "form.xlsx"
    write_template(con, file, AS_OF)
    book = openpyxl.load_workbook(file)
    book["填报"]["K4"], book["填报"]["K5"] = "1.1万", 3.25
    book.save(file)
    office = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to"]
    for kind in ("ods", "xlsx"):
        subprocess.run([*office, kind, "--outdir", tmp_path / kind, file], check=True, capture_output=True)
    back = openpyxl.load_workbook(tmp_path / "xlsx" / "form.xlsx")["填报"]
    assert back.protection.sheet
    assert back["E4"].protection.locked
    assert not back["K4"].protection.locked
    assert {str(v.sqref) for v in back.data_validations.dataValidation} >= {"L4", "L5"}
    for kind in ("ods", "xlsx"):
        summary = take(tmp_path / kind / f"form.{kind}")
        assert (summary.loaded, summary.rejections, summary.questions) == (2, (), ())
    found = con.execute("SELECT DISTINCT value FROM observations ORDER BY 1").fetchall()
    assert found == [(11000.0,), (3.25e8,)]


def test_the_commands_from_form_to_history(home: Path, tmp_path: Path) -> None:
    run = CliRunner(env={"DUBAN_HOME": str(home), "DUBAN_WHO": "王敏", "COLUMNS": "200"}).invoke
    assert run(review.app, ["list"]).exit_code == 1, "there is no warehouse yet"
    of = document("今年改造2万户，新建3所。")
    sure, unsure = mention(of, "2万户"), mention(of, "3所", indicator="新建学校", unit="所", confidence=0.2)
    with open_warehouse(home) as con:
        load_document(
            *(con, of, "h", [sure, unsure], [target(of, sure), target(of, unsure)]),
            extractor="v1",
            run=RUN,
            settings=Settings(),
        )
        (sure_id,), (unsure_id,) = con.execute(
            "SELECT handle FROM targets ORDER BY confidence DESC"
        ).fetchall()
    assert unsure_id in run(review.app, ["list"]).output
    assert run(review.app, ["edit", unsure_id, "value=4", "due=2022-11-30"]).exit_code == 0
    assert run(review.app, ["edit", unsure_id, "due=soon"]).exit_code == 2
    assert (
        "extended from 2022-11-30 to 2023-03-31"
        in run(review.app, ["extend", unsure_id, "2023-03-31"]).output
    )
    assert run(review.app, ["extend", unsure_id, "2022-11-30"]).exit_code == 2
    assert run(review.app, ["extend", "none", "2023-03-31"]).exit_code == 2
    assert run(review.app, ["reject", unsure_id, "--note", "不是目标"]).exit_code == 0
    assert run(review.app, ["accept", "none"]).exit_code == 2
    assert "No goals wait" in run(review.app, ["list"]).output

    assert ": 1 row\n" in run(actuals.app, ["template", str(tmp_path / "form.xlsx")]).output
    split = run(actuals.app, ["template", str(tmp_path / "form.xlsx"), "--split-by", "owner"])
    assert "form-市住建局.xlsx: 1 row" in split.output.replace("\n", "")
    assert run(actuals.app, ["template", "--split-by", "region"]).exit_code == 2
    table = tmp_path / "a.csv"
    table.write_text(
        "指标,地区,期间,数值,单位,口径\n中心城老旧小区改造,南湖市,2022-05,9,户,累计\nx,,2022-13,1,户,\n"
    )
    imported = run(actuals.app, ["import", str(table), "--as-of", "2022-06-30"])
    assert imported.exit_code == 3
    assert "1 figure of 1 file" in imported.output
    assert "2022-13" in imported.output
    assert "2022-05-31" in run(actuals.app, ["history", "中心城老旧小区改造"]).output
    assert run(actuals.app, ["history", "无此序列"]).exit_code == 2

    with open_warehouse(home) as con:
        ((series_id,),) = con.execute("SELECT series_id FROM series").fetchall()
    assert series_id[:8] in run(links.app, ["list"]).output
    (waiting,) = json.loads(run(links.app, ["list", "--format", "json"]).output)
    assert (waiting["handle"], waiting["series_id"], waiting["region"]) == (sure_id, series_id, "南湖市")
    assert "target_id,handle" in run(links.app, ["list", "--format", "csv"]).output
    assert "0 links accepted" in run(links.app, ["accept", "--above", "0.99"]).output
    assert run(links.app, ["accept"]).exit_code == 2
    assert "1 link accepted" in run(links.app, ["accept", "--above", f"{waiting['score']:.2f}"]).output
    assert run(links.app, ["reject", sure_id, series_id[:8]]).exit_code == 0
    assert run(links.app, ["accept", sure_id, series_id[:8]]).exit_code == 0
    assert "no series has this id" in run(links.app, ["reject", sure_id, "none"]).output
    assert "No links wait" in run(links.app, ["list"]).output
