"""Delivery status notifications (RFC 3464), each matched to the letter that it is about.

Anybody may write to the box in which they come: only a report is believed, and only of a letter that is known.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message
from typing import TypeAlias, cast

from services.notify.domain.outcome import LetterOutcome, declined, later, taken
from services.notify.usecases.letter_ports import LetterReport
from shared.telemetry import get_logger

READ_AT_MOST = 65_536
"""Bytes of a mail that are looked at: what a report says stands before the mail that it brings back."""
Mail: TypeAlias = "Message[str, str]"
_LETTER = re.compile(r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.\d{1,2})@")
_STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")


def report_of(mail: bytes) -> LetterReport | None:
    """What a mail reports; None where it is no report, or about no letter of this house. What the parser chokes on is
    none: it would come again and again, and hold up the reports behind it."""
    try:
        return _report(message_from_bytes(mail[:READ_AT_MOST]))
    except Exception as fault:
        get_logger().warning("mail_not_understood", fault=type(fault).__name__)
        return None


def _report(told: Mail) -> LetterReport | None:
    if told.get_content_type() != "multipart/report":
        return None
    letter = _letter(told)
    fields = _fields(told)
    if letter is None or fields is None:
        return None
    return LetterReport(letter, _outcome(*fields))


def _letter(told: Mail) -> str | None:
    """By the envelope to which it came back, else by the headers of the mail that it carries."""
    for name in ("Delivered-To", "X-Original-To", "To"):
        if found := _LETTER.search(f"{told.get(name, '')}".split("+", 1)[-1]):
            return found[1]
    for part in told.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            heads = message_from_bytes(cast(bytes, part.get_payload(decode=True)))
        elif part is not told and part.get("Message-ID") and kind != "message/rfc822":
            heads = part
        else:
            continue
        if found := _LETTER.search(f"{heads.get('Message-ID', '')}"):
            return found[1]
    return None


def _fields(told: Mail) -> tuple[str, str, str] | None:
    """Action, status and diagnosis of the first recipient: a letter has one."""
    for part in told.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in cast("list[Mail]", part.get_payload()):
                if action := f"{block.get('Action', '')}".strip().lower():
                    return action, f"{block.get('Status', '')}".strip(), f"{block.get('Diagnostic-Code', '')}"
    return None


def _outcome(action: str, status: str, diagnosis: str) -> LetterOutcome:
    found = _STATUS.search(status)
    code = found[0] if found else action[:20]
    if action == "delivered":
        return taken(None, code)
    return declined(code, diagnosis) if action == "failed" else later(code, diagnosis)
