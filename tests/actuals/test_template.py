"""The form a department fills in comes back without a change of layout."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pytest
from typer.testing import CliRunner

from flows.commands import actuals, links, review
from targets.actuals.links import propose_links
from targets.actuals.template import write_template
from targets.settings import Settings
from targets.store.documents import load_document
from targets.store.warehouse import open_warehouse
from tests.actuals.conftest import Import
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
def test_the_form_lists_accepted_goals_with_choices(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert write_template(con, tmp_path / "form.xlsx", AS_OF) == 2
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0][:4] == ["目标编号", "指标", "地区", "责任单位"]
    assert [row[1] for row in rows[1:]] == ["老旧小区改造", "水利投资"]
    lists = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
    assert (
        lists["G4:G1005"]
        == '"'
        + ",".join([f"2021-{m:02}" for m in range(7, 13)] + [f"2022-{m:02}" for m in range(1, 7)])
        + '"'
    )
    assert lists["I5"] == '"元,万元,亿元"'
    assert all(len(formula) <= 257 for formula in lists.values() if formula), "a longer list breaks Excel"


@pytest.mark.usefixtures("goals")
def test_the_form_of_one_unit(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert write_template(con, tmp_path / "form.xlsx", AS_OF, owner="市水利局") == 1


@pytest.mark.usefixtures("goals")
def test_the_form_comes_back(con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    write_template(con, file, AS_OF)
    assert (take(file).loaded, take(file).rejections) == (0, ()), "an empty form is no error"
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    sheet["G5"], sheet["H5"], sheet["I5"], sheet["K5"] = "2022-05", 2.5, "亿元", date(2022, 6, 8)
    book.save(file)
    summary = take(file)
    assert (summary.loaded, summary.rejections) == (1, ())
    assert con.execute("SELECT value, recorded_at::DATE FROM observations").fetchall() == [
        (2.5e8, date(2022, 6, 8))
    ]
    assert propose_links(con, RUN, Settings()).accepted == 1
    assert con.execute("SELECT basis FROM current_links").fetchall() == [("target_id",)]


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
            "SELECT target_id FROM targets ORDER BY confidence DESC"
        ).fetchall()
    assert unsure_id in run(review.app, ["list"]).output
    assert run(review.app, ["edit", unsure_id, "value=4", "due=2022-11-30"]).exit_code == 0
    assert run(review.app, ["edit", unsure_id, "due=soon"]).exit_code == 2
    assert run(review.app, ["reject", unsure_id, "--note", "不是目标"]).exit_code == 0
    assert run(review.app, ["accept", "none"]).exit_code == 2
    assert "No goals wait" in run(review.app, ["list"]).output

    assert "1 goals" in run(actuals.app, ["template", str(tmp_path / "form.xlsx")]).output
    table = tmp_path / "a.csv"
    table.write_text(
        "指标,地区,期间,数值,单位,口径\n中心城老旧小区改造,南湖市,2022-05,9,户,累计\nx,,2022-13,1,户,\n"
    )
    imported = run(actuals.app, ["import", str(table), "--as-of", "2022-06-30"])
    assert imported.exit_code == 3
    assert "1 figures of 1 files" in imported.output
    assert "2022-13" in imported.output
    assert "2022-05-31" in run(actuals.app, ["history", "中心城老旧小区改造"]).output
    assert run(actuals.app, ["history", "无此序列"]).exit_code == 2

    with open_warehouse(home) as con:
        ((series_id,),) = con.execute("SELECT series_id FROM series").fetchall()
    assert series_id in run(links.app, ["list"]).output
    assert run(links.app, ["accept", sure_id, series_id]).exit_code == 0
    assert run(links.app, ["reject", sure_id, "none"]).exit_code == 2
    assert "No links wait" in run(links.app, ["list"]).output
