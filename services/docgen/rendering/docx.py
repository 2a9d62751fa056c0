"""A Word template compiled once: per document only the text of its dynamic parts is rendered and zipped.

The result equals docxtpl's (canonical XML of every part); what cannot be shown to be equal from the template alone
goes to docxtpl itself (see `full.py`), and `reasons` says why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Template, TemplateError, TemplateRuntimeError

from services.docgen.domain.order import Values
from shared.kernel.pictures import without_exif

from .archive import ArchiveMember, deflated, write_package
from .balance import imbalance, unknown_statements
from .characters import clean, refuse_control_bytes
from .environment import new_environment
from .errors import RenderFault, TemplateFault
from .full import render_in_full
from .listing import resolve_breaks
from .pictures import find_placeholders, fitted, swap
from .source import DOCUMENT, DocxSource
from .tables import grids_are_fixed

_TAG = re.compile(r"\{[{%#]")
_UNSUPPORTED = {
    "text box": "w:txbxContent",
    "rich text": "{{r ",
    "escaped braces": "{_",
    "footnote tags": "w:footnote ",
}


class _Part:
    """One XML part: its Jinja template, and the text around it that never changes."""

    def __init__(self, name: str, template: Template) -> None:
        self.name = name
        self._template = template

    def render(self, context: Values) -> ArchiveMember:
        xml = resolve_breaks(self._template.render(context).encode())
        refuse_control_bytes(self.name, xml)
        return deflated(self.name, xml)


class DocxForm:
    """One template version, ready to render; `pictures` are the names of its placeholder pictures."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._environment = new_environment()
        source = DocxSource(raw)
        self.placeholders = find_placeholders(source.members)
        self._sources = {name: text for name, text in source.parts.items() if _TAG.search(text)}
        self.reasons = self._reasons_for_docxtpl(source)
        self._check_balance()
        self._parts = {} if self.reasons else self._compile()
        self._members = source.members

    @classmethod
    def load(cls, path: Path) -> DocxForm:
        """Compiles the template file; TemplateFault names the part that is wrong."""
        return cls(path.read_bytes())

    def render(
        self,
        context: Values,
        pictures: Mapping[str, bytes] | None = None,
        photos: Mapping[str, bytes] | None = None,
    ) -> bytes:
        """The finished .docx; the same values give the same bytes.

        `photos` are turned as they are shown and cut to the shape of their place; what the camera noted stays out.
        """
        values = clean(context)
        try:
            members = self._fill(values) if not self.reasons else render_in_full(self._raw, values)
        except TemplateRuntimeError as fault:  # a value is missing, or the sandbox said no
            raise RenderFault(str(fault.message)) from fault
        except TemplateError as fault:
            raise TemplateFault(f"broken tag: {fault.message}") from fault
        portraits = photos or {}
        shown = {**(pictures or {}), **{name: without_exif(photo) for name, photo in portraits.items()}}
        return write_package(swap(fitted(members, portraits), self.placeholders, shown))

    def _fill(self, values: Values) -> list[ArchiveMember]:
        parts = self._parts
        return [parts[m.name].render(values) if m.name in parts else m for m in self._members]

    def _compile(self) -> dict[str, _Part]:
        try:
            return {name: _Part(name, self._environment.from_string(text)) for name, text in self._sources.items()}
        except TemplateError as fault:
            raise TemplateFault(f"broken tag: {fault.message}") from fault

    def _check_balance(self) -> None:
        """An unbalanced part is refused: docxtpl would repair the result silently and lose text."""
        for name, text in self._sources.items():
            fault = None if unknown_statements(text) else imbalance(text)
            if fault is not None:
                raise TemplateFault(f"{name}: {fault}")

    def _reasons_for_docxtpl(self, source: DocxSource) -> tuple[str, ...]:
        """Why the fast path cannot promise docxtpl's exact result; empty when it can."""
        reasons = {label for text in source.parts.values() for label, mark in _UNSUPPORTED.items() if mark in text}
        for text in self._sources.values():
            reasons |= {f"statement {word}" for word in unknown_statements(text)}
            if "\n" in text or "\t" in text:
                reasons.add("line break in the template")
        if not grids_are_fixed(source.body):
            reasons.add("table grid depends on data")
        if source.pictures_vary:
            reasons.add("picture inside a repetition or a branch")
        if _TAG.search(source.properties):
            reasons.add("tags in the document properties")
        return tuple(sorted(reasons)) if DOCUMENT in source.parts else ("no body",)
