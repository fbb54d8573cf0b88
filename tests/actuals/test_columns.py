"""Every field of a figure is read in a test under one of its Chinese names."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

import pytest

from targets.actuals.columns import FIELDS

NAMES = tomllib.loads(
    resources.files("targets.actuals").joinpath("columns.toml").read_text(encoding="utf-8")
)["columns"]


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "change"])
def test_every_field_of_a_figure_has_a_case(field: str) -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert any(f'"{name}"' in tests or f"{name}," in tests or f",{name}" in tests for name in NAMES[field])
