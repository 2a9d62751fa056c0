"""What a new version of a notice changed, and what that meant for the declarations that were under way."""

from __future__ import annotations

from services.declaration.domain.recheck import Recheck, told
from services.declaration.requests import GetAmendment, ListRechecks
from services.declaration.results import AmendmentView, NoticeChange, RecheckTally, RecheckView
from services.declaration.usecases.access import scope_of
from services.declaration.usecases.ports import Ports
from shared.kernel.errors import not_found
from shared.persistence import Tx
from shared.policy.diff import compare
from shared.policy.diff.change import PackChange
from shared.wire.types import Page


def get_amendment(tx: Tx[Ports], request: GetAmendment) -> AmendmentView:
    """The version's own statement, what it changes by meaning, and how many open declarations were looked at.

    Raises not_found `amendment_not_found` for a first version, which amends nothing.
    """
    notice = tx.ports.notices.get(request.notice_id, request.notice_version)
    if notice.version == 1:
        raise not_found("amendment_not_found", path="notice_version", notice=notice.notice_id)
    former = tx.ports.notices.get(notice.notice_id, notice.version - 1)
    counts = tx.ports.rechecks.counts(notice.notice_id, notice.version)
    said = notice.pack.notice.amendment
    if said is None:
        raise RuntimeError("a later version was published without saying what it amends")
    return AmendmentView(
        notice_id=notice.notice_id, notice_version=notice.version, published_at=notice.published_at,
        title=said.title, document_number=said.document_number, issued_on=said.issued_on, reason=said.reason,
        clause=said.clause, open_declarations=said.open_declarations,
        changes=tuple(notice_change(one) for one in compare(former.pack, notice.pack).changes),
        rechecked=tuple(
            RecheckTally(outcome=outcome, settled=settled, declarations=number)
            for (outcome, settled), number in sorted(counts.items())
        ),
    )  # fmt: skip


def list_rechecks(tx: Tx[Ports], request: ListRechecks) -> Page[RecheckView]:
    """Declarations looked at under one version: all for the bureau that issued it, else those of the caller's scope."""
    scope = scope_of(tx)
    notice = tx.ports.notices.latest(request.notice_id)
    issued = notice is not None and scope.issues_for(notice.pack.notice.issuer.region)
    return tx.ports.rechecks.page(None if issued else scope, request).turned(recheck_view)


def recheck_view(recheck: Recheck) -> RecheckView:
    """One recheck as lists and the declaration itself show it."""
    return RecheckView(
        declaration_id=recheck.declaration_id, notice_id=recheck.notice_id, from_version=recheck.from_version,
        notice_version=recheck.notice_version, outcome=recheck.outcome, settled=recheck.settled,
        checked_at=recheck.checked_at, settled_at=recheck.settled_at,
        findings=tuple(map(told, recheck.findings)),
    )  # fmt: skip


def notice_change(change: PackChange) -> NoticeChange:
    """One difference of two packs as answers tell it."""
    return NoticeChange(
        section=change.section, subject=change.subject, kind=change.kind, field=change.field, before=change.before,
        after=change.after, clause_before=change.clause_before, clause_after=change.clause_after,
    )  # fmt: skip
