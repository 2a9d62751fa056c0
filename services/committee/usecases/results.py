"""Result publicity: posting, objections, closing."""

from __future__ import annotations

from services.committee.domain.organisation import KnownOrganisation
from services.committee.domain.results import ObjectionToResult, Period
from services.committee.domain.results_process import Posting, ResultsProcess
from services.committee.domain.review import Review
from services.committee.requests import (
    CloseResults,
    FileResultObjection,
    GetResultObjection,
    PostResults,
    ReportInvestigation,
    ResolveResultObjection,
)
from services.committee.results.publicity import (
    InvestigationReported,
    ResultObjectionFiled,
    ResultObjectionResolved,
    ResultObjectionView,
    ResultsClosedAnswer,
    ResultsPostedAnswer,
)
from services.committee.usecases.bodies import act_for_office
from services.committee.usecases.clauses import clause_of_step
from services.committee.usecases.common import own_results, pack_of, saved, trail
from services.committee.usecases.ports import Ports
from shared.contracts.audit.organisation import Contact
from shared.contracts.audit.publicity_and_roster import PublicityPerson
from shared.contracts.committee import results as contract
from shared.contracts.committee.review import RESULT_CANCELLED, ResultCancelled
from shared.kernel.errors import not_found
from shared.persistence import Tx
from shared.policy import cited
from shared.policy.pack.plans import city_of
from shared.policy.pack.procedure import PublicityRule


def post_results(tx: Tx[Ports], request: PostResults) -> ResultsPostedAnswer:
    """公示 of those who passed, for the notice's working days (the day of posting not counted)."""
    process, committee, pack = own_results(tx, request.session_id, "post_results")
    rule = pack.publicity_rule("result")
    period = tx.ports.calendar.publicity(tx.today, rule.working_days)
    posting = Posting(tx.new_id(), tx.today, period.last_day)
    process.post_results(posting)
    passed = [review for review in tx.ports.reviews.of_session(process.id) if review.state == "passed"]
    office = tx.ports.organisations.find(process.office_id)
    told = contract.ResultsPosted(
        session_id=process.id,
        kind=process.kind,
        publicity_id=posting.publicity_id,
        notice_id=process.notice_id,
        committee_name=committee.name,
        organisation_id=process.office_id,
        organisation_name=committee.office_name,
        level_group=committee.scope.level_group,
        posted_on=tx.today,
        ends_on=period.last_day,
        working_days=rule.working_days,
        provisional=period.provisional,
        clause=rule.cited,
        channel=office.contact if office else Contact(),
        people=tuple(_line(review) for review in sorted(passed, key=_listing_order)),
    )
    tx.record(contract.RESULTS_POSTED, process.id, told)
    trail(tx, "post_results", process, rule.cited, people=len(passed), ends_on=period.last_day.isoformat())
    return ResultsPostedAnswer(
        **saved(tx, process, request.expected_version), publicity_id=posting.publicity_id,
        posted_on=tx.today, ends_on=period.last_day, provisional=period.provisional,
    )  # fmt: skip


def file_objection(tx: Tx[Ports], request: FileResultObjection) -> ResultObjectionFiled:
    """Anybody may object to a listed result while the list is up; what is said rests sealed in this service."""
    process = tx.ports.sessions.get(request.session_id)
    pack = pack_of(tx, process.notice_id)
    rule = pack.publicity_rule("result")
    settle_end(tx, process, rule)
    clause = clause_of_step(pack, process.state, "file_objection")
    process.check_takes_objections(period_of(tx, process, rule), tx.now, clause)
    review = tx.ports.reviews.find(request.declaration_id)
    if review is None or review.session_id != process.id or review.state != "passed":
        raise not_found("result_not_listed", path="declaration_id")
    investigator = _investigator(tx, rule, review) if request.about == "material" else None
    objection = ObjectionToResult(
        tx.new_id(), 1, process.id, review.declaration_id, request.content, "open", tx.now, about=request.about,
        investigator_id=investigator.id if investigator else None,
    )  # fmt: skip
    tx.ports.objections.add(objection)
    _announce(tx, objection)
    trail(tx, "file_objection", process, objection_id=objection.id)
    return ResultObjectionFiled(
        objection_id=objection.id, version=objection.version, investigator_id=objection.investigator_id,
        investigator_name=investigator.name if investigator else None,
    )  # fmt: skip


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
        "county_hr": register.search("hr_bureau", None, unit.region) if in_a_county else None,
        "city_hr": register.search("hr_bureau", None, city_of(unit.region)) if in_a_city else None,
        "department": parent if parent and parent.kind == "department" else None,
        "unit": home,
    }
    return next((body for name in rule.by if (body := found[name])), None)


def get_objection(tx: Tx[Ports], request: GetResultObjection) -> ResultObjectionView:
    """One objection in full, for the office and for the body that investigates it."""
    objection = tx.ports.objections.get(request.objection_id)
    process = tx.ports.sessions.get(objection.session_id)
    committee = tx.ports.committees.get(process.committee_id)
    body = tx.caller.organisation_id
    if not committee.is_office(body) and (body is None or body != objection.investigator_id):
        raise not_found("result_objection_not_found", path="objection_id")
    review = tx.ports.reviews.get(objection.declaration_id)
    return ResultObjectionView(
        objection_id=objection.id, version=objection.version, session_id=objection.session_id,
        declaration_id=objection.declaration_id, person_name=review.facts.person_name,
        unit_name=review.facts.unit_name, about=objection.about, content=objection.content,
        filed_at=objection.filed_at, investigator_id=objection.investigator_id, finding=objection.finding,
        findings=objection.findings, outcome=objection.outcome, opinion=objection.opinion,
    )  # fmt: skip


def report_investigation(tx: Tx[Ports], request: ReportInvestigation) -> InvestigationReported:
    """What the county, the department or the unit has found about the truth of material; the office decides by it."""
    objection = tx.ports.objections.get(request.objection_id)
    if objection.investigator_id is None or tx.caller.organisation_id != objection.investigator_id:
        raise not_found("result_objection_not_found", path="objection_id")
    objection.investigate(request.finding, request.findings)
    version = tx.ports.objections.save(objection, request.expected_version)
    _announce(tx, objection)
    process = tx.ports.sessions.get(objection.session_id)
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
    if not committee.is_office(tx.caller.organisation_id):
        raise not_found("result_objection_not_found", path="objection_id")
    act_for_office(tx, committee)
    rule = pack_of(tx, process.notice_id).publicity_rule("result")
    clause = rule.cited
    process.check("resolve_objection", clause)
    objection.resolve(request.outcome, request.opinion, _material_clause(rule))
    if objection.outcome == "upheld":
        cancel_result(tx, tx.ports.reviews.get(objection.declaration_id), "objection_upheld", clause)
    version = tx.ports.objections.save(objection, request.expected_version)
    _announce(tx, objection)
    tx.trail(
        "resolve_objection", "session", process.id, clause=clause, opinion=request.opinion,
        data={"objection_id": objection.id, "outcome": objection.outcome},
    )  # fmt: skip
    return ResultObjectionResolved(objection_id=objection.id, version=version, outcome=request.outcome)


def cancel_result(tx: Tx[Ports], review: Review, reason: str, clause: str, action: str = "cancel") -> None:
    """Take a passed result back; a second objection to the same person finds it cancelled already."""
    if review.state != "passed":
        return
    review.move(action)
    tx.ports.reviews.save(review)
    told = ResultCancelled(
        declaration_id=review.declaration_id,
        session_id=review.session_id or "",
        person_id=review.person_id,
        reason=reason,
        clause=clause,
    )
    tx.record(RESULT_CANCELLED, review.declaration_id, told)


def close_results(tx: Tx[Ports], request: CloseResults) -> ResultsClosedAnswer:
    """End the publicity once the period is over and nothing is open."""
    process, _, pack = own_results(tx, request.session_id, "close_results")
    rule = pack.publicity_rule("result")
    settle_end(tx, process, rule)
    objections = tx.ports.objections.of_session(process.id)
    process.close_results(period_of(tx, process, rule), objections, tx.now, rule.cited)
    told = contract.ResultsClosed(
        session_id=process.id,
        office_id=process.office_id,
        closed_on=tx.today,
        objections=len(objections),
        upheld=sum(one.outcome == "upheld" for one in objections),
    )
    tx.record(contract.RESULTS_CLOSED, process.id, told)
    trail(tx, "close_results", process, objections=told.objections, upheld=told.upheld)
    return ResultsClosedAnswer(
        **saved(tx, process, request.expected_version),
        objections=told.objections, upheld=told.upheld,
    )  # fmt: skip


def period_of(tx: Tx[Ports], process: ResultsProcess, rule: PublicityRule) -> Period | None:
    """The period of the posted results as the calendar knows it now; None before the posting."""
    posting = process.dates.posting
    if posting is None:
        return None
    guess = tx.ports.calendar.is_guess(posting.posted_on, posting.ends_on)
    return Period.of(posting.ends_on, rule.closes_at, rule.cited, provisional=guess)


def settle_end(tx: Tx[Ports], process: ResultsProcess, rule: PublicityRule) -> bool:
    """Correct a last day that was counted before its year was announced; returns whether it was wrong."""
    posting = process.dates.posting
    if posting is None:
        return False
    before = posting.ends_on
    right = tx.ports.calendar.corrected(posting.posted_on, rule.working_days, before)
    if right is None:
        return False
    process.redate_results(right)
    listed = [review.declaration_id for review in tx.ports.reviews.of_session(process.id) if review.state == "passed"]
    told = contract.ResultsRedated(
        session_id=process.id, publicity_id=posting.publicity_id, notice_id=process.notice_id,
        office_id=process.office_id, ends_before=before, ends_on=right, working_days=rule.working_days,
        clause=rule.cited, declaration_ids=tuple(sorted(listed)),
    )  # fmt: skip
    tx.record(contract.RESULTS_REDATED, process.id, told)
    trail(tx, "redate_results", process, rule.cited, ends_before=before.isoformat(), ends_on=right.isoformat())
    return True


def _line(review: Review) -> PublicityPerson:
    facts = review.facts
    return PublicityPerson(
        declaration_id=review.declaration_id,
        name=facts.person_name,
        unit_name=facts.unit_name,
        series_name=facts.series_name,
        major=facts.major,
        title=facts.title,
    )


def _listing_order(review: Review) -> tuple[str, str, str]:
    return review.facts.series_name, review.facts.major, review.facts.case_number


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
