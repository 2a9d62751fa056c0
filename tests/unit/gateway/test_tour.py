"""docs/tour: each page at each size has its picture and says what was found, and the whole stays small."""

from tests.support.tour import record
from tests.support.tour.pictures import file_of
from tests.support.tour.places import Place, endpoints, not_pictured, place_of, waiting
from tests.support.tour.walk import SIZES


def test_the_list_names_every_page_at_every_size_once():
    listed = [(one.page, one.size) for one in record.findings()]
    pages = dict.fromkeys(page for page, _ in listed)
    assert len(pages) > 50
    assert listed == [(page, size) for page in pages for size in SIZES]


def test_every_picture_is_listed_and_every_line_has_its_picture():
    wanted = {file_of(one.page, one.size) for one in record.findings()}
    assert {file.name for file in record.TOUR.glob("*.webp")} == wanted


def test_somebody_has_looked_at_each_of_them_and_says_what_became_of_what_was_found():
    lines = record.findings()
    assert [one.page for one in lines if one.finding in ("", record.NOT_LOOKED_AT)] == []
    assert [one.page for one in lines if (one.finding == "none") != (one.outcome == "")] == []


def test_the_pictures_are_small_enough_to_be_kept_with_the_code():
    sizes = [file.stat().st_size for file in record.TOUR.glob("*.webp")]
    assert sum(sizes) < len(sizes) * record.MOST_BYTES_EACH


def test_the_page_that_shows_them_is_that_of_the_list():
    assert record.README.read_text(encoding="utf-8") == record.index(record.findings())


def test_every_page_of_the_console_is_pictured_or_has_a_reason():
    pictured = {one.page for one in record.findings()}
    wanted = {endpoint: Place(endpoint).name for endpoint in endpoints() - set(not_pictured()) - set(waiting())}
    missing = [
        endpoint for endpoint, name in sorted(wanted.items())
        if name not in pictured and not any(page.startswith(f"{name}-") for page in pictured)
    ]  # fmt: skip
    assert missing == []


def test_no_reason_is_given_for_a_page_that_is_gone():
    assert set(not_pictured()) | set(waiting()) <= endpoints()
    assert set(not_pictured()) & set(waiting()) == set()
    assert place_of("/notices") == Place("public.notices")
    assert place_of("/inbox/documents/d-1/download") is None
