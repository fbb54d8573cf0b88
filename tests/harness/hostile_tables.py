"""Tables of actuals made to harm their reader: each a name and its bytes, made here and copied from nowhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import openpyxl

from tests.harness.hostile_documents import Made, spoilt

HEAD = "指标,地区,期间,数值,单位"
ROW = "新建口袋公园数,青山市,2022-03,6,个"
_SHEET = "xl/worksheets/sheet1.xml"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def tables(folder: Path) -> Iterator[Made]:
    """Every hostile table; `folder` is for what libraries write while one is made."""
    yield from _separated()
    yield from workbooks()
    yield from _queries(folder)
    yield from _parquet(folder)


def _separated() -> Iterator[Made]:
    rows = {
        "quote-opens": f'{ROW}\n新建"口袋"公园,青山市,2022-04,7,个\n"新建公园,青山市,2022-05,8,个\n{ROW}\n'
        + f"{ROW}\n" * 30,
        "quote-closes-late": f'"新建公园,青山市,2022-05,8,个\n{ROW}\n{ROW}\n新建"公园,青山市,2022-05,8,个\n{ROW}',
        "quotes": '"' * 400_001 + f"\n{ROW}",
        "cell": f"{'园' * 140_000},青山市,2022-03,6,个\n{ROW}",
        "cell-quoted": f'"{"园" * 3_000_000}",青山市,2022-03,6,个\n{ROW}',
        "largest-float": "投资,青山市,2022-03,1e308,亿元\n投资,青山市,2022-04,-1e308,亿元",
        "floats": "\n".join(
            f"投资{n},青山市,2022-03,{v},亿元"
            for n, v in enumerate(
                (
                    "inf",
                    "-inf",
                    "nan",
                    "1e400",
                    "-0",
                    "0x10",
                    "1_000",
                    "１２",
                    "一百",
                    "5e-324",
                    "9" * 400,
                    "1e",
                    "--1",
                    "1,2",
                )
            )
        ),
        "short-row": f"新建公园,青山市,2022-03\n{ROW}",
        "long-row": f"新建公园,青山市,2022-03,6,个,7,8,9\n{ROW}",
        "shifted-row": f"新建公园,青山市,,2022-03,6,个\n{ROW}",
        "zeros": f"新建\0公园,青山市,2022-03,6,个\n{ROW}",
        "columns": f"{',' * 200_000}\n{ROW}",
        "long": f"{ROW}\n" * 200_000,
        "sql": '\'); DROP TABLE targets; --,青山市,2022-03,6,个\n""" OR 1=1,青山市,2022-03,6,个',
        "formula": "=cmd|' /C calc'!A0,青山市,2022-03,6,个\n+1+1,青山市,2022-03,6,个",
        "page": "<script>alert(1)</script>,青山市,2022-03,6,个",
        "periods": "\n".join(
            f"公园{n},青山市,{p},6,个"
            for n, p in enumerate(
                (
                    "9999-12",
                    "0000-01",
                    "2022-00",
                    "2022-13",
                    "99999999",
                    "-1",
                    "2022年2月30日",
                    "1" * 500,
                    "下月",
                    "2022-1-2-3",
                )
            )
        ),
        "units": "\n".join(
            f"公园{n},青山市,2022-03,6,{u}"
            for n, u in enumerate(
                ("亿" * 400 + "元", "万" * 5_000, "/", "元/" * 5_000 + "元", "%%", "'", "（" * 5_000, "")
            )
        ),
        "direction": f"{chr(0x202E)}新建公园{chr(0x2066)},青山市,2022-03,6,个\n{ROW}",
    }
    for name, text in rows.items():
        yield f"table-{name}.csv", f"{HEAD}\n{text}\n".encode()
    yield "table-head-alone.csv", f"{HEAD}\n".encode()
    yield "table-heads-twice.csv", f"{HEAD},{HEAD}\n{ROW},{ROW}\n".encode()
    yield "table-one-quote.csv", b'"'
    yield "table-separators.csv", b"," * 5_000_000
    yield "table-lines.csv", b"\n" * 5_000_000
    yield "table-returns.csv", f"{HEAD}\r{ROW}\r{ROW}".encode()
    yield "table-utf16.csv", f"{HEAD}\n{ROW}\n".encode("utf-16")
    yield "table-utf16-half.csv", f"{HEAD}\n{ROW}\n".encode("utf-16")[:-1]
    yield "table-utf32.csv", f"{HEAD}\n{ROW}\n".encode("utf-32")
    yield "table-two-encodings.csv", f"{HEAD}\n{ROW}\n".encode() + f"{ROW}\n".encode("gbk")
    yield "table-noise.tsv", bytes(range(256)) * 400
    for seed in range(10):
        yield f"table-spoilt-{seed}.csv", spoilt(f"{HEAD}\n{f'{ROW}{chr(10)}' * 20}".encode(), seed)


def workbooks() -> Iterator[Made]:
    """Workbooks, which are tables of actuals and documents as well."""
    cell = '<c r="A1" t="inlineStr"><is><t>指标</t></is></c>'
    sheets = {
        "corner": f'<sheetData><row r="1">{cell}</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
        "dimension": f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1">{cell}</row></sheetData>',
        "merge-all": f'<sheetData><row r="1">{cell}</row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        "merges": f'<sheetData><row r="1">{cell}</row></sheetData><mergeCells>'
        + "".join(f'<mergeCell ref="A{n}:CV{n + 90}"/>' for n in range(1, 1_000))
        + "</mergeCells>",
        "merge-words": f'<sheetData><row r="1">{cell}</row></sheetData><mergeCells><mergeCell ref="甲"/></mergeCells>',
        "columns": f'<cols><col min="1" max="16384" hidden="1"/></cols><sheetData><row r="1">{cell}</row></sheetData>',
        "column-words": f'<cols><col min="-5" max="999999999" hidden="1"/></cols><sheetData><row r="1">{cell}</row></sheetData>',
        "row-number": f'<sheetData><row r="999999999999">{cell}</row></sheetData>',
        "place": '<sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c><c r=""><v>1</v></c></row></sheetData>',
        "string-index": '<sheetData><row r="1"><c r="A1" t="s"><v>99999999</v></c></row></sheetData>',
        "style-index": '<sheetData><row r="1"><c r="A1" s="99999"><v>1</v></c></row></sheetData>',
        "floats": "<sheetData>"
        + "".join(
            f'<row r="{n}"><c r="A{n}"><v>{v}</v></c></row>'
            for n, v in enumerate(("1e308", "1e400", "nan", "-inf", "x", ""), 1)
        )
        + "</sheetData>",
        "dates": '<sheetData><row r="1"><c r="A1" t="d"><v>99999-13-45</v></c><c r="B1" t="d"><v>x</v></c></row></sheetData>',
        "errors": '<sheetData><row r="1"><c r="A1" t="e"><v>#DIV/0!</v></c><c r="B1" t="b"><v>7</v></c></row></sheetData>',
        "formula": '<sheetData><row r="1"><c r="A1"><f>WEBSERVICE("file:///etc/passwd")</f></c></row></sheetData>',
        "array-formula": '<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c></row></sheetData>',
        "blank-rows": "<sheetData>" + "".join(f'<row r="{n}"/>' for n in range(1, 300_000)) + "</sheetData>",
        "cells": "<sheetData>"
        + "".join(f'<row r="{n}">{"<c><v>1</v></c>" * 50}</row>' for n in range(1, 20_000))
        + "</sheetData>",
        "text": f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{"园" * 2_000_000}</t></is></c></row></sheetData>',
        "nested": f"<sheetData>{'<row>' * 20_000}{'</row>' * 20_000}</sheetData>",
        "nothing": "",
    }
    for name, body in sheets.items():
        yield f"book-{name}.xlsx", _book(_SHEET, f"<worksheet {_MAIN}>{body}</worksheet>".encode())
    laughs = (
        "<!DOCTYPE l [<!ENTITY a '指标'>"
        + "".join(f"<!ENTITY {b} '{f'&{a};' * 12}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        + "]>"
    )
    strings = f"{laughs}<sst {_MAIN}><si><t>&i;</t></si></sst>"
    yield "book-laughs.xlsx", _book("xl/sharedStrings.xml", strings.encode())
    outside = strings.replace(laughs, "<!DOCTYPE l [<!ENTITY i SYSTEM 'file:///etc/passwd'>]>")
    yield "book-outside.xlsx", _book("xl/sharedStrings.xml", outside.encode())
    yield (
        "book-strings.xlsx",
        _book("xl/sharedStrings.xml", f"<sst {_MAIN}>{'<si><t>园</t></si>' * 2_000_000}</sst>".encode()),
    )
    yield "book-bomb.xlsx", _book("xl/media/zeros.bin", bytes(400_000_000))
    yield "book-bomb-sheet.xlsx", _book(_SHEET, b" " * 300_000_000)
    yield "book-styles.xlsx", _book("xl/styles.xml", b"<styleSheet>")
    yield "book-no-book.xlsx", _book("xl/workbook.xml", b"<workbook/>")
    yield (
        "book-sheets.xlsx",
        _book(
            "xl/workbook.xml",
            (
                f'<workbook {_MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
                + "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 2_000))
                + "</sheets></workbook>"
            ).encode(),
        ),
    )
    yield "book-locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
    yield "book-no-archive.xlsx", b"PK\x03\x04" + bytes(1000)
    for seed in range(10):
        yield f"book-spoilt-{seed}.xlsx", spoilt(good_book(), seed)


def _queries(folder: Path) -> Iterator[Made]:
    figure = "SELECT content AS indicator, '2022-05' AS period, 1 AS value, '个' AS unit FROM read_text('/etc/passwd')"
    queries = {
        "passwd": figure,
        "write": f"COPY (SELECT 1) TO '{folder}/written-by-a-query.csv'; SELECT 1",
        "forever": "SELECT count(*) AS value, '2022-05' AS period, 'x' AS indicator FROM range(9999999999) a, range(9999999999) b",
        "recursion": "WITH RECURSIVE t AS (SELECT 1 AS value UNION ALL SELECT value + 1 FROM t) SELECT max(value) AS value FROM t",
        "memory": "SELECT repeat('园', 2000000000) AS indicator, '2022-05' AS period, 1 AS value",
        "attach": "ATTACH '/etc/passwd' AS p; SELECT 1",
        "nothing": ";;;",
    }
    for name, query in queries.items():
        yield f"query-{name}.sql", query.encode()
    file = folder / "view.duckdb"
    with duckdb.connect(file) as own:
        own.execute(f"CREATE VIEW figures AS {figure}")
    yield "view.duckdb", file.read_bytes()
    for seed in range(5):
        yield f"view-spoilt-{seed}.duckdb", spoilt(file.read_bytes(), seed)


def _parquet(folder: Path) -> Iterator[Made]:
    selected = {
        "good": "SELECT '公园' AS indicator, '青山市' AS region, '2022-03' AS period, 6 AS value, '个' AS unit",
        "nested": "SELECT {'a': [1, 2]} AS indicator, MAP {'x': 1} AS period, [1] AS value, '个' AS unit",
        "floats": "SELECT '投资' AS indicator, '2022-03' AS period, unnest([1e308, 'inf'::DOUBLE, 'nan'::DOUBLE]) AS value, '亿元' AS unit",
        "blob": "SELECT '\\xFF'::BLOB AS indicator, '2022-03' AS period, 1 AS value, '个' AS unit",
        "rows": "SELECT '公园' AS indicator, '2022-03' AS period, 1 AS value, '个' AS unit FROM range(3000000)",
        "text": "SELECT repeat('园', 20000000) AS indicator, '2022-03' AS period, 1 AS value, '个' AS unit",
        "names": "SELECT 1 AS \"'; DROP TABLE targets; --\", 2 AS indicator, '2022-03' AS period, 3 AS value",
    }
    for name, query in selected.items():
        file = folder / f"{name}.parquet"
        duckdb.sql(f"COPY ({query}) TO '{file}'")
        yield f"parquet-{name}.parquet", file.read_bytes()
    whole = (folder / "good.parquet").read_bytes()
    yield "parquet-cut.parquet", whole[: len(whole) // 2]
    for seed in range(12):
        yield f"parquet-spoilt-{seed}.parquet", spoilt(whole, seed)


def good_book() -> bytes:
    """A small workbook with one figure."""
    book = openpyxl.Workbook()
    for row in (HEAD.split(","), ["新建口袋公园数", "青山市", "2022-03", 6, "个"]):
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _book(name: str, data: bytes) -> bytes:
    """The small workbook with one part put in or replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good_book())) as archive,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in archive.namelist():
            if entry != name:
                made.writestr(entry, archive.read(entry))
        made.writestr(name, data)
    return out.getvalue()
