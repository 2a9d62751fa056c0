"""Real pictures and PDFs with one thing the matter: EXIF orientations, leading bytes, passwords."""

from __future__ import annotations

import io
import struct
import zlib

from pypdf import PdfWriter

LYING, UPRIGHT = (590, 420), (420, 590)


def exif(orientation, order="<", before=0, kind=3):
    """A TIFF header with one directory that names the orientation, after `before` other entries."""
    entries = [struct.pack(order + "HHI4s", 0x010F + n, 2, 2, b"A\x00\x00\x00") for n in range(before)]
    value = struct.pack(order + ("HH" if kind == 3 else "I"), *((orientation, 0) if kind == 3 else (orientation,)))
    entries.append(struct.pack(order + "HHI", 0x0112, kind, 1) + value)
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    return head + struct.pack(order + "H", len(entries)) + b"".join(entries) + bytes(4)


def _segment(mark, body):
    return struct.pack(">BBH", 0xFF, mark, len(body) + 2) + body


def jpeg(size, tiff=None, jfif=True, comment=b"", late=False):
    """A grey baseline JPEG that every program opens; `late` puts the EXIF segment behind the tables."""
    width, height = size
    app1 = b"" if tiff is None else _segment(0xE1, b"Exif\x00\x00" + tiff)
    tables = _segment(0xDB, b"\x00" + b"\x01" * 64)
    frame = _segment(0xC0, struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0))
    codes = b"\x01" + bytes(15) + b"\x00"
    huffman = _segment(0xC4, b"\x00" + codes) + _segment(0xC4, b"\x10" + codes)
    scan = _segment(0xDA, b"\x01\x01\x00\x00\x3f\x00")
    blocks = -(-width // 8) * -(-height // 8)
    bits = "00" * blocks
    bits += "1" * (-len(bits) % 8)
    data = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\x00")
    parts = [b"\xff\xd8", _segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00") if jfif else b""]
    parts += [_segment(0xFE, comment) if comment else b"", b"" if late else app1, tables, app1 if late else b""]
    return b"".join([*parts, frame, huffman, scan, data, b"\xff\xd9"])


def png(size, tiff=None, behind=False):
    """A grey PNG, with an eXIf chunk before the picture or `behind` it."""
    width, height = size
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress((b"\x00" + b"\x80" * width) * height)
    chunks = [(b"IHDR", head), (b"IDAT", body), (b"IEND", b"")]
    if tiff is not None:
        chunks.insert(2 if behind else 1, (b"eXIf", tiff))
    parts = [struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def pdf(pages=1, user=None, owner=None, algorithm="AES-256"):
    """A PDF of empty pages; `user` is the password to open it, `owner` the one to change it."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if user is not None or owner is not None:
        writer.encrypt(user_password=user or "", owner_password=owner, algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
