"""What each column of a table holds, by its head and by what stands in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from targets.actuals.columns import ACCUMULATIONS
from targets.actuals.forms.labels import Label, head_label, is_unit, joined_names, plain, row_label
from targets.actuals.forms.places import is_place
from targets.actuals.forms.spans import Months, find_months
from targets.actuals.forms.tables import Table, is_blank, number_at

LABELS = (
    "indicator",
    "category",
    "measure",
    "region",
    "period",
    "unit",
    "cumulative",
    "target",
    "recorded",
    "source",
    "illustrative",
    "index",
    "owner",
    "note",
)
"""Columns that say what a row is about, or say nothing about its figures."""

_OFFICE = re.compile(r"(?:局|委|办|厅|处|科|中心|公司|集团|部|院|站|所|队|政府|银行)$|[、,]")
_SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Column:
    """A column: one of `LABELS`, or the role of its figures (see `labels.Label`); what its heads say together."""

    at: int
    role: str
    label: Label
    why: str

    @property
    def holds_figures(self) -> bool:
        return self.role not in LABELS


def columns_of(table: Table) -> dict[int, Column]:
    """Of each column of a table what it holds."""
    columns: dict[int, Column] = {}
    for at in sorted({*table.heads, *(c for row in table.body for c in table.grid.rows[row])}):
        columns[at] = _column(table, at)
    _choose_indicator(table, columns)
    return columns


def joined_label(labels: tuple[Label, ...]) -> Label:
    """Heads one below the other as one: the lower says more, the upper fills what it leaves open."""
    if not labels:
        return Label("")
    whole = labels[0]
    for label in labels[1:]:
        role = label.role if label.role not in ("", "value") else whole.role
        share = role in ("share", "growth")
        name = label.name
        if whole.name.strip("\x00") and whole.role == "value" and whole.name not in name:
            name = joined_names(whole.name, name)
        elif whole.role == "growth" and label.role in ("", "value"):
            name = label.name + whole.name
        elif whole.role == "share" and label.role in ("", "value"):
            name = whole.name
        whole = replace(
            label,
            text=f"{whole.text} {label.text}",
            role=role,
            name=name,
            unit=label.unit or ("%" if share and whole.unit not in ("%", "百分点", "‰") else whole.unit),
            months=_joined_months(whole.months, label.months),
            place=label.place or whole.place,
            accumulation=label.accumulation or whole.accumulation,
            column=label.column or whole.column,
        )
    return whole


def _joined_months(upper: Months | None, lower: Months | None) -> Months | None:
    if upper is None or lower is None:
        return lower or upper
    if lower.first is None and upper.first is not None:
        return upper.in_year(lower.year)
    return lower.in_year(upper.year)


def _says_how_figures_add_up(text: str) -> bool:
    """Whether a cell says 累计, 当月 or 时点 and names nothing that could be counted."""
    said = row_label(text)
    return bool(said.accumulation) and (not said.name or text in ACCUMULATIONS)


def _column(table: Table, at: int) -> Column:
    label = joined_label(table.labels(at))
    rows = table.body[:_SAMPLE] if at in table.heads else table.body
    cells = [table.grid.cells.get((row, at)) for row in rows]
    filled = [cell for cell in cells if cell and not is_blank(cell.text)]
    numbers = [cell for cell in filled if number_at(cell) is not None or cell.fault]
    texts = [plain(cell.text) for cell in filled if number_at(cell) is None and not cell.fault]
    dated = sum(cell.day is not None or _is_period(cell.text) for cell in filled)

    def column(role: str, why: str) -> Column:
        return Column(at, role, label, why)

    if label.role in ("index", "owner", "note", "recorded") and not (label.role == "note" and label.unit):
        if label.role == "owner" and texts and sum(map(is_place, texts)) >= 0.6 * len(texts):
            return column("region", "its cells name places")
        return column(label.role, "by its head")
    if label.role in ("previous", "plan") and dated:
        return column(label.role, "by its head")
    if label.column in ("target", "source", "cumulative", "illustrative"):
        return column(label.column, "by its head")
    if texts and not numbers and all(map(_says_how_figures_add_up, texts)):
        return column("cumulative", "its cells say how figures add up")
    if not filled:
        return column(label.column or (label.role if label.role else "note"), "it is empty")
    if label.column == "period" or dated >= 0.7 * len(filled):
        return column("period", "its cells are periods" if dated else "by its head")
    if len(numbers) >= 0.5 * len(filled) and len(numbers) >= len(texts):
        if not table.heads.get(at) and at > min(table.heads or [at]) and not _counts_up(numbers):
            return column("headless", "figures without a head")
        if not table.heads.get(at) or (at == min(table.heads) and not label.unit and _counts_up(numbers)):
            return column("index", "it counts the rows")
        if label.column in ("unit", "region"):
            return column("note", "numbers under a head of words")
        return column(
            label.role or "value",
            "by its head" if label.role not in ("", "value") else "its cells are figures",
        )
    places, units = sum(map(is_place, texts)), sum(map(is_unit, texts))
    offices = sum(bool(_OFFICE.search(text)) for text in texts)
    if label.column == "unit" and units < 0.5 * len(texts) and (places or offices):
        return column(
            "region" if places >= offices else "owner",
            "its cells name " + ("places" if places >= offices else "offices"),
        )
    if label.column == "unit" or units >= 0.7 * len(texts):
        return column("unit", "its cells are units" if units else "by its head")
    if len(filled) > 1 and at > min(table.heads or [at]) and sum(map(_is_measure, texts)) >= 0.8 * len(texts):
        return column("measure", "its cells say plan, result or share")
    if places >= 0.6 * len(texts) or label.column == "region":
        return column("region", "its cells name places" if places else "by its head")
    if label.role in (
        "share",
        "plan",
        "growth",
        "previous",
        "rank",
        "original",
        "distance",
        "time_share",
    ) and (numbers or label.column != "indicator"):
        return column(label.role, "by its head")
    if numbers and label.unit:
        return column(label.role or "value", "figures among words")
    if label.column == "indicator" or not label.text:
        return column("indicator", "by its head" if label.column else "words without a head")
    if label.role == "value" and (not label.name or label.months or label.unit):
        return column("value", "by its head")
    return column("indicator" if offices < 0.5 * len(texts) and at == min(table.heads) else "note", "words")


def _is_measure(text: str) -> bool:
    """Whether a cell says only how the figures of its row are counted: 目标, 完成, 完成率, 同比."""
    label = row_label(text)
    return label.role in ("plan", "share", "growth", "previous") or (label.role == "value" and not label.name)


def _is_period(text: str) -> bool:
    written = plain(text)
    found = list(find_months(written))
    if not found:
        return False
    covered = sum(end - start for (start, end), _ in found)
    return (
        covered >= len(written) - 4
        and len(written) <= 16
        and bool(re.search(r"\d|季|半年|月", written))
        and not written.isdigit()
    )


def _counts_up(cells: list) -> bool:  # type: ignore[type-arg]
    numbers = [number_at(cell) for cell in cells]
    return (
        len(numbers) > 1
        and all(n is not None and n == i + (numbers[0] or 0) for i, n in enumerate(numbers))
        and numbers[0] in (0, 1)
    )


def _choose_indicator(table: Table, columns: dict[int, Column]) -> None:
    """Of several columns of words one names the indicator: the one that differs most; those before it are categories."""
    named = [c for c in columns.values() if c.role == "indicator"]
    if len(named) < 2:
        return
    kinds = {
        c.at: len(Counter(table.grid.text(row, c.at) for row in table.body) - Counter({"": 10**9}))
        for c in named
    }
    best = max(named, key=lambda c: (bool(head_is_name(c.label.text)), kinds[c.at], -c.at))
    for column in named:
        if column.at != best.at:
            role = "category" if column.at < best.at or kinds[column.at] > 1 else "note"
            columns[column.at] = replace(column, role=role, why="words beside the indicator")


def head_is_name(text: str) -> bool:
    """Whether a head calls its column the name of what is measured."""
    return bool(
        re.search(r"指标|名称|任务|事项|科目|实事|品名|产品", head_label(text).text)
    ) and not re.search("类别|分类|领域", text)
