"""A rendering order: which template, with which values; plain JSON, so that it can cross to a worker process."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

Values = dict[str, Any]
"""What a template, a row or a part of it prints, by the template's own names: whoever edits it chooses from these."""


@dataclass(frozen=True)
class RowGroup:
    """One group of a roster: the values of its heading row and its records, in printing order."""

    heading: Values
    rows: Sequence[Values]


@dataclass(frozen=True)
class RenderOrder:
    """`template` is a file name (.docx or .xlsx); what `context` and `groups` hold is the template's business.

    `qr_codes` and `photos` fill placeholder pictures: name -> text to encode, name -> base64 of a PNG or JPEG.
    `photo_keys` say where the render worker finds the photos before it hands the order on.
    """

    template: str
    context: Values
    groups: Sequence[RowGroup] = ()
    qr_codes: Mapping[str, str] = field(default_factory=dict)
    photos: Mapping[str, str] = field(default_factory=dict)
    photo_keys: Mapping[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The frame that goes to a worker."""
        return json.dumps(asdict(self), ensure_ascii=True).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> RenderOrder:
        """What a worker reads."""
        members = json.loads(data)
        groups = [RowGroup(**group) for group in members.pop("groups")]
        return cls(**members, groups=groups)

    def photo_bytes(self) -> dict[str, bytes]:
        """The photos, decoded."""
        return {name: base64.b64decode(text) for name, text in self.photos.items()}
