"""Undeliverable mail that came back: delivery status notifications (RFC 3464), each matched to the letter it is about.

Only a report is believed, and only for a letter that is known: any other mail in the box stays where it is.
"""

from __future__ import annotations

import imaplib
import mailbox
import poplib
import re
import ssl
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import cast
from urllib.parse import unquote, urlsplit

from services.notify.domain.outcome import LetterOutcome, declined, later, taken
from services.notify.usecases.letter_ports import LetterReport

TIMEOUT_SECONDS = 20
AT_ONCE = 100
"""Mails that are read at a time."""
_LETTER = re.compile(r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.\d{1,2})@")
_STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")


def report_of(mail: bytes) -> LetterReport | None:
    """What a mail reports; None where it is no report, or about no letter of this house."""
    told = message_from_bytes(mail, policy=policy.default)
    if told.get_content_type() != "multipart/report":
        return None
    letter = _letter(told)
    fields = _fields(told)
    if letter is None or fields is None:
        return None
    return LetterReport(letter, _outcome(*fields))


def _letter(told: EmailMessage) -> str | None:
    """By the envelope to which it came back, else by the headers of the mail that it carries."""
    for name in ("Delivered-To", "X-Original-To", "To"):
        if found := _LETTER.search(f"{told.get(name, '')}".split("+", 1)[-1]):
            return found[1]
    for part in told.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            heads = message_from_bytes(cast(bytes, part.get_payload(decode=True)), policy=policy.compat32)
        elif part is not told and part.get("Message-ID") and kind != "message/rfc822":
            heads = cast("Message[str, str]", part)
        else:
            continue
        if found := _LETTER.search(str(heads.get("Message-ID", ""))):
            return found[1]
    return None


def _fields(told: EmailMessage) -> tuple[str, str, str] | None:
    """Action, status and diagnosis of the first recipient: a letter has one."""
    for part in told.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in cast("list[Message[str, str]]", part.get_payload()):
                if action := str(block.get("Action", "")).strip().lower():
                    return action, str(block.get("Status", "")).strip(), str(block.get("Diagnostic-Code", ""))
    return None


def _outcome(action: str, status: str, diagnosis: str) -> LetterOutcome:
    found = _STATUS.search(status)
    code = found[0] if found else action[:20]
    if action == "delivered":
        return taken(None, code)
    return declined(code, diagnosis) if action == "failed" else later(code, diagnosis)


@dataclass(frozen=True, slots=True)
class MaildirBounces:
    """Adapter of `letter_ports.ReportSource`: a folder into which the mail server delivers."""

    folder: str

    @contextmanager
    def read(self) -> Iterator[Collection[LetterReport]]:
        """What was read is taken out when the block has ended well; other mail is left as seen."""
        box = mailbox.Maildir(self.folder, factory=None, create=False)
        read: dict[str, LetterReport] = {}
        strange = []
        for key in [key for key, mail in _unseen(box)][:AT_ONCE]:
            report = report_of(box.get_bytes(key))
            if report is None:
                strange.append(key)
            else:
                read[key] = report
        yield list(read.values())
        for key in strange:
            _set_aside(box, key)
        for key in read:
            box.discard(key)


@dataclass(frozen=True, slots=True)
class ImapBounces:
    """The same from a mailbox over IMAP."""

    url: str = field(repr=False)
    password: str = field(repr=False)
    ca_file: str | None = None

    @contextmanager
    def read(self) -> Iterator[Collection[LetterReport]]:
        """Mail that was looked at is seen from then on; reports are deleted."""
        parts = urlsplit(self.url)
        with _imap(parts.hostname or "", parts.port, parts.scheme == "imaps", self.ca_file) as box:
            box.login(unquote(parts.username or ""), self.password)
            box.select(unquote(parts.path.strip("/")) or "INBOX")
            numbers = box.search(None, "UNSEEN")[1][0].split()[:AT_ONCE]
            found = {one: report_of(_content(box.fetch(one.decode(), "(BODY.PEEK[])")[1])) for one in numbers}
            yield [report for report in found.values() if report is not None]
            for one, report in found.items():
                box.store(one.decode(), "+FLAGS", r"(\Seen \Deleted)" if report is not None else r"(\Seen)")
            box.expunge()


@dataclass(frozen=True, slots=True)
class PopBounces:
    """The same over POP3, which knows no flags: the box is for bounces alone, and emptied."""

    url: str = field(repr=False)
    password: str = field(repr=False)
    ca_file: str | None = None

    @contextmanager
    def read(self) -> Iterator[Collection[LetterReport]]:
        """Whatever was read is deleted with the end of the connection."""
        parts = urlsplit(self.url)
        box = _pop(parts.hostname or "", parts.port, parts.scheme == "pop3s", self.ca_file)
        try:
            box.user(unquote(parts.username or ""))
            box.pass_(self.password)
            numbers = range(1, min(box.stat()[0], AT_ONCE) + 1)
            mails = [b"\r\n".join(box.retr(number)[1]) for number in numbers]
            yield [report for mail in mails if (report := report_of(mail)) is not None]
            for number in numbers:
                box.dele(number)
            box.quit()
        finally:
            box.close()


FAULTS = (OSError, imaplib.IMAP4.error, poplib.error_proto, mailbox.Error)
"""What a box may raise that cannot be read just now."""


def _unseen(box: mailbox.Maildir) -> Iterator[tuple[str, mailbox.MaildirMessage]]:
    for key in sorted(box.keys()):
        mail = box.get_message(key)
        if "S" not in mail.get_flags():
            yield key, mail


def _set_aside(box: mailbox.Maildir, key: str) -> None:
    mail = box.get_message(key)
    mail.set_subdir("cur")
    mail.add_flag("S")
    box[key] = mail


@contextmanager
def _imap(host: str, port: int | None, tls: bool, ca_file: str | None) -> Iterator[imaplib.IMAP4]:
    if tls:
        context = ssl.create_default_context(cafile=ca_file)
        box: imaplib.IMAP4 = imaplib.IMAP4_SSL(host, port or 993, ssl_context=context, timeout=TIMEOUT_SECONDS)
    else:
        box = imaplib.IMAP4(host, port or 143, timeout=TIMEOUT_SECONDS)
    try:
        yield box
    finally:
        with suppress(*FAULTS):
            box.logout()


def _pop(host: str, port: int | None, tls: bool, ca_file: str | None) -> poplib.POP3:
    if tls:
        context = ssl.create_default_context(cafile=ca_file)
        return poplib.POP3_SSL(host, port or 995, context=context, timeout=TIMEOUT_SECONDS)
    return poplib.POP3(host, port or 110, timeout=TIMEOUT_SECONDS)


def _content(fetched: Sequence[object]) -> bytes:
    return next((bytes(one[1]) for one in fetched if isinstance(one, tuple)), b"")


def bounces_at(
    maildir: str | None, url: str | None, password: str, ca_file: str | None
) -> MaildirBounces | ImapBounces | PopBounces:
    """The box that the house has set up."""
    if maildir is not None:
        return MaildirBounces(maildir)
    kind = ImapBounces if (url or "").startswith("imap") else PopBounces
    return kind(url or "", password, ca_file)
