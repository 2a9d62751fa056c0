"""Which key serves what, and which service is given which: the one table that deployments are made from and held to.

A key that is known to one service opens nothing of another's. What crosses services sealed is the ID number:
declaration seals it, audit and committee carry it on without being able to open it, docgen prints it.
"""

from __future__ import annotations

from collections.abc import Mapping

OWN = "own"
"""Seals what only this service reads again: columns of its own tables."""
NUMBERS = "numbers"
"""Seals ID numbers, in events and wherever they are kept."""
INDEX = "index"
"""Keyed indexes: equal texts are found, and sources are counted, without opening anything."""
CODES = "codes"
"""Check codes of certificates: committee asks for them, docgen prints them."""
FILES = "files"
"""Seals papers in the object store."""

PURPOSES = (OWN, NUMBERS, INDEX, CODES, FILES)
SEALING = (OWN, NUMBERS)
"""Those under which texts are sealed."""
RENEWED = (*SEALING, INDEX, FILES)
"""Those whose keys get successors, after which the retired ones are taken out; the others keep what they have."""
SHARED = (NUMBERS, CODES)
"""Those whose keys are the same wherever they are; every service has keys of its own for the others."""

KEYS_OF: Mapping[str, tuple[str, ...]] = {
    "declaration": (OWN, NUMBERS, INDEX),
    "audit": (OWN, INDEX),
    "committee": (OWN, INDEX, CODES),
    "docgen": (OWN, NUMBERS, CODES, FILES),
    "notify": (OWN, INDEX),
}
"""By service; beside these every service has the keys of its own trail."""

KEYS_OF_THE_DOOR = (OWN, INDEX)
"""Of the gateway, which runs without them too: OWN seals second factors; INDEX, which must be that of declaration,
knows people by numbers that an identity source has verified."""

SEALED_NUMBER = "id_number_sealed"
"""The column, and the member of events and documents, that holds a text sealed for NUMBERS."""


def purpose_of(member: str) -> str:
    """For which purpose a text is sealed that stands in the column or JSON member of that name."""
    return NUMBERS if member == SEALED_NUMBER else OWN


def with_keyring() -> list[str]:
    """The services that are given a keyring at all."""
    return [service for service, purposes in KEYS_OF.items() if purposes]
