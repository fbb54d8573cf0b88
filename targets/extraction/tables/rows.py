"""The rows of a table: the name, place, units in charge, unit and deadline that each gives its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from targets.extraction.mention import Role
from targets.extraction.tables.columns import Head, Kind, head_of, times_in
from targets.extraction.tables.context import TableContext, resolved
from targets.extraction.tables.figures import figure_of, is_nothing
from targets.extraction.tables.layout import (
    Layout,
    group_owners,
    is_note,
    is_place,
    is_whole,
    owners_in,
    place_in,
)
from targets.extraction.tables.units import TableUnit, unit_of, without_unit

_LIFE = re.compile(r"竣工|投产|建成|完工|交付|开工")
_ORDINAL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}(?:[)）、．]|\.(?!\d))|[①-⑳●■★▲•#])\s*"
)
_OF_WHICH = re.compile(r"^(?:其中|#)[:：]?")
_EDGE = "：:；;，,。、*#★ "
_COUNT = re.compile(r"[（(]\d+[个项户家所]?[)）]$")


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says of all its figures: its name, place, units in charge, unit, deadline, and the group it is in.

    `said` is what its labels say of goal, result and time beside the name.
    """

    number: int
    name: str
    label: str
    region: str | None
    whole: bool
    owners: tuple[str, ...]
    unit: TableUnit | None
    due: tuple[date, str] | None
    project_due: tuple[date, str] | None
    said: Head
    group: str


def rows_of(layout: Layout, context: TableContext) -> Iterator[Row]:
    """The rows of a table's body that can hold figures; group rows and notes give what they say to the others."""
    group, above = "", ""
    group_region: str | None = None
    group_units: tuple[str, ...] = ()
    for number in layout.body:
        texts = [layout.grid.text(number, c) for c in layout.columns]
        own = [
            cell
            for cell in layout.grid.filled(number)
            if any(cell is layout.grid.rows[number][c] for c in layout.columns)
        ]
        if not own:
            continue
        first = layout.grid.words[own[0]].text
        if is_note(first) and len(own) <= 2:
            continue
        if len(own) == 1 and not figure_of(first):
            group = _ORDINAL.sub("", first)
            group_units = group_owners(first)
            bare = re.sub(r"[（(].*?[)）]$", "", group)
            group_region = bare if is_place(bare) else None
            continue
        row = _row(layout, context, number, texts, group, group_region, group_units, above)
        if row.name and not _OF_WHICH.match(row.label):
            above = row.name
        yield row


def _row(
    layout: Layout,
    context: TableContext,
    number: int,
    texts: list[str],
    group: str,
    group_region: str | None,
    group_units: tuple[str, ...],
    above: str,
) -> Row:
    grid = layout.grid

    def first_text(*kinds: Kind) -> str:
        found = [grid.text(number, c) for c, _ in layout.of(*kinds)]
        return next((t for t in reversed(found) if not is_nothing(t)), "")

    place = first_text(Kind.REGION)
    label = (
        first_text(Kind.NAME) or first_text(Kind.TASK) or ("" if layout.of(Kind.NAME, Kind.TASK) else place)
    )
    whole = is_whole(place or label) or is_whole(texts[0]) or is_whole(_ORDINAL.sub("", label))
    place = place_in(place, context.region)
    region = None if whole else place or group_region
    bare, unit = without_unit(label)
    head = head_of((bare,)) if bare else head_of(())
    name = "" if whole or (place and label == place) else _row_name(bare, head, above)
    owners: list[str] = []
    for c, _ in sorted(layout.of(Kind.OWNER), key=lambda pair: pair[1].rank):
        owners += owners_in(_lines(grid.raw(number, c)))
    said = head_of(()) if name else head
    for c, _ in layout.of(Kind.SAYING):
        said = head_of((grid.text(number, c),))
    for c, _ in layout.of(Kind.UNIT):
        unit = unit_of(grid.text(number, c)) or unit
    due = project = None
    for c, h in layout.of(Kind.DUE):
        times = times_in(grid.text(number, c))
        day = resolved(times[-1], Role.TARGET, context.calendar) if times else None
        if day and _LIFE.search(h.text):
            project = (day, times[-1].text)
        elif day:
            due = (day, times[-1].text)
    return Row(
        number,
        name,
        label,
        region,
        whole,
        tuple(dict.fromkeys(owners)) or group_units,
        unit,
        due,
        project,
        said,
        group,
    )


def _row_name(text: str, head: Head, above: str) -> str:
    """The name that a row label gives its figures; empty for one that is only a time or a word of goal and result."""
    if (head.role or head.when) and head.kind is not Kind.NAME and not head.name:
        return ""
    name = _ORDINAL.sub("", text)
    part = _OF_WHICH.match(name)
    name = _COUNT.sub("", _OF_WHICH.sub("", name).strip(_EDGE))
    if part and above and len(name) < len(above) and name[-4:] not in above:
        return above + name
    return name


def _lines(words: str) -> str:
    """The words of a cell with a comma for a line break between two units, and none within a name."""
    return (
        re.sub(r"(?<=[局委办厅院会署社部心府司团])\s+(?=\S)", "、", words).replace(" ", "").replace("\n", "")
    )
