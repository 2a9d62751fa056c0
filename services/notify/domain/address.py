"""Addresses that can be one: what may stand where a letter is to go."""

from __future__ import annotations

import re

from email_validator import EmailNotValidError, ValidatedEmail, validate_email

from services.notify.domain.channel import Channel
from shared.kernel.errors import invalid

MAX_ADDRESS = 200
ROBOTS = frozenset({Channel.WECOM, Channel.DINGTALK})
"""Post into a group: only organisations have them, each its own."""
_FORMS = {
    Channel.SMS: re.compile(r"1[3-9]\d{9}"),
    Channel.WECOM: re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    Channel.DINGTALK: re.compile(r"[0-9a-f]{64}(?:#SEC[0-9a-f]{16,96})?"),
    Channel.PLATFORM: re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{1,99}"),
}
"""A mobile number; a robot's key; a robot's token and, after `#`, its secret; an account of the platform."""
_TYPED = re.compile(r"[\s-]")


def checked_address(channel: Channel, given: str, path: str) -> str:
    """The address as it is kept; invalid `address_unfit` at the path."""
    if channel is Channel.MAIL:
        return checked_mail(given, path)
    text = given.strip()
    if channel is Channel.SMS:
        text = _TYPED.sub("", text).removeprefix("+86")
    form = _FORMS.get(channel)
    if form is None or form.fullmatch(text) is None:
        raise invalid("address_unfit", path=path, channel=channel.value)
    return text


def checked_mail(given: str, path: str) -> str:
    """A mail address as it is kept; invalid `address_unfit` at the path. Who reads it only a code tells."""
    found = _mail(given)
    address = found.ascii_email if found else None
    if address is None or len(address) > MAX_ADDRESS:
        raise invalid("address_unfit", path=path, channel=Channel.MAIL.value)
    return address


def can_be_mail(given: str) -> bool:
    """Whether the directory's text can be a mail address."""
    return _mail(given) is not None


def _mail(given: str) -> ValidatedEmail | None:
    try:
        return validate_email(given.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
