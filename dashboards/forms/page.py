"""How a form would be read, as a page of its own."""

from __future__ import annotations

from importlib import resources

from jinja2 import Environment

from targets.actuals.inspection import Inspection, accumulation_in_words, in_words


def inspection_page(inspection: Inspection) -> str:
    """The page, complete in itself: no script, no other file."""
    source = resources.files("dashboards.forms").joinpath("inspection.html.jinja").read_text(encoding="utf-8")
    env = Environment(autoescape=True)
    env.filters |= {"word": in_words, "counted": accumulation_in_words}
    return env.from_string(source).render(form=inspection)
