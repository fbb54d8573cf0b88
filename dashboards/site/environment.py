"""The Jinja environment of the pages: everything escaped, words in both languages, paths by hash."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from dashboards.rows import GoalRow
from dashboards.tally import Demand
from dashboards.verdict_facts import facts_of, marks_of
from targets import figures
from targets.reasons import in_chinese
from targets.status import Status
from targets.words import Phrase, message, phrase, unworded, word_of

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")

NAVIGATION = (
    ("index", "index.html"),
    ("goals", "goals.html"),
    ("owners", "owners.html"),
    ("regions", "regions.html"),
    ("documents", "documents.html"),
    ("watched", "watched.html"),
    ("alerts", "alerts.html"),
    ("calendar", "calendar.html"),
    ("papers", "papers.html"),
    ("reports", "reports.html"),
    ("quality", "quality.html"),
    ("method", "method.html"),
)


def make_environment() -> Environment:
    """The environment of all templates; autoescape is on for every one, unknown names are errors."""
    env = Environment(
        loader=PackageLoader("dashboards.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
    )
    env.globals |= {
        "bilingual": bilingual,
        "text": text,
        "message": message,
        "words": bilingual_phrase,
        "unworded": unworded,
        "phrase": phrase,
        "attributes": attributes,
        "option": _option,
        "label": lambda name: Markup('{} aria-label="{}"').format(
            attributes("label", message(name)), message(name).zh
        ),
        "placeholder": lambda name: Markup('{} placeholder="{}"').format(
            attributes("placeholder", message(name)), message(name).zh
        ),
        "word": lambda section, key: bilingual_phrase(phrase(section, key)),
        "helped": helped,
        "glyph": lambda status: Status(status).look.glyph,
        "navigation": NAVIGATION,
        "statuses": tuple(Status),
        "phase_words": lambda phase: phrase("phase", phase),
        "list_words": lambda name: phrase("list", name),
        "marks_of": marks_of,
        "facts_of": facts_of,
        "mark_word": word_of,
        "wanted": lambda goal: bilingual_phrase(wanted(goal)),
        "bullet_of": bullet_of,
        "goal_path": goal_path,
        "document_path": document_path,
        "group_path": group_path,
        "owner_path": lambda name: group_path("owners", name),
        "region_path": lambda name: group_path("regions", name),
    }
    env.filters |= {
        "chinese": in_chinese,
        "quantity": lambda value, unit: _both(figures.quantity, value, unit),
        "about": lambda value, unit: _both(figures.about, value, unit),
        "gap": lambda value, unit: _both(figures.gap, value, unit),
        "gap_share": figures.gap_share,
        "points": lambda value: _both(figures.points, value),
        "percent": figures.percent,
        "day": lambda value: _both(figures.day, value),
        "iso": lambda value: Markup("<time>{}</time>").format(iso(value)),
        "plain": iso,
        "base": lambda path: path.replace("\\", "/").rsplit("/", 1)[-1],
        "minute": lambda value: figures.NOTHING if value is None else f"{value:%Y-%m-%d %H:%M}",
        "cut": cut,
        "both": bilingual_phrase,
        "count_change": lambda value: (
            figures.NOTHING if value is None else f"{value:+d}".replace("-", "−") if value else "0"
        ),
    }
    # The same below every chart of thousands of pages, so it is written once.
    env.globals["chart_tools"] = Markup(env.get_template("chart_tools.html.jinja").render())
    return env


def bilingual(zh: str | Markup, en: str | Markup) -> Markup:
    """Both wordings; the style sheet shows the one of the reader's language."""
    if zh == en:
        return escape(zh)
    return Markup(f'<span lang="zh">{escape(zh)}</span><span lang="en">{escape(en)}</span>')


def text(name: str, **values: object) -> Markup:
    """A message in both languages."""
    return bilingual_phrase(message(name, **values))


def helped(words: Markup, section: str, key: str) -> Markup:
    """Words that open their help in place: section `status_help`, `kind_help` or `term_help`, and the key."""
    said = bilingual_phrase(phrase(section, key))
    return Markup('<details class="term"><summary>{}</summary><p>{}</p></details>').format(words, said)


def attributes(of: str, words: Phrase) -> Markup:
    """The words as attributes that the script of the pages chooses from: data-label-zh, data-label-en."""
    name = f"data-{of}-" if of else "data-"
    return Markup('{}zh="{}" {}en="{}"').format(name, words.zh, name, words.en)


def _option(words: Phrase) -> Markup:
    """The rest of an option's tag with its words."""
    return Markup("{}>{}").format(attributes("", words), words.zh)


def bilingual_phrase(words: Phrase) -> Markup:
    """A phrase in both languages."""
    return bilingual(words.zh, words.en)


def wanted(goal: Demand) -> Phrase:
    """What a goal demands: 不低于2万户, or at least 20,000 households."""
    compare = phrase("comparator", goal["comparator"])
    if goal["comparator"] == "zero":
        return compare
    value, high, unit = goal["value"], goal["value_high"], goal["unit"]
    if goal["comparator"] == "range" and high is not None:
        zh, en = (
            f"{figures.number(value, lang)}–{figures.quantity(high, unit, lang)}" for lang in ("zh", "en")
        )
    else:
        zh, en = (figures.quantity(value, unit, lang) for lang in ("zh", "en"))
    if goal["comparator"] == "all":
        return message("wanted-all", compare=compare, figure=Phrase(zh, en))
    return (
        message("wanted-compared", compare=compare, figure=Phrase(zh, en)) if compare.en else Phrase(zh, en)
    )


def bullet_of(goal: GoalRow) -> dict[str, Any] | None:
    """Where target, actual and expected stand on a scale of 0..100; None without an actual."""
    target = goal["target_value"] if goal["target_value"] is not None else goal["value"]
    actual, expected = goal["actual"], goal["expected"]
    end = max(target or 0, actual or 0, expected or 0)
    if actual is None or end <= 0:
        return None
    reached, demanded = (
        message(name)
        + Phrase(*(f" {figures.quantity(value, goal['unit'], language)}" for language in ("zh", "en")))
        for name, value in (("page-actual", actual), ("page-target", target))
    )

    def place(value: float) -> float:
        return round(min(max(value / end * 100, 0.0), 100.0), 1)

    return {
        "target": place(target),
        "actual": place(actual),
        "expected": None if expected is None else place(expected),
        "words": reached + unworded(" · ") + demanded,
    }


def goal_path(target_id: str) -> str:
    """The page of a goal, from the site's root."""
    return f"goals/{file_name(target_id)}.html"


def document_path(document_id: str) -> str:
    """The page of a document, from the site's root."""
    return f"documents/{file_name(document_id)}.html"


def group_path(kind: str, name: str) -> str:
    """The page of an owner or a region, from the site's root; named by hash, as names may hold anything."""
    return f"{kind}/{hashlib.sha256(name.encode()).hexdigest()[:12]}.html"


def file_name(identity: str) -> str:
    """An identity as a safe file name; one that holds other characters than letters, digits, - and _ is hashed."""
    return hashlib.sha256(identity.encode()).hexdigest()[:24] if _UNSAFE.search(identity) else identity


def cut(text: str | None, length: int) -> str:
    """Text of at most `length` characters, with an ellipsis where it was longer."""
    text = text or ""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def iso(value: date | datetime | None) -> str:
    """A day as 2022-06-30, or a dash."""
    return figures.NOTHING if value is None else f"{value:%Y-%m-%d}"


def _both(wording: Any, value: Any, *rest: Any) -> Markup:
    return bilingual(wording(value, *rest), wording(value, *rest, language="en"))
