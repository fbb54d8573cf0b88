"""Tells apart units of the same name: 市发改委 of one city is not that of another."""

from __future__ import annotations

from collections.abc import Iterable

from dashboards.snapshot import Row


def distinguish_units(goals: list[Row], documents: Iterable[Row]) -> list[Row]:
    """Goals whose owners carry their document's region in brackets where several regions have such a unit.

    `owners` and `lead` are the names to show and to group by; `owners_written` keeps them as the document has them.
    """
    region_of = {document["document_id"]: document["region"] for document in documents}
    regions: dict[str, set[str]] = {}
    for goal in goals:
        for owner in goal["owners"]:
            regions.setdefault(owner, set()).add(region_of.get(goal["document_id"]) or "")
    shared = {owner for owner, places in regions.items() if len(places) > 1}

    def shown(owner: str, goal: Row) -> str:
        region = region_of.get(goal["document_id"])
        return f"{owner}（{region}）" if owner in shared and region and region not in owner else owner

    renamed = []
    for goal in goals:
        owners = [shown(owner, goal) for owner in goal["owners"]]
        lead = owners[0] if owners else None
        renamed.append(goal | {"owners": owners, "lead": lead, "owners_written": goal["owners"]})
    return renamed
