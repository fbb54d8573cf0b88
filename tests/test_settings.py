"""The settings file: what it holds takes the form of its key, and what has another form is named by its key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from targets.settings import BadSettings, Settings, home_of, load_settings


def settings_of(folder: Path, text: str) -> Settings:
    """The settings of a file that holds this text."""
    (folder / "duban.toml").write_text(text, encoding="utf-8")
    return load_settings(folder / "duban.toml")


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ('region = "云州市"', "region", "云州市"),
        ("link_threshold = 1", "link_threshold", 1.0),
        ("settled_after_days = 30", "settled_after_days", 30),
        ('documents_from = ["s3://plans/2026"]', "documents_from", ("s3://plans/2026",)),
        ('columns = { "指标代码名" = "indicator" }', "columns", {"指标代码名": "indicator"}),
        ("schedules = { deliver = '5 * * * *' }", "schedules", {"deliver": "5 * * * *"}),
        ("regimes = { notice = { days = 5 } }", "regimes", {"notice": {"days": 5}}),
        ("task_runner_arguments = { n = 2 }", "task_runner_arguments", {"n": 2}),
    ],
)
def test_a_key_takes_what_has_its_form(tmp_path: Path, line: str, key: str, value: Any) -> None:
    assert getattr(settings_of(tmp_path, line), key) == value


def test_paths_are_taken_from_where_the_file_stands(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, 'documents = "plans"\nqueries = ["sql/figures.sql", "/data/a.duckdb"]')
    folder = tmp_path.resolve()
    assert settings.documents == folder / "plans"
    assert settings.queries == (folder / "sql" / "figures.sql", Path("/data/a.duckdb"))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("colour = 1", "colour: unknown; known are documents, actuals"),
        ("documents = 5", "documents: 5 is not of the form Path | None"),
        ('queries = "a.sql"', "queries: 'a.sql' is not of the form tuple[Path, ...]"),
        ("queries = [1]", "queries: [1] is not of the form tuple[Path, ...]"),
        ('link_threshold = "high"', "link_threshold: 'high' is not of the form float"),
        ("link_threshold = true", "link_threshold: True is not of the form float"),
        ('documents_from = "s3://plans"', "documents_from: 's3://plans' is not of the form tuple[str, ...]"),
        ("documents_from = [1]", "documents_from: [1] is not of the form tuple[str, ...]"),
        ("region = 5", "region: 5 is not of the form str"),
        ("workers = 1.5", "workers: 1.5 is not of the form int"),
        ("workers = true", "workers: True is not of the form int"),
        ("regimes = 5", "regimes: 5 is not of the form dict[str, Any]"),
        ('columns = ["indicator"]', "columns: ['indicator'] is not of the form dict[str, str]"),
        ('receivers = "督查室"', "receivers: begin each with [[receivers]]"),
        ('receivers = ["督查室"]', "receivers: begin each with [[receivers]]"),
        ("region = ", "Invalid value"),
    ],
)
def test_what_has_another_form_is_named_by_its_key(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(BadSettings, match=re.escape(says)) as error:
        settings_of(tmp_path, line)
    assert str(tmp_path / "duban.toml") in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"duban\.toml: .*No such file"):
        load_settings(tmp_path / "duban.toml")


def test_the_home_is_the_option_else_the_variable_else_var(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_HOME", "/srv/duban")
    assert home_of(Path("here")) == Path("here")
    assert home_of(None) == Path("/srv/duban")
    monkeypatch.delenv("DUBAN_HOME")
    assert home_of(None) == Path("var")
