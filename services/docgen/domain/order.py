"""A rendering order: which template, with which values; plain JSON, so that it can cross to a worker process."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class RenderOrder:
    """`template` is a file name (.docx or .xlsx); `groups` are [{heading, rows}] of a roster.

    `qr_codes` and `photos` fill placeholder pictures: name -> text to encode, name -> base64 of a PNG or JPEG.
    `photo_keys` say where the render worker finds the photos before it hands the order on.
    """

    template: str
    context: Mapping[str, Any]
    groups: list[dict[str, Any]] = field(default_factory=list)
    qr_codes: Mapping[str, str] = field(default_factory=dict)
    photos: Mapping[str, str] = field(default_factory=dict)
    photo_keys: Mapping[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The frame that goes to a worker."""
        return json.dumps(asdict(self), ensure_ascii=True).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> RenderOrder:
        """What a worker reads."""
        return cls(**json.loads(data))

    def photo_bytes(self) -> dict[str, bytes]:
        """The photos, decoded."""
        return {name: base64.b64decode(text) for name, text in self.photos.items()}
