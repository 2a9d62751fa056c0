"""The keys under which a service signs and seals its trail: whoever has the database alone cannot make a seal.

Keys of its own (ZHIPING_TRAIL_KEYS) or, without any, a key that is derived from the first index key of the keyring.
Services hold the keys because they seal; the database, its copies and its users do not.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from shared.contracts.key_purposes import INDEX
from shared.security.key_set import KEY_BYTES, number_of
from shared.security.keyring import Keyring

RING = "ring"
"""Id of the key that is derived from the keyring."""
_PURPOSE = b"zhiping trail seals"
ID_LENGTH = 40


@dataclass(frozen=True, slots=True)
class TrailKeys:
    """Keys by id (32 bytes each): the active one seals, all of them verify."""

    active: str
    keys: Mapping[str, bytes] = field(repr=False)

    def __post_init__(self) -> None:
        """ValueError for keys that could not seal."""
        if self.active not in self.keys:
            raise ValueError("the active trail key is not among the keys")
        if any(not 0 < len(name) <= ID_LENGTH or "." in name for name in self.keys):
            raise ValueError(f"the id of a trail key has 1 to {ID_LENGTH} characters and no dot")
        if any(len(key) != KEY_BYTES for key in self.keys.values()):
            raise ValueError(f"every trail key must have {KEY_BYTES} bytes")

    @classmethod
    def from_json(cls, text: str) -> TrailKeys:
        """Read `{"active": "t1", "keys": {"t1": "<base64>"}}`; what is wrong with it is said without quoting it."""
        try:
            raw = json.loads(text)
            return cls(raw["active"], {name: base64.b64decode(key) for name, key in raw["keys"].items()})
        except (KeyError, TypeError, AttributeError, Base64Error, json.JSONDecodeError):
            raise ValueError("these are no trail keys") from None

    @classmethod
    def generate(cls) -> TrailKeys:
        """One random key."""
        return cls("t1", {"t1": secrets.token_bytes(KEY_BYTES)})

    @classmethod
    def derived(cls, ring: Keyring) -> TrailKeys | None:
        """The key of a site that gives its trail none; None for a ring without an index key."""
        if INDEX not in ring.sets:
            return None
        keys = ring.sets[INDEX].keys
        return cls(RING, {RING: hmac.digest(keys[min(keys, key=number_of)], _PURPOSE, hashlib.sha256)})

    @classmethod
    def configured(cls, trail_keys: str, keyring: Keyring | None) -> TrailKeys | None:
        """From the two settings; None when neither gives a key.

        Seals made under the ring's key before the trail got keys of its own stay verifiable.
        """
        ring = cls.derived(keyring) if keyring else None
        if not trail_keys:
            return ring
        own = cls.from_json(trail_keys)
        return replace(own, keys={**ring.keys, **own.keys}) if ring else own

    def with_new_key(self) -> TrailKeys:
        """These keys and one more, which seals from now on; entries are sealed by one process at a time, so all
        processes need not know it at once, but whoever verifies does."""
        number = 1 + max((int(name[1:]) for name in self.keys if name[:1] == "t" and name[1:].isdigit()), default=0)
        return TrailKeys(f"t{number}", {**self.keys, f"t{number}": secrets.token_bytes(KEY_BYTES)})

    def to_json(self) -> str:
        """Write the form that `from_json` reads; the result is a secret."""
        keys = {name: base64.b64encode(key).decode() for name, key in self.keys.items()}
        return json.dumps({"active": self.active, "keys": keys})

    def mac(self, content: bytes, key_id: str) -> str:
        """HMAC-SHA256 of the content, 64 hex digits; KeyError for a key that is not here."""
        return hmac.digest(self.keys[key_id], content, hashlib.sha256).hex()
