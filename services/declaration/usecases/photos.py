"""The portrait: a link to put it to, then taking what really arrived into the profile."""

from __future__ import annotations

from datetime import timedelta

from services.declaration.domain import photo as rules
from services.declaration.requests import OpenPhotoUpload, SetPhoto
from services.declaration.results import PersonChanged, UploadOpened
from services.declaration.usecases.access import changed_person, own_person
from services.declaration.usecases.ports import Ports
from services.declaration.usecases.profiles import note_waiting
from shared.kernel.errors import invalid
from shared.kernel.pictures import shown_size
from shared.persistence import Tx
from shared.storage import KINDS, Announced, announced_in, take_of_kind

LINK_SECONDS = 900
PICTURES = ("jpeg", "png")


def open_photo_upload(tx: Tx[Ports], request: OpenPhotoUpload) -> UploadOpened:
    """A link for one PUT of the announced file; raises invalid `file_too_large`, `file_kind_not_allowed`."""
    person = own_person(tx, request.person_id)
    rules.check_announced(tx.ports.photo_limits, request.size, request.media_type)
    announced = Announced(request.size, KINDS[request.media_type], request.sha256)
    key = announced.key(rules.upload_prefix(person.person_id))
    return UploadOpened(
        upload_url=tx.ports.files.presigned_put(key, LINK_SECONDS, announced.size),
        object_key=key,
        expires_at=tx.now + timedelta(seconds=LINK_SECONDS),
    )


def set_photo(tx: Tx[Ports], request: SetPhoto) -> PersonChanged:
    """Make the uploaded file the person's photo; the unit has to look at the profile again.

    Raises not_found `object_missing`, invalid `photo_key_foreign`, `file_*`, `picture_too_large`, `photo_too_small`,
    `photo_not_upright`.
    """
    person = own_person(tx, request.person_id)
    key = _kept(tx, person.person_id, request.object_key)
    waited_for = person.waits_for
    person.take_photo(key)
    tx.ports.persons.save(person, request.expected_version)
    note_waiting(tx, person, waited_for)
    tx.trail("set_photo", "person", person.person_id, data={"object_key": key})
    return changed_person(person)


def _kept(tx: Tx[Ports], person_id: str, upload: str) -> str:
    """The key under which the file that was looked at lies for good."""
    announced, limits = announced_in(upload, rules.upload_prefix(person_id)), tx.ports.photo_limits
    if announced is None:
        raise invalid("photo_key_foreign", path="object_key")
    rules.check_length(limits, announced.size, "object_key")
    data = take_of_kind(tx.ports.files, upload, announced, PICTURES, limits.max_bytes)
    rules.check_shape(limits, shown_size(data) or (0, 0))
    place = rules.photo_key(person_id, announced.sha256)
    tx.ports.files.put(place, data, announced.media_type)
    return place
