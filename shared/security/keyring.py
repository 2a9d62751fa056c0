"""Sealing of personal texts: authenticated encryption with named keys, and a blind index for equality search."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import secrets
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cryptography.exceptions import InvalidTag

from shared.kernel.errors import unavailable
from shared.kernel.text import compact
from shared.security.suites import SUITES

KEY_BYTES = 32
ENVIRONMENT_VARIABLE = "ZHIPING_KEYRING"


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys by id (32 bytes each): the active one seals, all of them open, so a key is rotated by adding another.

    A sealed text reads `<suite>.<key id>.<base64url>`; suite and key id are bound to it as associated data.
    """

    active: str
    keys: Mapping[str, bytes] = field(repr=False)
    index_key: bytes = field(repr=False)
    suite: str = "v1"

    def __post_init__(self) -> None:
        """Reject a ring that could not seal or open: wrong key length, unknown suite, missing active key."""
        if self.active not in self.keys:
            raise ValueError("the active key is not in the keyring")
        if self.suite not in SUITES:
            raise ValueError(f"unknown cipher suite {self.suite!r}")
        if any(len(key) != KEY_BYTES for key in (*self.keys.values(), self.index_key)):
            raise ValueError(f"every key must have {KEY_BYTES} bytes")
        if any("." in key_id for key_id in self.keys):
            raise ValueError("a key id must not hold a dot")

    @classmethod
    def from_json(cls, text: str) -> Keyring:
        """Read `{"active": "k1", "keys": {"k1": "<base64>"}, "index_key": "<base64>", "suite": "v1"}`."""
        raw = json.loads(text)
        keys = {key_id: base64.b64decode(value) for key_id, value in raw["keys"].items()}
        return cls(raw["active"], keys, base64.b64decode(raw["index_key"]), raw.get("suite", "v1"))

    @classmethod
    def generate(cls) -> Keyring:
        """Make a ring of one random key (development stack and tests)."""
        return cls("k1", {"k1": secrets.token_bytes(KEY_BYTES)}, secrets.token_bytes(KEY_BYTES))

    def with_new_key(self) -> Keyring:
        """This ring with one more random key; the active one stays, as other processes do not know the new one yet."""
        name = f"k{_number(self.newest) + 1}"
        return replace(self, keys={**self.keys, name: secrets.token_bytes(KEY_BYTES)})

    def with_newest_active(self) -> Keyring:
        """This ring sealing with its newest key; what the others sealed still opens."""
        return replace(self, active=self.newest)

    @property
    def newest(self) -> str:
        """The id of the key added last: `k<highest number>`."""
        return max(self.keys, key=_number)

    def to_json(self) -> str:
        """Write the form that `from_json` reads; the result is a secret."""
        keys = {key_id: base64.b64encode(key).decode() for key_id, key in self.keys.items()}
        index_key = base64.b64encode(self.index_key).decode()
        return json.dumps({"active": self.active, "keys": keys, "index_key": index_key, "suite": self.suite})

    def seal(self, text: str) -> str:
        """Encrypt under the active key; the same text gives another result each time."""
        prefix = f"{self.suite}.{self.active}"
        body = SUITES[self.suite].encrypt(self.keys[self.active], text.encode(), prefix.encode())
        return f"{prefix}.{base64.urlsafe_b64encode(body).decode()}"

    def open(self, sealed: str) -> str:
        """Decrypt; raises unavailable `sealing_key_unknown` or `sealed_text_unreadable`."""
        suite, key_id, body = _split(sealed)
        key = self.keys.get(key_id)
        if key is None:
            raise unavailable("sealing_key_unknown", key_id=key_id)
        try:
            raw = base64.urlsafe_b64decode(body)
            return SUITES[suite].decrypt(key, raw, f"{suite}.{key_id}".encode()).decode()
        except (InvalidTag, Base64Error, ValueError):
            raise unavailable("sealed_text_unreadable") from None

    def needs_resealing(self, sealed: str) -> bool:
        """Tell whether the text stands under another key or suite than new texts do (work for a rotation run)."""
        return not sealed.startswith(f"{self.suite}.{self.active}.")

    def blind_index(self, text: str) -> str:
        """Keyed HMAC-SHA256 (hex) of the text as it would be written plainly: without spaces and invisible marks, in
        narrow upper-case letters. Equal texts, equal index, nothing else."""
        normal = compact(text).upper()
        return hmac.new(self.index_key, normal.encode(), hashlib.sha256).hexdigest()


_SEALED = re.compile(rf"(?:{'|'.join(SUITES)})\.[^.\s]+\.[A-Za-z0-9_-]{{38,}}=*")


def is_sealed(text: str) -> bool:
    """Whether the text has the form of a sealed one; nobody writes that by chance."""
    return _SEALED.fullmatch(text) is not None


def _split(sealed: str) -> tuple[str, str, str]:
    parts = sealed.split(".")
    if len(parts) != 3 or parts[0] not in SUITES:
        raise unavailable("sealed_text_unreadable")
    return parts[0], parts[1], parts[2]


_process_ring: Keyring | None = None


def install_keyring(ring: Keyring | None) -> None:
    """Set the ring that `seal`, `open_sealed`, `blind_index` and the encrypted column type use in this process."""
    global _process_ring
    _process_ring = ring


def process_keyring() -> Keyring:
    """Return the installed ring, else the one of the environment; raises unavailable `keyring_missing`."""
    global _process_ring
    if _process_ring is None:
        text = os.environ.get(ENVIRONMENT_VARIABLE)
        if not text:
            raise unavailable("keyring_missing")
        _process_ring = Keyring.from_json(text)
    return _process_ring


def seal(text: str) -> str:
    """Encrypt with the process keyring."""
    return process_keyring().seal(text)


def open_sealed(sealed: str) -> str:
    """Decrypt with the process keyring."""
    return process_keyring().open(sealed)


def blind_index(text: str) -> str:
    """Index a text for equality search with the process keyring."""
    return process_keyring().blind_index(text)


def _number(key_id: str) -> int:
    """3 of `k3`; 0 of an id of another kind."""
    return int(key_id[1:]) if key_id[:1] == "k" and key_id[1:].isdigit() else 0
