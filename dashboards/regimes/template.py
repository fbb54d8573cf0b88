"""The Word template of the documents, made by code; a user may replace it by a file of the same fields and styles.

The layout follows GB/T 9704-2012: A4, margins 37, 35, 28 and 26 mm, 28 points a line, the issuing office in red
above a red line, the title in 22 points, the text in 仿宋 of 16 points, headings in 黑体 and 楷体, page numbers
between dashes at the foot. Fields: office, number, tag, title, addressee, body, day, copies. Styles: "Official
head", "Official number", "Official title", "Official text", "Official note", "Official quote", "Official heading 1"
and 2, "Official cell", "Official signature", "Official day", "Official copies".

A brief has a layout of its own, set smaller, for one page.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

RED = RGBColor(0xC8, 0x10, 0x1E)
TEXT, HEAD, LESSER, TITLE = "仿宋", "黑体", "楷体", "方正小标宋简体"
# Style: font, points, alignment, first-line indent in characters, space before and after in points.
STYLES: dict[str, tuple[str, float, int, int, float, float]] = {
    "Official head": (TITLE, 34, ALIGN.CENTER, 0, 24, 12),
    "Official number": (TEXT, 16, ALIGN.CENTER, 0, 0, 4),
    "Official tag": (HEAD, 12, ALIGN.CENTER, 0, 0, 0),
    "Official title": (TITLE, 22, ALIGN.CENTER, 0, 18, 14),
    "Official addressee": (TEXT, 16, ALIGN.LEFT, 0, 0, 0),
    "Official text": (TEXT, 16, ALIGN.JUSTIFY, 2, 0, 0),
    "Official note": (TEXT, 12, ALIGN.JUSTIFY, 0, 3, 6),
    "Official quote": (LESSER, 14, ALIGN.JUSTIFY, 2, 3, 3),
    "Official heading 1": (HEAD, 16, ALIGN.LEFT, 2, 8, 2),
    "Official heading 2": (LESSER, 16, ALIGN.LEFT, 2, 4, 2),
    "Official cell": (TEXT, 9, ALIGN.LEFT, 0, 0, 0),
    "Official picture": (TEXT, 10.5, ALIGN.CENTER, 0, 6, 6),
    "Official signature": (TEXT, 16, ALIGN.RIGHT, 0, 0, 0),
    "Official day": (TEXT, 16, ALIGN.RIGHT, 0, 0, 0),
    "Official copies": (TEXT, 14, ALIGN.LEFT, 0, 6, 0),
}
_LINE = 28
_SMALLEST = 9.5
_OWN_LINE = {"Official head", "Official note", "Official cell", "Official picture", "Official title"}


def write_template(path: Path) -> None:
    """Write the template, to be edited in Word or LibreOffice and named by the setting `paper_template`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(template_bytes())


def template_bytes() -> bytes:
    """The template as a .docx."""
    document = Document()
    _page(document)
    _styles(document)
    _add(document, "{{ office }}", "Official head")
    _line_below(_add(document, "{{ number }}", "Official number"))
    _add(document, "{%p if tag %}", "Official text")
    _add(document, "{{ tag }}", "Official tag")
    _add(document, "{%p endif %}", "Official text")
    _add(document, "{{ title }}", "Official title")
    _add(document, "{%p if addressee %}", "Official text")
    _add(document, "{{ addressee }}", "Official addressee")
    _add(document, "{%p endif %}", "Official text")
    _add(document, "{{p body }}", "Official text")
    _add(document, "", "Official signature")
    _add(document, "{{ office_signed }}", "Official signature")
    _add(document, "{{ day }}", "Official day")
    _add(document, "{%p if copies %}", "Official text")
    _add(document, "{{ copies }}", "Official copies")
    _add(document, "{%p endif %}", "Official text")
    _page_number(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def brief_template_bytes() -> bytes:
    """The template of a brief as a .docx: title, text, and a line of who made it when."""
    document = Document()
    _page(document, top=20, bottom=16)
    _styles(document, scale=0.72)
    _add(document, "{{ title }}", "Official title")
    _add(document, "{%p if tag %}", "Official text")
    _add(document, "{{ tag }}", "Official tag")
    _add(document, "{%p endif %}", "Official text")
    _add(document, "{{p body }}", "Official text")
    _add(document, "{%p if office_signed %}", "Official text")
    _add(document, "{{ office_signed }}", "Official signature")
    _add(document, "{%p endif %}", "Official text")
    _add(document, "{{ day }}", "Official day")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: WordDocument, top: float = 37, bottom: float = 35) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)


def _styles(document: WordDocument, scale: float = 1.0) -> None:
    """The styles; a `scale` below 1 sets all smaller, down to what can still be read (`_SMALLEST`)."""
    for name, (font, size, align, indent, before, after) in STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        size = max(size * scale, min(size, _SMALLEST))
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
        layout = style.paragraph_format
        layout.alignment = align
        layout.space_before, layout.space_after = Pt(before * scale), Pt(after * scale)
        layout.line_spacing = 1.15 if name in _OWN_LINE else Pt(_LINE * scale)
        layout.keep_with_next = "heading" in name or name == "Official signature"
        layout.widow_control = True
        if indent:
            layout.first_line_indent = Pt(size * indent)
        if "heading" in name:
            level = OxmlElement("w:outlineLvl")
            level.set(qn("w:val"), str(int(name[-1]) - 1))
            style.element.get_or_add_pPr().append(level)
    document.styles["Official head"].font.color.rgb = RED
    document.styles["Official tag"].font.color.rgb = RED
    document.styles["Official head"].font.bold = True


def _add(document: WordDocument, text: str, style: str) -> object:
    return document.add_paragraph(text, style=style)


def _line_below(paragraph: object) -> None:
    """A red line below a paragraph."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "18"), ("space", "6"), ("color", str(RED))):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)  # type: ignore[attr-defined]


def _page_number(document: WordDocument) -> None:
    """The number of the page between dashes, at the middle of the foot."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    for text, kind in (("— ", ""), ("", "begin"), ("PAGE", "instr"), ("", "end"), (" —", "")):
        run = paragraph.add_run(text if not kind else "")
        run.font.size = Pt(14)
        if kind == "instr":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._r.append(code)
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
