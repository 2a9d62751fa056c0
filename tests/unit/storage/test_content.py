"""What a file is, by its bytes."""

import io
import zipfile

import pytest

from shared.kernel.errors import ZhipingError
from shared.storage import MEDIA_TYPES, check_content, sniff
from tests.support.adversary.files import jpeg, png
from tests.support.cases.pictures import pdf


def zip_with(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


SAMPLES = {
    "pdf": pdf(),
    "png": png(10, 10),
    "jpeg": jpeg(10, 10),
    "docx": zip_with("[Content_Types].xml", "word/document.xml"),
    "xlsx": zip_with("[Content_Types].xml", "xl/workbook.xml"),
    "ofd": zip_with("OFD.xml", "Doc_0/Document.xml"),
}


@pytest.mark.parametrize("kind", sorted(MEDIA_TYPES))
def test_each_kind_is_known_by_its_bytes(kind):
    assert sniff(SAMPLES[kind]) == kind
    assert check_content(SAMPLES[kind], {kind}, 10_000) == kind


@pytest.mark.parametrize(
    "data", [b"MZ\x90\x00", b"<html>", zip_with("a.txt"), b"PK\x03\x04broken", b"%PDF", b"%PDF-x", b"GIF89a"]
)
def test_anything_else_has_no_kind(data):
    assert sniff(data) is None


@pytest.mark.parametrize(
    ("data", "allowed", "limit", "slug"),
    [
        (b"", {"pdf"}, 100, "file_empty"),
        (SAMPLES["pdf"], {"pdf"}, 100, "file_too_large"),
        (b"MZ\x90\x00", {"pdf"}, 100, "file_kind_unknown"),
        (SAMPLES["png"], {"pdf", "docx"}, 100, "file_kind_not_allowed"),
    ],
)
def test_an_unfit_file_is_refused_with_the_reason(data, allowed, limit, slug):
    with pytest.raises(ZhipingError) as caught:
        check_content(data, allowed, limit, path="file")
    assert (caught.value.slug, caught.value.path, caught.value.kind.value) == (slug, "file", "invalid")
    assert "{" not in caught.value.message


def test_a_file_exactly_at_the_limit_is_accepted():
    assert check_content(SAMPLES["pdf"], {"pdf"}, len(SAMPLES["pdf"])) == "pdf"
