"""Styles, scripts and pictures of the console: their address carries their digest, so browsers may keep them for good.

Compressed once, here: pages themselves stay uncompressed, since they carry the form's secret beside what people type.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, request

STATIC = Path(__file__).parent / "static"
FOR_GOOD = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=300"
SQUEEZED = frozenset({".css", ".js", ".svg"})

files = Blueprint("files", __name__)


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is sent; `squeezed` is None where compressing gains nothing."""

    body: bytes
    squeezed: bytes | None
    digest: str
    media_type: str


@cache
def held() -> dict[str, StaticFile]:
    """All of them by the name in the address; read once."""
    return {str(path.relative_to(STATIC)): _read(path) for path in STATIC.rglob("*") if path.is_file()}


@files.get("/static/<path:filename>", endpoint="static")
def send(filename: str) -> Response:
    """One file; for good where the address names the digest that it has."""
    file = held().get(filename)
    if file is None:
        abort(404)
    squeezed = file.squeezed is not None and "gzip" in request.headers.get("Accept-Encoding", "")
    answer = Response(file.squeezed if squeezed else file.body, content_type=file.media_type)
    answer.headers["Cache-Control"] = FOR_GOOD if request.args.get("v") == file.digest else SHORTLY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Vary"] = "Accept-Encoding"
    if squeezed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.set_etag(f"{file.digest}{'-gz' if squeezed else ''}")
    answer.make_conditional(request)
    return answer


@files.app_url_defaults
def name_the_digest(endpoint: str, values: dict[str, object]) -> None:
    """Put it into every address that `url_for` makes of a file."""
    file = held().get(str(values.get("filename", ""))) if endpoint == "files.static" else None
    if file is not None:
        values["v"] = file.digest


def _read(path: Path) -> StaticFile:
    body = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    media_type = f"{kind}; charset=utf-8" if kind.startswith("text/") or path.suffix == ".js" else kind
    squeezed = gzip.compress(body, 9, mtime=0) if path.suffix in SQUEEZED else None
    return StaticFile(body, squeezed, hashlib.sha256(body).hexdigest()[:16], media_type)
