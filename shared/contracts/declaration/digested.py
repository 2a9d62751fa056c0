"""Digests of dossiers: taken over the JSON as it was submitted, where 0.2.0 wrote region and last four of the number.

Wherever such a dossier is kept that mask is replaced; what was digested is put together from the sealed number.
"""

from __future__ import annotations

from collections.abc import Callable

from shared.kernel.canonical import digest
from shared.kernel.masking import MASKED_ID_NUMBER, mask_id_number, mask_of_0_2
from shared.wire.types import JsonObject

CALLS_WITH_NUMBERS = ("register_person", "update_profile")
"""Calls whose request holds a number of a person."""


def masked_again(dossier: JsonObject) -> JsonObject:
    """The dossier with nothing of the ID number beside the sealed one."""
    person = dossier["person"]
    if MASKED_ID_NUMBER not in person:
        return dossier
    return _with_mask(dossier, mask_id_number(person[MASKED_ID_NUMBER]))


def digest_holds(dossier: JsonObject, expected: str, open_sealed: Callable[[str], str]) -> bool:
    """Whether this is the dossier that was submitted under the digest, by this version or by 0.2.0."""
    if digest(dossier) == expected:
        return True
    number = open_sealed(dossier["person"]["id_number_sealed"])
    return digest(_with_mask(dossier, mask_of_0_2(number))) == expected


def _with_mask(dossier: JsonObject, mask: str) -> JsonObject:
    return dossier | {"person": dossier["person"] | {MASKED_ID_NUMBER: mask}}
