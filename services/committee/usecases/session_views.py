"""What callers may read of sessions: staff in full, experts their own list under blind numbers and no colleagues."""

from __future__ import annotations

from services.committee.domain.panel import PanelMember, Recusal
from services.committee.domain.results import ObjectionToResult
from services.committee.domain.results_process import ResultsDates, ResultsProcess
from services.committee.domain.review import Review
from services.committee.domain.scope import OFFICES, SEATED, SITTING, STAFF, held, seat
from services.committee.domain.session import Session
from services.committee.domain.taken import BOARD, PREPARED, last_of
from services.committee.requests import GetSession, ListSessions
from services.committee.results.sessions import (
    BlindItem,
    BoardStep,
    PanelMemberView,
    RecusalEntry,
    SessionEntry,
    SessionItem,
    SessionObjection,
    SessionView,
)
from services.committee.usecases.access import scope_of
from services.committee.usecases.clauses import clause_on_board
from services.committee.usecases.common import pack_of
from services.committee.usecases.ports import Ports
from services.committee.usecases.recusals import near_to_applicants
from services.committee.usecases.scoring_views import sheet
from shared.kernel.errors import forbidden
from shared.persistence import Tx
from shared.wire.types import Page, widened

SHOWN = 100
"""Objections that a session is shown with; all of them have pages of their own."""


def get_session(tx: Tx[Ports], request: GetSession) -> SessionView:
    """A session in full for office, authority and oversight; for its members, while it sits, the list under blind
    numbers only."""
    process = tx.ports.sessions.get(request.session_id)
    members = tx.ports.panels.of_session(process.id)
    reviews = tx.ports.reviews.of_session(process.id)
    scope = scope_of(tx)
    matter = held(process, tx.ports.committees.get(process.committee_id))
    if scope.reaches(matter, STAFF):
        steps = board_steps(tx, process) if request.steps else ()
        return _for_staff(tx, process, members, reviews, steps, is_office=scope.reaches(matter, OFFICES))
    own = [one for one in members if one.role == "member" and scope.reaches(seat(one), SEATED)]
    if not own:
        raise forbidden("organisation_not_allowed")
    listed = reviews if process.state in SITTING else []
    recused = {one.declaration_id for one in tx.ports.panels.recusals(process.id) if one.expert_no == own[0].expert_no}
    return widened(
        SessionView,
        _entry(tx, process),
        items=tuple(widened(SessionItem, _blind(one), recused=one.declaration_id in recused) for one in listed),
        expert_no=own[0].expert_no,
        collected=own[0].collected,
    )


def list_sessions(tx: Tx[Ports], request: ListSessions) -> Page[SessionEntry]:
    """Sessions of the caller's organisation, of the expert, or all for oversight."""
    return tx.ports.sessions.page(request, scope_of(tx)).turned(lambda process: _entry(tx, process))


def _entry(tx: Tx[Ports], process: ResultsProcess) -> SessionEntry:
    """Of a recognition what belongs to a meeting stays empty."""
    dates, session = process.dates, process if isinstance(process, Session) else None
    return SessionEntry(
        session_id=process.id,
        version=process.version,
        state=process.state,
        committee_id=process.committee_id,
        notice_id=process.notice_id,
        kind=process.kind,
        meeting_on=process.decided_on,
        place=session.arrangements.place if session else "",
        panel_size=session.panel_size if session else 0,
        reconvened=session.reconvened if session else 0,
        plan_filed_on=session.plan_filed_on if session else None,
        snapshot_digest=session.draw.snapshot_digest if session else None,
        commitment=session.draw.commitment if session else None,
        transcript_digest=session.draw.transcript_digest if session else None,
        present=session.present if session else None,
        concluded_on=dates.concluded_on,
        report_due_on=dates.report_due_on,
        publicity_id=dates.publicity_id,
        posted_on=dates.posted_on,
        ends_on=dates.ends_on,
        provisional=_ends_on_a_guess(tx, dates),
        closed_on=dates.closed_on,
        reported_on=dates.reported_on,
        reported_late=dates.reported_late,
        approved_on=dates.approved_on,
    )


def _ends_on_a_guess(tx: Tx[Ports], dates: ResultsDates) -> bool:
    """Whether the last day of the posted results may still move, because a year is not announced."""
    posting = dates.posting
    if posting is None or dates.closed_on is not None:
        return False
    return tx.ports.calendar.is_guess(posting.posted_on, posting.ends_on)


def _for_staff(
    tx: Tx[Ports],
    process: ResultsProcess,
    members: list[PanelMember],
    reviews: list[Review],
    steps: tuple[BoardStep, ...],
    *,
    is_office: bool,
) -> SessionView:
    session = process if isinstance(process, Session) else None
    return widened(
        SessionView,
        _entry(tx, process),
        items=tuple(_item(review) for review in reviews),
        plan=session.plan if session else None,
        indicators=(session.indicators or {}) if session else {},
        scores=sheet(tx, process.id, reviews),
        transcript=tx.ports.draws.transcript(process.id),
        members=tuple(_member(one) for one in members),
        steps=steps,
        recusals=tuple(_recusal(one) for one in tx.ports.panels.recusals(process.id)),
        near_units=near_to_applicants(tx, process, reviews) if is_office else (),
        objections=tuple(_objection(one, told=is_office) for one in tx.ports.objections.of_session(process.id, SHOWN)),
    )


def board_steps(tx: Tx[Ports], process: ResultsProcess) -> tuple[BoardStep, ...]:
    """What the committee did before, then each step of the way; where the notice is silent the trail's clause."""
    pack, steps = pack_of(tx, process.notice_id), tx.ports.steps
    before, taken = last_of(steps.of_committee(process.committee_id)), last_of(steps.of_session(process.id))
    found = [(action, before.get(action)) for action in PREPARED] + [(action, taken.get(action)) for action in BOARD]
    return tuple(
        BoardStep(
            action=action, clause=clause_on_board(pack, action) or (one.clause if one else None),
            taken_at=one.at if one else None,
        )
        for action, one in found
    )  # fmt: skip


def _recusal(one: Recusal) -> RecusalEntry:
    return RecusalEntry(
        expert_no=one.expert_no,
        declaration_id=one.declaration_id or None,
        reason=one.reason,
        automatic=one.automatic,
    )


def _member(one: PanelMember) -> PanelMemberView:
    return PanelMemberView(
        expert_no=one.expert_no, name=one.name, role=one.role, seat=one.seat, chair=one.chair, present=one.present,
        collected=one.collected,
    )  # fmt: skip


def _objection(one: ObjectionToResult, *, told: bool) -> SessionObjection:
    return SessionObjection(
        objection_id=one.id, version=one.version, declaration_id=one.declaration_id, outcome=one.outcome,
        content=one.content if told else None,
    )  # fmt: skip


def _blind(review: Review) -> BlindItem:
    facts = review.facts
    return BlindItem(
        blind_no=review.blind_no, group_id=review.group_id, series_name=facts.series_name, major=facts.major,
        level=facts.level, title=facts.title,
    )  # fmt: skip


def _item(review: Review) -> SessionItem:
    return widened(
        SessionItem, _blind(review),
        declaration_id=review.declaration_id, state=review.state, session_id=review.session_id,
        present=review.present, yes=review.yes, no=review.no, abstain=review.abstain, outcome=review.outcome,
        reviewed_on=review.reviewed_on, opinion=review.opinion, reason=review.reason,
        certificate_number=review.certificate_number,
    )  # fmt: skip
