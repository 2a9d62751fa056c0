"""Objections to results: filing, investigating, resolving one or many, reading them."""

from __future__ import annotations

from services.committee.domain.organisation import KnownOrganisation
from services.committee.domain.results import Decision, ObjectionToResult
from services.committee.domain.results_process import ResultsProcess
from services.committee.domain.review import Review
from services.committee.domain.scope import OFFICES, body, objected
from services.committee.requests import (
    DismissResultObjections,
    FileResultObjection,
    GetResultObjection,
    ListResultObjections,
    ReportInvestigation,
    ResolveResultObjection,
)
from services.committee.results.publicity import (
    InvestigationReported,
    ResultObjectionFiled,
    ResultObjectionLine,
    ResultObjectionResolved,
    ResultObjectionsDismissed,
    ResultObjectionView,
)
from services.committee.usecases.access import scope_of
from services.committee.usecases.bodies import act_for_office
from services.committee.usecases.clauses import clause_of_step
from services.committee.usecases.common import pack_of, trail
from services.committee.usecases.ports import Ports
from services.committee.usecases.results import cancel_result, period_of
from shared.contracts.committee import results as contract
from shared.kernel.errors import ZhipingError, forbidden, not_found
from shared.kernel.objecting import chosen
from shared.kernel.scope import Ground
from shared.persistence import Tx
from shared.policy import cited
from shared.policy.pack.plans import city_of
from shared.policy.pack.procedure import PublicityRule
from shared.wire.types import Page


def file_objection(tx: Tx[Ports], request: FileResultObjection) -> ResultObjectionFiled:
    """Anybody may object to a listed result while the list is up; what is said rests sealed in this service.

    Any number of people object at the same moment; the list cannot be closed meanwhile.
    """
    process = tx.ports.sessions.lock_shared(request.session_id)
    pack = pack_of(tx, process.notice_id)
    rule = pack.publicity_rule("result")
    _count_last_day(tx, process, rule)
    clause = clause_of_step(pack, process.state, "file_objection")
    process.check_takes_objections(period_of(tx, process, rule), tx.now, clause)
    review = tx.ports.reviews.find(request.declaration_id)
    if review is None or review.session_id != process.id or review.state != "passed":
        raise not_found("result_not_listed", path="declaration_id")
    person_id = None if tx.caller.is_nobody else tx.caller.person_id
    limits = tx.ports.limits
    tx.ports.budgets.spend(limits.budgets(process.id, person_id, request.client_address), limits.window, tx.now)
    investigator = _investigator(tx, rule, review) if request.about == "material" else None
    objection = ObjectionToResult(
        tx.new_id(), 1, process.id, review.declaration_id, request.content, "open", tx.now, about=request.about,
        investigator_id=investigator.id if investigator else None, filed_by=person_id,
    )  # fmt: skip
    tx.ports.objections.add(objection)
    _announce(tx, objection)
    trail(tx, "file_objection", process, objection_id=objection.id)
    return ResultObjectionFiled(
        objection_id=objection.id, version=objection.version, investigator_id=objection.investigator_id,
        investigator_name=investigator.name if investigator else None,
    )  # fmt: skip


def _count_last_day(tx: Tx[Ports], process: ResultsProcess, rule: PublicityRule) -> None:
    """A last day that was counted before its year was announced is right for this objection; others keep it."""
    posting = process.dates.posting
    right = tx.ports.calendar.corrected(posting.posted_on, rule.working_days, posting.ends_on) if posting else None
    if right is not None:
        process.redate_results(right)


_OF_COUNTIES = ("county", "township")


def _investigator(tx: Tx[Ports], published: PublicityRule, review: Review) -> KnownOrganisation | None:
    """The first body that the notice names and the applicant's unit has; None where the office investigates itself."""
    rule, unit = published.material, review.facts
    if rule is None:
        return None
    register = tx.ports.organisations
    home = register.find(unit.unit_id)
    parent = register.find(home.parent_id) if home and home.parent_id else None
    in_a_county, in_a_city = (unit.unit_tier in tiers for tiers in (_OF_COUNTIES, (*_OF_COUNTIES, "city")))
    found = {
        "county_hr": register.search(tx.today, "hr_bureau", None, unit.region) if in_a_county else None,
        "city_hr": register.search(tx.today, "hr_bureau", None, city_of(unit.region)) if in_a_city else None,
        "department": parent if parent and parent.kind == "department" else None,
        "unit": home,
    }
    return next((body for name in rule.by if (body := found[name])), None)


def get_objection(tx: Tx[Ports], request: GetResultObjection) -> ResultObjectionView:
    """One objection in full, for the office and for the body that investigates it."""
    objection = tx.ports.objections.get(request.objection_id)
    process = tx.ports.sessions.get(objection.session_id)
    committee = tx.ports.committees.get(process.committee_id)
    review = tx.ports.reviews.get(objection.declaration_id)
    scope_of(tx).require(objected(objection, committee, review), OFFICES | {Ground.INVESTIGATES}, _hidden())
    return ResultObjectionView(
        objection_id=objection.id, version=objection.version, session_id=objection.session_id,
        declaration_id=objection.declaration_id, person_name=review.facts.person_name,
        unit_name=review.facts.unit_name, about=objection.about, content=objection.content,
        filed_at=objection.filed_at, investigator_id=objection.investigator_id, finding=objection.finding,
        findings=objection.findings, outcome=objection.outcome, opinion=objection.opinion,
    )  # fmt: skip


def _hidden() -> ZhipingError:
    return not_found("result_objection_not_found", path="objection_id")


def report_investigation(tx: Tx[Ports], request: ReportInvestigation) -> InvestigationReported:
    """What the county, the department or the unit has found about the truth of material; the office decides by it."""
    objection = tx.ports.objections.get(request.objection_id)
    process = tx.ports.sessions.get(objection.session_id)
    committee, review = tx.ports.committees.get(process.committee_id), tx.ports.reviews.get(objection.declaration_id)
    scope_of(tx).require(objected(objection, committee, review), {Ground.INVESTIGATES}, _hidden())
    objection.investigate(request.finding, request.findings)
    version = tx.ports.objections.save(objection, request.expected_version)
    _announce(tx, objection)
    clause = _material_clause(pack_of(tx, process.notice_id).publicity_rule("result"))
    data = {"objection_id": objection.id, "finding": objection.finding}
    tx.trail("report_investigation", "session", objection.session_id, clause=clause, data=data)
    return InvestigationReported(objection_id=objection.id, version=version, finding=request.finding)


def _material_clause(rule: PublicityRule) -> str | None:
    return cited(rule.material or rule)


def resolve_objection(tx: Tx[Ports], request: ResolveResultObjection) -> ResultObjectionResolved:
    """The finding; upheld cancels the result."""
    objection = tx.ports.objections.get(request.objection_id)
    process = tx.ports.sessions.get(objection.session_id)
    committee = tx.ports.committees.get(process.committee_id)
    scope_of(tx).require(body(committee), OFFICES, _hidden())
    act_for_office(tx, committee)
    version = _resolve(tx, process, objection, request.outcome, request.opinion, request.expected_version)
    return ResultObjectionResolved(objection_id=objection.id, version=version, outcome=request.outcome)


def dismiss_objections(tx: Tx[Ports], request: DismissResultObjections) -> ResultObjectionsDismissed:
    """One finding for many objections to the results of a session; each gets its event and its entry in the trail."""
    process = tx.ports.sessions.get(request.session_id)
    act_for_office(tx, tx.ports.committees.get(process.committee_id))
    named, objections = request.objection_ids, tx.ports.objections
    dismissed = chosen(objections, request.session_id, named, request.anonymous, tx.now, "result_objection_not_found")
    for objection in dismissed:
        _resolve(tx, process, objection, "dismissed", request.opinion, objection.version)
    return ResultObjectionsDismissed(
        dismissed=len(dismissed), unresolved=tx.ports.objections.unresolved(process.id)
    )  # fmt: skip


def _resolve(
    tx: Tx[Ports],
    process: ResultsProcess,
    objection: ObjectionToResult,
    outcome: Decision,
    opinion: str,
    expected_version: int,
) -> int:
    """The objection's version after it."""
    rule = pack_of(tx, process.notice_id).publicity_rule("result")
    clause = rule.cited
    process.check("resolve_objection", clause)
    objection.resolve(outcome, opinion, _material_clause(rule))
    if outcome == "upheld":
        cancel_result(tx, tx.ports.reviews.get(objection.declaration_id), "objection_upheld", clause)
    version = tx.ports.objections.save(objection, expected_version)
    _announce(tx, objection)
    data = {"objection_id": objection.id, "outcome": outcome}
    tx.trail("resolve_objection", "session", process.id, clause=clause, opinion=opinion, data=data)
    return version


def list_objections(tx: Tx[Ports], request: ListResultObjections) -> Page[ResultObjectionLine]:
    """For the committee's office."""
    process = tx.ports.sessions.get(request.session_id)
    committee = tx.ports.committees.get(process.committee_id)
    scope_of(tx).require(body(committee), OFFICES, forbidden("organisation_not_allowed"))
    return tx.ports.objections.page(request).turned(_line)


def _line(one: ObjectionToResult) -> ResultObjectionLine:
    return ResultObjectionLine(
        objection_id=one.id, version=one.version, declaration_id=one.declaration_id, about=one.about,
        content=one.content, filed_at=one.filed_at, anonymous=one.filed_by is None,
        investigator_id=one.investigator_id, finding=one.finding, outcome=one.outcome, opinion=one.opinion,
    )  # fmt: skip


def _announce(tx: Tx[Ports], objection: ObjectionToResult) -> None:
    told = contract.ResultObjection(
        session_id=objection.session_id,
        objection_id=objection.id,
        declaration_id=objection.declaration_id,
        outcome=objection.outcome,
        about=objection.about,
        investigator_id=objection.investigator_id,
        finding=objection.finding,
        at=tx.now,
    )
    tx.record(contract.RESULT_OBJECTION, objection.session_id, told)
