"""What notify reads from its environment beside the common settings: by which ways letters leave the house."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import yaml
from marshmallow import ValidationError

from services.notify.domain.address import ROBOTS, can_be_mail
from services.notify.domain.channel import Channel
from services.notify.domain.channel_settings import (
    BouncesGiven,
    BouncesSettings,
    ChannelGiven,
    ChannelsGiven,
    DkimGiven,
    DkimSettings,
    HttpSettings,
    OutboundSettings,
    SmtpSettings,
    StartTls,
)
from services.notify.domain.rate import Rate
from shared.kernel.secret_files import SettingRefused
from shared.kernel.settings import one_of
from shared.kernel.transport_security import is_loopback
from shared.wire.schemas import request_schema_of

ENVIRONMENT: tuple[str, ...] = (
    "ZHIPING_SMTP_URL", "ZHIPING_SUPERVISOR_MAIL", "ZHIPING_CHANNELS", "ZHIPING_OUTBOUND",
)  # fmt: skip
"""Names of this service's own ZHIPING_* variables."""
CHANNELS, OUTBOUND = "ZHIPING_CHANNELS", "ZHIPING_OUTBOUND"
OUTBOUND_MODES = ("live", "test")
SIGNED = frozenset({Channel.SMS, Channel.PLATFORM})
_OWN = {
    Channel.MAIL: frozenset({"starttls", "password_file", "dkim", "bounces"}),
    **dict.fromkeys(
        SIGNED, frozenset({"key_id", "secret", "secret_file", "digest", "receipts_url", "retry_codes", "sign"})
    ),
    **dict.fromkeys(ROBOTS, frozenset[str]()),
}
_RATES = {Channel.MAIL: Rate(120, 60), **dict.fromkeys(SIGNED, Rate(60, 60)), **dict.fromkeys(ROBOTS, Rate(20, 60))}
"""Where the file says nothing; robots of both kinds take 20 a minute."""
_NO_SERVER = "must read smtp://host:port?from=address or smtps://…"


def outbound_settings(environ: Mapping[str, str]) -> OutboundSettings:
    """Read ZHIPING_SMTP_URL, ZHIPING_CHANNELS (a YAML text, as a rule from a mounted file) and
    ZHIPING_OUTBOUND. SettingRefused names the place of what is unknown, missing or out of place."""
    mode = environ.get(OUTBOUND) or "live"
    try:
        test = one_of(mode, OUTBOUND_MODES) == "test"
    except ValueError as error:
        raise SettingRefused(f"{OUTBOUND}: {error}") from None
    mail, given = smtp_settings(environ), _channels(environ.get(CHANNELS) or "")
    if mail is not None and any(one.channel is Channel.MAIL for one in given):
        raise SettingRefused(f"{CHANNELS}: mail is also given by ZHIPING_SMTP_URL: leave one of them out")
    rates = {Channel.MAIL: _RATES[Channel.MAIL]} if mail else {}
    posted = []
    for number, one in enumerate(given):
        place = f"{CHANNELS}: channels.{number}"
        _refuse_strangers(one, place)
        rates[one.channel] = Rate(one.rate.letters, one.rate.seconds) if one.rate else _RATES[one.channel]
        if one.channel is Channel.MAIL:
            mail = _mail(one, place)
        else:
            posted.append(_posted(one, place))
    return OutboundSettings(test, mail, tuple(posted), _RATES if test else rates)


def smtp_settings(environ: Mapping[str, str]) -> SmtpSettings | None:
    """Read ZHIPING_SMTP_URL (`smtp://user:password@host:25?from=a@b`, `smtps://…`); None when mail is off."""
    url = environ.get("ZHIPING_SMTP_URL")
    return _server(url, f"ZHIPING_SMTP_URL {_NO_SERVER}") if url else None


def supervisor_mail(environ: Mapping[str, str]) -> str | None:
    """Read ZHIPING_SUPERVISOR_MAIL: who gets the daily heads of the trails; None = nobody, they stay in the inbox."""
    address = environ.get("ZHIPING_SUPERVISOR_MAIL") or None
    if address is not None and not can_be_mail(address):
        raise ValueError("ZHIPING_SUPERVISOR_MAIL must be a mail address")
    return address


def _server(url: str, refusal: str, ca_file: str | None = None) -> SmtpSettings:
    """A password is not sent in the clear to another machine unless the query says `starttls=off`."""
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query))
    sender, starttls = asked.get("from", ""), asked.get("starttls")
    known = starttls is None or starttls in ("required", "opportunistic", "off")
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or not can_be_mail(sender) or not known:
        raise SettingRefused(refusal)
    tls, guarded = parts.scheme == "smtps", bool(parts.username) and not is_loopback(parts.hostname)
    usual: StartTls = "required" if guarded else "opportunistic"
    return SmtpSettings(
        host=parts.hostname,
        port=parts.port or (465 if tls else 25),
        sender=sender,
        tls=tls,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        starttls=usual if starttls is None else starttls,  # type: ignore[arg-type]  # one of the three, as known says
        ca_file=ca_file,
    )


def _channels(text: str) -> tuple[ChannelGiven, ...]:
    try:
        told = yaml.load(text, Loader=yaml.CSafeLoader) if text.strip() else {}
    except yaml.YAMLError:
        raise SettingRefused(f"{CHANNELS}: this is no YAML") from None
    try:
        found: ChannelsGiven = request_schema_of(ChannelsGiven)().load(told)
    except ValidationError as error:
        faults = "; ".join(f"{path}: {why}" for path, why in _faults(error.messages, ""))
        raise SettingRefused(f"{CHANNELS}: {faults}") from None
    kinds = [one.channel for one in found.channels]
    if twice := next((number for number, kind in enumerate(kinds) if kind in kinds[:number]), None):
        raise SettingRefused(f"{CHANNELS}: channels.{twice}.channel: {kinds[twice]} stands there already")
    return found.channels


def _faults(messages: Any, path: str) -> Iterator[tuple[str, str]]:
    """What is wrong, by the place where it is; never what stands there."""
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from _faults(inner, f"{path}.{name}".lstrip("."))
    else:
        yield path, " ".join(map(str, messages))


def _refuse_strangers(one: ChannelGiven, place: str) -> None:
    own = _OWN.get(one.channel)
    if own is None:
        raise SettingRefused(f"{place}.channel: {one.channel} needs no setting")
    plain = ChannelGiven(channel=one.channel, url=one.url)
    known = own | {"channel", "url", "rate", "ca_file"}
    for name in ChannelGiven.__dataclass_fields__:
        if name not in known and getattr(one, name) != getattr(plain, name):
            raise SettingRefused(f"{place}.{name}: a channel {one.channel} has no such setting")


def _mail(one: ChannelGiven, place: str) -> SmtpSettings:
    server = _server(one.url, f"{place}.url: {_NO_SERVER}", one.ca_file)
    values = {name: getattr(server, name) for name in SmtpSettings.__dataclass_fields__}
    if one.password_file is not None:
        values["password"] = _secret(one.password_file, f"{place}.password_file")
    values["starttls"] = one.starttls or server.starttls
    values["dkim"] = _dkim(one.dkim, f"{place}.dkim") if one.dkim else None
    values["bounces"] = _bounces(one.bounces, f"{place}.bounces") if one.bounces else None
    return SmtpSettings(**values)


def _dkim(given: DkimGiven, place: str) -> DkimSettings:
    return DkimSettings(given.domain, given.selector, _either(given.key, given.key_file, place, "key"))


def _bounces(given: BouncesGiven, place: str) -> BouncesSettings:
    if (given.maildir is None) == (given.url is None):
        raise SettingRefused(f"{place}: either maildir or url")
    if given.url is not None and urlsplit(given.url).scheme not in ("imaps", "pop3s", "imap", "pop3"):
        raise SettingRefused(f"{place}.url: must read imaps://user@host/folder or pop3s://user@host")
    if given.url is not None and urlsplit(given.url).scheme in ("imap", "pop3"):
        _refuse_open(given.url, f"{place}.url")
    if given.address is not None and not can_be_mail(given.address):
        raise SettingRefused(f"{place}.address: is no mail address")
    inline = unquote(urlsplit(given.url or "").password or "") or None
    password = "" if given.url is None else _either(inline, given.password_file, place, "password")
    return BouncesSettings(given.maildir, given.url, password, given.address)


def _posted(one: ChannelGiven, place: str) -> HttpSettings:
    for name in ("url", "receipts_url"):
        url = getattr(one, name)
        if url is not None and urlsplit(url).scheme not in ("http", "https"):
            raise SettingRefused(f"{place}.{name}: must read https://…")
        if url is not None and not url.startswith("https://"):
            _refuse_open(url, f"{place}.{name}")
    if one.channel in SIGNED and not one.key_id:
        raise SettingRefused(f"{place}.key_id: is missing")
    secret = _either(one.secret, one.secret_file, place, "secret") if one.channel in SIGNED else ""
    return HttpSettings(
        one.channel, one.url, one.ca_file, one.key_id or "", secret, one.digest, one.receipts_url,
        frozenset(one.retry_codes), one.sign,
    )  # fmt: skip


def _refuse_open(url: str, place: str) -> None:
    if not is_loopback(urlsplit(url).hostname or ""):
        raise SettingRefused(f"{place}: leaves this machine without TLS")


def _either(inline: str | None, path: str | None, place: str, name: str) -> str:
    """A secret that stands in the file of channels, which is one itself, or in a file of its own."""
    found = inline or (_secret(path, f"{place}.{name}_file") if path else "")
    if not found:
        raise SettingRefused(f"{place}.{name}: is missing")
    return found


def _secret(path: str, place: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        raise SettingRefused(f"{place}: the file cannot be read") from None
