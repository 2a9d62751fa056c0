"""Signed, expiring links of the directory store: `<door>/<key>?method=..&expires=..&name=..&signature=..`."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from shared.kernel.errors import forbidden


@dataclass(frozen=True, slots=True)
class LinkSigner:
    """Signs method, key, expiry (epoch seconds) and download name with HMAC-SHA256."""

    secret: bytes

    def query(self, method: str, key: str, expires: int, name: str = "") -> str:
        """The query string of a link."""
        signature = self._signature(method, key, expires, name)
        return urlencode({"method": method, "expires": expires, "name": name, "signature": signature})

    def check(self, method: str, key: str, query: Mapping[str, str], now: float) -> str:
        """Return the download name; raises forbidden `link_invalid` or `link_expired`."""
        try:
            expires, name, given = int(query["expires"]), query.get("name", ""), query["signature"]
        except (KeyError, ValueError):
            raise forbidden("link_invalid") from None
        expected = self._signature(method, key, expires, name)
        if query.get("method") != method or not hmac.compare_digest(expected, given):
            raise forbidden("link_invalid")
        if expires <= now:
            raise forbidden("link_expired")
        return name

    def _signature(self, method: str, key: str, expires: int, name: str) -> str:
        text = "\n".join((method, key, str(expires), name))
        return hmac.new(self.secret, text.encode(), hashlib.sha256).hexdigest()
