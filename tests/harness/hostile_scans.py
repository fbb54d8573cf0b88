"""OFD, older office files and pictures made to harm their reader: each a name and its bytes, made here."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.harness.hostile_documents import LAUGHS, OUTSIDE, SENTENCE, Made, archive_of, good_word, spoilt
from tests.reading.ofd_maker import make_ofd
from tests.reading.pdf_maker import Placed


def scans(folder: Path) -> Iterator[Made]:
    """Every hostile file of these kinds; `folder` is for what libraries write while one is made."""
    yield from _ofd(folder)
    yield from _office()
    yield from _pictures()


def _ofd(folder: Path) -> Iterator[Made]:
    with zipfile.ZipFile(io.BytesIO(good_ofd(folder))) as archive:
        whole = {name: archive.read(name).decode() for name in archive.namelist()}
    document, page = "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"
    spoilt_parts = {
        "steps": (page, whole[page].replace("DeltaX='", "DeltaX='g 999999999 5 ")),
        "places": (page, whole[page].replace("Boundary='", "Boundary='1e308 -1e308 nan inf ")),
        "matrix": (page, whole[page].replace("Size='", "CTM='1e300 0 0 1e300 0 0' Size='")),
        "pages": (
            document,
            whole[document].replace(
                "</ofd:Pages>",
                "<ofd:Page ID='9' BaseLoc='Pages/Page_0/Content.xml'/>" * 20_000 + "</ofd:Pages>",
            ),
        ),
        "climbs": (document, whole[document].replace("Pages/Page_0", "../../../../etc")),
        "laughs": (page, LAUGHS + whole[page].partition("?>")[2].replace(SENTENCE, "&i;")),
        "outside": (page, OUTSIDE + whole[page].partition("?>")[2].replace(SENTENCE, "&i;")),
        "nested": (page, f"<a>{'<b>' * 100_000}{'</b>' * 100_000}</a>"),
        "rules": (
            page,
            whole[page].replace(
                "</ofd:Layer>",
                "<ofd:PathObject Boundary='0 0 9 9'><ofd:AbbreviatedData>"
                + "M 0 0 L 0 9 L 9 9 C " * 50_000
                + "</ofd:AbbreviatedData></ofd:PathObject></ofd:Layer>",
            ),
        ),
        "no-root": ("OFD.xml", "<ofd/>"),
    }
    for name, (part, words) in spoilt_parts.items():
        yield (
            f"ofd-{name}.ofd",
            archive_of({**{n: w.encode() for n, w in whole.items()}, part: words.encode()}),
        )
    yield "ofd-bomb.ofd", archive_of({**{n: w.encode() for n, w in whole.items()}, page: b" " * 300_000_000})
    for seed in range(5):
        yield f"ofd-spoilt-{seed}.ofd", spoilt(good_ofd(folder), seed)


def _office() -> Iterator[Made]:
    rich = "{\\rtf1\\ansi\\uc0 " + "".join(f"\\u{ord(c)} " for c in SENTENCE) + "\\par}"
    yield "office-good.rtf", rich.encode()
    yield "office-nested.rtf", b"{\\rtf1 " + b"{" * 200_000 + b"20" + b"}" * 200_000
    yield "office-long.rtf", b"{\\rtf1 " + b"20\\par " * 200_000 + b"}"
    yield "office-picture.rtf", b"{\\rtf1{\\pict\\picw999999999\\pich999999999 " + b"ff" * 100_000 + b"}20}"
    yield (
        "office-field.rtf",
        rich.replace("\\par", "{\\field{\\*\\fldinst INCLUDETEXT /etc/passwd}}\\par").encode(),
    )
    yield (
        "office-container.doc",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(4096),
    )
    yield (
        "office-container.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(4096),
    )
    yield "office-locked.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    yield "office-nothing.et", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    yield "office-page.doc", f"<html><body><p>{SENTENCE}</p></body></html>".encode()
    yield "office-word.wps", good_word()


def _pictures() -> Iterator[Made]:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    def picture(width: int, height: int, dots: bytes) -> bytes:
        head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
        start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
        return start + chunk(b"IDAT", zlib.compress(dots)) + chunk(b"IEND", b"")

    yield "picture-bomb.png", picture(60_000, 60_000, bytes(100_000_000))
    yield "picture-wide.png", picture(2_000_000, 2, bytes(4_000_002))
    yield "picture-dot.png", picture(1, 1, bytes(2))
    yield "picture-nothing.png", picture(0, 0, b"")
    yield "picture-noise.png", picture(600, 600, random.Random(2).randbytes(360_600))
    yield "picture-cut.png", picture(600, 600, bytes(360_600))[:200]
    yield "picture-noise.jpg", b"\xff\xd8\xff\xe0" + random.Random(3).randbytes(50_000)
    yield "picture-noise.tif", b"II*\x00" + random.Random(4).randbytes(50_000)


def good_ofd(folder: Path) -> bytes:
    """A small OFD document."""
    return make_ofd(folder / "good.ofd", [[Placed(SENTENCE, 80, 700)]]).read_bytes()
