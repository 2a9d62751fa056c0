"""A photo that is shown upright is printed upright, whatever way the camera lay.

The printing service is begun after the profile has its photo: each service of a process puts its own keyring in.
"""

import hashlib
import io
import zipfile

import pytest

from shared.contracts import declaration as declaration_facts
from shared.kernel.pictures import picture_size
from tests.suites.docgen.conftest import world as docgen
from tests.support.cases.pictures import LYING, UPRIGHT, exif, jpeg, png
from tests.support.declaration_suite import people
from tests.support.docgen_suite import facts

__all__ = ["docgen"]
KEY = "photos/person/portrait"
LYING_PIXELS = {
    **{f"JPEG, {n}": jpeg(LYING, exif(n)) for n in (5, 6, 7, 8)},
    **{f"PNG, {n}": png(LYING, exif(n)) for n in (6, 8)},
    "JPEG of a Motorola": jpeg(LYING, exif(6, ">")),
}
UPRIGHT_PIXELS = {"JPEG, 3": jpeg(UPRIGHT, exif(3)), "JPEG without EXIF": jpeg(UPRIGHT), "PNG": png(UPRIGHT)}


def kept(world, photo):
    """What the profile keeps of a photo that is taken into it: as it came, or turned at once."""
    kind = "image/png" if photo.startswith(b"\x89PNG") else "image/jpeg"
    told = {"size": len(photo), "media_type": kind, "sha256": hashlib.sha256(photo).hexdigest()}
    ticket = world.do(people.APPLICANT, "open_photo_upload", person_id="person-1", **told)
    world.files.put(ticket["object_key"], photo, kind)
    key = {"person_id": "person-1", "expected_version": 3, "object_key": ticket["object_key"]}
    world.do(people.APPLICANT, "set_photo", **key)
    shown = world.ask(people.APPLICANT, "get_person", person_id="person-1")
    return world.files.get(shown["photo_key"])


def printed(docgen, photo):
    """The evaluation form of a declaration with that photo: the pictures in it, and its text."""
    docgen.render_jobs.files.put(KEY, photo, "image/png" if photo.startswith(b"\x89PNG") else "image/jpeg")
    for event, subject, data in facts.year()[:6]:
        if event is declaration_facts.SUBMITTED:
            data["dossier"]["person"]["photo_key"] = KEY
        docgen.happens(event, subject, data)
    docgen.print_all()
    [form] = [one for one in docgen.announced() if one["kind"] == "evaluation_form"]
    with zipfile.ZipFile(io.BytesIO(docgen.render_jobs.files.get(form["object_key"]))) as parts:
        pictures = [parts.read(name) for name in parts.namelist() if name.startswith("word/media/")]
        return pictures, parts.read("word/document.xml").decode()


def stand_upright(pictures, text):
    """Pixels higher than wide where a portrait was put in, or a turn that Word itself is told of."""
    sizes = [picture_size(one) for one in pictures]
    portraits = [(width, height) for width, height in filter(None, sizes) if width != height]
    assert portraits
    return all(height > width for width, height in portraits) or "rot=" in text


def note_of_the_camera(picture):
    """Whether an orientation other than the normal one is still noted."""
    return any(b"\x12\x01\x03\x00\x01\x00\x00\x00" + bytes([n]) in picture for n in range(2, 9))


@pytest.mark.parametrize("photo", LYING_PIXELS.values(), ids=LYING_PIXELS)
def test_lying_pixels_are_turned_and_nothing_is_left_to_turn_them_again(declaration, request, photo):
    held = kept(declaration, photo)
    pictures, text = printed(request.getfixturevalue("docgen"), held)
    assert stand_upright(pictures, text)
    assert "rot=" in text or not any(map(note_of_the_camera, pictures))


@pytest.mark.parametrize("photo", UPRIGHT_PIXELS.values(), ids=UPRIGHT_PIXELS)
def test_upright_pixels_stay_upright(declaration, request, photo):
    held = kept(declaration, photo)
    assert stand_upright(*printed(request.getfixturevalue("docgen"), held))
