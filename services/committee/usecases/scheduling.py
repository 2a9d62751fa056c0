"""Dates of a session and the list of declarations before it."""

from __future__ import annotations

from datetime import date

from services.committee.domain.blind import blind_numbers
from services.committee.domain.committee import Committee, check_size
from services.committee.domain.grouping import group_of
from services.committee.domain.review import Review
from services.committee.domain.session import Arrangements, Session, check_notice_time, plan_due_on
from services.committee.requests import AssignDeclarations, RescheduleSession, ScheduleSession
from services.committee.results.planning import DeclarationsAssigned, SessionRescheduledAnswer, SessionScheduledAnswer
from services.committee.usecases.bodies import clause_of_body, results_authority
from services.committee.usecases.cleaning import require_cleaning
from services.committee.usecases.common import office_committee, own_session, pack_of, saved, step_of, trail
from services.committee.usecases.extending import review_window
from services.committee.usecases.grouping import choose_groups, group_figures, regroup
from services.committee.usecases.joint_review import waiting_for
from services.committee.usecases.oversight import require_right_to_review
from services.committee.usecases.ports import Ports
from shared.contracts.committee.review import ASSIGNED, Assigned
from shared.contracts.committee.session import SESSION_SCHEDULED, SessionScheduled
from shared.contracts.committee.session_days import SESSION_RESCHEDULED, SessionRescheduled
from shared.kernel.errors import refused
from shared.persistence import Tx
from shared.policy import Pack

KEY_BYTES = 32


def schedule_session(tx: Tx[Ports], request: ScheduleSession) -> SessionScheduledAnswer:
    """Plan a session: the committee may review that day, the panel is large enough, all later deadlines fit."""
    committee = office_committee(tx, request.committee_id)
    pack = pack_of(tx, request.notice_id)
    committee.check_has_panel(clause_of_body(tx, committee))
    committee.check_may_review(tx.today, pack.committee_rules)
    committee.check_may_review(request.meeting_on, pack.committee_rules)
    require_right_to_review(tx, committee)
    check_size(
        pack.committee_rules, committee.scope.level_group, committee.scope.scope_kind, request.panel_size, "panel_size"
    )
    ends, clause = check_meeting_day(tx, request.meeting_on, committee, pack)
    require_cleaning(tx, committee, pack)
    session = _session(tx, request, committee, pack)
    tx.ports.sessions.add(session)
    due = plan_due_on(session.meeting_on, pack.implementation_plan)
    told = SessionScheduled(
        session_id=session.id,
        committee_id=committee.id,
        committee_name=committee.name,
        notice_id=session.notice_id,
        office_id=session.office_id,
        authority_id=session.authority_id,
        level_group=committee.scope.level_group,
        meeting_on=session.meeting_on,
        plan_due_on=due,
        plan_due_clause=pack.implementation_plan.cited,
        review_due_on=ends,
        review_due_clause=clause,
        place=request.place,
    )
    tx.record(SESSION_SCHEDULED, session.id, told)
    trail(tx, "schedule_session", session, meeting_on=session.meeting_on.isoformat(), panel_size=session.panel_size)
    return SessionScheduledAnswer(**step_of(session), plan_due_on=due)


def reschedule_session(tx: Tx[Ports], request: RescheduleSession) -> SessionRescheduledAnswer:
    """Another day before the plan is filed, held against everything that the first one was; list and panel stay."""
    session, committee, pack = own_session(tx, request.session_id, "reschedule_session")
    before, meeting_on = session.meeting_on, request.meeting_on
    session.reschedule(meeting_on)
    committee.check_may_review(tx.today, pack.committee_rules)
    committee.check_may_review(meeting_on, pack.committee_rules)
    require_right_to_review(tx, committee)
    ends, clause = check_meeting_day(tx, meeting_on, committee, pack)
    require_cleaning(tx, committee, pack)
    due = plan_due_on(meeting_on, pack.implementation_plan)
    told = SessionRescheduled(
        session_id=session.id,
        office_id=session.office_id,
        meeting_from=before,
        meeting_on=meeting_on,
        plan_due_on=due,
        plan_due_clause=pack.implementation_plan.cited,
        review_due_on=ends,
        review_due_clause=clause,
    )
    tx.record(SESSION_RESCHEDULED, session.id, told)
    trail(tx, "reschedule_session", session, meeting_from=before.isoformat(), meeting_on=meeting_on.isoformat())
    return SessionRescheduledAnswer(
        **saved(tx, session, request.expected_version),
        meeting_on=meeting_on,
        plan_due_on=due,
    )


def check_meeting_day(tx: Tx[Ports], meeting_on: date, committee: Committee, pack: Pack) -> tuple[date, str]:
    """Time to file the plan, inside the review window, and early enough for result publicity to end in it.

    Returns the last day of the window, agreed extensions counted in, and its clause.
    """
    check_notice_time(tx.today, meeting_on, pack.implementation_plan)
    return check_review_window(tx, meeting_on, committee, pack, "meeting", "meeting_on")


def check_review_window(
    tx: Tx[Ports], day: date, committee: Committee, pack: Pack, what: str, path: str | None = None
) -> tuple[date, str]:
    """refused("<what>_too_early") or ("<what>_too_late"): result publicity must still end inside the window.

    Returns the last day of the window, agreed extensions counted in, and its clause.
    """
    window, ends = review_window(tx, committee, pack, day)
    if window.opens_on and day < window.opens_on:
        opens_on = window.opens_on.isoformat()
        raise refused(f"{what}_too_early", path=path, clause=window.cited, opens_on=opens_on)
    latest = tx.ports.calendar.latest_posting_day(ends, pack.publicity_rule("result").working_days)
    if day > latest:
        raise refused(f"{what}_too_late", path=path, clause=window.cited, latest=latest.isoformat())
    return ends, window.cited


def assign_declarations(tx: Tx[Ports], request: AssignDeclarations) -> DeclarationsAssigned:
    """Put everything that waits for this committee under this notice on the list, each under a blind number."""
    session, committee, pack = own_session(tx, request.session_id, "assign_declarations")
    session.move("assign_declarations")
    choose_groups(session, pack, request.groups, request.pass_rates)
    waiting = waiting_for(tx, committee, pack, request.from_codes)
    inside = [review for review in waiting if _in_scope(committee, review)]
    listed = tx.ports.reviews.of_session(session.id)
    taken = [review.blind_no or "" for review in listed]
    regroup(tx, session, pack, listed)
    ids = [review.declaration_id for review in inside]
    numbers = blind_numbers(bytes.fromhex(session.blind_key), ids, taken)
    for review in inside:
        group = group_of(pack.groups, session.chosen_groups, review.facts)
        review.assign(session.id, numbers[review.declaration_id], group)
        tx.ports.reviews.save(review)
        tx.record(ASSIGNED, review.declaration_id, _assigned(session, committee, review))
    trail(tx, "assign_declarations", session, assigned=len(inside), out_of_scope=len(waiting) - len(inside))
    return DeclarationsAssigned(
        **saved(tx, session, request.expected_version),
        assigned=len(inside),
        total=len(inside) + len(taken),
        out_of_scope=tuple(review.declaration_id for review in waiting if review not in inside),
        groups=group_figures(session, pack, [*listed, *inside]),
    )


def _in_scope(committee: Committee, review: Review) -> bool:
    facts = review.facts
    inside = committee.scope.covers(facts.series, facts.major, facts.level_group)
    return inside and not review.is_recognition


def _session(tx: Tx[Ports], request: ScheduleSession, committee: Committee, pack: Pack) -> Session:
    return Session(
        id=tx.new_id(),
        version=1,
        state="scheduled",
        committee_id=committee.id,
        notice_id=request.notice_id,
        office_id=committee.office_id,
        authority_id=committee.authority_id,
        results_authority_id=results_authority(tx, pack, committee).id,
        meeting_on=request.meeting_on,
        arrangements=Arrangements(request.place, request.procedure, request.measures),
        panel_size=request.panel_size,
        blind_key=tx.ports.random_hex(KEY_BYTES),
    )


def _assigned(session: Session, committee: Committee, review: Review) -> Assigned:
    return Assigned(
        declaration_id=review.declaration_id,
        session_id=session.id,
        committee_id=committee.id,
        committee_name=committee.name,
        blind_no=review.blind_no or "",
        meeting_on=session.meeting_on,
        group_id=review.group_id,
    )
