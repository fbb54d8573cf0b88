"""A refresh over files that once stopped it: each is named with what to do, the good ones come in, nothing leaks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.flows.conftest import Duban
from tests.harness.hostile_documents import documents as hostile_documents
from tests.harness.hostile_tables import tables as hostile_tables

pytestmark = pytest.mark.slow

GOOD = "青山市人民政府2022年工作要点\n\n今年新建足球场31个以上。\n\n青山市人民政府\n2022年1月20日\n"
NOWHERE = "工作要点\n\n2022年新建篮球场12个以上。\n"
LINKED = "江城市人民政府2022年工作要点\n\n今年新建图书馆7个以上。\n"
ACTUALS = "指标,地区,期间,数值,单位\n新建足球场数,青山市,2022-03,6,个\n"
MADE = (
    *("page-charset-00-undefined.html", "page-charset-01-unicode_esca.html", "text-largest-float.txt"),
    *("word-one-paragraph.docx", "table-cell.csv", "table-cell-quoted.csv", "table-largest-float.csv"),
    *("table-quote-opens.csv", "table-quote-closes-late.csv", "book-merge-all.xlsx", "book-corner.xlsx"),
    *("book-strings.xlsx", "query-passwd.sql", "query-forever.sql", "view.duckdb"),
)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of documents and one of actuals, with a good file in each."""
    root = tmp_path_factory.mktemp("inputs")
    documents, actuals, made = root / "documents", root / "actuals", root / "made"
    for folder in (documents, actuals, made, root / "elsewhere"):
        folder.mkdir()
    for folder, files in ((documents, hostile_documents(made)), (actuals, hostile_tables(made))):
        for name, data in files:
            if name in MADE:
                (folder / name).write_bytes(data)
    (documents / "good.txt").write_text(GOOD, encoding="utf-8")
    (documents / "nowhere.txt").write_text(NOWHERE, encoding="utf-8")
    (root / "elsewhere" / "linked.txt").write_text(LINKED, encoding="utf-8")
    (documents / "linked.txt").symlink_to(root / "elsewhere" / "linked.txt")
    Path(os.fsdecode(os.fsencode(documents) + "/工作要点.txt".encode("gbk"))).write_text(
        GOOD, encoding="utf-8"
    )
    os.mkfifo(documents / "pipe.txt")
    (documents / "folder.txt").mkdir()
    (actuals / "good.csv").write_text(ACTUALS, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def refreshed(
    duban: Duban, inputs: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, str]]:
    """The home after a refresh, and what was printed."""
    home = tmp_path_factory.mktemp("home")
    arguments = (
        "--documents",
        inputs / "documents",
        "--actuals",
        inputs / "actuals",
        "--as-of",
        "2022-05-31",
    )
    yield home, duban("refresh", "--home", home, *arguments, code=3).stdout


def reasons(home: Path) -> dict[str, str]:
    """What is said of each file in quarantine."""
    with duckdb.connect(home / "warehouse.duckdb", read_only=True) as con:
        rows = con.execute(
            "SELECT file, string_agg(concat_ws(' ', place, value, reason), '; ') FROM open_quarantine GROUP BY file"
        ).fetchall()
    return {Path(file).name: words for file, words in rows}


def test_the_good_files_come_in(
    refreshed: tuple[Path, str], goals: Callable[..., list[dict[str, Any]]]
) -> None:
    found = {row["value"]: row for row in goals(refreshed[0])}
    assert found[31]["actual"] == 6
    assert found[12]["region"] is None
    assert (refreshed[0] / "site" / "index.html").is_file()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("linked.txt", "links are not followed"),
        ("pipe.txt", "a device or a pipe"),
        ("folder.txt", "named like a file"),
        ("\\xb9\\xa4\\xd7\\xf7Ҫ\\xb5\\xe3.txt", "no valid text in UTF-8"),
        ("query-passwd.sql", "only where the settings name it"),
        ("query-forever.sql", "only where the settings name it"),
        ("view.duckdb", "only where the settings name it"),
        ("table-quote-opens.csv", "line 4"),
    ],
)
def test_what_is_kept_out_is_named_with_the_reason(
    refreshed: tuple[Path, str], file: str, words: str
) -> None:
    assert words in reasons(refreshed[0])[file]


def test_a_table_and_a_workbook_of_no_use_are_named(refreshed: tuple[Path, str]) -> None:
    said = reasons(refreshed[0])
    for file in (
        "table-cell.csv",
        "table-largest-float.csv",
        "table-quote-closes-late.csv",
        "book-merge-all.xlsx",
    ):
        assert file in said


def test_a_page_of_an_unknown_encoding_is_read_as_what_it_is(refreshed: tuple[Path, str]) -> None:
    with duckdb.connect(refreshed[0] / "warehouse.duckdb", read_only=True) as con:
        paths = con.execute("SELECT path FROM document_files WHERE path LIKE '%page-charset%'").fetchall()
    assert len(paths) == 2


def test_nothing_of_the_system_is_published(refreshed: tuple[Path, str]) -> None:
    secret = Path("/etc/passwd").read_bytes().splitlines()[0]
    for file in refreshed[0].rglob("*"):
        if file.is_file() and "prefect" not in file.parts:
            assert secret not in file.read_bytes(), file
