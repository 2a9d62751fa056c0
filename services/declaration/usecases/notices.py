"""Notices and their plans: publishing a pack, and telling everybody what can be filed when."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from services.declaration.domain.views import PublishedNotice
from services.declaration.usecases.ports import Ports
from shared.contracts import declaration as contract
from shared.kernel.clock import iso
from shared.kernel.errors import invalid
from shared.persistence import Tx
from shared.policy import LEVEL_NAMES, Pack, PackError, Plan, Window, load_pack, series_name
from shared.policy.pack.procedure import FeeKind


def publish_notice(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """Check a pack (YAML text) and announce it; the same content again is the same version and no event.

    A later version must say what it amends (`notice.amendment`); open declarations are then looked at again by the
    sweep. Raises invalid `pack_invalid` with every problem as text in details.problems, or `amendment_not_stated`.
    """
    pack = _read(request["pack"])
    newest = tx.ports.notices.latest(pack.notice.id)
    if newest is not None and newest.pack.digest == pack.digest:
        return _identity(newest)
    if newest is not None and pack.notice.amendment is None:
        raise invalid("amendment_not_stated", path="pack.notice.amendment", notice=pack.notice.id)
    notice = PublishedNotice(version=newest.version + 1 if newest else 1, pack=pack, published_at=tx.now)
    tx.ports.notices.add(notice, tx.caller.person_id)
    tx.record(contract.NOTICE_PUBLISHED, notice.notice_id, _identity(notice) | {"pack": pack.raw})
    tx.trail("publish_notice", "notice", notice.notice_id, data={"version": notice.version, "digest": pack.digest})
    return _identity(notice)


def list_notices(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """The newest version of every notice."""
    items = [
        _identity(notice) | {
            "title": notice.pack.notice.title, "year": notice.pack.notice.year,
            "document_number": notice.pack.notice.document_number, "issuer": notice.pack.notice.issuer.name,
            "published_at": iso(notice.published_at), "plans": len(notice.pack.plans),
        }
        for notice in tx.ports.notices.all_latest()
    ]  # fmt: skip
    return _page(items, request)


def list_plans(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """Plan lines with their windows; `open_on` keeps those that take filings on that day."""
    wanted = request["filter"]
    items = [
        _plan_row(notice, plan, wanted.get("open_on") or tx.today)
        for notice in tx.ports.notices.all_latest()
        for plan in notice.pack.plans
        if _matches(notice, plan, wanted)
    ]
    return _page(items, request)


def _page(items: list[dict[str, Any]], request: dict[str, Any]) -> dict[str, Any]:
    start = _offset(request["cursor"])
    end = start + request["limit"]
    return {"items": items[start:end], "next_cursor": str(end) if end < len(items) else None, "total": len(items)}


def _read(text: str) -> Pack:
    try:
        return load_pack(text)
    except PackError as error:
        problems = [str(problem) for problem in error.problems]
        raise invalid("pack_invalid", path="pack", count=len(problems), problems=problems[:100]) from None


def _identity(notice: PublishedNotice) -> dict[str, Any]:
    return {"notice_id": notice.notice_id, "version": notice.version, "digest": notice.pack.digest}


def _matches(notice: PublishedNotice, plan: Plan, wanted: dict[str, Any]) -> bool:
    day = wanted.get("open_on")
    return (
        wanted.get("notice_id") in (None, notice.notice_id)
        and wanted.get("level") in (None, plan.level, plan.level_group)
        and wanted.get("series") in (None, plan.series)
        and (day is None or plan.takes_filings_on(day))
    )


def _plan_row(notice: PublishedNotice, plan: Plan, day: date) -> dict[str, Any]:
    return {
        "plan_id": plan.id, "notice_id": notice.notice_id, "notice_version": notice.version, "name": plan.name,
        "series": plan.series, "series_name": series_name(plan.series), "level": plan.level,
        "level_name": LEVEL_NAMES[plan.level], "level_group": plan.level_group, "title": plan.title,
        "track": plan.track, "affiliation": plan.affiliation, "mode": plan.mode, "majors": list(plan.majors),
        "open": plan.takes_filings_on(day), "exam_combined": plan.exam_combined, "clause": plan.clause,
        "availability": {
            "state": plan.availability.state, "reason": plan.availability.reason, "clause": plan.availability.clause,
        },
        "fees": _fees(notice.pack, plan),
        "windows": {stage: _window_row(window) for stage, window in plan.windows.items()},
    }  # fmt: skip


def _fees(pack: Pack, plan: Plan) -> list[dict[str, Any]]:
    """What may be charged; `amount_fen` is null while nobody has entered it, and then nothing may be."""
    scheduled = (pack.fee_for(plan, kind) for kind in get_args(FeeKind))
    return [
        {"kind": fee.kind, "amount_fen": fee.amount_fen, "clause": fee.clause, "source": fee.source}
        for fee in scheduled
        if fee is not None
    ]


def _window_row(window: Window) -> dict[str, Any]:
    opens = window.opens_on.isoformat() if window.opens_on else None
    return {"opens_on": opens, "closes_on": window.closes_on.isoformat(), "clause": window.clause}


def _offset(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 10):
        raise invalid("cursor_invalid", path="cursor")
    return int(cursor)
