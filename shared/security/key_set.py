"""The keys of one purpose: the active one makes new texts, all of them read what there is."""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypedDict

KEY_BYTES = 32
_END = re.compile(r"\d+$")


class PlainKeys(TypedDict):
    """As they stand in a file: the keys in base64."""

    active: str
    keys: dict[str, str]


@dataclass(frozen=True, slots=True)
class KeySet:
    """Keys by id, 32 bytes each. An id ends with a number, by which the newest is known."""

    active: str
    keys: Mapping[str, bytes] = field(repr=False)

    def __post_init__(self) -> None:
        """ValueError for keys that could not work: wrong length, an id with a dot, the active one missing."""
        if self.active not in self.keys:
            raise ValueError("the active key is not among the keys")
        if any(len(key) != KEY_BYTES for key in self.keys.values()):
            raise ValueError(f"every key must have {KEY_BYTES} bytes")
        if any("." in key_id for key_id in self.keys):
            raise ValueError("a key id must not hold a dot")

    @classmethod
    def of(cls, key_id: str, key: bytes) -> KeySet:
        """One key, which is active."""
        return cls(key_id, {key_id: key})

    @classmethod
    def generate(cls, name: str) -> KeySet:
        """One random key, `<name>-1`."""
        return cls.of(f"{name}-1", secrets.token_bytes(KEY_BYTES))

    @classmethod
    def from_plain(cls, raw: PlainKeys) -> KeySet:
        """Read `{"active": "own-1", "keys": {"own-1": "<base64>"}}`."""
        return cls(raw["active"], {key_id: base64.b64decode(value) for key_id, value in raw["keys"].items()})

    def plain(self) -> PlainKeys:
        """The form that `from_plain` reads."""
        return {
            "active": self.active,
            "keys": {key_id: base64.b64encode(key).decode() for key_id, key in self.keys.items()},
        }

    def with_key(self, key_id: str, key: bytes) -> KeySet:
        """These and one more; the active one stays, as other processes do not know the new one yet."""
        return replace(self, keys={**self.keys, key_id: key})

    def with_newest_active(self) -> KeySet:
        """New texts are made with the key added last."""
        return replace(self, active=self.newest)

    def without(self, key_id: str) -> KeySet:
        """These without one of them; ValueError for the active one."""
        return replace(self, keys={one: key for one, key in self.keys.items() if one != key_id})

    def only(self, key_id: str) -> KeySet:
        """That one alone."""
        return KeySet.of(key_id, self.keys[key_id])

    @property
    def newest(self) -> str:
        """The id of the key added last: the one with the highest number."""
        return max(self.keys, key=number_of)

    @property
    def retired(self) -> list[str]:
        """The ids of those that make nothing new any more, nor will."""
        return sorted(one for one in self.keys if one != self.active and number_of(one) < number_of(self.active))


def number_of(key_id: str) -> int:
    """3 of `own-3`; 0 of an id of another kind."""
    found = _END.search(key_id)
    return int(found[0]) if found else 0
