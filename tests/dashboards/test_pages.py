"""The real pages in a real browser, over file://."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from dashboards.site.environment import group_path
from dashboards.snapshot import Snapshot
from tests.dashboards.conftest import Watched
from tests.dashboards.warehouse import HOSTILE

pytestmark = pytest.mark.browser

TOP = (
    "index",
    "goals",
    "owners",
    "regions",
    "documents",
    "alerts",
    "calendar",
    "papers",
    "watched",
    "quality",
    "method",
)


def all_pages(site: Path) -> list[str]:
    return sorted(str(path.relative_to(site)) for path in site.rglob("*.html"))


def hostile_goal(snapshot: Snapshot, part: str) -> str:
    found = next(goal for goal in snapshot.goals if part in goal["indicator"])
    return f"goals/{found['target_id']}.html"


def sample_pages(site: Path, snapshot: Snapshot) -> list[str]:
    """Every top page and one or more of each other kind, the hostile ones among them."""
    chosen = [f"{name}.html" for name in TOP]
    for folder in ("owners", "regions", "documents", "watched"):
        chosen += [f"{folder}/{path.name}" for path in sorted((site / folder).iterdir())[:1]]
    chosen += [f"goals/{snapshot.goals[0]['target_id']}.html"]
    return chosen + [hostile_goal(snapshot, name[:10]) for name in HOSTILE]


def test_no_page_is_wider_than_a_phone_or_complains(watched: Watched, site: Path, snapshot: Snapshot) -> None:
    width = 380
    watched.page.set_viewport_size({"width": width, "height": 900})
    for path in sample_pages(site, snapshot):
        watched.open(path)
        wide = watched.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} px wide"
        assert watched.said == [], path


def test_the_overview_names_the_worst_goal_its_owner_and_the_trend(
    watched: Watched, snapshot: Snapshot
) -> None:
    page = watched.open("index.html")
    worst = min(
        (g for g in snapshot.goals if g["gap_share"] is not None),
        key=lambda g: (g["gap_share"], g["target_id"]),
    )
    first = page.locator("section:has(#o-behind) .rows li").first
    assert worst["indicator"][:20] in first.inner_text()
    assert worst["lead"] in first.inner_text()
    assert "尚未说明原因" in first.inner_text()
    assert "变差" in first.inner_text()
    assert "项落后" in page.locator("h1").inner_text()


def test_two_clicks_lead_from_the_overview_to_the_highlighted_sentence(watched: Watched) -> None:
    page = watched.open("index.html")
    page.locator(".rows .r-goal a").first.click()
    watched.drawn()
    figure = page.locator("blockquote mark").inner_text()
    page.locator("a.source").click()
    marked = page.locator(".anchor:target + .m")
    assert marked.inner_text().startswith(figure)
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.anchor:target + .m')).outlineStyle")
        == "solid"
    )
    box = marked.bounding_box()
    assert box and 0 < box["y"] < 900


def test_search_from_any_page_finds_goals_by_owner_indicator_and_quote(
    watched: Watched, snapshot: Snapshot
) -> None:
    page = watched.open("method.html")
    page.keyboard.press("/")
    page.keyboard.type("高标准农田")
    page.keyboard.press("Enter")
    page.wait_for_selector("#goals tbody tr")
    rows = page.locator("#goals tbody tr")
    wanted = [goal for goal in snapshot.goals if "高标准农田" in goal["indicator"]]
    assert rows.count() == len(wanted)
    page.locator("#f-q").fill("市水利局 农田")
    both = [g for g in wanted if "市水利局" in g["owners"]]
    assert rows.count() == len(both)


def test_a_goal_is_found_by_its_number_as_people_say_it(watched: Watched, snapshot: Snapshot) -> None:
    goal = next(goal for goal in snapshot.goals if goal["region"])
    said = goal["region"].rstrip("市县区") + goal["handle"].lstrip(string.ascii_uppercase)
    page = watched.open("goals.html")
    for typed in (goal["handle"], goal["handle"].lower().replace("-", ""), said):
        page.locator("#f-q").fill(typed)
        handles = page.locator("#goals tbody tr .handle")
        found = handles.all_text_contents()
        assert goal["handle"] in found and len(found) < 15


def test_filters_by_status_and_owner_narrow_the_list_and_stay_in_the_address(
    watched: Watched, snapshot: Snapshot
) -> None:
    page = watched.open("goals.html")
    page.locator("label.chip", has_text="滞后").click()
    lagging = [goal for goal in snapshot.goals if goal["status"] == "lagging"]
    assert page.locator("#goals tbody tr").count() == len(lagging)
    owner = lagging[0]["lead"]
    page.select_option("#f-owner", owner)
    both = [goal for goal in lagging if owner in goal["owners"]]
    assert page.locator("#goals tbody tr").count() == len(both)
    assert f"找到 {len(both)} 项" in page.locator("#found").inner_text()
    page.reload()
    assert page.locator("#goals tbody tr").count() == len(both)


def test_a_status_in_the_overview_leads_to_its_goals(watched: Watched, snapshot: Snapshot) -> None:
    page = watched.open("index.html")
    page.locator(".counts a", has_text="未完成").click()
    page.wait_for_selector("#goals tbody tr")
    assert page.locator("#goals tbody tr").count() == sum(g["status"] == "missed" for g in snapshot.goals)


def test_a_status_of_an_owner_leads_to_the_owners_goals(watched: Watched, snapshot: Snapshot) -> None:
    goal = next(goal for goal in snapshot.goals if goal["status"] == "lagging" and goal["lead"])
    page = watched.open(group_path("owners", goal["lead"]))
    page.locator(".counts a", has_text="滞后").click()
    page.wait_for_selector("#goals tbody tr")
    own = [g for g in snapshot.goals if g["status"] == "lagging" and goal["lead"] in g["owners"]]
    assert page.locator("#goals tbody tr").count() == len(own)


def test_the_language_switches_text_attributes_and_charts_and_is_kept(watched: Watched) -> None:
    page = watched.open("index.html")
    page.locator("#language").click()
    watched.page.wait_for_function(
        "() => document.querySelector('.plot').textContent.includes('Share of time elapsed')"
    )
    assert "are behind" in page.locator("h1").inner_text()
    assert "落后" not in page.locator("h1").inner_text()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_attribute("#site-search", "placeholder") == "Search goals"
    watched.open("goals.html")
    assert "Furthest behind first" in page.locator("#f-sort").inner_text()
    assert "Lagging" in page.locator("#goals tbody").inner_text()
    assert page.title() == "All goals · Duban"


HINT = """input => {
    const style = getComputedStyle(input), pen = document.createElement("canvas").getContext("2d");
    pen.font = style.font;
    return input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - pen.measureText(input.placeholder).width;
}"""
"""The room that is left in an input beside its hint."""


@pytest.mark.parametrize("width", [1440, 768, 380])
def test_the_hint_of_the_search_box_is_whole(watched: Watched, width: int) -> None:
    page = watched.open("index.html")
    page.set_viewport_size({"width": width, "height": 900})
    for language in ("zh", "en"):
        if page.locator("html").get_attribute("lang") != {"zh": "zh-CN", "en": "en"}[language]:
            page.locator("#language").click()
        assert page.locator("#site-search").evaluate(HINT) > 0, language
    page.locator("#language").click()


def test_dark_and_light_recolour_page_and_charts(watched: Watched) -> None:
    page = watched.open("index.html")
    paper = "getComputedStyle(document.querySelector('.plot .main-svg')).backgroundColor"
    light = page.evaluate(paper)
    page.locator("#theme").click()
    page.wait_for_function(f"() => {paper} !== '{light}'")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(18, 20, 22)"
    assert "rgb(242, 133, 90)" in page.locator(".plot").first.inner_html()


def test_everything_is_reached_by_keyboard(watched: Watched) -> None:
    page = watched.open("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.r-goal') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/goals/"))
    watched.drawn()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('source')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/documents/.*#m-"))


def test_filters_work_by_keyboard(watched: Watched, snapshot: Snapshot) -> None:
    page = watched.open("goals.html")
    page.locator("#f-sort").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("#goals tbody tr").count() == sum(g["status"] == "missed" for g in snapshot.goals)


def test_texts_of_documents_are_shown_as_text(watched: Watched, snapshot: Snapshot) -> None:
    for name in HOSTILE:
        page = watched.open(hostile_goal(snapshot, name[:10]))
        assert page.locator("h1").inner_text().startswith(name[:20].strip())
        assert page.locator("main img, main script:not([type='application/json'])").count() == 0
    page = watched.open("goals.html")
    page.locator("#f-q").fill("onerror")
    assert '"><img src=x onerror=alert(2)>覆盖率' in page.locator("#goals tbody").inner_text()


def test_a_click_on_a_dot_opens_its_goal(watched: Watched) -> None:
    page = watched.open("index.html")
    plot = page.locator(".plot").first
    plot.scroll_into_view_if_needed()
    plot.locator(".scatterlayer .point").last.hover(force=True)
    page.wait_for_selector(".hoverlayer .hovertext")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url(re.compile("/goals/"))


def test_the_side_list_of_a_document_follows_the_scroll(watched: Watched, snapshot: Snapshot) -> None:
    watched.page.set_viewport_size({"width": 1440, "height": 400})
    page = watched.open(f"documents/{snapshot.documents[0]['document_id']}.html")
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_selector(".index li:last-child a[aria-current]")
    assert page.locator(".index a[aria-current]").count() == 1
    page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_selector(".index li:last-child a:not([aria-current])")


def test_printing_is_light_and_leaves_out_what_is_for_the_screen(watched: Watched) -> None:
    watched.page.emulate_media(color_scheme="dark")
    page = watched.open("index.html")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("header.top").is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(29, 33, 39)"


def test_every_link_of_the_site_leads_somewhere(site: Path) -> None:
    for path in all_pages(site):
        html = (site / path).read_text(encoding="utf-8")
        for link in re.findall(r'href="([^"]+)"', html):
            name, _, part = link.partition("#")
            if link.startswith("data:"):
                continue
            target = (site / path).parent / name if name else site / path
            assert target.exists(), f"{path} -> {link}"
            if part and target.suffix == ".html" and part.startswith("m-"):
                assert f'id="{part}"' in target.read_text(encoding="utf-8"), f"{path} -> {link}"
