"""The object store that services see: whole files by key, never changed once written, shared by expiring links."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from dataclasses import dataclass
from typing import Protocol

from shared.kernel.errors import conflict, invalid

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._=-]*(/[A-Za-z0-9][A-Za-z0-9._=-]*)*")
KEY_LENGTH = 512


@dataclass(frozen=True, slots=True)
class ObjectStat:
    """What the store knows of an object without reading it: size in bytes and media type."""

    key: str
    size: int
    media_type: str


class ObjectStore(Protocol):
    """Port with two adapters: an S3 server and its directory twin; one test suite holds both to the same behaviour.

    Keys are ASCII segments joined by `/` (else invalid `object_key_invalid`); people's file names go into links only.
    """

    def put(self, key: str, data: bytes, media_type: str) -> None:
        """Store if absent. The same content again is no error and writes nothing; other content: `object_differs`."""
        ...

    def get(self, key: str) -> bytes:
        """Read the whole object; raises not_found `object_missing`."""
        ...

    def beginning(self, key: str, size: int) -> bytes:
        """The first bytes of the object, at most so many; raises not_found `object_missing`."""
        ...

    def stat(self, key: str) -> ObjectStat | None:
        """Describe an object, or None when it is absent."""
        ...

    def delete(self, key: str) -> None:
        """Remove an object; an absent one is no error."""
        ...

    def older(self, prefix: str, seconds: float, limit: int) -> list[str]:
        """Up to `limit` keys with the prefix, last written more than so many seconds of real time ago."""
        ...

    def list(self, prefix: str) -> list[str]:
        """All keys that begin with the prefix, sorted."""
        ...

    def presigned_get(self, key: str, seconds: int, download_name: str | None = None) -> str:
        """A link that downloads the object for so many seconds of real time, saved under the given name."""
        ...

    def presigned_put(self, key: str, seconds: int, size: int | None = None) -> str:
        """A link that takes one HTTP PUT of the object for so many seconds of real time.

        Given a size, a body of any other length is refused before it is received (a status other than 200).
        """
        ...


def check_key(key: str) -> str:
    """Return the key; raises invalid `object_key_invalid` for empty, long, relative or non-ASCII keys."""
    if len(key) > KEY_LENGTH or not _KEY.fullmatch(key):
        raise invalid("object_key_invalid")
    return key


def refuse_difference(present: bytes, data: bytes) -> None:
    """Raise conflict `object_differs` unless both contents have the same digest."""
    if hashlib.sha256(present).digest() != hashlib.sha256(data).digest():
        raise conflict("object_differs")


def guessed_media_type(key: str) -> str:
    """Media type by the key's ending."""
    return mimetypes.guess_type(key)[0] or "application/octet-stream"
