"""What uploading and importing the expert pool take."""

from __future__ import annotations

from typing import Annotated

from marshmallow import validate

from services.committee.requests.parts import Hex64
from shared.wire.requests import Change, Command
from shared.wire.types import Doc, record


@record
class OpenPoolUpload(Command):
    """A link for one workbook: its size in bytes and SHA-256."""

    committee_id: str
    size: Annotated[int, validate.Range(min=1), Doc("bytes, at most 10 MiB")]
    sha256: Annotated[Hex64, Doc("64 hex digits")]


@record
class ImportPool(Change):
    """The uploaded workbook becomes the pool."""

    committee_id: str
    object_key: Annotated[str, Doc("of open_pool_upload")]
