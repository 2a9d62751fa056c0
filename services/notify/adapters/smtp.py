"""Mail: several letters over one connection, signed where the house has a key, and told apart by what comes back."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

import dkim

from services.notify.domain.outcome import LetterOutcome, declined, later, taken
from services.notify.usecases.letter_ports import Letter

TIMEOUT_SECONDS = 20
_QUEUED = re.compile(r"queued as ([A-Za-z0-9._-]{1,100})", re.IGNORECASE)
_FAULTS = (OSError, smtplib.SMTPException)


@dataclass(frozen=True, slots=True)
class DkimKey:
    """With which key the house signs, and where receivers find its other half."""

    domain: str
    selector: str
    key: str = field(repr=False)


class TlsMissing(smtplib.SMTPException):
    """The server offers no TLS, and letters must not go without."""


@dataclass(frozen=True, slots=True)
class SmtpSender:
    """Adapter of `letter_ports.ChannelSender`. Without a user no login.

    `bounces`: the envelope sender, to whose local part the letter's id is added.
    """

    host: str
    port: int
    sender: str
    now: Callable[[], datetime]
    tls: bool = False
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    starttls: str = "opportunistic"
    ca_file: str | None = None
    dkim: DkimKey | None = None
    bounces: str | None = None

    @contextmanager
    def session(self) -> Iterator[Callable[[Letter], LetterOutcome]]:
        """One connection, opened with the first letter and anew after a fault."""
        line = _Connection(self)
        try:
            yield line.send
        finally:
            line.close()

    def connect(self) -> smtplib.SMTP:
        """A connection that may be used; raises OSError or smtplib.SMTPException."""
        context = self._context()
        if self.tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT_SECONDS, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS)
        try:
            self._greet(server, context)
        except _FAULTS:
            server.close()
            raise
        return server

    def written(self, letter: Letter) -> bytes:
        """The mail as it goes over the wire."""
        mail = EmailMessage(policy=SMTP)
        mail["From"] = Address(addr_spec=self.sender)
        mail["To"] = Address(addr_spec=letter.address)
        mail["Subject"] = letter.title
        mail["Date"] = format_datetime(self.now())
        mail["Message-ID"] = f"<{letter.id}@{self.sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(letter.body, cte="base64")
        plain = mail.as_bytes()
        return plain if self.dkim is None else _signed(plain, self.dkim)

    def return_path(self, letter: Letter) -> str:
        """Where the mail comes back to when it cannot be delivered."""
        if self.bounces is None:
            return self.sender
        local, _, house = self.bounces.rpartition("@")
        return f"{local}+{letter.id}@{house}"

    def _greet(self, server: smtplib.SMTP, context: ssl.SSLContext) -> None:
        server.ehlo_or_helo_if_needed()
        if not self.tls and self.starttls != "off":
            if server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
            elif self.starttls == "required":
                raise TlsMissing
        if self.user:
            server.login(self.user, self.password or "")

    def _context(self) -> ssl.SSLContext:
        """Where TLS is merely welcome, any certificate is better than none."""
        context = ssl.create_default_context(cafile=self.ca_file)
        if not self.tls and self.starttls != "required":
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context


class _Connection:
    """One connection at a time."""

    def __init__(self, channel: SmtpSender) -> None:
        self._channel = channel
        self._server: smtplib.SMTP | None = None

    def send(self, letter: Letter) -> LetterOutcome:
        try:
            server = self._server = self._server or self._channel.connect()
        except _FAULTS as fault:
            return _unreachable(fault)
        try:
            return self._hand_over(server, letter)
        except smtplib.SMTPResponseException as fault:
            self._reset()
            return _answered(fault.smtp_code, fault.smtp_error)
        except _FAULTS as fault:
            self.close()
            return _unreachable(fault)

    def close(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            with suppress(*_FAULTS):
                server.quit()
            server.close()

    def _hand_over(self, server: smtplib.SMTP, letter: Letter) -> LetterOutcome:
        mail = self._channel.written(letter)
        for answer in (server.mail(self._channel.return_path(letter)), server.rcpt(letter.address)):
            if answer[0] not in (250, 251):
                self._reset()
                return _answered(*answer)
        code, said = server.data(mail)
        if code != 250:
            return _answered(code, said)
        words = _text(said)
        found = _QUEUED.search(words)
        return taken(found[1] if found else None, str(code), words)

    def _reset(self) -> None:
        """The next letter finds the line as new, or a new one."""
        try:
            if self._server is not None:
                self._server.rset()
        except _FAULTS:
            self.close()


def _signed(mail: bytes, key: DkimKey) -> bytes:
    secret = key.key.encode()
    kind = b"rsa-sha256" if b"-----BEGIN" in secret else b"ed25519-sha256"
    header: bytes = dkim.sign(
        mail, key.selector.encode(), key.domain.encode(), secret.strip(), signature_algorithm=kind,
        canonicalize=(b"relaxed", b"relaxed"),
    )  # fmt: skip
    return header + mail


def _answered(code: int, said: bytes | str) -> LetterOutcome:
    """4xx: another time; 5xx: never."""
    words = _text(said)
    return declined(str(code), words) if code >= 500 else later(str(code), words)


def _unreachable(fault: Exception) -> LetterOutcome:
    """The server, not the letter, is what failed; what it says about a login is nobody's business."""
    if isinstance(fault, smtplib.SMTPResponseException):
        return later(str(fault.smtp_code), type(fault).__name__)
    if isinstance(fault, smtplib.SMTPServerDisconnected) and isinstance(fault.__context__, OSError):
        fault = fault.__context__
    names = {TlsMissing: "starttls_missing", ssl.SSLError: "tls_failed", TimeoutError: "timeout"}
    return later(next((word for kind, word in names.items() if isinstance(fault, kind)), "unreachable"))


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
