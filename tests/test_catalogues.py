"""The catalogues hold the same messages in every language, all of them used, and nothing is worded outside them."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.runtime.errors import FluentReferenceError
from fluent.syntax import FluentParser
from fluent.syntax.ast import BaseNode, Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

from targets.words import LANGUAGES, Phrase, UnknownMessage, message, phrase, section, unworded

ROOT = Path(__file__).parents[1]
CATALOGUES = files("targets.catalogues")
HAN = re.compile("[一-鿿]")
# Sections whose keys come from data or from a vocabulary: they are read as phrase(SECTION, key), word_of(member),
# section(SECTION) or message(f"SECTION-{key}").
BY_KEY = {
    *("status", "status_help", "mark", "mark_help", "kind", "kind_help", "direction", "direction_help"),
    *("alertreason", "alertreason_help", "phase", "phase_help", "comparator", "basis", "due_basis"),
    *("commitment", "state", "severity", "stage", "outcome", "movement", "suite", "accumulation", "cadence"),
    *("grid", "explain", "explain_aim", "explain_kind", "explain_direction", "explain_table"),
    *("alert_column", "alert_rule", "deadline", "paper", "nav", "goal_event", "field", "change", "doubt"),
    *("kept_out", "notice", "list", "profile", "topic", "refusal", "role", "rhythm", "accumulation_written"),
    "series_apart",
    *("review_key", "review_effect", "review_did", "review_script", "choice"),
}
# One language alone, said so where it stands: the seal of the brand, the title of the app, Chinese numerals and typefaces,
# reading a form.
WORDED = ("dashboards/", "targets/alerts/")
WORDED_OUTSIDE = {
    *("dashboards/site/templates/base.html.jinja", "dashboards/live/app.py", "dashboards/live/layout.py"),
    *(
        "dashboards/live/detail.py",
        "dashboards/forms/inspection.html.jinja",
        "dashboards/regimes/wording.py",
        "dashboards/regimes/template.py",
        "dashboards/site/pages.py",
    ),
}


class _Parameters(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.found.add(node.id.name)


@cache
def catalogue(language: str) -> dict[str, frozenset[str]]:
    """The parameters of each message of a language."""
    body = FluentParser().parse(CATALOGUES.joinpath(f"{language}.ftl").read_text(encoding="utf-8")).body
    assert not [entry.content for entry in body if isinstance(entry, Junk)]
    messages = [entry for entry in body if isinstance(entry, Message)]
    assert len({entry.id.name for entry in messages}) == len(messages)
    return {entry.id.name: frozenset(_parameters(entry)) for entry in messages}


def _parameters(node: BaseNode) -> set[str]:
    visitor = _Parameters()
    visitor.visit(node)
    return visitor.found


@cache
def sources() -> dict[str, str]:
    """The code, templates and scripts that word anything."""
    names = [p for room in ("dashboards", "flows", "targets") for p in (ROOT / room).rglob("*")]
    wanted = [p for p in names if p.suffix in (".py", ".jinja", ".js")]
    return {p.relative_to(ROOT).as_posix(): p.read_text(encoding="utf-8") for p in wanted}


def test_a_language_is_one_file() -> None:
    found = {entry.name for entry in CATALOGUES.iterdir() if entry.name.endswith(".ftl")}
    assert found == {f"{language}.ftl" for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_has_the_same_messages_with_the_same_parameters(language: str) -> None:
    ours, theirs = catalogue(LANGUAGES[0]), catalogue(language)
    assert list(ours) == list(theirs)
    differing = {
        name for name in ours if ours[name] != theirs[name] and not name.startswith(("explain-", "regimes-"))
    }
    assert not differing


def test_every_message_is_used() -> None:
    text = "\n".join(sources().values())
    charts = "\n".join(source for name, source in sources().items() if "chart" in name or "/site/" in name)
    regimes = "\n".join(source for name, source in sources().items() if "regimes" in source)
    unused = [
        name
        for name in catalogue("zh")
        if name.split("-", 1)[0] not in BY_KEY
        and f'"{name}"' not in text
        and not (name.startswith("regimes-") and re.search(rf'"{name[8:].removeprefix("column_")}"', regimes))
        and not (name.startswith("chart-") and f'"{name[6:]}"' in charts)
        and not (name.startswith("term_help-") and f'"{name[10:]}"' in charts)
    ]
    assert not unused


def test_every_section_read_by_key_is_read_somewhere() -> None:
    text = "\n".join(sources().values())
    worded = {"status", "mark", "kind", "direction", "alertreason", "phase"}  # word_of and help_of
    helps = {f"{name}_help" for name in worded}
    reads = [rf'"{name}"|"{name}-"|{name}-{{|{name}_\{{' for name in BY_KEY - worded - helps]
    missing = [read for read in reads if not re.search(read, text) and "explain_" not in read]
    assert not missing


def test_every_message_that_code_names_is_held() -> None:
    called = re.compile(r'\b(?:text|message|label|placeholder)\(\s*"([a-z_]+-[\w-]+)"')
    named = {name for text in sources().values() for name in called.findall(text)}
    assert len(named) > 100
    assert not named - set(catalogue("zh"))


def test_nothing_that_people_read_is_worded_outside_the_catalogues() -> None:
    shown = {name: text for name, text in sources().items() if name.startswith(WORDED)}
    worded = {
        name
        for name, text in shown.items()
        if any(
            HAN.search(literal) for literal in (_literals(text) if name.endswith(".py") else [_code(text)])
        )
    }
    assert worded <= WORDED_OUTSIDE


def _literals(text: str) -> list[str]:
    """The strings of a module but for its docstrings."""
    tree = ast.parse(text)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docs]
    return [node.value for node in constants if isinstance(node.value, str)]


def _code(text: str) -> str:
    return re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)


def test_parameters_are_filled_in_by_language() -> None:
    day = Phrase("2022年6月30日", "30 Jun 2022")
    assert message("facts-reached", day=day) == Phrase("2022年6月30日达到", "reached on 30 Jun 2022")
    assert message("page-group-summary", total="3", behind="1").en == "3 current goals, 1 behind"


def test_a_key_of_data_without_a_word_is_shown_as_it_is() -> None:
    assert phrase("cadence", "month") == Phrase("每月", "monthly")
    assert phrase("cadence", "fortnight") == unworded("fortnight")
    assert phrase("cadence", None) == unworded("—")
    assert section("comparator")["eq"] == unworded("")


def test_a_message_that_no_catalogue_holds_is_an_error() -> None:
    with pytest.raises(UnknownMessage, match="page-nonsense"):
        message("page-nonsense")


def test_a_message_whose_parameter_is_not_given_is_an_error() -> None:
    with pytest.raises(FluentReferenceError, match="day"):
        message("facts-reached")
