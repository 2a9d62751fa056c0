"""Undeliverable mail that comes back: which letter it is about, and what became of it."""

import mailbox

import pytest

from services.notify.adapters.bounces import MaildirBounces
from services.notify.adapters.delivery_status import report_of
from tests.support.letters.bounced import LETTER, dsn, huge, nested


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_a_bounce_names_its_letter_by_the_headers_that_it_carries(kind):
    report = report_of(dsn(kind=kind))
    assert (report.letter_id, report.outcome.verdict.value, report.outcome.code) == (LETTER, "refused", "5.1.1")
    assert "clerk" not in report.outcome.said


def test_a_bounce_names_its_letter_by_the_address_to_which_it_came_back():
    report = report_of(dsn(to=f"bounce+{LETTER}@bureau.example", letter="lost"))
    assert report.letter_id == LETTER


@pytest.mark.parametrize(
    ("action", "verdict"), [("delayed", "later"), ("delivered", "taken"), ("relayed", "later"), ("failed", "refused")]
)
def test_what_is_merely_late_is_no_bounce(action, verdict):
    assert report_of(dsn(action, "4.4.1")).outcome.verdict.value == verdict


@pytest.mark.parametrize(
    "mail",
    [
        b"", b"\xff\xfe", b"Subject: hello\n\nnothing", dsn(letter="x"),
        dsn().replace(b"multipart/report", b"multipart/mixed"), dsn().replace(b"Action: failed", b"Acton: failed"),
        dsn()[:400], nested(), dsn().replace(b"Content-Type: multipart", b"Content-Type: \xff; \x00="),
        dsn(to="<\u4e2d@@[", letter="<><"),
    ],
)  # fmt: skip
def test_other_mail_reports_nothing(mail):
    assert report_of(mail) is None


def test_a_folder_keeps_what_is_no_report_and_gives_each_report_until_it_was_worked_in(tmp_path):
    box = mailbox.Maildir(tmp_path / "box")
    for mail in (dsn(), b"Subject: hello\n\nnothing", dsn("delivered", "2.0.0")):
        box.add(mail)
    source = MaildirBounces(str(tmp_path / "box"))
    with pytest.raises(RuntimeError), source.read() as reports:
        raise RuntimeError(str(len(reports)))
    with source.read() as reports:
        assert sorted(one.outcome.verdict.value for one in reports) == ["refused", "taken"]
    with source.read() as reports:
        assert reports == []
    assert len(box) == 1


def test_of_a_huge_report_the_beginning_is_enough():
    assert report_of(huge()).letter_id == LETTER
