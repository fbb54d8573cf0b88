"""The options that several subcommands share."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from targets.settings import BadSettings, Settings, load_settings


class Language(StrEnum):
    """The language of what is printed or written."""

    ZH = "zh"
    EN = "en"


Home = Annotated[
    Path | None,
    typer.Option(
        "--home", envvar="DUBAN_HOME", file_okay=False, help="Folder of everything generated. Default: ./var"
    ),
]
SettingsFile = Annotated[
    Path | None,
    typer.Option(
        "--settings", envvar="DUBAN_SETTINGS", exists=True, dir_okay=False, help="Settings, a TOML file."
    ),
]
Documents = Annotated[
    Path | None, typer.Option("--documents", exists=True, help="Folder of documents (or one file) to read.")
]
Actuals = Annotated[
    Path | None, typer.Option("--actuals", exists=True, help="Folder of tables with actuals (or one file).")
]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="Judge by this day instead of today (Asia/Shanghai)."),
]


def known_settings(path: Path | None) -> Settings:
    """The settings of a file (the defaults without one); ends with the option and the fault named where they are wrong."""
    try:
        return load_settings(path)
    except BadSettings as error:
        raise typer.BadParameter(str(error), param_hint="--settings") from error
