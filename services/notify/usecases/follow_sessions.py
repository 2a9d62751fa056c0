"""Word of a review session: answers of the authority, objections, results on their way up."""

from __future__ import annotations

from services.notify.domain.message import DeadlineItem, notice
from services.notify.domain.recipient import organisation
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import NotifyTx
from services.notify.usecases.remembering import session_of
from shared.contracts.acting import Handlers
from shared.contracts.committee.results import ResultObjection, ResultsApproved, ResultsDeclined, ResultsRedated
from shared.contracts.committee.session import PlanAnswered, SessionAdjourned
from shared.contracts.envelope import Event
from shared.kernel.clock import ZONE, parse_instant


def _plan_answered(tx: NotifyTx, event: Event, fact: PlanAnswered) -> None:
    """The office hears the authority's answer."""
    subject = session_of(tx, fact.session_id)
    told, item = organisation(fact.office_id), DeadlineItem(subject.id, subject.label)
    occasion = fact.answered_on.isoformat()
    if fact.agreed:
        deliver(tx, notice("plan_consented", told, item, occasion, fact.clause, day=fact.meeting_on))
        return
    if fact.final:
        why = {"opinion": fact.opinion, "day": fact.meeting_on}
        deliver(tx, notice("plan_refused", told, item, occasion, fact.clause, **why))
        return
    told_why = {"opinion": fact.opinion, "due": fact.plan_due_on}
    deliver(tx, notice("plan_sent_back", told, item, occasion, fact.clause, **told_why))


def _adjourned(tx: NotifyTx, event: Event, fact: SessionAdjourned) -> None:
    subject = session_of(tx, fact.session_id)
    told, item = organisation(fact.office_id), DeadlineItem(subject.id, subject.label)
    day = parse_instant(event.time).date().isoformat()
    figures = {"present": fact.present, "quorum": fact.quorum}
    deliver(tx, notice("session_adjourned", told, item, day, fact.clause, **figures))


def _results_redated(tx: NotifyTx, event: Event, fact: ResultsRedated) -> None:
    """The year is announced: the office has until another day."""
    subject = session_of(tx, fact.session_id)
    if subject.office_id:
        told, item = organisation(subject.office_id), DeadlineItem(subject.id, subject.label)
        days = {"before": fact.ends_before, "last": fact.ends_on}
        deliver(tx, notice("results_redated", told, item, fact.ends_on.isoformat(), fact.clause, **days))


def _objection(tx: NotifyTx, event: Event, fact: ResultObjection) -> None:
    """The office once a day for each list, however many object; an investigator of every one that he owes a finding."""
    subject = session_of(tx, fact.session_id)
    item = DeadlineItem(subject.id, subject.label)
    if fact.investigator_id and fact.outcome == "open" and fact.finding is None:
        told, one = organisation(fact.investigator_id), DeadlineItem(fact.objection_id, subject.label)
        deliver(tx, notice("result_objection_to_investigate", told, one, fact.objection_id))
    elif fact.outcome == "open" and subject.office_id:
        told = organisation(subject.office_id)
        day = fact.at.astimezone(ZONE).date()
        deliver(tx, notice("result_objection_filed", told, item, f"filed/{day}"))


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
    PlanAnswered: _plan_answered,
    SessionAdjourned: _adjourned,
    ResultsRedated: _results_redated,
    ResultObjection: _objection,
    ResultsApproved: _approved,
    ResultsDeclined: _declined,
}
