"""Command reference, tables and vocabulary, written from the code: `python -m tests.docs.reference` renews them."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import click
import duckdb
import typer

from flows.cli import app
from targets.status import AlertReason, Direction, Kind, Mark, Phase, Status
from targets.store.warehouse import migrate
from targets.words import help_of, word_of

GLOSSARY = Path(__file__).with_name("columns.toml")
DOCS = Path(__file__).parents[2] / "docs"
VOCABULARIES = (Status, Mark, Phase, Kind, Direction, AlertReason)
_COLUMN = re.compile(r"^    (\w+) [A-Z].*?(?:--\s*(.*))?$")


def main() -> None:
    """Write the generated files of docs/."""
    for name, write in WRITTEN.items():
        (DOCS / name).write_text(write(), encoding="utf-8")


def command_reference() -> str:
    """Every command with its arguments and options, as Markdown."""
    lines = [
        "# Commands",
        "",
        "Written by `make reference` from the commands themselves; `duban COMMAND --help` prints the same. Exit codes: 0 all",
        "is in, 1 failed, 2 wrong usage, 3 some input went to quarantine.",
    ]
    for name, command in sorted(_commands("duban", typer.main.get_command(app))):
        lines += ["", f"## `{name}`", "", _prose(command.help)]
        rows = [
            _parameter(parameter) for parameter in command.params if not getattr(parameter, "hidden", False)
        ]
        if rows:
            lines += ["", "| argument or option | default | what |", "|---|---|---|", *rows]
    return "\n".join(lines) + "\n"


def data_dictionary() -> str:
    """Every table and view of the warehouse with its columns, as Markdown."""
    lines = [
        "# Tables",
        "",
        "Written by `make reference` from the migrations and views of the store. A published snapshot",
        "(`published/*.duckdb`, and Parquet beside it) holds these tables; join them on the ids of the same name.",
    ]
    comments, glossary = _comments(), tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))
    with duckdb.connect() as con:
        migrate(con)
        tables = con.execute(
            "SELECT table_name, table_type = 'VIEW' FROM information_schema.tables ORDER BY table_name"
        ).fetchall()
        for table, is_view in tables:
            columns = con.execute(
                "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = ? "
                "ORDER BY ordinal_position",
                [table],
            ).fetchall()
            lines += ["", f"## {'View' if is_view else 'Table'} `{table}`", ""]
            if comments.get((table, "")):
                lines += [comments[table, ""], ""]
            lines += ["| column | type | what |", "|---|---|---|"]
            lines += [
                f"| `{column}` | {kind.split('(')[0]} | {comments.get((table, column)) or glossary.get(column, '')} |"
                for column, kind in columns
            ]
    return "\n".join(lines) + "\n"


def vocabulary() -> str:
    """Every status, mark, kind and reason with its word and meaning in both languages, as Markdown."""
    lines = ["# Words", "", "Written by `make reference` from `targets/status.py` and the catalogues."]
    for members in VOCABULARIES:
        lines += ["", f"## {members.__name__}", "", _prose((members.__doc__ or "").split("\n\n")[0])]
        lines += ["", "| key | 中文 | English | meaning | 含义 |", "|---|---|---|---|---|"]
        for member in members:
            word, meaning = word_of(member), help_of(member)
            lines.append(f"| `{member}` | {word.zh} | {word.en} | {meaning.en} | {meaning.zh} |")
    return "\n".join(lines) + "\n"


def _commands(name: str, command: Any) -> list[tuple[str, click.Command]]:
    if not hasattr(command, "commands"):
        return [(name, command)]
    found = [] if not command.invoke_without_command else [(name, command)]
    return found + [
        entry
        for child, below in command.commands.items()
        if not below.hidden
        for entry in _commands(f"{name} {child}", below)
    ]


def _parameter(parameter: Any) -> str:
    names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    if parameter.param_type_name == "argument":
        names = f"`{parameter.metavar or parameter.name.upper()}`"
    default = parameter.default
    shown = (
        "" if default in (None, False, ()) or callable(default) else f"`{getattr(default, 'value', default)}`"
    )
    return f"| {names} | {shown} | {_prose(getattr(parameter, 'help', '')).replace('|', '∣')} |"


def _prose(text: str | None) -> str:
    return " ".join((text or "").split())


def _comments() -> dict[tuple[str, str], str]:
    """What the migrations and views say of tables and columns in their comments."""
    found: dict[tuple[str, str], str] = {}
    store = files("targets.store")
    scripts = sorted(store.joinpath("migrations").iterdir(), key=lambda script: script.name)
    for script in (*scripts, store.joinpath("views.sql")):
        if script.name.endswith(".sql"):
            _read_comments(script.read_text(encoding="utf-8"), found)
    return found


def _read_comments(script: str, found: dict[tuple[str, str], str]) -> None:
    above: list[str] = []
    table = ""
    for line in script.splitlines():
        if line.startswith("-- ") and "noqa" not in line:
            above.append(line[3:].strip())
            continue
        if made := re.match(r"CREATE (?:OR REPLACE )?(?:TABLE|VIEW)(?: IF NOT EXISTS)? (\w+)", line):
            table = made[1]
            found[table, ""] = " ".join(above).replace("|", "∣")
        elif added := re.match(r"ALTER TABLE (\w+) ADD COLUMN (\w+)[^-]*(?:--\s*(.*))?", line):
            found[added[1], added[2]] = (added[3] or " ".join(above)).replace("|", "∣")
        elif table and (column := _COLUMN.match(line)) and column[2]:
            found[table, column[1]] = column[2].replace("|", "∣")
        above = []


WRITTEN = {"commands.md": command_reference, "data.md": data_dictionary, "words.md": vocabulary}
"""What stands in docs/ by file name."""

if __name__ == "__main__":
    main()
