"""Units fill in their own goals over HTTP: what each role may say and report, and what becomes of it."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboards.snapshot import read_snapshot
from targets.ledger.notices import issue
from targets.store.decisions import Person
from targets.store.publish import publish
from targets.store.run import LOCAL_ZONE
from targets.store.warehouse import open_warehouse
from targets.users import UserRole, add_user
from tests.dashboards.live.conftest import FIRST, TOKEN, Live
from tests.dashboards.live.pressing import Buttons, running
from tests.ledger.conftest import refresh

NOW = datetime(2022, 7, 1, 9)
OWN, OTHER = "市住建局", "市教育局"
GOAL = "老旧小区改造户数"
SAYS = {"act": "explain", "cause": "征迁慢", "measures": "增派专班", "promised": "2022-08-31"}
REPORTS = {"act": "report", "period": "2022-05", "quantity": "1.21万户"}
LOOKS_ONLY, REVIEWS, NOT_OWN = "读者只能查看", "由责任单位填报", "不是您单位的目标"


@dataclass(frozen=True)
class Desk:
    """The running app, the tokens of its users by role, and a goal of the unit's own."""

    home: Path
    buttons: Buttons
    tokens: dict[str, str]
    goal: str

    def fill(self, user: str, /, **entered: str) -> tuple[int, str, str]:
        """Status, words and page that somebody gets who sends the form."""
        form = urllib.parse.urlencode({"token": self.tokens[user], "goal": self.goal, **entered}).encode()
        try:
            with urllib.request.urlopen(f"{self.buttons.url}/fill", form, timeout=60) as answer:
                code, page = answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            code, page = error.code, error.read().decode()
        said = re.search(r'class="said"[^>]*>(.*?)</p>', page)
        return code, said[1] if said else "", page

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the warehouse holds."""
        with open_warehouse(self.home, wait=20) as con:
            return con.execute(query).fetchall()

    def count(self) -> list[tuple[Any, ...]]:
        """How much was said and reported."""
        return self.rows("SELECT (SELECT count(*) FROM explanations), (SELECT count(*) FROM observations)")


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    tokens = {
        role.value: add_user(home, f"{role.value}-王敏", role, [OWN] if role is UserRole.UNIT else [], NOW)
        for role in UserRole
    }
    tokens["stranger"] = add_user(home, "旁人", UserRole.UNIT, [OTHER], NOW)
    tokens |= {"shared": TOKEN, "nobody": "not a token of anybody"}
    with open_warehouse(home) as con:
        query = "SELECT target_id FROM targets WHERE indicator = ? AND list_contains(owners, ?)"
        ((goal,),) = con.execute(query, [GOAL, OWN]).fetchall()
    with running(home, TOKEN) as buttons:
        yield Desk(home, buttons, tokens, goal)


@pytest.mark.parametrize("entered", [SAYS, REPORTS], ids=["explain", "report"])
def test_each_role_fills_in_what_it_may(desk: Desk, entered: dict[str, str]) -> None:
    before = desk.count()
    for who, word in (
        ("reader", LOOKS_ONLY),
        ("reviewer", REVIEWS),
        ("stranger", NOT_OWN),
        ("nobody", "口令不对"),
    ):
        code, said, _ = desk.fill(who, **entered)
        assert (code, word in said) == (403, True), said
    assert desk.count() == before, "a refusal stores nothing"
    for who in ("unit", "admin"):
        code, said, _ = desk.fill(who, **entered | {"quantity": f"1.2{len(who)}万户", "cause": who})
        assert (code, "已记录" in said) == (200, True), said
    assert sum(desk.count()[0]) == sum(before[0]) + 2


def test_what_is_said_and_reported_counts_from_the_next_refresh(desk: Desk) -> None:
    assert desk.fill("unit", **SAYS)[0] == 200
    _, said, _ = desk.fill("unit", **REPORTS)
    assert "2022-05 1.21万户（年内累计）" in said
    assert "重复" in desk.fill("unit", **SAYS)[1], "the same twice is stored once"
    with open_warehouse(desk.home) as con:
        refresh(con, desk.home, str(datetime.now(LOCAL_ZONE).date()))
        goal = next(goal for goal in read_snapshot(con).goals if goal["target_id"] == desk.goal)
        ((recorded, source),) = con.execute(
            "SELECT value, source FROM observations WHERE source LIKE 'app:%'"
        ).fetchall()
        said_by = con.execute("SELECT who, cause, measures, promised_on FROM explanations").fetchall()
    assert (goal["cause"], str(goal["promised_on"])) == ("征迁慢", "2022-08-31")
    assert (recorded, source.split("!")[0]) == (12100, "app:unit-王敏")
    assert [row[0] for row in said_by] == ["unit-王敏"]


@pytest.mark.parametrize(
    ("entered", "word"),
    [
        ({**REPORTS, "quantity": "12100"}, "连同单位"),
        ({**REPORTS, "quantity": "3%"}, "以户计"),
        ({**REPORTS, "quantity": "1至2万户"}, "以户计"),
        ({**REPORTS, "quantity": ""}, "以户计"),
        ({**REPORTS, "period": "2199-05"}, "月份"),
        ({**REPORTS, "period": "2022"}, "月份"),
        ({**SAYS, "promised": "明天"}, "不是日期"),
        ({"act": "explain"}, "至少填写一项"),
        ({**SAYS, "goal": "none"}, "没有这项现行目标"),
        ({**REPORTS, "goal": "none"}, "没有这项现行目标"),
    ],
)
def test_what_cannot_be_taken_is_told_and_stays_in_the_form(
    desk: Desk, entered: dict[str, str], word: str
) -> None:
    before = desk.count()
    code, said, page = desk.fill("unit", **entered)
    assert (code, word in said) == (422, True), said
    assert all(f'value="{value}"' in page for name, value in entered.items() if value and name in ("cause", "quantity"))  # fmt: skip
    assert desk.count() == before


def test_a_notice_is_answered(desk: Desk) -> None:
    assert desk.fill("unit", **SAYS | {"act": "answer"})[:2] == (422, "<span lang=\"zh\">没有关于这项目标的待反馈督办单。</span><span lang=\"en\">No notice about this goal waits for an answer.</span>")  # fmt: skip
    with open_warehouse(desk.home) as con:
        draft = [(OWN, [desk.goal])]
        issue(con, "市督查室", draft, FIRST.as_of, date(2022, 7, 8), Person("张三", NOW))
        publish(con, desk.home, replace(FIRST, run_id="20220701T080001-dd"), full=True)
    end = time.monotonic() + 30  # a newer snapshot is laid out aside, and shown when it is ready
    while "督办单 2022-07-08 前反馈" not in desk.fill("unit", act="look")[2]:
        assert time.monotonic() < end
        time.sleep(0.1)
    assert desk.fill("stranger", **SAYS | {"act": "answer"})[0] == 403
    code, said, _ = desk.fill("unit", **SAYS | {"act": "answer"})
    assert (code, "已反馈市督查室〔2022〕1" in said) == (200, True)
    assert desk.rows("SELECT state FROM notice_states") == [("answered",)]
    assert desk.rows("SELECT notice_id, cause, who FROM explanations") == [("市督查室〔2022〕1", "征迁慢", "unit-王敏")]  # fmt: skip


def test_a_unit_is_offered_its_own_goals_alone(desk: Desk) -> None:
    def offered(who: str) -> set[str]:
        return set(re.findall(r'<option value="([^"]+)"', desk.fill(who, act="look")[2]))

    own = {row[0] for row in desk.rows(f"SELECT target_id FROM targets WHERE list_contains(owners, '{OWN}')")}
    assert offered("unit") == own
    assert offered("admin") > own
    assert offered("reader") == offered("nobody") == set()
    desk.tokens["place"] = add_user(desk.home, "南溪", UserRole.UNIT, [f"{OWN}（云州市）"], NOW)
    of_place = {row[0] for row in desk.rows(f"SELECT target_id FROM targets WHERE list_contains(owners, '{OWN}') AND region = '云州市'")}  # fmt: skip
    assert offered("place") == of_place < own


def test_whoever_has_the_shared_token_says_a_name(desk: Desk) -> None:
    assert "请填写姓名" in desk.fill("shared", **SAYS)[1]
    assert desk.fill("shared", **SAYS | {"who": "张三"})[0] == 200
    assert desk.rows("SELECT who FROM explanations") == [("张三",)]


def test_tries_of_tokens_are_slowed_down(desk: Desk) -> None:
    said = [desk.fill("nobody", **SAYS)[1] for _ in range(6)]
    assert "口令错误次数过多" in said[-1]


@pytest.mark.parametrize("form", [{"act": "drop"}, {"cause": "x" * 501}, {"quantity": "1\u202e户"}])
def test_what_the_page_does_not_send_is_refused(desk: Desk, form: dict[str, str]) -> None:
    assert desk.fill("unit", **SAYS | form)[0] == 400


@pytest.mark.slow
@pytest.mark.browser
def test_the_page_is_filled_in_by_keyboard(own_live: Live) -> None:
    page = own_live.open()
    own_live.choose(f"{GOAL}（第2批）")
    page.click("a[href^='/fill']")
    page.fill("[name=token]", TOKEN)
    page.fill("[name=who]", "张三")
    page.keyboard.press("Enter")
    page.wait_for_selector("select[name=goal]")
    for width, theme, language in (
        (1440, "light", "zh"),
        (380, "dark", "en"),
        (768, "light", "en"),
        (380, "dark", "zh"),
    ):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        if page.evaluate("() => document.documentElement.dataset.lang") != language:
            page.click("#language")
        found = (
            Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
        )
        assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.fill("[name=period]", "2022-05")
    page.fill("[name=quantity]", "1.21万户")
    page.focus("button[value=report]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".said")
    assert "1.21万户（年内累计）" in page.inner_text(".said")
