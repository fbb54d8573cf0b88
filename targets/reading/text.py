"""Plain text: bytes to characters, and lines to paragraphs. Nothing in the text is changed."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from targets.reading.content import BLANK, Content
from targets.reading.document import Paragraph
from targets.reading.rejections import rejected
from targets.reading.text_tables import tables_in

_LINE = re.compile(r"[^\r\n\u2028\u2029\f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
DECLARED = {
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252"), "ascii"),
    "hz-gb-2312": "hz",
}
"""Encodings that a page may declare, beyond UTF-8 and GB18030, which are tried in any case. Python knows names that
unpack, escape or raise (zip, unicode_escape, undefined): a page does not choose among those."""
_COMMON_SHARE = 0.8
"""At least this share of a GB18030 text's characters must be in GB2312's everyday set; noise has less."""


def read(path: Path, data: bytes) -> Content:
    """A `.txt` file: its text exactly as decoded, and one paragraph for each line that is not blank."""
    text = decode(path, data)
    paragraphs = tuple(paragraphs_of(text))
    return Content(text, paragraphs, tables=tables_in(text, paragraphs))


def paragraphs_of(text: str) -> list[Paragraph]:
    """The lines of a text that are not blank, without their blank margins."""
    found: list[Paragraph] = []
    for line in _LINE.finditer(text):
        words = line.group()
        start = line.start() + len(words) - len(words.lstrip(BLANK))
        end = line.start() + len(words.rstrip(BLANK))
        if start < end:
            found.append(Paragraph(start, end))
    return found


def decode(path: Path, data: bytes, declared: str | None = None) -> str:
    """The text of a file in UTF-8, UTF-16 with a byte order mark, or GB18030 (GBK, GB2312).

    Line ends and the mark of UTF-8 stay as they are, as `open(path, encoding="utf-8", newline="")` gives
    them. `declared` is an encoding that the file names itself; it is tried first if it is one of `DECLARED`.
    Raises RejectedFile where no encoding yields readable text.
    """
    for encoding in _encodings(data, declared):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if not _CONTROL.search(text) and (encoding != "gb18030" or _everyday(text)):
            return text
    raise rejected(
        path,
        "encoding",
        f"{data[:8].hex(' ')} …",
        "The bytes are not text in UTF-8, UTF-16 or GB18030.",
        "Open the file in its own program and save it as text in UTF-8.",
    )


def _encodings(data: bytes, declared: str | None) -> list[str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    named = [DECLARED[declared.lower()]] if declared and declared.lower() in DECLARED else []
    return [*named, "utf-8", "gb18030"]


def _everyday(text: str) -> bool:
    beyond = "".join(_BEYOND_ASCII.findall(text))
    if not beyond:
        return True
    return len(beyond.encode("gb2312", "ignore").decode("gb2312")) >= _COMMON_SHARE * len(beyond)
