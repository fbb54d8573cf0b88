"""An office that reads documents, edits them and decides on their goals, on one home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import duckdb

from targets.extraction.goals.rules import form_targets
from targets.extraction.goals.target import Target
from targets.extraction.mention import Mention
from targets.extraction.pipeline import read
from targets.reading.document import Document
from targets.reading.files import read_document
from targets.settings import Receiver, Settings
from targets.store.decisions import Person
from targets.store.documents import relate_documents
from targets.store.run import Run
from tests.harness.loading import load_document

SETTINGS = Settings(receivers=(Receiver("office", "json://127.0.0.1:9"),))
SOMEONE = Person("王敏", datetime(2022, 7, 1, 9, 0))
PLAN = """南湖市2022年民生实事工作方案
南政发〔2022〕3号
一、居住
今年全市完成老旧小区改造2万户，由市住建局牵头。
新建公办幼儿园12所，由市教育局牵头。
二、就业
全市新增城镇就业3.6万人，由市人社局牵头。
城镇登记失业率控制在4.5%以内。
三、发展
地区生产总值增长8%左右。
建成养老服务站点80个。
新改建农村公路480公里。
"""


@cache
def extracted(text: str, path: str) -> tuple[Document, tuple[Mention, ...], tuple[Target, ...]]:
    """A text read and extracted as a file of this name is."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / path
        file.write_text(text, encoding="utf-8")
        document = replace(read_document(file, None), path=path)
    mentions, _ = read(document)
    return document, tuple(mentions), tuple(form_targets(document, mentions))


@dataclass
class Office:
    """Each step is one run, an hour after the one before."""

    con: duckdb.DuckDBPyConnection
    steps: int = 0

    def next_run(self) -> Run:
        """The next run."""
        self.steps += 1
        now = datetime(2022, 6, 30, 8) + timedelta(hours=self.steps)
        return Run(f"run-{self.steps:03}", date(2022, 6, 30), now)

    def load(
        self,
        text: str,
        path: str = "plan.txt",
        extractor: str = "v1",
        targets: Sequence[Target] | None = None,
    ) -> Run:
        """Load a text as the content of a file; `targets` are what another extractor makes of it."""
        run = self.next_run()
        self._load(text, path, extractor, targets, run)
        relate_documents(self.con, run)
        return run

    def load_all(self, texts: Mapping[str, str]) -> Run:
        """Load the contents of many files (name -> text) in one run."""
        run = self.next_run()
        for path, text in texts.items():
            self._load(text, path, "v1", None, run)
        relate_documents(self.con, run)
        return run

    def _load(self, text: str, path: str, extractor: str, targets: Sequence[Target] | None, run: Run) -> None:
        document, mentions, found = extracted(text, path)
        load_document(
            self.con,
            document,
            text[:20] + str(hash(text)),
            mentions if targets is None else [m for t in targets for m in t.mentions],
            found if targets is None else targets,
            extractor=extractor,
            run=run,
            settings=SETTINGS,
        )

    def goals(self) -> dict[str, str]:
        """The goals in force: id by indicator."""
        return dict(
            self.con.execute("SELECT indicator, target_id FROM current_targets ORDER BY goal_no").fetchall()
        )

    def goal(self, unit: str) -> str:
        """The id of the only goal in force with this unit."""
        ((target_id,),) = self.con.execute(
            "SELECT target_id FROM current_targets WHERE unit = ?", [unit]
        ).fetchall()
        return str(target_id)

    def events(self, run: Run) -> list[tuple[object, ...]]:
        """What the run recorded: event, field, before, after."""
        return self.con.execute(
            "SELECT event, field, before::VARCHAR, after::VARCHAR FROM goal_events WHERE run_id = ? ORDER BY event_no",
            [run.run_id],
        ).fetchall()
