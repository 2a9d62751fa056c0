"""A Word template taken apart: its package as python-docx saves it, and the parts that docxtpl would render."""

from __future__ import annotations

import io
import re
from zipfile import BadZipFile

from docxtpl import DocxTemplate
from lxml import etree

from .archive import ArchiveMember, content_of, read_members
from .errors import TemplateFault

DOCUMENT = "word/document.xml"
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_BLOCK = re.compile(r"\{%-?\s*(?:for|if|endfor|endif)\b.*?%\}", re.S)
_FIRST_PICTURE_ID = 1001


class DocxSource:
    """Members of the package, patched source of every part, and what decides between the two ways of rendering."""

    def __init__(self, raw: bytes) -> None:
        try:
            self._template = DocxTemplate(io.BytesIO(raw))
            self._template.render_init()
        except (BadZipFile, KeyError, ValueError) as fault:
            raise TemplateFault(f"not a Word document: {fault}") from fault
        self.members = self._saved_members()
        self.body = self._template.patch_xml(self._template.get_xml())
        self.pictures_vary = self._has_picture_in_block()
        self.parts = self._patched_parts()
        self.properties = next(
            (content_of(member).decode() for member in self.members if member.name == "docProps/core.xml"), ""
        )

    def _saved_members(self) -> list[ArchiveMember]:
        """The package after an unrendered save, with the core properties that docxtpl would set."""
        core = self._template.docx.core_properties
        for name in _PROPERTIES:
            setattr(core, name, getattr(core, name))
        buffer = io.BytesIO()
        self._template.docx.save(buffer)
        return read_members(buffer.getvalue())

    def _patched_parts(self) -> dict[str, str]:
        parts = {DOCUMENT: self._document()}
        for uri in (self._template.HEADER_URI, self._template.FOOTER_URI):
            for _, part in self._template.get_headers_footers(uri):
                text = self._template.patch_xml(self._template.get_part_xml(part))
                parts[str(part.partname).lstrip("/")] = _DECLARATION + text
        for part in self._template.docx.part.package.parts:
            if part.content_type.endswith("footnotes+xml"):
                text = part.blob.decode()
                if re.search(r"\{[{%]", text):
                    parts[str(part.partname).lstrip("/")] = text
        return parts

    def _document(self) -> str:
        """The whole main part: the patched body inside its root element, pictures numbered as docxtpl does."""
        whole = etree.tostring(self._template.docx._element, encoding="unicode")
        opening = whole[: whole.index("<w:body")]
        tail = whole[whole.rindex("</w:body>") + len("</w:body>") :]
        body = "<w:body>" + self.body[self.body.index(">") + 1 :]
        return _DECLARATION + opening + _number_pictures(body) + tail

    def _has_picture_in_block(self) -> bool:
        depth, position = 0, 0
        for match in [*_BLOCK.finditer(self.body), None]:
            end = match.start() if match else len(self.body)
            if depth and "<wp:docPr" in self.body[position:end]:
                return True
            if match:
                depth += -1 if "end" in match[0][:8] else 1
                position = match.end()
        return False


def _number_pictures(body: str) -> str:
    """Gives the drawings the ids 1001, 1002, ... in document order."""
    counter = iter(range(_FIRST_PICTURE_ID, _FIRST_PICTURE_ID + body.count("<wp:docPr") + 1))
    return re.sub(r'(<wp:docPr\b[^>]*?\bid=")[^"]*(")', lambda match: f"{match[1]}{next(counter)}{match[2]}", body)
