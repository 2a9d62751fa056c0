"""A message on its way out of the house: by which channels in turn, how often it was tried, what came back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from services.notify.domain.channel import Channel
from services.notify.domain.hours import LetterHours
from services.notify.domain.outcome import LetterOutcome, Reception
from services.notify.domain.quiet import read_quiet
from services.notify.domain.recipient import Recipient
from shared.contracts.notify import Category
from shared.kernel.transitions import Transitions

DELAYS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""Waits after each failed try; after the last the letter is given up."""
DELAYS_BEFORE_NEXT = DELAYS[:2]
"""The same where there is another channel to turn to."""
TRIES_TOLD = 20


class DispatchState(StrEnum):
    """`sent`: a provider took it. `delivered`: a receipt says that it arrived. `refused`: every channel said no;
    `failed`: it was tried too often; `not_sent`: nothing could be tried; `test`: this house sends nothing."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    DELIVERED = "delivered"
    REFUSED = "refused"
    FAILED = "failed"
    NOT_SENT = "not_sent"
    TEST = "test"


DISPATCH: Transitions[DispatchState] = Transitions("dispatch", {
    (DispatchState.QUEUED, "claim"): (DispatchState.CLAIMED,),
    (DispatchState.CLAIMED, "claim"): (DispatchState.CLAIMED,),
    (DispatchState.CLAIMED, "take"): (DispatchState.SENT,),
    (DispatchState.CLAIMED, "keep"): (DispatchState.TEST,),
    (DispatchState.CLAIMED, "retry"): (DispatchState.QUEUED,),
    (DispatchState.CLAIMED, "turn"): (DispatchState.QUEUED,),
    (DispatchState.CLAIMED, "refuse"): (DispatchState.REFUSED,),
    (DispatchState.CLAIMED, "give_up"): (DispatchState.FAILED,),
    (DispatchState.SENT, "deliver"): (DispatchState.DELIVERED,),
    (DispatchState.SENT, "turn"): (DispatchState.QUEUED,),
    (DispatchState.SENT, "refuse"): (DispatchState.REFUSED,),
    (DispatchState.DELIVERED, "turn"): (DispatchState.QUEUED,),
    (DispatchState.DELIVERED, "refuse"): (DispatchState.REFUSED,),
})  # fmt: skip
FAILURES = (DispatchState.REFUSED, DispatchState.FAILED, DispatchState.NOT_SENT)
"""What somebody is told about: the recipient has the message in his inbox, and nowhere else."""
WAITING = (DispatchState.QUEUED, DispatchState.CLAIMED)


@dataclass(frozen=True, slots=True)
class LetterRoute:
    """A channel and the recipient's address on it."""

    channel: Channel
    address: str


@dataclass(frozen=True, slots=True)
class Try:
    """What came back, once."""

    channel: Channel
    at: datetime
    verdict: str
    code: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """What a letter says."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Dispatch:
    """`routes` in the order of fallback, of which `step` is the present one. `due_at`: when it is looked at next; a
    claim ends then by itself. `batch`: letters with the same one wait for each other. `letter_id`: under which id the
    provider gets it, the same at every try on one channel. `content`: the text where the inbox has none. `quiet`: the
    quiet hours of its notice, where they are others than the house's."""

    id: str
    message_id: str | None
    recipient: Recipient
    kind: str
    category: Category
    rule: str
    routes: tuple[LetterRoute, ...]
    channel: Channel
    due_at: datetime
    queued_at: datetime
    state: DispatchState = DispatchState.QUEUED
    step: int = 0
    batch: str | None = None
    letter_id: str | None = None
    attempts: int = 0
    claim: str | None = None
    sent_at: datetime | None = None
    settled_at: datetime | None = None
    receipt: str | None = None
    code: str = ""
    said: str = ""
    tries: tuple[Try, ...] = ()
    content: Text | None = None
    quiet: str | None = None

    @property
    def route(self) -> LetterRoute | None:
        """Where it goes at present; None where nothing can be tried."""
        return self.routes[self.step] if self.step < len(self.routes) else None

    def claimed(self, claim: str, letter_id: str, until: datetime) -> Dispatch:
        """Somebody has it in hand; whatever becomes of him, it is free again at `until`."""
        state = DISPATCH.after(self.state, "claim")
        return replace(self, state=state, claim=claim, letter_id=letter_id, due_at=until, attempts=self.attempts + 1)

    def after(self, outcome: LetterOutcome, now: datetime, hours: LetterHours) -> Dispatch:
        """What the outcome of a try leads to."""
        told = self._told(outcome.verdict.value, outcome, now)
        match outcome.verdict:
            case Reception.TAKEN:
                return replace(told._settled("take", now), sent_at=now, receipt=outcome.receipt)
            case Reception.KEPT:
                return replace(told._settled("keep", now), sent_at=now)
            case Reception.LATER if (delay := told._delay()) is not None:
                due = now + max(delay, outcome.wait or delay)
                return replace(told, state=DISPATCH.after(self.state, "retry"), due_at=told._free(due, hours))
            case Reception.LATER:
                return told._turned("give_up", now, hours)
        return told._turned("refuse", now, hours)

    def returned(self, outcome: LetterOutcome, now: datetime, hours: LetterHours) -> Dispatch:
        """What a report of the provider leads to, after it has taken the letter: `taken` is a receipt of arrival."""
        if outcome.verdict is Reception.TAKEN:
            told = self._told("delivered", outcome, now)
            return told._settled("deliver", now) if self.state is DispatchState.SENT else self
        if outcome.verdict is Reception.LATER:
            return self._told("delayed", outcome, now)
        return self._told("bounced", outcome, now)._turned("refuse", now, hours)

    def _told(self, verdict: str, outcome: LetterOutcome, now: datetime) -> Dispatch:
        tried = Try(self.channel, now, verdict, outcome.code, outcome.said)
        return replace(self, claim=None, code=outcome.code, said=outcome.said, tries=(*self.tries, tried)[-TRIES_TOLD:])

    def _delay(self) -> timedelta | None:
        delays = DELAYS_BEFORE_NEXT if self.step + 1 < len(self.routes) else DELAYS
        return delays[self.attempts - 1] if self.attempts <= len(delays) else None

    def _turned(self, end: str, now: datetime, hours: LetterHours) -> Dispatch:
        """To the next channel, or to the end."""
        step = self.step + 1
        if step >= len(self.routes):
            return self._settled(end, now)
        return replace(
            self, state=DISPATCH.after(self.state, "turn"), step=step, channel=self.routes[step].channel, attempts=0,
            letter_id=None, receipt=None, sent_at=None, settled_at=None, due_at=self._free(now, hours),
        )  # fmt: skip

    def _settled(self, step: str, now: datetime) -> Dispatch:
        return replace(self, state=DISPATCH.after(self.state, step), settled_at=now, due_at=now, content=None)

    def _free(self, instant: datetime, hours: LetterHours) -> datetime:
        """Whoever waits for a code is awake."""
        if self.content is not None:
            return instant
        return read_quiet(self.quiet).after(instant) if self.quiet else hours.at_once(instant)


def planned(
    base: Dispatch, hours: LetterHours, refusal: str | None = None, daily_at: datetime | None = None
) -> Dispatch:
    """A dispatch as it enters the queue: for the daily letter, at once, or not at all."""
    if refusal is not None:
        return replace(
            base, state=DispatchState.NOT_SENT, code=refusal, settled_at=base.queued_at,
            tries=(Try(base.channel, base.queued_at, "not_sent", refusal),),
        )  # fmt: skip
    if daily_at is None:
        return replace(base, due_at=base._free(base.queued_at, hours))
    channels, quiet = "-".join(route.channel for route in base.routes), base.quiet or ""
    return replace(base, due_at=daily_at, batch=f"{base.recipient.key}/{channels}/{daily_at:%Y-%m-%dT%H:%M}/{quiet}")
