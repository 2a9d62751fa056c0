"""What a review session asks of its office, and of the authority above it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from services.notify.domain.arising.terms import Arisen, DutyTerms, until
from services.notify.domain.recipient import Parties, organisation
from services.notify.domain.subject import Subject
from shared.contracts.committee.oversight import ExtensionState
from shared.contracts.committee.recognition import RecognitionDecided
from shared.contracts.committee.results import PackageReported, ResultsPosted, ResultsRedated
from shared.contracts.committee.session import PlanAnswered, PlanFiled, SessionConcluded, SessionScheduled
from shared.contracts.committee.session_days import SessionReconvened, SessionRescheduled

Planned = SessionScheduled | SessionRescheduled | SessionReconvened
"""The facts that set the day of a meeting."""


def plan(arisen: Arisen) -> Iterator[DutyTerms]:
    """To be filed so many days before the meeting."""
    fact: Planned = arisen.fact
    planned = f"{fact.meeting_on}/{arisen.time}"
    yield from _of_session(arisen, planned, fact.plan_due_on, fact.plan_due_clause)


def plan_again(arisen: Arisen) -> Iterator[DutyTerms]:
    """The authority sent it back: to be filed anew; a meeting that was refused needs none."""
    fact: PlanAnswered = arisen.fact
    if not fact.agreed and not fact.final:
        yield from _of_session(arisen, f"{fact.answered_on}/{arisen.time}", fact.plan_due_on, fact.clause)


def meeting(arisen: Arisen) -> Iterator[DutyTerms]:
    """To be held on its day."""
    fact: Planned = arisen.fact
    yield from _of_session(arisen, f"{fact.meeting_on}/{arisen.time}", fact.meeting_on, fact.plan_due_clause)


def review(arisen: Arisen) -> Iterator[DutyTerms]:
    """By the day that the committee names, agreed extensions counted in; the notice's where it names none."""
    fact: SessionScheduled | RecognitionDecided = arisen.fact
    due_on, clause = fact.review_due_on, fact.review_due_clause or ""
    last = arisen.known.last_day(fact.notice_id, "review", fact.level_group)
    if due_on is None and last is not None:
        due_on, clause = last.closes_on, last.clause
    if due_on is not None:
        yield from _of_session(arisen, "review", due_on, clause)


def review_rescheduled(arisen: Arisen) -> Iterator[DutyTerms]:
    """The new day of the meeting may lie in another review window."""
    fact: SessionRescheduled = arisen.fact
    yield from _of_session(arisen, f"review/{arisen.time}", fact.review_due_on, fact.review_due_clause)


def review_extended(arisen: Arisen) -> Iterator[DutyTerms]:
    """延期评审 was agreed: every session that is still to end has the later day."""
    fact: ExtensionState = arisen.fact
    if fact.state == "agreed":
        for session_id in fact.sessions:
            session = arisen.known.session(session_id, awaited=True)
            yield from _due(session, f"review/{fact.until}", fact.until, fact.clause)


def results(arisen: Arisen) -> Iterator[DutyTerms]:
    """The publicity of the results ends on that day; whoever posted them is its holder."""
    fact: ResultsPosted = arisen.fact
    yield from _posted(arisen, fact.publicity_id, fact.ends_on, fact.clause)


def results_redated(arisen: Arisen) -> Iterator[DutyTerms]:
    """The year is announced, and the day is another."""
    fact: ResultsRedated = arisen.fact
    yield from _posted(arisen, f"{fact.publicity_id}/{fact.ends_on}", fact.ends_on, fact.clause)


def package(arisen: Arisen) -> Iterator[DutyTerms]:
    """The reporting package, so long after the count; a list that was recognised without a meeting has one too."""
    fact: SessionConcluded | RecognitionDecided = arisen.fact
    day = fact.decided_on if isinstance(fact, RecognitionDecided) else fact.concluded_on
    yield from _of_session(arisen, day.isoformat(), fact.report_due_on, fact.report_due_clause)


def plan_waiting(arisen: Arisen) -> Iterator[DutyTerms]:
    """The authority's consent, where the notice asks for more than filing."""
    fact: PlanFiled = arisen.fact
    if fact.needs_consent:
        yield from _of_session(arisen, arisen.time, None, fact.clause)


def package_waiting(arisen: Arisen) -> Iterator[DutyTerms]:
    """核准备案 of what was reported."""
    fact: PackageReported = arisen.fact
    yield from _of_session(arisen, arisen.time, None, fact.clause)


def _of_session(arisen: Arisen, round_: str, due_on: date | None, clause: str) -> Iterator[DutyTerms]:
    return _due(arisen.known.session(arisen.fact.session_id), round_, due_on, clause)


def _posted(arisen: Arisen, round_: str, due_on: date, clause: str) -> Iterator[DutyTerms]:
    session = arisen.known.session(arisen.fact.session_id)
    return _due(session, round_, due_on, clause, holds=True)


def _due(
    session: Subject, round_: str, due_on: date | None, clause: str, *, holds: bool = False
) -> Iterator[DutyTerms]:
    """`holds`: the office is what the pack calls the holder of a publicity."""
    if session.office_id is None or session.authority_id is None:
        return
    office = organisation(session.office_id)
    parties: Parties = {"office": office, "authority": organisation(session.authority_id)}
    yield DutyTerms(
        subject_id=session.id,
        round=round_,
        parties={**parties, "holder": office} if holds else parties,
        due_at=until(due_on),
        clause=clause,
        notice_id=session.notice_id,
        level_group=session.level_group,
        label=session.label,
    )
