"""Texts sealed anew: what stands under retired keys, wherever it is in a text, also inside what another key has sealed.

A record that is sealed as a whole keeps the numbers in it as their publisher sealed them, under a key that may be older
than its own: from outside nothing tells.
"""

from __future__ import annotations

import re

from shared.contracts.key_purposes import OWN, SEALING, purpose_of
from shared.kernel.errors import ZhipingError
from shared.security.key_set import KeySet
from shared.security.keyring import SEALED_TEXT, Keyring, process_keyring
from shared.security.suites import SUITES

_PLACED = re.compile(rf'(?:(\w+)\\*": ?\\*")?({SEALED_TEXT.pattern})')
"""A sealed text, and the name of the JSON member that it is the value of."""


class Renewal:
    """The work with one ring, which has both the retired keys and those in their place."""

    def __init__(self, ring: Keyring) -> None:
        self._ring = ring
        self._retired = {key_id for keys in self._sets().values() for key_id in keys.retired}
        own = self._sets().get(OWN)
        self._around = set(own.keys) - self._retired if own is not None and self._retired else set()

    @property
    def marks(self) -> list[str]:
        """Where one of these stands, something may be sealed anew; empty while no key is retired."""
        return [f"{suite}.{key_id}." for suite in SUITES for key_id in sorted(self._retired | self._around)]

    def renewed(self, text: str, member: str = "") -> tuple[str, int]:
        """The text with what is sealed in it sealed anew, and how many texts that were; `member` names the column or
        member whose value the text is."""
        texts = 0

        def again(found: re.Match[str]) -> str:
            nonlocal texts
            sealed, key_id, name = found[2], found[4], found[1] or member
            plain = self._opened(sealed, key_id)
            if plain is None:
                return found[0]
            inner, more = self.renewed(plain, name)
            texts += more + (key_id in self._retired)
            if inner == plain and key_id not in self._retired:
                return found[0]
            return found[0].removesuffix(sealed) + self._ring.seal(inner, self._purpose(key_id, name))

        return _PLACED.sub(again, text), texts

    def left(self, text: str) -> int:
        """How many texts in it a retired key has sealed."""
        number = 0
        for found in SEALED_TEXT.finditer(text):
            plain = self._opened(found[0], found[2])
            if plain is not None:
                number += self.left(plain) + (found[2] in self._retired)
        return number

    def _opened(self, sealed: str, key_id: str) -> str | None:
        """None where no such key has sealed it, though it may look so: anybody may have typed it."""
        if key_id not in self._retired and key_id not in self._around:
            return None
        try:
            return self._ring.open(sealed)
        except ZhipingError:
            return None

    def _sets(self) -> dict[str, KeySet]:
        return {purpose: keys for purpose, keys in self._ring.sets.items() if purpose in SEALING}

    def _purpose(self, key_id: str, member: str) -> str:
        """What the key served; where it served everything, what texts of that name are sealed for."""
        served = [purpose for purpose, keys in self._sets().items() if key_id in keys.keys]
        return served[0] if len(served) == 1 else purpose_of(member)


def renewed(text: str) -> str:
    """What is to be sealed as a whole, with nothing in it that a retired key of the process has sealed."""
    return Renewal(process_keyring()).renewed(text)[0]
