"""Signatures of events: Ed25519, a key per publishing service; whoever has the public keys can tell who wrote an event.

They hold against who has the broker, which vouches for its users only, and against who has a publisher's database. A
signature reads `<key id>.<base64url>`; the private key is its service's alone, the public ones are one set for all.
By libsodium, which verifies in half of the processor time that OpenSSL takes.
"""

from __future__ import annotations

import base64
import json
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass, field

from nacl.exceptions import CryptoError
from nacl.signing import SigningKey, VerifyKey

MISSING = "signature_missing"
UNKNOWN = "signature_key_unknown"
WRONG = "signature_wrong"
"""What may be the matter with a signature."""
_WHAT_IS_WRONG = (KeyError, TypeError, ValueError, AttributeError, Base64Error, CryptoError)


@dataclass(frozen=True, slots=True)
class EventSigner:
    """One private key and the id under which the others know its public half."""

    key_id: str
    key: SigningKey = field(repr=False)

    @classmethod
    def from_json(cls, text: str) -> EventSigner:
        """Read `{"kid": "audit-1", "key": "<base64 of 32 bytes>"}`; what is wrong is said without quoting it."""
        try:
            raw = json.loads(text)
            return cls(str(raw["kid"]), SigningKey(base64.b64decode(raw["key"])))
        except _WHAT_IS_WRONG:
            raise ValueError("this is no key for signing") from None

    @classmethod
    def generate(cls, key_id: str) -> EventSigner:
        """A random key."""
        return cls(key_id, SigningKey.generate())

    def to_json(self) -> str:
        """Write the form that `from_json` reads; the result is a secret."""
        return json.dumps({"kid": self.key_id, "key": base64.b64encode(bytes(self.key)).decode()})

    @property
    def public(self) -> str:
        """The public half, in base64."""
        return base64.b64encode(bytes(self.key.verify_key)).decode()

    def __call__(self, content: bytes) -> str:
        """The signature over the content."""
        return f"{self.key_id}.{base64.urlsafe_b64encode(self.key.sign(content).signature).decode()}"


@dataclass(frozen=True, slots=True)
class EventKeys:
    """The public keys of every publisher by their ids: all of them verify, so that a key can have a successor."""

    keys: Mapping[str, Mapping[str, VerifyKey]]

    @classmethod
    def from_json(cls, text: str) -> EventKeys:
        """Read `{"audit": {"audit-1": "<base64 of 32 bytes>"}, ...}`; ValueError for anything else."""
        try:
            return cls({publisher: _read(keys) for publisher, keys in json.loads(text).items()})
        except _WHAT_IS_WRONG:
            raise ValueError("these are no public keys of services") from None

    def fault(self, publisher: str, signature: str | None, content: bytes) -> str | None:
        """What is the matter with a signature that the publisher is to have made; None where nothing is."""
        if signature is None:
            return MISSING
        key_id, _, value = signature.rpartition(".")
        key = self.keys.get(publisher, {}).get(key_id)
        if key is None:
            return UNKNOWN
        try:
            key.verify(content, base64.urlsafe_b64decode(value))
        except (CryptoError, Base64Error, ValueError):
            return WRONG
        return None

    def know(self, publisher: str, signer: EventSigner) -> bool:
        """Whether the public half of that key is among the publisher's."""
        key = self.keys.get(publisher, {}).get(signer.key_id)
        return key is not None and key == signer.key.verify_key


def _read(keys: Mapping[str, str]) -> dict[str, VerifyKey]:
    return {key_id: VerifyKey(base64.b64decode(key)) for key_id, key in keys.items()}
