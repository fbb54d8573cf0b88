"""Who may do what, over HTTP: each role with each button, on goals of its own and of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from targets.store.warehouse import open_warehouse
from targets.users import UserRole, add_user, remove_user
from tests.dashboards.live.conftest import TOKEN
from tests.dashboards.live.pressing import ACKNOWLEDGED, Buttons, running

NOW = datetime(2022, 7, 1, 9)
STORED = re.compile('已记录|class="done"')
BUTTONS = {
    "accept": ("goal", "accept"),
    "save": ("goal", "edit"),
    "reject": ("goal", "reject"),
    "link": ("link", "accept"),
    "unlink": ("link", "reject"),
}
"""The buttons of the review page: the kind of card and the wish."""

OWN, OTHER = "市住建局", "市教育局"
LOOKS_ONLY = "读者只能查看"
FILLS_IN = "核定、关联和签收由审核人办理"


@dataclass(frozen=True)
class Desk:
    """The running app, the tokens of its users by role, and a goal of the unit's own."""

    home: Path
    buttons: Buttons
    tokens: dict[str, str]
    goal: str
    figures: Iterator[int] = field(default_factory=lambda: count(17))

    def press(self, who: str, act: str) -> str:
        """What the app says to somebody who presses a button on the goal."""
        ((seen,),) = self.rows(f"SELECT last_decision FROM targets WHERE target_id = '{self.goal}'")
        ((series,),) = self.rows("SELECT min(series_id) FROM series")
        if act == "acknowledge":
            alert = self.rows("SELECT alert_id, target_id FROM alerts WHERE state = 'firing' ORDER BY 1")[0]
            held = {
                "token.value": self.tokens[who],
                "alerts-grid.selectedRows": [dict(zip(("id", "target"), alert, strict=True))],
            }
            return self.buttons.press(ACKNOWLEDGED, "ack", held)
        kind, wish = BUTTONS[act]
        return self.buttons.decide(
            wish,
            self.goal,
            token=self.tokens[who],
            seen=seen,
            kind=kind,
            series=series if kind == "link" else "",
            entered={"value": str(next(self.figures))} if wish == "edit" else {},
        )

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the warehouse holds."""
        with open_warehouse(self.home, wait=20) as con:
            return con.execute(query).fetchall()


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    with open_warehouse(home) as con:
        query = "SELECT target_id FROM targets WHERE list_contains(owners, ?) ORDER BY ALL LIMIT 1"
        ((goal,),) = con.execute(query, [OWN]).fetchall()
    tokens = {
        role.value: add_user(home, f"{role.value}-王敏", role, [OWN] if role is UserRole.UNIT else [], NOW)
        for role in UserRole
    }
    tokens["stranger"] = add_user(home, "旁人", UserRole.UNIT, [OTHER], NOW)
    with running(home) as buttons:
        yield Desk(home, buttons, tokens, goal)


@pytest.mark.parametrize(
    ("act", "refused"),
    [
        (act, {"reader": LOOKS_ONLY, "unit": FILLS_IN, "stranger": FILLS_IN})
        for act in ("accept", "save", "reject", "link", "unlink", "acknowledge")
    ],
)
def test_each_role_does_what_it_may(desk: Desk, act: str, refused: dict[str, str]) -> None:
    what = "SELECT (SELECT count(*) FROM decisions), (SELECT count(*) FROM links), (SELECT count(who) FROM alerts)"
    before = desk.rows(what)
    for who in ("reader", "unit", "stranger", "reviewer", "admin"):
        answer = desk.press(who, act)
        if who in refused:
            assert refused[who] in answer
            assert desk.rows(what) == before, "a refusal stores nothing"
        elif act != "acknowledge" or who == "reviewer":
            assert STORED.search(answer), answer
    assert desk.rows(what) != before


def test_decisions_carry_the_name_of_the_user_whatever_was_typed(desk: Desk) -> None:
    answer = desk.buttons.decide("accept", desk.goal, token=desk.tokens["reviewer"], who="局长")
    assert STORED.search(answer)
    assert desk.rows("SELECT DISTINCT who FROM decisions WHERE decision_id = (SELECT max(decision_id) FROM decisions)") == [("reviewer-王敏",)]  # fmt: skip


def test_a_removed_user_and_a_wrong_token_are_refused_at_once(desk: Desk) -> None:
    remove_user(desk.home, "reviewer-王敏")
    assert "口令不对" in desk.press("reviewer", "accept")
    desk.tokens["reviewer"] = add_user(desk.home, "reviewer-王敏", UserRole.REVIEWER, [], NOW)
    assert STORED.search(desk.press("reviewer", "accept"))
    desk.tokens["guest"] = "not a token of anybody"
    answers = [desk.press("guest", "accept") for _ in range(6)]
    assert "口令不对" in answers[0]
    assert "口令错误次数过多" in answers[-1]


def test_a_list_of_users_that_others_may_write_lets_nobody_in(desk: Desk) -> None:
    (desk.home / "users.json").chmod(0o666)
    assert "口令不对" in desk.press("admin", "accept")


def test_the_shared_token_does_everything_but_by_the_name_of_a_user(home: Path) -> None:
    add_user(home, "王敏", UserRole.READER, [], NOW)
    with running(home, TOKEN) as buttons:
        with open_warehouse(home) as con:
            ((goal,),) = con.execute("SELECT min(target_id) FROM targets WHERE last_decision = 0").fetchall()
        assert "这个姓名有自己的口令" in buttons.decide("accept", goal, token=TOKEN, who="王敏")
        assert "请填写姓名" in buttons.decide("accept", goal, token=TOKEN)
        assert STORED.search(buttons.decide("accept", goal, token=TOKEN, who="张三"))


def test_without_users_and_a_shared_token_nothing_is_written(home: Path) -> None:
    with running(home) as buttons:
        for token in ("", TOKEN):
            assert "口令不对" in buttons.decide("accept", "any", token=token, who="张三")
        add_user(home, "王敏", UserRole.READER, [], NOW)  # from now on there is somebody who may come in
        assert "口令不对" in buttons.decide("accept", "any", token=TOKEN, who="张三")
