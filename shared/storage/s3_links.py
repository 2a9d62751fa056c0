"""Upload links of S3 that take one size only: the content length is among the signed headers (AWS Signature Version 4).

The client library signs the host alone; its link is taken apart and signed again with one header more.
"""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

_SIGNED = "content-length;host"
_ALGORITHM = "AWS4-HMAC-SHA256"


def bind_size(url: str, size: int, secret_key: str) -> str:
    """The presigned PUT link, good for a body of exactly this many bytes."""
    parts = urlsplit(url)
    params = dict(parse_qsl(parts.query, keep_blank_values=True)) | {"X-Amz-SignedHeaders": _SIGNED}
    del params["X-Amz-Signature"]
    query = "&".join(f"{_encoded(name)}={_encoded(value)}" for name, value in sorted(params.items()))
    lines = (
        "PUT", parts.path, query, f"content-length:{size}", f"host:{parts.netloc}", "", _SIGNED, "UNSIGNED-PAYLOAD",
    )  # fmt: skip
    scope = params["X-Amz-Credential"].partition("/")[2]
    request = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    text = "\n".join((_ALGORITHM, params["X-Amz-Date"], scope, request))
    signature = _digest(_signing_key(secret_key, scope), text).hex()
    return urlunsplit(parts._replace(query=f"{query}&X-Amz-Signature={signature}"))


def _signing_key(secret_key: str, scope: str) -> bytes:
    """The key of a day, region and service; the scope ends with the word aws4_request."""
    key = f"AWS4{secret_key}".encode()
    for part in scope.split("/"):
        key = _digest(key, part)
    return key


def _digest(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def _encoded(text: str) -> str:
    return quote(text, safe="-_.~")
