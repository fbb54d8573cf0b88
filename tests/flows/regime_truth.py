"""What the documents of the regimes must say of a period, recomputed from the snapshot apart from their builders."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb

from targets import figures
from targets.progress.status import judge_day
from targets.status import Status
from targets.words import word_of

Goal = dict[str, Any]
DUE_SOON, EARLY, AHEAD = 30, 30, 15.0
SCORES = {"met": 100, "met_late": 60, "missed": 0}
COMPARED = {"ge": "不低于", "le": "不超过", "approx": "约", "eq": "", "range": ""}
_GOALS = """
    SELECT r.* EXCLUDE (unit, due), s.cadence, t.handle, t.indicator, t.region, t.unit, r.due, t.comparator, t.value, t.value_high,
        t.quote, t.trajectory_id, t.milestones, u.owners, coalesce(d.title, t.doc) AS title, d.region AS place,
        phase_of(r.status, r.is_settled) AS phase, x.cause, x.measures, x.promised_on, x.responsible, w.doubts
    FROM in_words('progress_rows') r
    JOIN targets t USING (target_id) JOIN target_units u USING (target_id) LEFT JOIN documents d USING (document_id)
    LEFT JOIN series s ON s.series_id = r.series_id
    LEFT JOIN (
        FROM goal_explanations WHERE period_end <= $day QUALIFY row_number() OVER
            (PARTITION BY target_id ORDER BY explanation_id DESC) = 1
    ) x USING (target_id)
    LEFT JOIN (
        SELECT series_id, list((value, s.unit, period_end, reason_zh) ORDER BY period_end) AS doubts
        FROM waiting_observations JOIN series s USING (series_id) WHERE period_end <= $day GROUP BY ALL
    ) w ON w.series_id = r.series_id
"""

_WATCHED = """
    SELECT w.watch_no, w.handle, w.indicator, w.owners, w.rhythm, w.region, s.region AS place, s.unit, s.accumulation, $day::DATE AS as_of,
        list(o.period_end ORDER BY o.period_end DESC) FILTER (o.period_end IS NOT NULL) AS days,
        list(o.value ORDER BY o.period_end DESC) FILTER (o.period_end IS NOT NULL) AS figures
    FROM current_watched w
    LEFT JOIN latest_watched_links l ON l.watch_no = w.watch_no AND l.state = 'accepted'
    LEFT JOIN series s ON s.series_id = l.series_id
    LEFT JOIN (
        FROM observations WHERE period_end <= $day AND recorded_at < $known + INTERVAL 1 DAY
        QUALIFY row_number() OVER (PARTITION BY series_id, period_end ORDER BY recorded_at DESC, import_id DESC) = 1
    ) o ON o.series_id = s.series_id
    WHERE coalesce(w.known_on <= $day, true)
    GROUP BY ALL
"""


@dataclass(frozen=True)
class Truth:
    """The goals in force at the end of a period, by their number, and where they stood before it began (`since`)."""

    day: date
    since: date
    last: date
    goals: dict[str, Goal]
    every: list[Goal]
    watched: list[Goal]

    @property
    def behind(self) -> list[Goal]:
        """What is missed, moves away or lags."""
        return [g for g in self.goals.values() if Status(g["status"]).is_behind]

    def moved(self, sign: int) -> list[Goal]:
        """The goals whose status got better (1) or worse (-1) since the period began."""
        return [g for g in self.goals.values() if (step_of(g) > 0) - (step_of(g) < 0) == sign]

    def closed(self) -> list[Goal]:
        """The goals that fell due by the day, or were decided since, as far as was not known when the period began."""
        return [
            g
            for g in self.goals.values()
            if (g["due"] and self.since < g["due"] <= self.day)
            or (Status(g["status"]).is_final and g["told"] != g["status"])
        ]

    def commended(self) -> list[Goal]:
        """The goals met early or well ahead of the time passed."""
        return [
            g
            for g in self.goals.values()
            if (
                g["status"] == "met"
                and g["reached_on"]
                and g["due"]
                and (g["due"] - g["reached_on"]).days >= EARLY
            )
            or (g["status"] == "on_track" and (g["lead_points"] or 0.0) >= AHEAD)
        ]

    def due_within(self) -> list[Goal]:
        """The goals that fall due in the period, its days to come included."""
        return [g for g in self.goals.values() if g["due"] and self.since < g["due"] <= self.last]

    def asked(self) -> list[Goal]:
        """The goals to ask about: behind, at risk, due or promised soon, owed, doubtful."""
        return [g for g in self.goals.values() if self._is_asked(g)]

    def _is_asked(self, goal: Goal) -> bool:
        status = Status(goal["status"])
        days = [(day - self.day).days for day in (goal["due"], goal["promised_on"]) if day]
        soon = not status.is_final and any(0 <= left <= DUE_SOON for left in days)
        owes = goal["report_overdue"] or goal["final_figure_due"] or goal["waits_for_check"]
        return bool(status.is_behind or status is Status.AT_RISK or soon or owes or is_broken(goal, self.day))

    def unknown(self) -> list[Goal]:
        """The goals that cannot be judged."""
        return [g for g in self.goals.values() if Status(g["status"]).is_unknown]

    def planned(self) -> list[Goal]:
        """The goals of the timetable: under way, with a path to their due day."""
        return [
            g
            for g in self.goals.values()
            if g["due"]
            and g["due"] > self.day
            and g["plan_start"]
            and g["basis"]
            and not Status(g["status"]).is_final
        ]


def truth_of(con: duckdb.DuckDBPyConnection, since: date, last: date, known: date) -> Truth:
    """The goals judged at the end of a period and before it, by what was known on a later day."""
    day = min(last, known)
    judge_day(con, since, known_by=since)
    told = dict(con.execute("SELECT target_id, status FROM progress_rows").fetchall())
    judge_day(con, since, known_by=known)
    before = dict(con.execute("SELECT target_id, status FROM progress_rows").fetchall())
    judge_day(con, day, known_by=known)
    rows = _rows(con, _GOALS, {"day": day})
    every = [
        row | {"before": (was := before.get(row["target_id"])), "told": told.get(row["target_id"], was)}
        for row in rows
    ]
    chosen = [
        g
        for g in every
        if g["phase"] == "current" or (g["phase"] == "past" and g["due"] and since < g["due"] <= last)
    ]
    watched = _rows(con, _WATCHED, {"day": day, "known": known})
    return Truth(day, since, last, {g["handle"]: g for g in chosen}, every, watched)


def _rows(con: duckdb.DuckDBPyConnection, query: str, values: dict[str, Any]) -> list[Goal]:
    cursor = con.execute(query, values)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def step_of(goal: Goal) -> int:
    """How many places a goal moved in the order of statuses since the period began; 0 where either is unknown."""
    if not goal["before"]:
        return 0
    before, now = Status(goal["before"]), Status(goal["status"])
    return (
        list(Status).index(now) - list(Status).index(before) if before.is_assessed and now.is_assessed else 0
    )


def is_broken(goal: Goal, day: date) -> bool:
    """Whether a promise ran out without the goal being met."""
    promised = goal["promised_on"]
    return bool(promised and promised < day and goal["status"] not in ("met", "met_late", "on_track"))


def in_words(goals: Iterable[Goal]) -> str:
    """How many goals have each status, in words, the worst first."""
    counts = Counter(Status(goal["status"]) for goal in goals)
    return "、".join(f"{word_of(status).zh}{counts[status]}项" for status in Status if counts[status])


def demand(goal: Goal) -> str:
    """What a goal demands: its words of comparison, its number and unit."""
    if goal["comparator"] == "zero":
        return "清零"
    figure = figures.quantity(goal["value"], goal["unit"])
    if goal["comparator"] == "range" and goal["value_high"] is not None:
        return f"{figures.number(goal['value'])}–{figures.quantity(goal['value_high'], goal['unit'])}"
    return f"全部（{figure}）" if goal["comparator"] == "all" else COMPARED[goal["comparator"]] + figure


def name_of(goal: Goal) -> str:
    """Name and region."""
    return cut(goal["indicator"], 80) + (f"（{goal['region']}）" if goal["region"] else "")


def finding_of(goal: Goal) -> str:
    """What stands beside the status, else the reason of the verdict."""
    who, due = (goal["owners"] or ["责任单位"])[0], goal["due"]
    facts = []
    if goal["reached_on"]:
        late = (goal["reached_on"] - due).days if due else 0
        facts.append(f"{zh(goal['reached_on'])}达到" + (f"，逾期{late}天" if late > 0 else ""))
    if goal["extended_from"]:
        by = f"（{goal['extended_by']}）" if goal["extended_by"] else ""
        facts.append(f"期限由{zh(goal['extended_from'])}延至{zh(due)}{by}")
    if goal["final_figure_due"]:
        facts.append(f"已到期，待{who}报送截至{zh(due)}的数据后判定")
    if goal["report_overdue"]:
        owed, late_since = zh(goal["owed_period_end"]), zh(goal["owed_since"])
        facts.append(f"逾期未报：{who}应报截至{owed}的数据，{late_since}起逾期")
    if goal["waits_for_check"]:
        facts.append("待核实：有存疑数据，确认前不据此评估")
    if goal["probability_of_miss"] is not None:
        facts.append(f"到期完不成的可能性{goal['probability_of_miss'] * 100:.0f}%")
    if goal["promised_on"] and not goal["reached_on"]:
        broken = "，已逾期" if is_broken(goal, goal["as_of"]) else ""
        facts.append(f"{who}承诺{zh(goal['promised_on'])}前整改到位{broken}")
    return "；".join(facts) or str(goal["reason_zh"])


def promise_of(goal: Goal) -> str:
    """By when a unit promised to put things right, and who is responsible."""
    if goal["promised_on"] is None:
        return figures.NOTHING
    overdue = "（已逾期）" if is_broken(goal, goal["as_of"]) else ""
    return zh(goal["promised_on"]) + overdue + (f"\n{goal['responsible']}" if goal["responsible"] else "")


def _or_nothing(key: str, length: int) -> Callable[[Goal], str]:
    return lambda goal: cut(goal[key], length) or figures.NOTHING


COUNTED = set("户人名个家套间次项件所张辆头位") | {"人次"}
CADENCES = {
    "day": "每日",
    "week": "每周",
    "month": "每月",
    "quarter": "每季",
    "half": "每半年",
    "year": "每年",
}
RHYTHMS = CADENCES | {"ten_days": "每旬", "half_month": "每半月", "two_months": "每两月", "quarter": "每季度"}


def rounded(value: float | None, goal: Goal) -> float | None:
    """A computed number as it is told: without a fraction where things are counted one by one."""
    known = [goal[key] or 0.0 for key in ("value", "actual", "baseline")]
    if value is None or goal["unit"] not in COUNTED or any(each != int(each) for each in known):
        return value
    return float(int(abs(value) + 0.5)) * (1 if value > 0 else -1)


def short(day: date, goal: Goal) -> str:
    """A day without the year of the verdict."""
    return zh(day).removeprefix(f"{goal['as_of'].year}年")


def lacking(goal: Goal) -> str:
    """How much is lacking to what is expected."""
    gap = rounded(goal["gap"], goal)
    assert gap is not None
    return figures.about(abs(gap), "个百分点" if goal["unit"] == "%" else goal["unit"])


def required(goal: Goal) -> str:
    """What must be done in each period from now on."""
    rate = goal["required_rate"]
    in_points = goal["unit"] in ("%", "百分点")
    verb = (
        "完成"
        if goal["kind"] == "cumulative"
        else ("提高降低" if in_points else "增加减少")[0 if rate > 0 else 2 :][:2]
    )
    whole = rounded(abs(rate), goal) != abs(rate) and rounded(0.4, goal) == 0.0
    amount = float(-(-(abs(rate) - 1e-9) // 1)) if whole else abs(rate)
    return (
        CADENCES[goal["cadence"]]
        + verb
        + figures.about(amount, "个百分点" if goal["unit"] == "%" else goal["unit"])
    )


CELLS: dict[str, Callable[[Goal], str]] = {
    "目标": lambda g: f"{name_of(g)}\n{g['handle']}",
    "责任单位": lambda g: cut((g["owners"] or [""])[0], 40) or figures.NOTHING,
    "目标值": demand,
    "目标值和期限": lambda g: demand(g) + (f"\n{short(g['due'], g)}前" if g["due"] else ""),
    "到期须达到": lambda g: f"{demand(g)}\n{short(g['due'], g)}前",
    "单位": lambda g: str(g["unit"]),
    "实际完成": lambda g: (
        figures.quantity(g["actual"], g["unit"])
        + (f"\n{short(g['actual_period_end'], g)}" if g["actual_period_end"] else "")
    ),
    "应达": lambda g: figures.about(rounded(g["expected"], g), g["unit"]),
    "缺口": lambda g: figures.gap(rounded(g["gap"], g), g["unit"]).replace("个百分点", "\n个百分点"),
    "状态": lambda g: word_of(Status(g["status"])).zh,
    "上期": lambda g: word_of(Status(g["before"])).zh,
    "期限": lambda g: zh(g["due"]),
    "情况": finding_of,
    "应报数据": finding_of,
    "存疑数据": lambda g: "\n".join(
        f"{figures.quantity(value, unit)}（{zh(day)}）：{why}" for value, unit, day, why in g["doubts"] or ()
    ),
    "存在问题": _or_nothing("cause", 200),
    "下一步措施": _or_nothing("measures", 200),
    "承诺时限和责任人": promise_of,
}
"""What the columns of goals say, by their heading."""


def letter_of(goal: Goal) -> dict[str, str]:
    """What a notice says of a goal, line by line; what is not known is left out."""
    finding, chance = finding_of(goal), figures.percent(goal["probability_of_miss"], 0)
    until = zh(goal["actual_period_end"])
    lines = {
        "编号": goal["handle"],
        "目标值": demand(goal),
        "期限": zh(goal["due"]),
        "实际完成": figures.quantity(goal["actual"], goal["unit"])
        + (f"（截至{until}）" if until != "—" else ""),
        "应达": CELLS["应达"](goal),
        "与应达的差距": lacking(goal) if (goal["gap"] or 0) < 0 else "—",
        "今后进度要求": required(goal) if goal["required_rate"] is not None else "—",
        "到期完不成的可能性": "—" if chance in finding else chance,
        "情况": finding,
    }
    return {name: text for name, text in lines.items() if text != "—"}


def watched_row(row: Goal) -> dict[str, str]:
    """What the dispatch sheet says of an indicator that is followed without a number to reach."""
    more = [
        {"ytd": "年内累计", "total": "开始以来累计", "period": "当期"}.get(row["accumulation"] or "", ""),
        RHYTHMS.get(row["rhythm"] or "", ""),
    ]
    brackets = "、".join(filter(None, more))
    days, values = row["days"] or [], row["figures"] or []
    known = [
        f"{figures.quantity(v, row['unit'])}\n{short(d, row)}"
        for v, d in zip(values[:2], days[:2], strict=True)
    ]
    latest, before = [*known, "—", "—"][:2]
    anew = row["accumulation"] == "ytd" and len(days) > 1 and days[0].year != days[1].year
    return {
        "指标": f"{row['handle']} {cut(row['indicator'], 60)}"
        + (f"（{brackets}）" if brackets else "")
        + (f"\n{cut(row['owners'][0], 40)}" if row["owners"] else ""),
        "地区": row["place"] or row["region"] or "—",
        "最新数据": latest,
        "上期数据": before,
        "比上期": "—" if len(values) < 2 or anew else figures.signed(values[0] - values[1], row["unit"]),
        "调度内容": "",
        "回复": "",
    }


def questions_of(goal: Goal, day: date) -> list[str]:
    """The figures and days that the dispatch sheet has to name of a goal, in their order."""
    said = []
    status, due, promised = Status(goal["status"]), goal["due"], goal["promised_on"]
    if status.is_behind or (status is Status.AT_RISK and goal["gap"]):
        said.append(f"差{lacking(goal)}，")
    if status.is_behind and status is not Status.MISSED and goal["required_rate"] is not None:
        said.append(f"今后须{required(goal)}，")
    if due and not status.is_final and 0 < (due - day).days <= DUE_SOON:
        said.append(f"{zh(due)}到期，还剩{(due - day).days}天，")
    if promised and is_broken(goal, day):
        said.append(f"承诺{zh(promised)}前整改到位，已逾期，")
    elif promised and not status.is_final and 0 <= (promised - day).days <= DUE_SOON:
        said.append(f"承诺{zh(promised)}前整改到位，还剩{(promised - day).days}天，")
    if goal["report_overdue"] or goal["final_figure_due"]:
        said.append(f"{finding_of(goal)}，")
    return said


def needed_by(goal: Goal, end: date, every: list[Goal]) -> str:
    """What a goal's path asks for by the end of a month: straight between its start, its steps and its due day."""
    due = goal["due"]
    if end > due:
        return ""
    base, target = goal["baseline"] or 0.0, goal["target_value"]
    path = {goal["plan_start"]: base, due: target}
    if goal["basis"] == "constant":
        path[goal["plan_start"]] = target
    elif goal["basis"] == "milestones":
        steps = [(m["due"], m["value"]) for m in goal["milestones"] or []] or [
            (o["due"], o["target_value"])
            for o in every
            if o["trajectory_id"] == goal["trajectory_id"]
            and (o["unit"], o["kind"]) == (goal["unit"], goal["kind"])
        ]
        path |= {day: value for day, value in steps if day and goal["plan_start"] < day < due}
    elif goal["basis"] == "seasonal" and goal["judged_on"] < due:
        path[goal["judged_on"]] = goal["expected"]
    before = max((day for day in path if day <= end), default=None)
    after = min((day for day in path if day >= end), default=None)
    if before is None or after is None:
        return figures.NOTHING
    share = 0.0 if before == after else (end - before) / (after - before)
    needed = rounded(path[before] + (path[after] - path[before]) * share, goal)
    return figures.about(needed, "%" if goal["unit"] == "%" else "")


def month_ends(day: date, count: int) -> list[date]:
    """The ends of the months after a day."""
    found = []
    while len(found) < count:
        end = day.replace(day=monthrange(day.year, day.month)[1])
        found += [end] if end > day else []
        day = end + timedelta(days=1)
    return found


def ranked(goals: list[Goal], names: Callable[[Goal], str | None]) -> list[list[str]]:
    """The rows of a ranking: rank, name, goals, assessed, on schedule, behind, share."""
    groups: dict[str, list[Status]] = {}
    for goal in goals:
        if goal["phase"] == "current" and (name := names(goal)):
            groups.setdefault(name, []).append(Status(goal["status"]))
    rows = []
    for name, found in groups.items():
        assessed, good = sum(s.is_assessed for s in found), sum(s.is_on_schedule for s in found)
        behind = sum(s.is_behind for s in found)
        rows.append((good / assessed if assessed else -1.0, behind, name, len(found), assessed, good))
    rows.sort(key=lambda row: (-row[0], row[1], -row[3], row[2]))
    return [
        [
            "—" if share < 0 else str(1 + sum((-r[0], r[1]) < (-share, behind) for r in rows)),
            *(name, str(total), str(assessed), str(good), str(behind)),
            "—" if share < 0 else figures.percent(share),
        ]
        for share, behind, name, total, assessed, good in rows
    ]


def balanced(goals: list[Goal]) -> list[list[str]]:
    """The rows of the yearly balance: unit, goals, met, met late, missed, open, score."""
    groups: dict[str, list[str]] = {}
    for goal in goals:
        if goal["owners"]:
            groups.setdefault(goal["owners"][0], []).append(goal["status"])
    rows = []
    for unit, found in groups.items():
        points = [SCORES[status] for status in found if status in SCORES]
        score = sum(points) / len(points) if points else None
        counts = [sum(status == outcome for status in found) for outcome in SCORES]
        cells = [unit, *map(str, (len(found), *counts, len(found) - sum(counts)))]
        rows.append((score is None, -(score or 0), -len(found), unit, cells, score))
    rows.sort(key=lambda row: row[:4])
    return [[*cells, "—" if score is None else f"{score:.1f}"] for *_, cells, score in rows]


def zh(day: date | None) -> str:
    """A day in Chinese."""
    return figures.NOTHING if day is None else f"{day.year}年{day.month}月{day.day}日"


def cut(text: str | None, length: int) -> str:
    """Text of at most so many characters."""
    text = text or ""
    return text if len(text) <= length else f"{text[: length - 1]}…"
