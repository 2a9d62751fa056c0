"""Portraits for the demonstration: a drawn silhouette before a blue ground, nobody's face."""

from __future__ import annotations

import hashlib
import struct
import zlib

_WIDTH, _HEIGHT = 295, 413
_COLOURS = b"\x4a\x90\xc8" + b"\xe8\xc9\xa8"
"""Ground and skin; hair and coat follow the person."""
_HAIR = (b"\x26\x20\x1c", b"\x3b\x2b\x20", b"\x15\x15\x18")
_COAT = (b"\x28\x38\x58", b"\x50\x2c\x34", b"\x2c\x48\x38", b"\x3c\x3c\x44")


def portrait(person_id: str) -> bytes:
    """A PNG of one inch at 300 dpi; the same person gets the same picture."""
    seed = hashlib.sha256(person_id.encode()).digest()
    palette = _COLOURS + _HAIR[seed[0] % len(_HAIR)] + _COAT[seed[1] % len(_COAT)]
    head, shoulders = 70 + seed[2] % 12, 112 + seed[3] % 16
    rows = b"".join(b"\x00" + _line(y, head, shoulders) for y in range(_HEIGHT))
    size = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", size), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _line(y: int, head: int, shoulders: int) -> bytes:
    """One row of palette numbers: hair, then skin over it, then the coat over both."""
    line = bytearray(_WIDTH)
    _span(line, _half(y, 148, head + 10, head + 18) if y < 190 else 0, 2)
    _span(line, 34 if 190 <= y < 290 else 0, 1)
    _span(line, _half(y, 165, head, head + 14), 1)
    _span(line, _half(y, 430, shoulders + 24, 150), 3)
    return bytes(line)


def _half(y: int, middle: int, across: int, down: int) -> int:
    """Half the width of an ellipse in row `y`."""
    inside = 1 - ((y - middle) / down) ** 2
    return round(across * inside**0.5) if inside > 0 else 0


def _span(line: bytearray, half: int, colour: int) -> None:
    if half:
        start, end = max(0, _WIDTH // 2 - half), min(_WIDTH, _WIDTH // 2 + half)
        line[start:end] = bytes([colour]) * (end - start)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
