"""Sizes of pictures, read from their headers."""

import pytest

from infra.demo.photos import portrait
from shared.kernel.pictures import orientation, picture_size, shown_size, without_exif
from tests.suites.declaration.test_photographing import picture
from tests.support.cases.pictures import exif, jpeg, png

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0001108019d0127030122000211010311")


def test_a_png_and_a_jpeg_say_their_size():
    assert picture_size(picture(295, 413)) == (295, 413)
    assert picture_size(JPEG) == (295, 413)


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", picture()[:20], JPEG[:22], b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n" + b"x" * 40]
)
def test_anything_else_says_nothing(data):
    assert picture_size(data) is None


def test_the_portraits_of_the_demonstration_are_one_inch_and_belong_to_one_person():
    assert picture_size(portrait("person-1")) == (295, 413)
    assert portrait("person-1") == portrait("person-1") != portrait("person-2")


@pytest.mark.parametrize("number", range(1, 9))
@pytest.mark.parametrize("order", ["<", ">"])
def test_a_picture_counts_as_it_is_shown(number, order):
    shown = (300, 200) if number >= 5 else (200, 300)
    for data in (jpeg((200, 300), exif(number, order)), png((200, 300), exif(number, order, before=3))):
        assert (orientation(data), picture_size(data), shown_size(data)) == (number, (200, 300), shown)
        bare = without_exif(data)
        assert (orientation(bare), shown_size(bare)) == (1, (200, 300))
        assert bare in (jpeg((200, 300)), png((200, 300)))


@pytest.mark.parametrize(
    "tiff",
    [b"", b"II*\x00", exif(6)[:14], exif(0), exif(9), exif(65_535), b"XX" + exif(6)[2:],
     exif(6).replace(b"\x12\x01", b"\x13\x01"), b"II*\x00\xff\xff\xff\xff", exif(6)[:8] + b"\xff\xff"],
)  # fmt: skip
def test_a_note_that_makes_no_sense_turns_nothing(tiff):
    assert orientation(jpeg((200, 300), tiff)) == orientation(png((200, 300), tiff)) == 1


def test_what_is_no_picture_has_no_note_and_stays_as_it_is():
    for data in (b"", b"%PDF-1.7", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffeXIf", JPEG[:22]):
        assert (orientation(data), without_exif(data)) == (1, data)
    assert shown_size(b"%PDF") is None
