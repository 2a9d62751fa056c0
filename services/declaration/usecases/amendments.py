"""What a new version of a notice changed, and what that meant for the declarations that were under way."""

from __future__ import annotations

from typing import Any

from services.declaration.domain.recheck import Recheck
from services.declaration.domain.views import PublishedNotice
from services.declaration.usecases.ports import Ports, RecheckQuery
from shared.kernel.clock import iso
from shared.kernel.errors import not_found
from shared.persistence import Tx
from shared.policy.diff import compare

SEES_ALL = ("publisher", "supervisor")


def get_amendment(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """The version's own statement, what it changes by meaning, and how many open declarations were looked at.

    Raises not_found `amendment_not_found` for a first version, which amends nothing.
    """
    notice = tx.ports.notices.get(request["notice_id"], request["notice_version"])
    if notice.version == 1:
        raise not_found("amendment_not_found", path="notice_version", notice=notice.notice_id)
    former = tx.ports.notices.get(notice.notice_id, notice.version - 1)
    counts = tx.ports.rechecks.counts(notice.notice_id, notice.version)
    return _statement(notice) | {
        "changes": compare(former.pack, notice.pack).to_wire()["changes"],
        "rechecked": [
            {"outcome": outcome, "settled": settled, "declarations": number}
            for (outcome, settled), number in sorted(counts.items())
        ],
    }


def list_rechecks(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """Declarations looked at under one version: all for the publisher and supervision, else those one may read."""
    wanted = request["filter"]
    query = RecheckQuery(
        caller=tx.caller, notice_id=request["notice_id"], notice_version=request["notice_version"],
        whole=any(tx.caller.has(role) for role in SEES_ALL), outcome=wanted.get("outcome"),
        settled=wanted.get("settled"), cursor=request["cursor"], limit=request["limit"],
    )  # fmt: skip
    found, cursor, total = tx.ports.rechecks.page(query)
    return {"items": [row_of(one) for one in found], "next_cursor": cursor, "total": total}


def row_of(recheck: Recheck) -> dict[str, Any]:
    """One recheck as lists and the declaration itself show it."""
    return {
        "declaration_id": recheck.declaration_id, "notice_id": recheck.notice_id,
        "from_version": recheck.from_version, "notice_version": recheck.notice_version, "outcome": recheck.outcome,
        "settled": recheck.settled, "checked_at": iso(recheck.checked_at),
        "settled_at": iso(recheck.settled_at) if recheck.settled_at else None, "findings": recheck.findings_to_wire(),
    }  # fmt: skip


def _statement(notice: PublishedNotice) -> dict[str, Any]:
    said = notice.pack.notice.amendment
    if said is None:
        raise RuntimeError("a later version was published without saying what it amends")
    return {
        "notice_id": notice.notice_id, "notice_version": notice.version, "published_at": iso(notice.published_at),
        "title": said.title, "document_number": said.document_number, "issued_on": said.issued_on.isoformat(),
        "reason": said.reason, "clause": said.clause, "open_declarations": said.open_declarations,
    }  # fmt: skip
