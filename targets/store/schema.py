"""The views of the warehouse, and its migrations, known by name and by the content of their SQL.

A migration that warehouses in the field have been brought through never changes: `migrations/known.toml` holds the
digest of each, and a test compares. One may be renamed: its digest tells that it was applied.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from targets.figures import figures_sql
from targets.status import statuses_query

KNOWN = "known.toml"
_COMMENT = re.compile(r"--[^\n]*")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its file's name, its SQL, and the digest of that SQL without comments and white space."""

    name: str
    sql: str

    @property
    def digest(self) -> str:
        """32 hex digits; the same however the SQL is laid out."""
        bare = " ".join(_COMMENT.sub(" ", self.sql).split())
        return hashlib.sha256(bare.encode()).hexdigest()[:32]


@cache
def migrations() -> tuple[Migration, ...]:
    """All migrations in the order in which they are applied."""
    folder = resources.files("targets.store").joinpath("migrations")
    scripts = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(Migration(script.name, script.read_text(encoding="utf-8")) for script in scripts)


@cache
def former_names() -> dict[str, str]:
    """What migrations were called before, and their name now; "" for one whose place a later one takes."""
    file = resources.files("targets.store").joinpath("migrations", KNOWN)
    names: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))["formerly"]
    return names


@cache
def views_sql() -> str:
    """What readers see, one statement each: statuses, figures and verdicts in words, the views of views.sql."""
    statuses = f"CREATE OR REPLACE VIEW statuses AS {statuses_query()};\n"
    words = resources.files("targets").joinpath("verdicts.sql").read_text(encoding="utf-8")
    views = resources.files("targets.store").joinpath("views.sql").read_text(encoding="utf-8")
    return "\n".join((statuses, figures_sql(), words, views))


@cache
def views_name() -> str:
    """What a database records of the views that it was given: other views, another name."""
    return f"views {hashlib.sha256(views_sql().encode()).hexdigest()[:16]}"
