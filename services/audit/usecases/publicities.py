"""Posting, closing and reading publicity."""

from __future__ import annotations

from services.audit.domain.case import Case
from services.audit.domain.objection import ObjectionTally
from services.audit.domain.publicity import Publicity
from services.audit.domain.scope import POSTERS
from services.audit.requests import (
    ClosePublicity,
    GetPublicity,
    ListPublicities,
    PostPublicity,
)
from services.audit.results import (
    ObjectionCounts,
    PublicityClosedAnswer,
    PublicityLine,
    PublicityPostedAnswer,
    PublicityView,
)
from services.audit.usecases.access import held_case, list_to, scope_of
from services.audit.usecases.objections import view
from services.audit.usecases.ports import Ports
from services.audit.usecases.publicity_events import closed, posted, redated
from shared.contracts.audit import (
    PUBLICITY_CLOSED,
    PUBLICITY_POSTED,
    PUBLICITY_REDATED,
)
from shared.contracts.audit.publicity_and_roster import PublicityPerson
from shared.kernel.errors import forbidden, invalid, refused
from shared.kernel.scope import Ground
from shared.persistence import Tx
from shared.wire.types import Page, widened

SHOWN = 100
"""Objections that a list is shown with; all of them have pages of their own."""


def post_publicity(tx: Tx[Ports], request: PostPublicity) -> PublicityPostedAnswer:
    """Post a list of held cases of one level group; the last day follows from the pack's working days."""
    scope = scope_of(tx)
    cases = [held_case(tx, declaration_id, scope) for declaration_id in request.declaration_ids]
    publicity = _posted(tx, request, cases)
    for case in cases:
        case.enter_publicity(publicity.id, publicity.scope)
        tx.ports.cases.save(case, case.version)
    tx.ports.publicities.add(publicity)
    tx.record(PUBLICITY_POSTED, publicity.id, posted(publicity))
    tx.trail("publicity_posted", "publicity", publicity.id, clause=publicity.clause, data={"people": len(cases)})
    return PublicityPostedAnswer(
        publicity_id=publicity.id,
        posted_on=publicity.posted_on,
        ends_on=publicity.ends_on,
        provisional=publicity.provisional,
        version=publicity.version,
    )


def close_publicity(tx: Tx[Ports], request: ClosePublicity) -> PublicityClosedAnswer:
    """End a period whose days are over and whose objections are resolved; its cases may be decided from now on."""
    publicity = own_publicity(tx, request.publicity_id)
    settle_end(tx, publicity)
    tally = tx.ports.objections.tally(publicity.id)
    closed_on = publicity.close(tx.now, tally.unresolved)
    version = tx.ports.publicities.save(publicity, request.expected_version)
    for declaration_id in publicity.declaration_ids:
        case = tx.ports.cases.get(declaration_id)
        if case.leave_publicity(publicity.id, upheld=declaration_id in tally.upheld_against):
            tx.ports.cases.save(case, case.version)
    tx.record(PUBLICITY_CLOSED, publicity.id, closed(publicity, closed_on, tally))
    tx.trail("publicity_closed", "publicity", publicity.id, clause=publicity.clause)
    return PublicityClosedAnswer(publicity_id=publicity.id, closed_on=closed_on, version=version)


def settle_end(tx: Tx[Ports], publicity: Publicity) -> bool:
    """Count the last day of a list again once the holidays of its years are announced; whether it is certain."""
    before = publicity.ends_on
    if publicity.settle(tx.ports.calendar):
        tx.record(PUBLICITY_REDATED, publicity.id, redated(publicity, before))
        data = {"before": before.isoformat(), "ends_on": publicity.ends_on.isoformat()}
        tx.trail("publicity_redated", "publicity", publicity.id, clause=publicity.clause, data=data)
    return not publicity.provisional


def get_publicity(tx: Tx[Ports], request: GetPublicity) -> PublicityView:
    """A posted list is public; its objections are shown to the organisation that posted it."""
    publicity = tx.ports.publicities.get(request.publicity_id)
    scope = scope_of(tx)
    may_read = scope.reaches(list_to(tx, scope, publicity), POSTERS | {Ground.PLACE})
    objections = tx.ports.objections
    oldest = tuple(map(view, objections.oldest(publicity.id, SHOWN))) if may_read else None
    counts = _counts(objections.tally(publicity.id)) if may_read else None
    return widened(PublicityView, _line(publicity), objections=oldest, objection_counts=counts)


def _counts(tally: ObjectionTally) -> ObjectionCounts:
    return ObjectionCounts(filed=tally.filed, unresolved=tally.unresolved, upheld=tally.upheld)


def list_publicities(tx: Tx[Ports], request: ListPublicities) -> Page[PublicityLine]:
    """Posted lists, newest first."""
    return tx.ports.publicities.page(request).turned(_line)


def own_publicity(tx: Tx[Ports], publicity_id: str) -> Publicity:
    """The list, if the caller's organisation posted it; no objection is filed until the commit."""
    publicity = tx.ports.publicities.lock(publicity_id)
    scope = scope_of(tx)
    scope.require(list_to(tx, scope, publicity), POSTERS, forbidden("organisation_not_allowed"))
    return publicity


def _posted(tx: Tx[Ports], request: PostPublicity, cases: list[Case]) -> Publicity:
    _require_one_list(cases)
    for case in cases:
        case.require_open_window(tx.today)
    stage = cases[0].current
    if stage.publicity != request.scope:
        raise refused("publicity_not_of_this_stage", path="scope", scope=request.scope, clause=stage.clause)
    if not tx.ports.calendar.is_working_day(tx.today):
        raise refused("posting_day_not_working", clause=stage.publicity_clause)
    period = tx.ports.calendar.publicity(tx.today, stage.publicity_days)
    return Publicity(
        id=tx.new_id(),
        scope=request.scope,
        notice_id=cases[0].notice_id,
        organisation_id=stage.holder_id,
        organisation_name=stage.holder_name,
        level_group=cases[0].level_group,
        posted_on=tx.today,
        ends_on=period.last_day,
        working_days=stage.publicity_days,
        provisional=period.provisional,
        clause=stage.publicity_clause or stage.clause,
        closes_at=tx.ports.packs.get(cases[0].notice_id).publicity_rule(request.scope).closes_at,
        channel=request.channel,
        people=tuple(map(_listed, cases)),
    )


def _require_one_list(cases: list[Case]) -> None:
    if not cases:
        raise invalid("publicity_list_empty", path="declaration_ids")
    if len({case.declaration_id for case in cases}) != len(cases):
        raise invalid("publicity_person_twice", path="declaration_ids")
    if len({(case.notice_id, case.level_group) for case in cases}) > 1:
        raise invalid("publicity_mixes_levels", path="declaration_ids")


def _listed(case: Case) -> PublicityPerson:
    facts = case.facts
    return PublicityPerson(
        declaration_id=case.declaration_id,
        name=facts.person_name,
        unit_name=facts.unit_name,
        series_name=facts.series_name,
        major=facts.major,
        title=facts.title,
    )


def _line(publicity: Publicity) -> PublicityLine:
    return widened(PublicityLine, posted(publicity), closed_on=publicity.closed_on, version=publicity.version)
