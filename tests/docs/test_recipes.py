"""Each recipe of CONTRIBUTING.md followed literally in a copy of the tree: it works, and what is left out is named by a test.

`recipes.toml` holds an example of each: file by file the edits (lines put after a text that stands there once, or one
text in place of another), or the whole `text` of a new file, or `renamed` from another; and which test fails without.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.harness.tree import ROOT, copy_tree, failures, put_instead, run

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("recipes.toml").read_text(encoding="utf-8")
)
GENERATED = ("docs/commands.md", "docs/data.md", "docs/words.md", "targets/store/migrations/known.toml")
"""Written by the commands that a recipe names."""


def paragraph(recipe: str) -> str:
    """What the guide says of a recipe."""
    found = re.search(rf"^\*\*{re.escape(recipe)}[.*](.*?)\n\n", GUIDE, re.MULTILINE | re.DOTALL)
    assert found, f"CONTRIBUTING.md has no recipe for {recipe!r}"
    return found[1]


def test_every_recipe_has_its_example() -> None:
    told = re.findall(r"^\*\*(.+?)\.?\*\*", GUIDE[GUIDE.index("## Recipes") :], re.MULTILINE)
    assert len(told) >= 10
    assert set(told) == set(RECIPES)


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_guide_names_the_files_of_a_recipe_and_its_tests(recipe: str) -> None:
    text = paragraph(recipe)
    for change in RECIPES[recipe]["change"]:
        folder = f"{Path(change['file']).parent.as_posix()}/"
        assert f"`{change['file']}`" in text or f"`{folder}`" in text, f"{recipe}: {change['file']}"
        assert change["guard"].partition("::")[2] in text or change["guard"] in text, (
            f"{recipe}: {change['guard']}"
        )


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree, to follow recipes in."""
    return copy_tree(tmp_path_factory.mktemp("tree"))


@pytest.mark.slow
@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_followed_literally_works_and_what_is_left_out_is_named(tree: Path, recipe: str) -> None:
    changes = RECIPES[recipe]["change"]
    touched = [
        *(change[key] for change in changes for key in ("file", "renamed") if key in change),
        *GENERATED,
    ]
    before = {name: text_of(tree / name) for name in touched}
    try:
        for change in changes:
            follow(tree, change)
        for made in RECIPES[recipe].get("runs", ()):
            assert run(tree, "-m", made).returncode == 0
        guards = sorted({change["guard"] for change in changes} | set(RECIPES[recipe].get("passes", ())))
        assert failures(tree, "-m", "", *guards) == "", "all is done"
        after = {change["file"]: text_of(tree / change["file"]) for change in changes}
        for change in changes:
            put(tree / change["file"], before[change["file"]])
            assert failures(tree, "-m", "", change["guard"]), (
                f"without {change['file']} {change['guard']} should fail"
            )
            put(tree / change["file"], after[change["file"]])
    finally:
        for name, text in before.items():
            put(tree / name, text)


def text_of(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def put(path: Path, text: str | None) -> None:
    """Write a file as it was, or take it away where it was none."""
    path.unlink(missing_ok=True)
    if text is not None:
        path.write_text(text, encoding="utf-8")


def follow(tree: Path, change: dict[str, Any]) -> None:
    """Make the change of one file."""
    path = tree / change["file"]
    if "renamed" in change:
        (tree / change["renamed"]).rename(path)
    if "text" in change:
        assert not path.exists(), f"{change['file']} is there already"
        path.write_text(change["text"], encoding="utf-8")
    for edit in change.get("edits", ()):
        found = edit.get("after") or edit["find"]
        put_instead(path, found, f"{found}\n{edit['put']}" if "after" in edit else edit["put"])
