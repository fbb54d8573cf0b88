"""A workbook understood: figures with places, what is refused, what has to be asked, what is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from targets.actuals.forms.accumulation import resolve_accumulation
from targets.actuals.forms.columns import Column, columns_of, joined_label
from targets.actuals.forms.context import Context, context_of, with_answers
from targets.actuals.forms.figures import SKIPPED, Figure, read_figures
from targets.actuals.forms.grid import Book, Grid
from targets.actuals.forms.labels import plain
from targets.actuals.forms.places import misspelt
from targets.actuals.forms.spans import Months
from targets.actuals.forms.tables import Table, find_tables, is_blank
from targets.rejection import Rejection


@dataclass(frozen=True, slots=True)
class Question:
    """Something about a table that only a person knows: `about` is unit, period, region, accumulation or scale."""

    about: str
    grid: Grid
    column: int | None
    head: str
    reason: str
    places: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(slots=True)
class Reading:
    """One table as it is read. `shape` is the layout's identity, whatever its months, years and places."""

    table: Table
    columns: dict[int, Column]
    context: Context
    shape: str
    figures: list[Figure] = field(default_factory=list)
    refused: list[Figure] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Understood:
    """A workbook: its tables as they are read, and sheets without a table of figures (notes, no faults)."""

    readings: tuple[Reading, ...]
    notes: tuple[str, ...]
    rejections: tuple[Rejection, ...]


def understand(
    book: Book,
    path: Path,
    today: date,
    *,
    region: str | None = None,
    places: Collection[str] = (),
    answers: Mapping[str, Mapping[str, str]] | None = None,
) -> Understood:
    """Read every table of a workbook.

    `today` is the run's day, `region` the default of the settings, `places` the regions that are known already,
    `answers` what named forms say, by shape.
    """
    readings, notes = [], []
    region = _place_of_book(book, path) or region
    for grid in book.grids:
        tables = find_tables(grid)
        if not tables:
            if grid.cells:
                notes.append(grid.name or path.name)
            continue
        titles = [grid.text(r, c) for r in tables[0].above for c in grid.rows[r]]
        for table in tables:
            known = (answers or {}).get(shape_of(table), {})
            context = with_answers(
                context_of(table, path, titles if table is not tables[0] else (), region), dict(known)
            )
            readings.append(_read(table, context, dict(known), today))
    _check_places(readings, places)
    return Understood(tuple(readings), tuple(notes), book.rejections)


def _place_of_book(book: Book, path: Path) -> str:
    """The place that the title of any sheet names, for those that name none."""
    contexts = (context_of(table, path) for grid in book.grids for table in find_tables(grid))
    return next((context.place for context in contexts if context.place), "")


def shape_of(table: Table) -> str:
    """The layout of a table: its heads, with numbers left open, so that next month's form has the same shape."""
    heads = ["/".join(plain(h) for h in heads) for _, heads in sorted(table.heads.items())]
    return (
        "|".join("".join("#" if c.isdigit() else c for c in head) for head in heads)
        .replace("##", "#")
        .replace("##", "#")
    )


def _read(table: Table, context: Context, answers: dict[str, str], today: date) -> Reading:
    columns = columns_of(table)
    reading = Reading(table, columns, context, shape_of(table))
    figures = list(read_figures(table, columns, context))
    follows_plan = any(c.role in ("plan", "share") for c in columns.values())
    _complete_periods(figures, context, columns, today)
    resolve_accumulation(figures, context, follows_plan)
    _scale_shares(figures, columns, table)
    _refuse_totals_of_fewer_months(figures, table)
    said = set[tuple[object, ...]]()
    for figure in figures:
        if not figure.accumulation and "accumulation" in answers:
            figure.accumulation, figure.basis["accumulation"] = answers["accumulation"], "answered"
        if figure.role == "subtotal":
            reading.left_out.append((table.grid.place(figure.row, figure.column), "a total of other rows"))
        elif figure.reason:
            _refuse(reading, figure)
        elif (same := _says(figure)) in said:
            place = table.grid.place(figure.row, figure.column)
            reading.left_out.append((place, "the same figure as in another column of its row"))
        else:
            said.add(same)
            reading.figures.append(figure)
    _ask(reading)
    for column in columns.values():
        if column.role in SKIPPED:
            reading.left_out.append((column.label.text, SKIPPED[column.role]))
        elif not column.holds_figures and column.role in ("note", "owner"):
            reading.left_out.append((column.label.text, "words, no figures"))
    return reading


def _says(figure: Figure) -> tuple[object, ...]:
    """What a figure says of its row: 1-2月 and 累计 beside it are one where both are about January and February."""
    return (
        figure.row,
        figure.name,
        figure.place,
        figure.months,
        figure.unit,
        figure.accumulation,
        figure.value,
    )


def _refuse(reading: Reading, figure: Figure) -> None:
    """A cell without a figure is refused; a word in a column of rates (已完成) is only left out."""
    if (
        figure.role in ("share", "growth", "rank")
        and figure.wrong == "value"
        and not any(c.isdigit() for c in figure.text)
        and "#" not in figure.text
    ):
        reading.left_out.append(
            (
                reading.table.grid.place(figure.row, figure.column),
                f"words in a column of rates: {figure.text}",
            )
        )
    else:
        reading.refused.append(figure)


def _complete_periods(
    figures: Sequence[Figure], context: Context, columns: Mapping[int, Column], today: date
) -> None:
    """A running total under 累计 ends with the last month that the table has; a year that is over stands for itself."""
    latest = max(
        (
            f.months.last
            for f in figures
            if f.months and f.months.last and f.value is not None and f.basis.get("own")
        ),
        default=None,
    )
    progress = any(
        c.role in ("plan", "share") or c.label.accumulation in ("ytd", "period") for c in columns.values()
    )
    for figure in figures:
        if figure.months is None or figure.months.first is None:
            year = figure.months.year if figure.months else context.year
            if figure.months is not None and figure.basis.get("own"):
                continue
            if latest and year:
                figure.months = Months("month", year, latest, latest)
            elif year and year < today.year and not progress:
                figure.months = Months("year", year)


def _scale_shares(figures: Sequence[Figure], columns: Mapping[int, Column], table: Table) -> None:
    """Shares of a plan written as decimals (0.55) under a head that names no unit are per cent."""
    by_column = defaultdict(list)
    for figure in figures:
        if figure.value is not None:
            by_column[figure.column].append(figure)
    for column in columns.values():
        mine = by_column[column.at]
        raw = [
            f
            for f in mine
            if (cell := table.grid.cells[f.row, f.column]).number is not None and not cell.unit
        ]
        said = "%" in column.label.text if column.role == "share" else column.label.unit
        if not raw or said or any(f.unit != "%" for f in raw) or column.role == "growth":
            continue
        if (
            len(raw) == len(mine)
            and all(abs(f.value or 0) <= 1.5 for f in raw)
            and any((f.value or 0) % 1 for f in raw)
        ):
            for figure in raw:
                figure.value = round((figure.value or 0) * 100, 10)


def _refuse_totals_of_fewer_months(figures: Sequence[Figure], table: Table) -> None:
    """A total under 1-6月 beside months of which the last is blank is a total of fewer months than its head says."""
    single = dict[int | None, int]()
    for column in table.heads:
        head = joined_label(table.labels(column)).months
        if head and head.unit == "month":
            single[head.last] = column
    for figure in figures:
        months = figure.months
        if (
            months is None
            or months.unit != "range"
            or len(single) < 2
            or figure.role != "value"
            or figure.reason
        ):
            continue
        last = table.grid.text(figure.row, single.get(months.last, 0))
        if last and is_blank(last):
            figure.reason = (
                f"The head says {months.first} to {months.last}, but month {months.last} has no figure."
            )
            figure.wrong = "period"


def _ask(reading: Reading) -> None:
    """Take figures out of which something is not known, with one question for each column and thing."""
    open_ones: dict[tuple[str, int | None], list[Figure]] = {}
    good = []
    for figure in reading.figures:
        about = _unknown(figure, reading.context)
        if about:
            open_ones.setdefault((about, figure.column if about in ("unit", "scale") else None), []).append(
                figure
            )
        else:
            good.append(figure)
    reading.figures = good
    grid = reading.table.grid
    for (about, column), figures in open_ones.items():
        head = " ".join(reading.table.heads.get(column, ())) if column else ""
        reading.questions.append(
            Question(
                about,
                grid,
                column,
                head,
                _REASONS[about] if about != "contradiction" else reading.context.contradiction,
                tuple(grid.place(f.row, f.column) for f in figures),
                tuple(f.text for f in figures),
            )
        )


_REASONS = {
    "unit": "Neither head, row nor title says the unit.",
    "period": "Neither head, row, title, sheet, file nor folder says which month the figures are about.",
    "year": "Neither head, title, sheet, file nor folder says the year.",
    "region": "Neither row, title, file nor folder says which region the figures are about.",
    "accumulation": "Nothing says whether the figures are running totals (累计) or of the month alone (当月).",
    "indicator": "Nothing says what the figures measure.",
}


def _unknown(figure: Figure, context: Context) -> str:
    if context.contradiction and not figure.basis.get("own") and figure.months == context.months:
        return "contradiction"
    if figure.months is None:
        return "period"
    if figure.months.year is None:
        return "year"
    if not (figure.unit or figure.words.get("target")):
        return "unit"
    if not (figure.name or figure.words.get("target")):
        return "indicator"
    if not figure.accumulation:
        return "accumulation"
    return ""


def _check_places(readings: Sequence[Reading], known: Collection[str]) -> None:
    """Refuse rows of a place that is one character off a known one, or off one that the file names more often."""
    counts = Counter(
        place for r in readings for place in {f.row: f.place for f in r.figures}.values() if place
    )
    for place, count in counts.items():
        if place in known:
            continue
        other = misspelt(place, known) or misspelt(place, [p for p, n in counts.items() if n >= count])
        if other and (other in known or counts[other] > count or _less_like_a_place(place, other)):
            for reading in readings:
                for figure in [f for f in reading.figures if f.place == place]:
                    figure.reason = f"There is no region {place}; {other} may be meant."
                    figure.wrong = "region"
                    reading.figures.remove(figure)
                    reading.refused.append(figure)


def _less_like_a_place(place: str, other: str) -> bool:
    """Of two names that stand equally often, whether this one has the character that no place is named by."""
    mine, theirs = next((a, b) for a, b in zip(place, other, strict=True) if a != b)
    return mine not in _PLACE_CHARACTERS and theirs in _PLACE_CHARACTERS


_PLACE_CHARACTERS = frozenset(
    "江河湖海洋溪沟沙洲津浦港渡滩湾汀泉源渠池泽洪清济淮汉渭沂沭泗潭涟浏澧湘漳浙温沁汾洛洮滦滁涡泾漯溧泰润淳滨浩深淄潍"
    "山岭岗峰岩岳岱崇崖嵊嵩岐岚峡坪坡坝原塬垣城堰堡塘坊埠埔墩丘陵陆阳阴陕陇隆邯郸邢邹邵郑郭鄂都郎郊鄞鄢"
    "东西南北中上下前后左右内外大小长高平安宁永福寿康乐和顺兴昌盛荣华富丰庆祥瑞吉嘉德仁义礼信善贤文武英建新光明"
    "金银铜铁石玉珠青白黄红赤乌龙凤虎马牛羊鹤雁鹿林木松柏桂梅桃李杨柳桐榆槐枣桑梓樟楠竹茶莲荷荆蓝莱蒙蓬芜芦花"
)
