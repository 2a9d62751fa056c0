"""QR codes as PNG, the same bytes for the same text."""

from __future__ import annotations

import io

import segno


def qr_png(text: str, scale: int = 6) -> bytes:
    """A QR code of `text`, error correction M, `scale` pixels per module, quiet zone of two modules."""
    buffer = io.BytesIO()
    segno.make(text, error="m", micro=False).save(buffer, kind="png", scale=scale, border=2)
    return buffer.getvalue()
