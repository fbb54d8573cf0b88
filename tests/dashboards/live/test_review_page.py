"""A review session on the documents of the invented city, in Chromium: by keys alone, with others at work, on a phone."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from targets.status import Status
from targets.store.publish import open_snapshot
from targets.store.warehouse import open_warehouse
from targets.words import word_of
from tests.dashboards.live.conftest import TOKEN, Live, watched
from tests.dashboards.live.reviewed_city import make_city

pytestmark = pytest.mark.browser

CODES = re.compile(
    r"\b(ge|le|eq|approx|at_least|at_most|cumulative|commit|proposed|accepted|rejected|null)\b"
)


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city's home; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("city")
    return make_city(folder / "home", folder / "documents")


@pytest.fixture
def home(city: Path, tmp_path: Path) -> Path:
    """A copy of the test's own."""
    return Path(shutil.copytree(city, tmp_path / "home"))


@pytest.fixture
def desk(home: Path, new_context: Any) -> Iterator[Desk]:
    for live in watched(home, new_context):
        yield Desk(live)


class Desk:
    """The review page of one reviewer."""

    def __init__(self, live: Live, page: Any = None) -> None:
        self.live, self.page = live, page or live.page

    def sit_down(self, who: str = "李四", address: str = "/review") -> Any:
        """Open the page and say who one is, by keys alone; returns the page, its first card chosen."""
        page = self.page
        page.goto(self.live.url + address)
        page.wait_for_selector(".card")
        for _ in range(400):
            if page.evaluate("() => document.activeElement.id") == "token":
                break
            page.keyboard.press("Shift+Tab")
        page.keyboard.insert_text(TOKEN)
        page.keyboard.press("Tab")
        page.keyboard.insert_text(who)
        page.keyboard.press("Enter")
        page.wait_for_selector(".card.here")
        return page

    def here(self) -> str:
        """The name of the goal whose card is chosen."""
        return str(self.page.locator(".card.here h2 a").inner_text())

    def told(self, name: str) -> str:
        """Wait until the card of a goal says what became of its decision; returns that."""
        outcome = self.page.locator(".card", has=self.page.locator(f"h2 a:text-is('{name}')")).locator(
            ".done, .stale, .refusal"
        )
        outcome.first.wait_for()
        return str(outcome.first.inner_text())

    def decided(self, count: int) -> None:
        """Wait until so many cards are decided and stored."""
        self.page.wait_for_function(
            "count => document.querySelectorAll('.card .done').length === count && !document.querySelector('.under-way')",
            arg=count,
        )


def stored(home: Path, query: str, *values: Any) -> list[Any]:
    with open_warehouse(home, wait=30) as con:
        return con.execute(query, list(values)).fetchall()


def published(home: Path, query: str, *values: Any) -> list[Any]:
    with open_snapshot(home) as con:
        return con.execute(query, list(values)).fetchall()


def test_a_session_by_keys_alone(desk: Desk) -> None:
    page, home = desk.sit_down(), desk.live.home
    assert desk.here() == "新开工亿元以上项目数"
    assert page.locator(".card.here mark").inner_text() == "85个"
    assert "90个" in page.locator(".card.here .read").inner_text()
    page.keyboard.press("d")  # as the document now says
    assert re.search("已更正 · 李四 .* 已生效", desk.told("新开工亿元以上项目数").replace("\n", " "))
    value = "SELECT targets.value, who FROM targets JOIN decisions USING (target_id) WHERE contains(quote, '85个') AND field = 'value' ORDER BY decision_id DESC LIMIT 1"
    assert stored(home, value) == published(home, value) == [(85.0, "李四")]

    no_goal = desk.here()
    page.keyboard.press("x")
    assert "不是目标" in desk.told(no_goal)
    assert published(home, "SELECT count(*) FROM current_targets WHERE indicator = ?", no_goal) == [(0,)]
    right = desk.here()
    page.keyboard.press("a")
    assert "已确认" in desk.told(right)

    page.keyboard.press("u")
    page.wait_for_function("name => document.querySelector('.card.here h2 a').innerText === name", arg=right)
    state = "SELECT state FROM targets WHERE indicator = ?"
    assert stored(home, state, right) == published(home, state, right) == [("proposed",)]
    page.keyboard.press("u")  # and the one before
    page.wait_for_function(
        "name => document.querySelector('.card.here h2 a').innerText === name", arg=no_goal
    )
    assert published(home, "SELECT count(*) FROM current_targets WHERE indicator = ?", no_goal) == [(1,)]


def test_a_goal_is_corrected_with_words(desk: Desk) -> None:
    page, home = desk.sit_down(), desk.live.home
    page.keyboard.press("j")
    name = desk.here()
    page.keyboard.press("e")
    page.wait_for_selector("form.correct")
    words = page.locator("form.correct select[name=comparator] option").all_inner_texts()
    assert words == ["不低于", "不超过", "正好达到", "左右", "两数之间", "全部", "清零"]
    assert not CODES.search(page.inner_text("form.correct"))
    for _ in range(3):  # past region and units to the comparator
        page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.name") == "comparator"
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("0.02万处")
    page.keyboard.press("Enter")
    assert "已更正" in desk.told(name)
    held = "SELECT value, unit, comparator, state FROM targets WHERE indicator = ?"
    assert published(home, held, name) == stored(home, held, name) == [(200.0, "处", "ge", "accepted")]


def test_what_fits_no_field_is_refused_in_words(desk: Desk) -> None:
    page = desk.sit_down()
    page.keyboard.press("j")
    name = desk.here()
    page.keyboard.press("e")
    page.fill("form.correct [name=value]", "很多")
    page.keyboard.press("Enter")
    assert "“很多”读不出一个数" in desk.told(name)


def test_many_at_once_are_decided_and_taken_back(desk: Desk) -> None:
    page, home = desk.sit_down(), desk.live.home
    page.select_option("#narrow [name=doubt]", "link")
    page.locator("#narrow button").press("Enter")
    page.wait_for_selector(".card.k-link")
    waiting = "SELECT count(*) FROM latest_links JOIN current_targets USING (target_id) WHERE latest_links.state = 'proposed'"
    ((before,),) = stored(home, waiting)
    count = page.locator(".card").count()
    assert count == before > 3
    assert page.locator(".card:not(.k-link)").count() == 0
    page.keyboard.press("v")
    assert page.inner_text("#chosen b") == str(count)
    page.keyboard.press("x")
    desk.decided(count)
    assert stored(home, waiting) == published(home, waiting) == [(0,)]
    page.keyboard.press("u")
    page.wait_for_function(
        "count => document.querySelectorAll('.card:not(.decided)').length === count", arg=count
    )
    assert stored(home, waiting) == [(before,)]


def test_who_comes_second_sees_both_versions(desk: Desk, new_context: Any) -> None:
    page, home = desk.sit_down(), desk.live.home
    page.keyboard.press("j")
    name = desk.here()
    with other(desk, new_context) as second:
        second.sit_down("张三")
        second.page.keyboard.press("j")
        assert second.here() == name
        second.page.keyboard.press("a")
        assert "已确认" in second.told(name)
    page.keyboard.press("x")
    told = desk.told(name)
    assert "张三 已于" in told
    assert re.search(r"审核\s+已确认\s+不是目标", told), told
    assert stored(home, "SELECT state FROM targets WHERE indicator = ?", name) == [("accepted",)]
    page.screenshot(path=str(home / "stale.png"))
    page.keyboard.press("m")
    assert "不是目标" in desk.told(name)
    said = stored(
        home,
        "SELECT decisions.value::VARCHAR, who FROM decisions JOIN targets USING (target_id) WHERE indicator = ? AND field = 'state' ORDER BY decision_id",
        name,
    )
    assert said == [('"accepted"', "张三"), ('"rejected"', "李四")], "no decision is lost"


def test_the_goals_page_shows_it_at_once(desk: Desk) -> None:
    home = desk.live.home
    ((goal, name, actual, unit),) = published(
        home,
        "SELECT p.target_id, indicator, actual, targets.unit FROM progress p JOIN targets USING (target_id) "
        "JOIN current_links l USING (target_id) WHERE p.status = 'missed' AND p.kind = 'cumulative' AND l.basis = 'name' "
        "AND actual > 0 ORDER BY 1 LIMIT 1",
    )
    page = desk.sit_down(address=f"/review?goal={goal}")
    assert desk.here() == name
    page.keyboard.press("e")
    page.wait_for_selector("form.correct")
    page.fill("form.correct [name=value]", f"{actual:.15g}{unit}")
    page.keyboard.press("Enter")
    told = desk.told(name)
    ((status,),) = published(home, "SELECT status FROM progress WHERE target_id = ?", goal)
    assert status in ("met", "met_late")
    assert word_of(Status(status)).zh in told
    page.locator(".card.decided .done a").press("Enter")
    desk.live.loaded()
    page.wait_for_function(
        "word => document.querySelector('#facts .status')?.innerText.endsWith(word)",
        arg=word_of(Status(status)).zh,
    )
    page.wait_for_selector("#trajectory .main-svg")
    assert page.get_attribute("#review a", "href") == f"/review?goal={goal}"


def test_what_is_said_while_a_refresh_runs_waits_for_it(desk: Desk) -> None:
    page, home = desk.sit_down(), desk.live.home
    page.keyboard.press("j")
    name = desk.here()
    with held_by_another(home) as let_go:
        page.keyboard.press("a")
        assert "正在运行的刷新结束即生效" in desk.told(name)
        page.keyboard.press("x")
        let_go()
    page.wait_for_function("() => !document.querySelector('[data-waits]')")
    assert "已生效" in desk.told(name)
    state = "SELECT state FROM targets WHERE indicator = ?"
    assert stored(home, state, name) == published(home, state, name) == [("accepted",)]


@pytest.mark.parametrize("width", [380, 1440])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_on_phone_and_desktop_in_both_languages(
    home: Path, new_context: Any, width: int, language: str
) -> None:
    for live in watched(home, new_context, width=width):
        desk = Desk(live)
        live.page.add_init_script(f"localStorage.setItem('duban-lang', '{language}')")
        page = desk.sit_down()
        page.keyboard.press("j")
        page.keyboard.press("e")
        page.wait_for_selector("form.correct")
        shown = page.inner_text("body")
        assert not CODES.search(shown), CODES.findall(shown)
        assert bool(re.search("[一-鿿]", page.inner_text(".help"))) == (language == "zh")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        grave = [
            (v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in ("serious", "critical")
        ]
        assert grave == []


@contextmanager
def other(desk: Desk, new_context: Any) -> Iterator[Desk]:
    """Another reviewer at a browser of their own."""
    page = new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
    yield Desk(desk.live, page)
    page.close()


@contextmanager
def held_by_another(home: Path) -> Iterator[Callable[[], None]]:
    """Another process holds the warehouse, as a refresh does, until it is let go."""
    script = "import sys, pathlib\nfrom targets.store.warehouse import open_warehouse\nwith open_warehouse(pathlib.Path(sys.argv[1]), wait=30):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout and process.stdout.readline() == "held\n"
    try:
        yield lambda: process.communicate() and None
    finally:
        process.kill()
        process.wait()
