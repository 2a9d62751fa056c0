"""How the ways out of the house are written in the file of channels, and what is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from services.notify.domain.channel import Channel
from services.notify.domain.rate import Rate
from shared.wire.types import Interval, MaxLen, MinLen, record

StartTls = Literal["required", "opportunistic", "off"]


@record
class RateGiven:
    """So many letters in so many seconds."""

    letters: Annotated[int, Interval(ge=1, le=100_000)]
    seconds: Annotated[int, Interval(ge=1, le=86_400)]


@record
class DkimGiven:
    """With what mail is signed; the key is PEM (RSA) or base64 (Ed25519)."""

    domain: Annotated[str, MinLen(1)]
    selector: Annotated[str, MinLen(1)]
    key: str | None = None
    key_file: str | None = None


@record
class BouncesGiven:
    """Where undeliverable mail comes back: a folder in maildir form, or a mailbox (imaps://user@host/INBOX, pop3s://).

    `address`: the envelope sender, to whose local part `+<letter>` is added, so that every bounce names its letter."""

    maildir: str | None = None
    url: str | None = None
    password_file: str | None = None
    address: str | None = None


@record
class ChannelGiven:
    """One entry of the file of channels."""

    channel: Channel
    url: str
    rate: RateGiven | None = None
    ca_file: str | None = None
    starttls: StartTls | None = None
    password_file: str | None = None
    dkim: DkimGiven | None = None
    bounces: BouncesGiven | None = None
    key_id: str | None = None
    secret: str | None = None
    secret_file: str | None = None
    digest: Literal["sha256", "sm3"] = "sha256"
    receipts_url: str | None = None
    retry_codes: Annotated[tuple[str, ...], MaxLen(50)] = ()
    sign: Annotated[str, MaxLen(20)] = ""


@record
class ChannelsGiven:
    """The file of channels."""

    channels: Annotated[tuple[ChannelGiven, ...], MaxLen(5)] = ()


@dataclass(frozen=True, slots=True)
class DkimSettings:
    """The same with the key itself."""

    domain: str
    selector: str
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BouncesSettings:
    """The same with the password itself."""

    maildir: str | None
    url: str | None = field(repr=False)
    password: str = field(repr=False)
    address: str | None


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """Where and as whom to send mail; without a user no login is tried."""

    host: str
    port: int
    sender: str
    tls: bool = False
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    starttls: StartTls = "opportunistic"
    ca_file: str | None = None
    dkim: DkimSettings | None = None
    bounces: BouncesSettings | None = None


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """Where letters of a channel are posted, and with what they are signed."""

    channel: Channel
    url: str = field(repr=False)
    ca_file: str | None = None
    key_id: str = ""
    secret: str = field(default="", repr=False)
    digest: str = "sha256"
    receipts_url: str | None = None
    retry_codes: frozenset[str] = frozenset()
    sign: str = ""


@dataclass(frozen=True, slots=True)
class OutboundSettings:
    """The ways out of the house. `test`: nothing leaves it, and what would have is kept."""

    test: bool = False
    mail: SmtpSettings | None = None
    posted: tuple[HttpSettings, ...] = ()
    rates: Mapping[Channel, Rate] = field(default_factory=dict)
