"""How large a picture is by its own header, without unpacking it."""

from __future__ import annotations

import struct

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 20_000
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})


def size_of(data: bytes, kind: str) -> tuple[int, int] | None:
    """(width, height) in pixels; None where the header cannot be read."""
    try:
        return _png(data) if kind == "png" else _jpeg(data)
    except (struct.error, IndexError):
        return None


def fits(size: tuple[int, int]) -> bool:
    """Whether a picture of that size may be unpacked to be shown or printed."""
    width, height = size
    return 0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE and width * height <= MOST_PIXELS


def _png(data: bytes) -> tuple[int, int] | None:
    if data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """Walk the segments up to the frame header."""
    place = 2
    while data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        (length,) = struct.unpack(">H", data[place + 2 : place + 4])
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        if length < 2:
            return None
        place += 2 + length
    return None
