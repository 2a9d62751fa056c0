"""Calls to identity sources: short, small, without redirects, and over TLS unless the source is on this machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests

from shared.kernel.errors import ZhipingError, forbidden, unavailable
from shared.wire.types import JsonObject

TIMEOUT = (5.0, 10.0)
LARGEST = 256 * 1024
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def not_believed() -> ZhipingError:
    """One answer to everything that does not hold."""
    return forbidden("identity_refused")


def secure_address(url: str) -> str:
    """The address; ValueError where others could read on the way."""
    parts = urlsplit(url)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE):
        return url
    raise ValueError(f"an identity source must be reached by https: {parts.hostname}")


def new_session(ca_file: str | None) -> requests.Session:
    """Without what the environment would add to it (proxies, .netrc)."""
    session = requests.Session()
    set_up(session, ca_file)
    return session


def set_up(session: requests.Session, ca_file: str | None) -> None:
    """The same for a session that somebody else has made."""
    session.trust_env = False
    session.verify = ca_file or True


def ask(session: requests.Session, method: str, url: str, **more: Any) -> tuple[bytes, Mapping[str, str]]:
    """Body and head of a good answer; unavailable("identity_source_away") or forbidden("identity_refused")."""
    try:
        with session.request(method, url, timeout=TIMEOUT, allow_redirects=False, stream=True, **more) as answer:
            body = answer.raw.read(LARGEST + 1, decode_content=True)
            if answer.status_code >= 500:
                raise unavailable("identity_source_away")
            if answer.status_code != 200 or len(body) > LARGEST:
                raise not_believed()
            return bytes(body), answer.headers
    except (requests.RequestException, OSError):
        raise unavailable("identity_source_away") from None


def read_object(body: bytes) -> JsonObject:
    """A JSON object; forbidden("identity_refused") for anything else."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise not_believed() from None
    if not isinstance(found, dict):
        raise not_believed()
    return found
