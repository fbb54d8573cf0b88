"""Why a warehouse cannot be used, each with what to do."""

from __future__ import annotations

from pathlib import Path


class WarehouseUnusable(Exception):
    """The warehouse cannot be opened; the message names the file, the reason and what to do."""


class WarehouseBusy(WarehouseUnusable):
    """Another process has the warehouse open for writing."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is being written by another process. Wait until that run has ended, "
            "or read the published snapshot instead."
        )


class WarehouseLater(WarehouseUnusable):
    """A later version of duban has brought the warehouse to a schema that this one does not know."""

    def __init__(self, path: str, names: list[str]) -> None:
        super().__init__(
            f"{path} was written by a later duban: this one does not know {', '.join(names)}. "
            "Update duban, or restore a backup of before with `duban restore FILE`."
        )


class WarehouseDamaged(WarehouseUnusable):
    """The file is no warehouse, or a part of it cannot be read."""

    def __init__(self, path: Path, error: Exception) -> None:
        said = str(error).splitlines()[0]
        super().__init__(
            f"{path} is damaged, or no warehouse: {said}. `duban restore` brings back the last published snapshot, "
            "`duban restore FILE` a backup; the damaged file is kept beside."
        )


class WarehouseMissing(WarehouseUnusable):
    """There are published snapshots but no warehouse that they came from."""

    def __init__(self, path: Path, snapshots: int) -> None:
        super().__init__(
            f"{path} is missing, though {snapshots} published snapshots stand beside it: starting without it would "
            "lose what people decided. `duban restore` brings the warehouse back from the last snapshot, "
            "`duban restore FILE` from a backup, and `duban restore --anew` puts the snapshots aside to start anew."
        )
