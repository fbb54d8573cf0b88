"""Documents made to harm their reader: each a name and its bytes, made here and copied from nowhere."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import docx

from tests.reading.pdf_maker import Placed, make_pdf

Made = tuple[str, bytes]
SENTENCE = "今年新建口袋公园20个以上，改造老旧管网35公里。"
_CHARSETS = (
    *("undefined", "unicode_escape", "unicode-escape", "raw_unicode_escape", "utf-7", "idna", "punycode"),
    *("hex", "base64", "zlib", "bz2", "rot13", "uu", "quopri", "mbcs", "oem", "utf-16", "utf-32", "cp037"),
    *("big5", "x-mac-chinesesimp", "charmap", "palmos", "nothing", "x" * 5000, "../../etc/passwd"),
)
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "今年新建公园20个">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 12}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


def documents(folder: Path) -> Iterator[Made]:
    """Every hostile document; `folder` is for what libraries write while one is made."""
    yield from _texts()
    yield from _pages()
    yield from _markdown()
    yield from _word()
    yield from _pdf(folder)
    yield from _spoilt(folder)


def _texts() -> Iterator[Made]:
    words = {
        "largest-float": "今年完成投资1e308亿元以上。",
        "digits-400": f"今年完成投资{'9' * 400}亿元以上。",
        "digits-million": f"今年完成投资{'9' * 1_000_000}亿元以上。",
        "chinese-digits": f"今年完成投资{'亿' * 300}元，{'九' * 100_000}万元。",
        "points": f"今年完成投资{'1.' * 50_000}5亿元。",
        "commas": f"今年完成投资{'1,' * 100_000}000亿元。",
        "signs": f"增长{'-' * 100_000}5%。",
        "ranges": f"新建{'1-' * 100_000}5个。",
        "percent": f"达到{'%' * 200_000}。",
        "one-line": SENTENCE.replace("。", "，") * 40_000,
        "many-sentences": SENTENCE * 20_000,
        "many-lines": f"{SENTENCE}\n" * 20_000,
        "open-brackets": f"今年新建{'（' * 200_000}20个。",
        "nested-brackets": f"今年新建{'（' * 20_000}20个{'）' * 20_000}以上。",
        "quotes": f"今年新建{'“' * 100_000}20个。",
        "blanks": f"今年新建{' ' * 2_000_000}20个。",
        "ideographic-blanks": f"今年新建{chr(0x3000) * 500_000}20个。",
        "no-width": f"今年新建{chr(0x200B) * 500_000}20个。",
        "combining": f"今年新建2{chr(0x301) * 200_000}0个。",
        "direction": f"{chr(0x202E)}今年新建20个。{chr(0x2066) * 1000}",
        "future": "99999年13月45日前新建20个，2022年2月30日前新建5个。",
        "years": f"到{'2025年' * 50_000}新建20个。",
        "responsible": f"（责任单位：{'市发改委、' * 50_000}）今年新建20个。",
        "headings": "".join(f"{'一' * (n % 9 + 1)}、标题\n" for n in range(20_000)),
        "ordinals": "（一）" * 100_000,
        "growth": "增长" * 200_000,
        "measures": "个" * 300_000,
        "astral": "𠀀" * 200_000 + SENTENCE,
        "bars": f"{'|' * 100_000}\n" * 3,
        "tabs": ("20个\t" * 50_000 + "\n") * 3,
    }
    for name, text in words.items():
        yield f"text-{name}.txt", text.encode()
    yield "text-noise.txt", random.Random(1).randbytes(200_000)
    yield "text-surrogates.txt", "今年新建20个".encode("utf-16-le") + b"\x00\xd8\x00\xd8"
    yield "text-utf16-surrogates.txt", b"\xff\xfe" + "今年新建20个".encode("utf-16-le") + b"\x00\xd8"
    yield "text-two-encodings.txt", SENTENCE.encode() + SENTENCE.encode("gbk")
    yield "text-zeros.txt", bytes(5_000_000) + SENTENCE.encode()


def _pages() -> Iterator[Made]:
    for number, charset in enumerate(_CHARSETS):
        page = f'<html><head><meta charset="{charset}"></head><body><p>{SENTENCE}</p></body></html>'
        yield f"page-charset-{number:02}-{charset[:12].replace('/', '_')}.html", page.encode()
    cell = f"<td>{SENTENCE}</td>"
    bodies = {
        "nested-divs": f"{'<div>' * 100_000}{SENTENCE}",
        "nested-tables": f"{'<table><tr><td>' * 5_000}{SENTENCE}",
        "nested-lists": f"{'<ul><li>' * 20_000}{SENTENCE}",
        "nested-spans": f"<p>{'<b><i>' * 30_000}{SENTENCE}</p>",
        "colspan": f"<table><tr><td colspan=1000000000>20个</td></tr><tr>{cell}</tr></table>",
        "rowspan": f"<table><tr><td rowspan=1000000000>20个</td>{cell}</tr><tr>{cell}</tr></table>",
        "spans": f"<table>{'<tr><td colspan=1000 rowspan=1000>20个</td></tr>' * 2_000}</table>",
        "span-words": "<table><tr><td colspan=-5 rowspan=二>20个</td><td colspan=1e9>5%</td></tr></table>",
        "wide-table": f"<table><tr>{cell * 20_000}</tr></table>",
        "long-table": f"<table>{f'<tr>{cell * 3}</tr>' * 20_000}</table>",
        "breaks": "<br>" * 500_000 + SENTENCE,
        "attributes": f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>{SENTENCE}</p>",
        "entities": f"<p>&#x110000; &#xD800; &#0; &nothing; {'&amp;' * 100_000}{SENTENCE}</p>",
        "comments": f"{'<!--' * 50_000}{SENTENCE}",
        "unclosed": f"{'<p' * 50_000}{SENTENCE}",
        "scripts": f"<script>{'x=1;' * 500_000}</script><p>{SENTENCE}</p>",
        "styles": f'<p style="{"a:b;" * 200_000}">{SENTENCE}</p>',
        "classes": f'<div class="{"nav " * 100_000}">{SENTENCE}</div>',
        "frames": "<iframe src='file:///etc/passwd'></iframe><object data='file:///etc/passwd'></object>",
    }
    for name, body in bodies.items():
        yield f"page-{name}.html", f"<html><body>{body}</body></html>".encode()
    yield "page-laughs.html", f"{LAUGHS}<html><body><p>&i;</p><p>{SENTENCE}</p></body></html>".encode()
    yield "page-outside.html", f"{OUTSIDE}<html><body><p>&i;</p><p>{SENTENCE}</p></body></html>".encode()


def _markdown() -> Iterator[Made]:
    texts = {
        "quotes": "> " * 20_000 + SENTENCE,
        "lists": "".join(f"{'  ' * n}- 项\n" for n in range(1_000)) + SENTENCE,
        "brackets": "[" * 50_000 + SENTENCE,
        "links": "[a](" * 20_000 + SENTENCE,
        "stars": "*a **b " * 30_000 + SENTENCE,
        "ticks": "".join("`" * n + " " for n in range(1, 1_500)) + SENTENCE,
        "hashes": "#" * 100_000 + SENTENCE,
        "wide-table": "|a" * 10_000 + "|\n" + "|-" * 10_000 + "|\n" + "|20个" * 10_000 + "|\n",
        "long-table": "|指标|数|\n|-|-|\n" + "|公园|20个|\n" * 30_000,
        "front-matter": f"---\n{'title: x' * 50_000}\n---\n{SENTENCE}",
        "no-end": f"---\n{'a: b' * 50_000}\n{SENTENCE}",
        "references": "".join(f"[r{n}]: /x\n" for n in range(20_000)) + SENTENCE,
        "entities": "&#xD800;&#x110000;&#0; " * 20_000 + SENTENCE,
        "page": f"<div>{'<b>' * 20_000}</div>\n\n{SENTENCE}",
    }
    for name, text in texts.items():
        yield f"markdown-{name}.md", text.encode()


def _word() -> Iterator[Made]:
    run = f"<w:r><w:t>{SENTENCE}</w:t></w:r>"
    paragraph = f"<w:p>{run}</w:p>"
    cell = f"<w:tc>{paragraph}</w:tc>"
    bodies = {
        "one-paragraph": f"<w:p>{f'<w:r><w:t>{SENTENCE[:-1]}，</w:t></w:r>' * 2_000}</w:p>",
        "runs": f"<w:p>{'<w:r><w:t>20</w:t></w:r>' * 100_000}</w:p>",
        "paragraphs": paragraph * 50_000,
        "long-run": f"<w:p><w:r><w:t>{'今年新建20个，' * 100_000}</w:t></w:r></w:p>",
        "nested-tables": f"{'<w:tbl><w:tr><w:tc>' * 200}{paragraph}{'</w:tc></w:tr></w:tbl>' * 200}",
        "deep-tables": f"{'<w:tbl><w:tr><w:tc>' * 5_000}{paragraph}{'</w:tc></w:tr></w:tbl>' * 5_000}",
        "nested-content": f"{'<w:sdt><w:sdtContent>' * 100}{paragraph}{'</w:sdtContent></w:sdt>' * 100}",
        "span": "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='1000000000'/></w:tcPr>"
        f"{paragraph}</w:tc>{cell}</w:tr></w:tbl>",
        "span-words": "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='二'/><w:vMerge/></w:tcPr>"
        f"{paragraph}</w:tc></w:tr></w:tbl>",
        "merged": f"<w:tbl>{'<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>' * 20_000}</w:tbl>",
        "wide-table": f"<w:tbl><w:tr>{cell * 5_000}</w:tr></w:tbl>",
        "fields": f"<w:p>{'<w:r><w:instrText>INCLUDETEXT /etc/passwd</w:instrText></w:r>' * 100}{run}</w:p>",
        "nothing": "",
    }
    for name, body in bodies.items():
        document = f"<w:document {_WORD}><w:body>{body}</w:body></w:document>"
        yield f"word-{name}.docx", _with_part("word/document.xml", document.encode())
    laughs = f"{LAUGHS}<w:document {_WORD}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
    yield "word-laughs.docx", _with_part("word/document.xml", laughs.encode())
    yield "word-outside.docx", _with_part("word/document.xml", laughs.replace(LAUGHS, OUTSIDE).encode())
    yield "word-bomb.docx", _with_part("word/media/zeros.bin", bytes(400_000_000))
    yield "word-bomb-text.docx", _with_part("word/document.xml", b" " * 300_000_000)
    yield "word-styles.docx", _with_part("word/styles.xml", b"<w:styles>")
    yield "word-types.docx", _with_part("[Content_Types].xml", b"<Types/>")
    yield "word-parts.docx", archive_of({f"word/x{n}.xml": b"x" for n in range(30_000)})
    yield "word-climbs.docx", _with_part("../../../../tmp/climbed.txt", b"climbed")
    yield (
        "word-relation.docx",
        _with_part(
            "word/_rels/document.xml.rels",
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            b'Id="r1" Type="x" Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
        ),
    )
    yield "word-locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
    yield "word-twice.docx", good_word() + good_word()


def _pdf(folder: Path) -> Iterator[Made]:
    header, page = b"%PDF-1.7\n", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    catalogue, pages = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    text = b"BT /F1 12 Tf 80 700 Td (20) Tj ET"

    def stream(data: bytes, words: bytes = b"") -> bytes:
        return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), words, data)

    bomb = zlib.compress(bytes(300_000_000), 9)
    objects = {
        "loop": [catalogue, b"<</Type/Pages/Kids[2 0 R]/Count 1>>", page, stream(text)],
        "parents": [catalogue, b"<</Type/Pages/Kids[3 0 R 2 0 R 3 0 R]/Count 9>>", page, stream(text)],
        "count": [catalogue, b"<</Type/Pages/Kids[3 0 R]/Count 999999999>>", page, stream(text)],
        "same-page": [
            catalogue,
            b"<</Type/Pages/Kids[%s]/Count 50000>>" % (b"3 0 R " * 50_000),
            page,
            stream(text),
        ],
        "bomb": [catalogue, pages, page, stream(bomb, b"/Filter/FlateDecode")],
        "bombs": [
            *(catalogue, pages, page),
            stream(zlib.compress(bomb), b"/Filter[/FlateDecode/FlateDecode]"),
        ],
        "filters": [catalogue, pages, page, stream(text, b"/Filter[%s]" % (b"/ASCIIHexDecode" * 5_000))],
        "commands": [catalogue, pages, page, stream(text * 100_000)],
        "saves": [catalogue, pages, page, stream(b"q " * 300_000 + text)],
        "arrays": [catalogue, pages, page, stream(b"[" * 100_000 + text)],
        "length": [catalogue, pages, page, b"<</Length 999999999>>stream\n" + text + b"\nendstream"],
        "length-loop": [catalogue, pages, page, b"<</Length 4 0 R>>stream\n" + text + b"\nendstream"],
        "box": [catalogue, pages, page.replace(b"595 842", b"1e308 -1e308"), stream(text)],
        "matrix": [catalogue, pages, page, stream(b"1e300 0 0 1e300 0 0 cm 1e300 0 0 1 0 0 cm " + text)],
        "form": [
            *(catalogue, pages, page.replace(b">>", b"/Resources<</XObject<</X 5 0 R>>>>>>")),
            *(
                stream(b"/X Do"),
                stream(b"/X Do", b"/Type/XObject/Subtype/Form/Resources<</XObject<</X 5 0 R>>>>"),
            ),
        ],
        "script": [
            b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL\\('file:///etc/passwd'\\))>>>>",
            *(pages, page, stream(text)),
        ],
        "nested": [b"<</A" * 5_000 + b">>" * 5_000, pages, page, stream(text)],
        "encrypt": [catalogue, pages, page, stream(text), b"<</Filter/Standard/V 99/R 99/O()/U()/P 0>>"],
    }
    for name, parts in objects.items():
        body = b"".join(b"%d 0 obj%s\nendobj\n" % (n, part) for n, part in enumerate(parts, start=1))
        encrypt = b"/Encrypt 5 0 R" if name == "encrypt" else b""
        yield (
            f"pdf-{name}.pdf",
            header + body + b"trailer<</Root 1 0 R/Size %d%s>>\n" % (len(parts) + 1, encrypt),
        )
    whole = good_pdf(folder)
    yield "pdf-cut.pdf", whole[: len(whole) // 2]
    yield "pdf-no-end.pdf", whole[:-40]
    yield "pdf-xref-loop.pdf", whole.replace(b"startxref", b"/Prev 0\nstartxref")
    yield "pdf-padded.pdf", bytes(2_000_000) + whole


def _spoilt(folder: Path) -> Iterator[Made]:
    """Good files with some bytes changed, cut out or put in."""
    whole = {
        ".docx": good_word(),
        ".pdf": good_pdf(folder),
        ".html": f"<html><body><table><tr><td>{SENTENCE}</td></tr></table></body></html>".encode(),
        ".md": f"# 计划\n\n|指标|数|\n|-|-|\n|公园|20个|\n\n{SENTENCE}".encode(),
    }
    for ending, data in whole.items():
        for seed in range(10):
            yield f"spoilt-{seed}{ending}", spoilt(data, seed)


def spoilt(data: bytes, seed: int) -> bytes:
    """The bytes with up to twenty of them changed, and in every third case a part cut out or put in twice."""
    dice = random.Random(seed)
    changed = bytearray(data)
    for _ in range(dice.randint(1, 20)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    first, last = sorted(dice.randrange(len(changed)) for _ in range(2))
    if seed % 3 == 1:
        del changed[first:last]
    if seed % 3 == 2:
        changed[first:first] = changed[first:last]
    return bytes(changed)


def good_word() -> bytes:
    """A small Word document with a table."""
    word = docx.Document()
    word.add_paragraph(SENTENCE)
    table = word.add_table(rows=2, cols=2)
    for number, text in enumerate(("指标", "目标", "口袋公园", "20个")):
        table.cell(number // 2, number % 2).text = text
    return _saved(word)


def good_pdf(folder: Path) -> bytes:
    """A small PDF of two pages."""
    lines = [[Placed(SENTENCE, 80, 700), Placed(SENTENCE, 80, 670)], [Placed(SENTENCE, 80, 700)]]
    return make_pdf(folder / "good.pdf", lines).read_bytes()


def _with_part(name: str, data: bytes) -> bytes:
    """The small Word document with one part put in or replaced."""
    with zipfile.ZipFile(io.BytesIO(good_word())) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    return archive_of({**parts, name: data})


def archive_of(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _saved(word: docx.document.Document) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()
