"""Lock, hashes and what is installed agree; every package that comes along has its licence listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.harness import dependencies
from tests.harness.dependencies import LICENCES, LOCK, disagreements, installed, licence_of, licences, pins


def test_lock_hashes_and_what_is_installed_agree() -> None:
    # What a machine has beside the lock (DUBAN_DUCKDB lowest) is the business of `make test-lowest`.
    assert list(disagreements()) == []


def test_every_package_has_a_licence_and_stands_in_the_list() -> None:
    page = LICENCES.read_text(encoding="utf-8")
    here = installed()
    silent = [name for name in pins(LOCK) if name in here and licence_of(here[name]) == "not said"]
    assert silent == []
    assert page == licences(), "run `python -m tests.harness.dependencies --licences`"


def test_a_lock_that_does_not_agree_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tmp_path / "requirements.lock"
    text = LOCK.read_text(encoding="utf-8")
    version = pins(LOCK)["duckdb"].version
    changed.write_text(text.replace(f"duckdb=={version}", "duckdb==0.1.0"), encoding="utf-8")
    monkeypatch.setattr(dependencies, "LOCK", changed)
    said = "\n".join(disagreements())
    assert "the lock has 0.1.0" in said
    assert f"locked 0.1.0, installed {version}" in said
    changed.write_text("duckdb==1.5.0\n", encoding="utf-8")
    assert "duckdb has no hash" in "\n".join(disagreements())
