"""Wishes and addresses: read, changed, confirmed by a code that was sent there."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping

from services.notify.domain.address import ROBOTS, checked_address
from services.notify.domain.channel import Channel
from services.notify.domain.contact import CODE_LASTS, DEFAULT_ORDER, OwnAddress, Preferences
from services.notify.domain.dispatch import LetterRoute, Text
from services.notify.domain.recipient import Recipient, organisation, person
from services.notify.requests import AddressGiven, ConfirmAddress, GetPreferences, SetPreferences
from services.notify.results import AddressConfirmed, ContactView, PreferencesView
from services.notify.usecases.enqueue import addresses_of, enqueue_text
from services.notify.usecases.ports import NotifyTx
from services.notify.usecases.read_dispatches import masked
from services.notify.usecases.read_inbox import scope_of
from shared.contracts.key_purposes import OWN
from shared.kernel.catalogue import text
from shared.kernel.errors import forbidden, invalid
from shared.security import process_keyring

KIND = "address_code"
_DIGITS = 6


def get_preferences(tx: NotifyTx, request: GetPreferences) -> PreferencesView:
    """The caller's, or those of his organisation; forbidden `role_not_allowed` without one."""
    return _view(tx, _whose(tx, request.for_organisation))


def set_preferences(tx: NotifyTx, request: SetPreferences) -> PreferencesView:
    """Change what is given; a new address gets a code and is used once that has come back."""
    recipient = _whose(tx, request.for_organisation)
    _keep_wishes(tx, recipient, request)
    held = tx.ports.contacts.held(recipient)
    for index, given in enumerate(request.addresses):
        contact = held.get(given.channel, OwnAddress(recipient, given.channel))
        held[given.channel] = _changed(tx, contact, given, f"addresses.{index}")
        tx.ports.contacts.keep(held[given.channel])
    changed = sorted({one.channel.value for one in request.addresses})
    tx.trail("set_preferences", "preferences", recipient.key, data={"addresses": changed})
    return _view(tx, recipient)


def confirm_address(tx: NotifyTx, request: ConfirmAddress) -> AddressConfirmed:
    """Take the code that came to an address; conflict `code_not_waiting` where none is waited for, or no longer."""
    recipient = _whose(tx, request.for_organisation)
    held = tx.ports.contacts.held(recipient)
    contact = held.get(request.channel, OwnAddress(recipient, request.channel))
    given = _digest(contact, contact.pending or "", "".join(request.code.split()))
    after = contact.tried(hmac.compare_digest(given, contact.code_digest or ""), tx.now)
    tx.ports.contacts.keep(after)
    confirmed = after.pending is None
    if confirmed:
        tx.trail("confirm_address", "preferences", recipient.key, data={"channel": request.channel.value})
    return AddressConfirmed(channel=request.channel, confirmed=confirmed, tries_left=after.tries_left)


def _whose(tx: NotifyTx, for_organisation: bool) -> Recipient:
    scope = scope_of(tx)
    if not for_organisation:
        return person(scope.person_id)
    acting_for = scope.acts_for()
    if acting_for is None:
        raise forbidden("role_not_allowed", path="for_organisation")
    return organisation(acting_for)


def _keep_wishes(tx: NotifyTx, recipient: Recipient, request: SetPreferences) -> None:
    if request.order is None and request.outside is None:
        return
    known = tx.ports.contacts.preferences_of([recipient])[recipient]
    order = known.order if request.order is None else _checked_order(request.order)
    outside = known.outside if request.outside is None else tuple(dict.fromkeys(request.outside))
    tx.ports.contacts.keep_preferences(Preferences(recipient, order, outside), tx.now, tx.caller.person_id)


def _checked_order(order: tuple[Channel, ...]) -> tuple[Channel, ...]:
    for index, channel in enumerate(order):
        if channel is Channel.INBOX:
            raise invalid("inbox_not_wished", path=f"order.{index}")
        if channel in order[:index]:
            raise invalid("channel_named_twice", path=f"order.{index}", channel=channel.value)
    return order


def _changed(tx: NotifyTx, contact: OwnAddress, given: AddressGiven, path: str) -> OwnAddress:
    if given.address is None:
        return contact.forgotten()
    if not _offered(tx, contact.recipient, given.channel):
        raise invalid("channel_not_offered", path=f"{path}.channel", channel=given.channel.value)
    address = checked_address(given.channel, given.address, f"{path}.address")
    if address == contact.address:
        return contact
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    asked = contact.asked(address, _digest(contact, address, code), tx.now, f"{path}.address")
    minutes = CODE_LASTS.seconds // 60
    words = Text(text(f"notify_{KIND}_title"), text(f"notify_{KIND}_body", code=code, minutes=minutes))
    enqueue_text(tx, contact.recipient, KIND, LetterRoute(given.channel, address), words)
    return asked


def _offered(tx: NotifyTx, recipient: Recipient, channel: Channel) -> bool:
    for_it = recipient.organisation_id is not None or channel not in ROBOTS
    return channel in tx.ports.outbound.channels and for_it


def _digest(contact: OwnAddress, address: str, code: str) -> str:
    """Keyed: a code of six figures is found by trying where its digest is not."""
    told = "\n".join((contact.recipient.key, contact.channel.value, address, code))
    return hmac.new(process_keyring().active_key(OWN), told.encode(), hashlib.sha256).hexdigest()


def _view(tx: NotifyTx, recipient: Recipient) -> PreferencesView:
    wishes = tx.ports.contacts.preferences_of([recipient])[recipient]
    contacts = tx.ports.contacts.of([recipient]).get(recipient, {})
    addresses, hours = addresses_of(tx, [recipient])[recipient], tx.ports.outbound.hours
    return PreferencesView(
        for_organisation=recipient.organisation_id is not None,
        order=wishes.order,
        outside=wishes.outside,
        channels=tuple(
            _contact(contacts.get(channel, OwnAddress(recipient, channel)), _offered(tx, recipient, channel), addresses)
            for channel in DEFAULT_ORDER
        ),
        test=tx.ports.outbound.test,
        quiet_from=f"{hours.quiet.begins:%H:%M}",
        quiet_until=f"{hours.quiet.ends:%H:%M}",
        daily_letter=f"{hours.daily_letter:%H:%M}",
    )


def _contact(contact: OwnAddress, offered: bool, addresses: Mapping[Channel, str]) -> ContactView:
    channel, address = contact.channel, addresses.get(contact.channel)
    return ContactView(
        channel=channel,
        offered=offered,
        address_masked=masked(channel, address) if address else None,
        confirmed_at=contact.confirmed_at,
        pending_masked=masked(channel, contact.pending) if contact.pending else None,
        code_until=contact.code_until,
        tries_left=contact.tries_left,
    )
