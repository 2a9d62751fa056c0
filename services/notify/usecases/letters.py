"""The queue of letters: claim some, send them elsewhere, note what became of each."""

from __future__ import annotations

from datetime import timedelta

from services.notify.domain.channel import Channel
from services.notify.domain.dispatch import FAILURES, WAITING, Dispatch, DispatchState, LetterRoute, Text, Try
from services.notify.domain.outcome import LetterOutcome
from services.notify.domain.quiet import Quiet, read_quiet
from services.notify.usecases.letter_ports import Letter, LetterReport, OldLetter
from services.notify.usecases.ports import NotifyTx
from shared.kernel.catalogue import text
from shared.kernel.clock import ZONE

CLAIMED_FOR = timedelta(minutes=10)
"""A claim ends by itself, so that a killed process loses no letter."""
LOT = 20
"""Letters that one connection takes."""
TAKEN_OVER_AT_ONCE = 200


def waiting_channels(tx: NotifyTx) -> list[Channel]:
    """On which channels something is due."""
    return tx.ports.dispatches.due_channels(tx.now)


def claim_letters(tx: NotifyTx, channel: Channel) -> list[Letter]:
    """Take what is due first in hand, as many as the channel's rate allows. Whoever asks at the same time waits for
    the bucket, so that what belongs into one letter comes into one hand. What became due by day and was not sent by
    then stays over the quiet hours; only whoever waits for a code is awake."""
    full_at = tx.ports.rates.hold(channel, tx.now)
    rate = tx.ports.outbound.rates.get(channel)
    room = LOT if rate is None else min(LOT, rate.room(full_at, tx.now))
    awake = _awake(tx)
    letters: list[Letter] = []
    taken: set[str] = set()
    for dispatch in tx.ports.dispatches.due(channel, tx.now, room, awake) if room else ():
        if dispatch.id not in taken:
            together = tx.ports.dispatches.beside(dispatch, tx.now)
            taken.update(one.id for one in together)
            letters += _claimed(tx, together)
    if rate is not None and letters:
        tx.ports.rates.keep(channel, rate.taken(full_at, tx.now, len(letters)))
    return letters


def _awake(tx: NotifyTx) -> list[str | None]:
    """Whose quiet hours are over: the house's, for which None stands, and those of notices."""
    quiet: dict[str | None, Quiet] = {own: read_quiet(own) for own in tx.ports.dispatches.own_hours(tx.now)}
    quiet[None] = tx.ports.outbound.hours.quiet
    return [name for name, hours in quiet.items() if not hours.holds(tx.now)]


def note_outcome(tx: NotifyTx, letter: Letter, outcome: LetterOutcome) -> None:
    """Settle what is in a letter: sent, to be tried again, or turned to the next channel. Whoever was too slow, so that
    another has it in hand by now, changes nothing."""
    for dispatch in tx.ports.dispatches.in_claim(letter.claim):
        tx.ports.dispatches.save(dispatch.after(outcome, tx.now, tx.ports.outbound.hours))


def note_report(tx: NotifyTx, report: LetterReport) -> int:
    """Work in what a provider says afterwards; how many messages it is about. A bounce turns them to the next
    channel; said twice, it changes nothing."""
    told = [
        one
        for one in tx.ports.dispatches.in_letter(report.letter_id)
        if one.state in (DispatchState.SENT, DispatchState.DELIVERED)
    ]
    for dispatch in told:
        tx.ports.dispatches.save(dispatch.returned(report.outcome, tx.now, tx.ports.outbound.hours))
    return len(told)


def take_over(tx: NotifyTx) -> int:
    """Bring some of what 0.2.0 has queued into the present queue; how many."""
    letters = tx.ports.old_queue.take(tx.now, TAKEN_OVER_AT_ONCE)
    tx.ports.dispatches.add_all([_taken_over(tx, letter) for letter in letters])
    return len(letters)


def _claimed(tx: NotifyTx, together: list[Dispatch]) -> list[Letter]:
    """One letter of all these, or none where nothing is in it any more."""
    if not together:
        return []
    first, claim = together[0], tx.new_id()
    letter_id = first.letter_id or f"{first.id}.{first.step}"
    held = [one.claimed(claim, letter_id, tx.now + CLAIMED_FOR) for one in together]
    for one in held:
        tx.ports.dispatches.save(one)
    title, body = _words(tx, held)
    route = held[-1].route or LetterRoute(first.channel, "")
    short = body if len(held) == 1 else text("notify_daily_letter_short", title=title)
    return [Letter(letter_id, claim, first.channel, route.address, title, body, short)]


def _words(tx: NotifyTx, together: list[Dispatch]) -> tuple[str, str]:
    texts = tx.ports.dispatches.texts([one.message_id for one in together if one.message_id])
    parts = [one.content or _true_today(one, texts.get(one.message_id or "", Text("", "")), tx) for one in together]
    if len(parts) == 1:
        return parts[0].title, parts[0].body
    day = tx.now.astimezone(ZONE)
    title = text("notify_daily_letter_title", month=day.month, day=day.day, count=len(parts))
    items = (
        text("notify_daily_letter_item", number=number, title=part.title, body=part.body)
        for number, part in enumerate(parts, 1)
    )
    return title, "\n\n".join(items)


def _true_today(dispatch: Dispatch, words: Text, tx: NotifyTx) -> Text:
    """A reminder says how much is left on the day on which it was written; one that leaves later says which it was."""
    day = dispatch.queued_at.astimezone(ZONE)
    if dispatch.category != "reminder" or day.date() == tx.now.astimezone(ZONE).date():
        return words
    date = {"month": day.month, "day": day.day}
    title = text("notify_written_on_title", title=words.title, **date)
    return Text(title, text("notify_written_on_body", body=words.body, **date))


def _taken_over(tx: NotifyTx, letter: OldLetter) -> Dispatch:
    state = letter.state if letter.state in (*FAILURES, DispatchState.SENT) else DispatchState.QUEUED
    settled = None if state in WAITING else letter.due_at
    tried = () if settled is None else (Try(Channel.MAIL, letter.due_at, state.value),)
    return Dispatch(
        id=tx.new_id(), message_id=letter.message_id, recipient=letter.recipient, kind=letter.kind,
        category=letter.category, rule=letter.rule, routes=(LetterRoute(Channel.MAIL, letter.address),),
        channel=Channel.MAIL, due_at=letter.due_at, queued_at=letter.due_at, state=state,
        sent_at=settled if state is DispatchState.SENT else None, settled_at=settled, tries=tried,
        attempts=0 if settled is None else letter.attempts,
    )  # fmt: skip
