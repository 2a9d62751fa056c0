"""The orientation that a camera notes is obeyed: the picture counts as it is shown."""

import hashlib
from pathlib import Path

import pytest

from tests.support.case_tables import refused
from tests.support.cases.pictures import LYING, UPRIGHT, exif, jpeg, png
from tests.support.declaration_suite import people

FILES = Path(__file__).parents[2] / "support/cases/files"
WHO = {"person_id": "person-1"}
SIDEWAYS, STRAIGHT = (5, 6, 7, 8), (1, 2, 3, 4)


def taken(world, data, media_type=None):
    """The answer of set_photo to this file."""
    kind = media_type or ("image/png" if data.startswith(b"\x89PNG") else "image/jpeg")
    told = {"size": len(data), "media_type": kind, "sha256": hashlib.sha256(data).hexdigest()}
    ticket = world.do(people.APPLICANT, "open_photo_upload", **WHO, **told)
    world.files.put(ticket["object_key"], data, kind)
    version = world.ask(people.APPLICANT, "get_person", **WHO)["version"]
    key = {"object_key": ticket["object_key"], "expected_version": version}
    return world.do(people.APPLICANT, "set_photo", **WHO, **key)


SHOWN_UPRIGHT = {
    **{f"JPEG lying, {n}": jpeg(LYING, exif(n)) for n in SIDEWAYS},
    **{f"JPEG upright, {n}": jpeg(UPRIGHT, exif(n)) for n in STRAIGHT},
    **{f"PNG lying, {n}": png(LYING, exif(n)) for n in SIDEWAYS},
    **{f"PNG upright, {n}": png(UPRIGHT, exif(n)) for n in STRAIGHT},
    "written by a Motorola": jpeg(LYING, exif(6, ">")),
    "PNG, written by a Motorola": png(LYING, exif(8, ">")),
    "behind other entries": jpeg(LYING, exif(6, before=3)),
    "without JFIF": jpeg(LYING, exif(6), jfif=False),
    "behind a comment": jpeg(LYING, exif(8), comment=b"made by a phone"),
    "behind the tables": jpeg(LYING, exif(6), late=True),
    "PNG, behind the picture": png(LYING, exif(6), behind=True),
    "larger": jpeg((2000, 1500), exif(6)),
    "one inch, turned": jpeg((413, 295), exif(6)),
    "one inch, turned the other way": png((413, 295), exif(8)),
    "without EXIF": jpeg(UPRIGHT),
    "orientation zero": jpeg(UPRIGHT, exif(0)),
    "orientation nine": jpeg(UPRIGHT, exif(9)),
    "EXIF cut off": jpeg(UPRIGHT, exif(6)[:12]),
    "EXIF that is no EXIF": jpeg(UPRIGHT, b"XX nothing"),
}
"""What everybody sees upright."""


@pytest.mark.parametrize("data", SHOWN_UPRIGHT.values(), ids=SHOWN_UPRIGHT)
def test_a_picture_shown_upright_is_taken(declaration, data):
    assert taken(declaration, data)["version"] == 4


def test_the_listed_photo_is_taken(declaration):
    assert taken(declaration, (FILES / "photo-exif6-shown-upright.jpg").read_bytes())["version"] == 4


SHOWN_WRONG = {
    **{f"JPEG upright, {n}": (jpeg(UPRIGHT, exif(n)), "竖") for n in SIDEWAYS},
    **{f"JPEG lying, {n}": (jpeg(LYING, exif(n)), "竖") for n in STRAIGHT},
    **{f"PNG upright, {n}": (png(UPRIGHT, exif(n)), "竖") for n in SIDEWAYS},
    **{f"PNG lying, {n}": (png(LYING, exif(n)), "竖") for n in STRAIGHT},
    "lying, without EXIF": (jpeg(LYING), "竖"),
    "large and turned": (jpeg((600, 800), exif(8)), "竖"),
    "too narrow when turned": (jpeg((413, 294), exif(6)), "294"),
    "too low when turned": (jpeg((412, 295), exif(8)), "412"),
    "PNG too low when turned": (png((412, 295), exif(6)), "412"),
}
"""What everybody sees lying, or too small -> what the message says."""


@pytest.mark.parametrize(("data", "word"), SHOWN_WRONG.values(), ids=SHOWN_WRONG)
def test_a_picture_shown_lying_or_too_small_is_refused(declaration, data, word):
    error = refused("photo", taken, declaration, data)
    assert word in error.message


@pytest.mark.parametrize(("size", "shown"), [((412, 295), "295×412"), ((413, 294), "294×413")])
def test_the_size_is_told_as_it_is_shown(declaration, size, shown):
    assert shown in refused("photo", taken, declaration, jpeg(size, exif(6))).message
