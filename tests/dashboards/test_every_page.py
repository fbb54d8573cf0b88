"""Every kind of page, on site and in the app, at three widths, in both languages and themes: all of it can be read and used.

One home, one server and one browser for all; language and width change in place.
"""

from __future__ import annotations

import re
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
from tests.dashboards.drawn import DRAWN, lasting_faults

pytestmark = pytest.mark.browser
WIDTHS = (1440, 768, 380)
TOKEN = "correct horse"
SERVED = ("/", "/goals", "/review", "/fill")
"""The pages of the app that are not those of the site."""
READY = """() => !document.getElementById("react-entry-point") || (
    document.querySelector("#grid .ag-row[row-index='0'] [col-id=indicator]")?.innerText.trim()
    && document.querySelector("#day [role=slider]:not([aria-disabled=true])"))"""
"""Whether the grid, where there is one, holds rows."""


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
        self.page.wait_for_function(READY)
        return self.page

    def speak(self, language: str) -> None:
        """Choose the language where another is spoken; the grid asks the server for its words again."""
        page = self.page
        if page.evaluate("document.documentElement.dataset.lang") != language:
            page.click("#language, #language-switch")
            page.wait_for_function("said => document.documentElement.dataset.lang === said", arg=language)
            page.wait_for_function(READY)

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
            "watched",
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
            "watched/W1.html",
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


def test_all_words_can_be_read_at_each_width_in_each_language(tour: Tour) -> None:
    found: list[str] = []
    for path in [*tour.kinds, *SERVED]:
        tour.page.set_viewport_size({"width": 1440, "height": 900})
        page = tour.open(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for language in ("zh", "en"):
                tour.speak(language)
                found += [f"{path} {width} {language}: {fault}" for fault in lasting_faults(page, looks=8)]
        tour.speak("zh")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_violation_of_accessibility(tour: Tour, theme: str) -> None:
    page = tour.page
    page.set_viewport_size({"width": 1440 if theme == "light" else 380, "height": 900})
    found = {}
    for path in [*tour.kinds, *SERVED]:
        tour.open(path)
        for language in ("zh", "en"):
            tour.speak(language)
            page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
            answer = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response
            grave = [v for v in answer["violations"] if v["impact"] in ("serious", "critical")]
            if grave:
                found[path, language] = [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in grave]
        tour.speak("zh")
    assert found == {}


FOCUSED = """() => {
    const e = document.activeElement;
    const box = e.getBoundingClientRect();
    const outlined = (one) => getComputedStyle(one).outlineStyle !== "none"; // an input may leave it to what is around it
    const drawn = outlined(e) || outlined(e.parentElement) || e.closest(".ag-root-wrapper, .dash-slider-root") !== null;
    e.dataset.visits = Number(e.dataset.visits || 0) + 1;
    return { said: e.outerHTML.slice(0, 90), none: e === document.body, again: e.dataset.visits > 1, seen: drawn && box.width > 0 };
}"""


def test_the_keyboard_reaches_what_a_page_offers_and_shows_where_it_is(tour: Tour) -> None:
    tour.page.set_viewport_size({"width": 1440, "height": 900})
    lost: dict[str, list[str]] = {}
    for path in [*tour.kinds, *SERVED]:
        page = tour.open(path)
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.className") == "skip", path
        page.keyboard.press("Enter")
        for step in range(15):
            page.keyboard.press("Tab")
            at = page.evaluate(FOCUSED)
            if at["none"]:
                break
            if at["again"] or not at["seen"]:
                lost.setdefault(path, []).append(f"{step}: {at['said']}")
    assert lost == {}


ENGLISH = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}|\b[a-z]+_[a-z_]+\b")


def test_a_page_in_chinese_holds_no_english_sentence_and_no_code_word(tour: Tour) -> None:
    tour.page.set_viewport_size({"width": 1440, "height": 900})
    found = {path: ENGLISH.findall(tour.open(path).inner_text("body")) for path in [*tour.kinds, "/"]}
    assert {path: said for path, said in found.items() if said} == {}
    kept_out = tour.open("quality.html").locator(".quarantine tbody tr").first
    assert kept_out.locator("td").all_inner_texts()[1:] == [
        *("数值", "-12", "未通过校验：计数不为负。", "在文件中改正数值后重新导入。"),
    ]
    assert (
        len(kept_out.locator(".field").evaluate("cell => [...cell.querySelector('span').getClientRects()]"))
        == 1
    )


SMALL = """() => [...document.querySelectorAll("main a[href], header a[href], button, select, input[type=search], .chip, summary")]
    .filter((e) => e.getClientRects().length && !e.closest(".skip, .text, .prose, footer, .help, .dash-graph, #goal-title, .facts, .figures"))
    .filter((e) => {
        const covers = getComputedStyle(e, "::after").position === "absolute"; // its row is touched, or its day
        const touched = covers ? e.closest("li, tr") : e;
        return touched.getBoundingClientRect().height < 43.5;
    })
    .map((e) => e.outerHTML.slice(0, 90))"""


def test_on_a_phone_nothing_to_touch_is_under_44_pixels(tour: Tour) -> None:
    tour.page.set_viewport_size({"width": 380, "height": 900})
    # Tables of bare facts scroll sideways as on paper; their links are sentences of cells.
    kinds = [
        path
        for path in tour.kinds
        if path.split(".")[0] not in ("alerts", "reports", "quality", "method", "watched")
    ]
    small = {path: found for path in kinds if (found := tour.open(path).evaluate(SMALL))}
    assert small == {}


def test_terms_open_their_help_in_place(tour: Tour) -> None:
    tour.page.set_viewport_size({"width": 380, "height": 900})
    page = tour.open(f"goals/{tour.named['behind']}.html")
    for place, said in ((".verdict .term", "比起点还差"), (".figures .term >> nth=2", "实际减应达")):
        page.locator(place).locator("summary").focus()
        page.keyboard.press("Enter")
        assert said in page.locator(place).locator("p").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    tour.page.set_viewport_size({"width": 1440, "height": 900})
    unit = next(path for path in tour.kinds if path.startswith("owners/"))
    for path, heads in (("goals.html", 3), (unit, 3), ("owners.html", 4), ("regions.html", 4)):
        terms = [term for term in tour.open(path).locator("thead .term").all() if term.is_visible()]
        assert len(terms) == heads
        for term in terms:
            term.locator("summary").focus()
            page.keyboard.press("Enter")
            box, said = term.locator("p").bounding_box(), term.locator("p").inner_text()
            assert len(said) > 5 and box["x"] >= 0 and box["x"] + box["width"] <= 1440, said
            page.keyboard.press("Enter")
    page = tour.open("index.html")
    page.click(".meanings summary")
    assert "实际低于应达进度的80%" in page.inner_text(".meanings")


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
    handle = rows.first.locator(".handle").inner_text()
    for typed in (handle.lower(), handle.replace("-", "")):
        page.fill(".ledger [name=q]", typed)
        assert handle in rows.locator(".handle").all_inner_texts()
        assert 0 < rows.count() < whole
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
    page = tour.open(next(path for path in tour.kinds if path.startswith("documents/")))
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
    # Who reviews says so once; the browser keeps name and token while it is open.
    page = tour.open("/review")
    page.wait_for_selector(".card")
    page.fill("#token", TOKEN)
    page.fill("#who", "李四")
    page.keyboard.press("Enter")
    page.wait_for_selector(".card.here")
    answer(
        "accept an unsure goal",
        ".bar nav a[href='/review']",
        ".card .acts button[data-do=accept]",
        shows="已确认 · 李四",
    )
    assert len(clicks) == 10
    assert max(clicks.values()) <= 3
