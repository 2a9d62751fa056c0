"""Client side of the links: what a portal, the demo and the tests do with a presigned URL."""

from __future__ import annotations

import urllib3

from shared.kernel.errors import unavailable

_POOL = urllib3.PoolManager(timeout=urllib3.Timeout(connect=5, read=30))


def upload(url: str, data: bytes, media_type: str = "application/octet-stream") -> None:
    """PUT a file to a link; raises unavailable `link_refused` with the HTTP status."""
    _checked(_POOL.request("PUT", url, body=data, headers={"Content-Type": media_type}))


def download(url: str) -> bytes:
    """GET a file from a link; raises unavailable `link_refused` with the HTTP status."""
    return _checked(_POOL.request("GET", url))


def _checked(response: urllib3.BaseHTTPResponse) -> bytes:
    if response.status != 200:
        raise unavailable("link_refused", status=response.status)
    return bytes(response.data)
