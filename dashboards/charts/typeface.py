"""Chinese letters for exported pictures where the machine has none: a small font is lent to the browser that draws.

The font (`fonts/`, SIL Open Font License) holds the characters of GB 2312 and is made by `tests/dashboards/make_font.py`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape

FAMILY = "Duban Sans SC"
FONT = Path(__file__).with_name("fonts") / "DubanSansSC-Regular.otf"
_SYSTEM = Path("/etc/fonts/fonts.conf")
_SECONDS = 20


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font for Chinese; False where its `fc-list` is not installed or fails."""
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    try:
        done = subprocess.run(
            [lister, ":lang=zh-cn", "family"], capture_output=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return bool(done.stdout.strip())


def drawing_environment(folder: Path) -> dict[str, str]:
    """The environment for a browser that draws: this process's own, with the font lent where Linux has none for Chinese.

    What is written for it lies in `folder`, which must outlive the browser. macOS and Windows bring Chinese fonts.
    """
    environment = dict(os.environ)
    if sys.platform != "linux" or has_chinese_font():
        return environment
    own = environment.get("FONTCONFIG_FILE") or str(_SYSTEM)
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">{escape(own)}</include><dir>{escape(str(FONT.parent))}</dir>'
        f"<cachedir>{escape(str(folder / 'cache'))}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return environment | {"FONTCONFIG_FILE": str(settings)}
