"""The one-page brief in the app: offered on the pages of units and regions, made of what is published now."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from dashboards.live.app import make_app
from dashboards.regimes.brief import Scope, brief_of
from dashboards.regimes.pages import html_page
from dashboards.regimes.wording import Words
from dashboards.site.environment import group_path
from targets.store.publish import open_snapshot
from tests.dashboards.live.conftest import Live

UNIT = "市住建局"


@pytest.mark.browser
def test_the_page_of_a_unit_offers_it_where_the_app_shows_it(live: Live) -> None:
    page = live.page
    page.goto((live.home / "site" / group_path("owners", UNIT)).as_uri())
    assert not page.locator(".brief").is_visible(), "a file can make none"
    live.asked.clear()
    page.goto(f"{live.url}/site/{group_path('owners', UNIT)}")
    assert page.locator(".brief a").all_inner_texts() == ["Word", "PDF", "PNG"]
    page.click("#language")
    with page.expect_download() as loaded:
        page.click(".brief a[data-kind=png]")
    assert loaded.value.suggested_filename == f"brief-{UNIT}.png"
    assert Path(loaded.value.path()).read_bytes().startswith(b"\x89PNG")
    assert "language=en" in loaded.value.url


def test_the_page_of_a_goal_leads_to_where_its_unit_acts_where_somebody_may(
    published: Path, live: Live
) -> None:
    goal = next(path.stem for path in sorted((published / "site" / "goals").iterdir()))
    page = live.page
    page.goto(f"{live.url}/site/goals/{goal}.html")
    assert page.get_attribute(".acts a", "href") == f"/fill?goal={goal}"
    nobody = make_app(published).server.test_client().get("/site/assets/served.js").get_data(as_text=True)
    assert nobody.startswith('window.DUBAN_APP={"acts": false}')


def test_it_is_the_one_that_the_command_writes(published: Path) -> None:
    client = make_app(published).server.test_client()
    for asked, scope in (
        (f"unit={quote(UNIT)}", Scope(unit=UNIT)),
        ("region=云州市", Scope(region="云州市")),
    ):
        with open_snapshot(published) as con:
            wanted = html_page(brief_of(con, scope, Words("zh")))
        answer = client.get(f"/brief.html?{asked}").get_data(as_text=True)
        assert answer.partition("<figure>")[0] == wanted.partition("<figure>")[0]
        assert answer.partition("</figure>")[2] == wanted.partition("</figure>")[2]


@pytest.mark.parametrize(
    "address",
    [
        "brief.docx",
        "brief.exe?unit=x",
        "brief.pdf?unit=无此局",
        f"brief.pdf?unit={'长' * 201}",
        "brief.?unit=x",
    ],
)
def test_what_is_none_is_not_found(published: Path, address: str) -> None:
    assert make_app(published).server.test_client().get(f"/{address}").status_code == 404
