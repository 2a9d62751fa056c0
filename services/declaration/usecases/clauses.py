"""A clause of a notice: how it is cited, what stands over it, and what the platform does by it."""

from __future__ import annotations

from collections.abc import Mapping

from services.declaration.requests import GetClause
from services.declaration.results.notice_details import ClauseSaying, ClauseView
from services.declaration.results.notice_parts import ClauseHeading
from services.declaration.usecases.notice_parts import clause_heading, printed_slip
from services.declaration.usecases.plans import notice_of
from services.declaration.usecases.ports import Ports
from shared.kernel.citing import cited_clause
from shared.kernel.errors import not_found
from shared.persistence import Tx
from shared.policy.told.sayings import Saying, headings, sayings
from shared.wire.types import widened


def get_clause(tx: Tx[Ports], request: GetClause) -> ClauseView:
    """The clause in the newest version of its notice; raises not_found `notice_not_found`, `clause_not_found`."""
    notice = notice_of(tx, request.notice_id)
    pack, said, known = notice.pack, notice.pack.notice, headings(notice.pack)
    clause = f"{request.notice_id}/{request.section}"
    if clause not in known:
        raise not_found("clause_not_found", path="section", notice=said.title)
    return widened(
        ClauseView, clause_heading(clause, known[clause]), notice_id=notice.notice_id, notice_version=notice.version,
        notice_title=said.title, document_number=said.document_number,
        full_citation=cited_clause(clause, lambda _: said.document_number), above=_above(known, clause),
        below=tuple(clause_heading(one, text) for one, text in known.items() if one.rpartition(".")[0] == clause),
        slips=tuple(printed_slip(slip) for slip in pack.slips if slip.clause == clause),
        sayings=tuple(map(_saying, sayings(pack).get(clause, ()))),
    )  # fmt: skip


def _above(known: Mapping[str, str], clause: str) -> tuple[ClauseHeading, ...]:
    """Those that it stands in, as far as they have a heading."""
    steps = clause.split(".")
    outer = (".".join(steps[:count]) for count in range(1, len(steps)))
    return tuple(clause_heading(one, known[one]) for one in outer if one in known)


def _saying(told: Saying) -> ClauseSaying:
    return ClauseSaying(
        section=told.section, section_name=told.section_name, subject=told.subject, said=told.said,
        source=told.source, verified=told.verified, note=told.note,
    )  # fmt: skip
