"""Boxes of bounces on this machine, over IMAP and POP3: read once, whatever else somebody has sent there."""

import pytest

from services.notify.adapters.bounces import FAULTS, bounces_at
from tests.support.letters.bounced import LETTER, dsn, huge, nested
from tests.support.letters.mailboxes import PASSWORD, Box, mailbox_at

OTHER = LETTER.replace("8057", "8058")
BOTH = pytest.mark.parametrize("kind", ["imap", "pop3"])
HELLO, LONG_LINE = b"Subject: hello\n\nnothing", b"Subject: long\n\n" + b"x" * 5000 + b"\n"


def told(source):
    with source.read() as reports:
        return [(one.letter_id, one.outcome.verdict.value) for one in reports]


@BOTH
def test_reports_are_read_once_whatever_stands_between_them(kind):
    box = Box(HELLO, dsn(), nested(), LONG_LINE, b"", dsn("delayed", "4.4.1", letter=OTHER), dsn(letter="unknown"))
    with mailbox_at(box, kind) as url:
        source = bounces_at(None, url, PASSWORD, None)
        assert told(source) == [(LETTER, "refused"), (OTHER, "later")]
        assert told(source) == []
        box.add(dsn("delivered", "2.0.0"))
        assert told(source) == [(LETTER, "taken")]
    assert len(box.mails) == {"imap": 5, "pop3": 0}[kind]


@BOTH
def test_of_a_huge_mail_little_goes_over_the_wire_and_those_behind_it_are_read(kind):
    box = Box(huge(), dsn(letter=OTHER))
    with mailbox_at(box, kind) as url:
        found = told(bounces_at(None, url, PASSWORD, None))
    assert found == {"imap": [(LETTER, "refused"), (OTHER, "refused")], "pop3": [(OTHER, "refused")]}[kind]
    assert box.fetched < 100_000


@BOTH
def test_what_was_not_worked_in_stays_for_the_next_time(kind):
    box = Box(dsn())
    with mailbox_at(box, kind) as url:
        source = bounces_at(None, url, PASSWORD, None)
        with pytest.raises(RuntimeError), source.read():
            raise RuntimeError
        assert told(source) == [(LETTER, "refused")]


@BOTH
def test_a_box_that_cannot_be_read_just_now_says_so_in_a_way_that_the_sender_knows(kind):
    box = Box(dsn())
    with mailbox_at(box, kind) as url:
        with pytest.raises(FAULTS):
            told(bounces_at(None, url, "wrong", None))
        for word in {"imap": ("SELECT", "SEARCH", "FETCH", "STORE"), "pop3": ("LIST", "UIDL", "RETR", "DELE")}[kind]:
            box.refuses = word
            with pytest.raises(FAULTS):
                told(bounces_at(None, url, PASSWORD, None))
        box.refuses = None
    with pytest.raises(FAULTS):
        told(bounces_at(None, url, PASSWORD, None))
    assert len(box.mails) == 1
