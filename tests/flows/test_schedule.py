"""`duban schedule`: a deployment with a cron line whose run is a real refresh."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.scheduled import CRON, serving

pytestmark = pytest.mark.slow

TEXT = "一、重点任务\n今年新建社区食堂120个以上。（责任单位：市民政局）\n"


def test_a_scheduled_run_refreshes(prefect_api: str, tmp_path: Path) -> None:
    documents, home = tmp_path / "documents", tmp_path / "home"
    documents.mkdir()
    (documents / "plan.txt").write_text(TEXT, encoding="utf-8")
    with serving(prefect_api, documents, None, home) as scheduled:
        (schedule,) = scheduled.deployment.schedules
        assert (schedule.schedule.cron, schedule.schedule.timezone) == (CRON, "Asia/Shanghai")
        scheduled.run()
    assert (home / "site" / "index.html").is_file()
