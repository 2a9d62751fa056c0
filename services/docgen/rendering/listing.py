"""Line breaks and tabs inside values, turned into Word's own elements as docxtpl does, where they occur."""

from __future__ import annotations

from docxtpl import DocxTemplate

_END = b"</w:p>"
_RESOLVER = DocxTemplate.__new__(DocxTemplate)


def resolve_breaks(xml: bytes) -> bytes:
    """docxtpl's resolve_listing, run only over the paragraphs that hold a line break or a tab."""
    found = _next_break(xml, 0)
    if found < 0:
        return xml
    out: list[bytes] = []
    position = 0
    while found >= 0:
        opening, closing = _paragraph_around(xml, position, found)
        if opening < 0:
            out.append(xml[position : found + 1])
            position = found + 1
        else:
            out.append(xml[position:opening])
            out.append(DocxTemplate.resolve_listing(_RESOLVER, xml[opening:closing].decode()).encode())
            position = closing
        found = _next_break(xml, position)
    return b"".join([*out, xml[position:]])


def _next_break(xml: bytes, start: int) -> int:
    """Position of the next line break or tab, -1 when there is none."""
    found = [position for mark in (b"\n", b"\t") if (position := xml.find(mark, start)) >= 0]
    return min(found, default=-1)


def _paragraph_around(xml: bytes, floor: int, inside: int) -> tuple[int, int]:
    """Start and end of the paragraph that holds position `inside`; (-1, -1) outside any paragraph."""
    low = max(xml.rfind(_END, floor, inside), floor)
    opening = max(xml.rfind(b"<w:p>", low, inside), xml.rfind(b"<w:p ", low, inside))
    closing = xml.find(_END, inside)
    return (opening, closing + len(_END)) if opening >= 0 and closing >= 0 else (-1, -1)
