"""The secret ballot: hand out, cast, close and count. What links a voter to a vote is never written anywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from services.committee.domain.ballots import Tally, ballot_token, cast_receipt, tally, token_hash
from services.committee.domain.panel import PanelMember, seated
from services.committee.domain.review import Review
from services.committee.domain.scope import SEATED, seat
from services.committee.domain.session import Session
from services.committee.requests import CastBallots, CloseVoting, CollectBallots
from services.committee.results.voting import BallotPaper, BallotsCast, BallotsCollected, CountedResult, VotingClosed
from services.committee.usecases.access import scope_of
from services.committee.usecases.common import own_session, saved, session_in, step_clause, trail
from services.committee.usecases.grouping import cut_by_rate, group_figures
from services.committee.usecases.ports import Ports
from shared.contracts.committee.review import REVIEWED, Reviewed
from shared.contracts.committee.session import SESSION_CONCLUDED, SessionConcluded
from shared.kernel.errors import conflict, forbidden, invalid, refused
from shared.persistence import Tx
from shared.policy import Pack


def collect_ballots(tx: Tx[Ports], request: CollectBallots) -> BallotsCollected:
    """Hand a present member one token per declaration he may vote on. No trail, no event, no stored answer.

    The same request again yields the same tokens; another one is refused("ballots_already_collected").
    """
    session = _voting(tx, request.session_id, "collect_ballots")
    member = _present_member(tx, session)
    papers = _papers(tx, session, member, request.idempotency_key)
    hashes = {token_hash(token): declaration_id for declaration_id, _, token in papers}
    if tx.ports.panels.mark_collected(session.id, member.expert_no):
        tx.ports.ballots.hand_out(session.id, hashes)
    elif not tx.ports.ballots.known(session.id, list(hashes)):
        raise refused("ballots_already_collected", clause=step_clause(tx, session, "collect_ballots"))
    ballots = sorted((blind_no, token) for _, blind_no, token in papers)
    return BallotsCollected(
        session_id=session.id,
        ballots=tuple(BallotPaper(blind_no=blind_no, token=token) for blind_no, token in ballots),
    )


def cast_ballots(tx: Tx[Ports], request: CastBallots) -> BallotsCast:
    """Consume tokens and add to the counts, all or none. The token is the credential; nobody is asked who he is.

    The same request again is accepted and counts nothing; another use of a token is conflict("ballot_spent").
    """
    session = _voting(tx, request.session_id, "cast_ballots")
    ballots = {ballot.token: ballot.choice for ballot in request.ballots}
    if len(ballots) != len(request.ballots):
        raise invalid("ballot_twice", path="ballots")
    votes = []
    for token in sorted(ballots, key=token_hash):
        declaration_id = _spend(tx, session, token, request.idempotency_key)
        if declaration_id is not None:
            votes.append((declaration_id, ballots[token]))
    if votes and len(votes) != len(ballots):
        raise conflict("ballot_spent", path="ballots")
    for declaration_id, choice in sorted(votes):
        tx.ports.ballots.add_choice(session.id, declaration_id, choice)
    return BallotsCast(accepted=len(ballots))


def _voting(tx: Tx[Ports], session_id: str, action: str) -> Session:
    """The session while it is voted in: many at once, and nobody closes the vote before the commit."""
    process = tx.ports.sessions.lock_shared(session_id)
    return session_in(process, action, None if process.may(action) else step_clause(tx, process, action))


def _spend(tx: Tx[Ports], session: Session, token: str, request_key: str) -> str | None:
    """The declaration whose count this token now raises; None when this very request has spent it before.

    refused("ballot_unknown") for a token that nobody was handed: only members vote.
    """
    hashed, receipt = token_hash(token), cast_receipt(request_key, token)
    declaration_id = tx.ports.ballots.declaration_of(session.id, hashed)
    if declaration_id is None:
        raise refused("ballot_unknown", path="ballots", clause=step_clause(tx, session, "cast_ballots"))
    if tx.ports.ballots.spend(hashed, receipt):
        return declaration_id
    if tx.ports.ballots.receipt_of(hashed) != receipt:
        raise conflict("ballot_spent", path="ballots")
    return None


def close_voting(tx: Tx[Ports], request: CloseVoting) -> VotingClosed:
    """Count every declaration out, burn the tokens and announce the outcomes in the order of the blind numbers."""
    session, _, pack = own_session(tx, request.session_id, "close_voting", lock=True)
    session.conclude(tx.today, pack.reporting.months_after, pack.implementation_plan)
    reviews = [review for review in tx.ports.reviews.of_session(session.id) if review.state == "assigned"]
    tallies = _count(tx, session, pack, reviews)
    tx.ports.ballots.burn(session.id)
    passed = sum(review.state == "passed" for review in reviews)
    groups = group_figures(session, pack, reviews)
    concluded_on, report_due_on = session.dates.conclusion
    told = SessionConcluded(
        session_id=session.id,
        committee_id=session.committee_id,
        office_id=session.office_id,
        concluded_on=concluded_on,
        present=session.present or 0,
        candidates=len(reviews),
        passed=passed,
        not_passed=len(reviews) - passed,
        report_due_on=report_due_on,
        report_due_clause=pack.reporting.cited,
        groups=groups,
    )
    tx.record(SESSION_CONCLUDED, session.id, told)
    trail(tx, "close_voting", session, pack.committee_rules.vote.cited, passed=passed, candidates=len(reviews))
    return VotingClosed(
        **saved(tx, session, request.expected_version),
        present=session.present or 0,
        passed=passed,
        groups=groups,
        results=tuple(_counted(one, tallies[one.declaration_id]) for one in reviews),
    )


def _count(tx: Tx[Ports], session: Session, pack: Pack, reviews: list[Review]) -> dict[str, Tally]:
    """Each by its votes; then, in a group with a pass rate of its own, by its place among them.

    Returns the counts by declaration.
    """
    present = {one.expert_no for one in seated(tx.ports.panels.of_session(session.id)) if one.present}
    recusals = tx.ports.panels.recusals(session.id)
    counts = tx.ports.ballots.counts(session.id)
    rule, groups = pack.committee_rules.vote, {group.id: group for group in pack.groups}
    tallies = {}
    for review in reviews:
        recused = {one.expert_no for one in recusals if one.declaration_id == review.declaration_id} & present
        tallies[review.declaration_id] = tally(counts[review.declaration_id], len(present), len(recused), rule)
    cut = cut_by_rate(session, reviews, tallies)
    tallies |= {key: replace(tallies[key], passed=False) for key in cut}
    for review in reviews:
        over = review.declaration_id in cut
        counted = tallies[review.declaration_id]
        review.count(counted, tx.today)
        tx.ports.reviews.save(review)
        basis = groups[review.group_id] if over and review.group_id else rule
        tx.record(REVIEWED, review.declaration_id, _reviewed(session, review, counted, tx.today, basis.cited))
    return tallies


def _present_member(tx: Tx[Ports], session: Session) -> PanelMember:
    scope = scope_of(tx)
    for member in seated(tx.ports.panels.of_session(session.id)):
        if member.present and scope.reaches(seat(member), SEATED):
            return member
    raise forbidden("not_a_present_member")


def _papers(tx: Tx[Ports], session: Session, member: PanelMember, request_key: str) -> list[tuple[str, str, str]]:
    """(declaration, blind number, token) of everything this member may vote on."""
    recused = {one.declaration_id for one in tx.ports.panels.recusals(session.id) if one.expert_no == member.expert_no}
    key = bytes.fromhex(session.ballot_key or "")
    return [
        (review.declaration_id, blind_no, ballot_token(key, member.expert_no, request_key, blind_no))
        for review in tx.ports.reviews.of_session(session.id)
        if review.state == "assigned" and review.declaration_id not in recused and (blind_no := review.blind_no)
    ]


def _counted(review: Review, counted: Tally) -> CountedResult:
    """With the warning that a unanimous count tells everybody's vote."""
    return CountedResult(
        declaration_id=review.declaration_id,
        blind_no=review.blind_no,
        group_id=review.group_id,
        present=counted.present,
        yes=counted.yes,
        no=counted.no,
        abstain=counted.abstain,
        outcome="passed" if counted.passed else "not_passed",
        unanimous=counted.present in (counted.yes, counted.no, counted.abstain),
    )


def _reviewed(session: Session, review: Review, counted: Tally, day: date, clause: str) -> Reviewed:
    return Reviewed(
        declaration_id=review.declaration_id,
        session_id=session.id,
        person_id=review.person_id,
        present=counted.present,
        yes=counted.yes,
        no=counted.no,
        abstain=counted.abstain,
        outcome="passed" if counted.passed else "not_passed",
        reviewed_on=day,
        clause=clause,
    )
