"""Files that go through the door, where browsers cannot reach the store: links are followed here, with limits.

A link is one that a service has just given; nobody hands one in. What the store says of a file is not passed on as
it is: the door answers with the type, as an attachment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from urllib.parse import urlsplit

import urllib3

from shared.kernel.errors import invalid, unavailable
from shared.kernel.transport_security import certificate_details

PIECE = 64 * 1024
CONNECT_SECONDS = 5
ANSWER_SECONDS = 30
FOUND = 200


@dataclass(frozen=True)
class Download:
    """A file on its way; `pieces` must be read to the end, or closed."""

    size: int
    media_type: str
    pieces: Iterator[bytes]


class LinkedFiles:
    """Follows links; every thread may use it."""

    def __init__(self, ca_file: str, largest: int, most: int) -> None:
        """`largest` is the most bytes of a file; `most` how many are under way at once without waiting for another."""
        self._largest = largest
        self._pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=ANSWER_SECONDS),
            cert_reqs="CERT_REQUIRED",
            ca_certs=ca_file or None,
            maxsize=most,
            retries=False,
        )

    def put(self, url: str, stream: IO[bytes], size: int, media_type: str) -> None:
        """Hand an upload of exactly `size` bytes on, piece by piece; nothing of it is kept here.

        `file_empty`, `file_too_large`, `file_size_differs` before or while it is read; `storage_unavailable`.
        """
        if size <= 0:
            raise invalid("file_empty")
        if size > self._largest:
            raise invalid("file_too_large", limit=self._largest, size=size)
        headers = {"Content-Type": media_type, "Content-Length": str(size)}
        with self._ask("PUT", url, body=_exactly(stream, size), headers=headers) as answer:
            answer.drain_conn()

    def get(self, url: str) -> Download:
        """A file from the store; `storage_unavailable`, also for one that is too large to be one of ours."""
        answer = self._ask("GET", url)
        size = int(answer.headers.get("Content-Length", -1))
        if not 0 <= size <= self._largest:
            answer.close()
            raise unavailable("storage_unavailable", code="size")
        return Download(size, answer.headers.get("Content-Type", "application/octet-stream"), _pieces(answer))

    def close(self) -> None:
        """Give connections back."""
        self._pool.clear()

    def _ask(
        self, method: str, url: str, *, body: Iterator[bytes] | None = None, headers: dict[str, str] | None = None
    ) -> urllib3.BaseHTTPResponse:
        if urlsplit(url).scheme not in ("http", "https"):
            raise unavailable("storage_unavailable", code="link")
        try:
            answer = self._pool.request(method, url, body=body, headers=headers, preload_content=False, redirect=False)
        except urllib3.exceptions.HTTPError as error:
            raise unavailable("storage_unavailable", code=type(error).__name__, **certificate_details(error)) from error
        if answer.status != FOUND:
            answer.close()
            raise unavailable("storage_unavailable", code=answer.status)
        return answer


def _exactly(stream: IO[bytes], size: int) -> Iterator[bytes]:
    left = size
    while left:
        piece = stream.read(min(PIECE, left))
        if not piece:
            raise invalid("file_size_differs", announced=size, size=size - left)
        left -= len(piece)
        yield piece


def _pieces(answer: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    try:
        yield from answer.stream(PIECE)
    finally:
        answer.release_conn()
