"""The templates of a folder, compiled on first use and again when the file changes."""

from __future__ import annotations

import io
from pathlib import Path

from services.docgen.domain.order import RenderOrder

from .docx import DocxForm
from .errors import TemplateFault
from .qr import qr_png
from .xlsx import XlsxForm

TEMPLATES = Path(__file__).parent.parent / "templates"


class Library:
    """Fills orders from one folder of templates."""

    def __init__(self, folder: Path = TEMPLATES) -> None:
        self._folder = folder
        self._forms: dict[str, tuple[int, DocxForm | XlsxForm]] = {}

    def fill(self, order: RenderOrder) -> bytes:
        """The finished document; TemplateFault or RenderFault when it cannot be made."""
        form = self.form(order.template)
        if isinstance(form, XlsxForm):
            buffer = io.BytesIO()
            form.write(buffer, order.context, order.groups)
            return buffer.getvalue()
        codes = {name: qr_png(text) for name, text in order.qr_codes.items()}
        return form.render(order.context, codes, order.photo_bytes())

    def form(self, name: str) -> DocxForm | XlsxForm:
        """The compiled template of that file name."""
        path = self._folder / Path(name).name
        if not path.is_file():
            raise TemplateFault(f"no template {name}")
        changed = path.stat().st_mtime_ns
        known = self._forms.get(name)
        if known is None or known[0] != changed:
            kind = XlsxForm if path.suffix == ".xlsx" else DocxForm
            known = self._forms[name] = (changed, kind.load(path))
        return known[1]
