"""A copy of the tree in which a test changes files and runs tests of the copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_ROOMS = ("targets", "dashboards", "flows", "tests", "docs", "data")


def copy_tree(copy: Path) -> Path:
    """The rooms of the project, its guides and its settings, copied into an empty folder."""
    for room in _ROOMS:
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__", "var"))
    for file in (*ROOT.glob("*.md"), ROOT / "pyproject.toml"):
        shutil.copy(file, copy)
    return copy


def put_instead(path: Path, found: str, new: str) -> None:
    """Put a text in place of one that stands in a file once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(found) == 1, f"{path}: stands there {text.count(found)} times: {found!r}"
    path.write_text(text.replace(found, new), encoding="utf-8")


def failures(tree: Path, *words: str) -> str:
    """What pytest prints of the first test of the copy that fails, given its arguments; empty where all pass."""
    done = run(tree, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *words)
    assert done.returncode in (0, 1, 2, 4), done.stdout + done.stderr
    return done.stdout + done.stderr if done.returncode else ""


def run(tree: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy."""
    environment = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([sys.executable, *words], cwd=tree, env=environment, capture_output=True, text=True)
