"""Check codes: what a paper carries beside its number, so that who can count cannot ask for everybody's paper.

HMAC-SHA256 under a key of its own, which is never rotated: a paper keeps its code for ever, and one that was issued
before there were codes has one too. 50 bits, in characters that nobody takes for one another.
"""

from __future__ import annotations

import hashlib
import hmac

from shared.contracts.key_purposes import CODES
from shared.security.keyring import process_keyring

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: without I, L, O and U."""
_LENGTH = 10
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None})


def check_code(number: str) -> str:
    """The code of the certificate `number`, as it is printed: `7KQ2M-X9D4T`."""
    key = process_keyring().active_key(CODES)
    bits = int.from_bytes(hmac.digest(key, number.encode(), hashlib.sha256)[:8], "big")
    letters = "".join(_ALPHABET[(bits >> 5 * place) & 31] for place in range(_LENGTH))
    return f"{letters[: _LENGTH // 2]}-{letters[_LENGTH // 2 :]}"


def is_check_code(number: str, given: str) -> bool:
    """Whether that is what somebody typed: case, hyphens and spaces do not matter, nor O for 0, I and L for 1."""
    return hmac.compare_digest(_plain(check_code(number)), _plain(given))


def _plain(code: str) -> bytes:
    return code.upper().translate(_READ_AS).encode()
