"""A poster whose last day was a guess, printed again once the year is announced."""

from __future__ import annotations

from services.docgen.domain.job import Subject
from services.docgen.domain.kinds import PUBLICITY
from services.docgen.usecases.ports import Body, DocgenTx
from services.docgen.usecases.request_document import request_document
from shared.messaging import NotYet


def post_again(tx: DocgenTx, data: Body, variant: str) -> None:
    """The year is announced: the poster again with the last day that is certain, where that is another one."""
    if data["ends_on"] == data["ends_before"]:
        return
    posted = tx.ports.documents.find_subject(Subject(PUBLICITY.slug, data["publicity_id"], variant))
    if posted is None:
        raise NotYet("the poster is not known yet")
    changed = posted.data | {"ends_on": data["ends_on"], "provisional": False}
    request_document(
        tx, PUBLICITY, data["publicity_id"], changed, variant=variant, revision=1, notice_id=posted.notice_id
    )
