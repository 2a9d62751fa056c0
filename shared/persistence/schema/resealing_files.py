"""Sealing anew, beside the running docgen, the papers in the object store that lie sealed with a retired key.

Each paper is laid down once more in a place that follows from the old one, then its document is led there, then the old
one goes. Stopped anywhere in between, the next run finds what was made. What the document says of the paper (digest,
size, version) is about its plain content and stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import column, select, table, update

from shared.contracts.key_purposes import FILES
from shared.contracts.store_users import DOCUMENTS, SEALED
from shared.kernel.errors import ZhipingError
from shared.persistence.db.database import Database
from shared.security import Keyring
from shared.security.sealed_files import HEAD_BYTES, MEDIA_TYPE, key_of_file, open_file, seal_file
from shared.storage import ObjectStore

BATCH = 20
STRAY_SECONDS = 3600.0
"""How long a file that no document names may still be one that a render worker is about to name."""
_EVERYTHING = 10**9
T = table("documents", column("object_key"), column("digest"))
"""Of docgen's table what is needed here: the image that changes keys does not hold that service."""


@dataclass(slots=True)
class FileTally:
    """Papers sealed anew, files removed that no document named, files that lie under retired keys still; `faults` names
    those that do not open or are not the paper that their document speaks of."""

    resealed: int = 0
    removed: int = 0
    left: int = 0
    faults: list[str] = field(default_factory=list)


class FileResealing:
    """docgen's papers, its documents, and the ring with both the retired keys and the one in their place."""

    def __init__(
        self,
        database: Database,
        files: ObjectStore,
        ring: Keyring,
        say: Callable[[str, int], None] = lambda place, done: None,
        stray_seconds: float = STRAY_SECONDS,
    ) -> None:
        """`say(prefix, papers so far)` after every batch."""
        self._database, self._files, self._ring, self._say = database, files, ring, say
        self._stray_seconds = stray_seconds
        keys = ring.keys_for(FILES)
        self._active, self._retired = keys.active, frozenset(keys.retired)

    def run(self) -> FileTally:
        """Safe to be killed and run again, beside the service and beside another run."""
        tally, lying = FileTally(), self._lying()
        self._follow(set(lying))
        named = self._named()
        strays = set(self._files.older(DOCUMENTS, self._stray_seconds, _EVERYTHING)) if self._retired else set()
        for key in self._under_retired(lying):
            if key in named:
                self._reseal(key, named[key], tally)
            elif self._successor(key) in named or key in strays:
                self._files.delete(key)
                tally.removed += 1
        tally.left = self.left()
        return tally

    def left(self) -> int:
        """How many files lie under retired keys, named by a document or not."""
        return sum(1 for _ in self._under_retired(self._lying())) if self._retired else 0

    def _lying(self) -> list[str]:
        return [key for key in self._files.list(DOCUMENTS) if key.endswith(SEALED)]

    def _under_retired(self, keys: Iterable[str]) -> Iterator[str]:
        for key in keys if self._retired else ():
            try:
                found = key_of_file(self._files.beginning(key, HEAD_BYTES))
            except ZhipingError as error:
                if error.slug != "object_missing":
                    raise
                continue
            if found in self._retired:
                yield key

    def _reseal(self, key: str, digest: str, tally: FileTally) -> None:
        try:
            plain = open_file(self._files.get(key), self._ring)
        except ZhipingError as error:
            if error.slug != "object_missing":  # another run was faster
                tally.faults.append(f"{key}: {error.slug}")
            return
        if hashlib.sha256(plain).hexdigest() != digest:
            tally.faults.append(f"{key}: file_digest_differs")
            return
        self._lay_down(self._successor(key), plain)
        if self._lead(key, self._successor(key)):
            self._files.delete(key)
            tally.resealed += 1
            if tally.resealed % BATCH == 0:
                self._say(DOCUMENTS, tally.resealed)

    def _lay_down(self, place: str, plain: bytes) -> None:
        """What an earlier run or one beside it has laid there must be the same paper."""
        try:
            self._files.put(place, seal_file(plain, self._ring), MEDIA_TYPE)
        except ZhipingError as error:
            if error.slug != "object_differs" or open_file(self._files.get(place), self._ring) != plain:
                raise

    def _lead(self, key: str, place: str) -> bool:
        with self._database.begin() as connection:
            moved = update(T).where(T.c.object_key == key).values(object_key=place)
            return connection.execute(moved).rowcount > 0

    def _named(self) -> dict[str, str]:
        """Where sealed papers lie, as their documents say, and the digest of each."""
        with self._database.begin_reading() as connection:
            rows = connection.execute(select(T.c.object_key, T.c.digest).where(T.c.object_key.endswith(SEALED)))
            return {row.object_key: row.digest for row in rows}

    def _follow(self, lying: set[str]) -> None:
        """A document of a database that was restored names a paper that has been sealed anew since."""
        for key in self._named():
            if key not in lying and self._successor(key) in lying:
                self._lead(key, self._successor(key))

    def _successor(self, key: str) -> str:
        """Where a paper lies once it is sealed anew; always the same place."""
        attempt = hashlib.sha256(f"{key} {self._active}".encode()).hexdigest()[:12]
        return f"{key.removesuffix(SEALED).rpartition('.')[0]}.{attempt}{SEALED}"
