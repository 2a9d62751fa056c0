"""Which letters a message becomes: on whose channels, to which addresses, now, in the morning, or with the day's."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from services.notify.domain.address import can_be_mail
from services.notify.domain.channel import Channel
from services.notify.domain.contact import Preferences
from services.notify.domain.dispatch import Dispatch, LetterRoute, Text, planned
from services.notify.domain.hours import LetterHours
from services.notify.domain.id_numbers import holds_id_number
from services.notify.domain.message import Draft, Message
from services.notify.domain.recipient import Recipient, organisation
from services.notify.usecases.ports import NotifyTx

NO_ADDRESS, NOT_CONFIGURED, ID_NUMBER = "no_address", "not_configured", "id_number_in_text"
UNFIT = "address_unfit"


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where it goes; `refusal` where it goes nowhere although somebody meant it to."""

    routes: tuple[LetterRoute, ...] = ()
    wanted: Channel = Channel.MAIL
    refusal: str | None = None


def enqueue(
    tx: NotifyTx,
    messages: Sequence[Message],
    address: str | None = None,
    hours: Mapping[str, LetterHours] | None = None,
) -> None:
    """Queue the letters of messages that were just added to the inbox, where they are to have one; what has to be known
    of all recipients is asked at once. `address`: where mail goes instead; `hours`: by key, of notices that have their
    own."""
    plans = [_mail_to(tx, address)] * len(messages) if address else _plans(tx, messages)
    own = hours or {}
    letters = [
        _letter(tx, message, plan, own.get(message.draft.key), alone=bool(address))
        for message, plan in zip(messages, plans, strict=True)
        if plan.routes or plan.refusal is not None
    ]
    tx.ports.dispatches.add_all(letters)


def enqueue_text(tx: NotifyTx, recipient: Recipient, kind: str, route: LetterRoute, content: Text) -> None:
    """Queue a letter that stands in no inbox, to one address alone; it is forgotten once it is sent."""
    entry = Dispatch(
        tx.new_id(), None, recipient, kind, "notice", "", (route,), route.channel, tx.now, tx.now, content=content
    )
    tx.ports.dispatches.add_all([planned(entry, tx.ports.outbound.hours)])


def addresses_of(tx: NotifyTx, recipients: Collection[Recipient]) -> dict[Recipient, Mapping[Channel, str]]:
    """The addresses of each that were confirmed; an organisation that named none has the directory's for mail,
    whatever somebody wrote there."""
    told = tx.ports.directory.emails_of([one.organisation_id for one in recipients if one.organisation_id])
    directory = {organisation(key): {Channel.MAIL: mail} for key, mail in told.items()}
    own = tx.ports.contacts.of(recipients)
    return {
        recipient: directory.get(recipient, {})
        | {one.channel: one.address for one in own.get(recipient, {}).values() if one.address is not None}
        for recipient in recipients
    }


def _mail_to(tx: NotifyTx, address: str) -> _Plan:
    configured = Channel.MAIL in tx.ports.outbound.channels
    return _Plan((LetterRoute(Channel.MAIL, address),)) if configured else _Plan()


def _plans(tx: NotifyTx, messages: Sequence[Message]) -> list[_Plan]:
    configured = tx.ports.outbound.channels
    leaving = {one.draft.recipient for one in messages if configured and one.draft.channels != ()}
    if not leaving:
        return [_Plan()] * len(messages)
    wishes, known = tx.ports.contacts.preferences_of(leaving), addresses_of(tx, leaving)
    return [
        _plan(message.draft, configured, wishes[message.draft.recipient], known[message.draft.recipient])
        if message.draft.recipient in leaving
        else _Plan()
        for message in messages
    ]


def _plan(draft: Draft, configured: frozenset[Channel], wishes: Preferences, known: Mapping[Channel, str]) -> _Plan:
    """What a rule names is missed where it is not there, and any address that cannot be one; what a recipient merely
    prefers is not."""
    if draft.channels == () or draft.category not in wishes.outside:
        return _Plan()
    wanted = tuple(one for one in draft.channels or () if one is not Channel.INBOX)
    order = wanted or (wishes.order if draft.channels is None else ())
    routes = tuple(LetterRoute(one, known[one]) for one in order if one in configured and _can_be(one, known.get(one)))
    unfit = [one for one in order if one in configured and one in known]
    if not routes and unfit:
        return _Plan((), unfit[0], UNFIT)
    if routes or not wanted:
        return _Plan(routes)
    missing = NO_ADDRESS if configured.intersection(wanted) else NOT_CONFIGURED
    return _Plan((), wanted[0], missing)


def _can_be(channel: Channel, address: str | None) -> bool:
    """What people wrote into the directory was checked by nobody."""
    return address is not None and (channel is not Channel.MAIL or can_be_mail(address))


def _letter(tx: NotifyTx, message: Message, plan: _Plan, hours: LetterHours | None, *, alone: bool) -> Dispatch:
    draft, outbound = message.draft, tx.ports.outbound
    own = hours or outbound.hours
    refusal = ID_NUMBER if holds_id_number(f"{draft.title}\n{draft.body}") else plan.refusal
    waits = draft.batch and draft.recipient.organisation_id is not None and not alone
    daily = own.next_daily(tx.now, outbound.calendar) if waits and outbound.calendar else None
    if daily is not None and draft.due_at is not None and tx.now < draft.due_at <= daily:
        daily = None
    entry = _entry(tx, message, plan, None if own.quiet == outbound.hours.quiet else own.quiet.written)
    return planned(entry, outbound.hours, refusal, daily)


def _entry(tx: NotifyTx, message: Message, plan: _Plan, quiet: str | None) -> Dispatch:
    draft = message.draft
    channel = plan.routes[0].channel if plan.routes else plan.wanted
    return Dispatch(
        id=tx.new_id(), message_id=message.id, recipient=draft.recipient, kind=draft.kind, category=draft.category,
        rule=draft.rule, routes=plan.routes, channel=channel, due_at=tx.now, queued_at=tx.now,
        quiet=quiet,
    )  # fmt: skip
