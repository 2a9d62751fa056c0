"""Object store on a directory: the embedded twin of the S3 store, for one machine."""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from shared.kernel.errors import not_found
from shared.storage.links import LinkSigner, Promise
from shared.storage.port import ObjectStat, check_key, guessed_media_type, refuse_difference

DEFAULT_DOOR = "http://127.0.0.1:8480"


class DirectoryStore:
    """Objects are plain files under `objects/`; a file appears whole (written aside, synced, linked into place) or not.

    Links point to `door_url`, where a `FileDoor` serves the same directory; `durable=False` skips fsync (demo, tests).
    """

    def __init__(
        self,
        root: Path,
        door_url: str = DEFAULT_DOOR,
        durable: bool = True,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Open or make the directory; the link secret is made once and kept beside the objects, for the owner only."""
        self._objects = root / "objects"
        self._types = root / ".types"
        self._aside = root / ".aside"
        for folder in (self._objects, self._types, self._aside):
            folder.mkdir(parents=True, exist_ok=True)
        self.door_url = door_url.rstrip("/")
        self.now = now
        self._durable = durable
        self.signer = LinkSigner(_secret(root / ".secret"))

    def put(self, key: str, data: bytes, media_type: str) -> None:
        """Store if absent, decided by the file system in one step."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._write_aside(data)
        try:
            self._note_type(key, media_type)
            os.link(fresh, path)
        except FileExistsError:
            refuse_difference(path.read_bytes(), data)
        finally:
            fresh.unlink()
        self._sync_folder(path.parent)

    def replace(self, key: str, data: bytes, media_type: str) -> None:
        """Store or overwrite: what a PUT through a link does, as on S3."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._note_type(key, media_type)
        self._write_aside(data).replace(path)
        self._sync_folder(path.parent)

    def get(self, key: str) -> bytes:
        """Read the whole object."""
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            raise not_found("object_missing") from None

    def beginning(self, key: str, size: int) -> bytes:
        """Read the first bytes."""
        try:
            with self._path(key).open("rb") as file:
                return file.read(size)
        except FileNotFoundError:
            raise not_found("object_missing") from None

    def stat(self, key: str) -> ObjectStat | None:
        """Describe an object, or None."""
        path = self._path(key)
        if not path.is_file():
            return None
        return ObjectStat(key, path.stat().st_size, self._media_type(key))

    def delete(self, key: str) -> None:
        """Remove an object."""
        path = self._path(key)
        path.unlink(missing_ok=True)
        (self._types / f"{key}.json").unlink(missing_ok=True)
        if path.parent.is_dir():
            self._sync_folder(path.parent)

    def older(self, prefix: str, seconds: float, limit: int) -> list[str]:
        """Keys last written so long ago."""
        before = self.now() - seconds
        found: list[str] = []
        for key in self.list(prefix):
            if len(found) == limit:
                break
            if _written_at(self._path(key)) < before:
                found.append(key)
        return found

    def list(self, prefix: str) -> list[str]:
        """All keys with the prefix, sorted."""
        base = self._objects / prefix.rpartition("/")[0]
        found = (path.relative_to(self._objects).as_posix() for path in base.rglob("*") if path.is_file())
        return sorted(key for key in found if key.startswith(prefix))

    def presigned_get(self, key: str, seconds: int, download_name: str | None = None) -> str:
        """A signed link for GET."""
        return self._link("GET", key, Promise(int(self.now()) + seconds, download_name or ""))

    def presigned_put(self, key: str, seconds: int, size: int | None = None) -> str:
        """A signed link for PUT."""
        return self._link("PUT", key, Promise(int(self.now()) + seconds, size=size))

    def _link(self, method: str, key: str, promise: Promise) -> str:
        return f"{self.door_url}/{quote(check_key(key))}?{self.signer.query(method, key, promise)}"

    def _path(self, key: str) -> Path:
        return self._objects / check_key(key)

    def _write_aside(self, data: bytes) -> Path:
        fresh = self._aside / secrets.token_hex(16)
        with fresh.open("xb") as file:
            file.write(data)
            if self._durable:
                file.flush()
                os.fsync(file.fileno())
        return fresh

    def _sync_folder(self, folder: Path) -> None:
        if not self._durable:
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def _note_type(self, key: str, media_type: str) -> None:
        note = self._types / f"{key}.json"
        if media_type == guessed_media_type(key):
            return note.unlink(missing_ok=True)
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps(media_type), encoding="ascii")

    def _media_type(self, key: str) -> str:
        note = self._types / f"{key}.json"
        return str(json.loads(note.read_text(encoding="ascii"))) if note.exists() else guessed_media_type(key)


def _written_at(path: Path) -> float:
    """Seconds; of what has gone meanwhile, never."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _secret(path: Path) -> bytes:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(32))
    return path.read_bytes()
