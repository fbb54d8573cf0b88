"""Writes a bulletin and its notices as print-ready HTML and as Markdown."""

from __future__ import annotations

import hashlib
import html
import re
import tomllib
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from dashboards.bulletins.facts import Bulletin, Notice, bulletin_of, notices_of
from dashboards.site.environment import cut, iso, wanted
from dashboards.snapshot import Row, Snapshot
from dashboards.verdict_facts import facts_of
from targets import figures
from targets.words import word_of

FORMATS = ("html", "md")
_MARKDOWN = re.compile(r"([\\`*_\[\]|#~])")
_UNSAFE = re.compile(r"[^\w-]+")


class NothingToReport(Exception):
    """The snapshot holds no goal with a verdict, so there is nothing to report on."""


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written: the bulletin, and the notices in order of need; HTML and Markdown of each."""

    bulletin: tuple[Path, ...]
    notices: tuple[tuple[Path, ...], ...]


def build_bulletins(snapshot: Snapshot, out: Path, *, language: str = "zh") -> Written:
    """Write `out`/bulletin.html and .md, and `out`/notices/NUMBER-UNIT.html and .md, in "zh" or "en".

    Notices of an earlier build that this one does not write are removed. Raises NothingToReport where no
    goal has a verdict.
    """
    if not snapshot.goals:
        raise NothingToReport("No goal has been judged yet. Run `duban refresh` with documents first.")
    as_of = max(goal["as_of"] for goal in snapshot.goals)
    notices = notices_of(snapshot.goals, as_of)
    folder = out / "notices"
    folder.mkdir(parents=True, exist_ok=True)
    bulletin = _write(out / "bulletin", "bulletin", language, b=bulletin_of(snapshot.goals, as_of))
    written = [_write(folder / _stem(notice), "notice", language, n=notice) for notice in notices]
    for old in set(folder.iterdir()) - {path for paths in written for path in paths}:
        old.unlink()
    return Written(bulletin, tuple(written))


def _write(path: Path, template: str, language: str, **content: Bulletin | Notice) -> tuple[Path, ...]:
    written = []
    for kind in FORMATS:
        text = _environment(kind, language).get_template(f"{template}.{kind}.jinja").render(**content)
        target = path.with_name(f"{path.name}.{kind}")
        target.write_text(text.strip() + "\n", encoding="utf-8")
        written.append(target)
    return tuple(written)


@cache
def _environment(kind: str, language: str) -> Environment:
    """Templates of one kind in one language; HTML is escaped, and so is everything that Markdown would interpret."""
    env = Environment(
        loader=PackageLoader("dashboards.bulletins", "templates"),
        autoescape=kind == "html",
        finalize=None if kind == "html" else _as_markdown,
        undefined=StrictUndefined,
        trim_blocks=kind == "md",
        lstrip_blocks=kind == "md",
    )
    env.globals |= {"w": _words(language), "language": language}
    env.filters |= {
        "quantity": partial(figures.quantity, language=language),
        "about": partial(figures.about, language=language),
        "gap": partial(figures.gap, language=language),
        "gap_share": figures.gap_share,
        "facts": lambda goal: [fact.in_language(language) for fact in facts_of(goal)],
        "day": partial(figures.day, language=language),
        "percent": figures.percent,
        "iso": iso,
        "cut": cut,
        "status": lambda status: word_of(status).in_language(language),
        "wanted": lambda goal: wanted(goal).in_language(language),
        "name": lambda goal: _name(goal, language),
        "reason": lambda goal: _reason(goal, language),
    }
    return env


def _name(goal: Row, language: str) -> str:
    """A goal and where it holds."""
    region = _words(language)["open"] + goal["region"] + _words(language)["close"] if goal["region"] else ""
    return cut(goal["indicator"], 120) + region


def _reason(goal: Row, language: str) -> str:
    reason: str = goal[f"reason_{language}"]
    return reason


@cache
def _words(language: str) -> dict[str, str]:
    table = tomllib.loads(files("dashboards.bulletins").joinpath("words.toml").read_text(encoding="utf-8"))
    return {key: entry[language] for key, entry in table.items()}


def _as_markdown(value: Any) -> Any:
    """Text as Markdown shows it: on one line, no markup of its own."""
    if not isinstance(value, str):
        return value
    return _MARKDOWN.sub(r"\\\1", html.escape(" ".join(value.split()), quote=False))


def _stem(notice: Notice) -> str:
    """A file name that says which unit it is; a unit whose name is no file name is hashed."""
    name = _UNSAFE.sub("", notice.unit)[:40]
    if name != notice.unit:
        name = f"{name}-{hashlib.sha256(notice.unit.encode()).hexdigest()[:6]}"
    return f"{notice.number}-{name}"
