"""Sizes of pictures, read from their headers."""

import pytest

from infra.demo.portraits import portrait
from shared.kernel.pictures import picture_size
from tests.support.declaration_suite.photographing import picture

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
