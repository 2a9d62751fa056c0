"""PDF files: where they begin, and whether anybody can open them.

pypdf is imported where it is used: every service process imports this module, and one of them opens PDF files.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PdfReader

LEADING = 1024
"""Bytes in which readers look for the header: byte order marks, line breaks and printer's lines may stand before it."""
LEAST_BODY = 64
"""Fewer bytes than this hold no page, however short its objects are."""
_HEADER = re.compile(rb"%PDF-[12]\.\d")
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_OTHER_BEGINNINGS = (b"MZ", b"\x7fELF", b"PK", b"#!", b"GIF8", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"<")
"""What another program would open or run; a PDF behind it is two things at once."""
_NOTHING = re.compile(rb"%[^\r\n]*|[\x00\s]+")
_FAULTS = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError, OSError,
    NotImplementedError, AssertionError,
)  # fmt: skip
"""Beside pypdf's own."""


def pdf_begins(data: bytes) -> int | None:
    """Where the header stands; None for what no reader takes for a PDF or another program takes for its own."""
    found = _HEADER.search(data, 0, LEADING)
    if found is None:
        return None
    before = data[: found.start()].removeprefix(b"\xef\xbb\xbf").lstrip()
    return None if before.startswith(_OTHER_BEGINNINGS) else found.start()


def pdf_fault(data: bytes) -> str | None:
    """Why nobody could read the file: `pdf_encrypted` (a password opens it) or `pdf_empty`; None when it opens.

    A password against changes alone does not keep anybody from reading. What names no object at all is not taken
    apart: it is refused where next to nothing or a web page follows the header.
    """
    body = data[pdf_begins(data) or 0 :]
    if _OBJECT.search(body) is None:
        rest = _NOTHING.sub(b"", body)
        return "pdf_empty" if len(rest) < LEAST_BODY or rest.startswith(b"<") else None
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(body), strict=False)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            return "pdf_encrypted"
        return None if _has_page(reader) else "pdf_empty"
    except NotImplementedError:
        return "pdf_encrypted"  # a certificate instead of a password
    except (PyPdfError, *_FAULTS):
        return "pdf_empty"


def _has_page(reader: PdfReader) -> bool:
    return next(iter(reader.pages), None) is not None
