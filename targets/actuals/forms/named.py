"""Named forms: what people answered about a layout, in a TOML file beside the workbooks, found by the layout's shape."""

from __future__ import annotations

import tomllib
from pathlib import Path

from targets.rejection import RejectedFile, Rejection

FILE_NAME = "forms.toml"
_ABOVE = 3
ANSWERS = ("region", "unit", "period", "year", "accumulation")


def answers_beside(path: Path) -> dict[str, dict[str, str]]:
    """What the named forms beside a file, or in a folder above it, say: by shape, the nearest file first.

    Raises RejectedFile where such a file cannot be read.
    """
    found: dict[str, dict[str, str]] = {}
    for folder in list(path.parents)[:_ABOVE]:
        file = folder / FILE_NAME
        if file.is_file():
            for shape, answers in read_forms(file).items():
                found.setdefault(shape, answers)
    return found


def read_forms(file: Path) -> dict[str, dict[str, str]]:
    """The answers in one file, by shape. Raises RejectedFile naming what is wrong in it."""
    try:
        forms = tomllib.loads(file.read_text(encoding="utf-8")).get("form", [])
        return {
            str(form["shape"]): {key: str(value) for key, value in form.items() if key in ANSWERS}
            for form in forms
        }
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise RejectedFile(
            Rejection(
                kind="actuals",
                file=str(file),
                place="",
                field="",
                value="",
                reason=f"The named forms cannot be read: {error}.",
                advice=(
                    "Correct the file: each [[form]] has a shape and answers such as region, unit, accumulation."
                ),
            )
        ) from error


def add_answers(folder: Path, name: str, shape: str, answers: dict[str, str]) -> Path:
    """Keep answers about a layout in `folder`, beside what is kept there; an answer given again replaces the former."""
    file = folder / FILE_NAME
    kept = tomllib.loads(file.read_text(encoding="utf-8")).get("form", []) if file.is_file() else []
    form = next((f for f in kept if f.get("shape") == shape), None)
    if form is None:
        form = {"name": name, "shape": shape}
        kept.append(form)
    form.update(answers)
    lines = [_HEAD]
    for entry in kept:
        lines.append("[[form]]")
        lines += [f"{key} = {_text(str(value))}" for key, value in entry.items()]
        lines.append("")
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


_HEAD = """# How forms in this folder are read, where the forms themselves do not say it. A form is known by its heads (shape).
# region, unit, period (1-5月), year and accumulation (ytd 累计, period 当月, level 时点) hold for all its figures.
"""


def _text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
