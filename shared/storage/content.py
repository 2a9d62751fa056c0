"""What a file really is, told by its first bytes and never by its name or declared type, and whether it opens."""

from __future__ import annotations

from collections.abc import Collection

from shared.kernel.catalogue import text
from shared.kernel.errors import invalid
from shared.kernel.pictures import picture_size
from shared.storage.packages import Unsafe, check_package, names_in
from shared.storage.pdf import LEADING, pdf_begins, pdf_fault

_MAGIC = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}
_ZIP_MARKS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "ofd": "OFD.xml"}
_ARCHIVE_END = b"PK\x05\x06"
_ARCHIVE_TAIL = 66_000
"""An archive is found by its end, which a comment of at most 64 KiB follows."""
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 20_000
"""Pixels of a picture that may be unpacked to be shown or printed."""
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ofd": "application/ofd",
}
KINDS_BY_MEDIA_TYPE = {media_type: kind for kind, media_type in MEDIA_TYPES.items()}


def media_type_name(media_type: str) -> str:
    """A media type as people say it."""
    return text(f"media_type_{KINDS_BY_MEDIA_TYPE.get(media_type, 'other')}")


def sniff(data: bytes) -> str | None:
    """Name the kind (a key of `MEDIA_TYPES`), or None for anything else."""
    for kind, magic in _MAGIC.items():
        if data.startswith(magic):
            return kind
    if data.startswith(b"PK\x03\x04"):
        return _sniff_zip(data)
    return None if pdf_begins(data) is None else "pdf"


def check_content(data: bytes, allowed: Collection[str], limit: int, path: str | None = None) -> str:
    """Return the kind of a file of at most `limit` bytes.

    Raises invalid `file_empty`, `file_too_large`, `file_kind_unknown` or `file_kind_not_allowed` at `path`; for what is
    inside `file_broken`, `file_swells`, `file_has_programs`, `picture_too_large`, `pdf_encrypted`, `pdf_empty`.
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
    _look_inside(data, kind, path)
    return kind


def _look_inside(data: bytes, kind: str, path: str | None) -> None:
    if _is_two_things(data, kind):
        raise invalid("file_broken", path=path)
    if kind in _ZIP_MARKS:
        try:
            check_package(data)
        except Unsafe as unsafe:
            raise invalid(unsafe.slug, path=path) from None
    elif kind == "pdf":
        if fault := pdf_fault(data):
            raise invalid(fault, path=path)
    else:
        size = picture_size(data)
        if size is None:
            raise invalid("file_broken", path=path)
        if size[0] * size[1] > MOST_PIXELS or max(size) > LONGEST_SIDE:
            raise invalid("picture_too_large", path=path, width=size[0], height=size[1])


def _is_two_things(data: bytes, kind: str) -> bool:
    """Whether another reader takes the same bytes for another kind: an archive at the end, a PDF near the beginning."""
    if kind != "pdf" and b"%PDF-" in data[:LEADING]:
        return True
    return kind not in _ZIP_MARKS and _ARCHIVE_END in data[-_ARCHIVE_TAIL:]


def _sniff_zip(data: bytes) -> str | None:
    names = names_in(data)
    return next((kind for kind, mark in _ZIP_MARKS.items() if mark in names), None)
