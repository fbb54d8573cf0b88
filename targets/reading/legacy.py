"""Documents of older and other office programs (.doc .wps .rtf .xls .et), converted by LibreOffice where it is installed."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from targets.reading.rejections import rejected

if TYPE_CHECKING:
    from targets.reading.content import Content

PROGRAM = "soffice"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_STREAM, _BOOK_STREAMS = (
    "WordDocument".encode("utf-16-le"),
    ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le")),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Nothing in a document is run, and nothing that it points to is fetched.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


class _Kind(NamedTuple):
    """What a file is: the reader of what it becomes; its name and filter for LibreOffice, where it has to be converted."""

    reader: str
    name: str = ""
    opened_as: str = ""


def read(path: Path, data: bytes) -> Content:
    """A document that LibreOffice makes a .docx or .xlsx of. Raises RejectedFile where it is not installed or fails.

    What a file is, is told by its content: many a .doc is a page of HTML, many a .wps a Word document.
    """
    kind = _kind_of(path, data)
    if kind.name:
        data = _converted(path, data, kind)
    content: Content = importlib.import_module(f"targets.reading.{kind.reader}").read(path, data)
    return content


def _kind_of(path: Path, data: bytes) -> _Kind:
    if data.startswith(b"PK"):
        return _Kind("xlsx" if b"xl/workbook.xml" in data else "docx")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower().startswith((b"<html", b"<!doctype")):
        return _Kind("html")
    if data.startswith(b"{\\rtf"):
        return _Kind("docx", "document.rtf", "Rich Text Format")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise _locked(path)
        if _WORD_STREAM in data:
            return _Kind("docx", "document.doc", "MS Word 97")
        if any(stream in data for stream in _BOOK_STREAMS):
            return _Kind("xlsx", "document.xls", "MS Excel 97")
    raise rejected(
        path,
        "format",
        f"{data[:4].hex(' ')} …",
        f"The file is no document of the kind that {path.suffix} stands for.",
        "Open it in the program that made it and save it as .docx or .xlsx.",
    )


def _converted(path: Path, data: bytes, kind: _Kind) -> bytes:
    program = shutil.which(PROGRAM)
    if program is None:
        raise rejected(
            path,
            "format",
            path.suffix,
            "Reading files of this kind needs LibreOffice, which is not installed.",
            "Install it (libreoffice-writer and libreoffice-calc), or save the document as .docx or .xlsx.",
        )
    with tempfile.TemporaryDirectory(prefix="duban-") as folder:
        source, profile = Path(folder, kind.name), Path(folder, "profile")
        source.write_bytes(data)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        command = [
            *(
                program,
                "--headless",
                "--norestore",
                "--nolockcheck",
                f"-env:UserInstallation={profile.as_uri()}",
            ),
            *(
                f"--infilter={kind.opened_as}",
                "--convert-to",
                kind.reader,
                "--outdir",
                f"{folder}/out",
                str(source),
            ),
        ]
        # It ends with the worker, whose time bounds it.
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            env={**os.environ, "HOME": folder},
        )
        made = Path(folder, "out", f"document.{kind.reader}")
        if made.is_file():
            return made.read_bytes()
    words = done.stdout.decode("utf-8", "replace").strip().splitlines()
    raise rejected(
        path,
        "format",
        (words[-1] if words else f"exit code {done.returncode}")[:100],
        "LibreOffice cannot read it: it is damaged or protected by a password.",
        "Open it in the program that made it, remove the password, and save it as .docx or .xlsx.",
    )


def _locked(path: Path) -> Exception:
    return rejected(
        path,
        "format",
        "encrypted",
        "The document is protected by a password.",
        "Open it, remove the password, and save it again.",
    )
