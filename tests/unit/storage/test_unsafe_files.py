"""Files that are refused for what is inside them."""

import pytest

from shared.kernel.errors import ZhipingError
from shared.storage import MEDIA_TYPES, check_content
from tests.support.adversary.files import BAD, GOOD, docx

LIMIT = 20_000_000


LONG = {"swells"}


@pytest.mark.parametrize("what", [pytest.param(what, marks=[pytest.mark.thorough] * (what in LONG)) for what in BAD])
def test_a_file_is_refused_that(what):
    make, slug = BAD[what]
    with pytest.raises(ZhipingError) as error:
        check_content(make(), MEDIA_TYPES, LIMIT, path="object_key")
    assert (error.value.slug, error.value.kind.value, error.value.path) == (slug, "invalid", "object_key")
    assert "{" not in error.value.message


@pytest.mark.parametrize("what", GOOD)
def test_what_people_send_is_kept(what):
    assert check_content(GOOD[what](), MEDIA_TYPES, LIMIT) in MEDIA_TYPES


def test_an_archive_of_too_many_parts_is_refused():
    many = docx(*((f"word/p{number}.xml", "") for number in range(5001)))
    with pytest.raises(ZhipingError) as error:
        check_content(many, MEDIA_TYPES, LIMIT)
    assert error.value.slug == "file_swells"
