"""Sealing of whole files under the process keyring: `<suite>.<key id>` on a line of its own, then the cipher text."""

from __future__ import annotations

from cryptography.exceptions import InvalidTag

from shared.contracts.key_purposes import FILES
from shared.kernel.errors import unavailable
from shared.security.keyring import process_keyring
from shared.security.suites import SUITES

MEDIA_TYPE = "application/octet-stream"


def seal_file(data: bytes) -> bytes:
    """Encrypt; the same file gives another result each time."""
    ring = process_keyring()
    keys = ring.keys_for(FILES)
    head = f"{ring.suite}.{keys.active}".encode()
    return head + b"\n" + SUITES[ring.suite].encrypt(keys.keys[keys.active], data, head)


def open_file(sealed: bytes) -> bytes:
    """Decrypt; raises unavailable `sealing_key_unknown` or `sealed_text_unreadable`."""
    head, _, body = sealed.partition(b"\n")
    suite, _, key_id = head.decode("ascii", "replace").partition(".")
    if suite not in SUITES:
        raise unavailable("sealed_text_unreadable")
    key = process_keyring().keys_for(FILES).keys.get(key_id)
    if key is None:
        raise unavailable("sealing_key_unknown", key_id=key_id)
    try:
        return SUITES[suite].decrypt(key, body, head)
    except (InvalidTag, ValueError):
        raise unavailable("sealed_text_unreadable") from None
