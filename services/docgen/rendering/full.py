"""docxtpl itself, for templates that the fast path cannot reproduce exactly; some fifty times slower."""

from __future__ import annotations

import io

from docxtpl import DocxTemplate
from lxml import etree

from services.docgen.domain.order import Values

from .archive import ArchiveMember, content_of, deflated, read_members
from .environment import new_environment
from .errors import RenderFault


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]
    """docxtpl parses its own result with `recover=True`, which drops text silently; this one refuses instead."""

    def fix_tables(self, xml: str) -> etree._Element:
        try:
            etree.fromstring(xml.encode())
        except etree.XMLSyntaxError as fault:
            raise RenderFault(f"the rendered body is not well-formed: {fault}") from fault
        fixed: etree._Element = super().fix_tables(xml)
        return fixed


def render_in_full(raw: bytes, context: Values) -> list[ArchiveMember]:
    """The members of the document that docxtpl makes of the template `raw`."""
    template = _StrictTemplate(io.BytesIO(raw))
    template.render(dict(context), new_environment())
    buffer = io.BytesIO()
    template.save(buffer)
    return [deflated(member.name, content_of(member)) for member in read_members(buffer.getvalue())]
