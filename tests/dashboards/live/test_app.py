"""The live app in Chromium: every page says nothing on the console and asks nothing of another machine."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboards.live.app import make_app
from dashboards.live.server import live_server
from targets.store.publish import publish
from targets.store.warehouse import open_warehouse
from tests.dashboards.live.conftest import FIRST, TOKEN, Live

pytestmark = pytest.mark.browser


def test_the_app_opens_on_the_overview_and_takes_a_refresh_over_in_place(own_live: Live) -> None:
    live, page = own_live, own_live.page
    page.goto(live.url)
    behind = int(page.locator(".tiles b").first.inner_text())
    page.evaluate("window.stays = true")
    with open_warehouse(live.home) as con:
        con.execute("UPDATE progress SET status = 'on_track' WHERE status = 'missed'")
        publish(con, live.home, replace(FIRST, run_id="20220701T080001-dd"), full=True)
    page.wait_for_function("was => Number(document.querySelector('.tiles b').innerText) < was", arg=behind)
    assert page.evaluate("window.stays")
    assert page.inner_text("#followed") == "已更新到最新发布的数据。"
    page.click(".tiles a")
    live.loaded()
    assert page.inner_text("#view").startswith("只显示：落后")
    live.total(behind - 4)


def test_a_list_of_the_overview_is_the_grid_narrowed(live: Live) -> None:
    page = live.open("/goals?list=review")
    live.total(3)
    assert set(live.cells("state")) == {"待审核"}
    page.click("#view a")
    live.total(49)


def test_no_count_is_shown_before_it_is_known(live: Live) -> None:
    page = live.page
    page.route("**/_dash-update-component*", lambda _: None)  # no answer comes
    page.goto(live.url + "/goals")
    page.wait_for_selector(".statuses b")
    assert set(page.locator(".statuses b").all_inner_texts()) == {"…"}
    assert page.inner_text("#as-of") == ""
    page.wait_for_selector("#alerts-grid .ag-overlay")
    assert "没有预警" not in page.inner_text("body"), "nor that there are none"


def test_an_empty_grid_says_what_to_do(own_live: Live) -> None:
    with open_warehouse(own_live.home) as con:
        con.execute("DELETE FROM alerts")
        publish(con, own_live.home, replace(FIRST, run_id="20220701T080001-dd"), full=True)
    own_live.open()
    own_live.page.wait_for_selector("#alerts-grid :text('没有预警。目标滞后、逾期或缺数据时')")


def test_at_1440_pixels_dates_and_shares_are_whole(live: Live) -> None:
    page = live.open()
    cut = """() => [...document.querySelectorAll('#grid .ag-header-cell[col-id], #grid .ag-row [col-id]')]
        .filter((cell) => ['status', 'gap_share', 'actual', 'expected', 'due', 'time_share', 'progress_share'].includes(cell.getAttribute('col-id')))
        .filter((cell) => {
            const box = cell.getBoundingClientRect();
            const words = cell.querySelector('.ag-header-cell-text') || cell;
            return box.right > 1440 || words.scrollWidth > words.clientWidth + 1;
        }).map((cell) => cell.getAttribute('col-id') + ': ' + cell.innerText)"""
    assert page.locator("#grid .ag-header-cell[col-id='progress_share']").count() >= 1
    assert page.evaluate(cut) == []


def test_days_below_the_slider_lie_apart_however_many_there_are(own_live: Live) -> None:
    with open_warehouse(own_live.home) as con:
        con.execute(
            "INSERT INTO progress_history BY NAME SELECT * EXCLUDE (k) REPLACE ((as_of - k::INTEGER)::DATE AS as_of) "
            "FROM progress_history, (SELECT range AS k FROM range(1, 90)) WHERE as_of = DATE '2022-04-30'"
        )
        publish(con, own_live.home, replace(FIRST, run_id="20220701T080001-dd"), full=True)
    page = own_live.open()
    page.wait_for_function("() => document.querySelectorAll('#day .dash-slider-mark').length > 2")
    for width in (1440, 768, 380):
        page.set_viewport_size({"width": width, "height": 900})
        boxes = [
            mark.bounding_box() for mark in page.locator("#day .dash-slider-mark").all() if mark.is_visible()
        ]
        spans = sorted((box["x"], box["x"] + box["width"]) for box in boxes if box)
        assert len(spans) >= 2
        assert all(end < start for (_, end), (start, _) in pairwise(spans)), (width, spans)
        assert spans[0][0] >= 0 and spans[-1][1] <= width


def test_heads_of_the_grid_have_their_help(live: Live) -> None:
    page = live.open()
    page.hover("#grid .ag-header-cell[col-id='gap_share'] .ag-header-cell-text")
    page.wait_for_selector(".ag-tooltip:has-text('缺口占从起点到目标全程的百分比')")


def test_the_search_takes_the_number_of_a_goal(live: Live) -> None:
    page = live.open()
    handle = live.cells("handle")[0]
    for typed in (handle.lower(), handle.replace("-", "")):
        page.fill("#search", typed)
        live.loaded()
        page.wait_for_function(
            """handle => [...document.querySelectorAll('#grid .ag-row [col-id=handle]')].every((cell) => cell.innerText.startsWith(handle))""",
            arg=handle,
        )


def test_no_english_in_the_chinese_grid(live: Live) -> None:
    page = live.open()
    live.choose_first()
    said = page.evaluate(
        """() => [...document.querySelectorAll('#grid *, #alerts-grid *')].flatMap((element) =>
            ['aria-label', 'aria-description', 'aria-roledescription', 'title', 'placeholder']
                .map((name) => element.getAttribute(name)).filter(Boolean))"""
    )
    assert [words for words in said if re.search("[A-Za-z]{4,}", words) and "alert(" not in words] == []


def test_every_goal_the_worst_first(live: Live) -> None:
    live.open()
    live.total(49)
    assert live.cells("status")[0].endswith("背离")
    assert live.page.inner_text("#as-of") == "数据截至 2022-06-30"


def test_search_status_and_column_filter_narrow_the_grid(live: Live) -> None:
    page = live.open()
    page.fill("#search", "老旧小区")
    live.total(4)
    assert all("老旧小区" in cell for cell in live.cells("indicator"))
    page.fill("#search", "")
    live.total(49)
    page.get_by_role("button", name=re.compile("滞后")).click()
    page.wait_for_function(
        """() => {
            const cells = [...document.querySelectorAll('#grid .ag-row [col-id=status]')];
            return cells.length && cells.every((cell) => cell.innerText.endsWith('滞后'));
        }"""
    )
    page.get_by_label("目标 筛选").fill("第4批")
    live.total(1)
    assert "第4批" in live.cells("indicator")[0]


def test_sorting_by_a_header(live: Live) -> None:
    page = live.open()
    page.click("#grid .ag-header-cell[col-id='due'] .ag-header-cell-label")
    page.wait_for_function(
        "() => document.querySelector('#grid .ag-row[row-index=\"0\"] [col-id=due]').innerText === '2022-05-31'"
    )
    assert live.cells("due") == sorted(live.cells("due"))


def test_the_slider_goes_back_in_time(live: Live) -> None:
    page = live.open()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.statuses button')].some(l => /达进度.*\\d/s.test(l.innerText))"
    )
    on_track = page.locator(".statuses button", has_text="达进度").inner_text()
    slider = page.locator("#day [role=slider]")
    slider.focus()
    slider.press("ArrowLeft")
    page.wait_for_function(
        "was => [...document.querySelectorAll('.statuses button')].some(l => l.innerText.includes('达进度') && l.innerText !== was)",
        arg=on_track,
    )
    live.choose("重点建设项目年度投资完成率（第2批）")
    assert page.locator("#facts .status").inner_text().endswith("达进度")
    slider.focus()
    slider.press("ArrowRight")
    page.wait_for_function("() => !document.querySelector('#facts .status').innerText.includes('达进度')")


def test_two_clicks_to_the_sentence_that_promised_it(live: Live) -> None:
    page = live.open()
    live.choose_first()
    figure = page.inner_text("#facts blockquote mark")
    page.click("#facts .source")
    page.wait_for_selector(".text .m")
    anchor = page.url.partition("#")[2]
    assert figure in page.locator(f"p:has(#{anchor})").inner_text()


def test_a_goal_has_an_address(live: Live) -> None:
    page = live.open()
    live.choose("高标准农田建成面积（第2批）")
    goal = page.evaluate("() => document.querySelector('#grid .ag-row').getAttribute('row-id')")
    live.open(f"/goals?goal={goal}")
    page.wait_for_selector("#trajectory .main-svg")
    assert page.inner_text("#goal-title") == "高标准农田建成面积（第2批）"
    page.wait_for_function("() => document.querySelector('#goal-title').getBoundingClientRect().top < 300")


def test_language_and_theme_at_a_click(live: Live) -> None:
    page = live.open()
    page.click("#language-switch")
    page.wait_for_selector("#grid .ag-header-cell-text:has-text('Goal')")
    page.wait_for_function(
        "() => document.querySelector('#grid .ag-row [col-id=status]').innerText.includes('Moving away')"
    )
    assert page.inner_text("h1") == "Every goal"
    page.wait_for_selector("#alerts-grid .ag-row [col-id=state]:has-text('Firing')")
    alerts = page.inner_text("#alerts-grid .ag-row[row-index='0']")
    assert re.search("Missed|Lagging|Moving away|Stale", alerts) and "预警中" not in alerts
    page.click("#theme-switch")
    live.choose_first()
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"
    assert "Expected path" in page.inner_text("#trajectory")


def test_by_keyboard_alone(live: Live) -> None:
    page = live.open()
    page.focus("#search")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.closest('#grid .ag-header') !== null"):
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_function("() => document.activeElement.classList.contains('ag-cell')")
    page.keyboard.press("Space")
    page.wait_for_selector("#trajectory .main-svg")


def test_the_chart_of_a_goal_is_copied_and_its_data_shown(live: Live) -> None:
    page = live.open()
    live.choose_first()
    page.wait_for_selector("#trajectory .main-svg")
    chart = page.locator("#facts figure.chart")
    told = page.locator("#facts [role=img]").get_attribute("aria-label")
    assert told.startswith(chart.locator("h3").inner_text())
    assert page.locator("#facts .reason").inner_text()[:20] in told
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('refused')); }")
    with page.expect_download() as loaded:
        chart.locator("[data-chart-do=picture]").click()
    assert Path(loaded.value.path()).read_bytes().startswith(b"\x89PNG")
    chart.locator("[data-chart-do=data]").click()
    before = chart.locator("tbody").inner_text()
    assert "实际值" in before
    page.fill("#search", "老旧小区")
    live.choose_first("老旧小区")
    page.wait_for_selector("#facts .chart-data", state="hidden")
    page.wait_for_selector("#trajectory .main-svg")
    chart.locator("[data-chart-do=data]").click()
    assert chart.locator("tbody").inner_text() != before
    with page.expect_download() as loaded:
        chart.locator("[data-chart-do=csv]").click()
    assert len(Path(loaded.value.path()).read_text(encoding="utf-8-sig").splitlines()) > 1


def test_hostile_texts_stay_text(live: Live) -> None:
    page = live.open()
    for words in ("alert(1)", "onerror=alert(2)", "长长长", "方向标记", "年产量 $x$"):
        page.fill("#search", words)
        live.total(1)
        live.choose_first(words)
        assert words in page.inner_text("#facts blockquote")
    assert page.query_selector("img[src='x']") is None


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_view_can_be_downloaded(live: Live, kind: str) -> None:
    page = live.open()
    page.fill("#search", "老旧小区")
    live.total(4)
    with page.expect_download() as download:
        page.click(f"#as-{kind}")
    file = Path(download.value.path())
    assert download.value.suggested_filename == f"duban-2022-06-30.{kind}"
    if kind == "csv":
        assert file.read_text("utf-8-sig").count("老旧小区改造户数") >= 4
    else:
        assert file.read_bytes()[:2] == b"PK"


def test_an_alert_is_acknowledged(own_live: Live) -> None:
    live, page = own_live, own_live.open()
    page.fill("#who", "李四")
    page.fill("#token", TOKEN)
    page.click("#alerts-grid .ag-row[row-index='0'] [col-id='goal']")
    page.fill("#ack-note", "已约谈")
    page.click("#ack")
    page.wait_for_function("() => document.querySelector('#ack-said').innerText.startsWith('已记录')")
    live.refresh(1)
    page.wait_for_function("() => document.querySelector('#alerts-grid').innerText.includes('李四：已约谈')")


def test_a_refresh_appears_and_a_past_day_stays(own_live: Live) -> None:
    live, page = own_live, own_live.open()
    slider = page.locator("#day [role=slider]")
    slider.focus()
    slider.press("ArrowLeft")
    page.wait_for_function(
        "() => document.querySelector('#day [role=slider]').getAttribute('aria-valuenow') === '1'"
    )
    live.refresh(1)
    page.wait_for_timeout(5_000)
    assert slider.get_attribute("aria-valuenow") == "1"
    live.total(44)


def test_on_a_phone(narrow: Live) -> None:
    page = narrow.open()
    narrow.choose_first()
    shown = page.evaluate(
        """() => [...document.querySelectorAll('#grid .ag-header-cell[col-id]')].filter((head) => {
            const box = head.getBoundingClientRect();
            return box.left >= 0 && box.right <= 380 && box.width > 0;
        }).map((head) => head.getAttribute('col-id'))"""
    )
    assert {"status", "indicator", "gap_share"} <= set(shown)
    pinned = page.locator("#grid .ag-pinned-left-header .ag-header-cell[col-id]").all()
    assert [head.get_attribute("col-id") for head in pinned][:2] == ["status", "indicator"]
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 380


@pytest.mark.parametrize(
    ("language", "theme"), [("zh", "light"), ("zh", "dark"), ("en", "light"), ("en", "dark")]
)
def test_no_serious_violation_of_accessibility(live: Live, language: str, theme: str) -> None:
    kept = f"localStorage.setItem('duban-lang', '{language}'); localStorage.setItem('duban-theme', '{theme}')"
    live.page.add_init_script(kept)
    page = live.open()
    page.wait_for_selector(f"#grid .ag-header-cell-text:has-text('{'目标' if language == 'zh' else 'Goal'}')")
    live.choose_first()
    assert page.evaluate("() => document.documentElement.dataset.theme") == theme
    found = Axe().run(page).response["violations"]
    grave = [
        (v["id"], [n["html"][:160] for n in v["nodes"][:3]])
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
    assert grave == []


def test_headers_and_address(published: Path) -> None:
    client = make_app(published).server.test_client()
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts
    assert "http" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get("/site/../warehouse.duckdb").status_code == 404
    assert client.get("/site/%2e%2e/warehouse.duckdb").status_code == 404
    assert client.get("/site/index.html").status_code == 200
    server = live_server(published, port=0)
    try:
        assert server.server_address[0] == "127.0.0.1"
    finally:
        server.server_close()


def test_without_a_token_nothing_can_be_decided(published: Path) -> None:
    app = make_app(published)
    assert app.server.test_client().get("/fill").status_code == 404
    assert app.server.test_client().get("/review").status_code == 404
    page = app.server.test_client().get("/_dash-layout").get_data(as_text=True)
    assert '"grid"' in page
    assert '"token"' not in page


def test_before_the_first_refresh_it_says_so(tmp_path: Path, new_context: object) -> None:
    import threading

    server = live_server(tmp_path, port=0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = new_context().new_page()  # type: ignore[operator]
    page.goto(f"http://127.0.0.1:{server.port}/goals")
    page.wait_for_function("() => document.querySelector('#notice')?.innerText.includes('duban refresh')")
    server.shutdown()
