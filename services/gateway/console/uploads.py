"""Files on their way through the door: from a form to the store, from the store to whoever may have them.

The store's link takes exactly what was announced; the service looks at what arrived when it is attached. No browser has
to reach the store itself: only where a site says where it is (ZHIPING_FILES_ORIGIN) a page's script may ask for the
link, put the file there and send its key in the place of the file. Without a script, or when that fails, the form
sends the file.
"""

from __future__ import annotations

import hashlib
import mimetypes
import os
from typing import Any
from urllib.parse import quote

from flask import Response, abort, jsonify
from werkzeug.datastructures import FileStorage

from services.gateway.console import visit
from services.gateway.console.forms import given, number
from shared.kernel.errors import invalid
from shared.storage import MEDIA_TYPES, sniff

PHOTO = 4_000_000
MATERIAL = 60_000_000
POOL = 10 * 1024 * 1024
"""Bytes that a form is read up to; the notice's own limits are narrower and the service's to apply."""
PIECE = 1_000_000


def put_file(file: FileStorage | None, opener: str, most: int, *, typed: bool = True, **params: Any) -> str:
    """Announce the file by `opener`, put it to the link; the key under which it is taken in.

    `typed`: the opener wants to know the media type. Raises invalid `file_not_chosen` without a file,
    `file_too_big_for_form` beyond `most`, and what the service refuses.
    """
    if taken := given("object_key"):
        return taken
    if file is None or not file.filename:
        raise invalid("file_not_chosen", path="file")
    here, kind = visit.current(), media_type_of(file)
    size, digest = _measured(file, most)
    told = params | ({"media_type": kind} if typed else {})
    link = here.gateway.backend.tell(here.caller, opener, size=size, sha256=digest, **told)
    here.gateway.files.put(link["upload_url"], file.stream, size, kind)
    return str(link["object_key"])


def link_for(opener: str, *, typed: bool = True, **params: Any) -> Response:
    """Where the page's script puts the file that it describes; refused where files go through the door."""
    here = visit.current()
    if not here.gateway.settings.uploads_to:
        abort(404)
    told = params | ({"media_type": given("media_type") or ""} if typed else {})
    link = here.gateway.backend.tell(here.caller, opener, size=number("size"), sha256=given("sha256"), **told)
    return jsonify(upload_url=link["upload_url"], object_key=link["object_key"])


def passed_on(url: str, name: str) -> Response:
    """The file behind a link of the store as what it is, to be saved and never shown within the console's own pages."""
    data = b"".join(visit.current().gateway.files.get(url).pieces)
    answer = Response(data, mimetype=MEDIA_TYPES.get(sniff(data) or "", "application/octet-stream"))
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


def media_type_of(file: FileStorage) -> str:
    """As the browser says it, else as the name's ending does."""
    said = (file.mimetype or "").lower()
    return said if said and said != "application/octet-stream" else mimetypes.guess_type(file.filename or "")[0] or said


def _measured(file: FileStorage, most: int) -> tuple[int, str]:
    """Size and SHA-256; the file stays where the server put it, and is at its beginning again."""
    size, digest = 0, hashlib.sha256()
    while piece := file.stream.read(PIECE):
        size += len(piece)
        if size > most:
            raise invalid("file_too_big_for_form", path="file", limit=most // 1_000_000)
        digest.update(piece)
    file.stream.seek(0, os.SEEK_SET)
    return size, digest.hexdigest()
