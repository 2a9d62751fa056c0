"""Following a review session: file the plan, hold the meeting, close the result publicity, report the package."""

from __future__ import annotations

from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.message import DeadlineItem, notice
from services.notify.domain.recipient import organisation
from services.notify.domain.subject import Subject
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import NotifyTx
from services.notify.usecases.register import clear, rules_for
from services.notify.usecases.session_duties import session_duty, session_of
from shared.contracts.acting import Handlers, act_on
from shared.contracts.committee.recognition import RecognitionDecided
from shared.contracts.committee.results import (
    PackageReported,
    ResultObjection,
    ResultsApproved,
    ResultsClosed,
    ResultsDeclined,
    ResultsPosted,
    ResultsRedated,
)
from shared.contracts.committee.session import (
    PlanAnswered,
    PlanFiled,
    SessionAdjourned,
    SessionConcluded,
    SessionOpened,
    SessionScheduled,
)
from shared.contracts.committee.session_days import SessionReconvened, SessionRescheduled
from shared.contracts.envelope import Event
from shared.kernel.clock import ZONE, parse_instant

Planned = SessionScheduled | SessionRescheduled | SessionReconvened
"""The events that set the day of a meeting."""


def apply(tx: NotifyTx, event: Event) -> None:
    """Work in one event of the session stream."""
    act_on(HANDLERS, tx, event)


def _scheduled(tx: NotifyTx, event: Event, fact: SessionScheduled) -> None:
    _remember(tx, fact)
    _meeting_planned(tx, event, fact)
    _review_ends(tx, event, fact)


def _recognition_decided(tx: NotifyTx, event: Event, fact: RecognitionDecided) -> None:
    """Nobody meets; the list's results are posted and reported as after a session."""
    _remember(tx, fact)
    _review_ends(tx, event, fact)
    due, clause = fact.report_due_on, fact.report_due_clause
    session_duty(tx, event, fact, DeadlineKind.REPORT_PACKAGE, fact.decided_on.isoformat(), due, clause)


def _remember(tx: NotifyTx, fact: SessionScheduled | RecognitionDecided) -> None:
    subject = Subject(
        id=fact.session_id,
        notice_id=fact.notice_id,
        level_group=fact.level_group,
        label=fact.committee_name,
        office_id=fact.office_id,
        authority_id=fact.authority_id,
    )
    tx.ports.subjects.keep(subject)


def _review_ends(tx: NotifyTx, event: Event, fact: SessionScheduled | RecognitionDecided) -> None:
    """The day that the committee names, agreed extensions counted in; the notice's where it names none."""
    due_on, clause = fact.review_due_on, fact.review_due_clause or ""
    last = rules_for(tx, fact.notice_id).last_day("review", fact.level_group)
    if due_on is None and last is not None:
        due_on, clause = last.closes_on, last.clause
    if due_on is not None:
        session_duty(tx, event, fact, DeadlineKind.CONCLUDE_REVIEW, "review", due_on, clause)


def _meeting_planned(tx: NotifyTx, event: Event, fact: Planned) -> None:
    clear(tx, event, fact.session_id, (DeadlineKind.FILE_PLAN, DeadlineKind.HOLD_SESSION))
    planned = f"{fact.meeting_on}/{event.time}"
    session_duty(tx, event, fact, DeadlineKind.FILE_PLAN, planned, fact.plan_due_on, fact.plan_due_clause)
    session_duty(tx, event, fact, DeadlineKind.HOLD_SESSION, planned, fact.meeting_on, fact.plan_due_clause)


def _rescheduled(tx: NotifyTx, event: Event, fact: SessionRescheduled) -> None:
    """The old day's duties are needless; the new day may lie in another review window."""
    _meeting_planned(tx, event, fact)
    clear(tx, event, fact.session_id, (DeadlineKind.CONCLUDE_REVIEW,))
    ends, clause = fact.review_due_on, fact.review_due_clause
    session_duty(tx, event, fact, DeadlineKind.CONCLUDE_REVIEW, f"review/{event.time}", ends, clause)


def _plan_filed(tx: NotifyTx, event: Event, fact: PlanFiled) -> None:
    clear(tx, event, fact.session_id, (DeadlineKind.FILE_PLAN,))


def _plan_answered(tx: NotifyTx, event: Event, fact: PlanAnswered) -> None:
    """The office hears the authority's answer; a plan sent back is due again, a meeting refused is not held."""
    subject = session_of(tx, fact.session_id)
    told, item = organisation(fact.office_id), DeadlineItem(subject.id, subject.label)
    occasion = fact.answered_on.isoformat()
    if fact.agreed:
        deliver(tx, notice("plan_consented", told, item, occasion, fact.clause, day=fact.meeting_on))
        return
    if fact.final:
        clear(tx, event, subject.id, (DeadlineKind.HOLD_SESSION,))
        why = {"opinion": fact.opinion, "day": fact.meeting_on}
        deliver(tx, notice("plan_refused", told, item, occasion, fact.clause, **why))
        return
    session_duty(tx, event, fact, DeadlineKind.FILE_PLAN, occasion, fact.plan_due_on, fact.clause)
    told_why = {"opinion": fact.opinion, "due": fact.plan_due_on}
    deliver(tx, notice("plan_sent_back", told, item, occasion, fact.clause, **told_why))


def _opened(tx: NotifyTx, event: Event, fact: SessionOpened) -> None:
    clear(tx, event, fact.session_id, (DeadlineKind.HOLD_SESSION,))


def _adjourned(tx: NotifyTx, event: Event, fact: SessionAdjourned) -> None:
    clear(tx, event, fact.session_id, (DeadlineKind.HOLD_SESSION,))
    subject = session_of(tx, fact.session_id)
    told, item = organisation(fact.office_id), DeadlineItem(subject.id, subject.label)
    day = parse_instant(event.time).date().isoformat()
    figures = {"present": fact.present, "quorum": fact.quorum}
    deliver(tx, notice("session_adjourned", told, item, day, fact.clause, **figures))


def _concluded(tx: NotifyTx, event: Event, fact: SessionConcluded) -> None:
    due, clause = fact.report_due_on, fact.report_due_clause
    session_duty(tx, event, fact, DeadlineKind.REPORT_PACKAGE, fact.concluded_on.isoformat(), due, clause)


def _results_posted(tx: NotifyTx, event: Event, fact: ResultsPosted) -> None:
    session_duty(tx, event, fact, DeadlineKind.CLOSE_RESULTS, fact.publicity_id, fact.ends_on, fact.clause)


def _results_redated(tx: NotifyTx, event: Event, fact: ResultsRedated) -> None:
    """The year is announced: the office has until another day."""
    subject = session_of(tx, fact.session_id)
    clear(tx, event, fact.session_id, (DeadlineKind.CLOSE_RESULTS,))
    round_ = f"{fact.publicity_id}/{fact.ends_on}"
    session_duty(tx, event, fact, DeadlineKind.CLOSE_RESULTS, round_, fact.ends_on, fact.clause)
    if subject.office_id:
        told, item = organisation(subject.office_id), DeadlineItem(subject.id, subject.label)
        days = {"before": fact.ends_before, "last": fact.ends_on}
        deliver(tx, notice("results_redated", told, item, fact.ends_on.isoformat(), fact.clause, **days))


def _objection(tx: NotifyTx, event: Event, fact: ResultObjection) -> None:
    """The office once a day for each list, however many object; an investigator of every one that he owes a finding."""
    subject = session_of(tx, fact.session_id)
    item = DeadlineItem(subject.id, subject.label)
    if fact.investigator_id and fact.outcome == "open" and fact.finding is None:
        told = organisation(fact.investigator_id)
        deliver(tx, notice("result_objection_to_investigate", told, item, fact.objection_id))
    elif fact.outcome == "open" and subject.office_id:
        told = organisation(subject.office_id)
        day = fact.at.astimezone(ZONE).date()
        deliver(tx, notice("result_objection_filed", told, item, f"filed/{day}"))


def _results_closed(tx: NotifyTx, event: Event, fact: ResultsClosed) -> None:
    clear(tx, event, fact.session_id, (DeadlineKind.CLOSE_RESULTS, DeadlineKind.CONCLUDE_REVIEW))


def _reported(tx: NotifyTx, event: Event, fact: PackageReported) -> None:
    clear(tx, event, fact.session_id, (DeadlineKind.REPORT_PACKAGE,))


def _approved(tx: NotifyTx, event: Event, fact: ResultsApproved) -> None:
    subject = session_of(tx, fact.session_id)
    if subject.office_id:
        told, item = organisation(subject.office_id), DeadlineItem(subject.id, subject.label)
        deliver(tx, notice("results_approved", told, item, "approved", fact.clause, count=fact.approved))


def _declined(tx: NotifyTx, event: Event, fact: ResultsDeclined) -> None:
    """The office hears why the authority did not approve its results."""
    subject = session_of(tx, fact.session_id)
    told, item = organisation(fact.office_id), DeadlineItem(subject.id, subject.label)
    kind = f"results_{fact.outcome}"
    deliver(tx, notice(kind, told, item, event.time, fact.clause, opinion=fact.opinion))


HANDLERS: Handlers[NotifyTx] = {
    SessionScheduled: _scheduled,
    SessionRescheduled: _rescheduled,
    SessionReconvened: _meeting_planned,
    PlanFiled: _plan_filed,
    PlanAnswered: _plan_answered,
    SessionOpened: _opened,
    SessionAdjourned: _adjourned,
    SessionConcluded: _concluded,
    RecognitionDecided: _recognition_decided,
    ResultsPosted: _results_posted,
    ResultsRedated: _results_redated,
    ResultObjection: _objection,
    ResultsClosed: _results_closed,
    PackageReported: _reported,
    ResultsApproved: _approved,
    ResultsDeclined: _declined,
}
