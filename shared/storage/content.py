"""What a file really is, told by its first bytes and never by its name or declared type."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection

from shared.kernel.errors import invalid

_MAGIC = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}
_ZIP_MARKS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "ofd": "OFD.xml"}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ofd": "application/ofd",
}


def sniff(data: bytes) -> str | None:
    """Name the kind (a key of `MEDIA_TYPES`), or None for anything else."""
    for kind, magic in _MAGIC.items():
        if data.startswith(magic):
            return kind
    return _sniff_zip(data) if data.startswith(b"PK\x03\x04") else None


def check_content(data: bytes, allowed: Collection[str], limit: int, path: str | None = None) -> str:
    """Return the kind of a file of at most `limit` bytes.

    Raises invalid `file_empty`, `file_too_large`, `file_kind_unknown` or `file_kind_not_allowed` at `path`.
    """
    if not data:
        raise invalid("file_empty", path=path)
    if len(data) > limit:
        raise invalid("file_too_large", path=path, limit=limit, size=len(data))
    kind = sniff(data)
    listing = "、".join(sorted(allowed))
    if kind is None:
        raise invalid("file_kind_unknown", path=path, allowed=listing)
    if kind not in allowed:
        raise invalid("file_kind_not_allowed", path=path, found=kind, allowed=listing)
    return kind


def _sniff_zip(data: bytes) -> str | None:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, UnicodeDecodeError):
        return None
    return next((kind for kind, mark in _ZIP_MARKS.items() if mark in names), None)
