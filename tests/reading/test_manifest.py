"""The manifest beside the documents: it wins where it says something, and bad cells are named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from targets.reading.files import find_documents, read_document
from targets.reading.manifest import content_hash, manifest_beside, read_manifest

HEADER = "path,title,issuer,issued_on,region,number,illustrative\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    for name in ("notice.txt", "reports/plan.txt"):
        (tmp_path / name).write_text(
            "青山市人民政府关于防汛的通知\n2020年3月4日\n加固堤防30公里。\n", encoding="utf-8"
        )
    return tmp_path


def test_a_manifest_supplies_and_overrides(folder: Path) -> None:
    rows = "reports/plan.txt,防汛计划,江城市水利局,2021-02-03,江城市,江水字〔2021〕2号,示意\n"
    (folder / "documents.csv").write_text(HEADER + rows, encoding="utf-8")
    manifest = manifest_beside(folder)
    assert manifest is not None and manifest.rejections == ()

    plan = read_document(folder / "reports" / "plan.txt", manifest)
    assert (plan.title, plan.issuer, plan.region) == ("防汛计划", "江城市水利局", "江城市")
    assert (plan.number, plan.issued_on) == ("江水字〔2021〕2号", date(2021, 2, 3))
    assert plan.plan_year == 2021 and plan.illustrative

    notice = read_document(folder / "notice.txt", manifest)
    assert (notice.issuer, notice.region, notice.illustrative) == ("青山市人民政府", "青山市", False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_columns_are_optional_and_cells_may_be_empty(folder: Path, encoding: str) -> None:
    (folder / "documents.csv").write_text(
        "region,path\n江城市,notice.txt\n,reports/plan.txt\n", encoding=encoding
    )
    manifest = manifest_beside(folder / "notice.txt")
    assert read_document(folder / "notice.txt", manifest).region == "江城市"
    assert read_document(folder / "notice.txt", manifest).issuer == "青山市人民政府"
    assert read_document(folder / "reports" / "plan.txt", manifest).region == "青山市"


def test_there_may_be_no_manifest(folder: Path) -> None:
    assert manifest_beside(folder) is None


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ("notice.txt,,,2022-13-01,江城市,,", "issued_on", "2022-13-01"),
        ("notice.txt,,,3月5日,江城市,,", "issued_on", "3月5日"),
        ("notice.txt,,,,江城市,,perhaps", "illustrative", "perhaps"),
        ("gone.txt,,,,,,", "path", "gone.txt"),
        (",防汛计划,,,,,", "path", ""),
        ("notice.txt,a,b,2022-01-01,c,d,true,e", "path", "notice.txt"),
        ('notice.txt,"防汛计划,,,江城市,,', "", 'notice.txt,"防汛计划,,,江城市,,'),
        (f"{'n' * 300}.txt,,,,江城市,,", "path", f"{'n' * 300}.txt"),
    ],
)
def test_a_bad_row_is_named_by_line_field_and_value_and_the_rest_is_used(
    folder: Path, row: str, field: str, value: str
) -> None:
    file = folder / "documents.csv"
    file.write_text(f"{HEADER}reports/plan.txt,,,,江城市,,\n{row}\nlate.txt,,,,江城市,,\n", encoding="utf-8")
    (folder / "late.txt").write_text("加固堤防30公里。\n", encoding="utf-8")
    manifest = read_manifest(file)
    (rejection,) = manifest.rejections
    assert (rejection.kind, rejection.file, rejection.place) == ("manifest", str(file), "line 3")
    assert (rejection.field, rejection.value) == (field, value)
    for named in ("reports/plan.txt", "late.txt"):
        assert read_document(folder / named, manifest).region == "江城市"
    if field in ("issued_on", "illustrative"):
        assert read_document(folder / "notice.txt", manifest).region == "江城市"


def test_a_second_row_of_a_file_and_an_unknown_column_are_named(folder: Path) -> None:
    file = folder / "documents.csv"
    file.write_text("path,region,colour\nnotice.txt,江城市,\nnotice.txt,柳镇市,\n", encoding="utf-8")
    manifest = read_manifest(file)
    assert [(r.place, r.field) for r in manifest.rejections] == [("line 1", "colour"), ("line 3", "path")]
    assert read_document(folder / "notice.txt", manifest).region == "江城市"


def test_a_column_that_stands_twice_is_named(folder: Path) -> None:
    (folder / "documents.csv").write_text("path,region,region\nnotice.txt,柳镇市,江城市\n", encoding="utf-8")
    manifest = manifest_beside(folder)
    assert manifest is not None
    assert [(r.place, r.field) for r in manifest.rejections] == [("line 1", "region")]
    assert read_document(folder / "notice.txt", manifest).region == "江城市"


@pytest.mark.parametrize("written", ["2021-02-03", "2021/2/3", "2021年2月3日", "二〇二一年二月三日"])
def test_a_date_may_be_written_in_any_usual_form(folder: Path, written: str) -> None:
    (folder / "documents.csv").write_text(f"path,issued_on\nnotice.txt,{written}\n", encoding="utf-8")
    assert read_document(folder / "notice.txt", manifest_beside(folder)).issued_on == date(2021, 2, 3)


@pytest.mark.parametrize(
    "content", [b"name\nnotice.txt\n", b"", b"\x00\xff\x00\x9c", b"path\n" + b"x" * 200_000 + b"\n"]
)
def test_a_manifest_of_no_use_is_named_and_the_documents_are_read(folder: Path, content: bytes) -> None:
    (folder / "documents.csv").write_bytes(content)
    manifest = manifest_beside(folder)
    assert manifest is not None and {r.kind for r in manifest.rejections} == {"manifest"}
    assert read_document(folder / "notice.txt", manifest).region == "青山市"


def test_the_hash_changes_with_the_file_and_with_its_row_alone(folder: Path) -> None:
    notice, table = folder / "notice.txt", folder / "documents.csv"
    bare = content_hash(notice)
    table.write_text("path,region\nreports/plan.txt,江城市\n", encoding="utf-8")
    assert content_hash(notice, manifest_beside(notice)) == bare
    table.write_text("path,region\nnotice.txt,江城市\n", encoding="utf-8")
    with_row = content_hash(notice, manifest_beside(notice))
    notice.write_text("另一份通知\n", encoding="utf-8")
    assert len({bare, with_row, content_hash(notice, manifest_beside(notice))}) == 3


def test_documents_are_found_in_order_without_what_is_none(folder: Path) -> None:
    for name in ("documents.csv", ".hidden.txt", "~$notice.docx", "a.html.part", "b.txt~", "goals.xlsx"):
        (folder / name).write_bytes(b"x")
    (folder / ".git").mkdir()
    (folder / ".git" / "c.txt").write_bytes(b"x")
    found = [path.relative_to(folder).as_posix() for path in find_documents(folder).files]
    assert found == ["goals.xlsx", "notice.txt", "reports/plan.txt"]


def test_one_file_is_found_by_itself_and_nothing_is_an_error(folder: Path) -> None:
    assert find_documents(folder / "notice.txt").files == (folder / "notice.txt",)
    with pytest.raises(FileNotFoundError, match="gone"):
        find_documents(folder / "gone")
