"""Every kind of page, on site and in the app, at three widths, in both languages and themes: all of it can be read and used.

One home, one server and one browser for all; language and width change in place.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboards.live.server import live_server
from dashboards.site.environment import group_path
from dashboards.snapshot import read_snapshot
from targets.store.publish import latest_snapshot
from tests.dashboards.busy import make_busy

pytestmark = pytest.mark.browser
WIDTHS = (1440, 768, 380)
FAULTS = (Path(__file__).parent / "labels.js").read_text(encoding="utf-8")
TOKEN = "correct horse"
DRAWN = "() => [...document.querySelectorAll('.plot')].every((plot) => plot.dataset.drawn)"
FITTED = """() => [...document.querySelectorAll('.js-plotly-plot')].every((plot) =>
    Math.abs(plot.querySelector('.main-svg').getBoundingClientRect().width - plot.getBoundingClientRect().width) < 2)"""


@dataclass
class Tour:
    """The busy home, its app, and a tab that notes what it says and asks for."""

    home: Path
    named: dict[str, str]
    url: str
    page: Any
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, path: str) -> Any:
        """Open a file of the site, or an address of the app, and wait until it is drawn."""
        if path.startswith("/"):
            self.page.goto(self.url + path)
        else:
            name, _, part = path.partition("#")
            self.page.goto((self.home / "site" / name).as_uri() + (f"#{part}" if part else ""))
        self.page.wait_for_function(DRAWN)
        return self.page

    @property
    def kinds(self) -> list[str]:
        """A page of each kind; of goals those with most to show, and with the longest name."""
        goals = read_snapshot(latest_snapshot(self.home)).goals
        longest = max(goals, key=lambda goal: len(goal["indicator"]))
        neighbour = next(goal for goal in goals if goal["indicator"] == "新增城镇就业人数")
        lead = next(goal["lead"] for goal in goals if goal["target_id"] == self.named["behind"])
        table = next(goal for goal in goals if goal["doc"] == "yunzhou-1")
        top = (
            "index",
            "goals",
            "calendar",
            "owners",
            "regions",
            "documents",
            "alerts",
            "reports",
            "quality",
            "method",
        )
        return [
            *(f"{name}.html" for name in top),
            *(
                f"goals/{i}.html"
                for i in (self.named["behind"], neighbour["target_id"], longest["target_id"])
            ),
            group_path("owners", lead or ""),
            group_path("regions", "云州市"),
            f"documents/{table['document_id']}.html",
        ]


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[Tour]:
    home = tmp_path_factory.mktemp("busy")
    named = make_busy(home)
    server = live_server(home, port=0, token=TOKEN)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    tour = Tour(home, named, f"http://127.0.0.1:{server.port}", context.new_page())
    tour.page.set_default_timeout(20_000)
    tour.page.on(
        "console",
        lambda m: tour.said.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None,
    )
    tour.page.on("pageerror", lambda error: tour.said.append(f"error: {error}"))
    tour.page.on("request", lambda request: tour.asked.append(request.url))
    yield tour
    context.close()
    server.shutdown()
    thread.join()


@pytest.fixture(autouse=True)
def nothing_said(tour: Tour) -> Iterator[None]:
    """No message on the console, no request that leaves the machine."""
    yield
    strangers = [u for u in tour.asked if not u.startswith(("file:", "data:", "blob:", tour.url))]
    assert (tour.said, strangers) == ([], [])


@pytest.mark.slow
def test_all_words_can_be_read_at_each_width_in_each_language(tour: Tour) -> None:
    found: list[str] = []
    for path in [*tour.kinds, "/"]:
        tour.page.set_viewport_size({"width": 1440, "height": 900})
        page = tour.open(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for language in ("zh", "en"):
                if page.evaluate("document.documentElement.dataset.lang") != language:
                    page.click("#language")
                page.wait_for_function(FITTED)
                for _ in range(8):  # Plotly moves its labels in the next frames
                    page.wait_for_timeout(100)
                    if not page.evaluate(FAULTS):
                        break
                found += [f"{path} {width} {language}: {fault}" for fault in page.evaluate(FAULTS)]
        page.click("#language")  # back to Chinese
    assert not found, "\n".join(found)


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_violation_of_accessibility(tour: Tour, theme: str) -> None:
    page = tour.page
    page.set_viewport_size({"width": 1440 if theme == "light" else 380, "height": 900})
    found = {}
    for path in [*tour.kinds, "/"]:
        tour.open(path)
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        answer = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response
        grave = [v for v in answer["violations"] if v["impact"] in ("serious", "critical")]
        if grave:
            found[path] = [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in grave]
    assert found == {}


def test_on_a_phone_what_is_touched_is_large_enough(tour: Tour) -> None:
    tour.page.set_viewport_size({"width": 380, "height": 900})
    page = tour.open("goals.html")
    assert page.evaluate("document.documentElement.scrollHeight") < 4000
    page.click(".more-filters")
    small = page.evaluate(
        """() => [...document.querySelectorAll('main button, main select, main input[type=search], .chip')]
            .filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 43.5)
            .map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert small == []
    first = page.locator("#goals tbody tr").first
    assert all(first.locator(f".{part}").is_visible() for part in ("c-status", "c-goal", "c-gap"))


def test_the_ledger_of_a_unit_is_narrowed_sorted_and_printed(tour: Tour) -> None:
    tour.page.set_viewport_size({"width": 1440, "height": 900})
    unit = next(path for path in tour.kinds if path.startswith("owners/"))
    page = tour.open(unit)
    rows = page.locator(".ledger tbody tr")
    whole = rows.count()
    page.select_option(".ledger [name=status]", "lagging")
    statuses = page.eval_on_selector_all(".ledger tbody tr", "rows => rows.map(row => row.dataset.status)")
    assert 0 < len(statuses) < whole
    assert set(statuses) == {"lagging"}
    page.select_option(".ledger [name=status]", "")
    page.select_option(".ledger [name=sort]", "due")
    days = page.eval_on_selector_all(".ledger tbody tr", "rows => rows.map(row => row.dataset.due)")
    assert days == sorted(days)
    page.fill(".ledger [name=q]", "没有这样的目标")
    assert rows.count() == 0
    assert page.inner_text(".ledger .of") == f"0 / {whole}"
    page.fill(".ledger [name=q]", "")
    page.emulate_media(media="print")
    page.set_viewport_size(
        {"width": 703, "height": 1000}
    )  # the width of A4 within its margins, at 96 dots an inch
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.documentElement.scrollWidth") <= 703
    assert page.evaluate(
        "[...document.querySelectorAll('.main-svg')].every(s => s.getBoundingClientRect().right <= 703)"
    )
    assert not page.locator(".print").is_visible()
    page.emulate_media(media="screen")


def test_a_document_draws_its_tables(tour: Tour) -> None:
    tour.page.set_viewport_size({"width": 1440, "height": 900})
    page = tour.open(tour.kinds[-1])
    assert page.locator(".drawn th").all_inner_texts() == ["指标", "目标", "责任单位"]
    assert page.locator(".drawn td").all_inner_texts()[:3] == ["新增就业", "3万人", "市人社局"]


def test_a_goal_shows_past_years_neighbours_verdicts_and_decisions(tour: Tour) -> None:
    tour.page.set_viewport_size({"width": 1440, "height": 900})
    page = tour.open(f"goals/{tour.named['behind']}.html")
    told = page.inner_text("article")
    for words in (
        "往年同期",
        "2021-06-30",
        "历次评估",
        "历次核定",
        "期限延长核定为2023年3月31日",
        "赵六",
        "雨季长",
        "2022-08-31",
    ):
        assert words in told
    page = tour.open([path for path in tour.kinds if path.startswith("goals/")][1])
    assert "同一指标在其他地区" in page.inner_text("article")


HOUSING = "市住建局"


def test_ten_tasks_take_three_clicks_at_most_from_the_overview(tour: Tour) -> None:
    """What clerks and directors ask each day, each answered from the first page of the app."""
    tour.page.set_viewport_size({"width": 1440, "height": 900})
    clicks: dict[str, int] = {}

    def answer(question: str, *steps: str, shows: str) -> None:
        """Click from the overview on, step by step, and wait until the page says what was asked."""
        page = tour.open("/")
        for step in steps:
            page.locator(step).first.click()
        page.wait_for_function("words => document.body?.innerText.includes(words)", arg=shows)
        clicks[question] = len(steps)

    owed = "section:has(#o-owed)"
    answer("what housing owes", f"{owed} .owing a:has-text('{HOUSING}')", shows=f"未按时报送 · {HOUSING}")
    answer("why this goal is red", "section:has(#o-behind) .r-goal a", shows="相对缺口")
    answer("which sentence", "section:has(#o-behind) .r-goal a", "#facts .source", shows="各县（区）人民政府")
    answer("who promised what by when", "section:has(#o-behind) .r-goal a", shows="承诺2022年8月31日前")
    answer("what changed since the last look", ".since a:has-text('变差')", shows="只显示：变差")
    answer("what is due in 14 days", ".days a", shows="2022-07-15")
    answer("who has not reported May", f"{owed} .more", shows="未按时报送")
    answer("which figures wait to be checked", ".tiles a:has-text('待核实')", shows="只显示：数据待核实")
    answer("print a unit's page", "section:has(#o-owners) .ranking a", shows="打印")
    page = tour.open("/")
    page.locator("section:has(#o-review) .r-goal a").first.click()
    page.fill("#token", TOKEN)
    page.fill("#who", "李四")
    page.get_by_role("button", name="确认", exact=True).click()
    page.wait_for_function("() => document.querySelector('#said')?.innerText.startsWith('已记录')")
    assert len(clicks) == 9
    assert max(clicks.values()) <= 3
