"""Names read together in SQL mean what they mean one by one."""

from __future__ import annotations

import csv
import tempfile
import tomllib
from importlib import resources
from pathlib import Path

import duckdb
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from targets.actuals.imports import import_files
from targets.actuals.names import LEXICON, name_of
from targets.settings import Settings
from targets.store.warehouse import open_warehouse
from tests.actuals.conftest import Import
from tests.store.samples import RUN

REGION = "南湖市"
SYNONYMS = tomllib.loads(
    resources.files("targets.extraction.indicators").joinpath("synonyms.toml").read_text(encoding="utf-8")
)
VARIANTS = [
    word
    for kind in ("names", "whole", "endings")
    for name, words in SYNONYMS[kind].items()
    for word in (name, *words)
]
NOISE = [word for words in SYNONYMS["noise"].values() for word in words]
CHANGES = [word for words in LEXICON["change"].values() for word in words]
OTHER = [REGION, "第7号项目", "污水处理厂", "厂", "2022年", "2022", "（一期）", "ＧＤＰ", "A-1", "的", "“", " ", "℃", "３"]  # fmt: skip
NAMES = st.lists(
    st.one_of(*map(st.sampled_from, (VARIANTS, NOISE, CHANGES, OTHER))), min_size=1, max_size=4
).map(lambda parts: "".join(parts).strip())


def imported(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, str | None, bool]]:
    """What the last import made of each name: the name, its canonical form, stem and change, whether it was read alone."""
    return con.execute("SELECT full_indicator, canonical, stem, change, says_more FROM subjects").fetchall()


# A failure compares whole lists of names; making them shorter takes minutes.
@settings(max_examples=25, deadline=None, phases=set(Phase) - {Phase.shrink})
@given(names=st.lists(NAMES.filter(bool), min_size=20, max_size=40, unique=True))
def test_a_name_means_the_same_in_a_large_table(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            head = ("indicator", "region", "period", "value", "unit")
            csv.writer(file).writerows([head, *((name, REGION, "2022-05", 1, "个") for name in names)])
        with open_warehouse(Path(folder)) as con:
            import_files(con, Path(folder), [path], RUN, Settings())
            found = imported(con)
    assert {row[0] for row in found} == set(names)
    assert [row[:4] for row in found] == [(row[0], *name_of(row[0], REGION)) for row in found]


def test_a_name_that_says_no_more_than_its_words_is_not_read_alone(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    names = ("第7号项目完成户数", "污水处理厂", "全市污水处理厂", "南湖市污水处理厂", "城镇新增就业")
    rows = "\n".join(f"{name},{REGION},2022-05,1,个" for name in names)
    (tmp_path / "a.csv").write_text(f"indicator,region,period,value,unit\n{rows}", encoding="utf-8")
    take(tmp_path / "a.csv")
    assert {name for name, *_, alone in imported(con) if not alone} == set(names[:2])
