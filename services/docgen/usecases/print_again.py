"""What was printed with a day that was a guess, printed again once the year is announced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from services.docgen.domain.document import DocumentSubject
from services.docgen.domain.kinds import PUBLICITY
from services.docgen.usecases.ports import DocgenTx
from services.docgen.usecases.request_documents import request_documents
from shared.contracts.audit.publicity_and_roster import PublicityRedated
from shared.contracts.base import EventType
from shared.contracts.committee.results import ResultsRedated
from shared.kernel.errors import NotYet


def print_again(
    tx: DocgenTx, first: DocumentSubject, again: DocumentSubject, event: EventType[Any], **certain: date
) -> None:
    """The document `first`, made from an `event`, once more as `again`, with what is `certain` now."""
    printed = tx.ports.documents.find_subject(first)
    if printed is None:
        raise NotYet("what was printed first is not known yet")
    request_documents(
        tx, [printed.kind], again.subject_id, replace(event.read(printed.data), **certain, provisional=False),
        variant=again.variant, revision=again.revision, notice_id=printed.notice_id, owner=printed.owner_person_id,
    )  # fmt: skip


def post_again(tx: DocgenTx, fact: PublicityRedated | ResultsRedated, event: EventType[Any], variant: str) -> None:
    """The poster of a list or of results, where its certain last day is another one."""
    if fact.ends_on == fact.ends_before:
        return
    poster = DocumentSubject(PUBLICITY.slug, fact.publicity_id, variant)
    print_again(tx, poster, replace(poster, revision=1), event, ends_on=fact.ends_on)
