"""The ways on which a message reaches people."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """`inbox` always gets a message; the others are letters that leave the house, where they are configured."""

    INBOX = "inbox"
    MAIL = "mail"
    SMS = "sms"
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    PLATFORM = "platform"
