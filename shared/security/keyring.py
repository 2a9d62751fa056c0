"""Sealing of personal texts: authenticated encryption with named keys, and a blind index for equality search."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from binascii import Error as Base64Error
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from cryptography.exceptions import InvalidTag

from shared.contracts.key_purposes import CODES, FILES, INDEX, NUMBERS, OWN, PURPOSES, SEALING
from shared.kernel.errors import unavailable
from shared.kernel.text import compact
from shared.security.key_set import KeySet
from shared.security.suites import SUITES

_CODES_OF_OLD = b"zhiping check code certificate"
"""What the codes of certificates are derived with where one index key served every purpose."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys that one process has, by purpose (shared.contracts.key_purposes).

    A sealed text reads `<suite>.<key id>.<base64url>`; suite and key id are bound to it as associated data.
    """

    sets: Mapping[str, KeySet] = field(repr=False)
    suite: str = "v1"

    def __post_init__(self) -> None:
        """ValueError for an unknown suite or purpose."""
        if self.suite not in SUITES:
            raise ValueError(f"unknown cipher suite {self.suite!r}")
        if unknown := sorted(set(self.sets) - set(PURPOSES)):
            raise ValueError(f"a keyring knows no {', '.join(unknown)}")

    @classmethod
    def from_json(cls, text: str) -> Keyring:
        """Read `{"suite": "v1", "own": {"active": "own-1", "keys": {"own-1": "<base64>"}}, ...}`, or the form of one
        ring for everything: `{"active": "k1", "keys": {...}, "index_key": "<base64>", "suite": "v1"}`.

        What is wrong with it is said without quoting it.
        """
        try:
            raw = json.loads(text)
            suite = raw.pop("suite", "v1")
            if "index_key" in raw:
                keys = KeySet.from_plain(raw)
                return cls.for_everything(keys.active, keys.keys, base64.b64decode(raw["index_key"]), suite)
            return cls({purpose: KeySet.from_plain(one) for purpose, one in raw.items()}, suite)
        except (KeyError, TypeError, AttributeError, Base64Error, json.JSONDecodeError):
            raise ValueError("this is no keyring") from None

    @classmethod
    def for_everything(cls, active: str, keys: Mapping[str, bytes], index_key: bytes, suite: str = "v1") -> Keyring:
        """The ring of a site before each service had its own: the same keys for all that is sealed."""
        sealing = KeySet(active, keys)
        codes = hmac.digest(index_key, _CODES_OF_OLD, hashlib.sha256)
        index = KeySet.of("index-1", index_key)
        codes_set = KeySet.of("codes-1", codes)
        return cls({OWN: sealing, NUMBERS: sealing, INDEX: index, CODES: codes_set, FILES: sealing}, suite)

    @classmethod
    def generate(cls) -> Keyring:
        """A random key for each purpose: what the embedded stack has, where all services are one process."""
        return cls({purpose: KeySet.generate(purpose) for purpose in PURPOSES})

    def to_json(self) -> str:
        """Write the form that `from_json` reads; the result is a secret."""
        return json.dumps({"suite": self.suite} | {purpose: one.plain() for purpose, one in self.sets.items()})

    def part(self, purposes: Iterable[str]) -> Keyring:
        """The keys of these purposes alone."""
        return replace(self, sets={purpose: self.sets[purpose] for purpose in purposes})

    def with_set(self, purpose: str, keys: KeySet) -> Keyring:
        """This ring with other keys for one purpose."""
        return replace(self, sets={**self.sets, purpose: keys})

    def seal(self, text: str, purpose: str = OWN) -> str:
        """Encrypt under the purpose's active key; the same text gives another result each time."""
        keys = self.keys_for(purpose)
        prefix = f"{self.suite}.{keys.active}"
        body = SUITES[self.suite].encrypt(keys.keys[keys.active], text.encode(), prefix.encode())
        return f"{prefix}.{base64.urlsafe_b64encode(body).decode()}"

    def open(self, sealed: str) -> str:
        """Decrypt; raises unavailable `sealing_key_unknown` or `sealed_text_unreadable`."""
        suite, key_id, body = _split(sealed)
        key = self._sealing_key(key_id)
        try:
            raw = base64.urlsafe_b64decode(body)
            return SUITES[suite].decrypt(key, raw, f"{suite}.{key_id}".encode()).decode()
        except (InvalidTag, Base64Error, ValueError):
            raise unavailable("sealed_text_unreadable") from None

    def needs_resealing(self, sealed: str, purpose: str = OWN) -> bool:
        """Whether the text stands under another key or suite than new texts of the purpose do."""
        return not sealed.startswith(f"{self.suite}.{self.keys_for(purpose).active}.")

    def blind_index(self, text: str) -> str:
        """Keyed HMAC-SHA256 (hex) of the text as it would be written plainly: without spaces and invisible marks, in
        narrow upper-case letters. Equal texts, equal index, nothing else."""
        return _index(self.active_key(INDEX), text)

    def retired_indexes(self, text: str) -> set[str]:
        """What the text's index was under keys that have been retired."""
        keys = self.keys_for(INDEX)
        return {_index(keys.keys[key_id], text) for key_id in keys.retired}

    def active_key(self, purpose: str) -> bytes:
        """The key that new texts of a purpose are made with; raises unavailable `key_not_given`."""
        keys = self.keys_for(purpose)
        return keys.keys[keys.active]

    def keys_for(self, purpose: str) -> KeySet:
        """The keys of a purpose; raises unavailable `key_not_given`."""
        keys = self.sets.get(purpose)
        if keys is None:
            raise unavailable("key_not_given", purpose=purpose)
        return keys

    def _sealing_key(self, key_id: str) -> bytes:
        for purpose in SEALING:
            if purpose in self.sets and key_id in self.sets[purpose].keys:
                return self.sets[purpose].keys[key_id]
        raise unavailable("sealing_key_unknown", key_id=key_id)


SEALED_TEXT = re.compile(rf"\b({'|'.join(SUITES)})\.([^.\s\"\\]+)\.[A-Za-z0-9_-]{{38,}}={{0,2}}")
"""A sealed text wherever it stands, in JSON too: suite and key id are its groups; nonce and tag alone take 38."""


def _index(key: bytes, text: str) -> str:
    normal = compact(text).upper()
    return hmac.new(key, normal.encode(), hashlib.sha256).hexdigest()


def is_sealed(text: str) -> bool:
    """Whether the text has the form of a sealed one; nobody writes that by chance."""
    return SEALED_TEXT.fullmatch(text) is not None


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
    """Return the installed ring; raises unavailable `keyring_missing`."""
    if _process_ring is None:
        raise unavailable("keyring_missing")
    return _process_ring


def seal(text: str, purpose: str = OWN) -> str:
    """Encrypt with the process keyring."""
    return process_keyring().seal(text, purpose)


def open_sealed(sealed: str) -> str:
    """Decrypt with the process keyring."""
    return process_keyring().open(sealed)


def blind_index(text: str) -> str:
    """Index a text for equality search with the process keyring."""
    return process_keyring().blind_index(text)
