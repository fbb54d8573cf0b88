"""`duban doctor`: whether all that duban needs is there, and what to do where it is not."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from flows.commands.options import Home, SettingsFile
from targets.settings import BadSettings, home_of, load_settings

_ROOM = 2_000_000_000
"""Bytes that should be free: a refresh writes a snapshot beside those before."""

_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/Library/Fonts")
_CJK = ("cjk", "han", "wqy", "song", "hei", "simsun", "pingfang", "msyh", "fang", "kai")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it will do (None: only some of the work needs it), and what to do if not."""

    what: str
    holds: bool | None
    found: str
    advice: str = ""


def doctor(home: Home = None, settings: SettingsFile = None) -> None:
    """Look at installation, settings, alerts, home, server, disk, fonts and programs, and say what to do.

    Exit code 1 where something is missing that every refresh needs.
    """
    place = home_of(home).resolve()
    findings = [*_installation(), _settings(settings), *_alerts(place, settings), *_home(place), *_programs()]
    for finding in findings:
        mark = {True: "ok  ", False: "FAIL", None: "note"}[finding.holds]
        print(f"{mark} {finding.what}: {finding.found}" + (f". {finding.advice}" if finding.advice else ""))
    if any(finding.holds is False for finding in findings):
        raise typer.Exit(1)


def _installation() -> Iterator[Finding]:
    from importlib.metadata import PackageNotFoundError, version
    from importlib.util import find_spec

    python = ".".join(map(str, sys.version_info[:3]))
    fits = (3, 11) <= sys.version_info[:2] < (3, 14)
    yield Finding("Python", fits, python, "" if fits else "Install duban with Python 3.11 to 3.13.")
    for package in ("duban", "duckdb", "prefect", "great_expectations"):
        try:
            yield Finding(package, True, version(package))
        except PackageNotFoundError:
            yield Finding(package, False, "not installed", "Run `pip install .` in the folder of duban.")
    for extra, module in (("ocr", "rapidocr_onnxruntime"), ("dask", "prefect_dask"), ("ray", "prefect_ray")):
        if find_spec(module):
            yield Finding(f"duban[{extra}]", True, "installed")
        else:
            yield Finding(
                f"duban[{extra}]", None, "not installed", f"`pip install 'duban[{extra}]'` adds it."
            )


def _settings(path: Path | None) -> Finding:
    try:
        load_settings(path)
    except BadSettings as error:
        return Finding("settings", False, str(error), "Correct the file.")
    return Finding("settings", True, str(path) if path else "the defaults")


def _alerts(home: Path, path: Path | None) -> Iterator[Finding]:
    """The rules of alerts, and whether each receiver has an address that may be used; nothing is sent."""
    from targets.alerts.receivers import BadAddress, check_address
    from targets.alerts.rules import FILE_NAME, BadRules, rules_for

    try:
        receivers = load_settings(path).receivers
    except BadSettings:
        return
    own = home / FILE_NAME
    try:
        count = len(rules_for(home, [receiver.name for receiver in receivers]).rules)
        yield Finding("alert rules", True, f"{count} in {own}" if own.exists() else f"the {count} shipped")
    except BadRules as error:
        yield Finding("alert rules", False, str(error))
    for receiver in receivers:
        try:
            check_address(receiver)
            yield Finding(f"receiver {receiver.name}", True, "its address may be used")
        except BadAddress as error:
            yield Finding(f"receiver {receiver.name}", False, str(error))


def _home(home: Path) -> Iterator[Finding]:
    import shutil

    from flows.server import running_server
    from targets.store.publish import NothingPublished, latest_snapshot
    from targets.store.warehouse import FILE_NAME

    place = next(folder for folder in (home, *home.parents) if folder.exists())
    writable = os.access(place, os.W_OK)
    advice = "" if writable else f"Make {place} writable, or choose another --home."
    yield Finding("home", writable, str(home), advice)
    free = shutil.disk_usage(place).free
    advice = "" if free > _ROOM else "Free some space: a refresh writes a snapshot beside those before."
    yield Finding("disk", free > _ROOM, f"{free / 1e9:.1f} GB free", advice)
    warehouse = home / FILE_NAME
    if warehouse.exists():
        yield Finding("warehouse", True, f"{warehouse.stat().st_size / 1e6:.1f} MB")
    else:
        yield Finding("warehouse", None, "none yet", "`duban refresh --documents FOLDER` makes it.")
    try:
        snapshot = latest_snapshot(home)
        there = snapshot.is_file()
        yield Finding("snapshot", there, snapshot.name, "" if there else "Run `duban refresh --full`.")
    except NothingPublished:
        yield Finding("snapshot", None, "none yet", "A refresh publishes one.")
    server = running_server(Path(os.environ.get("PREFECT_HOME") or home / "prefect"))
    named = os.environ.get("PREFECT_API_URL")
    yield Finding(
        "Prefect server",
        True,
        named or (f"process {server.pid} at {server.url}" if server else "none; a refresh starts one"),
    )


def _programs() -> Iterator[Finding]:
    import shutil

    from dashboards.charts.export import find_chromium
    from targets.reading.legacy import PROGRAM

    browser = find_chromium()
    advice = "Charts as pictures need one: on Debian apt-get install chromium."
    yield Finding("browser", bool(browser) or None, str(browser or "none"), "" if browser else advice)
    office = shutil.which(PROGRAM)
    advice = "doc, wps, rtf, xls and et need LibreOffice: on Debian apt-get install libreoffice-writer-nogui libreoffice-calc-nogui."
    yield Finding("LibreOffice", bool(office) or None, office or "none", "" if office else advice)
    font = _chinese_font()
    advice = "On Linux charts as pictures then use a small font of their own; for rare characters: on Debian apt-get install fonts-noto-cjk."
    yield Finding(
        "Chinese font", bool(font) or None, font.name if font else "none found", "" if font else advice
    )


def _chinese_font() -> Path | None:
    for folder in (Path(name).expanduser() for name in _FONTS):
        for file in folder.rglob("*.[to]t[fc]") if folder.is_dir() else ():
            if any(word in file.name.lower() for word in _CJK):
                return file
    return None
