"""The portrait: uploaded, looked at, taken into the profile and into the dossier."""

import hashlib
import struct
import zlib
from pathlib import Path

import pytest

from services.declaration.store.tables import PERSONS
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal

WHO = {"person_id": "person-1"}
PHONE = Path(__file__).parents[2] / "support/cases/files/photo-exif6-shown-upright.jpg"


def picture(width=295, height=413):
    """A PNG of that size, all of one grey."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress((b"\x00" + b"\x80" * width) * height)
    chunks = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    parts = [struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def announced(data, **changes):
    """What open_photo_upload takes for this file."""
    digest = hashlib.sha256(data).hexdigest()
    return WHO | {"size": len(data), "media_type": "image/png", "sha256": digest} | changes


def uploaded(world, data, **changes):
    """The key under which the file arrived."""
    ticket = world.do(people.APPLICANT, "open_photo_upload", **announced(data, **changes))
    world.files.put(ticket["object_key"], data, "image/png")
    return ticket["object_key"]


def taken(world, data, **changes):
    """The answer of set_photo."""
    version = world.ask(people.APPLICANT, "get_person", **WHO)["version"]
    key = uploaded(world, data, **changes)
    return world.do(people.APPLICANT, "set_photo", **WHO, expected_version=version, object_key=key)


def test_a_photo_becomes_part_of_the_profile_and_the_unit_has_to_look_again(world):
    before = world.ask(people.APPLICANT, "get_person", **WHO)
    assert (before["photo_key"], before["photo_url"], before["verified"]) == (None, None, True)
    answer = taken(world, picture())
    assert answer["verified"] is False
    after = world.ask(people.UNIT_CLERK, "get_person", **WHO)
    assert world.files.get(after["photo_key"]) == picture()
    assert after["photo_url"]


def test_the_dossier_carries_the_photo_by_key_and_keeps_it_when_a_new_one_comes(world):
    version = taken(world, picture())["version"]
    world.do(people.UNIT_CLERK, "verify_profile", **WHO, expected_version=version, opinion="属实")
    first = world.ask(people.APPLICANT, "get_person", **WHO)["photo_key"]
    key = world.submitted()
    taken(world, picture(400, 560))
    assert world.ask(people.APPLICANT, "get_person", **WHO)["photo_key"] != first
    dossier = world.ask(people.APPLICANT, "get_dossier", declaration_id=key, revision=1)["dossier"]
    assert dossier["person"]["photo_key"] == first


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (picture(294, 413), "photo_too_small"),
        (picture(295, 412), "photo_too_small"),
        (picture(600, 500), "photo_not_upright"),
        (b"\x89PNG\r\n\x1a\nnothing more", "file_broken"),
        (people.PDF, "file_kind_not_allowed"),
        (b"GIF89a nothing that is known", "file_kind_unknown"),
    ],
)
def test_what_is_no_portrait_is_refused_by_name(world, data, slug):
    error = refusal(taken, world, data)
    assert (error.slug, error.path) == (slug, "object_key")
    assert world.ask(people.APPLICANT, "get_person", **WHO)["photo_key"] is None


@pytest.mark.parametrize(
    ("changes", "slug"),
    [({"size": 2_000_001}, "file_too_large"), ({"media_type": "application/pdf"}, "file_kind_not_allowed")],
)
def test_what_could_not_be_used_is_refused_before_the_upload(world, changes, slug):
    assert refusal(world.do, people.APPLICANT, "open_photo_upload", **announced(picture(), **changes)).slug == slug


def test_nobody_gives_a_photo_for_somebody_else(world):
    ask = announced(picture())
    assert refusal(world.do, people.STRANGER, "open_photo_upload", **ask).slug == "person_not_found"
    assert refusal(world.do, people.UNIT_CLERK, "open_photo_upload", **ask).slug == "role_not_allowed"
    key = uploaded(world, picture()).replace("person-1", "person-9")
    error = refusal(world.do, people.APPLICANT, "set_photo", **WHO, expected_version=3, object_key=key)
    assert error.slug == "photo_key_foreign"


def test_a_file_that_never_arrived_or_differs_from_its_digest_is_refused(world):
    data = picture()
    ticket = world.do(people.APPLICANT, "open_photo_upload", **announced(data))
    ask = WHO | {"expected_version": 3, "object_key": ticket["object_key"]}
    assert refusal(world.do, people.APPLICANT, "set_photo", **ask).slug == "object_missing"
    for other, slug in ((data[:-1] + b"!", "file_digest_differs"), (picture(300, 420), "file_size_differs")):
        world.files.put(ticket["object_key"], other, "image/png")
        assert refusal(world.do, people.APPLICANT, "set_photo", **ask).slug == slug
        assert world.files.stat(ticket["object_key"]) is None, "what nobody announced is not kept"


def test_a_photo_that_the_camera_took_lying_is_taken_as_it_is_shown(world):
    assert taken(world, PHONE.read_bytes(), media_type="image/jpeg")["verified"] is False
    assert world.ask(people.APPLICANT, "get_person", **WHO)["photo_key"]


def test_the_key_of_a_photo_lies_among_the_basics_once_there_is_one(world):
    assert photo_of(world) == "absent"
    with world.app.transaction(people.OPERATOR) as tx:
        person = tx.ports.persons.get("person-1")
        person.take_photo("photos/person-1/x")
        tx.ports.persons.save(person, person.version)
    assert photo_of(world) == "photos/person-1/x"
    with world.app.transaction(people.OPERATOR) as tx:
        assert tx.ports.persons.get("person-1").photo_key == "photos/person-1/x"


def photo_of(world):
    """As it lies in the column."""
    with world.app.database.begin_reading() as connection:
        (basics,) = connection.execute(PERSONS.select().with_only_columns(PERSONS.c.basics)).scalars()
    return basics.get("photo_key", "absent")
