"""A small warehouse for the pages: goals over every status, three judging days, texts with numbers to mark."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from targets.figures import quantity
from targets.store.warehouse import migrate

AS_OF = date(2022, 6, 30)
RUNS = {
    date(2022, 4, 30): "20220430T080000-aa",
    date(2022, 5, 31): "20220531T080000-bb",
    AS_OF: "20220630T080000-cc",
}
OWNERS = (
    "市发展改革委",
    "市住建局",
    "市工信局",
    "市人社局",
    "市交通运输局",
    "市农业农村局",
    "市教育局",
    "市水利局",
)
REGIONS = ("云州市", "云州市东城区", "云州市西川县", "云州市南溪县", None)
# indicator, value, unit, comparator, kind, direction
GOALS: tuple[tuple[str, float, str, str, str, str], ...] = (
    ("重点建设项目年度投资完成率", 55.0, "%", "ge", "cumulative", "at_least"),
    ("老旧小区改造户数", 20000.0, "户", "eq", "cumulative", "at_least"),
    ("新增城镇就业人数", 36000.0, "人", "ge", "cumulative", "at_least"),
    ("规模以上工业增加值增速", 8.5, "%", "approx", "direct", "near"),
    ("城镇调查失业率", 5.5, "%", "le", "bound", "at_most"),
    ("高标准农田建成面积", 123000.0, "亩", "ge", "cumulative", "at_least"),
    ("产业项目开工总投资", 55400000000.0, "元", "ge", "cumulative", "at_least"),
    ("公办幼儿园在园幼儿占比", 52.0, "%", "ge", "level", "at_least"),
    ("农村公路新改建里程", 480.0, "公里", "ge", "cumulative", "at_least"),
    ("万元地区生产总值能耗降幅", 3.2, "%", "ge", "direct", "at_least"),
    ("空气质量优良天数比例", 91.6, "%", "ge", "bound", "at_least"),
    ("主要经济指标增速全省位次", 6.0, "位", "le", "rank", "at_most"),
)
# status, achievement, achievement a month before
STATUSES: tuple[tuple[str, float | None, float | None], ...] = (
    ("lagging", 0.62, 0.70),
    ("on_track", 1.02, 0.98),
    ("at_risk", 0.88, 0.86),
    ("met", 1.15, 0.97),
    ("away", -0.12, 0.05),
    ("not_assessable", None, None),
    ("missed", 0.71, 0.75),
    ("stale", 0.90, 0.90),
    ("not_started", None, None),
    ("on_track", 0.97, 0.96),
    ("lagging", 0.74, 0.66),
    ("met_late", 1.0, 0.97),
)
SECTIONS = ("一、项目建设", "二、民生保障", "三、产业发展")
HOSTILE = (
    "<script>alert(1)</script>投资额",
    '"><img src=x onerror=alert(2)>覆盖率',
    "长" * 10_000,
    "\u202eדחפ\u202c方向标记占比",
    "{{ 7 * 7 }} </script><!-- 年产量 $x$ %{y} &lt;b&gt;",
)


def make_warehouse(path: Path, *, goals: int = 44, hostile: bool = False, documents: int = 3) -> Path:
    """A DuckDB file in the schema of the warehouse with `goals` goals; the last few hostile when asked."""
    with duckdb.connect(str(path)) as con:
        migrate(con)
        con.begin()
        _fill_runs(con)
        made = [_goal(i, hostile_name(i - goals + len(HOSTILE)) if hostile else None) for i in range(goals)]
        for number in range(documents):
            _fill_document(con, number, [g for i, g in enumerate(made) if i % documents == number], hostile)
        for goal in made:
            _close(goal)
        _fill_progress(con, made)
        _fill_quality(con, hostile)
        _fill_watched(con, hostile)
        con.commit()
    return path


def _fill_watched(con: duckdb.DuckDBPyConnection, hostile: bool) -> None:
    """Indicators that are followed without a number; the first is shown by two series, the last by none."""
    names = ["企业用电量", "兑现企业数", *(HOSTILE if hostile else ())]
    ((document_id,),) = con.execute("SELECT document_id FROM documents WHERE doc = 'yunzhou-0'").fetchall()
    for number, name in enumerate(names, 1):
        _insert(con, "watched", watch_no=number, work_id=1, canonical=name, run_id=RUNS[AS_OF])
        _insert(
            con,
            "watched_readings",
            watch_no=number,
            document_id=document_id,
            indicator=name,
            rhythm="week" if number == 1 else None,
            spread="region",
            region="云州市",
            owners=[OWNERS[0]],
            section=[],
            quote=f"每周调度各地{name}。",
            start=0,
            end=1,
            run_id=RUNS[AS_OF],
        )
        series = con.execute(
            "SELECT series_id FROM series ORDER BY series_id LIMIT 2 OFFSET ?", [2 * number - 2]
        ).fetchall()
        for place, (series_id,) in enumerate(series if number < len(names) else ()):
            _insert(
                con,
                "watched_links",
                link_no=2 * number + place,
                watch_no=number,
                series_id=series_id,
                state="accepted",
                score=1.0,
                basis="name",
                who="",
                linked_at=datetime(2022, 6, 30, 8),
                run_id=RUNS[AS_OF],
            )


def hostile_name(position: int) -> str | None:
    """The hostile indicator at a position, None outside the list."""
    return HOSTILE[position] if 0 <= position < len(HOSTILE) else None


def _goal(i: int, name: str | None) -> dict[str, Any]:
    indicator, value, unit, comparator, kind, direction = GOALS[i % len(GOALS)]
    status, achieved, before = STATUSES[i % len(STATUSES)]
    due = date(2022, 5, 31) if status in ("missed", "met_late") else date(2022, 12, 31)
    start = date(2023, 1, 1) if status == "not_started" else date(2022, 1, 1)
    return {
        "i": i,
        "indicator": name or indicator + ("" if i < len(GOALS) else f"（第{i // len(GOALS) + 1}批）"),
        "value": value,
        "unit": unit,
        "comparator": comparator,
        "kind": kind,
        "direction": direction,
        "status": status,
        "achieved": achieved,
        "before": before,
        "owners": [] if i % 19 == 18 else [OWNERS[i * i % len(OWNERS)], OWNERS[(i * i + 3) % len(OWNERS)]],
        "region": REGIONS[i % len(REGIONS)],
        "plan_start": start,
        "due": date(2023, 12, 31) if status == "not_started" else due,
        "section": [SECTIONS[i % len(SECTIONS)]],
    }


def _fill_runs(con: duckdb.DuckDBPyConnection) -> None:
    stages = json.dumps(
        [{"stage": s, "seconds": 0.4, "detail": "44"} for s in ("read", "extract", "load", "check")]
    )
    for as_of, run_id in RUNS.items():
        started = datetime.combine(as_of, datetime.min.time()) + timedelta(hours=8)
        outcome = "quarantined" if as_of == AS_OF else "complete"
        _insert(
            con,
            "runs",
            run_id=run_id,
            as_of=as_of,
            started_at=started,
            finished_at=started + timedelta(seconds=21),
            outcome=outcome,
            stages=stages,
        )


def _letters(number: int) -> str:
    """The letters of the document of that number: YZ22, YZ22B, … YZ22Z, YZ22BA."""
    behind = ""
    while number:
        number, last = divmod(number, 26)
        behind = chr(ord("A") + last) + behind
    return f"YZ22{behind}"


def _fill_document(
    con: duckdb.DuckDBPyConnection, number: int, goals: list[dict[str, Any]], hostile: bool
) -> None:
    """One document: a heading a section, a paragraph a goal, its number marked as a mention. The second has a page a section."""
    title = f"云州市2022年重点工作安排（{number + 1}）" + (
        "<script>alert(3)</script>" if hostile and number == 0 else ""
    )
    text = f"{title}\n\n各县（区）人民政府，市政府各部门：\n"
    document_id = hashlib.sha256(f"document {number}".encode()).hexdigest()[:32]
    mentions: list[dict[str, Any]] = []
    section, pages = None, [0]
    for goal_no, goal in enumerate(sorted(goals, key=lambda g: g["section"]), 1):
        if goal["section"] != section:
            if section:
                pages.append(len(text) + 1)
            section = goal["section"]
            text += f"\n{section[0]}\n"
        head = f"到{goal['due'].year}年底，{goal['region'] or '全市'}{goal['indicator']}要达到"
        figure = quantity(goal["value"], goal["unit"])
        sentence = f"{head}{figure}以上。"
        start = len(text) + len(head)
        goal |= {
            "document_id": document_id,
            "doc": f"yunzhou-{number}",
            "start": start,
            "end": start + len(figure),
            "figure": figure,
            "quote": sentence,
            "target_id": f"{document_id[:12]}-{start}",
            "goal_no": goal_no,
            "illustrative": number == 0,
        }
        mentions.append(goal)
        text += sentence + "去年同期完成3.6%。\n"
        result = text.rindex("3.6%")
        mentions.append(
            {
                **goal,
                "role": "actual",
                "start": result,
                "end": result + 4,
                "figure": "3.6%",
                "target_id": None,
            }
        )
    run_id = RUNS[AS_OF]
    _insert(con, "works", work_id=number + 1, letters=_letters(number), run_id=run_id)
    _insert(
        con,
        "documents",
        document_id=document_id,
        work_id=number + 1,
        version=1,
        doc=f"yunzhou-{number}",
        title=title,
        number=f"云府发〔2022〕{number + 1}号",
        issuer="云州市人民政府",
        issued_on=date(2022, 1, 10) + timedelta(days=number),
        region="云州市",
        plan_year=2022,
        illustrative=number == 0,
        text=text,
        pages=pages if number == 1 else None,
        extractor="test",
        run_id=run_id,
    )
    _insert(
        con,
        "document_files",
        path=f"documents/yunzhou-{number}.{'pdf' if number == 1 else 'txt'}",
        content_hash="0",
        document_id=document_id,
        run_id=run_id,
    )
    for m in mentions:
        _insert(
            con,
            "mentions",
            document_id=document_id,
            target_id=m["target_id"],
            doc=m["doc"],
            start=m["start"],
            end=m["end"],
            text=m["figure"],
            role=m.get("role", "target"),
            value=m["value"],
            unit=m["unit"],
            comparator=m["comparator"],
            due_basis="explicit",
            indicator=m["indicator"],
            owners=m["owners"],
            section=m["section"],
            quote=m["quote"],
            implicit=False,
            confidence=0.93,
            cues=["要达到"],
            run_id=run_id,
        )


def _close(goal: dict[str, Any]) -> None:
    """The numbers of the verdict, consistent with the status."""
    start, due = goal["plan_start"], goal["due"]
    share = min(max((AS_OF - start).days / (due - start).days, 0.0), 1.0)
    goal["time_share"] = share
    constant = goal["kind"] in ("direct", "bound", "rank")
    goal["basis"] = "constant" if constant else "linear"
    goal["expected"] = goal["value"] if constant else goal["value"] * share
    achieved = goal["achieved"]
    goal["actual"] = None if achieved is None else goal["expected"] * achieved
    goal["gap"] = None if achieved is None else goal["actual"] - goal["expected"]
    goal["progress_share"] = None if achieved is None else achieved * (1.0 if constant else share)
    goal["lead_points"] = None if achieved is None else 100 * (goal["progress_share"] - share)
    goal["gap_share"] = None if achieved is None else 100 * (achieved - 1) * (1.0 if constant else share)
    goal["series_id"] = None if achieved is None else f"series-{goal['i']}"


def _fill_progress(con: duckdb.DuckDBPyConnection, goals: list[dict[str, Any]]) -> None:
    kept = {name for name, *_ in con.execute("DESCRIBE progress_history").fetchall()}
    for goal in goals:
        _insert(
            con,
            "extracted_targets",
            canonical=goal["indicator"],
            due_basis="explicit",
            commitment="commit",
            implicit=False,
            confidence=0.9,
            state="proposed" if goal["i"] % 13 == 12 else "accepted",
            start_on=goal["plan_start"],
            run_id=RUNS[AS_OF],
            **{
                k: goal[k]
                for k in (
                    "target_id",
                    "goal_no",
                    "document_id",
                    "doc",
                    "indicator",
                    "region",
                    "owners",
                    "value",
                    "unit",
                    "comparator",
                    "kind",
                    "direction",
                    "due",
                    "section",
                    "quote",
                )
            },
        )
        if goal["series_id"]:
            _fill_series(con, goal)
        for as_of, run_id in RUNS.items():
            verdict = _verdict(goal, as_of, run_id)
            _insert(con, "progress_history", **{k: v for k, v in verdict.items() if k in kept})
            if as_of == AS_OF:
                _insert(con, "progress", **verdict)
        if goal["status"] in ("lagging", "away", "missed", "stale"):
            _insert(
                con,
                "alerts",
                alert_id=f"alert-{goal['i']}",
                target_id=goal["target_id"],
                rule=goal["status"],
                group_key=(goal["owners"] or ["—"])[0],
                state=("firing", "acknowledged", "firing")[goal["i"] % 3],
                since=datetime(2022, 5, 31, 8),
                changed_at=datetime(2022, 6, 30, 8),
                status=goal["status"],
                message_zh=f"{goal['indicator'][:40]}滞后",
                message_en="behind",
                run_id=RUNS[AS_OF],
            )


def _verdict(goal: dict[str, Any], as_of: date, run_id: str) -> dict[str, Any]:
    now = as_of == AS_OF
    earlier = "on_track" if goal["i"] % 3 == 0 and goal["achieved"] is not None else goal["status"]
    points = (
        goal["gap_share"]
        if now or goal["before"] is None
        else 100 * (goal["before"] - 1) * goal["time_share"]
    )
    columns = (
        "target_id",
        "series_id",
        "kind",
        "direction",
        "plan_start",
        "due",
        "basis",
        "actual",
        "expected",
        "gap",
        "time_share",
        "progress_share",
        "lead_points",
    )
    return {
        **{k: goal[k] for k in columns},
        "run_id": run_id,
        "as_of": as_of,
        "target_value": goal["value"],
        "baseline": 0.0,
        "baseline_on": goal["plan_start"],
        "baseline_flagged": False,
        "achievement": goal["achieved"],
        "gap_share": points,
        "actual_period_end": goal["actual"] and AS_OF,
        "actual_recorded_at": goal["actual"] and datetime(2022, 7, 1, 9),
        "projection": goal["actual"] and goal["actual"] * 1.6,
        "projection_low": goal["actual"] and goal["actual"] * 1.5,
        "projection_high": goal["actual"] and goal["actual"] * 1.75,
        "status": goal["status"] if now else earlier,
        "reason_code": goal["status"],
        "judged_as": "cumulative",
        "unit": goal["unit"],
        "goal": goal["value"],
        "profile": "delivery",
        "rule_version": "1",
    }


def _fill_series(con: duckdb.DuckDBPyConnection, goal: dict[str, Any]) -> None:
    _insert(
        con,
        "series",
        series_id=goal["series_id"],
        indicator=goal["indicator"],
        canonical=goal["indicator"],
        region=goal["region"],
        unit=goal["unit"],
        accumulation="ytd",
        cadence="month",
        illustrative=goal["illustrative"],
        run_id=RUNS[AS_OF],
    )
    for month in range(1, 7):
        end = date(2022, month + 1, 1) - timedelta(days=1)
        value = goal["actual"] * (month / 6 if goal["basis"] == "linear" else 0.9 + month / 60)
        revisions = (0.93, 1.0) if month == 3 else (1.0,)
        for step, factor in enumerate(revisions):
            _insert(
                con,
                "observations",
                series_id=goal["series_id"],
                period_start=end.replace(day=1),
                period_end=end,
                value=value * factor,
                recorded_at=datetime.combine(min(end + timedelta(days=5 + step), AS_OF), datetime.min.time()),
                source="actuals/2022.csv line 3",
                import_id="i",
                run_id=RUNS[AS_OF],
            )


def _fill_quality(con: duckdb.DuckDBPyConnection, hostile: bool) -> None:
    name = "<img src=x onerror=alert(4)>.csv" if hostile else "2022-06.csv"
    _insert(
        con,
        "quarantine",
        quarantine_id="q1",
        kind="actuals",
        file=f"actuals/{name}",
        place="line 7",
        field="value",
        value="-12",
        reason="Does not hold: a count is not negative.",
        advice="Correct the number in the file and import it again.",
        quarantined_at=datetime(2022, 6, 30, 8),
        run_id=RUNS[AS_OF],
    )
    for check, success in (
        ("value_is_finite", True),
        ("due_not_before_start", True),
        ("unit_is_known", False),
    ):
        _insert(
            con,
            "check_results",
            run_id=RUNS[AS_OF],
            suite="targets",
            check_name=check,
            column_name="value",
            severity="warning",
            success=success,
            checked=44,
            failed=0 if success else 1,
            message="检查通过" if success else "有1行的单位不认识",
            message_en="Passed" if success else "One row has an unknown unit",
        )


def _insert(con: duckdb.DuckDBPyConnection, table: str, **row: Any) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    con.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
