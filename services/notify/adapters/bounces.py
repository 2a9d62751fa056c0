"""Where undeliverable mail comes back: a folder, or a mailbox over IMAP or POP3.

A mail that cannot be read holds up none of the others: it is passed over like one that reports nothing.
"""

from __future__ import annotations

import imaplib
import poplib
import ssl
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from services.notify.adapters.delivery_status import READ_AT_MOST, report_of
from services.notify.usecases.letter_ports import LetterReport

TIMEOUT_SECONDS = 20
AT_ONCE = 100
"""Mails that are read at a time."""
LARGEST = 1_048_576
"""Bytes; over POP3, which gives a mail whole, what is larger is not fetched: a report of a letter is far smaller."""
FAULTS = (OSError, imaplib.IMAP4.error, poplib.error_proto)
"""What a box may raise that cannot be read just now."""
TOO_LONG = "line too long"
"""The client's own word for a line beyond 2048 bytes, after which the connection is of no use."""
_SEEN = ":2,S"


@dataclass(frozen=True, slots=True)
class MaildirBounces:
    """Adapter of `letter_ports.ReportSource`: a folder in maildir form into which the mail server delivers."""

    folder: str

    @contextmanager
    def read(self) -> Iterator[Collection[LetterReport]]:
        """What was read is taken out when the block has ended well; other mail is left as seen."""
        found = {path: report_of(_beginning(path)) for path in self._unseen()[:AT_ONCE]}
        yield [report for report in found.values() if report is not None]
        for path, report in found.items():
            if report is None:
                with suppress(FileNotFoundError):
                    path.rename(Path(self.folder) / "cur" / (path.name.partition(":")[0] + _SEEN))
            else:
                path.unlink(missing_ok=True)

    def _unseen(self) -> list[Path]:
        new, known = ((Path(self.folder) / name).iterdir() for name in ("new", "cur"))
        return sorted([*new, *(path for path in known if "S" not in path.name.partition(":2,")[2])])


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
            _done(box.select(unquote(parts.path.strip("/")) or "INBOX"))
            unseen = b"".join(filter(None, _done(box.uid("SEARCH", "UNSEEN")))).decode().split()[:AT_ONCE]
            wanted = f"(BODY.PEEK[]<0.{READ_AT_MOST}>)"
            found = {one: report_of(_content(_done(box.uid("FETCH", one, wanted)))) for one in unseen}
            yield [report for report in found.values() if report is not None]
            for one, report in found.items():
                flags = r"(\Seen)" if report is None else r"(\Seen \Deleted)"
                _done(box.uid("STORE", one, "+FLAGS", flags))
            _done(box.expunge())


@dataclass(frozen=True, slots=True)
class PopBounces:
    """The same over POP3, which knows no flags: the box is for bounces alone, and emptied."""

    url: str = field(repr=False)
    password: str = field(repr=False)
    ca_file: str | None = None

    @contextmanager
    def read(self) -> Iterator[Collection[LetterReport]]:
        """Whatever was looked at is deleted, by the id that the server gives it for good."""
        mails: dict[str, bytes] = {}
        while not self._read_on(mails):
            continue
        yield [report for mail in mails.values() if (report := report_of(mail)) is not None]
        if mails:
            with self._opened() as box:
                for key, number in _numbers(box).items():
                    if key in mails:
                        box.dele(number)

    def _read_on(self, mails: dict[str, bytes]) -> bool:
        """Whether one connection read all that was left; a line beyond what the client takes ends it."""
        before = len(mails)
        try:
            with self._opened() as box:
                self._read_all(box, mails)
        except poplib.error_proto as fault:
            if fault.args != (TOO_LONG,) or len(mails) == before:
                raise
            return False
        return True

    def _read_all(self, box: poplib.POP3, mails: dict[str, bytes]) -> None:
        sizes = _pairs(box.list()[1])
        for key, number in _numbers(box).items():
            if key not in mails and len(mails) < AT_ONCE:
                mails[key] = b""
                if int(sizes.get(number, "0")) <= LARGEST:
                    mails[key] = b"\r\n".join(box.retr(number)[1])

    @contextmanager
    def _opened(self) -> Iterator[poplib.POP3]:
        """What was deleted is gone once the block has ended well."""
        parts = urlsplit(self.url)
        box = _pop(parts.hostname or "", parts.port, parts.scheme == "pop3s", self.ca_file)
        try:
            box.user(unquote(parts.username or ""))
            box.pass_(self.password)
            yield box
            box.quit()
        finally:
            box.close()


def _beginning(path: Path) -> bytes:
    """Nothing of a mail that somebody else has taken out by now."""
    with suppress(FileNotFoundError), path.open("rb") as file:
        return file.read(READ_AT_MOST)
    return b""


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


def _done(answer: tuple[str, Sequence[Any]]) -> Sequence[Any]:
    """What the server gave; the client raises nothing where it merely said no."""
    told, given = answer
    if told != "OK":
        raise imaplib.IMAP4.error(told)
    return given


def _content(fetched: Sequence[object]) -> bytes:
    return next((bytes(one[1]) for one in fetched if isinstance(one, tuple)), b"")


def _numbers(box: poplib.POP3) -> dict[str, int]:
    """Id of each mail -> its number in this session."""
    return {key: number for number, key in _pairs(box.uidl()[1]).items()}


def _pairs(lines: Sequence[bytes]) -> dict[int, str]:
    """What `LIST` and `UIDL` answer: a number and something about it, a line each."""
    told = (line.decode("ascii", "replace").split() for line in lines)
    return {int(words[0]): words[1] for words in told if len(words) > 1}


def bounces_at(
    maildir: str | None, url: str | None, password: str, ca_file: str | None
) -> MaildirBounces | ImapBounces | PopBounces:
    """The box that the house has set up."""
    if maildir is not None:
        return MaildirBounces(maildir)
    kind = ImapBounces if (url or "").startswith("imap") else PopBounces
    return kind(url or "", password, ca_file)
