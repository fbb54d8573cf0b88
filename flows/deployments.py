"""What runs on a schedule, as Prefect deployments: the refresh and the documents of the regimes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

from prefect import Flow, serve
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.papers import write_paper
from flows.refresh import refresh

ZONE = "Asia/Shanghai"


def serve_schedules(
    cron: str, refreshing: Mapping[str, Any], papers: Mapping[str, str], writing: Mapping[str, Any]
) -> None:
    """Serve the refresh, and each document by its own cron line, until interrupted; one run at a time.

    `refreshing` and `writing` are the parameters of the two flows. Of runs that were missed meanwhile the latest is
    made up for: a refresh takes in all that is new, whenever it comes.
    """
    deployments = [
        _deployment(refresh, "duban", cron, refreshing),
        *(_deployment(write_paper, kind, line, {"kind": kind, **writing}) for kind, line in papers.items()),
    ]
    _forget_missed()
    serve(*deployments, limit=1, print_starting_message=False)


def _deployment(
    flow: Flow[Any, Any], name: str, cron: str, parameters: Mapping[str, Any]
) -> RunnerDeployment:
    made = flow.to_deployment(
        name=name,
        schedule=Cron(cron, timezone=ZONE),
        parameters=dict(parameters),
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    return cast("RunnerDeployment", made)


def _forget_missed() -> None:
    """Of the runs that came due while nothing served them keep the latest of each deployment."""
    late = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime.model_validate({"before_": datetime.now(UTC)}),
    )
    kept = set()
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(flow_run_filter=late, sort=FlowRunSort.EXPECTED_START_TIME_DESC):
            if run.deployment_id in kept:
                client.delete_flow_run(run.id)
            kept.add(run.deployment_id)
