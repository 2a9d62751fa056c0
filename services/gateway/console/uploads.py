"""Files on their way from a form to the store: through the door, so that no browser has to reach the store itself.

The store's link takes exactly what was announced; the service looks at what arrived when it is attached.
"""

from __future__ import annotations

import hashlib
import mimetypes
from typing import Any

from werkzeug.datastructures import FileStorage

from services.gateway.console import visit
from shared.kernel.errors import invalid
from shared.storage import upload

PHOTO = 4_000_000
MATERIAL = 60_000_000
"""Bytes that a form is read up to; the notice's own limits are narrower and the service's to apply."""
PIECE = 1_000_000


def put_file(file: FileStorage | None, opener: str, most: int, **params: Any) -> str:
    """Announce the file by `opener`, put it to the link; the key under which it is taken in.

    Raises invalid `file_not_chosen` without one, `file_too_big_for_form` beyond `most`, and what the service refuses.
    """
    if file is None or not file.filename:
        raise invalid("file_not_chosen", path="file")
    data = _read(file, most)
    here, kind = visit.current(), media_type_of(file)
    link = here.gateway.backend.tell(
        here.caller, opener, size=len(data), media_type=kind, sha256=hashlib.sha256(data).hexdigest(), **params
    )
    upload(link["upload_url"], data, kind)
    return str(link["object_key"])


def media_type_of(file: FileStorage) -> str:
    """As the browser says it, else as the name's ending does."""
    said = (file.mimetype or "").lower()
    return said if said and said != "application/octet-stream" else mimetypes.guess_type(file.filename or "")[0] or said


def _read(file: FileStorage, most: int) -> bytes:
    pieces, size = [], 0
    while piece := file.stream.read(PIECE):
        size += len(piece)
        if size > most:
            raise invalid("file_too_big_for_form", path="file", limit=most // 1_000_000)
        pieces.append(piece)
    return b"".join(pieces)
