"""An applicant hands in pages and scripts as papers, under names that would lead somewhere else.

Whoever opens a file of his gets an attachment of the type that was found, never a page.
"""

import hashlib

import pytest

from shared.storage import sniff
from shared.storage.door import FileDoor
from tests.support.attacked import opened_world, told
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import World

PAGE = b"<!DOCTYPE html><script>alert(document.cookie)</script>"
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
INSIDE = {
    "a page": PAGE,
    "a drawing with a script": PICTURE,
    "a drawing as XML": b'<?xml version="1.0"?>' + PICTURE,
    "a page behind a mark of its coding": b"\xef\xbb\xbf" + PAGE,
    "a page that says it is a picture": b"GIF89a" + PAGE,
    "a page after the beginning of a PDF": b"%PDF-1.7\n" + PAGE,
    "nothing but a beginning": b"\x89PNG\r\n\x1a\n",
}
NAMES = [
    "../../etc/passwd", "..\\..\\boot.ini", 'a"; filename="x.html', "a\r\nSet-Cookie: x=1", "x.html\x00.pdf",
    "\u202efdp.html", "<script>alert(1)</script>", "%2e%2e%2fx", "a;b=c",
]  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    def begin(world):
        world.prepare()
        world.draft = world.start()

    yield from opened_world(World, tmp_path_factory.mktemp("inside"), begin)


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "image/gif"])
def test_a_page_is_not_taken_under_its_own_name(world, kind):
    params = {"declaration_id": world.draft, "item": "ce_card", "filename": "a.pdf", "size": 100, "sha256": "0" * 64}
    slug = told(world.do, people.APPLICANT, "open_upload", media_type=kind, **params)
    assert slug in ("invalid_field", "file_type_not_allowed", "file_kind_not_allowed"), slug


@pytest.mark.parametrize("data", INSIDE.values(), ids=INSIDE)
def test_a_page_is_not_taken_under_another_name(world, data):
    path = world.upload(world.draft, "ce_card", data, hashlib.sha256(data).hexdigest())
    before = world.ask(people.APPLICANT, "get_declaration", declaration_id=world.draft)["materials"]
    slug = told(world.change, world.draft, "attach_material", item="ce_card", object_key=path, title="t", supports=None)
    assert isinstance(slug, str), "it was taken"
    assert world.ask(people.APPLICANT, "get_declaration", declaration_id=world.draft)["materials"] == before


@pytest.mark.parametrize("data", [INSIDE["a page"], INSIDE["a drawing with a script"]], ids=["page", "drawing"])
def test_what_a_page_is_found_to_be_is_nothing_that_a_browser_shows(data):
    assert sniff(data) is None


@pytest.mark.parametrize("title", NAMES)
def test_a_hostile_name_stays_a_word_in_the_list_and_never_becomes_a_path_or_a_header(world, title):
    draft = world.draft
    data, sha256 = people.file_for(title)
    path = world.upload(draft, "ce_card", data, sha256)
    answer = told(world.change, draft, "attach_material", item="ce_card", object_key=path, title=title, supports=None)
    held = world.ask(people.APPLICANT, "get_declaration", declaration_id=draft)["materials"]
    if isinstance(answer, str):
        assert held == []
        return
    named = {"declaration_id": draft, "material_id": held[0]["material_id"]}
    link = world.ask(people.APPLICANT, "open_material", **named)
    heard = fetched(world, link["url"])
    assert heard["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert not set(heard["Content-Disposition"]) & set('\r\n"<>\\/')
    assert (heard["Content-Type"], heard["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    world.change(draft, "remove_material", material_id=held[0]["material_id"])


def fetched(world, url):
    """The headers with which the store's door answers."""
    path, _, query = url.removeprefix(world.files.door_url).partition("?")
    heard = {}
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query}
    FileDoor(world.files)(environ, lambda status, headers: heard.update(dict(headers)))
    return heard
