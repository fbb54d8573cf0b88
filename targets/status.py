"""The one vocabulary: the statuses of a goal with order, mark and colour, and the kinds, directions and marks beside.

The words and help of each member stand under its name in the catalogues (`targets/catalogues`). SQL reads the
statuses from the view `statuses`, made of `statuses_query`. A name that is none of a vocabulary's raises
`UnknownName` when it is turned into a member, as `Status("late")` does; nothing else handles unknown names.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class UnknownName(ValueError):
    """A name that a vocabulary does not hold; the message names both and what to do."""


class Vocabulary(StrEnum):
    """A closed list of names; turning any other name into a member raises `UnknownName`."""

    @classmethod
    def _missing_(cls, value: object) -> Self:
        raise UnknownName(
            f"{value!r} is no {cls.__name__.lower()} of this version of duban; known are {', '.join(cls)}. "
            "Data of another version are judged anew by `duban refresh`."
        )


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour on light and on dark ground, as #rrggbb."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a status is told apart: a character, Plotly's marker symbol, the colours it is drawn and written in.

    `ink` reads on paper with a contrast of 4.5 or more; `terminal` is a style of rich.
    """

    glyph: str
    symbol: str
    colour: Colour
    ink: Colour
    terminal: str


class Status(Vocabulary):
    """Where a goal stands (状态), in the order in which people should look at them.

    The order of the assessed ones is that from worst to best: a goal that moves down the list has improved.
    """

    MISSED = "missed"
    AWAY = "away"
    LAGGING = "lagging"
    AT_RISK = "at_risk"
    ON_TRACK = "on_track"
    MET_LATE = "met_late"
    MET = "met"
    STALE = "stale"
    NOT_STARTED = "not_started"
    NOT_ASSESSABLE = "not_assessable"

    @property
    def order(self) -> int:
        """Its place among all statuses, 0 for the one that needs attention most."""
        return _ORDER[self]

    @property
    def look(self) -> Look:
        """Its mark and colours."""
        return _LOOKS[self]

    @property
    def is_behind(self) -> bool:
        """Whether the goal lags, moves away or was missed."""
        return self in (Status.MISSED, Status.AWAY, Status.LAGGING)

    @property
    def is_on_schedule(self) -> bool:
        """Whether the goal stands where it should or was met in time."""
        return self in (Status.ON_TRACK, Status.MET)

    @property
    def is_assessed(self) -> bool:
        """Whether an actual stands behind the status."""
        return self.is_behind or self.is_on_schedule or self in (Status.AT_RISK, Status.MET_LATE)

    @property
    def is_unknown(self) -> bool:
        """Whether a verdict is due that the data do not allow."""
        return self in (Status.STALE, Status.NOT_ASSESSABLE)

    @property
    def is_final(self) -> bool:
        """Whether the goal is decided; a stock or share met before its due day can still fall back."""
        return self in (Status.MET, Status.MET_LATE, Status.MISSED)


class Mark(Vocabulary):
    """What stands beside a status and overrules nothing."""

    EXTENDED = "extended"
    REPORT_OVERDUE = "report_overdue"
    WAITS_FOR_CHECK = "waits_for_check"

    @property
    def glyph(self) -> str:
        """The character it is shown by."""
        return {Mark.EXTENDED: "⇥", Mark.REPORT_OVERDUE: "!", Mark.WAITS_FOR_CHECK: "?"}[self]


class Phase(Vocabulary):
    """Whether a goal is of this year and beyond, has not begun, or is of a past year (macro `phase_of`)."""

    CURRENT = "current"
    UPCOMING = "upcoming"
    PAST = "past"

    @property
    def order(self) -> int:
        """Its place in lists, 0 for the goals that are current."""
        return (Phase.CURRENT, Phase.UPCOMING, Phase.PAST).index(self)


class Kind(Vocabulary):
    """How progress towards a goal is measured (docs/methods.md)."""

    CUMULATIVE = "cumulative"
    LEVEL = "level"
    DIRECT = "direct"
    BOUND = "bound"
    RANK = "rank"
    RELATIVE = "relative"


class Aggregation(Vocabulary):
    """How the figures of a goal's period make up its figure (docs/methods.md)."""

    SUM = "sum"
    LAST = "last"
    MEAN = "mean"
    COMPOUND = "compound"
    EVERY = "every"


class Direction(Vocabulary):
    """Which actuals meet a goal: at least the value, at most it, or near it."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    NEAR = "near"


class AlertReason(Vocabulary):
    """Why a message about a group of alerts is sent (the first six) or not (the rest)."""

    FIRST = "first"
    CHANGED = "changed"
    REPEAT = "repeat"
    RESOLVED = "resolved"
    ESCALATED = "escalated"
    ESCALATION_OVER = "escalation_over"
    NOTHING_NEW = "nothing_new"
    ACKNOWLEDGED = "acknowledged"
    REPEAT_INTERVAL = "repeat_interval"
    GROUP_INTERVAL = "group_interval"
    WAITING = "waiting"

    @property
    def sends(self) -> bool:
        """Whether a message goes out for this reason."""
        return self in (
            AlertReason.FIRST,
            AlertReason.CHANGED,
            AlertReason.REPEAT,
            AlertReason.RESOLVED,
            AlertReason.ESCALATED,
            AlertReason.ESCALATION_OVER,
        )


# The colours run blue -> green -> amber -> vermilion -> plum; protanopes, deuteranopes and tritanopes tell each pair apart by
# hue or lightness (tests/dashboards/test_colours.py). On grey paper some pairs look alike: each has a mark and a word besides.
_LOOKS = {
    Status.MISSED: Look(
        "■", "square", Colour("#6d1220", "#d45058"), Colour("#641020", "#ec8793"), "bold red"
    ),
    Status.AWAY: Look("✕", "x", Colour("#93275f", "#e27fb5"), Colour("#7f1f51", "#eb97c4"), "bold red"),
    Status.LAGGING: Look(
        "▼", "triangle-down", Colour("#cc4b1c", "#f2855a"), Colour("#a93a10", "#f79a74"), "red"
    ),
    Status.AT_RISK: Look(
        "◆", "diamond", Colour("#d69a12", "#ecc25a"), Colour("#805600", "#f0cb70"), "yellow"
    ),
    Status.ON_TRACK: Look("●", "circle", Colour("#4f9bd0", "#9ccbee"), Colour("#1f6796", "#a9d3f2"), "green"),
    Status.MET_LATE: Look(
        "◑", "star-open", Colour("#3d8f6a", "#6ddba4"), Colour("#1f6a4c", "#8fd3b4"), "cyan"
    ),
    Status.MET: Look("✓", "star", Colour("#1c5a9c", "#6ea8e6"), Colour("#174f8b", "#8cbbef"), "green"),
    Status.STALE: Look(
        "◷", "hourglass", Colour("#7d7392", "#d3d0da"), Colour("#5f5673", "#bdb5d1"), "magenta"
    ),
    Status.NOT_STARTED: Look(
        "○", "circle-open", Colour("#9ca4ad", "#767e88"), Colour("#59616b", "#a3abb4"), "dim"
    ),
    Status.NOT_ASSESSABLE: Look(
        "◌", "circle-open-dot", Colour("#c6cad0", "#565c65"), Colour("#5f656e", "#a3a9b2"), "dim"
    ),
}
_ORDER = {status: place for place, status in enumerate(Status)}


def statuses_query() -> str:
    """The statuses as a SQL query.

    Columns: status, place (order, 0 needs attention most), glyph, is_behind, is_on_schedule, is_assessed,
    is_unknown, is_final.
    """
    rows = ",\n    ".join(
        f"('{s}', {s.order}, '{s.look.glyph}', {s.is_behind}, {s.is_on_schedule}, {s.is_assessed}, "
        f"{s.is_unknown}, {s.is_final})"
        for s in Status
    )
    columns = "status, place, glyph, is_behind, is_on_schedule, is_assessed, is_unknown, is_final"
    return f"SELECT * FROM (VALUES\n    {rows}\n) AS s ({columns})"
