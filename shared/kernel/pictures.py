"""How large a picture is and which way up it is shown, read from its own header; nothing is decoded.

Cameras store the pixels as the sensor lies and note how to turn them (EXIF orientation, 1 to 8); every viewer obeys.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_EXIF = b"Exif\x00\x00"
_PNG_EXIF = int.from_bytes(b"eXIf", "big")
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG segments that say the size."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""JPEG marks without a length."""
_SCAN, _APP1 = 0xDA, 0xE1
_ORIENTATION = 0x0112
_TIFF_LAYOUT = {b"II*\x00": "<", b"MM\x00*": ">"}
UPRIGHT = 1
TURNED = frozenset({5, 6, 7, 8})
"""Orientations that exchange width and height."""
Piece = tuple[int, int, int, int]
"""Of a JPEG segment or PNG chunk: what it is, where it begins, where its content begins, where it ends."""


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in stored pixels of a PNG or JPEG; None for anything else and for a header that is cut off."""
    if data.startswith(_PNG):
        return _png_size(data)
    return _jpeg_size(data) if data.startswith(_JPEG) else None


def shown_size(data: bytes) -> tuple[int, int] | None:
    """Width and height as people see the picture."""
    size = picture_size(data)
    return size[::-1] if size is not None and orientation(data) in TURNED else size


def orientation(data: bytes) -> int:
    """How the stored pixels are to be turned: 1 (not at all) to 8 as EXIF numbers them; what makes no sense is 1."""
    for _, start, end in _exif_pieces(data):
        return _orientation_in(data[start:end].removeprefix(_EXIF))
    return UPRIGHT


def without_exif(data: bytes) -> bytes:
    """The same picture without EXIF: no orientation that somebody might obey twice, no place, no device."""
    kept = bytearray(data)
    for begin, _, end in reversed(list(_exif_pieces(data))):
        tail = 4 if data.startswith(_PNG) else 0
        del kept[begin : end + tail]
    return bytes(kept)


def _exif_pieces(data: bytes) -> Iterator[tuple[int, int, int]]:
    if data.startswith(_PNG):
        yield from ((begin, start, end) for kind, begin, start, end in _png_chunks(data) if kind == _PNG_EXIF)
    elif data.startswith(_JPEG):
        for mark, begin, start, end in _jpeg_segments(data):
            if mark == _APP1 and data.startswith(_EXIF, start):
                yield begin, start, end


def _png_chunks(data: bytes) -> Iterator[Piece]:
    position = len(_PNG)
    while position + 12 <= len(data):
        length, kind = struct.unpack_from(">II", data, position)
        end = position + 8 + length
        if end + 4 > len(data):
            return
        yield kind, position, position + 8, end
        position = end + 4


def _jpeg_segments(data: bytes) -> Iterator[Piece]:
    """The segments before the picture itself."""
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        mark = data[position + 1]
        if mark == 0xFF or mark in _ALONE:  # padding before a segment, or a mark without content
            position += 1 if mark == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, position + 2)
        if mark == _SCAN or length < 2:
            return
        yield mark, position, position + 4, position + 2 + length
        position += 2 + length


def _orientation_in(tiff: bytes) -> int:
    layout = _TIFF_LAYOUT.get(tiff[:4])
    try:
        return UPRIGHT if layout is None else _entry(tiff, layout)
    except struct.error:
        return UPRIGHT


def _entry(tiff: bytes, layout: str) -> int:
    """The orientation among the entries of the first directory."""
    (directory,) = struct.unpack_from(layout + "I", tiff, 4)
    (count,) = struct.unpack_from(layout + "H", tiff, directory)
    for number in range(count):
        tag, kind = struct.unpack_from(layout + "HH", tiff, directory + 2 + 12 * number)
        if tag == _ORIENTATION:
            (value,) = struct.unpack_from(layout + ("H" if kind == 3 else "I"), tiff, directory + 10 + 12 * number)
            return int(value) if 1 <= value <= 8 else UPRIGHT
    return UPRIGHT


def _png_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 24 or data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", data[16:24])
    return (width, height) if width and height else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    for mark, _, start, _ in _jpeg_segments(data):
        if mark in _FRAMES and start + 5 <= len(data):
            height, width = struct.unpack_from(">HH", data, start + 1)
            return (width, height) if width and height else None
    return None
