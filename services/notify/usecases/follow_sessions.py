"""Following a review session: file the plan, hold the meeting, close the result publicity, report the package."""

from __future__ import annotations

from datetime import date

from services.notify.domain.deadline import end_of
from services.notify.domain.kinds import DeadlineKind, Role
from services.notify.domain.message import Item, notice
from services.notify.domain.recipient import Parties, Recipient, organisation
from services.notify.domain.subject import Subject
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import Fact, NotifyTx
from services.notify.usecases.register import Duty, clear, enter, rules_for
from shared.contracts import committee as contract
from shared.kernel.clock import parse_instant
from shared.kernel.errors import not_found


def apply(tx: NotifyTx, event: Fact) -> None:
    """Work in one event of the session stream."""
    handler = _HANDLERS.get(event.type)
    if handler is not None:
        handler(tx, event)


def _scheduled(tx: NotifyTx, event: Fact) -> None:
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
    _meeting_planned(tx, event)
    last = rules_for(tx, subject.notice_id).last_day("review", subject.level_group)
    if last is not None:
        _duty(tx, event, DeadlineKind.CONCLUDE_REVIEW, "review", last.closes_on.isoformat(), last.clause)


def _meeting_planned(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    at = parse_instant(event.time)
    clear(tx, data["session_id"], (DeadlineKind.FILE_PLAN, DeadlineKind.HOLD_SESSION), at)
    _duty(tx, event, DeadlineKind.FILE_PLAN, data["meeting_on"], data["plan_due_on"], data["plan_due_clause"])
    _duty(tx, event, DeadlineKind.HOLD_SESSION, data["meeting_on"], data["meeting_on"], data["plan_due_clause"])


def _plan_filed(tx: NotifyTx, event: Fact) -> None:
    clear(tx, event.data["session_id"], (DeadlineKind.FILE_PLAN,), parse_instant(event.time))


def _opened(tx: NotifyTx, event: Fact) -> None:
    clear(tx, event.data["session_id"], (DeadlineKind.HOLD_SESSION,), parse_instant(event.time))


def _adjourned(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    clear(tx, data["session_id"], (DeadlineKind.HOLD_SESSION,), parse_instant(event.time))
    subject = _subject(tx, data["session_id"])
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
    _duty(tx, event, DeadlineKind.REPORT_PACKAGE, data["concluded_on"], due, clause)


def _results_posted(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    _duty(tx, event, DeadlineKind.CLOSE_RESULTS, data["publicity_id"], data["ends_on"], data["clause"])


def _objection(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    subject = _subject(tx, data["session_id"])
    if data["outcome"] == "open" and subject.office_id:
        told = organisation(subject.office_id)
        deliver(tx, notice("result_objection_filed", told, Item(subject.id, subject.label), data["objection_id"]))


def _results_closed(tx: NotifyTx, event: Fact) -> None:
    done = (DeadlineKind.CLOSE_RESULTS, DeadlineKind.CONCLUDE_REVIEW)
    clear(tx, event.data["session_id"], done, parse_instant(event.time))


def _reported(tx: NotifyTx, event: Fact) -> None:
    clear(tx, event.data["session_id"], (DeadlineKind.REPORT_PACKAGE,), parse_instant(event.time))


def _approved(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    subject = _subject(tx, data["session_id"])
    if subject.office_id:
        told, item = organisation(subject.office_id), Item(subject.id, subject.label)
        deliver(tx, notice("results_approved", told, item, "approved", data["clause"], count=data["approved"]))


def _duty(tx: NotifyTx, event: Fact, kind: DeadlineKind, round_: str, due_on: str, clause: str) -> None:
    subject = _subject(tx, event.data["session_id"])
    if subject.office_id is None or subject.authority_id is None:
        return
    enter(
        tx,
        Duty(
            kind=kind,
            notice_id=subject.notice_id,
            subject_id=subject.id,
            round=round_,
            parties=_parties(organisation(subject.office_id), organisation(subject.authority_id), kind),
            since=parse_instant(event.time),
            due_at=end_of(date.fromisoformat(due_on)),
            clause=clause,
            level_group=subject.level_group,
            label=subject.label,
        ),
    )


def _parties(office: Recipient, authority: Recipient, kind: DeadlineKind) -> Parties:
    """The office that posted the results is what the pack calls the holder of a publicity."""
    parties: dict[Role, Recipient] = {"office": office, "authority": authority}
    return parties | {"holder": office} if kind is DeadlineKind.CLOSE_RESULTS else parties


def _subject(tx: NotifyTx, session_id: str) -> Subject:
    subject = tx.ports.subjects.find(session_id)
    if subject is None:
        raise not_found("notify_session_unknown")
    return subject


_HANDLERS = {
    contract.SESSION_SCHEDULED.name: _scheduled,
    contract.SESSION_RECONVENED.name: _meeting_planned,
    contract.PLAN_FILED.name: _plan_filed,
    contract.SESSION_OPENED.name: _opened,
    contract.SESSION_ADJOURNED.name: _adjourned,
    contract.SESSION_CONCLUDED.name: _concluded,
    contract.RESULTS_POSTED.name: _results_posted,
    contract.RESULT_OBJECTION.name: _objection,
    contract.RESULTS_CLOSED.name: _results_closed,
    contract.PACKAGE_REPORTED.name: _reported,
    contract.RESULTS_APPROVED.name: _approved,
}
