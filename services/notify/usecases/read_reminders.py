"""What became of the moments of reminders, and the texts that they are written by."""

from __future__ import annotations

from services.notify.domain.plan import Occurrence
from services.notify.domain.wording import Wording, wordings
from services.notify.domain.wording_shown import Wordings, WordingView
from services.notify.requests import ListOccurrences, ListWordings
from services.notify.results import OccurrenceView
from services.notify.usecases.naming import names_of
from services.notify.usecases.ports import NotifyTx
from services.notify.usecases.read_inbox import listed_scope, scope_of
from shared.wire.types import Page


def list_occurrences(tx: NotifyTx, request: ListOccurrences) -> Page[OccurrenceView]:
    """Moments, newest first unless sorted otherwise."""
    page = tx.ports.occurrences.page(listed_scope(scope_of(tx), request.filter.everyone), request)
    names = names_of(tx, (one.recipient for one in page.items))
    return page.turned(lambda one: _view(one, names.get(one.recipient.key)))


def list_wordings(tx: NotifyTx, request: ListWordings) -> Wordings:
    """All texts, or those whose names begin as asked."""
    asked = request.name or ""
    return Wordings(items=tuple(_wording(one) for name, one in wordings().items() if name.startswith(asked)))


def _wording(one: Wording) -> WordingView:
    title, body = one.example()
    return WordingView(
        name=one.name, version=one.version, of_reminders=one.of_reminders, fields=one.fields, title=one.title,
        body=one.body, example_title=title, example_body=body,
    )  # fmt: skip


def _view(one: Occurrence, name: str | None) -> OccurrenceView:
    return OccurrenceView(
        kind=one.kind,
        rule=one.rule,
        token=one.token,
        notice_id=one.notice_id,
        person_id=one.recipient.person_id,
        organisation_id=one.recipient.organisation_id,
        organisation_name=name,
        due_at=one.due_at,
        at=one.at,
        outcome=one.outcome,
        count=one.count,
        noted_at=one.noted_at,
        message_id=one.message_id,
    )
