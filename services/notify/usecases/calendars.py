"""Calendars to subscribe to: links are made, listed and revoked by whoever they are for, and read by their secret."""

from __future__ import annotations

import hashlib
import secrets

from services.notify.domain.calendar import (
    KEPT_PAST,
    MOST_LINKS,
    SERVES_FOR,
    SHOWN_CANCELLED,
    CalendarLink,
    digest_of,
)
from services.notify.domain.recipient import Recipient, organisation, person
from services.notify.requests import GetCalendar, ListCalendarLinks, MakeCalendarLink, RevokeCalendarLink
from services.notify.results import CalendarFile, CalendarLinkMade, CalendarLinkRevoked, CalendarLinkView
from services.notify.usecases.ports import NotifyTx
from services.notify.usecases.read_inbox import scope_of
from shared.kernel.errors import conflict, forbidden, not_found
from shared.wire.types import Page

SECRET_BYTES = 32


def make_calendar_link(tx: NotifyTx, request: MakeCalendarLink) -> CalendarLinkMade:
    """A link with a secret that is shown here alone. The same request again gives the same link another secret: the
    one that an answer may have been lost with opens nothing any more."""
    recipient = _asked_for(tx, request.whose == "organisation")
    asked = hashlib.sha256(f"{tx.caller.person_id}/{recipient.key}/{request.idempotency_key}".encode()).hexdigest()
    secret = secrets.token_urlsafe(SECRET_BYTES)
    former = tx.ports.calendars.asked(asked)
    if former is None:
        if len([one for one in tx.ports.calendars.of(recipient) if one.serves(tx.now)]) >= MOST_LINKS:
            raise conflict("calendar_links_many", most=MOST_LINKS)
        ends_at = tx.now + SERVES_FOR
        link = CalendarLink(
            tx.new_id(), recipient, digest_of(secret), asked, tx.now, tx.caller.person_id, ends_at
        )  # fmt: skip
        tx.ports.calendars.add(link)
    elif former.serves(tx.now):
        link = former
        tx.ports.calendars.renew(former.id, digest_of(secret))
    else:
        raise conflict("calendar_link_over")
    tx.trail("make_calendar_link", "calendar", link.id, data={"recipient": recipient.key})
    return CalendarLinkMade(
        link_id=link.id, secret=secret, path=f"/calendar/{secret}.ics", ends_at=link.ends_at, whose=request.whose
    )


def revoke_calendar_link(tx: NotifyTx, request: RevokeCalendarLink) -> CalendarLinkRevoked:
    """Again changes nothing; raises not_found `calendar_not_found`, for others' links too."""
    link = tx.ports.calendars.find(request.link_id)
    if link is None or link.recipient not in _own(tx):
        raise not_found("calendar_not_found", path="link_id")
    gone = link.revoked(tx.now)
    if link.revoked_at is None:
        tx.ports.calendars.revoke(link.id, tx.now)
        tx.trail("revoke_calendar_link", "calendar", link.id)
    return CalendarLinkRevoked(link_id=link.id, revoked_at=gone.revoked_at or tx.now)


def list_calendar_links(tx: NotifyTx, request: ListCalendarLinks) -> Page[CalendarLinkView]:
    """Of the caller and, as a clerk, of his organisation; revoked ones too."""
    return tx.ports.calendars.page(_own(tx), request).turned(_view)


def get_calendar(tx: NotifyTx, request: GetCalendar) -> CalendarFile:
    """By the secret alone; not_found `calendar_not_found` for one that is unknown, revoked or over."""
    link = tx.ports.calendars.by_digest(digest_of(request.secret))
    if link is None or not link.serves(tx.now):
        raise not_found("calendar_not_found", path="secret")
    days = tx.ports.deadlines.due_days(link.recipient, tx.now - KEPT_PAST, tx.now - SHOWN_CANCELLED)
    body = tx.ports.write_calendar(days)
    return CalendarFile(body=body, etag=hashlib.sha256(body.encode()).hexdigest())


def _asked_for(tx: NotifyTx, house: bool) -> Recipient:
    if not house:
        return person(tx.caller.person_id)
    acting_for = scope_of(tx).acts_for()
    if acting_for is None:
        raise forbidden("role_not_allowed", path="whose")
    return organisation(acting_for)


def _own(tx: NotifyTx) -> list[Recipient]:
    scope = scope_of(tx)
    acting_for = scope.acts_for()
    mine = person(scope.person_id)
    return [mine] if acting_for is None else [mine, organisation(acting_for)]


def _view(link: CalendarLink) -> CalendarLinkView:
    return CalendarLinkView(
        link_id=link.id, whose="mine" if link.recipient.person_id else "organisation", made_at=link.made_at,
        made_by=link.made_by, ends_at=link.ends_at, revoked_at=link.revoked_at,
    )  # fmt: skip
