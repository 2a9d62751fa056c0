"""Pages: paper, margins, footers, placeholder pictures."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass, replace
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from .word_xml import SONG, Element, P, paragraph

_PAPER = {"A4": (210, 297), "A3": (297, 420)}


@dataclass(frozen=True)
class PaperSize:
    """Paper and margins in millimetres; the defaults are those of official letters."""

    size: str = "A4"
    landscape: bool = False
    top: float = 37
    bottom: float = 35
    left: float = 28
    right: float = 26
    footer: float = 15

    @property
    def width(self) -> float:
        """Width between the margins."""
        short, long = _PAPER[self.size]
        return (long if self.landscape else short) - self.left - self.right


class TemplatePage:
    """A new template under construction."""

    def __init__(self, paper: PaperSize, title: str) -> None:
        self.paper = paper
        self.document: DocumentObject = Document()
        _set_up(self.document, paper)
        self.document.core_properties.title = title
        self.document.core_properties.author = "职评系统"
        self.document.core_properties.comments = ""
        _drop_thumbnail(self.document)

    def add(self, *items: P | Element) -> None:
        """Appends paragraphs and tables to the body, in order."""
        end = self.document.element.body.sectPr
        for item in items:
            end.addprevious(paragraph(item) if isinstance(item, P) else item)

    def footer(self, *items: P | Element) -> Element:
        """Fills the footer of every page; returns its element."""
        footer = self.document.sections[0].footer
        footer.is_linked_to_previous = False
        element = footer._element
        for child in list(element):
            element.remove(child)
        for item in items:
            element.append(paragraph(item) if isinstance(item, P) else item)
        return element

    def save(self) -> bytes:
        """The finished template file."""
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()


def _set_up(document: DocumentObject, paper: PaperSize) -> None:
    section = document.sections[0]
    short, long = _PAPER[paper.size]
    section.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(long), Mm(short)) if paper.landscape else (Mm(short), Mm(long))
    section.top_margin, section.bottom_margin = Mm(paper.top), Mm(paper.bottom)
    section.left_margin, section.right_margin = Mm(paper.left), Mm(paper.right)
    section.footer_distance, section.header_distance = Mm(paper.footer), Mm(10)
    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(0)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for key, font in (("w:ascii", "Times New Roman"), ("w:hAnsi", "Times New Roman"), ("w:eastAsia", SONG)):
        fonts.set(qn(key), font)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")


def _drop_thumbnail(document: DocumentObject) -> None:
    """python-docx's own template carries a picture of another page."""
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]


def fields(style: P, *pieces: str) -> Element:
    """A paragraph of texts and fields; a piece such as `=PAGE` or `=NUMPAGES` is a field."""
    element = paragraph(replace(style, text=""))
    for old in element.findall(qn("w:r")):
        element.remove(old)
    for piece in pieces:
        for content in _field(piece[1:]) if piece.startswith("=") else [_text(piece)]:
            run = OxmlElement("w:r")
            run.append(parse_xml(style.run_properties().replace("<w:rPr>", f"<w:rPr {nsdecls('w')}>", 1)))
            run.append(content)
            element.append(run)
    return element


def _field(code: str) -> list[Element]:
    parts = []
    for kind in ("begin", "code", "separate", "text", "end"):
        if kind == "code":
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = f" {code} "
        elif kind == "text":
            part = _text("1")
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        parts.append(part)
    return parts


def _text(text: str) -> Element:
    part = OxmlElement("w:t")
    part.set(qn("xml:space"), "preserve")
    part.text = text
    return part


def place_picture(target: Element, part: Any, name: str, width: float, height: float, shade: int) -> None:
    """Puts the placeholder picture `name` (millimetres) into the paragraph element `target` of a document part."""
    run = Paragraph(target, part).add_run()
    picture = frame_png(width, height) if name == "photo" else grey_png(shade)
    shape = run.add_picture(io.BytesIO(picture), width=Mm(width), height=Mm(height))
    shape._inline.docPr.set("descr", f"placeholder:{name}")
    shape._inline.docPr.set("name", name)


def grey_png(shade: int) -> bytes:
    """A grey picture of 8 x 8 pixels; placeholders of different names need different shades."""
    return _png(8, [bytes([shade]) * 8] * 8)


def frame_png(width: float, height: float) -> bytes:
    """An empty frame of these millimetres: where no photo was given, one can be stuck in."""
    across, down = round(width * 8), round(height * 8)
    edge, inside = b"\xa0" * across, b"\xa0\xa0" + b"\xff" * (across - 4) + b"\xa0\xa0"
    return _png(across, [edge, edge, *[inside] * (down - 4), edge, edge])


def _png(across: int, lines: list[bytes]) -> bytes:
    """A picture in shades of grey."""
    head = struct.pack(">IIBBBBB", across, len(lines), 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\x00" + line for line in lines))
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body
