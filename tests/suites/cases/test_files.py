"""Materials as they come: bytes before the PDF, passwords, nothing inside, another file than announced."""

import hashlib
from pathlib import Path

import pytest

from tests.support.case_tables import refused
from tests.support.cases.pictures import UPRIGHT, exif, jpeg, pdf, png
from tests.support.declaration_suite import people

FILES = Path(__file__).parents[2] / "support/cases/files"
GOOD = pdf()


def announced(world, key, size, digest, media_type="application/pdf"):
    """The place for an upload of that size, type and digest."""
    told = {"declaration_id": key, "item": "ce_card", "filename": "证书.pdf"}
    told |= {"size": size, "media_type": media_type, "sha256": digest}
    return world.do(people.APPLICANT, "open_upload", **told)["object_key"]


def attached(world, data, **promise):
    """The file uploaded and attached; `promise` is what was announced otherwise."""
    key = world.start()
    said = {"size": len(data), "digest": hashlib.sha256(data).hexdigest(), "media_type": "application/pdf"} | promise
    path = announced(world, key, **said)
    world.files.put(path, data, said["media_type"])
    return world.change(key, "attach_material", item="ce_card", object_key=path, title="证书")


LEADING = {
    "a byte order mark": b"\xef\xbb\xbf", "a line break": b"\n", "spaces": b"   ", "tabs and breaks": b"\t\r\n\r\n",
    "zeros": bytes(16), "a mark of UTF-16": b"\xff\xfe", "a line of a printer": b"%!PS-Adobe-3.0 PDF-1.4\n",
    "a header of a Macintosh": bytes(128), "junk": b"junk junk junk\n", "high bytes": bytes(range(128, 256)),
    "five hundred bytes": b"x" * 500, "as much as readers allow": b"\n" * (1024 - 8),
    "a mark and a line": b"\xef\xbb\xbf\n",
}  # fmt: skip


@pytest.mark.parametrize("before", LEADING.values(), ids=LEADING)
def test_bytes_before_a_pdf_are_allowed_as_readers_allow_them(declaration, before):
    assert attached(declaration, before + GOOD)["material_id"]


def test_the_listed_file_with_a_mark_is_taken(declaration):
    assert attached(declaration, (FILES / "material-bom.pdf").read_bytes())["material_id"]


@pytest.mark.parametrize("before", [b"x" * 1025, b"\n" * 5000, b"MZ" + bytes(2000)], ids=["junk", "breaks", "program"])
def test_what_begins_later_is_no_pdf(declaration, before):
    refused("unreadable_pdf", attached, declaration, before + GOOD)


CIPHERS = ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"]


@pytest.mark.parametrize("algorithm", CIPHERS)
def test_a_password_to_open_is_refused_with_the_remedy(declaration, algorithm):
    error = refused("unreadable_pdf", attached, declaration, pdf(user="geheim", owner="o", algorithm=algorithm))
    assert "密码" in error.message


@pytest.mark.parametrize("user", ["1", "密码", "a" * 30])
def test_whatever_the_password_is(declaration, user):
    assert "密码" in refused("unreadable_pdf", attached, declaration, pdf(user=user)).message


def test_a_locked_file_behind_a_mark_is_refused_too(declaration):
    error = refused("unreadable_pdf", attached, declaration, b"\xef\xbb\xbf" + pdf(user="x"))
    assert "密码" in error.message


@pytest.mark.parametrize("algorithm", CIPHERS)
def test_a_password_only_against_changes_stops_nobody(declaration, algorithm):
    assert attached(declaration, pdf(user="", owner="owner", algorithm=algorithm))["material_id"]


NOTHING = {
    "only the header": b"%PDF-1.7\n",
    "header and end": b"%PDF-1.7\n%%EOF",
    "no pages": pdf(pages=0),
    "header and zeros": b"%PDF-1.7\n" + bytes(4000),
    "header and a text": "%PDF-1.7\n这是文本".encode(),
    "header and HTML": b"%PDF-1.4\n<html><body>404 Not Found</body></html>",
    "the first third": GOOD[: len(GOOD) // 3],
    "a header of another kind of document": b"%PDF-9.9\nhello world " * 30,
    "only a mark and the header": b"\xef\xbb\xbf%PDF-1.7\n%%EOF\n",
    "no pages, locked against changes": pdf(pages=0, user="", owner="o"),
}
"""PDFs in which nobody sees anything."""


@pytest.mark.parametrize("data", NOTHING.values(), ids=NOTHING)
def test_what_nobody_can_open_is_refused(declaration, data):
    error = refused("unreadable_pdf", attached, declaration, data)
    assert "重新" in error.message or "打开" in error.message


@pytest.mark.parametrize("pages", [1, 2, 60])
def test_a_pdf_with_pages_is_taken(declaration, pages):
    assert attached(declaration, pdf(pages))["material_id"]


OTHERWISE = {
    "larger than announced": (GOOD, {"size": 100}),
    "one byte larger": (GOOD, {"size": len(GOOD) - 1}),
    "one byte smaller": (GOOD, {"size": len(GOOD) + 1}),
    "much smaller": (GOOD, {"size": 9_000_000}),
    "ten megabytes where a hundred bytes were announced": (GOOD + b"\n" * 10_000_000, {"size": 100}),
    "another digest": (GOOD, {"digest": "0" * 64}),
    "a picture where a PDF was announced": (jpeg(UPRIGHT), {}),
    "a PNG where a PDF was announced": (png(UPRIGHT), {}),
    "a PDF where a picture was announced": (GOOD, {"media_type": "image/jpeg"}),
    "a JPEG where a PNG was announced": (jpeg(UPRIGHT, exif(1)), {"media_type": "image/png"}),
    "a PNG where a JPEG was announced": (png(UPRIGHT), {"media_type": "image/jpeg"}),
}
"""File -> what was announced otherwise."""


@pytest.mark.parametrize(("data", "promise"), OTHERWISE.values(), ids=OTHERWISE)
def test_an_upload_is_held_to_what_was_announced(declaration, data, promise):
    refused("announced", attached, declaration, data, **promise)


PHOTOS = {
    "larger": (jpeg(UPRIGHT), {"size": 100}),
    "one byte smaller": (jpeg(UPRIGHT), {"size": len(jpeg(UPRIGHT)) + 1}),
    "a JPEG announced as PNG": (jpeg(UPRIGHT), {"media_type": "image/png"}),
    "a PNG announced as JPEG": (png(UPRIGHT), {"media_type": "image/jpeg"}),
}


@pytest.mark.parametrize(("data", "promise"), PHOTOS.values(), ids=PHOTOS)
def test_a_photo_is_held_to_it_too(declaration, data, promise):
    told = {"size": len(data), "media_type": "image/jpeg", "sha256": hashlib.sha256(data).hexdigest()} | promise
    ticket = declaration.do(people.APPLICANT, "open_photo_upload", person_id="person-1", **told)
    declaration.files.put(ticket["object_key"], data, told["media_type"])
    key = {"person_id": "person-1", "expected_version": 3, "object_key": ticket["object_key"]}
    refused("announced", declaration.do, people.APPLICANT, "set_photo", **key)
