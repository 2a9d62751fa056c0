"""Sealing of whole files under the process keyring: `<suite>.<key id>` on a line of its own, then the cipher text."""

from __future__ import annotations

from cryptography.exceptions import InvalidTag

from shared.contracts.key_purposes import FILES
from shared.kernel.errors import unavailable
from shared.security.keyring import Keyring, process_keyring
from shared.security.suites import SUITES

MEDIA_TYPE = "application/octet-stream"
HEAD_BYTES = 100
"""As many of a sealed file tell the key that it is sealed with."""


def seal_file(data: bytes, ring: Keyring | None = None) -> bytes:
    """Encrypt, with the process keyring where none is given; the same file gives another result each time."""
    ring = ring or process_keyring()
    keys = ring.keys_for(FILES)
    head = f"{ring.suite}.{keys.active}".encode()
    return head + b"\n" + SUITES[ring.suite].encrypt(keys.keys[keys.active], data, head)


def key_of_file(beginning: bytes) -> str | None:
    """The id of the key, by the first bytes of a sealed file; None for what is none."""
    suite, _, key_id = beginning.partition(b"\n")[0].decode("ascii", "replace").partition(".")
    return key_id if suite in SUITES else None


def open_file(sealed: bytes, ring: Keyring | None = None) -> bytes:
    """Decrypt; raises unavailable `sealing_key_unknown` or `sealed_text_unreadable`."""
    head, _, body = sealed.partition(b"\n")
    key_id = key_of_file(sealed)
    if key_id is None:
        raise unavailable("sealed_text_unreadable")
    key = (ring or process_keyring()).keys_for(FILES).keys.get(key_id)
    if key is None:
        raise unavailable("sealing_key_unknown", key_id=key_id)
    try:
        return SUITES[head.decode().partition(".")[0]].decrypt(key, body, head)
    except (InvalidTag, ValueError):
        raise unavailable("sealed_text_unreadable") from None
