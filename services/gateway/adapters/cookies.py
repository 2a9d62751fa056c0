"""Values of cookies, signed, so that what no door has given out is not even looked up."""

from __future__ import annotations

import hashlib
import hmac
import json

from itsdangerous import BadSignature, Signer


class CookieSigner:
    """Signs for one purpose at a time: a value of one cookie is none of another."""

    def __init__(self, private_jwk: str) -> None:
        """Under a key derived from the door's own, so that every replica knows it."""
        self._key = hmac.digest(json.loads(private_jwk)["d"].encode(), b"zhiping cookies of the door", hashlib.sha256)

    def sign(self, purpose: str, value: str) -> str:
        """The value as the browser gets it."""
        return self._signer(purpose).sign(value).decode()

    def read(self, purpose: str, given: str | None) -> str | None:
        """The value; None for what this door has not signed for the purpose."""
        try:
            return self._signer(purpose).unsign(given).decode() if given else None
        except (BadSignature, UnicodeDecodeError):
            return None

    def token(self, purpose: str, value: str) -> str:
        """What goes with a value into a form: only who has the cookie's value and the key can make it."""
        return hmac.new(self._key, f"{purpose}:{value}".encode(), hashlib.sha256).hexdigest()

    def _signer(self, purpose: str) -> Signer:
        return Signer(self._key, salt=f"zhiping.{purpose}", digest_method=hashlib.sha256)
