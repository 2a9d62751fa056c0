"""What uploading and importing the expert pool gives."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from shared.wire.types import Doc, record


@record
class PoolUploadLink:
    """Where the workbook goes."""

    upload_url: Annotated[str, Doc("takes one PUT, without a token")]
    object_key: Annotated[str, Doc("for import_pool")]
    expires_at: Annotated[datetime, Doc("15 minutes from now")]


@record
class RejectedCell:
    """A cell for which its row was left out."""

    sheet: str
    row: Annotated[int, Doc("from 1, as the sheet counts")]
    column: Annotated[str, Doc("its name in the head")]
    cell: Annotated[str, Doc("as in B42")]
    reason: Annotated[str, Doc("see the pool's workbook below")]
    message: Annotated[str, Doc("a Chinese sentence with the remedy")]


@record
class PoolWarning:
    """What was read or left out although nobody may have meant it."""

    sheet: str
    cell: Annotated[str, Doc("empty for a whole sheet")]
    reason: Annotated[str, Doc("see the pool's workbook below")]
    message: Annotated[str, Doc("a Chinese sentence")]


@record
class PoolReport:
    """What an import made of the workbook."""

    committee_id: str
    imported: Annotated[int, Doc("experts read")]
    pool_size: int
    snapshot_digest: Annotated[str, Doc("SHA-256 of the pool without names, telephones and accounts")]
    rejected: tuple[RejectedCell, ...]
    warnings: tuple[PoolWarning, ...]


@record
class PoolImported(PoolReport):
    """The report of an import, and whether it did anything."""

    version: Annotated[int, Doc("of the committee")]
    unchanged: Annotated[bool, Doc("the same workbook was imported last")]
