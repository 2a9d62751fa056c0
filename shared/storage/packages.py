"""What is inside a zipped document: nothing that swells, runs, fetches from elsewhere or confuses whoever opens it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

MOST_PARTS = 5_000
UNPACKED_BYTES = 128 * 1024 * 1024
"""All parts together, unpacked; counted while unpacking, whatever the directory says."""
_CHUNK = 256 * 1024
_PROLOG = 64 * 1024
_TYPE_DECLARATION = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)", re.I)
_PROGRAMS = re.compile(r"(?:^|/)vba(?:project|data)[^/]*$|(?:^|/)(?:activex|externallinks|macrosheets)/", re.I)
_FETCHED = re.compile(rb"(?:attachedTemplate|/frame|subDocument)[^>]*TargetMode\s*=\s*[\"']External", re.I)
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError, KeyError,
)  # fmt: skip


class Unsafe(Exception):
    """The package must not be kept; `slug` says why."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


def names_in(data: bytes) -> frozenset[str]:
    """The names of the parts; empty for what is no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except _BROKEN:
        return frozenset()


def check_package(data: bytes) -> None:
    """Unpack everything once, keeping nothing.

    Raises Unsafe `file_broken` (damaged, encrypted, names twice or outside), `file_swells` or `file_has_programs`
    (macros, controls, parts fetched from elsewhere, document type declarations).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_names([info.filename for info in archive.infolist()])
            left = UNPACKED_BYTES
            for info in archive.infolist():
                left -= _unpack(archive, info, left)
    except _BROKEN:
        raise Unsafe("file_broken") from None


def _check_names(names: list[str]) -> None:
    folded = [name.lower() for name in names]
    outside = any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) for name in names)
    if outside or len(set(folded)) != len(folded):
        raise Unsafe("file_broken")
    if len(names) > MOST_PARTS:
        raise Unsafe("file_swells")
    if any(_PROGRAMS.search(name) for name in names):
        raise Unsafe("file_has_programs")


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> int:
    """Bytes of one part; a part that is longer than the directory says fails its checksum."""
    size = 0
    with archive.open(info) as part:
        while chunk := part.read(_CHUNK):
            if size == 0 and _TYPE_DECLARATION.search(chunk[:_PROLOG]) and _is_markup(info.filename):
                raise Unsafe("file_has_programs")
            if info.filename.endswith(".rels") and _FETCHED.search(chunk):
                raise Unsafe("file_has_programs")
            size += len(chunk)
            if size > left:
                raise Unsafe("file_swells")
    return size


def _is_markup(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))
