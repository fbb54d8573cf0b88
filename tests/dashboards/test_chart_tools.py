"""Below every chart: copy as picture, data of this chart; and an alternative text that tells what it shows."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from dashboards.site.environment import goal_path, group_path
from dashboards.snapshot import Snapshot
from targets.spreadsheets import is_formula
from targets.words import message, phrase
from tests.dashboards.conftest import Watched

CHARTS = re.compile(
    r'<figure class="chart".*?role="img" data-label-zh="(?P<zh>[^"]*)" data-label-en="(?P<en>[^"]*)"'
    r'.*?<script type="application/json">(?P<json>.*?)</script>.*?</figure>',
    re.S,
)
HAN = re.compile("[一-鿿]")
REFUSED = "() => { navigator.clipboard.write = () => Promise.reject(new Error('refused')); }"
DATA = "[data-chart-do=data]"


def lead_of(snapshot: Snapshot) -> str:
    """The unit with most goals."""
    leads = [goal["lead"] for goal in snapshot.goals if goal["lead"]]
    return max(leads, key=leads.count)


def pages_with_charts(snapshot: Snapshot) -> list[str]:
    """One page of each kind that shows charts."""
    behind = next(goal for goal in snapshot.goals if goal["status"] == "lagging")
    return [
        "index.html",
        "owners.html",
        "regions.html",
        group_path("owners", lead_of(snapshot)),
        goal_path(behind["target_id"]),
    ]


def test_every_chart_tells_its_finding_in_both_languages(site: Path) -> None:
    told = 0
    for path in sorted(site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        found = list(CHARTS.finditer(page))
        assert len(found) == page.count('<figure class="chart"'), path
        for chart in found:
            zh, en = (unescape(chart[name]).partition(": ")[2] for name in ("zh", "en"))
            assert zh, path
            assert en, path
            assert zh != en, path
            figure = json.loads(chart["json"])
            if figure["data"]:
                assert "finding" in figure["layout"]["meta"], path
                told += 1
            else:
                assert (zh, en) == (phrase("chart", "no_data").zh, phrase("chart", "no_data").en), path
    assert told > 60


def test_small_bars_are_told_in_both_languages(site: Path) -> None:
    bars = [
        re.search(r'data-label-zh="([^"]*)" data-label-en="([^"]*)"', bar)
        for path in sorted((site / "owners").glob("*.html"))
        for bar in re.findall(r'<svg class="bullet[^>]*>', path.read_text(encoding="utf-8"))
    ]
    assert len(bars) > 20
    for bar in bars:
        assert bar is not None
        assert bar[1].startswith("实际 ")
        assert bar[2].startswith("Actual ")


def test_the_finding_names_what_is_furthest_behind(site: Path, snapshot: Snapshot) -> None:
    page = (site / group_path("owners", lead_of(snapshot))).read_text(encoding="utf-8")
    gaps = next(chart for chart in CHARTS.finditer(page) if "相对缺口" in chart["zh"])
    worst = min(
        (
            goal
            for goal in snapshot.goals
            if goal["gap_share"] is not None and lead_of(snapshot) in goal["owners"]
        ),
        key=lambda goal: goal["gap_share"],
    )
    assert unescape(worst["indicator"])[:12] in unescape(gaps["zh"])
    assert "behind" in gaps["en"]
    assert not HAN.search(gaps["en"].replace(worst["indicator"][:29], ""))


@pytest.mark.browser
def test_the_data_of_each_kind_of_chart_stand_below_it(watched: Watched, snapshot: Snapshot) -> None:
    for path in pages_with_charts(snapshot):
        page = watched.open(path)
        charts = page.locator("figure.chart:has(.chart-tools)")
        assert charts.count() > 0
        for index in range(charts.count()):
            chart = charts.nth(index)
            assert not chart.locator(".chart-data").is_visible()
            button = chart.locator(DATA)
            button.focus()
            page.keyboard.press("Enter")  # by keyboard alone
            assert button.get_attribute("aria-expanded") == "true"
            heads = chart.locator("thead th").all_inner_texts()
            rows = chart.locator("tbody tr")
            assert rows.count() > 0, path
            cells = rows.first.locator("td").all_inner_texts()
            assert len(heads) == len(cells) >= 3, path
            assert all(cells), (path, heads, cells)
            assert "undefined" not in chart.locator("tbody").inner_text()
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.className") == "scroll"
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.dataset.chartDo") == "csv"
            button.click()
            assert not chart.locator(".chart-data").is_visible()


@pytest.mark.browser
def test_an_open_table_follows_the_language(watched: Watched) -> None:
    page = watched.open("index.html")
    chart = page.locator("figure.chart:has(.chart-tools)").first
    chart.locator(DATA).click()
    assert message("page-chart-goal").zh in chart.locator("thead").inner_text()
    page.click("#language")
    page.wait_for_function(
        "word => document.querySelector('figure.chart thead').innerText.includes(word)",
        arg=message("page-chart-goal").en,
    )
    assert chart.locator("tbody tr td:nth-child(3)").first.inner_text().isascii()
    assert page.evaluate("document.querySelector('.plot').getAttribute('aria-label')").count("goals") == 1


@pytest.mark.browser
def test_the_table_is_downloaded_as_csv_in_which_no_text_is_a_formula(
    watched: Watched, snapshot: Snapshot
) -> None:
    page = watched.open(group_path("owners", lead_of(snapshot)))
    # A name such as people type into documents: put into the figure that is drawn, as a page would carry it.
    page.evaluate(
        """() => { const bars = document.querySelector('.js-plotly-plot').data[0];
            bars.customdata[0] = [bars.customdata[0][0], "=1+1", "@sum, \\"x\\"", "-a", -12.5]; }"""
    )
    chart = page.locator("figure.chart:has(.chart-tools)").first
    chart.locator(DATA).click()
    with page.expect_download() as loaded:
        chart.locator("[data-chart-do=csv]").click()
    assert loaded.value.suggested_filename.endswith(".csv")
    text = Path(loaded.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == chart.locator("thead th").all_inner_texts()  # all but bare values, of which it has none
    assert rows[1] == ["'=1+1", '\'@sum, "x"', "'-a", "-12.5"]
    assert len(rows) - 1 == chart.locator("tbody tr").count()
    assert not [cell for row in rows for cell in row if is_formula(cell)]


def size_of_png(data: bytes) -> tuple[int, int]:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    return int(width), int(height)


@pytest.mark.browser
def test_a_chart_is_downloaded_as_picture_where_the_browser_refuses_the_clipboard(
    watched: Watched, snapshot: Snapshot
) -> None:
    for path in pages_with_charts(snapshot):
        page = watched.open(path)
        page.evaluate(REFUSED)
        charts = page.locator("figure.chart:has(.chart-tools)")
        for index in range(charts.count()):
            chart = charts.nth(index)
            with page.expect_download() as loaded:
                chart.locator("[data-chart-do=picture]").click()
            wide, high = size_of_png(Path(loaded.value.path()).read_bytes())
            box = chart.locator(".plot").bounding_box()
            assert wide > 2 * box["width"]
            assert high > 2 * box["height"]
            assert message("page-chart-downloaded").zh in chart.locator(".chart-said").inner_text()


@pytest.mark.browser
def test_a_chart_is_copied_to_the_clipboard(watched: Watched) -> None:
    page = watched.open("index.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chart = page.locator("figure.chart:has(.chart-tools)").first
    chart.locator("[data-chart-do=picture]").click()
    page.wait_for_function("() => document.querySelector('.chart-said').innerText")
    assert chart.locator(".chart-said").inner_text() == message("page-chart-copied").zh
    copied: Any = page.evaluate(
        """async () => { const [item] = await navigator.clipboard.read();
            return [...new Uint8Array(await (await item.getType('image/png')).arrayBuffer())]; }"""
    )
    assert size_of_png(bytes(copied))[0] > 800


@pytest.mark.browser
def test_on_a_phone_the_buttons_are_large_and_on_paper_they_are_gone(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 380, "height": 900})
    page = watched.open("index.html")
    chart = page.locator("figure.chart:has(.chart-tools)").first
    chart.locator(DATA).click()
    for name in ("picture", "data", "csv"):
        box = chart.locator(f"[data-chart-do={name}]").bounding_box()
        assert box["height"] >= 43.5, name
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    page.emulate_media(media="print")
    assert not chart.locator("button").first.is_visible()
    assert not chart.locator("[data-chart-do=csv]").is_visible()


@pytest.mark.browser
def test_the_file_holds_bare_values_to_reckon_with_and_the_page_worded_ones(
    watched: Watched, snapshot: Snapshot
) -> None:
    page = watched.open(pages_with_charts(snapshot)[-1])
    chart = page.locator("figure.chart:has(.chart-tools)").first
    chart.locator(DATA).click()
    heads = chart.locator("thead th").all_inner_texts()
    assert heads == [message(f"page-chart-{name}").zh for name in ("series", "day", "worded")]
    with page.expect_download() as loaded:
        chart.locator("[data-chart-do=csv]").click()
    rows = list(csv.DictReader(io.StringIO(Path(loaded.value.path()).read_text(encoding="utf-8-sig"))))
    (value,) = set(rows[0]) - set(heads)
    goal = next(goal for goal in snapshot.goals if goal["status"] == "lagging")
    last = next(row for row in reversed(rows) if row[heads[0]] == phrase("chart", "actual").zh)
    assert float(last[value]) == pytest.approx(goal["actual"])
