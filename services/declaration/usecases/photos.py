"""The portrait: a link to put it to, then taking what really arrived into the profile."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from services.declaration.domain import photo as rules
from services.declaration.usecases.persons import changed_person, own_person
from services.declaration.usecases.ports import Ports
from shared.kernel.clock import iso
from shared.kernel.errors import invalid, not_found
from shared.kernel.pictures import picture_size
from shared.persistence import Tx
from shared.storage import MEDIA_TYPES, check_content

LINK_SECONDS = 900
KINDS = ("jpeg", "png")


def open_photo_upload(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """A link for one PUT of the announced file; raises invalid `file_too_large`, `file_kind_not_allowed`."""
    person = own_person(tx, request["person_id"])
    rules.check_announced(tx.ports.photo_limits, request["size"], request["media_type"])
    key = rules.upload_key(person.person_id, request["sha256"])
    return {
        "upload_url": tx.ports.files.presigned_put(key, LINK_SECONDS),
        "object_key": key,
        "expires_at": iso(tx.now + timedelta(seconds=LINK_SECONDS)),
    }


def set_photo(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """Make the uploaded file the person's photo; the unit has to look at the profile again.

    Raises not_found `object_missing`, invalid `photo_key_foreign`, `file_*`, `picture_too_large`, `photo_too_small`,
    `photo_not_upright`.
    """
    person = own_person(tx, request["person_id"])
    key = _kept(tx, person.person_id, request["object_key"])
    person.change({"photo_key": key}, {})
    tx.ports.persons.save(person, request["expected_version"])
    tx.trail("set_photo", "person", person.person_id, data={"object_key": key})
    return changed_person(person)


def _kept(tx: Tx[Ports], person_id: str, upload: str) -> str:
    """The key under which the file that was looked at lies for good."""
    promised, limits = rules.digest_in_key(upload, person_id), tx.ports.photo_limits
    found = tx.ports.files.stat(upload)
    if found is None:
        raise not_found("object_missing", path="object_key")
    rules.check_length(limits, found.size, "object_key")
    data = tx.ports.files.get(upload)
    kind = check_content(data, KINDS, limits.max_bytes, path="object_key")
    if hashlib.sha256(data).hexdigest() != promised:
        raise invalid("file_digest_differs", path="object_key")
    rules.check_shape(limits, picture_size(data) or (0, 0))
    place = rules.photo_key(person_id, promised)
    tx.ports.files.put(place, data, MEDIA_TYPES[kind])
    return place
