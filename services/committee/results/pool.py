"""What uploading and importing the expert pool gives."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.committee.domain.pool_report import PoolReport
from shared.wire.types import Doc, record


@record
class PoolUploadLink:
    """Where the workbook goes."""

    upload_url: Annotated[str, Doc("takes one PUT, without a token")]
    object_key: Annotated[str, Doc("for import_pool")]
    expires_at: Annotated[datetime, Doc("15 minutes from now")]


@record
class PoolImportedAnswer(PoolReport):
    """The report of an import, and whether it did anything."""

    version: Annotated[int, Doc("of the committee")]
    unchanged: Annotated[bool, Doc("the same workbook was imported last")]
