"""Where the links of a page lead: into the files of the site, or to the live app and the site beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from dashboards.site.environment import NAVIGATION, document_path, goal_path, group_path


class Links(Protocol):
    """The addresses that templates ask for."""

    def page(self, key: str) -> str:
        """A page of the navigation by its key."""

    def goal(self, target_id: str) -> str:
        """The page of a goal."""

    def group(self, kind: str, name: str) -> str:
        """The page of a unit ("owners") or a region ("regions")."""

    def document(self, document_id: str) -> str:
        """The page of a document."""

    def goals(self, **wanted: str) -> str:
        """The list of the goals that are wanted: by `list`, `status`, `phase`, `owner`, `region`, `due`."""


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """Links between the files of the site; `root` leads from the page to the site's root."""

    root: str = ""

    def page(self, key: str) -> str:
        """A page of the navigation by its key."""
        return self.root + dict(NAVIGATION)[key]

    def goal(self, target_id: str) -> str:
        """The page of a goal."""
        return self.root + goal_path(target_id)

    def group(self, kind: str, name: str) -> str:
        """The page of a unit or a region."""
        return self.root + group_path(kind, name)

    def document(self, document_id: str) -> str:
        """The page of a document."""
        return self.root + document_path(document_id)

    def goals(self, **wanted: str) -> str:
        """The list of goals, narrowed in the browser by what stands behind the #."""
        return f"{self.root}goals.html" + (f"#{urlencode(wanted)}" if wanted else "")


@dataclass(frozen=True, slots=True)
class LiveLinks:
    """Links of the live app: goals and lists lead to its grid, all else to the site that it serves."""

    def page(self, key: str) -> str:
        """A page of the navigation by its key."""
        own = {"index": "/", "goals": "/goals", "alerts": "/goals#alerts"}
        return own.get(key) or SiteLinks("/site/").page(key)

    def goal(self, target_id: str) -> str:
        """The grid with the goal chosen."""
        return "/goals?" + urlencode({"goal": target_id})

    def group(self, kind: str, name: str) -> str:
        """The page of a unit or a region."""
        return SiteLinks("/site/").group(kind, name)

    def document(self, document_id: str) -> str:
        """The page of a document."""
        return SiteLinks("/site/").document(document_id)

    def goals(self, **wanted: str) -> str:
        """The grid, narrowed."""
        return "/goals" + (f"?{urlencode(wanted)}" if wanted else "")
