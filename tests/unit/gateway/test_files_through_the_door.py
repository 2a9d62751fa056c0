"""Uploads are handed on in pieces and never longer or shorter than announced."""

import io

import pytest

from services.gateway.adapters.files import PIECE, LinkedFiles, _exactly
from shared.kernel.errors import ZhipingError


@pytest.fixture
def files():
    return LinkedFiles("", largest=1000, most=2)


def slug_of(work):
    with pytest.raises(ZhipingError) as error:
        work()
    return error.value.slug


@pytest.mark.parametrize(("size", "slug"), [(0, "file_empty"), (-1, "file_empty"), (1001, "file_too_large")])
def test_a_size_that_cannot_be_right_is_refused_before_anything_is_sent(files, size, slug):
    assert slug_of(lambda: files.put("http://127.0.0.1:9/x", io.BytesIO(b"x"), size, "text/plain")) == slug


@pytest.mark.parametrize("link", ["file:///etc/passwd", "ftp://host/x", "//host/x", ""])
def test_only_links_of_a_store_are_followed(files, link):
    assert slug_of(lambda: files.get(link)) == "storage_unavailable"


def test_what_is_read_is_what_was_announced_and_no_more():
    stream = io.BytesIO(b"a" * (PIECE + 5) + b"of the next request")
    assert [len(piece) for piece in _exactly(stream, PIECE + 5)] == [PIECE, 5]
    assert stream.read() == b"of the next request"


def test_an_upload_that_breaks_off_is_no_file():
    assert slug_of(lambda: list(_exactly(io.BytesIO(b"abc"), 4))) == "file_size_differs"
