"""What a caller sees: his own messages and deadlines and those of his organisation, nobody else's."""

from __future__ import annotations

from services.notify.domain.deadline import Deadline
from services.notify.domain.message import Message
from services.notify.domain.recipient import Recipient
from services.notify.requests import ListDeadlines, ListMessages, MarkRead
from services.notify.results import DeadlineView, MessageRead, MessageView
from services.notify.usecases.naming import names_of
from services.notify.usecases.ports import InboxScope, NotifyTx
from shared.kernel.catalogue import text
from shared.kernel.deadline import last_day
from shared.kernel.errors import forbidden, not_found
from shared.kernel.scope import CLERKS, Ground, Involved, Matter, Reach
from shared.wire.types import Page


def list_messages(tx: NotifyTx, request: ListMessages) -> Page[MessageView]:
    """Messages, newest first unless sorted otherwise."""
    return tx.ports.messages.page(listed_scope(scope_of(tx), request.filter.everyone), request).turned(_message)


def list_deadlines(tx: NotifyTx, request: ListDeadlines) -> Page[DeadlineView]:
    """Deadlines, soonest first unless sorted otherwise."""
    page = tx.ports.deadlines.page(listed_scope(scope_of(tx), request.filter.everyone), request)
    names = names_of(tx, (one.recipient for one in page.items))
    return page.turned(lambda one: _deadline(one, names.get(one.recipient.key)))


def mark_read(tx: NotifyTx, request: MarkRead) -> MessageRead:
    """Note the first reading; again changes nothing. Raises not_found `message_not_found`, for others' messages too."""
    message = tx.ports.messages.find(request.message_id)
    if message is None or not _is_for(scope_of(tx), message.draft.recipient):
        raise not_found("message_not_found")
    if message.read_at is None:
        tx.ports.messages.mark_read(message.id, tx.now, tx.caller.person_id)
    return MessageRead(message_id=message.id, read_at=message.read_at or tx.now)


def scope_of(tx: NotifyTx) -> Reach:
    """The caller's reach, by the directory."""
    return Reach.of(tx.caller, tx.ports.directory.kind_of)


def _is_for(scope: Reach, recipient: Recipient) -> bool:
    """His own, those of the house he works for, and those to the supervision for whoever watches over the system."""
    if recipient.is_supervision:
        return scope.sees_all or (scope.overseen is not None and recipient.is_supervised_from(scope.overseen))
    return scope.reaches(_sent_to(recipient), {Ground.OWN, Ground.HOUSE})


def _sent_to(recipient: Recipient) -> Matter:
    return Matter(recipient.person_id, (Involved(recipient.organisation_id, Ground.HOUSE, CLERKS),))


def listed_scope(scope: Reach, everyone: bool) -> InboxScope:
    """Everyone's entries on request, for operators and supervisors; raises forbidden `role_not_allowed` for others."""
    if everyone and not scope.sees_all and scope.overseen is None:
        raise forbidden("role_not_allowed", path="filter.everyone")
    overseen = scope.overseen if everyone else None
    return InboxScope(scope.person_id, scope.acts_for(), everyone and scope.sees_all, overseen)


def _message(message: Message) -> MessageView:
    draft = message.draft
    return MessageView(
        message_id=message.id,
        kind=draft.kind,
        category=draft.category,
        title=draft.title,
        body=draft.body,
        person_id=draft.recipient.person_id,
        organisation_id=draft.recipient.organisation_id,
        subject_id=message.subject_id,
        items=draft.items,
        days_before=draft.days_before,
        due_at=draft.due_at,
        due_on=last_day(draft.due_at) if draft.due_at else None,
        clause=draft.clause,
        channel=message.channel,
        sent_at=message.sent_at,
        read_at=message.read_at,
        wording=draft.wording,
        wording_version=draft.wording_version,
    )


def _deadline(entry: Deadline, name: str | None) -> DeadlineView:
    return DeadlineView(
        deadline_id=entry.id,
        kind=entry.kind,
        label=text(f"notify_deadline_{entry.kind.value}"),
        notice_id=entry.notice_id,
        subject_id=entry.subject_id,
        subject_label=entry.label,
        person_id=entry.recipient.person_id,
        organisation_id=entry.recipient.organisation_id,
        organisation_name=name,
        since=entry.since,
        due_at=entry.due_at,
        due_on=last_day(entry.due_at) if entry.due_at else None,
        clause=entry.clause or None,
        state=entry.state,
        cleared_at=entry.cleared_at,
        escalation=entry.escalation,
    )
