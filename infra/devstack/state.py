"""`state.json` of a stack: ports, passwords and process ids per server, shared by every process that uses the stack."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class StateFile:
    """A JSON object on disk, one key per server; each change is a locked read-modify-write, replaced atomically."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "state.json"
        self._lock = folder / ".state.lock"

    def read(self, key: str) -> dict[str, Any]:
        """The values stored for `key`; empty when there are none."""
        values: dict[str, Any] = self._load().get(key, {})
        return values

    def update(self, key: str, **values: Any) -> None:
        """Merge `values` into what is stored for `key`; a value of None removes the entry."""
        with locked(self._lock):
            everything = self._load()
            merged = everything.get(key, {}) | values
            everything[key] = {name: value for name, value in merged.items() if value is not None}
            self._save(everything)

    def _load(self) -> dict[str, Any]:
        try:
            loaded: dict[str, Any] = json.loads(self.path.read_text())
        except FileNotFoundError:
            return {}
        return loaded

    def _save(self, everything: dict[str, Any]) -> None:
        fresh = self.path.with_suffix(f".{os.getpid()}")
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:  # it holds passwords
            json.dump(everything, out, indent=2, sort_keys=True)
        fresh.replace(self.path)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an exclusive advisory lock on `path` (created when missing); waits for whoever holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
