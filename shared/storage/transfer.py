"""Client side of the links: what a portal, the demo and the tests do with a presigned URL."""

from __future__ import annotations

from functools import cache

import urllib3

from shared.kernel.errors import unavailable


def upload(url: str, data: bytes, media_type: str = "application/octet-stream", *, ca_file: str = "") -> None:
    """PUT a file to a link; raises unavailable `link_refused` with the HTTP status.

    `ca_file`: the authority of an https link, where it is none of those the system trusts.
    """
    _checked(_pool(ca_file).request("PUT", url, body=data, headers={"Content-Type": media_type}))


def download(url: str, *, ca_file: str = "") -> bytes:
    """GET a file from a link; otherwise as `upload`."""
    return _checked(_pool(ca_file).request("GET", url))


@cache
def _pool(ca_file: str) -> urllib3.PoolManager:
    timeout = urllib3.Timeout(connect=5, read=30)
    return urllib3.PoolManager(timeout=timeout, cert_reqs="CERT_REQUIRED", ca_certs=ca_file or None)


def _checked(response: urllib3.BaseHTTPResponse) -> bytes:
    if response.status != 200:
        raise unavailable("link_refused", status=response.status)
    return bytes(response.data)
