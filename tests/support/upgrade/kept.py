"""What a story keeps beside the database, for whoever goes on with it."""

import base64
import json
import secrets
from pathlib import Path
from typing import Any


class Kept:
    """`story.json` and `keyring.json` in the folder; other versions read them: names are added, not changed."""

    def __init__(self, folder: Path) -> None:
        self._file, self._ring = folder / "story.json", folder / "keyring.json"
        folder.mkdir(parents=True, exist_ok=True)
        if not self._ring.exists():
            self._ring.write_text(ring_of_0_2(), encoding="utf-8")
        self.keyring = self._ring.read_text(encoding="utf-8")
        self.number = 0
        """The part of the story that is under way."""
        self.notes: dict[str, Any] = {}
        """What the story cannot ask the service."""
        self.commands: dict[str, Any] = {}
        """Tree of a version -> its last command, with the answer."""

    def read(self) -> None:
        """As the last step left it, whoever took it."""
        if self._file.exists():
            found = json.loads(self._file.read_text(encoding="utf-8"))
            self.number, self.notes, self.commands = (found[name] for name in ("number", "notes", "commands"))

    def write(self) -> None:
        """For the next step."""
        told = {"number": self.number, "notes": self.notes, "commands": self.commands}
        self._file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def ring_of_0_2() -> str:
    """One ring for every purpose, in the form that both versions read."""
    key, index = (base64.b64encode(secrets.token_bytes(32)).decode() for _ in range(2))
    return json.dumps({"active": "k1", "keys": {"k1": key}, "index_key": index, "suite": "v1"})
