"""What somebody wishes of his letters, and the addresses that he has shown to be his."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.notify.domain.channel import Channel
from services.notify.domain.recipient import Recipient
from shared.contracts.notify import Category
from shared.kernel.errors import conflict

CODE_LASTS = timedelta(minutes=15)
CODES_REST = timedelta(minutes=1)
CODES_A_DAY = 5
MOST_TRIES = 5
DEFAULT_ORDER = (Channel.MAIL, Channel.SMS, Channel.PLATFORM, Channel.WECOM, Channel.DINGTALK)
EVERYTHING: tuple[Category, ...] = ("reminder", "notice")


@dataclass(frozen=True, slots=True)
class Preferences:
    """`order`: which channels are tried, one after the other; `outside`: what leaves the house at all. The inbox gets
    everything: nobody can wish a statutory reminder away."""

    recipient: Recipient
    order: tuple[Channel, ...] = DEFAULT_ORDER
    outside: tuple[Category, ...] = EVERYTHING


@dataclass(frozen=True, slots=True)
class OwnAddress:
    """One address of one recipient on one channel. `pending` is used for nothing but its code; until it is confirmed
    the `address` before it stands."""

    recipient: Recipient
    channel: Channel
    address: str | None = None
    confirmed_at: datetime | None = None
    pending: str | None = None
    code_digest: str | None = None
    code_until: datetime | None = None
    tries: int = 0
    codes: int = 0
    codes_since: datetime | None = None
    code_sent_at: datetime | None = None

    def asked(self, address: str, code_digest: str, now: datetime, path: str) -> OwnAddress:
        """A code is on its way to the address; conflict `codes_too_often`, so that nobody is flooded from here."""
        began = self.codes_since if self.codes_since and now - self.codes_since < timedelta(days=1) else None
        codes = self.codes if began else 0
        rests = self.code_sent_at is not None and now - self.code_sent_at < CODES_REST
        if rests or codes >= CODES_A_DAY:
            raise conflict("codes_too_often", path=path, most=CODES_A_DAY)
        return replace(
            self, pending=address, code_digest=code_digest, code_until=now + CODE_LASTS, tries=0, codes=codes + 1,
            codes_since=began or now, code_sent_at=now,
        )  # fmt: skip

    def tried(self, matches: bool, now: datetime) -> OwnAddress:
        """Somebody typed a code; conflict `code_not_waiting` where none is, or no longer."""
        if self.pending is None or self.code_until is None or now >= self.code_until or self.tries >= MOST_TRIES:
            raise conflict("code_not_waiting", path="channel")
        if not matches:
            return replace(self, tries=self.tries + 1)
        return replace(
            self, address=self.pending, confirmed_at=now, pending=None, code_digest=None, code_until=None, tries=0
        )

    def forgotten(self) -> OwnAddress:
        """No address any more; how many codes went out is kept."""
        return replace(self, address=None, confirmed_at=None, pending=None, code_digest=None, code_until=None, tries=0)

    @property
    def tries_left(self) -> int:
        """How often a code may still be typed."""
        return MOST_TRIES - self.tries if self.pending is not None else 0
