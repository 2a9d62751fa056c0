"""Following a review session: file the plan, hold the meeting, close the result publicity, report the package."""

from __future__ import annotations

from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.message import Item, notice
from services.notify.domain.recipient import organisation
from services.notify.domain.subject import Subject
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import Fact, NotifyTx
from services.notify.usecases.register import clear, rules_for
from services.notify.usecases.session_duties import session_duty, session_of
from shared.contracts import committee as contract
from shared.kernel.clock import parse_instant


def apply(tx: NotifyTx, event: Fact) -> None:
    """Work in one event of the session stream."""
    handler = _HANDLERS.get(event.type)
    if handler is not None:
        handler(tx, event)


def _scheduled(tx: NotifyTx, event: Fact) -> None:
    _remember(tx, event)
    _meeting_planned(tx, event)
    _review_ends(tx, event)


def _recognition_decided(tx: NotifyTx, event: Fact) -> None:
    """Nobody meets; the list's results are posted and reported as after a session."""
    _remember(tx, event)
    _review_ends(tx, event)
    data = event.data
    due, clause = data["report_due_on"], data["report_due_clause"]
    session_duty(tx, event, DeadlineKind.REPORT_PACKAGE, data["decided_on"], due, clause)


def _remember(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    subject = Subject(
        id=data["session_id"],
        notice_id=data["notice_id"],
        level_group=data["level_group"],
        label=data["committee_name"],
        office_id=data["office_id"],
        authority_id=data["authority_id"],
    )
    tx.ports.subjects.keep(subject)


def _review_ends(tx: NotifyTx, event: Fact) -> None:
    """The day that the committee names, agreed extensions counted in; the notice's where it names none."""
    data = event.data
    due_on, clause = data.get("review_due_on"), data.get("review_due_clause") or ""
    last = rules_for(tx, data["notice_id"]).last_day("review", data["level_group"])
    if due_on is None and last is not None:
        due_on, clause = last.closes_on.isoformat(), last.clause
    if due_on is not None:
        session_duty(tx, event, DeadlineKind.CONCLUDE_REVIEW, "review", due_on, clause)


def _meeting_planned(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    at = parse_instant(event.time)
    clear(tx, data["session_id"], (DeadlineKind.FILE_PLAN, DeadlineKind.HOLD_SESSION), at)
    planned = f"{data['meeting_on']}/{event.time}"
    session_duty(tx, event, DeadlineKind.FILE_PLAN, planned, data["plan_due_on"], data["plan_due_clause"])
    session_duty(tx, event, DeadlineKind.HOLD_SESSION, planned, data["meeting_on"], data["plan_due_clause"])


def _rescheduled(tx: NotifyTx, event: Fact) -> None:
    """The old day's duties are needless; the new day may lie in another review window."""
    _meeting_planned(tx, event)
    data = event.data
    clear(tx, data["session_id"], (DeadlineKind.CONCLUDE_REVIEW,), parse_instant(event.time))
    ends, clause = data["review_due_on"], data["review_due_clause"]
    session_duty(tx, event, DeadlineKind.CONCLUDE_REVIEW, f"review/{event.time}", ends, clause)


def _plan_filed(tx: NotifyTx, event: Fact) -> None:
    clear(tx, event.data["session_id"], (DeadlineKind.FILE_PLAN,), parse_instant(event.time))


def _plan_answered(tx: NotifyTx, event: Fact) -> None:
    """The office hears the authority's answer; a plan sent back is due again, a meeting refused is not held."""
    data = event.data
    subject = session_of(tx, data["session_id"])
    told, item = organisation(data["office_id"]), Item(subject.id, subject.label)
    if data["agreed"]:
        occasion = data["answered_on"]
        deliver(tx, notice("plan_consented", told, item, occasion, data["clause"], day=data["meeting_on"]))
        return
    if data.get("final"):
        clear(tx, subject.id, (DeadlineKind.HOLD_SESSION,), parse_instant(event.time))
        why = {"opinion": data["opinion"], "day": data["meeting_on"]}
        deliver(tx, notice("plan_refused", told, item, data["answered_on"], data["clause"], **why))
        return
    session_duty(tx, event, DeadlineKind.FILE_PLAN, data["answered_on"], data["plan_due_on"], data["clause"])
    told_why = {"opinion": data["opinion"], "due": data["plan_due_on"]}
    deliver(tx, notice("plan_sent_back", told, item, data["answered_on"], data["clause"], **told_why))


def _opened(tx: NotifyTx, event: Fact) -> None:
    clear(tx, event.data["session_id"], (DeadlineKind.HOLD_SESSION,), parse_instant(event.time))


def _adjourned(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    clear(tx, data["session_id"], (DeadlineKind.HOLD_SESSION,), parse_instant(event.time))
    subject = session_of(tx, data["session_id"])
    day = parse_instant(event.time).date().isoformat()
    deliver(
        tx,
        notice(
            "session_adjourned",
            organisation(data["office_id"]),
            Item(subject.id, subject.label),
            day,
            data["clause"],
            present=data["present"],
            quorum=data["quorum"],
        ),
    )


def _concluded(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    due, clause = data["report_due_on"], data["report_due_clause"]
    session_duty(tx, event, DeadlineKind.REPORT_PACKAGE, data["concluded_on"], due, clause)


def _results_posted(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    session_duty(tx, event, DeadlineKind.CLOSE_RESULTS, data["publicity_id"], data["ends_on"], data["clause"])


def _results_redated(tx: NotifyTx, event: Fact) -> None:
    """The year is announced: the office has until another day."""
    data, subject = event.data, session_of(tx, event.data["session_id"])
    clear(tx, data["session_id"], (DeadlineKind.CLOSE_RESULTS,), parse_instant(event.time))
    round_ = f"{data['publicity_id']}/{data['ends_on']}"
    session_duty(tx, event, DeadlineKind.CLOSE_RESULTS, round_, data["ends_on"], data["clause"])
    if subject.office_id:
        told, item = organisation(subject.office_id), Item(subject.id, subject.label)
        days = {"before": data["ends_before"], "last": data["ends_on"]}
        deliver(tx, notice("results_redated", told, item, data["ends_on"], data["clause"], **days))


def _objection(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    subject = session_of(tx, data["session_id"])
    if data["investigator_id"] and data["outcome"] == "open" and data["finding"] is None:
        told = organisation(data["investigator_id"])
        deliver(
            tx, notice("result_objection_to_investigate", told, Item(subject.id, subject.label), data["objection_id"])
        )
    elif data["outcome"] == "open" and subject.office_id:
        told = organisation(subject.office_id)
        deliver(tx, notice("result_objection_filed", told, Item(subject.id, subject.label), data["objection_id"]))


def _results_closed(tx: NotifyTx, event: Fact) -> None:
    done = (DeadlineKind.CLOSE_RESULTS, DeadlineKind.CONCLUDE_REVIEW)
    clear(tx, event.data["session_id"], done, parse_instant(event.time))


def _reported(tx: NotifyTx, event: Fact) -> None:
    clear(tx, event.data["session_id"], (DeadlineKind.REPORT_PACKAGE,), parse_instant(event.time))


def _approved(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    subject = session_of(tx, data["session_id"])
    if subject.office_id:
        told, item = organisation(subject.office_id), Item(subject.id, subject.label)
        deliver(tx, notice("results_approved", told, item, "approved", data["clause"], count=data["approved"]))


def _declined(tx: NotifyTx, event: Fact) -> None:
    """The office hears why the authority did not approve its results."""
    data = event.data
    subject = session_of(tx, data["session_id"])
    told, item = organisation(data["office_id"]), Item(subject.id, subject.label)
    kind = f"results_{data['outcome']}"
    deliver(tx, notice(kind, told, item, event.time, data["clause"], opinion=data["opinion"]))


_HANDLERS = {
    contract.SESSION_SCHEDULED.name: _scheduled,
    contract.SESSION_RESCHEDULED.name: _rescheduled,
    contract.SESSION_RECONVENED.name: _meeting_planned,
    contract.PLAN_FILED.name: _plan_filed,
    contract.PLAN_ANSWERED.name: _plan_answered,
    contract.SESSION_OPENED.name: _opened,
    contract.SESSION_ADJOURNED.name: _adjourned,
    contract.SESSION_CONCLUDED.name: _concluded,
    contract.RECOGNITION_DECIDED.name: _recognition_decided,
    contract.RESULTS_POSTED.name: _results_posted,
    contract.RESULTS_REDATED.name: _results_redated,
    contract.RESULT_OBJECTION.name: _objection,
    contract.RESULTS_CLOSED.name: _results_closed,
    contract.PACKAGE_REPORTED.name: _reported,
    contract.RESULTS_APPROVED.name: _approved,
    contract.RESULTS_DECLINED.name: _declined,
}
