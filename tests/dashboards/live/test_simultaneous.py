"""People who decide at the same moment: nothing is lost, and who comes second on one goal is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

from targets.store.publish import open_snapshot
from targets.store.warehouse import open_warehouse
from tests.dashboards.live.conftest import TOKEN
from tests.dashboards.live.pressing import running

PEOPLE = 24


def press(home: Path, goals: list[str]) -> list[str]:
    """What the app answers over HTTP to people who each accept their goal at one moment; none of it an error."""
    together = Barrier(len(goals))
    with running(home, TOKEN) as buttons:

        def one(who: int) -> str:
            together.wait()
            return buttons.decide("accept", goals[who], token=TOKEN, who=f"第{who}人")

        with ThreadPoolExecutor(len(goals)) as pool:
            return list(pool.map(one, range(len(goals))))


def decisions(home: Path) -> list[tuple[Any, ...]]:
    """Goal and person of every stored decision."""
    with open_warehouse(home) as con:
        return con.execute("SELECT target_id, who FROM decisions WHERE who LIKE '第%'").fetchall()


def goals_of(home: Path) -> list[str]:
    """Ids of the goals that nobody has decided on."""
    with open_warehouse(home) as con:
        rows = con.execute(
            "SELECT target_id FROM progress JOIN targets USING (target_id) WHERE last_decision = 0 ORDER BY ALL"
        ).fetchall()
    return [target_id for (target_id,) in rows]


def test_decisions_on_different_goals_are_all_stored(judged_home: Path) -> None:
    home, goals = judged_home, goals_of(judged_home)[:PEOPLE]
    answers = press(home, goals)
    assert all("已确认" in answer and "已生效" in answer for answer in answers)
    assert sorted(target_id for target_id, _ in decisions(home)) == goals
    assert len(goals) == PEOPLE
    with open_snapshot(home) as published:
        ((in_effect,),) = published.execute(
            "SELECT count(*) FROM decisions WHERE who LIKE '第%' AND field = 'state'"
        ).fetchall()
    assert in_effect == PEOPLE


def test_of_decisions_on_one_goal_one_is_stored_and_the_others_are_told(judged_home: Path) -> None:
    home, goal = judged_home, goals_of(judged_home)[0]
    answers = press(home, [goal] * PEOPLE)
    ((stored, winner),) = decisions(home)
    assert stored == goal
    told = [answer for answer in answers if 'class="done"' not in answer]
    assert len(told) == PEOPLE - 1
    assert all(
        f"{winner} 已于" in html and f"{winner} 的决定" in html and "您的决定" in html for html in told
    )
