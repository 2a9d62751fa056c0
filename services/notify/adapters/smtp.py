"""Sending one mail through a configured server."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage

from services.notify.usecases.ports import Letter

TIMEOUT_SECONDS = 20


@dataclass(frozen=True, slots=True)
class SmtpChannel:
    """Adapter of `ports.MailChannel`; one connection per letter, because offices get few. Without a user no login."""

    host: str
    port: int
    sender: str
    tls: bool = False
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    def send(self, letter: Letter) -> None:
        """Hand the letter to the server; raises OSError or smtplib.SMTPException when it does not take it."""
        kind = smtplib.SMTP_SSL if self.tls else smtplib.SMTP
        with kind(self.host, self.port, timeout=TIMEOUT_SECONDS) as server:
            if self.user:
                server.login(self.user, self.password or "")
            server.send_message(_mail(letter, self.sender))


def _mail(letter: Letter, sender: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = Address(addr_spec=sender)
    mail["To"] = Address(addr_spec=letter.address)
    mail["Subject"] = letter.title
    mail["Message-ID"] = f"<{letter.message_id}@{sender.rpartition('@')[2]}>"
    mail.set_content(letter.body)
    return mail
