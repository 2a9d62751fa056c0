"""What was sent, word for word, and what came to nothing: for whom it was, and for those who watch over it."""

from __future__ import annotations

from dataclasses import replace

from services.notify.domain.channel import Channel
from services.notify.domain.dispatch import Dispatch, Text, Try
from services.notify.requests import ListDispatches, ListFailures
from services.notify.results import DispatchView, TryView
from services.notify.usecases.letter_ports import Shown
from services.notify.usecases.ports import InboxScope, NotifyTx
from services.notify.usecases.read_inbox import scope_of
from shared.kernel.catalogue import text
from shared.kernel.errors import forbidden
from shared.kernel.masking import mask_key, mask_mail, mask_phone
from shared.wire.types import Page


def list_dispatches(tx: NotifyTx, request: ListDispatches) -> Page[DispatchView]:
    """Letters, newest first unless sorted otherwise."""
    scope = scope_of(tx)
    everyone = request.filter.everyone
    if everyone and not scope.sees_all and scope.overseen is None:
        raise forbidden("role_not_allowed", path="filter.everyone")
    overseen = scope.overseen if everyone else None
    seen = InboxScope(scope.person_id, scope.acts_for(), everyone and scope.sees_all, overseen)
    return tx.ports.dispatches.page(seen, request).turned(_view)


def list_failures(tx: NotifyTx, request: ListFailures) -> Page[DispatchView]:
    """Letters that came to nothing, newest first; a supervisor's are those to organisations of his division and to
    people who apply for them, of the latter without the words."""
    scope = scope_of(tx)
    if not scope.sees_all and scope.overseen is None:
        raise forbidden("role_not_allowed")
    seen = InboxScope(scope.person_id, None, scope.sees_all, scope.overseen, people=True)
    shown = _view if scope.sees_all else _for_supervisors
    return tx.ports.dispatches.page_of_failures(seen, request).turned(shown)


def masked(channel: Channel, address: str) -> str:
    """What is shown of an address."""
    match channel:
        case Channel.MAIL:
            return mask_mail(address)
        case Channel.SMS:
            return mask_phone(address)
    return mask_key(address)


def _for_supervisors(shown: Shown) -> DispatchView:
    """What was to be told to a person is that person's; that it was not told, and by which way, is not."""
    if shown.dispatch.recipient.person_id is None:
        return _view(shown)
    return _view(replace(shown, text=Text("", "")))


def _view(shown: Shown) -> DispatchView:
    one = shown.dispatch
    words = shown.text or Text(text(f"notify_{one.kind}_title"), "")
    return DispatchView(
        dispatch_id=one.id,
        message_id=one.message_id,
        kind=one.kind,
        category=one.category,
        rule=one.rule,
        title=words.title,
        body=words.body,
        clause=shown.clause or None,
        deadline_at=shown.deadline_at,
        person_id=one.recipient.person_id,
        organisation_id=one.recipient.organisation_id,
        organisation_name=shown.organisation_name,
        channel=one.channel,
        address_masked=_address(one),
        state=one.state,
        due_at=one.due_at,
        queued_at=one.queued_at,
        sent_at=one.sent_at,
        letter_id=one.letter_id,
        receipt=one.receipt,
        code=one.code,
        said=one.said,
        tries=tuple(map(_try, one.tries)),
    )


def _address(dispatch: Dispatch) -> str | None:
    return masked(dispatch.route.channel, dispatch.route.address) if dispatch.route else None


def _try(tried: Try) -> TryView:
    return TryView(channel=tried.channel, at=tried.at, outcome=tried.verdict, code=tried.code, said=tried.said)
