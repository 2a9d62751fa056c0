"""From the filed plan to an open session: filing, roll, quorum, a new date when it fails."""

from __future__ import annotations

from services.committee.domain.committee import Committee
from services.committee.domain.filed_plan import FiledPlan, PlanComposition
from services.committee.domain.panel import PanelMember, find_seated, presiding, seated
from services.committee.domain.session import Session, plan_due_on
from services.committee.requests import CheckIn, ConsentToPlan, FilePlan, OpenSession, ReconveneSession
from services.committee.results.meeting import MemberCheckedIn, PlanAnsweredAnswer, PlanFiledAnswer, SessionOpenedAnswer
from services.committee.results.planning import SessionReconvenedAnswer
from services.committee.usecases.bodies import act_for_authority, body_note, same_body
from services.committee.usecases.common import (
    overseen_results,
    own_session,
    saved,
    session_in,
    trail,
)
from services.committee.usecases.oversight import require_right_to_review
from services.committee.usecases.own_papers import replace_applicants
from services.committee.usecases.ports import Ports
from services.committee.usecases.scheduling import check_meeting_day
from shared.contracts.committee import session as contract
from shared.contracts.committee.session_days import SESSION_RECONVENED, SessionReconvened
from shared.kernel.errors import refused
from shared.persistence import Tx
from shared.wire.types import widened

KEY_BYTES = 32


def file_plan(tx: Tx[Ports], request: FilePlan) -> PlanFiledAnswer:
    """File 评审实施方案 with everything the notice wants in it, early enough before the meeting."""
    session, committee, pack = own_session(tx, request.session_id, "file_plan")
    rule = pack.implementation_plan
    days = session.check_filing_day(tx.today, rule)
    members = tx.ports.panels.of_session(session.id)
    replaced = replace_applicants(tx, session, members)
    plan = _plan(tx, session, committee, members)
    session.file_plan(plan, tx.today, rule)
    told = contract.PlanFiled(
        session_id=session.id,
        office_id=session.office_id,
        filed_on=tx.today,
        meeting_on=session.meeting_on,
        days_before=days,
        applications=plan.applications,
        clause=rule.cited,
        needs_consent=rule.needs == "consent",
    )
    tx.record(contract.PLAN_FILED, session.id, told)
    trail(tx, "file_plan", session, rule.cited, days_before=days)
    return PlanFiledAnswer(
        **saved(tx, session, request.expected_version), days_before=days,
        replaced=replaced,
    )  # fmt: skip


def consent_to_plan(tx: Tx[Ports], request: ConsentToPlan) -> PlanAnsweredAnswer:
    """同意 by the authority where the notice asks for more than filing.

    A no sends the plan back to be mended; a final one asks for another meeting, on a day and with a plan of its own.
    """
    process, committee, spec, pack = overseen_results(tx, request.session_id)
    authority = act_for_authority(tx, committee, spec)
    rule = pack.implementation_plan
    if rule.needs != "consent":
        raise refused("plan_needs_no_consent", clause=rule.cited)
    session = session_in(process, "consent_to_plan", rule.cited)
    session.answer_plan(agreed=request.agreed, final=request.final)
    told = contract.PlanAnswered(
        session_id=session.id,
        office_id=session.office_id,
        authority_id=authority.id,
        agreed=request.agreed,
        final=request.final and not request.agreed,
        opinion=request.opinion,
        meeting_on=session.meeting_on,
        plan_due_on=plan_due_on(session.meeting_on, rule),
        answered_on=tx.today,
        clause=rule.cited,
    )
    tx.record(contract.PLAN_ANSWERED, session.id, told)
    trail(tx, "consent_to_plan", session, rule.cited, agreed=request.agreed, opinion=request.opinion)
    one = same_body(tx, committee, spec, authority)
    return PlanAnsweredAnswer(
        **saved(tx, session, request.expected_version), same_body=one,
        note=body_note(one),
    )  # fmt: skip


def check_in(tx: Tx[Ports], request: CheckIn) -> MemberCheckedIn:
    """Mark a member present on the roll, on the meeting's day."""
    session, _, pack = own_session(tx, request.session_id, "check_in")
    session.move("check_in")
    session.check_meeting_day(tx.today, pack.implementation_plan)
    members = tx.ports.panels.of_session(session.id)
    replaced = replace_applicants(tx, session, members)
    member = find_seated(members, request.expert_no)
    member.sign_in()
    tx.ports.panels.save(member)
    return MemberCheckedIn(
        **saved(tx, session, request.expected_version),
        present=sum(one.present for one in seated(members)),
        replaced=replaced,
    )


def open_session(tx: Tx[Ports], request: OpenSession) -> SessionOpenedAnswer:
    """Open with a quorum and prepare the ballot box; adjourn without one, nothing is voted on."""
    session, committee, pack = own_session(tx, request.session_id, "open_session")
    session.check_may_open(pack.implementation_plan)
    session.check_meeting_day(tx.today, pack.implementation_plan)
    committee.check_may_review(tx.today, pack.committee_rules)
    require_right_to_review(tx, committee)
    panel = tx.ports.panels.of_session(session.id)
    replaced = replace_applicants(tx, session, panel)
    members = seated(panel)
    quorum = pack.committee_rules.quorum
    present = sum(member.present for member in members)
    opened = session.open(present, quorum.ratio, tx.ports.random_hex(KEY_BYTES))
    if opened:
        reviews = tx.ports.reviews.of_session(session.id)
        tx.ports.ballots.prepare(session.id, [one.declaration_id for one in reviews if one.state == "assigned"])
    told = contract.SessionOpened(
        session_id=session.id,
        panel_size=session.panel_size,
        present=present,
        quorum=quorum.ratio.least(session.panel_size),
        clause=quorum.cited,
    )
    _tell_quorum(tx, session, told, opened=opened)
    chair = presiding(members)
    return SessionOpenedAnswer(
        **saved(tx, session, request.expected_version), opened=opened,
        present=present, quorum=told.quorum, panel_size=session.panel_size,
        presiding=chair.expert_no if chair else None, replaced=replaced,
    )  # fmt: skip


def _tell_quorum(tx: Tx[Ports], session: Session, told: contract.SessionOpened, *, opened: bool) -> None:
    """The opening, or with the same figures the adjournment."""
    if opened:
        tx.record(contract.SESSION_OPENED, session.id, told)
    else:
        failed = widened(contract.SessionAdjourned, told, office_id=session.office_id)
        tx.record(contract.SESSION_ADJOURNED, session.id, failed)
    figures = {"panel_size": told.panel_size, "present": told.present, "quorum": told.quorum}
    trail(tx, "open_session" if opened else "adjourn_session", session, told.clause, **figures)


def reconvene_session(tx: Tx[Ports], request: ReconveneSession) -> SessionReconvenedAnswer:
    """A new date after a failed meeting; roll and plan start anew, panel and list stay."""
    session, committee, pack = own_session(tx, request.session_id, "reconvene_session")
    committee.check_may_review(request.meeting_on, pack.committee_rules)
    require_right_to_review(tx, committee)
    check_meeting_day(tx, request.meeting_on, committee, pack)
    session.reconvene(tx.today, request.meeting_on, pack.implementation_plan)
    for member in tx.ports.panels.of_session(session.id):
        if member.present:
            member.sign_off()
            tx.ports.panels.save(member)
    due = plan_due_on(session.meeting_on, pack.implementation_plan)
    told = SessionReconvened(
        session_id=session.id,
        office_id=session.office_id,
        meeting_on=session.meeting_on,
        plan_due_on=due,
        plan_due_clause=pack.implementation_plan.cited,
    )
    tx.record(SESSION_RECONVENED, session.id, told)
    trail(tx, "reconvene_session", session, meeting_on=session.meeting_on.isoformat())
    return SessionReconvenedAnswer(**saved(tx, session, request.expected_version), plan_due_on=due)


def _plan(tx: Tx[Ports], session: Session, committee: Committee, members: list[PanelMember]) -> FiledPlan:
    """What the session holds now, as the plan tells it."""
    reviews = [review for review in tx.ports.reviews.of_session(session.id) if review.state == "assigned"]
    return FiledPlan(
        applications=len(reviews),
        time=session.meeting_on,
        place=session.arrangements.place,
        composition=PlanComposition(
            committee=committee.name, size=session.panel_size, draw=session.draw.transcript_digest
        ),
        procedure=session.arrangements.procedure,
        measures=session.arrangements.measures,
        indicators=session.indicators,
        applicant_list=tuple(review.declaration_id for review in reviews),
        proposed_members=tuple(member.expert_no for member in seated(members)),
    )
