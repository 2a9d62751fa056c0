"""Where a PDF begins, and which ones nobody could open."""

from pathlib import Path

import pytest

from shared.kernel.errors import ZhipingError
from shared.storage import check_content, sniff
from shared.storage.pdf import pdf_begins, pdf_fault
from tests.support.cases.pictures import pdf

CASE = Path(__file__).parents[2] / "support/cases/files/material-bom.pdf"
GOOD = pdf()
OBJECT = b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"


@pytest.mark.parametrize(
    "before",
    [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n", b" \t", bytes(128), b"\x1b%-12345X@PJL ENTER LANGUAGE=PDF\r\n",
     b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n", b"x" * 1000, b"\n" * 1016],
)  # fmt: skip
def test_a_pdf_begins_where_readers_look_for_it(before):
    data = before + GOOD
    assert pdf_begins(data) == len(before)
    assert (sniff(data), check_content(data, {"pdf"}, 10**6)) == ("pdf", "pdf")


@pytest.mark.parametrize(
    "before",
    [b"\n" * 1017, b"x" * 1024, b"MZ", b"\x7fELF", b"#!/bin/sh\n", b"<html>", b"\xef\xbb\xbf <svg/>", b"GIF89a",
     b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!"],
)  # fmt: skip
def test_behind_too_much_or_behind_another_kind_there_is_no_pdf(before):
    assert sniff(before + GOOD) is None


@pytest.mark.parametrize("head", [b"%PDF-", b"%PDF-x.7\n", b"%pdf-1.7\n", b"%PDF-9.9\n", b"%PDF 1.7\n"])
def test_what_names_no_version_of_pdf_is_none(head):
    assert sniff(head + OBJECT) is None


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"])
def test_a_password_to_open_is_told_from_one_against_changes(algorithm):
    assert pdf_fault(pdf(user="x", owner="y", algorithm=algorithm)) == "pdf_encrypted"
    assert pdf_fault(pdf(user="", owner="y", algorithm=algorithm)) is None


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n%%EOF\n", b"%PDF-1.7\n" + bytes(5000),
        b"%PDF-1.4\n<html><body>" + b"x" * 500, b"%PDF-1.7\n" + OBJECT, pdf(pages=0), pdf(pages=0, user="", owner="o"),
        GOOD[: len(GOOD) // 3], b"%PDF-1.7\n1 0 obj\n<< /Encrypt 1 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF",
        b"%PDF-1.7\n1 0 obj\n" + b"[" * 5000, b"%PDF-1.7\n1 0 obj << /Pages 1 0 R /Kids [1 0 R] /Type /Pages >> endobj"
        b"\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF",
    ],
)  # fmt: skip
def test_what_has_no_page_to_look_at_is_refused_with_the_remedy(data):
    with pytest.raises(ZhipingError) as caught:
        check_content(data, {"pdf"}, 10**6, path="file")
    assert (caught.value.slug, caught.value.path) == ("pdf_empty", "file")
    assert "重新导出" in caught.value.message


def test_the_remedy_of_a_password_is_to_take_it_off():
    with pytest.raises(ZhipingError) as caught:
        check_content(pdf(user="x"), {"pdf"}, 10**6)
    assert "取消密码" in caught.value.message


def test_the_file_with_a_mark_that_an_office_sent_is_taken():
    assert check_content(CASE.read_bytes(), {"pdf"}, 10**6) == "pdf"
