"""What reading a file gives: its document, the mentions and goals in it, and the tables that gave nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from targets.rejection import Rejection

if TYPE_CHECKING:
    from targets.extraction.goals.target import Target
    from targets.extraction.mention import Mention
    from targets.extraction.watched.rules import Watched
    from targets.reading.document import Document


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One file read and extracted, on its way to the warehouse.

    `content_hash` is that of the file and of its manifest row, `document.path` the file's name. `unread` names its
    numeric tables that gave nothing, `watched` what it orders to be followed without a number.
    """

    document: Document
    content_hash: str
    mentions: tuple[Mention, ...]
    targets: tuple[Target, ...]
    unread: tuple[Rejection, ...] = ()
    watched: tuple[Watched, ...] = ()
