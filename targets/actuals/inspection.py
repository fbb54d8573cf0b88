"""How a workbook would be read, for a person to look at before or after it is imported; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from targets.actuals.forms.columns import Column
from targets.actuals.forms.figures import SKIPPED
from targets.actuals.forms.grid import column_letter
from targets.actuals.forms.named import answers_beside
from targets.actuals.forms.readers import READERS
from targets.actuals.forms.understand import Reading, understand
from targets.bounded import bounded
from targets.reasons import in_chinese
from targets.rejection import RejectedFile, Rejection
from targets.words import section

FIRST_FIGURES = 12
_WORDS = {
    "region": "地区", "period": "期间", "unit": "单位", "accumulation": "口径", "subject": "主题", "year": "年份",
    "indicator": "指标", "value": "完成数", "plan": "计划",
    "share": "完成率", "growth": "增速", "previous": "上期", "note": "文字", "owner": "责任单位", "index": "序号",
    "rank": "排名", "title": "标题", "sheet": "工作表名", "file": "文件名", "folder": "文件夹名", "settings": "设置",
    "contradiction": "矛盾",
}  # fmt: skip


def in_words(said: str) -> str:
    """A word or reason of an inspection in Chinese; what is none of them stays."""
    return _WORDS.get(said) or _accumulations().get(said) or in_chinese(said)


def accumulation_in_words(said: str) -> str:
    """How figures accumulate, in Chinese; "period" is 当期 here, elsewhere the time itself."""
    return _accumulations().get(said) or in_words(said)


@cache
def _accumulations() -> dict[str, str]:
    return {key: words.zh for key, words in section("accumulation_written").items()}


@dataclass(frozen=True, slots=True)
class InspectedColumn:
    """A column: its letter, its heads, what it holds and why."""

    letter: str
    head: str
    role: str
    unit: str
    accumulation: str
    period: str
    why: str


@dataclass(frozen=True, slots=True)
class InspectedFigure:
    """A figure as it would be stored, and why it has its accumulation."""

    place: str
    indicator: str
    region: str
    period: str
    value: str
    unit: str
    accumulation: str
    why: str


@dataclass(frozen=True, slots=True)
class InspectedTable:
    """One table: what holds for all of it, its columns, its first figures, and what is not taken."""

    sheet: str
    shape: str
    context: tuple[tuple[str, str, str], ...]
    columns: tuple[InspectedColumn, ...]
    figures: tuple[InspectedFigure, ...]
    count: int
    refused: tuple[tuple[str, str, str], ...]
    questions: tuple[tuple[str, str, str, int], ...]
    left_out: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """A workbook: its tables, sheets without figures, and what of it cannot be read."""

    file: str
    tables: tuple[InspectedTable, ...]
    notes: tuple[str, ...]
    rejections: tuple[Rejection, ...]


def inspect(path: Path, today: date, region: str = "") -> Inspection:
    """How the forms of a file would be read, by a worker. Raises RejectedFile where it cannot be opened."""
    if path.suffix.lower() not in READERS:
        raise RejectedFile(
            Rejection(
                kind="actuals",
                file=str(path),
                place="",
                field="",
                value=path.suffix,
                reason="Only workbooks and separated values are forms.",
                advice="Import Parquet files, databases and queries as they are.",
            )
        )
    return bounded("actuals", path, inspected, path, today, region, answers_beside(path))


def inspected(path: Path, today: date, region: str, answers: Mapping[str, Mapping[str, str]]) -> Inspection:
    """The same in this process."""
    book = READERS[path.suffix.lower()](path, str(path))
    understood = understand(book, path, today, region=region or None, answers=answers)
    return Inspection(
        path.name, tuple(map(_table, understood.readings)), understood.notes, understood.rejections
    )


def _table(reading: Reading) -> InspectedTable:
    context, basis = reading.context, dict(reading.context.basis)
    whole = [
        ("region", context.place, basis.get("region", "")),
        (
            "period",
            context.months.written() if context.months else str(context.year or ""),
            basis.get("period", ""),
        ),
        ("unit", "、".join(context.units), ""),
        ("accumulation", context.accumulation, basis.get("accumulation", "")),
        ("subject", context.subject, ""),
    ]
    grid = reading.table.grid
    return InspectedTable(
        grid.name or "",
        reading.shape,
        tuple(row for row in whole if row[1]),
        tuple(_column(column) for column in reading.columns.values()),
        tuple(
            InspectedFigure(
                grid.place(f.row, f.column),
                f.name,
                f.place,
                f.months.written() if f.months else "",
                f"{f.value:.12g}",
                f.unit,
                f.accumulation,
                f.basis.get("accumulation", ""),
            )
            for f in reading.figures[:FIRST_FIGURES]
        ),
        len(reading.figures),
        tuple((grid.place(f.row, f.column), f.text, f.reason) for f in reading.refused),
        tuple((q.about, q.head, q.reason, len(q.places)) for q in reading.questions),
        (*reading.left_out, *((words, "not seen on the page") for words in grid.left_out)),
    )


def _column(column: Column) -> InspectedColumn:
    label = column.label
    role = f"{column.role}: {SKIPPED[column.role]}" if column.role in SKIPPED else column.role
    period = label.months.written().removeprefix("None").strip("-年") if label.months else ""
    return InspectedColumn(
        column_letter(column.at), label.text, role, label.unit, label.accumulation, period, column.why
    )
