"""People who decide at the same moment: nothing is lost, and who comes second on one goal is told."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

from dashboards.live.app import make_app
from targets.store.warehouse import open_warehouse
from tests.dashboards.live.conftest import TOKEN

PEOPLE = 24


def press(home: Path, goals: list[str], act: str = "accept") -> list[dict[str, Any]]:
    """What the app answers to people who each press a button on their goal at one moment."""
    app = make_app(home, token=TOKEN)
    (key,) = [name for name in app.callback_map if name.startswith("..said.children")]
    outputs = [
        dict(zip(("id", "property"), part.split("."), strict=True)) for part in key.strip(".").split("...")
    ]
    together = Barrier(len(goals))

    def one(who: int) -> dict[str, Any]:
        state = {"goal.data": goals[who], "token.value": TOKEN, "who.value": f"第{who}人", "note.value": ""}
        body = {
            "output": key,
            "outputs": outputs,
            "inputs": [[{"id": {"act": act}, "property": "n_clicks", "value": 1}]],
            "changedPropIds": [json.dumps({"act": act}, separators=(",", ":")) + ".n_clicks"],
            "state": [
                *[
                    dict(zip(("id", "property"), k.split("."), strict=True)) | {"value": v}
                    for k, v in state.items()
                ],
                {"id": "series", "property": "value", "value": ""},
                {"id": "seen", "property": "data", "value": 0},
                [],
                [],
            ],
        }
        together.wait()
        answer = app.server.test_client().post("/_dash-update-component", json=body)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return dict(answer.get_json()["response"])

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


def test_decisions_on_different_goals_are_all_stored(home: Path) -> None:
    goals = goals_of(home)[:PEOPLE]
    answers = press(home, goals)
    assert all("已记录" in json.dumps(answer, ensure_ascii=False) for answer in answers)
    assert sorted(target_id for target_id, _ in decisions(home)) == goals
    assert len(goals) == PEOPLE


def test_of_decisions_on_one_goal_one_is_stored_and_the_others_are_told(home: Path) -> None:
    goal = goals_of(home)[0]
    answers = [json.dumps(answer, ensure_ascii=False) for answer in press(home, [goal] * PEOPLE)]
    ((stored, winner),) = decisions(home)
    assert stored == goal
    told = [answer for answer in answers if "已记录" not in answer]
    assert len(told) == PEOPLE - 1
    assert all(f"{winner} decided on it" in answer for answer in told)
