"""The draw in two steps: freeze the pool and take the commitment, then open the seed and draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from services.committee.domain.candidates import Candidate, DrawTerms, exclusion, snapshot, terms_of
from services.committee.domain.committee import Committee
from services.committee.domain.draw import DrawOutcome, feasible_panels, met
from services.committee.domain.panel import PanelMember, Role
from services.committee.domain.review import Review
from services.committee.domain.session import Session
from services.committee.requests import CommitSeed, DrawPanel
from services.committee.results.draw import (
    DrawFigures,
    Drawn,
    Exclusion,
    PanelDrawnAnswer,
    Seat,
    SeatedRecusal,
    SeedCommittedAnswer,
)
from services.committee.usecases.clauses import clauses_of_draw
from services.committee.usecases.common import own_session, saved, trail
from services.committee.usecases.own_papers import applicants_in
from services.committee.usecases.pool_views import as_candidate
from services.committee.usecases.ports import Ports
from services.committee.usecases.recusals import SAME_UNIT, recuse_same_unit
from shared.contracts.committee import draw as contract
from shared.kernel.errors import refused
from shared.persistence import Tx
from shared.policy import Pack, cited


def commit_seed(tx: Tx[Ports], request: CommitSeed) -> SeedCommittedAnswer:
    """Freeze pool and terms, publish their digest with the commitment; refused where no panel would be possible."""
    session, committee, pack = own_session(tx, request.session_id, "commit_seed")
    committee.check_may_review(session.meeting_on, pack.committee_rules)
    reviews = tx.ports.reviews.of_session(session.id)
    if all(review.state != "assigned" for review in reviews):
        raise refused("nothing_assigned", clause=cited(pack.committee_rules.draw))
    experts = tx.ports.experts.of_committee(committee.id)
    terms = replace(_terms(tx, session, committee, pack, reviews), applicants=applicants_in(tx, session, experts))
    pool = [as_candidate(expert) for expert in experts]
    eligible = [candidate for candidate in pool if exclusion(candidate, terms) is None]
    feasible_panels(eligible, terms, clauses_of_draw(pack))
    frozen = snapshot(terms, pool)
    taken = session.commit_seed(frozen, request.commitment)
    tx.ports.draws.freeze(session.id, frozen)
    told = contract.SeedCommitted(
        session_id=session.id,
        snapshot_digest=taken,
        pool_size=len(pool),
        eligible=len(eligible),
        commitment=request.commitment,
    )
    tx.record(contract.SEED_COMMITTED, session.id, told)
    trail(
        tx, "commit_seed", session, snapshot_digest=taken, pool_size=len(pool), eligible=len(eligible),
        commitment=request.commitment,
    )  # fmt: skip
    return SeedCommittedAnswer(
        **saved(tx, session, request.expected_version), snapshot_digest=taken,
        pool_size=len(pool), eligible=len(eligible), commitment=request.commitment,
    )  # fmt: skip


def draw_panel(tx: Tx[Ports], request: DrawPanel) -> PanelDrawnAnswer:
    """Open the seed, draw, seat, and recuse members from declarations of their own unit."""
    session, committee, pack = own_session(tx, request.session_id, "draw_panel")
    frozen = tx.ports.draws.frozen(session.id)
    transcript, outcome = session.draw_panel(frozen, request.seed, clauses_of_draw(pack))
    tx.ports.draws.keep(session.id, transcript)
    members = _members(tx, session, outcome)
    tx.ports.panels.seat(members)
    figures = _figures(session, terms_of(frozen), outcome)
    told = asdict(figures)
    panel = contract.PanelDrawn(session_id=session.id, committee_id=committee.id, **told)
    tx.record(contract.PANEL_DRAWN, session.id, panel)
    recusals = recuse_same_unit(tx, session, [member for member in members if member.role == "member"])
    rotation = pack.committee_rules.rotation
    trail(tx, "draw_panel", session, cited(rotation), **told)
    return PanelDrawnAnswer(
        **saved(tx, session, request.expected_version),
        members=_seats(members, "member"),
        alternates=_seats(members, "alternate"),
        exclusions=tuple(Exclusion(expert_no=number, reason=reason) for number, reason in outcome.excluded),
        figures=figures,
        recusals=tuple(
            SeatedRecusal(expert_no=one.expert_no, declaration_id=one.declaration_id, reason=SAME_UNIT)
            for one in recusals
        ),
    )


def _seats(members: list[PanelMember], role: Drawn) -> tuple[Seat, ...]:
    return tuple(
        Seat(expert_no=one.expert_no, name=one.name, seat=one.seat, chair=one.chair, role=role)
        for one in members
        if one.role == role
    )


def _terms(tx: Tx[Ports], session: Session, committee: Committee, pack: Pack, reviews: Sequence[Review]) -> DrawTerms:
    rules, size = pack.committee_rules, session.panel_size
    tracks = {review.facts.track for review in reviews}
    external = (
        rules.external if rules.external and ("self_governing" in tracks or not rules.external.self_governing) else None
    )
    private = rules.private if rules.private and set(rules.private.series) & set(committee.scope.series) else None
    whole = [recusal.expert_no for recusal in tx.ports.panels.recusals(session.id) if not recusal.declaration_id]
    return DrawTerms(
        panel_size=size,
        alternates=rules.alternates.members,
        series=tuple(sorted(committee.scope.series)),
        majors=tuple(sorted(committee.scope.majors)),
        minimum_rank=committee.scope.minimum_rank,
        service_limit=rules.consecutive.years,
        new=rules.rotation.ratio.least(size) if rules.rotation else 0,
        external=external.members_of(size) if external else 0,
        private=private.members if private else 0,
        recused=tuple(sorted(whole)),
    )


def _members(tx: Tx[Ports], session: Session, outcome: DrawOutcome) -> list[PanelMember]:
    known = {expert.expert_no: expert for expert in tx.ports.experts.of_committee(session.committee_id)}
    seats: list[tuple[Role, int, Candidate]] = [("member", *pair) for pair in enumerate(outcome.members, start=1)]
    seats += [("alternate", *pair) for pair in enumerate(outcome.alternates, start=1)]
    return [
        PanelMember(
            session_id=session.id,
            expert_no=candidate.expert_no,
            name=known[candidate.expert_no].name,
            account=known[candidate.expert_no].account,
            unit=candidate.unit,
            unit_id=known[candidate.expert_no].unit_id,
            role=role,
            seat=seat,
            chair=candidate.expert_no == outcome.chair,
        )
        for role, seat, candidate in seats
    ]


def _figures(session: Session, terms: DrawTerms, outcome: DrawOutcome) -> DrawFigures:
    reached = met(outcome.members)
    return DrawFigures(
        panel_size=session.panel_size,
        alternates=len(outcome.alternates),
        excluded=len(outcome.excluded),
        rotated_in=reached.new,
        rotation_required=terms.new,
        external=reached.external,
        private=reached.private,
        transcript_digest=session.draw.transcript_digest or "",
    )
