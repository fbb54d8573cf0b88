"""Every number in each document of the regimes, for May 2022 and a past quarter, is recomputed from the snapshot.

A document is read from its Word file, part by part. Cells are compared with what `regime_truth` says; in sentences each
claim that is known takes its numbers away, and a number that is left over has nobody to account for it. Then a digit of
each paragraph and table is changed, and each change must be found.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import plotly.graph_objects as go
import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table

from dashboards.regimes.build import PAPERS, write_paper
from dashboards.regimes.notice import drafts_of, notice_paper
from dashboards.regimes.paper import Paper, Picture
from dashboards.regimes.rules import rules_of
from dashboards.regimes.wording import Words
from flows.commands.papers import judged_for
from targets import figures
from targets.status import Status
from targets.store.publish import open_snapshot
from targets.words import word_of
from tests.flows.conftest import Duban
from tests.flows.regime_truth import (
    AHEAD,
    CELLS,
    DUE_SOON,
    EARLY,
    SCORES,
    Goal,
    Truth,
    balanced,
    cut,
    in_words,
    letter_of,
    month_ends,
    name_of,
    needed_by,
    questions_of,
    ranked,
    truth_of,
    watched_row,
    zh,
)

pytestmark = pytest.mark.slow
LATEST = date(2022, 5, 31)
PERIODS = {
    "2022-05": (date(2022, 4, 30), date(2022, 5, 31)),
    "2022Q1": (date(2021, 12, 31), date(2022, 3, 31)),
}
NAMES = {"2022-05": "2022年5月份", "2022Q1": "2022年第一季度"}
ISSUES = {"2022-05": "2022年第5期", "2022Q1": "2022年第1期"}
OFFICE, ANSWER_BY = "云州市人民政府督查室", date(2022, 6, 8)
HANDLE = re.compile(r"^[A-Z]+\d+[A-Z]*-\d+$")
DIGITS = re.compile(r"[\d０-９%％]+")
LISTS = {
    "bulletin": (
        "滞后目标",
        "变差",
        "好转",
        "到期情况",
        "表扬情况",
        "未报数据的单位",
        "待核实的数据",
        "无法判断的目标",
    ),
    "summary": ("未报数据的单位",),
    "balance": ("逾期未完成的目标",),
}
"""The parts of a document whose goals are checked to be those that belong into them; one without any is left out."""
LEAST = {"balance": 3}
"""Figures that are compared at least in a document; in others 15."""
DIGIT = re.compile("[0-9]")
ONES = "一二三四五六七八九"
NUMERALS = [*ONES, "十", *(f"十{n}" for n in ONES), "二十", *(f"二十{n}" for n in ONES)]


@pytest.fixture(scope="module")
def home(duban: Duban, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample data as `duban demo` plays them: the invented city and the digests, on 31 May 2022."""
    place = tmp_path_factory.mktemp("figures")
    duban("demo", "--home", place)
    return place


@dataclass
class Audit:
    """What was found wrong in a document, or has nobody to account for it; and how many figures were compared."""

    name: str
    period: str
    truth: Truth
    wrong: list[tuple[str, ...]] = field(default_factory=list)
    compared: int = 0
    chapter: str = ""
    part: str = ""
    reason: str = ""
    chapters: int = 0
    about: Goal = field(default_factory=dict)
    addressee: str = ""
    listed: dict[str, list[str]] = field(default_factory=dict)

    def expect(self, where: str, found: object, truly: object) -> None:
        """Compare a figure, or several."""
        self.compared += 1
        if found != truly:
            self.wrong.append((self.chapter, where, str(found), str(truly)))

    def read(self, document: WordDocument) -> None:
        """Go through a Word file from its head to its signature."""
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                head, *rows = [[cell.text for cell in row.cells] for row in block.rows]
                self._table([cell.replace("\n", "") for cell in head], rows)
            else:
                self._paragraph(block.style.name if block.style else "", block.text)

    def _paragraph(self, style: str, text: str) -> None:
        if style == "Official heading 1":
            self._chapter(text)
        elif style == "Official heading 2":
            self.part = text
            self._account(text, [])
        elif style == "Official quote":
            goal = self.about
            self.expect("quote", text, f"《{cut(goal['title'], 80)}》：“{cut(goal['quote'], 300)}”")
        else:
            self.reason = text.partition("（")[0] if self.chapter == "无法判断的目标" else ""
            self._account(text, self._claims())

    def _chapter(self, text: str) -> None:
        self.chapters, self.part, self.reason = self.chapters + 1, "", ""
        number, _, self.chapter = text.rpartition("、")
        self.expect("number of a chapter", number, NUMERALS[self.chapters - 1] if number else "")
        if self.name == "notice" and number:
            self.about = self._noticed()[self.chapters - 1]
            status = word_of(Status(self.about["status"])).zh
            self.expect("heading", self.chapter, f"{name_of(self.about)}：{status}")
        else:
            self._account(self.chapter, [])

    def _account(self, text: str, claims: Sequence[tuple[str, object]]) -> None:
        """Take away what is claimed and true; no number may be left."""
        left = text
        for pattern, truly in claims:
            for found in re.finditer(pattern, left):
                self.expect(text, found[1], str(truly))
            left = re.sub(pattern, "", left)
        if DIGITS.search(left):
            self.wrong.append((self.chapter, "nobody accounts for", left))

    def _claims(self) -> list[tuple[str, object]]:
        """What sentences say, each with one figure that is true of the period."""
        truth, goals = self.truth, list(self.truth.goals.values())
        group = [g for g in goals if self.part in (g["region"], *g["owners"][:1])] if self.part else goals
        due = truth.due_within()
        decided = {status: sum(g["status"] == status for g in due) for status in SCORES}
        outcomes = "、".join(f"{word_of(Status(s)).zh}{count}项" for s, count in decided.items())
        silent = [g for g in truth.behind if not (g["cause"] or g["measures"] or g["promised_on"])]
        worst = min((g for g in goals if g["gap_share"] is not None), key=_gap, default=None)
        soon = date.fromordinal(truth.day.toordinal() + DUE_SOON)
        gap = figures.gap_share(-worst["gap_share"]).removeprefix("+") if worst else ""
        furthest = f"{name_of(worst)}，差距相当于目标的{gap}" if worst else ""
        return [
            (r"差距最大的是(.+)。", furthest),
            (f"({NAMES[self.period]})", NAMES[self.period]),
            (f"^({ISSUES[self.period]})$", ISSUES[self.period]),
            (r"^(\d+年\d+月\d+日)$", zh(truth.day)),
            (r"截至(\d+年\d+月\d+日)", zh(truth.day)),
            (r"（(\d+年\d+月\d+日)起）", zh(truth.day)),
            (r"与(\d+年\d+月\d+日)相比", zh(truth.since)),
            (r"本期调度目标(\d+项，其中[^。]+)。", f"{len(goals)}项，其中{in_words(goals)}"),
            (r"好转(\d+)项", len(truth.moved(1))),
            (r"变差(\d+)项", len(truth.moved(-1))),
            (r"^共(\d+项：.+)。$", f"{len(group)}项：{in_words(group)}"),
            (r"不参加单位排名的目标：(\d+)项", sum(not g["owners"] for g in goals)),
            (r"提前(\d+)天以上", EARLY),
            (r"超过时间进度(\d+)个百分点", f"{AHEAD:g}"),
            (r"未说明原因和措施的：(\d+)项", len(silent)),
            (r"本期需调度目标(\d+)项", len(truth.asked())),
            (r"、(\d+年\d+月\d+日)前（", zh(soon)),
            (r"(\d+)天内", DUE_SOON),
            (r"有推进路径的目标(\d+)项", len(truth.planned())),
            *(
                (rf"^{re.escape(reason)}（(\d+)项）：$", count)
                for reason, count in Counter(CELLS["情况"](g) for g in truth.unknown()).items()
            ),
            (
                r"到期目标(\d+项：.+)项。$",
                f"{len(due)}项：{outcomes}，尚未定论{len(due) - sum(decided.values())}",
            ),
            (r"下列(\d+)项目标", len(self._noticed())),
            (r"请于(\d+年\d+月\d+日)前", zh(ANSWER_BY)),
            (r"未提出数量目标的指标(\d+)项", len({row["watch_no"] for row in truth.watched})),
            *((f"{word_of(Status(s)).zh}(\\d+)分", points) for s, points in SCORES.items()),
        ]

    def finish(self) -> None:
        """Each list holds the goals that belong into it."""
        truth = self.truth
        lists = {
            "滞后目标": truth.behind,
            "变差": truth.moved(-1),
            "好转": truth.moved(1),
            "到期情况": truth.closed(),
            "表扬情况": truth.commended(),
            "未报数据的单位": [
                g for g in truth.goals.values() if g["report_overdue"] or g["final_figure_due"]
            ],
            "待核实的数据": [g for g in truth.goals.values() if g["waits_for_check"]],
            "无法判断的目标": truth.unknown(),
            "逾期未完成的目标": [g for g in truth.due_within() if g["status"] == "missed"],
        }
        for name in LISTS.get(self.name, ()):
            self.expect(name, sorted(self.listed.get(name, [])), sorted(g["handle"] for g in lists[name]))
        every = {"dispatch": truth.asked(), "timetable": truth.planned()}.get(self.name)
        if every is not None:
            found = [handle for handles in self.listed.values() for handle in handles]
            self.expect("goals", sorted(found), sorted(g["handle"] for g in every))

    def _noticed(self) -> list[Goal]:
        """The goals of the notice's unit that are behind or whose figures are too old, the largest gap first."""
        wanting = [
            g for g in self.truth.goals.values() if Status(g["status"]).is_behind or g["status"] == "stale"
        ]
        own = [g for g in wanting if g["owners"][:1] == [self.addressee]]
        return sorted(own, key=lambda g: (g["phase"] != "current", g["gap_share"] is None, _gap(g)))

    def _table(self, head: list[str], rows: list[list[str]]) -> None:
        goals = list(self.truth.goals.values())
        if head[0] == "名次":
            own = (
                goals
                if head[1] == "地区"
                else [g for g in goals if (g["place"] or "其他") == self.part or not self.part]
            )
            key = (lambda g: g["region"]) if head[1] == "地区" else (lambda g: (g["owners"] or [None])[0])
            self.expect("ranking", rows, ranked(own, key))
        elif head[-1] == "得分":
            self.expect("balance", rows, balanced(self.truth.due_within()))
        elif head[0] == "指标":
            for row in rows:
                self._watched(dict(zip(head, row, strict=True)))
        elif head == ["项目", "内容"]:
            self.expect("form", "".join(text for _, text in rows), "")
        elif head == ["项目", "现状"]:
            self.expect("facts", dict(rows), letter_of(self.about))
        else:
            months = [name for name in head if name.endswith("月末")]
            ends = month_ends(self.truth.day, len(months))
            self.expect("months", months, [f"{end.month}月末" for end in ends])
            for number, row in enumerate(rows, 1):
                self._goal(dict(zip(head, row, strict=True)), number)

    def _goal(self, row: dict[str, str], number: int) -> None:
        handle = HANDLE.match(row.get("目标", "").rpartition("\n")[2])
        if handle is None or handle[0] not in self.truth.goals:
            self.wrong.append((self.chapter, "a row about no goal", str(row)))
            return
        goal = self.truth.goals[handle[0]]
        self.listed.setdefault(self.part or self.chapter, []).append(handle[0])
        ends = {f"{end.month}月末": end for end in month_ends(self.truth.day, 6)}
        if self.reason:
            self.expect("reason", self.reason, CELLS["情况"](goal).partition("（")[0])
        for column, cell in row.items():
            if column == "序号":
                self.expect(column, cell, str(number))
            elif column == "回复":
                self.expect(column, cell, "")
            elif column in ends:
                self.expect(column, cell, needed_by(goal, ends[column], self.truth.every))
            elif column == "调度内容":
                self._questions(cell, questions_of(goal, self.truth.day))
            elif column in CELLS:
                self.expect(f"{goal['handle']} {column}", cell, CELLS[column](goal))
            else:
                self.wrong.append((self.chapter, "a column that nobody knows", column))

    def _questions(self, cell: str, truly: list[str]) -> None:
        left = cell
        for each in truly:
            self.expect("asked", each if each in left else left, each)
            left = left.replace(each, "", 1)
        if DIGITS.search(left):
            self.wrong.append((self.chapter, "nobody accounts for", left))

    def _watched(self, row: dict[str, str]) -> None:
        """A row about an indicator that is followed: its latest two figures and the change."""
        handle = row["指标"].split(" ")[0]
        known = [
            w
            for w in self.truth.watched
            if w["handle"] == handle and (w["place"] or w["region"] or "—") == row["地区"]
        ]
        if not known:
            self.wrong.append((self.chapter, "a row about no indicator", str(row)))
            return
        self.expect(
            "watched", row, next((w for w in map(watched_row, known) if w == row), watched_row(known[0]))
        )

    def look_at(self, figure: go.Figure) -> None:
        """A chart of gaps: its bars, the names beside them and the figures written on them."""
        goals = sorted((g for g in self.truth.goals.values() if g["gap_share"] is not None), key=_gap)[:12]
        bars, texts = figure.data
        self.expect("bars", list(bars.x), [g["gap_share"] for g in goals])
        self.expect("names", list(figure.layout.yaxis.ticktext), [cut(g["indicator"], 16) for g in goals])
        words = [f"{word_of(Status(g['status'])).zh} {figures.gap_share(g['gap_share'])}" for g in goals]
        self.expect("figures", [text.strip().split(" ", 1)[1] for text in texts.text], words)


def _gap(goal: Goal) -> tuple[float, str]:
    return goal["gap_share"] or 0.0, goal["target_id"]


def papers(home: Path, name: str, period: str) -> Iterator[tuple[str, Paper]]:
    """The documents of a name as the command makes them, with the unit each goes to."""
    words, rules = Words("zh"), rules_of({})
    with open_snapshot(home) as con:
        make, kind = PAPERS.get(name, (None, "month"))
        judged = judged_for(con, kind, None, period, "", "", name == "dispatch")
    if make is not None:
        yield "", make(judged, words, OFFICE, rules)
        return
    for draft in drafts_of(judged):
        yield draft.unit, notice_paper(draft, judged, words, OFFICE, words("draft_number"), ANSWER_BY)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("name", [*PAPERS, "notice"])
def test_every_number_is_recomputed_or_accounted_for(
    home: Path, tmp_path: Path, name: str, period: str
) -> None:
    with open_snapshot(home) as con:
        truth = truth_of(con, *PERIODS[period], LATEST)
    for place, (unit, paper) in enumerate(papers(home, name, period)):
        (path,) = write_paper(paper, tmp_path / str(place), ("docx",))
        pictures = [block.figure for block in paper.blocks if isinstance(block, Picture)]
        document, audit = Document(str(path)), Audit(name, period, truth, addressee=unit)
        audit.read(document)
        assert "duban" not in document.element.xml, "a document names no command"
        for figure in pictures:
            audit.look_at(figure)
        audit.finish()
        assert audit.wrong == []
        assert audit.compared >= LEAST.get(name, 10)
        wrong_digits, spoiled = (
            spoil(document, random.Random(place)),
            Audit(name, period, truth, addressee=unit),
        )
        spoiled.read(document)
        assert len(spoiled.wrong) >= wrong_digits > 3
        for figure in pictures:
            figure.data[0].x = [x + 0.1 for x in figure.data[0].x]
            found = len(spoiled.wrong)
            spoiled.look_at(figure)
            assert len(spoiled.wrong) == found + 1


def spoil(document: WordDocument, rng: random.Random) -> int:
    """Change a digit of each paragraph and of each table that has one; returns how many were changed."""
    changed = 0
    for block in document.iter_inner_content():
        cells = [cell for row in block.rows for cell in row.cells] if isinstance(block, Table) else [block]
        runs = [
            run
            for c in cells
            for p in getattr(c, "paragraphs", [c])
            for run in p.runs
            if DIGIT.search(run.text)
        ]
        if runs:
            run = rng.choice(runs)
            place = rng.choice([found.start() for found in DIGIT.finditer(run.text)])
            run.text = f"{run.text[:place]}{(int(run.text[place]) + 1) % 10}{run.text[place + 1 :]}"
            changed += 1
    return changed
