"""What a caller sees: his own messages and deadlines and those of his organisation, nobody else's."""

from __future__ import annotations

from typing import Any

from services.notify.domain.deadline import Deadline
from services.notify.domain.message import Message
from services.notify.usecases.ports import NotifyTx, Scope
from shared.kernel.caller import Caller
from shared.kernel.catalogue import text
from shared.kernel.clock import iso
from shared.kernel.deadline import last_day
from shared.kernel.errors import forbidden, not_found

OVERSEERS = frozenset({"operator", "supervisor"})


def list_messages(tx: NotifyTx, request: dict[str, Any]) -> dict[str, Any]:
    """Messages, newest first unless sorted otherwise."""
    items, cursor, total = tx.ports.messages.page(_scope(tx.caller, request), request)
    return {"items": [_message(item) for item in items], "next_cursor": cursor, "total": total}


def list_deadlines(tx: NotifyTx, request: dict[str, Any]) -> dict[str, Any]:
    """Deadlines, soonest first unless sorted otherwise."""
    items, cursor, total = tx.ports.deadlines.page(_scope(tx.caller, request), request)
    return {"items": [_deadline(item) for item in items], "next_cursor": cursor, "total": total}


def mark_read(tx: NotifyTx, request: dict[str, Any]) -> dict[str, Any]:
    """Note the first reading; again changes nothing. Raises not_found `message_not_found`, for others' messages too."""
    message = tx.ports.messages.find(request["message_id"])
    if message is None or not _own(tx.caller).covers(message.draft.recipient):
        raise not_found("message_not_found")
    if message.read_at is None:
        tx.ports.messages.mark_read(message.id, tx.now, tx.caller.person_id)
    return {"message_id": message.id, "read_at": iso(message.read_at or tx.now)}


def _own(caller: Caller) -> Scope:
    return Scope(caller.person_id, caller.organisation_id)


def _scope(caller: Caller, request: dict[str, Any]) -> Scope:
    """Everyone's entries on request, for operators and supervisors; raises forbidden `role_not_allowed` for others."""
    everyone = bool(request["filter"].get("everyone"))
    if everyone and not caller.roles & OVERSEERS:
        raise forbidden("role_not_allowed", path="filter.everyone")
    return Scope(caller.person_id, caller.organisation_id, everyone)


def _message(message: Message) -> dict[str, Any]:
    draft = message.draft
    return {
        "message_id": message.id,
        "kind": draft.kind,
        "category": draft.category,
        "title": draft.title,
        "body": draft.body,
        "person_id": draft.recipient.person_id,
        "organisation_id": draft.recipient.organisation_id,
        "subject_id": message.subject_id,
        "items": [item.as_json() for item in draft.items],
        "days_before": draft.days_before,
        "due_at": iso(draft.due_at) if draft.due_at else None,
        "due_on": last_day(draft.due_at).isoformat() if draft.due_at else None,
        "clause": draft.clause,
        "channel": message.channel,
        "sent_at": iso(message.sent_at),
        "read_at": iso(message.read_at) if message.read_at else None,
    }


def _deadline(entry: Deadline) -> dict[str, Any]:
    return {
        "deadline_id": entry.id,
        "kind": entry.kind.value,
        "label": text(f"notify_deadline_{entry.kind.value}"),
        "notice_id": entry.notice_id,
        "subject_id": entry.subject_id,
        "subject_label": entry.label,
        "person_id": entry.recipient.person_id,
        "organisation_id": entry.recipient.organisation_id,
        "since": iso(entry.since),
        "due_at": iso(entry.due_at),
        "due_on": last_day(entry.due_at).isoformat(),
        "clause": entry.clause,
        "state": entry.state.value,
        "cleared_at": iso(entry.cleared_at) if entry.cleared_at else None,
        "escalation": entry.escalation,
    }
