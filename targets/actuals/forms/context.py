"""What holds for a whole table: place, period, unit, accumulation and subject, from the lines above it to the folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from targets.actuals.forms.labels import is_unit, plain, said_accumulation, title_subject
from targets.actuals.forms.places import bare_place, find_place
from targets.actuals.forms.spans import Months, find_months
from targets.actuals.forms.tables import Table

_UNIT = re.compile(r"(?:(?:计量|数据|金额|货币|金额计量)?单位|^[(]?金额)[:：]([^\s:：]{1,24})")
_OTHER_DAY = re.compile(
    r"(?:填报|报送|上报|制表|打印|编制|填表|发布|审核|印发|更新|报出|批准|有效)(?:日期|时间|日|期)|^日期|^时间[:：]"
)
_SENDER = re.compile(
    r"^(?:填报|编报|报送|编制|制表|上报|填表|报表|统计)?(?:单位|部门|机构|地区|区域|范围)(?:\(.*?\))?[:：](.+)"
)
_ILLUSTRATIVE = re.compile(r"示意|illustrative", re.IGNORECASE)
_FOLDERS = 3


@dataclass(frozen=True, slots=True)
class Context:
    """What holds where a column or row says nothing else, and why: `basis` names the words of each.

    `illustrative`: title, sheet or file say that the figures are invented for show (示意).
    """

    place: str = ""
    months: Months | None = None
    year: int | None = None
    units: tuple[str, ...] = ()
    accumulation: str = ""
    subject: str = ""
    basis: tuple[tuple[str, str], ...] = ()
    contradiction: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A text above or around a table, and where it is from."""

    text: str
    where: str


def context_of(table: Table, path: Path, titles: Sequence[str] = (), region: str | None = None) -> Context:
    """What holds for a table. `titles` are those of the sheet's first table, `region` the default of the settings."""
    grid = table.grid
    above = [_Line(t, "title") for t in _pieces(grid.text(r, c) for r in table.above for c in grid.rows[r])]
    above += [_Line(t, "title") for t in _pieces(titles)]
    foot = [grid.text(r, c) for r in table.foot for c in grid.rows[r]]
    sheet = [_Line(grid.name or "", "sheet")]
    file = [_Line(path.stem, "file")]
    folders = [_Line(folder, "folder") for folder in [p.name for p in path.parents][:_FOLDERS]]
    place, place_from = _place(above, sheet, file, folders)
    if not place and region:
        place, place_from = region, "settings"
    months, months_from = _months([*above], sheet, file, folders)
    year = next(
        (m.year for line in (*above, *sheet, *file, *folders) for m in _spans(line.text) if m.year), None
    )
    if months:
        months = months.in_year(year)
    accumulation, accumulation_from = _accumulation(above, sheet, foot)
    basis = (("region", place_from), ("period", months_from), ("accumulation", accumulation_from))
    subject = next(
        (s for s in (title_subject(line.text, place) for line in above[:2] if not _is_aside(line.text)) if s),
        "",
    )
    return Context(
        bare_place(place),
        months,
        year,
        _units([*above, *(_Line(t, "foot") for t in foot)]) or _corner_unit(table),
        accumulation,
        subject or ("" if above else title_subject(path.stem, place)),
        tuple((key, where) for key, where in basis if where),
        _contradiction(above, sheet),
        any(_ILLUSTRATIVE.search(line.text) for line in (*above, *sheet, *file)),
    )


def with_answers(context: Context, answers: dict[str, str]) -> Context:
    """The context with what a named form says of its layout laid over it."""
    changed = context
    if "region" in answers:
        changed = replace(changed, place=answers["region"])
    if "unit" in answers:
        changed = replace(changed, units=(answers["unit"],))
    if "period" in answers:
        spans = [m for _, m in find_months(plain(answers["period"]))]
        months = spans[-1].in_year(context.year) if spans else context.months
        changed = replace(
            changed, months=months, year=months.year if months else context.year, contradiction=""
        )
    if "year" in answers and answers["year"].isdigit():
        year = int(answers["year"])
        changed = replace(changed, year=year, months=changed.months.in_year(year) if changed.months else None)
    return changed


def _is_aside(text: str) -> bool:
    """Whether a line above a table says who sends it or in which unit it is, not what it is about."""
    return bool(_SENDER.match(text) or _UNIT.search(text) or re.match(r"^[^:]{2,8}[:：]", text))


def _pieces(texts: Iterable[str]) -> list[str]:
    """Cells above a table in pieces: a line often holds sender, day and unit side by side; days of reporting are left out."""
    pieces = [piece for text in texts for piece in re.split(r"\s{2,}|[;；\n\u3000]+", text) if piece.strip()]
    return [plain(piece) for piece in pieces if not _OTHER_DAY.search(plain(piece))]


def _place(above: list[_Line], *others: list[_Line]) -> tuple[str, str]:
    for line in above:
        sender = _SENDER.match(line.text)
        if not sender and re.match(r"^(?:计量|数据|金额)?单位[:：]", line.text):
            continue
        found = find_place(sender[1] if sender else line.text)
        if found:
            return found, line.where
    for lines in others:
        for line in lines:
            found = find_place(plain(line.text))
            if found:
                return found, line.where
    return "", ""


def _spans(text: str) -> list[Months]:
    return [months for _, months in find_months(plain(text)) if not months.fault]


def _months(*sources: list[_Line]) -> tuple[Months | None, str]:
    """The period told nearest to the table: of one line its longest, of the lines above the table the first with months."""
    for lines in sources:
        for line in lines:
            spans = [m for m in _spans(line.text) if m.first is not None]
            year = next((m.year for m in _spans(line.text) if m.year), None)
            if spans and not re.search(r"同期|上年|去年|以来", line.text):
                best = max(spans, key=lambda m: (m.unit == "range", -(m.first or 0)))
                return best.in_year(year), line.where
    return None, ""


def _accumulation(above: list[_Line], sheet: list[_Line], foot: list[str]) -> tuple[str, str]:
    for line in (*above, *sheet):
        kind = said_accumulation(line.text)
        if kind:
            return kind, line.text
    for text in foot:
        found = re.search(
            r"(?:均为|均系|口径为|系|为)[^,，。;；]{0,6}(?:累计|当月|本月)[数值]?(?=[,，。;；]|$)",
            plain(text),
        )
        if found and "同期" not in text:
            return said_accumulation(found[0]), found[0]
    return "", ""


def _units(lines: Iterable[_Line]) -> tuple[str, ...]:
    for line in lines:
        for found in _UNIT.finditer(line.text):
            units = [u for u in re.split(r"[,，、/;；]|和", found[1].strip("()")) if is_unit(u)]
            if is_unit(found[1]):
                return (found[1].strip("()"),)
            if units:
                return tuple(units)
        bracket = re.search(r"(?:^|[(])(?:单位)?([^()]{1,8})[)]$", line.text)
        if bracket and is_unit(bracket[1]):
            return (bracket[1],)
    return ()


def _corner_unit(table: Table) -> tuple[str, ...]:
    """The unit in the head of the first column, where that column names places or indicators: 县区＼月份（万元）."""
    heads = table.labels(min(table.heads)) if table.heads else ()
    return next(((h.unit,) for h in heads if h.unit and h.column in ("region", "indicator", "period")), ())


def _contradiction(above: list[_Line], sheet: list[_Line]) -> str:
    """Title and sheet that name different months; which one was forgotten, a person has to say."""
    said, _ = _months(above)
    named, _ = _months(sheet)
    if said and named and said.last and named.last and said.last != named.last:
        return f"The title is about month {said.last}, the sheet's name about month {named.last}."
    return ""
