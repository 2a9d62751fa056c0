"""What notify reads from its environment beside the common settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

ENVIRONMENT: tuple[str, ...] = ("ZHIPING_SMTP_URL", "ZHIPING_SUPERVISOR_MAIL")
"""Names of this service's own ZHIPING_* variables."""


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """Where and as whom to send mail; without a user no login is tried."""

    host: str
    port: int
    sender: str
    tls: bool = False
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def smtp_settings(environ: Mapping[str, str]) -> SmtpSettings | None:
    """Read ZHIPING_SMTP_URL (`smtp://user:password@host:25?from=a@b`, `smtps://…`); None when mail is off."""
    url = environ.get("ZHIPING_SMTP_URL")
    if not url:
        return None
    parts = urlsplit(url)
    sender = dict(parse_qsl(parts.query)).get("from")
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or not sender:
        raise ValueError("ZHIPING_SMTP_URL must read smtp://host:port?from=address or smtps://…")
    tls = parts.scheme == "smtps"
    return SmtpSettings(
        host=parts.hostname,
        port=parts.port or (465 if tls else 25),
        sender=sender,
        tls=tls,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )


def supervisor_mail(environ: Mapping[str, str]) -> str | None:
    """Read ZHIPING_SUPERVISOR_MAIL: who gets the daily heads of the trails; None = nobody, they stay in the inbox."""
    address = environ.get("ZHIPING_SUPERVISOR_MAIL") or None
    if address is not None and "@" not in address:
        raise ValueError("ZHIPING_SUPERVISOR_MAIL must be a mail address")
    return address
