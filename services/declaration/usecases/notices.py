"""Notices and their plans: publishing a pack, and telling everybody what can be filed when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar, get_args

from services.declaration.domain.views import PublishedNotice
from services.declaration.requests import ListNotices, ListPlans, PlanFilter, PublishNotice
from services.declaration.results import (
    AvailabilityView,
    FeeView,
    NoticePublishedAnswer,
    NoticeView,
    PlanView,
    WindowView,
)
from services.declaration.usecases.access import scope_of
from services.declaration.usecases.amendments import notice_change
from services.declaration.usecases.ports import Ports
from services.declaration.usecases.rechecking import foresee
from shared.contracts import declaration as contract
from shared.kernel.errors import forbidden, invalid
from shared.persistence import Tx
from shared.policy import LEVEL_NAMES, Pack, PackError, Plan, Window, load_pack, series_name
from shared.policy.diff import compare
from shared.policy.pack.plans import Availability
from shared.policy.pack.procedure import Fee, FeeKind
from shared.wire.requests import ListQuery
from shared.wire.types import Page

T = TypeVar("T")
VIEWS_KEPT = 2000
_views: dict[tuple[str, int, str, bool], PlanView] = {}


def publish_notice(tx: Tx[Ports], request: PublishNotice) -> NoticePublishedAnswer:
    """Check a pack (YAML text) and announce it; the same content again is the same version and no event.

    A later version must say what it amends (`notice.amendment`); open declarations are then looked at again by the
    sweep. Raises invalid `pack_invalid` with every problem as text in details.problems, or `amendment_not_stated`;
    forbidden `region_not_allowed` to the publisher of another division than the issuing bureau's.
    """
    pack = _read(request.pack)
    newest = tx.ports.notices.latest(pack.notice.id)
    _require_issuer(tx, pack, newest)
    if newest is not None and newest.pack.digest == pack.digest:
        return _published(newest)
    if newest is not None and pack.notice.amendment is None:
        raise invalid("amendment_not_stated", path="pack.notice.amendment", notice=pack.notice.id)
    notice = PublishedNotice(version=newest.version + 1 if newest else 1, pack=pack, published_at=tx.now)
    looked_at, touched = foresee(tx, notice, request.foresee)
    tx.ports.notices.add(notice, tx.caller.person_id)
    fact = contract.NoticePublished(
        notice_id=notice.notice_id, version=notice.version, digest=pack.digest, pack=pack.raw
    )
    tx.record(contract.NOTICE_PUBLISHED, notice.notice_id, fact)
    tx.trail("publish_notice", "notice", notice.notice_id, data={"version": notice.version, "digest": pack.digest})
    changes = compare(newest.pack, pack).changes if newest else ()
    return replace(
        _published(notice), changes=tuple(map(notice_change, changes)), foreseen=tuple(touched), looked_at=looked_at
    )


def _require_issuer(tx: Tx[Ports], pack: Pack, newest: PublishedNotice | None) -> None:
    """A version is published for the bureau that it names, and so was the one that it replaces."""
    scope = scope_of(tx)
    regions = {version.notice.issuer.region for version in (pack, newest.pack if newest else pack)}
    if not all(map(scope.issues_for, regions)):
        raise forbidden("region_not_allowed", path="pack.notice.issuer.region")


def list_notices(tx: Tx[Ports], request: ListNotices) -> Page[NoticeView]:
    """The newest version of every notice."""
    return part_of(tx.ports.notices.all_latest(), request).turned(notice_view)


def list_plans(tx: Tx[Ports], request: ListPlans) -> Page[PlanView]:
    """Plan lines with their windows; `open_on` keeps those that take filings on that day."""
    wanted = request.filter
    fitting = [
        (notice, plan)
        for notice in tx.ports.notices.all_latest()
        for plan in notice.pack.plans
        if _matches(notice, plan, wanted)
    ]
    day = wanted.open_on or tx.today
    return part_of(fitting, request).turned(lambda one: plan_view(*one, day))


def part_of(items: list[T], request: ListQuery) -> Page[T]:
    """The part of a list in memory that the request asks for; the cursor is where the next one starts."""
    start = _offset(request.cursor)
    end = start + request.limit
    return Page(
        items=tuple(items[start:end]),
        next_cursor=str(end) if end < len(items) else None,
        total=len(items) if request.with_total else None,
    )


def _read(text: str) -> Pack:
    try:
        return load_pack(text)
    except PackError as error:
        problems = [
            {"line": one.line, "path": one.path, "slug": one.reason.slug, "message": one.reason.in_chinese}
            for one in error.told
        ]
        raise invalid("pack_invalid", path="pack", count=len(error.problems), problems=problems) from None


def _published(notice: PublishedNotice) -> NoticePublishedAnswer:
    return NoticePublishedAnswer(
        notice_id=notice.notice_id, version=notice.version, digest=notice.pack.digest, changes=(), foreseen=(),
        looked_at=0,
    )  # fmt: skip


def notice_view(notice: PublishedNotice) -> NoticeView:
    """A notice as lists show it."""
    said = notice.pack.notice
    return NoticeView(
        notice_id=notice.notice_id, version=notice.version, digest=notice.pack.digest, title=said.title,
        year=said.year, document_number=said.document_number, issuer=said.issuer.name,
        published_at=notice.published_at, plans=len(notice.pack.plans),
    )  # fmt: skip


def _matches(notice: PublishedNotice, plan: Plan, wanted: PlanFilter) -> bool:
    return (
        wanted.notice_id in (None, notice.notice_id)
        and wanted.level in (None, plan.level, plan.level_group)
        and wanted.series in (None, plan.series)
        and (wanted.open_on is None or plan.takes_filings_on(wanted.open_on))
    )


def plan_view(notice: PublishedNotice, plan: Plan, day: date) -> PlanView:
    """Made once per version, plan, and whether it takes filings: nothing else of it depends on the day."""
    is_open = plan.takes_filings_on(day)
    key = notice.pack.digest, notice.version, plan.id, is_open
    view = _views.get(key)
    if view is None:
        if len(_views) >= VIEWS_KEPT:
            _views.clear()
        view = _views[key] = _new_plan_view(notice, plan, is_open)
    return view


def _new_plan_view(notice: PublishedNotice, plan: Plan, is_open: bool) -> PlanView:
    stated = plan.availability
    return PlanView(
        plan_id=plan.id, notice_id=notice.notice_id, notice_version=notice.version, name=plan.name,
        series=plan.series, series_name=series_name(plan.series), level=plan.level,
        level_name=LEVEL_NAMES[plan.level], level_group=plan.level_group, title=plan.title, track=plan.track,
        affiliation=plan.affiliation, mode=plan.mode, majors=plan.majors, open=is_open,
        exam_combined=plan.exam_combined, clause=plan.clause,
        availability=availability_view(stated),
        fees=_fees(notice.pack, plan),
        windows={stage: window_view(window) for stage, window in plan.windows.items()},
    )  # fmt: skip


def availability_view(stated: Availability) -> AvailabilityView:
    """Whether filings are taken at all, with reason and clause."""
    return AvailabilityView(state=stated.state, reason=stated.reason, clause=stated.clause)


def _fees(pack: Pack, plan: Plan) -> tuple[FeeView, ...]:
    """What may be charged; `amount_fen` is null while nobody has entered it, and then nothing may be."""
    scheduled = (pack.fee_for(plan, kind) for kind in get_args(FeeKind))
    return tuple(fee_view(fee) for fee in scheduled if fee is not None)


def fee_view(fee: Fee) -> FeeView:
    """A line of the schedule."""
    return FeeView(
        kind=fee.kind, amount_fen=fee.amount_fen, clause=fee.clause, source=fee.source, verified=fee.verified
    )


def window_view(window: Window) -> WindowView:
    """The days of one stage."""
    return WindowView(
        opens_on=window.opens_on, closes_on=window.closes_on, clause=window.clause, source=window.source,
        verified=window.verified,
    )  # fmt: skip


def _offset(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 10):
        raise invalid("cursor_invalid", path="cursor")
    return int(cursor)
