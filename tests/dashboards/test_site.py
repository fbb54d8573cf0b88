"""The static site as files: complete, incremental, safe, self-contained."""

from __future__ import annotations

import html.parser
import json
import re
import shutil
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from dashboards.rows import VerdictRow
from dashboards.site.build import build_site
from dashboards.site.embed import script_json
from dashboards.site.environment import bilingual, file_name, group_path, make_environment, wanted
from dashboards.snapshot import Snapshot, month_ends, query, read_snapshot
from flows.commands.chart import chart
from flows.commands.site import build
from targets.store.warehouse import migrate
from tests.dashboards.warehouse import HOSTILE, make_warehouse


@pytest.fixture
def copy(warehouse: Path, tmp_path: Path) -> Path:
    """A warehouse of one's own to change."""
    return Path(shutil.copy(warehouse, tmp_path / "w.duckdb"))


def modified(folder: Path) -> dict[str, int]:
    return {str(p.relative_to(folder)): p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}


def test_every_goal_owner_region_and_document_has_a_page(site: Path, snapshot: Snapshot) -> None:
    for goal in snapshot.goals:
        assert (site / "goals" / f"{goal['target_id']}.html").exists()
        assert all((site / group_path("owners", owner)).exists() for owner in goal["owners"])
        assert not goal["region"] or (site / group_path("regions", goal["region"])).exists()
    for document in snapshot.documents:
        assert (site / "documents" / f"{document['document_id']}.html").exists()


def test_a_second_build_writes_nothing(copy: Path, tmp_path: Path) -> None:
    first = build_site(copy, tmp_path / "site")
    before = modified(tmp_path / "site")
    second = build_site(copy, tmp_path / "site")
    assert (second.written, second.removed) == (0, 0)
    assert second.unchanged == first.written == first.pages
    del before[".pages.json"]
    assert before.items() <= modified(tmp_path / "site").items()


def test_only_what_changed_is_written_and_what_is_gone_is_removed(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build_site(copy, out)
    before = modified(out)
    with duckdb.connect(str(copy)) as con:
        (gone,), (changed,) = con.execute(
            "SELECT target_id FROM progress WHERE status = 'met' ORDER BY target_id LIMIT 2"
        ).fetchall()
        con.execute("DELETE FROM progress WHERE target_id = ?", [gone])
        con.execute("UPDATE progress SET unit = '另一单位' WHERE target_id = ?", [changed])
    summary = build_site(copy, out)
    after = modified(out)
    assert not (out / "goals" / f"{gone}.html").exists()
    assert summary.removed >= 1
    written = {path for path in after if after[path] != before.get(path)}
    assert f"goals/{changed}.html" in written
    assert {path for path in written if path.startswith("goals/")} == {f"goals/{changed}.html"}
    assert "另一单位" in (out / "goals" / f"{changed}.html").read_text(encoding="utf-8")
    assert "assets/plotly.min.js" not in written


def test_pages_of_a_file_are_marked_where_they_begin(site: Path, snapshot: Snapshot) -> None:
    for document in snapshot.documents:
        html = (site / "documents" / f"{document['document_id']}.html").read_text(encoding="utf-8")
        marks = re.findall(r'id="page-(\d+)".*?第(\d+)页.*?page (\d+)', html)
        assert marks == [(str(n),) * 3 for n, _ in enumerate(document["pages"] or (), 1)]
        for goal in (g for g in snapshot.goals if g["document_id"] == document["document_id"]):
            page = (site / "goals" / f"{goal['target_id']}.html").read_text(encoding="utf-8")
            place = sum(begin <= (goal["mention_start"] or 0) for begin in document["pages"] or ())
            assert re.findall(r"》 <span lang=\"zh\">第(\d+)页", page) == ([str(place)] if place else [])


def test_pages_that_become_known_write_their_document_and_its_goals_alone(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build_site(copy, out)
    before = modified(out)
    with duckdb.connect(str(copy)) as con:
        con.execute("UPDATE documents SET pages = [0, 40] WHERE doc = 'yunzhou-2'")
        ((document,),) = con.execute("SELECT document_id FROM documents WHERE doc = 'yunzhou-2'").fetchall()
        goals = con.execute(
            "SELECT target_id FROM progress SEMI JOIN extracted_targets USING (target_id) "
            "WHERE starts_with(target_id, ?)",
            [document[:12]],
        ).fetchall()
    build_site(copy, out)
    written = {path for path, at in modified(out).items() if at != before.get(path)}
    assert {p for p in written if p.startswith("documents/")} == {f"documents/{document}.html"}
    assert {p for p in written if p.startswith("goals/")} == {f"goals/{goal}.html" for (goal,) in goals}


def test_a_damaged_record_only_costs_a_full_build(copy: Path, tmp_path: Path) -> None:
    first = build_site(copy, tmp_path / "site")
    (tmp_path / "site" / ".pages.json").write_text("{ not json", encoding="utf-8")
    assert build_site(copy, tmp_path / "site").written == first.written


def test_an_empty_warehouse_gives_a_site_that_says_so(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "w.duckdb")) as con:
        migrate(con)
    build_site(tmp_path / "w.duckdb", tmp_path / "site")
    assert "还没有目标" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


class Finder(html.parser.HTMLParser):
    """Collects the elements, event handlers and addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self.inline: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        table = dict(attrs)
        self.tags.append(tag)
        self.handlers += [name for name in table if name.startswith("on")]
        self.addresses += [str(table[name]) for name in ("src", "href", "action") if table.get(name)]
        if tag == "script" and "src" not in table:
            self.inline.append(table)


def test_no_text_becomes_markup_and_nothing_comes_from_outside(site: Path) -> None:
    for path in site.rglob("*.html"):
        finder = Finder()
        finder.feed(path.read_text(encoding="utf-8"))
        assert "img" not in finder.tags, path
        assert finder.handlers == [], path
        assert all(script.get("type") == "application/json" for script in finder.inline), path
        assert not [a for a in finder.addresses if re.match(r"\w+:", a) and a != "data:,"], path


def test_hostile_names_stand_whole_on_their_page(site: Path, snapshot: Snapshot) -> None:
    for name in HOSTILE:
        goal = next(g for g in snapshot.goals if g["indicator"] == name)
        page = (site / "goals" / f"{goal['target_id']}.html").read_text(encoding="utf-8")
        assert "<script>alert" not in page
        assert "<img" not in page
        document = (site / "documents" / f"{goal['document_id']}.html").read_text(encoding="utf-8")
        assert name[:500] in html.unescape(re.sub(r"<[^>]+>", "", document))


def test_data_in_scripts_cannot_close_them() -> None:
    data = {"a": "</script><!-- \u2028 & >", "b": [1.5, None]}
    text = str(script_json(data))
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == data


def test_every_page_carries_the_policy_and_the_mark_of_illustrative_figures(
    site: Path, snapshot: Snapshot
) -> None:
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "default-src 'none'; script-src 'self'" in page
    for goal in snapshot.goals:
        page = (site / "goals" / f"{goal['target_id']}.html").read_text(encoding="utf-8")
        assert ("示意数据" in page) == goal["illustrative"]
    assert "示意数据" in (site / "index.html").read_text(encoding="utf-8")


def test_a_goal_page_shows_every_component_of_the_verdict(site: Path, snapshot: Snapshot) -> None:
    goal = next(g for g in snapshot.goals if g["status"] == "lagging")
    page = (site / "goals" / f"{goal['target_id']}.html").read_text(encoding="utf-8")
    for word in (
        "起点",
        "目标数",
        "应达",
        "缺口",
        "完成度",
        "时间进度",
        "任务进度",
        "按期完成所需速度",
        "规则版本",
        goal["rule_version"],
    ):
        assert word in page
    assert goal["quote"][:8] in page


def test_names_of_files_are_safe() -> None:
    assert file_name("5488cce600bb-1001") == "5488cce600bb-1001"
    assert re.fullmatch(r"[0-9a-f]{24}", file_name("../../etc"))
    assert re.fullmatch(r"owners/[0-9a-f]{12}\.html", group_path("owners", "../<x>"))


def test_words_are_escaped_once() -> None:
    assert str(bilingual("<", "a & b")) == '<span lang="zh">&lt;</span><span lang="en">a &amp; b</span>'
    assert str(bilingual("同", "同")) == "同"
    assert make_environment().from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("comparator", "value", "high", "unit", "zh", "en"),
    [
        ("ge", 20000.0, None, "户", "不低于2万户", "at least 20,000 households"),
        ("le", 5.5, None, "%", "不超过5.5%", "at most 5.5%"),
        ("range", 6.0, 6.5, "%", "6–6.5%", "6–6.5%"),
        ("approx", 5.0, None, "%", "约5%", "about 5%"),
        ("eq", 3.0, None, "个", "3个", "3"),
        ("all", 100.0, None, "%", "全部（100%）", "all (100%)"),
        ("zero", 0.0, None, "户", "清零", "zero"),
    ],
)
def test_what_a_goal_demands(
    comparator: str, value: float, high: float | None, unit: str, zh: str, en: str
) -> None:
    said = wanted({"comparator": comparator, "value": value, "value_high": high, "unit": unit})
    assert (said.zh, said.en) == (zh, en)


def test_movement_compares_with_the_month_before(snapshot: Snapshot) -> None:
    for goal in snapshot.goals:
        if goal["gap_share"] is None:
            assert goal["movement"] is None
        else:
            change = goal["gap_share"] - goal["previous_gap_share"]
            assert goal["movement"] == ("worse" if change < -0.5 else "better" if change > 0.5 else "same")


def test_months_without_a_refresh_are_judged_again_and_nothing_is_kept(copy: Path) -> None:
    with duckdb.connect(str(copy)) as con:
        with month_ends(con):
            months = {f"{row['as_of']:%Y-%m}" for row in query(con, "verdicts", VerdictRow)}
        assert months == {"2022-01", "2022-02", "2022-03", "2022-04", "2022-05", "2022-06"}
        assert con.execute("SELECT count(DISTINCT as_of) FROM progress_history").fetchall() == [(3,)]


def test_actuals_that_add_up_are_counted_as_the_goal_is(tmp_path: Path) -> None:
    path = make_warehouse(tmp_path / "w.duckdb", goals=12)
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE series SET accumulation = 'period'")
    rows = [r for r in read_snapshot(path).actuals if r["latest"]]
    goals = {g["target_id"]: g for g in read_snapshot(path).goals}
    for target_id in {r["target_id"] for r in rows}:
        own = [r for r in rows if r["target_id"] == target_id]
        total = (
            sum(r["reported"] for r in own)
            if goals[target_id]["kind"] == "cumulative"
            else own[-1]["reported"]
        )
        assert own[-1]["value"] == pytest.approx(total)


def commands() -> CliRunner:
    return CliRunner()


def test_site_build_without_a_snapshot_says_what_to_do(tmp_path: Path) -> None:
    import typer

    app = typer.Typer()
    app.command()(build)
    result = commands().invoke(app, ["--home", str(tmp_path)])
    assert result.exit_code == 1
    assert "duban refresh" in result.output


def test_chart_names_an_unknown_goal_and_a_wrong_suffix(copy: Path, tmp_path: Path) -> None:
    import typer

    published = tmp_path / "home" / "published"
    published.mkdir(parents=True)
    copy.rename(published / "r.duckdb")
    (published / "latest").write_text("r.duckdb\n", encoding="utf-8")
    app = typer.Typer()
    app.command()(chart)
    home = ["--home", str(tmp_path / "home")]
    unknown = commands().invoke(app, ["nowhere-1", "--out", str(tmp_path / "x.json"), *home])
    assert unknown.exit_code == 2
    assert "nowhere-1" in unknown.output
    known = read_snapshot(published / "r.duckdb").goals[0]["target_id"]
    wrong = commands().invoke(app, [known, "--out", str(tmp_path / "x.gif"), *home])
    assert wrong.exit_code == 2
    assert ".png" in wrong.output
    assert commands().invoke(app, [known, "--out", str(tmp_path / "x.json"), *home]).exit_code == 0
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["data"]


def test_units_of_one_name_in_several_places_carry_their_place(tmp_path: Path) -> None:
    path = make_warehouse(tmp_path / "w.duckdb", goals=6)
    with duckdb.connect(str(path)) as con:
        ids = [row[0] for row in con.execute("SELECT document_id FROM documents ORDER BY 1").fetchall()]
        con.execute(
            "UPDATE documents SET region = CASE document_id WHEN ? THEN '云州市' ELSE '海州市' END", ids[:1]
        )
        con.execute(
            "UPDATE extracted_targets SET owners = CASE document_id WHEN ? THEN ['市发改委', '市住建局'] "
            "ELSE ['市发改委', '海州市教育局'] END",
            ids[:1],
        )
        goals = read_snapshot(con).goals
    assert {(tuple(goal["owners"]), goal["lead"]) for goal in goals} == {
        (("市发改委（云州市）", "市住建局"), "市发改委（云州市）"),
        (("市发改委（海州市）", "海州市教育局"), "市发改委（海州市）"),
    }


def test_an_alert_that_ended_says_when_and_each_names_its_goal(copy: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(copy)) as con:
        (alert_id,) = con.execute("SELECT min(alert_id) FROM alerts").fetchall()[0]
        con.execute(
            "UPDATE alerts SET state = 'resolved', changed_at = '2022-06-17' WHERE alert_id = ?", [alert_id]
        )
        alerts = read_snapshot(con).alerts
    build_site(copy, tmp_path / "site")
    rows = (
        (tmp_path / "site" / "alerts.html").read_text(encoding="utf-8").split("<tbody>")[1].split("<tr")[1:]
    )
    assert len(rows) == len(alerts)
    assert [row.count("2022-06-17") for row in rows] == [0] * (len(rows) - 1) + [1], "what ended stands last"
    assert all(alert["handle"] in row for alert, row in zip(alerts, rows, strict=True))
