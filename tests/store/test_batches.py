"""However documents are cut into batches, the warehouse is the one that loading them one by one gives."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import duckdb
import pytest

from targets.extraction.read_document import ReadDocument
from targets.store.decisions import accept, edit
from targets.store.documents import load_documents, relate_documents
from targets.store.run import Run
from targets.store.warehouse import migrate
from tests.store.edited import reworded
from tests.store.office import PLAN, SETTINGS, SOMEONE, Office, extracted

REPORT = "{city}市政府工作报告\n\n{year}年主要目标：完成旧房改造{n}万户，新建学校{n}所，新增就业{n}万人。\n\n{city}市人民政府\n{year}年1月20日\n"
NOTICE = "{city}市道路养护计划\n青政办〔2022〕{n}号\n今年完成道路养护{n}0公里，修补桥梁{n}座。\n"

Texts = Mapping[str, str]


def first_day() -> Texts:
    """Reports of several years, documents in two files, versions side by side, and some that nothing else meets."""
    texts = {
        f"report-{year}.txt": REPORT.format(city="青山", year=year, n=year - 2015)
        for year in range(2019, 2023)
    }
    texts |= {f"notice-{n}.txt": NOTICE.format(city="青山", n=n) for n in range(1, 7)}
    texts |= {"plan.txt": PLAN, "plan-copy.txt": PLAN, "plan-edited.txt": PLAN.replace("2万户", "3万户")}
    return texts | {
        "notice-2b.txt": texts["notice-2.txt"].replace("20公里", "25公里").replace("计划", "计划（修订）")
    }


def later_day(texts: Texts, random: Random) -> Texts:
    """The same files after edits; two hold each other's text, one holds what another held before, some are new."""
    later = {name: reworded(text, random) if random.random() < 0.6 else text for name, text in texts.items()}
    later["notice-1.txt"], later["notice-3.txt"] = texts["notice-3.txt"], texts["notice-1.txt"]
    later["moved.txt"] = later.pop("notice-4.txt")
    later["notice-5.txt"], later["plan-edited.txt"] = texts["notice-6.txt"], PLAN
    return later | {"report-2023.txt": REPORT.format(city="青山", year=2023, n=9)}


def load(con: duckdb.DuckDBPyConnection, texts: Texts, size: int, extractor: str, run: Run) -> list[bool]:
    """Load files in batches of a size; says of each whether it was written."""
    batch = []
    for path, text in sorted(texts.items()):
        document, mentions, goals = extracted(text, path)
        batch.append(ReadDocument(document, f"{path} {hash(text)}", mentions, goals))
    written = list[bool]()
    for first in range(0, len(batch), size):
        part = batch[first : first + size]
        written += load_documents(con, part, extractor=extractor, run=run, settings=SETTINGS)
    relate_documents(con, run)
    return written


def tables(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    """Every row that loading writes."""
    names = (
        "works",
        "documents",
        "document_files",
        "mentions",
        "extracted_targets",
        "goal_events",
        "targets",
    )
    return {name: con.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in names}


def after_three_days(size: int, seed: int) -> tuple[list[bool], dict[str, list[tuple[object, ...]]]]:
    """What batches of this size leave: a first day, decisions of a person, edits, and another extractor."""
    random = Random(seed)
    with duckdb.connect() as con:
        migrate(con)
        office = Office(con)
        texts = first_day()
        written = load(con, texts, size, "v1", office.next_run())
        goals = con.execute("SELECT target_id FROM current_targets ORDER BY target_id").fetchall()
        for number, (target_id,) in enumerate(goals):
            if number % 3 == 0:
                accept(con, target_id, SOMEONE)
            if number % 5 == 0:
                edit(con, target_id, {"value": 7.0}, SOMEONE)
        for extractor in ("v1", "v2"):
            texts = later_day(texts | {"notice-4.txt": NOTICE.format(city="青山", n=4)}, random)
            written += load(con, texts, size, extractor, office.next_run())
        return written, tables(con)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_batches_of_any_size_leave_what_documents_one_by_one_leave(seed: int) -> None:
    written, one_by_one = after_three_days(1, seed)
    assert len(one_by_one["works"]) > 8
    assert len(one_by_one["goal_events"]) > 5
    for size in (4, 100):
        assert after_three_days(size, seed) == (written, one_by_one)


def test_documents_that_meet_nothing_take_as_many_statements_as_one() -> None:
    def statements(count: int) -> int:
        with duckdb.connect() as con:
            migrate(con)
            counted = _Counted(con)
            texts = {f"{n}.txt": NOTICE.format(city=f"青{n}", n=n) for n in range(1, count + 1)}
            load(counted, texts, 100, "v1", Office(con).next_run())  # type: ignore[arg-type]
            return counted.statements

    assert statements(40) == statements(2)


class _Counted:
    """A connection that counts what it is asked."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self.statements = 0

    def execute(self, *asked: object) -> object:
        self.statements += 1
        return self._con.execute(*asked)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> object:
        return getattr(self._con, name)
