"""One line of characters that look different in every country, in the fonts of a letter of ours or in others."""

from __future__ import annotations

import io

from docx import Document
from docx.oxml.ns import qn

from services.docgen.rendering.library import TEMPLATES

GLYPHS = {
    "form": (None, None),
    "sc": ("Noto Serif CJK SC", "zh-CN"),
    "jp": ("Noto Serif CJK JP", "ja-JP"),
}
"""Name -> face and language; `form` keeps those of the letter."""


def glyph_probe(face: str | None, language: str | None) -> bytes:
    """A letter of the suite reduced to one line of telling characters; `face` and `language` override its fonts."""
    document = Document(str(TEMPLATES / "commitment_letter.docx"))
    body = document.element.body
    keep = next(
        p for p in body.iter(qn("w:p")) if "{{ authority }}" in "".join(t.text or "" for t in p.iter(qn("w:t")))
    )
    for child in list(body):
        if child is not keep and child.tag != qn("w:sectPr"):
            body.remove(child)
    for text in keep.iter(qn("w:t")):
        text.text = "直骨返令海刃角写今化复"
    for fonts in keep.iter(qn("w:rFonts")):
        if face:
            fonts.set(qn("w:eastAsia"), face)
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:eastAsia"), language or mark.get(qn("w:eastAsia")))
    for mark in keep.iter(qn("w:lang")):
        mark.set(qn("w:eastAsia"), language or mark.get(qn("w:eastAsia")))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
