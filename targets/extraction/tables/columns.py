"""What a column holds, by its head and its cells: numbers of rows, names, units, owners, days, figures."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from targets.extraction.dates.expressions import TimeExpression, time_expressions_in
from targets.extraction.indicators.nouns import BARE
from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.mention import Comparator, Role
from targets.extraction.tables.units import TableUnit, unit_of, without_unit

_COLUMNS = lexicon("tables")["columns"]
_ROLES = lexicon("tables")["roles"]
GENERIC = frozenset(_ROLES["generic"])
"""Names that need what they are about: 投资额, 增速."""
_SHORT = 4
_EMPTY = sorted(lexicon("tables")["heads"]["empty"], key=len, reverse=True)


class Kind(StrEnum):
    """What the cells of a column are."""

    INDEX = "index"
    CATEGORY = "category"
    NAME = "name"
    TASK = "task"
    UNIT = "unit"
    REGION = "region"
    OWNER = "owner"
    DUE = "due"
    ATTRIBUTE = "attribute"
    ASIDE = "aside"
    """Persons, remarks, sizes of projects, weights: nothing that is a goal or a result."""
    PROGRESS = "progress"
    SAYING = "saying"
    """Goal or result, row by row (目标, 完成)."""
    VALUE = "value"
    UNKNOWN = "unknown"


class Measure(StrEnum):
    """What the figures of a column say of the row's indicator."""

    LEVEL = "level"
    RATE = "rate"
    """A share of the goal that is reached (完成率)."""
    GROWTH = "growth"
    RANK = "rank"


class Head(NamedTuple):
    """What a head or a row label says.

    `name` is what is left of it as the name of something measured; `text` is all of it. `rank` orders columns of
    owners, the lead first. `comparator` is a
    bound that the head sets, `falls` a word of decrease in it; `place` is the place that a column is about, empty for all places together. `role`, `when` and `unit` are None where it says nothing of them.
    """

    text: str
    kind: Kind
    name: str = ""
    unit: TableUnit | None = None
    role: Role | None = None
    when: TimeExpression | None = None
    measure: Measure = Measure.LEVEL
    yearly: bool = False
    over_plan: bool = False
    rank: int = 1
    estimate: bool = False
    stretch: bool = False
    comparator: Comparator | None = None
    falls: bool = False
    place: str | None = None


_SETS = {key: frozenset(words) for key, words in _COLUMNS.items()}
_OWNER = re.compile(any_of(_COLUMNS["owner"]))
_OWNER_OF_PROJECT = re.compile(any_of(_COLUMNS["owner_of_project"]))
_LEAD, _SUPPORT = re.compile(any_of(_COLUMNS["lead"])), re.compile(any_of(_COLUMNS["support"]))
_PERSON = re.compile(f"(?:{any_of(_COLUMNS['person'])})(?:及.*)?$")
_SIZE = re.compile(f"^(?:{any_of(_COLUMNS['size'])})$|{any_of(_COLUMNS['size_words'])}")
_DUE = re.compile(f"(?:{any_of(_COLUMNS['due'])})$")
_RATE, _SKIP, _RANKED = (re.compile(any_of(_ROLES[key])) for key in ("rate", "skip", "rank"))
_DEED, _DONE, _GOAL = (re.compile(any_of(_ROLES[key])) for key in ("planned_deed", "done_of_plan", "goal"))
_ESTIMATE, _ACTUAL = (re.compile(any_of(_ROLES[key])) for key in ("estimate", "actual"))
_GROWTH = re.compile(any_of(_ROLES["growth"]))
_ONLY_GROWTH = re.compile(
    rf"(?:{any_of([*_ROLES['growth'], *_EMPTY, *_ROLES['cumulative'], '五年', '(', ')', '（', '）', '〔', '〕', '[', ']', '/', '、', '%', '百分点', 'N'])})+"
)
_FALLS = re.compile(any_of(_ROLES["falls"]))
_LE = re.compile(rf"(?:{any_of(_ROLES['le_heads'])})(?:[)）]|$)")
_GE = re.compile(rf"[（(](?:{any_of(_ROLES['ge_heads'])})[)）]|(?:下限|不低于)$")
_BOUND = re.compile(rf"[（(](?:{any_of([*_ROLES['le_heads'], *_ROLES['ge_heads']])})[)）]")
_STRETCH = re.compile(any_of(_ROLES["stretch_heads"]))
_YEARLY = re.compile(any_of(_ROLES["yearly"]))
_OVER_PLAN = re.compile(any_of(_ROLES["over_plan"]))
_BARE_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?![\d年])(?=年?[末底度]?(?:目标|基期|实际|完成|计划|预期|现状|$))"
)
_MONTHS = re.compile(r"(?<!\d)\d{1,2}[-－—–~～至]\d{1,2}月(?:份)?|截至|\d{1,2}月(?:底|末|份)?")
_EMPTY_WORD = re.compile(any_of(_EMPTY))
_ASIDE = re.compile(r"[（(](?:单位|必填|选填|计量单位|公章|盖章)[)）]")
_TRAILING = re.compile(
    r"(?<=..)(?:目标任务数?|目标[值数]?|任务[数量]?|计划[数量]?|完成数|完成情况|指标值?|情况)$"
)
_OF_WHICH = re.compile("^其中[:：]?")
_EDGE = "：:、，,/-—（）()〔〕[]的"


def levels_text(levels: tuple[str, ...]) -> str:
    """The heads above a column as one text, each level once: 目标值 and 2030年 are 目标值·2030年."""
    return "·".join(dict.fromkeys(level for level in levels if level))


@lru_cache(maxsize=4096)
def head_of(levels: tuple[str, ...]) -> Head:
    """What the heads above a column (the outermost first), or the labels of a row, say."""
    levels = tuple(dict.fromkeys(level for level in levels if level))
    text = levels_text(levels)
    if not levels:
        return Head("", Kind.UNKNOWN)
    bare, unit = _without_units(levels)
    leaf, whole = _ASIDE.sub("", bare[-1]) or bare[-1], "".join(bare)
    kind = _kind(leaf, whole)
    if kind is Kind.OWNER:
        return Head(text, kind, rank=0 if _LEAD.search(whole) else 2 if _SUPPORT.search(whole) else 1)
    if kind is not Kind.UNKNOWN:
        return Head(
            text, kind, name=leaf if kind in (Kind.NAME, Kind.TASK) else "", when=_when(bare), unit=unit
        )
    role, measure, estimate = _role(bare)
    if measure is None:
        return Head(text, Kind.ASIDE)
    return Head(
        text,
        Kind.VALUE if role or measure is not Measure.LEVEL else Kind.UNKNOWN,
        _name(bare, measure),
        unit,
        role,
        _when(bare),
        measure,
        bool(_YEARLY.search(whole)),
        bool(_OVER_PLAN.search(whole)),
        estimate=estimate,
        stretch=bool(_STRETCH.search(whole)),
        comparator=_bound(whole) if role is Role.TARGET else None,
        falls=bool(_FALLS.search(whole)),
    )


def _bound(text: str) -> Comparator | None:
    """The bound that a head sets for its figures: 控制数, （不超过）."""
    if _LE.search(text):
        return Comparator.LE
    return Comparator.GE if _GE.search(text) else None


def _without_units(levels: tuple[str, ...]) -> tuple[list[str], TableUnit | None]:
    found: TableUnit | None = None
    bare = []
    for level in levels:
        if len(levels) > 1 and (whole := unit_of(level.strip("（）()"))):
            found = whole
            continue
        name, unit = without_unit(level)
        found = unit or found
        bare.append(name or level)
    return bare or [levels[-1]], found


def value_head_of(levels: tuple[str, ...]) -> Head:
    """The same for a column that holds figures, whatever its head could name otherwise."""
    head = head_of(levels)
    if head.kind in (Kind.VALUE, Kind.ASIDE):
        return head
    bare, unit = _without_units(tuple(dict.fromkeys(level for level in levels if level)) or ("",))
    role, measure, estimate = _role(bare)
    name = _name(bare, measure or Measure.LEVEL)
    return head._replace(
        kind=Kind.VALUE,
        name=name,
        unit=unit,
        role=role,
        when=_when(bare),
        measure=measure or Measure.LEVEL,
        estimate=estimate,
    )


def _kind(leaf: str, whole: str) -> Kind:
    """The kind that a head names by itself; UNKNOWN where its cells or its words of goal and result decide."""
    for key, kind in (
        ("index", Kind.INDEX),
        ("unit", Kind.UNIT),
        ("attribute", Kind.ATTRIBUTE),
        ("region", Kind.REGION),
        ("category", Kind.CATEGORY),
        ("remark", Kind.ASIDE),
        ("start", Kind.ASIDE),
        ("span", Kind.ASIDE),
    ):
        if leaf in _SETS[key]:
            return kind
    if _PERSON.search(leaf):
        return Kind.ASIDE
    if _OWNER.search(whole) and not _ACTUAL.fullmatch(leaf):
        return Kind.OWNER
    if _DUE.search(leaf) and not _GOAL.fullmatch(leaf):
        return Kind.DUE
    if _SIZE.search(leaf) and not _ACTUAL.search(leaf):
        return Kind.ASIDE
    for key, kind in (("name", Kind.NAME), ("task", Kind.TASK), ("progress", Kind.PROGRESS)):
        if leaf in _SETS[key]:
            return kind
    return Kind.UNKNOWN


def is_owner_of_project(head: Head) -> bool:
    """Whether a column names who builds (建设单位): an owner where no other column names one."""
    return bool(_OWNER_OF_PROJECT.search(head.text))


def _role(levels: list[str]) -> tuple[Role | None, Measure | None, bool]:
    """Role and measure that the innermost level with a word for it gives; measure None for what is neither."""
    role: Role | None = None
    measure = Measure.LEVEL
    estimate = False
    for level in map(untimed, reversed(levels)):
        if _SKIP.search(level):
            return None, None, False
        if _RATE.search(level):
            return Role.ACTUAL, Measure.RATE, False
        if measure is Measure.LEVEL and _RANKED.search(level):
            measure, role = Measure.RANK, role or Role.ACTUAL
        elif measure is Measure.LEVEL and _ONLY_GROWTH.fullmatch(level) and _GROWTH.search(level):
            measure = Measure.GROWTH
        elif role is None:
            role, estimate = _role_of(level)
    return role, measure, estimate


def _role_of(level: str) -> tuple[Role | None, bool]:
    if _DEED.search(level):
        return Role.TARGET, False
    if _DONE.search(level):
        return Role.ACTUAL, False
    if _GOAL.search(level):
        return Role.TARGET, False
    if _ESTIMATE.search(level):
        return Role.TARGET, True
    return (Role.ACTUAL, False) if _ACTUAL.search(level) else (None, False)


def times_in(text: str) -> tuple[TimeExpression, ...]:
    """The time expressions of a head or a short cell; a bare year and a dotted day are written out first."""
    text = re.sub(
        r"(?<!\d)((?:19|20)\d\d)[.\-/](1[0-2]|0?[1-9])(?:[.\-/]([0-3]?\d))?(?!\d)",
        lambda m: f"{m[1]}年{int(m[2])}月" + (f"{m[3]}日" if m[3] else ""),
        text,
    )
    text = _BARE_YEAR.sub(r"\1年", text)
    text = re.sub(r"(年[^末底度]?[末底]?)(?:同期|基数|基期|为基|水平)", r"\1", text)
    return time_expressions_in(text)


def _when(levels: list[str]) -> TimeExpression | None:
    """The time that heads name, the innermost first; a part of a year takes the year from the level above."""
    found: TimeExpression | None = None
    for level in reversed(levels):
        said = times_in(level)
        if not said:
            continue
        last = said[-1]
        if found is None:
            found = last
        elif found.year is None and found.shift is None and (last.year or last.shift is not None):
            found = found._replace(year=last.year, shift=last.shift)
    return found


def _name(levels: list[str], measure: Measure) -> str:
    """What heads name beyond time, goal and result: the innermost level that names anything, with its subject."""
    if measure in (Measure.RATE, Measure.RANK):
        levels = [level for level in levels if not _RATE.search(level) and not _RANKED.search(level)]
    names = [name for level in levels if (name := _named(level))]
    if measure is Measure.GROWTH:
        names = [name for name in names if not _ONLY_GROWTH.fullmatch(untimed(name))]
    if len(names) > 1 and _needs_subject(names[-1]) and names[-1][-2:] not in names[-2]:
        return names[-2] + names[-1]
    return names[-1] if names else ""


def _needs_subject(name: str) -> bool:
    """Whether a name is a bare measure or deed: 投资额, 新开工."""
    return name in BARE or name in GENERIC or len(name) <= _SHORT


def untimed(text: str) -> str:
    """A head without the time it names: 增长（%） of 2025年增长（%）."""
    for said in reversed(times_in(text)):
        if text[said.start : said.end] == said.text:
            text = text[: said.start] + text[said.end :]
    return _BARE_YEAR.sub("", _MONTHS.sub("", text)).strip(_EDGE)


def _named(level: str) -> str:
    """A level without its time, and empty where only words of goal and result are left."""
    text = _OF_WHICH.sub("", untimed(_BOUND.sub("", level)))
    if not _EMPTY_WORD.sub("", text).strip(_EDGE + "年月底末前至"):
        return ""
    if not text.startswith("年均"):
        for opening in ("年度", "全年", "年"):
            text = text.removeprefix(opening)
    return _TRAILING.sub("", text.strip(_EDGE))
