"""What was printed with a day that was a guess, printed again once the year is announced."""

from __future__ import annotations

from dataclasses import replace

from services.docgen.domain.document import Subject
from services.docgen.domain.kinds import PUBLICITY
from services.docgen.usecases.ports import Body, DocgenTx
from services.docgen.usecases.request_document import request_document
from shared.kernel.errors import NotYet


def print_again(tx: DocgenTx, first: Subject, again: Subject, name: str, before: str, certain: str) -> None:
    """The document `first` once more as `again`, `name` in it no longer `before` but `certain`; nothing if alike."""
    if before == certain:
        return
    printed = tx.ports.documents.find_subject(first)
    if printed is None:
        raise NotYet("what was printed first is not known yet")
    request_document(
        tx, printed.kind, again.subject_id, printed.data | {name: certain, "provisional": False},
        variant=again.variant, revision=again.revision, notice_id=printed.notice_id, owner=printed.owner_person_id,
    )  # fmt: skip


def post_again(tx: DocgenTx, data: Body, variant: str) -> None:
    """The poster of a list or of results, from the event that tells its certain last day."""
    poster = Subject(PUBLICITY.slug, data["publicity_id"], variant)
    print_again(tx, poster, replace(poster, revision=1), "ends_on", data["ends_before"], data["ends_on"])
