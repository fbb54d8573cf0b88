"""The docs name every command, option, table, column, status, reason and setting."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from importlib.metadata import version

import pytest
from typer.testing import CliRunner

from flows.cli import app
from targets.alerts.rules import CONDITIONS
from targets.reading.files import ENDINGS
from targets.settings import Receiver, Settings
from targets.status import Status
from tests.docs.reference import DOCS, GLOSSARY, WRITTEN, data_dictionary

ROOT = DOCS.parent
PROSE = [*DOCS.glob("*.md"), *ROOT.glob("*.md")]


def prose() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in PROSE)


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_generated_is_up_to_date(name: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == WRITTEN[name](), f"run `make reference`: docs/{name} is older than the code"


def test_every_column_says_what_it_is() -> None:
    silent = [line for line in data_dictionary().splitlines() if line.endswith("|  |")]
    assert not silent, f"a comment in the migration or a line in {GLOSSARY.name} says what these are"


def test_the_glossary_holds_no_column_that_is_gone() -> None:
    glossary = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))
    assert not set(glossary) - set(re.findall(r"^\| `(\w+)` \|", data_dictionary(), re.MULTILINE))


def test_every_reason_of_a_verdict_is_explained() -> None:
    wording = (ROOT / "targets/verdicts.sql").read_text(encoding="utf-8")
    codes = set(re.findall(r"^        WHEN '([a-z_]+)'", wording, re.MULTILINE))
    methods = (DOCS / "methods.md").read_text(encoding="utf-8")
    assert len(codes) > 20
    assert not {code for code in codes if f"`{code}`" not in methods}


def test_every_status_is_explained() -> None:
    methods = (DOCS / "methods.md").read_text(encoding="utf-8")
    assert not {status for status in Status if f"| `{status}` |" not in methods}


def test_every_condition_of_alerts_is_explained() -> None:
    alerts = (DOCS / "alerts.md").read_text(encoding="utf-8")
    assert not {condition for condition in CONDITIONS if f"`{condition}`" not in alerts}


def test_every_format_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    said = readme[readme.index("* **Documents**") : readme.index("* **Actuals**")]
    alike = {
        ".htm": ".html",
        ".jpg": "pictures",
        ".jpeg": "pictures",
        ".tif": "pictures",
        ".tiff": "pictures",
    }
    alike |= {".png": "pictures", ".bmp": "pictures"}
    assert not {end for end in ENDINGS if not re.search(rf"\b{alike.get(end, end).lstrip('.')}\b", said)}


@pytest.mark.parametrize("owner", [Settings, Receiver])
def test_every_setting_is_explained(owner: type) -> None:
    text = prose()
    assert not {field.name for field in fields(owner) if not re.search(rf"\b{field.name}\b", text)}


def test_every_path_that_the_guides_name_is_there() -> None:
    for guide in ("ARCHITECTURE.md", "CONTRIBUTING.md", "docs/design.md", "docs/labelling.md"):
        text = (ROOT / guide).read_text(encoding="utf-8")
        named = re.findall(r"`((?:targets|dashboards|flows|tests|docs|data)/[\w/.]+)`", text)
        assert named or guide.startswith("docs")
        assert not [path for path in named if not (ROOT / path).exists()], guide


def test_the_version_is_printed() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert result.stdout.strip() == f"duban {version('duban')}"
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"## {project['version']}" in changelog
    assert (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").count("pyproject.toml")
