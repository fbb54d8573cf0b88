"""What duban stands on: whether lock, hashes and what is installed agree, and under which licences it comes.

python -m tests.harness.dependencies            # prints what does not agree; ends with 1 where something does not
python -m tests.harness.dependencies --licences # writes docs/licences.md anew
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LOCK, DEV_LOCK, LICENCES = (
    ROOT / "requirements.lock",
    ROOT / "requirements-dev.lock",
    ROOT / "docs" / "licences.md",
)
_PINNED = re.compile(r"([\w.\-]+)==([\w.!+\-]+)(?:\s*;\s*(.*?))?\s*\\?$")


@dataclass(frozen=True, slots=True)
class Pin:
    """A package of a lock: its version, whether this machine needs it, and how many hashes it may have."""

    version: str
    is_needed: bool
    hashes: int


def pins(lock: Path) -> dict[str, Pin]:
    """The packages of a lock by their normal name."""
    found: dict[str, Pin] = {}
    name = ""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if match := _PINNED.match(line):
            pin = Pin(match[2], not match[3] or Marker(match[3]).evaluate(), 0)
            name = normal(match[1])
            if name in found and not pin.is_needed:  # that of another Python
                name = ""
            else:
                found[name] = pin
        elif "--hash=sha256:" in line and name:
            found[name] = replace(found[name], hashes=found[name].hashes + 1)
    return found


def installed() -> dict[str, Distribution]:
    """What is installed beside this Python, by its normal name."""
    return {normal(d.metadata["Name"]): d for d in distributions()}


def disagreements() -> Iterator[str]:
    """Each place where pyproject.toml, the locks and what is installed do not agree."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run, dev, here = pins(LOCK), pins(DEV_LOCK), installed()
    for wanted in map(Requirement, project["project"]["dependencies"]):
        pin = run.get(normal(wanted.name))
        if pin is None or not wanted.specifier.contains(pin.version, prereleases=True):
            yield f"{wanted}: the lock has {pin.version if pin else 'nothing'}"
    for lock, known in ((LOCK, run), (DEV_LOCK, dev)):
        yield from (f"{lock.name}: {name} has no hash" for name, pin in known.items() if not pin.hashes)
    for name, pin in run.items():
        if name in dev and dev[name].version != pin.version:
            yield f"{name}: {pin.version} in {LOCK.name}, {dev[name].version} in {DEV_LOCK.name}"
    for name, pin in {**dev, **run}.items():
        if name in here and here[name].version != pin.version:
            yield f"{name}: locked {pin.version}, installed {here[name].version}"
        elif name in run and pin.is_needed and name not in here:
            yield f"{name}: locked {pin.version}, not installed"


def licence_of(package: Distribution) -> str:
    """The licence that a package says it has."""
    said = package.metadata
    expression: str | None = said.get("License-Expression")
    classes = [c.split(" :: ")[-1] for c in said.get_all("Classifier", []) if c.startswith("License ::")]
    return (expression or "; ".join(classes) or (said.get("License") or "not said").splitlines()[0])[:80]


def licences() -> str:
    """The page of licences: every package that the product installs."""
    here = installed()
    rows = [f"| {name} | {licence_of(here[name])} |" for name in sorted(pins(LOCK)) if name in here]
    return "\n".join(
        (
            "# Licences",
            "",
            "Written by `python -m tests.harness.dependencies --licences` from what the packages of `requirements.lock` say",
            "of themselves on Linux. duban itself is under Apache-2.0; none of these packages is part of its source.",
            "The font in `dashboards/charts/fonts`, a subset of Noto Sans CJK SC, is under the SIL Open Font License 1.1.",
            "",
            "| package | licence |",
            "|---|---|",
            *rows,
            "",
        )
    )


def normal(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> None:
    """Print the disagreements, or write the page of licences."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--licences", action="store_true", help="write docs/licences.md")
    if parser.parse_args().licences:
        LICENCES.write_text(licences(), encoding="utf-8")
        return
    found = list(disagreements())
    print("\n".join(found) or "Lock, hashes and what is installed agree.")
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
