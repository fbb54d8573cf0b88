"""Fuzzing of every reader: good files with random changes, each read by a worker or rejected by name, never else.

    python -m tests.harness.fuzz_readers [--cases 10000] [--only docx]

Prints for each reader how many cases were read and how many rejected, how many of these by the worker because the
reader raised what nobody foresaw, and the slowest. Exits with 1 where a case was neither read nor rejected. Readers
that run OCR or LibreOffice get a hundredth of the cases.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, AnyStr

import duckdb
import hypothesis
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from targets.actuals.queries import check_parquet
from targets.actuals.tables import read_contents
from targets.bounded import bounded
from targets.reading.files import read_document
from targets.reading.manifest import read_manifest
from targets.rejection import RejectedFile
from tests.actuals.forms.workbook import Sheet, write_ods, write_xls
from tests.harness.hostile_documents import SENTENCE, good_pdf, good_word
from tests.harness.hostile_scans import good_ofd
from tests.harness.hostile_tables import HEAD, ROW, good_book
from tests.harness.ledgers import good_ledger, take_ledger
from tests.harness.reading import read_without_ocr
from tests.harness.xml_changes import Change, changed_xml

SLOW = frozenset(("rtf", "png"))
"""Readers that start a program or recognise a picture for each case."""
_FACTOR = 100
_MARKS = st.sampled_from(
    [
        *(
            b"\0",
            b"\xff",
            b"<",
            b">",
            b'"',
            b"'",
            b"&",
            b"%",
            b"\n",
            b"\r",
            b"\t",
            b",",
            b"|",
            b"#",
            b"-",
            b"/",
        ),
        *(
            b"<td>",
            b"</table>",
            b"<w:tbl>",
            b"<!--",
            b"]]>",
            b"&#0;",
            b"%PDF",
            b" obj",
            b"endstream",
            b"PK\x03\x04",
        ),
        *(
            "亿".encode(),
            "（".encode(),
            b"20%",
            "2022年".encode(),
            b"1e308",
            b"99999999999",
            b"-1",
            b"nan",
        ),
        *(b"colspan=9999", b'w:val="-1"', b'r="XFD1"', b"charset=hz", b"\xef\xbb\xbf", b"\xff\xfe"),
    ]
)
_CHANGES = st.lists(
    st.tuples(
        st.integers(0, 1_000_000),
        st.sampled_from(["change", "cut", "put", "twice"]),
        st.one_of(_MARKS, st.binary(min_size=1, max_size=8)),
        st.integers(1, 400),
    ),
    min_size=1,
    max_size=5,
)
_NO_TEXT = (b"PK", b"%PDF", b"PAR1", b"\x89PNG", b"\xd0\xcf\x11\xe0")
"""How files begin that hold no text as it is."""


def changed(data: bytes, changes: list[Change]) -> bytes:
    """The bytes after the changes, each at its place (counted round the end); of a text mostly whole characters."""
    if changes[0][0] % 4 and not data.startswith(_NO_TEXT):
        text = data.decode("utf-8")
        for place, kind, new, length in changes:
            text = _changed(text, place % (len(text) + 1), kind, new.decode("utf-8", "ignore"), length % 40)
        return text.encode()
    for place, kind, new, length in changes:
        data = _changed(data, place % (len(data) + 1), kind, new, length)
    return data


def _changed(whole: AnyStr, at: int, kind: str, new: AnyStr, length: int) -> AnyStr:
    if kind == "change":
        return whole[:at] + new + whole[at + len(new) :]
    if kind == "cut":
        return whole[:at] + whole[at + length :]
    if kind == "put":
        return whole[:at] + new + whole[at:]
    return whole[: at + length] + whole[at:]


def changed_parts(data: bytes, changes: list[Change]) -> bytes:
    """A zip archive one part of which is changed, mostly as XML that stays well-formed; at times the archive itself."""
    way = changes[0][0] % 8
    if way == 0:
        return changed(data, changes)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as made:
        words = [name for name in archive.namelist() if not name.endswith((".jpeg", ".jpg"))]
        spoilt = words[changes[0][0] // 8 % len(words)]
        for name in archive.namelist():
            part = archive.read(name)
            if name == spoilt:
                part = (
                    changed_xml(part, changes)
                    if way > 2 and part.startswith(b"<")
                    else changed(part, changes)
                )
            made.writestr(name, part)
    return out.getvalue()


def readers(folder: Path) -> dict[str, tuple[bytes, Callable[[Path], Any]]]:
    """By ending: a good file, and what reads it."""
    table = f"<table><tr><th>指标</th><th>目标</th></tr><tr><td>公园</td><td colspan=2>{SENTENCE}</td></tr></table>"
    separated = f"{HEAD}\n{f'{ROW}{chr(10)}' * 5}".encode()
    parquet = folder / "good.parquet"
    duckdb.sql(f"COPY (SELECT '公园' AS indicator, '2022-03' AS period, 6 AS value) TO '{parquet}'")
    sheet = {"3月": Sheet([HEAD.split(","), *[[*ROW.split(",")[:3], 6, "个"]] * 5])}
    figures = partial(read_contents, mapping={}, today=date(2022, 5, 31), region="", places=(), answers={})
    return {
        "txt": (f"一、目标\n{SENTENCE}\n|指标|目标|\n|公园|20个|\n".encode(), read_document),
        "html": (
            f"<html><head><meta charset=utf-8></head><body><h1>计划</h1>{table}</body></html>".encode(),
            read_document,
        ),
        "md": (
            f"# 计划\n\n|指标|目标|\n|-|-|\n|公园|20个|\n\n{SENTENCE}~~5~~[^1]\n\n[^1]: 注".encode(),
            read_document,
        ),
        "docx": (good_word(), read_document),
        "pdf": (good_pdf(folder), read_without_ocr),
        "xlsx": (good_book(), read_document),
        "ofd": (good_ofd(folder), read_document),
        "csv": (separated, figures),
        "figures.xlsx": (good_book(), figures),
        "figures.ods": (write_ods(folder / "good.ods", sheet).read_bytes(), figures),
        "figures.xls": (write_xls(folder / "good.xls", sheet).read_bytes(), figures),
        "parquet": (parquet.read_bytes(), check_parquet),
        "documents.csv": (_manifest(folder), read_manifest),
        "ledger.xlsx": (good_ledger(folder), partial(take_ledger, folder)),
        "rtf": (b"{\\rtf1\\ansi 20\\par\\trowd\\cellx900 30\\cell\\row}", read_document),
        "png": (_picture(), read_document),
    }


def _manifest(folder: Path) -> bytes:
    rows = ["path,title,issuer,issued_on,region,number,illustrative"]
    for name in ("a.txt", "乙.txt", "c.txt"):
        (folder / name).write_text(SENTENCE, encoding="utf-8")
        rows.append(f'{name},"关于公园的通知, 二",南湖市人民政府,2022-03-04,南湖市,南府〔2022〕4号,否')
    return "\n".join(rows).encode()


def _picture() -> bytes:
    picture = Image.new("RGB", (400, 120), "white")
    ImageDraw.Draw(picture).text((20, 40), "2022 20% 35", fill="black")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def fuzz(ending: str, good: bytes, read: Callable[[Path], Any], folder: Path, cases: int) -> Counter[str]:
    """Read so many changed copies of a good file; counts `read`, `rejected`, `unforeseen`, and `slowest` in ms."""
    counts: Counter[str] = Counter()
    change = changed_parts if good.startswith(b"PK") else changed
    file = folder / f"case.{ending}"

    @hypothesis.settings(
        max_examples=cases,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[hypothesis.Phase.generate],
    )
    @given(changes=_CHANGES)
    def one(changes: list[Change]) -> None:
        file.write_bytes(change(good, changes))
        began = time.monotonic()
        try:
            bounded("document", file, read, file)
            counts["read"] += 1
        except RejectedFile as error:
            assert error.rejection.reason
            assert error.rejection.advice
            counts["rejected"] += 1
            counts["unforeseen"] += error.rejection.reason == "Its reader does not understand it."
        counts["slowest"] = max(counts["slowest"], int(1000 * (time.monotonic() - began)))

    one()
    return counts


def main() -> int:
    """Run as described above."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for ending, (good, read) in readers(Path(name)).items():
            if options.only in ("", ending):
                cases = max(options.cases // _FACTOR, 1) if ending in SLOW else options.cases
                counts = fuzz(ending, good, read, Path(name), cases)
                print(
                    f"{ending:<14}{cases:>7} cases: {counts['read']:>6} read, {counts['rejected']:>6} rejected "
                    f"({counts['unforeseen']} by the worker), slowest {counts['slowest'] / 1000:.1f} s",
                    flush=True,
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
