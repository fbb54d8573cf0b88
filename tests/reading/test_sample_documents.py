"""The documents the repository ships, and the real ones beside it, give the metadata a reader sees in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from targets.extraction.mention import Role
from targets.extraction.pipeline import extract
from targets.reading.files import find_documents, read_document
from targets.reading.manifest import manifest_beside

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "data" / "documents"
SHARED = ROOT.parent / "shared"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the founding documents are not beside the repository"
)


@pytest.mark.parametrize(
    ("name", "issuer", "number", "issued_on", "region"),
    [
        ("fuzhou-2022.docx", "抚州市人民政府办公室", "抚府办字〔2022〕23号", date(2022, 5, 10), "抚州市"),
        ("hanzhong-2020.md", "汉中市人民政府", None, date(2020, 4, 8), "汉中市"),
        ("jingdezhen-2020.pdf", "景德镇市人民政府", None, date(2020, 6, 3), "景德镇市"),
        ("jiujiang-2020.txt", "九江市人民政府", "九府发〔2020〕3号", date(2020, 3, 4), "九江市"),
        ("lean-2020.html", "乐安县人民政府", "乐府发〔2020〕6号", date(2020, 7, 16), "乐安县"),
        ("national-headline-goals.md", "国务院", None, None, "全国"),
    ],
)
def test_samples(name: str, issuer: str, number: str | None, issued_on: date | None, region: str) -> None:
    document = read_document(SAMPLES / name, manifest_beside(SAMPLES))
    assert (document.issuer, document.number, document.issued_on) == (issuer, number, issued_on)
    assert document.region == region
    assert document.title and ("摘编" in document.title or "汇编" in document.title)
    assert document.plan_year == (2010 if "national" in name else issued_on and issued_on.year)


def test_the_samples_are_all_there_and_small() -> None:
    found = find_documents(SAMPLES).files
    assert {path.suffix for path in found} == {".txt", ".md", ".html", ".docx", ".pdf"}
    assert all(path.stat().st_size < 200_000 for path in found)
    manifest = manifest_beside(SAMPLES)
    assert manifest is not None and manifest.rejections == ()


def test_the_county_names_the_city_document_it_forwards() -> None:
    assert read_document(SAMPLES / "lean-2020.html").origin == "抚府发〔2020〕15号"


@pytest.mark.parametrize(
    ("name", "text", "value", "due", "owners"),
    [
        ("fuzhou-2022.docx", "55%", 55, date(2022, 6, 30), ("市发改委", "市财政局")),
        ("jiujiang-2020.txt", "200万个", 2_000_000, date(2020, 3, 31), ("市工信局", "市发改委")),
        ("jingdezhen-2020.pdf", "2万户", 20_000, date(2020, 12, 31), ("市发改委", "市住建局")),
        ("lean-2020.html", "50亿元", 5_000_000_000, date(2020, 12, 31), ("市金融办", "人行抚州市中心支行")),
        ("hanzhong-2020.md", "1万户", 10_000, date(2020, 6, 30), ("市金融办", "人民银行汉中市中心支行")),
    ],
)
def test_goals_of_every_format_reach_the_extraction_whole(
    name: str, text: str, value: float, due: date, owners: tuple[str, ...]
) -> None:
    goals = [m for m in extract(read_document(SAMPLES / name)) if m.role is Role.TARGET and m.text == text]
    assert [(goal.value, goal.due, goal.owners[:2]) for goal in goals] == [(value, due, owners)]


def test_the_national_page_sets_goals_for_every_year() -> None:
    page = read_document(SAMPLES / "national-headline-goals.md", manifest_beside(SAMPLES))
    goals = extract(page)
    assert {goal.due for goal in goals} == {date(year, 12, 31) for year in range(2010, 2023)}
    assert {(goal.role, goal.region) for goal in goals} == {(Role.TARGET, "全国")}


@needs_shared
@pytest.mark.parametrize(
    ("name", "number", "issuer", "issued_on", "region", "origin"),
    [
        ("fuzhou-2022", "抚府办字〔2022〕23号", "抚州市人民政府办公室", date(2022, 5, 10), "抚州市", None),
        ("hanzhong-2020", None, "汉中市人民政府", date(2020, 4, 8), "汉中市", None),
        ("jingdezhen-2020", None, None, date(2020, 6, 3), "景德镇市", None),
        ("jiujiang-2020", "九府发〔2020〕3号", "九江市人民政府", date(2020, 3, 4), "九江市", None),
        (
            "lean-2020",
            "乐府发〔2020〕6号",
            "乐安县人民政府",
            date(2020, 7, 16),
            "乐安县",
            "抚府发〔2020〕15号",
        ),
    ],
)
def test_founding_documents(
    name: str, number: str | None, issuer: str | None, issued_on: date, region: str, origin: str | None
) -> None:
    document = read_document(SHARED / "seeds" / f"{name}.txt")
    assert (document.number, document.issuer, document.issued_on) == (number, issuer, issued_on)
    assert (document.region, document.origin, document.plan_year) == (region, origin, issued_on.year)


@needs_shared
def test_work_reports() -> None:
    provincial = find_documents(SHARED / "corpus" / "provincial-2026").files
    national = find_documents(SHARED / "corpus" / "state").files
    assert len(provincial) == 16 and len(national) == 14
    for path in provincial:
        document = read_document(path)
        assert document.region and document.region.endswith(("省", "市", "自治区"))
        assert document.title == f"2026年{document.region}政府工作报告"
        assert document.issuer == f"{document.region}人民政府"
        assert document.plan_year == 2026 and document.issued_on is not None
        assert date(2026, 1, 1) < document.issued_on < date(2026, 2, 10)
    for path in national:
        document = read_document(path)
        assert (document.region, document.issuer) == ("全国", "国务院")
        assert document.plan_year == int(path.stem.removeprefix("state-"))
        assert document.issued_on in (None, date(document.plan_year, 3, 5))


@needs_shared
def test_offsets_count_in_the_file_as_it_is() -> None:
    for path in find_documents(SHARED / "seeds").files:
        with path.open(encoding="utf-8", newline="") as stream:
            assert read_document(path).text == stream.read()
