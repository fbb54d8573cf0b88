"""Named forms: what people answered about a layout, in a TOML file beside the workbooks, found by the layout's shape."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from targets.actuals.forms.labels import is_unit
from targets.rejection import RejectedFile, Rejection

FILE_NAME = "forms.toml"
_ABOVE = 3
ANSWERS = ("region", "unit", "period", "year", "accumulation")
_OF_ONE_FILE = ("period", "year")
_ACCUMULATIONS = {
    **dict.fromkeys(("ytd", "累计", "本年累计"), "ytd"),
    **dict.fromkeys(("period", "当月", "当期", "本月"), "period"),
    **dict.fromkeys(("level", "时点", "期末"), "level"),
    "total": "total",
}


class BadAnswer(ValueError):
    """An answer that names nothing that can be answered, or a value that cannot be; the message says which."""


def parse_answers(written: Iterable[str]) -> dict[str, str]:
    """Read answers such as region=青山市 or accumulation=累计. Raises BadAnswer."""
    answers = {}
    for text in written:
        about, mark, value = text.partition("=")
        if about not in ANSWERS or not mark or not value:
            raise BadAnswer(f"{text}: an answer is one of {', '.join(f'{key}=…' for key in ANSWERS)}.")
        if about == "accumulation":
            value = _ACCUMULATIONS.get(value, "")
            if not value:
                raise BadAnswer(
                    f"{text}: the accumulation is ytd (累计), period (当月), level (时点) or total."
                )
        if about == "unit" and not is_unit(value):
            raise BadAnswer(f"{text}: the unit is not known.")
        answers[about] = value
    return answers


def answers_beside(path: Path) -> dict[str, dict[str, str]]:
    """What the named forms beside a file, or in a folder above it, say: by shape, the nearest file first.

    Raises RejectedFile where such a file cannot be read.
    """
    found: dict[str, dict[str, str]] = {}
    for folder in list(path.parents)[:_ABOVE]:
        file = folder / FILE_NAME
        if file.is_file():
            for shape, answers in read_forms(file, path.name).items():
                found.setdefault(shape, answers)
    return found


def read_forms(file: Path, workbook: str) -> dict[str, dict[str, str]]:
    """The answers in one file, by shape. Raises RejectedFile naming what is wrong in it.

    A period or year holds for the workbook alone of which it was said: next month's is another.
    """
    try:
        forms = tomllib.loads(file.read_text(encoding="utf-8")).get("form", [])
        return {
            str(form["shape"]): {
                key: str(value)
                for key, value in form.items()
                if key in ANSWERS and (key not in _OF_ONE_FILE or form.get("file") == workbook)
            }
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


def add_answers(workbook: Path, name: str, shape: str, answers: dict[str, str]) -> Path:
    """Keep answers about a layout beside a workbook; an answer given again replaces the former."""
    file = workbook.parent / FILE_NAME
    kept = tomllib.loads(file.read_text(encoding="utf-8")).get("form", []) if file.is_file() else []
    form = next((f for f in kept if f.get("shape") == shape), None)
    if form is None:
        form = {"name": name, "shape": shape}
        kept.append(form)
    form.update(answers)
    if set(answers) & set(_OF_ONE_FILE):
        form["file"] = workbook.name
    lines = [_HEAD]
    for entry in kept:
        lines.append("[[form]]")
        lines += [f"{key} = {_text(str(value))}" for key, value in entry.items()]
        lines.append("")
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


_HEAD = """# How forms in this folder are read, where the forms themselves do not say it. A form is known by its heads (shape).
# region, unit and accumulation (ytd 累计, period 当月, level 时点) hold for all its figures; period and year for `file`.
"""


def _text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
