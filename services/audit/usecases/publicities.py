"""Posting, closing and reading publicity; objections to it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from services.audit.domain.case import Case
from services.audit.domain.publicity import Objection, Publicity
from services.audit.requests import (
    ClosePublicity,
    FileObjection,
    GetPublicity,
    ListPublicities,
    PostPublicity,
    ResolveObjection,
)
from services.audit.results import (
    ListedPerson,
    ObjectionFiledAnswer,
    ObjectionResolvedAnswer,
    ObjectionView,
    PublicityClosedAnswer,
    PublicityLine,
    PublicityPostedAnswer,
    PublicityView,
)
from services.audit.usecases.decisions import held_case
from services.audit.usecases.parts import contact_view, fields_of
from services.audit.usecases.ports import Ports
from services.audit.usecases.waiting import pack_of
from shared.contracts.audit import (
    OBJECTION_FILED,
    OBJECTION_RESOLVED,
    PUBLICITY_CLOSED,
    PUBLICITY_POSTED,
    PUBLICITY_REDATED,
)
from shared.kernel.clock import iso
from shared.kernel.errors import forbidden, invalid, not_found, refused
from shared.persistence import Tx
from shared.wire.types import Page


def post_publicity(tx: Tx[Ports], request: PostPublicity) -> PublicityPostedAnswer:
    """Post a list of held cases of one level group; the last day follows from the pack's working days."""
    cases = [held_case(tx, declaration_id) for declaration_id in request.declaration_ids]
    publicity = _posted(tx, request, cases)
    for case in cases:
        case.enter_publicity(publicity.id, publicity.scope)
        tx.ports.cases.save(case, case.version)
    tx.ports.publicities.add(publicity)
    tx.record(PUBLICITY_POSTED, publicity.id, _posted_event(publicity))
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
    publicity.close(tx.now)
    version = tx.ports.publicities.save(publicity, request.expected_version)
    for declaration_id in publicity.declaration_ids:
        case = tx.ports.cases.get(declaration_id)
        if case.on_publicity == publicity.id:
            case.leave_publicity(upheld=publicity.upheld_against(declaration_id))
            tx.ports.cases.save(case, case.version)
    tx.record(PUBLICITY_CLOSED, publicity.id, _closed_event(publicity))
    tx.trail("publicity_closed", "publicity", publicity.id, clause=publicity.clause)
    return PublicityClosedAnswer(publicity_id=publicity.id, closed_on=tx.today, version=version)


def file_objection(tx: Tx[Ports], request: FileObjection) -> ObjectionFiledAnswer:
    """Anybody may object to a listed person while the list is posted; what they say stays in this service."""
    publicity = tx.ports.publicities.get(request.publicity_id)
    objection = Objection(tx.new_id(), request.declaration_id, request.content, tx.now)
    settle_end(tx, publicity)
    publicity.file_objection(objection, tx.now)
    tx.ports.publicities.save(publicity, publicity.version)
    tx.record(OBJECTION_FILED, publicity.id, _objection_event(publicity, objection, iso(tx.now)))
    tx.trail("objection_filed", "publicity", publicity.id, data={"objection_id": objection.id})
    return ObjectionFiledAnswer(objection_id=objection.id)


def resolve_objection(tx: Tx[Ports], request: ResolveObjection) -> ObjectionResolvedAnswer:
    """The organisation that posted the list closes an objection with its finding."""
    publicity = tx.ports.publicities.of_objection(request.objection_id)
    if publicity.organisation_id != tx.caller.organisation_id:
        raise not_found("objection_not_found", path="objection_id")
    objection = publicity.resolve(request.objection_id, request.outcome, request.opinion, tx.now)
    version = tx.ports.publicities.save(publicity, request.expected_version)
    outcome = {"outcome": objection.outcome, "opinion": objection.opinion}
    tx.record(OBJECTION_RESOLVED, publicity.id, _objection_event(publicity, objection, iso(tx.now)) | outcome)
    tx.trail("objection_resolved", "publicity", publicity.id, opinion=objection.opinion, data=outcome)
    return ObjectionResolvedAnswer(objection_id=objection.id, version=version)


def settle_end(tx: Tx[Ports], publicity: Publicity) -> bool:
    """Recompute the last day of a list once the holidays of its years are announced; returns whether it is certain."""
    period = tx.ports.calendar.publicity(publicity.posted_on, publicity.working_days)
    if not publicity.provisional or period.provisional:
        return not publicity.provisional
    before = publicity.ends_on
    publicity.settle(period.last_day)
    tx.record(PUBLICITY_REDATED, publicity.id, _redated_event(publicity, before))
    data = {"before": before.isoformat(), "ends_on": publicity.ends_on.isoformat()}
    tx.trail("publicity_redated", "publicity", publicity.id, clause=publicity.clause, data=data)
    return True


def get_publicity(tx: Tx[Ports], request: GetPublicity) -> PublicityView:
    """A posted list is public; its objections are shown to the organisation that posted it."""
    publicity = tx.ports.publicities.get(request.publicity_id)
    may_read = publicity.organisation_id == tx.caller.organisation_id or tx.caller.has("supervisor")
    objections = tuple(_objection_view(each) for each in publicity.objections) if may_read else None
    return PublicityView(**fields_of(_line(publicity)), objections=objections)


def list_publicities(tx: Tx[Ports], request: ListPublicities) -> Page[PublicityLine]:
    """Posted lists, newest first."""
    return tx.ports.publicities.page(request).turned(_line)


def own_publicity(tx: Tx[Ports], publicity_id: str) -> Publicity:
    """The list, if the caller's organisation posted it."""
    publicity = tx.ports.publicities.get(publicity_id)
    if publicity.organisation_id != tx.caller.organisation_id:
        raise forbidden("organisation_not_allowed")
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
        closes_at=pack_of(tx, cases[0].notice_id).publicity_rule(request.scope).closes_at,
        channel=asdict(request.channel),
        people=[_listed(case) for case in cases],
    )


def _require_one_list(cases: list[Case]) -> None:
    if not cases:
        raise invalid("publicity_list_empty", path="declaration_ids")
    if len({case.declaration_id for case in cases}) != len(cases):
        raise invalid("publicity_person_twice", path="declaration_ids")
    if len({(case.notice_id, case.level_group) for case in cases}) > 1:
        raise invalid("publicity_mixes_levels", path="declaration_ids")


def _listed(case: Case) -> dict[str, Any]:
    names = ("unit_name", "series_name", "major", "title")
    return {"declaration_id": case.declaration_id, "name": case.facts["person_name"]} | {
        name: case.facts[name] for name in names
    }


def _posted_event(publicity: Publicity) -> dict[str, Any]:
    contact = {name: publicity.channel.get(name) for name in ("telephone", "address", "email")}
    return _facts(publicity) | {"channel": contact, "people": publicity.people}


def _closed_event(publicity: Publicity) -> dict[str, Any]:
    return {
        "publicity_id": publicity.id,
        "scope": publicity.scope,
        "notice_id": publicity.notice_id,
        "organisation_id": publicity.organisation_id,
        "closed_on": publicity.closed_on.isoformat() if publicity.closed_on else "",
        "objections": len(publicity.objections),
        "upheld": sum(each.outcome == "upheld" for each in publicity.objections),
        "declaration_ids": publicity.declaration_ids,
    }


def _redated_event(publicity: Publicity, before: date) -> dict[str, Any]:
    left_out = ("organisation_name", "posted_on", "provisional")
    return {name: shown for name, shown in _facts(publicity).items() if name not in left_out} | {
        "ends_before": before.isoformat(),
        "declaration_ids": publicity.declaration_ids,
    }


def _objection_event(publicity: Publicity, objection: Objection, at: str) -> dict[str, Any]:
    return {
        "publicity_id": publicity.id,
        "objection_id": objection.id,
        "declaration_id": objection.declaration_id,
        "organisation_id": publicity.organisation_id,
        "at": at,
    }


def _facts(publicity: Publicity) -> dict[str, Any]:
    return {
        "publicity_id": publicity.id,
        "scope": publicity.scope,
        "notice_id": publicity.notice_id,
        "organisation_id": publicity.organisation_id,
        "organisation_name": publicity.organisation_name,
        "level_group": publicity.level_group,
        "posted_on": publicity.posted_on.isoformat(),
        "ends_on": publicity.ends_on.isoformat(),
        "working_days": publicity.working_days,
        "provisional": publicity.provisional,
        "clause": publicity.clause,
    }


def _line(publicity: Publicity) -> PublicityLine:
    return PublicityLine(
        publicity_id=publicity.id,
        scope=publicity.scope,
        notice_id=publicity.notice_id,
        organisation_id=publicity.organisation_id,
        organisation_name=publicity.organisation_name,
        level_group=publicity.level_group,
        posted_on=publicity.posted_on,
        ends_on=publicity.ends_on,
        working_days=publicity.working_days,
        provisional=publicity.provisional,
        clause=publicity.clause,
        channel=contact_view(publicity.channel),
        people=tuple(_person(listed) for listed in publicity.people),
        closed_on=publicity.closed_on,
        version=publicity.version,
    )


def _person(listed: dict[str, Any]) -> ListedPerson:
    return ListedPerson(
        declaration_id=listed["declaration_id"],
        name=listed["name"],
        unit_name=listed["unit_name"],
        series_name=listed["series_name"],
        major=listed["major"],
        title=listed["title"],
    )


def _objection_view(objection: Objection) -> ObjectionView:
    return ObjectionView(
        objection_id=objection.id,
        declaration_id=objection.declaration_id,
        content=objection.content,
        filed_at=objection.filed_at,
        outcome=objection.outcome,
        opinion=objection.opinion,
        resolved_at=objection.resolved_at,
    )
