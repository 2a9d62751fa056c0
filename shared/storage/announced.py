"""What somebody announces before an upload, and holding to it what arrives.

The announcement stands in the object's key, `<prefix><size>-<kind>-<sha256>`: whoever takes the file needs no record.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass

from shared.kernel.errors import ZhipingError, invalid, not_found
from shared.storage.content import MEDIA_TYPES, check_content
from shared.storage.port import ObjectStore

_TAIL = re.compile(r"([1-9][0-9]{0,14})-([a-z]+)-([0-9a-f]{64})")
KINDS = {media_type: kind for kind, media_type in MEDIA_TYPES.items()}
"""Media type -> kind."""


@dataclass(frozen=True, slots=True)
class Announced:
    """Size in bytes, kind (a key of MEDIA_TYPES) and SHA-256 (hex) of a file."""

    size: int
    kind: str
    sha256: str

    @property
    def media_type(self) -> str:
        """The media type of the kind."""
        return MEDIA_TYPES[self.kind]

    def key(self, prefix: str) -> str:
        """Where the file arrives; whoever holds the link can write there again."""
        return f"{prefix}{self.size}-{self.kind}-{self.sha256}"


def announced_in(key: str, prefix: str) -> Announced | None:
    """What the key under this prefix announces; None for any other key."""
    found = _TAIL.fullmatch(key.removeprefix(prefix)) if key.startswith(prefix) else None
    return Announced(int(found[1]), found[2], found[3]) if found is not None and found[2] in MEDIA_TYPES else None


def take(store: ObjectStore, key: str, announced: Announced, path: str = "object_key") -> bytes:
    """The file that arrived under the key, if it is the one that was announced; any other one is deleted.

    Its size is asked before its bytes are read. Raises not_found `object_missing`, invalid `file_size_differs`,
    `file_digest_differs`. What the file is, is left to who looks inside.
    """
    found = store.stat(key)
    if found is None:
        raise not_found("object_missing", path=path)
    if found.size != announced.size:
        raise _foreign(store, key, invalid("file_size_differs", path=path, announced=announced.size, size=found.size))
    data = store.get(key)
    if len(data) != announced.size or hashlib.sha256(data).hexdigest() != announced.sha256:
        raise _foreign(store, key, invalid("file_digest_differs", path=path))
    return data


def take_of_kind(
    store: ObjectStore, key: str, announced: Announced, allowed: Collection[str], limit: int, path: str = "object_key"
) -> bytes:
    """The announced file, once `check_content` has looked at it and its kind is the announced one.

    Raises what both do, and invalid `file_kind_differs`.
    """
    data = take(store, key, announced, path)
    kind = check_content(data, allowed, limit, path)
    if kind != announced.kind:
        raise _foreign(store, key, invalid("file_kind_differs", path=path, announced=announced.kind, found=kind))
    return data


def _foreign(store: ObjectStore, key: str, error: ZhipingError) -> ZhipingError:
    store.delete(key)
    return error
