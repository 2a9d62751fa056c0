"""The draw in two steps: freeze the pool and take the commitment, then open the seed and draw."""

from __future__ import annotations

from dataclasses import replace

from services.committee.domain.candidates import DrawTerms, exclusion, snapshot, terms_from
from services.committee.domain.committee import Committee
from services.committee.domain.draw import Outcome, feasible_panels, met
from services.committee.domain.panel import Member
from services.committee.domain.session import Session
from services.committee.domain.transcript import make_transcript
from services.committee.usecases.clauses import clauses_of_draw
from services.committee.usecases.common import Request, own_session, saved, trail
from services.committee.usecases.own_papers import applicants_in
from services.committee.usecases.pool_views import as_candidate
from services.committee.usecases.ports import Ports
from services.committee.usecases.recusals import recuse_same_unit
from shared.contracts import committee as contract
from shared.kernel.canonical import digest
from shared.kernel.errors import refused
from shared.persistence import Tx
from shared.policy import Pack, cited


def commit_seed(tx: Tx[Ports], request: Request) -> Request:
    """Freeze pool and terms, publish their digest with the commitment; refused where no panel would be possible."""
    session, committee, pack = own_session(tx, request, "commit_seed")
    session.move("commit_seed")
    committee.check_may_review(session.meeting_on, pack.committee_rules)
    if all(review.state != "assigned" for review in tx.ports.reviews.of_session(session.id)):
        raise refused("nothing_assigned", clause=cited(pack.committee_rules.draw))
    experts = tx.ports.experts.of_committee(committee.id)
    terms = replace(_terms(tx, session, committee, pack), applicants=applicants_in(tx, session, experts))
    pool = [as_candidate(expert) for expert in experts]
    eligible = [candidate for candidate in pool if exclusion(candidate, terms) is None]
    feasible_panels(eligible, terms, clauses_of_draw(pack))
    session.snapshot = snapshot(terms, pool)
    session.snapshot_digest, session.commitment = digest(session.snapshot), request["commitment"]
    figures: Request = {
        "snapshot_digest": session.snapshot_digest,
        "pool_size": len(pool),
        "eligible": len(eligible),
        "commitment": session.commitment,
    }
    tx.record(contract.SEED_COMMITTED, session.id, {"session_id": session.id, **figures})
    trail(tx, "commit_seed", session, **figures)
    return saved(tx, session, request, **figures)


def draw_panel(tx: Tx[Ports], request: Request) -> Request:
    """Open the seed, draw, seat, and recuse members from declarations of their own unit."""
    session, committee, pack = own_session(tx, request, "draw_panel")
    session.move("draw_panel")
    frozen, commitment = session.snapshot or {}, session.commitment or ""
    session.transcript, outcome = make_transcript(frozen, commitment, request["seed"], clauses_of_draw(pack))
    session.transcript_digest = digest(session.transcript)
    members = _members(tx, session, outcome)
    tx.ports.panels.seat(members)
    figures = _figures(session, outcome)
    tx.record(contract.PANEL_DRAWN, session.id, {"session_id": session.id, "committee_id": committee.id, **figures})
    recusals = recuse_same_unit(tx, session, [member for member in members if member.role == "member"])
    rotation = pack.committee_rules.rotation
    trail(tx, "draw_panel", session, cited(rotation), **figures)
    seats = [{"expert_no": member.expert_no, "name": member.name, "seat": member.seat, "chair": member.chair,
              "role": member.role} for member in members]  # fmt: skip
    return saved(
        tx, session, request,
        members=[seat for seat in seats if seat["role"] == "member"],
        alternates=[seat for seat in seats if seat["role"] == "alternate"],
        exclusions=session.transcript["excluded"], figures=figures, recusals=recusals,
    )  # fmt: skip


def _terms(tx: Tx[Ports], session: Session, committee: Committee, pack: Pack) -> DrawTerms:
    rules, size = pack.committee_rules, session.panel_size
    tracks = {review.facts["track"] for review in tx.ports.reviews.of_session(session.id)}
    external = (
        rules.external if rules.external and ("self_governing" in tracks or not rules.external.self_governing) else None
    )
    private = rules.private if rules.private and set(rules.private.series) & set(committee.series) else None
    whole = [recusal.expert_no for recusal in tx.ports.panels.recusals(session.id) if not recusal.declaration_id]
    return DrawTerms(
        panel_size=size,
        alternates=rules.alternates.members,
        series=tuple(sorted(committee.series)),
        majors=tuple(sorted(committee.majors)),
        minimum_rank=committee.minimum_rank,
        service_limit=rules.consecutive.years,
        new=rules.rotation.ratio.least(size) if rules.rotation else 0,
        external=external.members_of(size) if external else 0,
        private=private.members if private else 0,
        recused=tuple(sorted(whole)),
    )


def _members(tx: Tx[Ports], session: Session, outcome: Outcome) -> list[Member]:
    known = {expert.expert_no: expert for expert in tx.ports.experts.of_committee(session.committee_id)}
    seats = [("member", *pair) for pair in enumerate(outcome.members, start=1)]
    seats += [("alternate", *pair) for pair in enumerate(outcome.alternates, start=1)]
    return [
        Member(
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


def _figures(session: Session, outcome: Outcome) -> Request:
    reached, terms = met(outcome.members), terms_from((session.snapshot or {})["terms"])
    return {
        "panel_size": session.panel_size,
        "alternates": len(outcome.alternates),
        "excluded": len(outcome.excluded),
        "rotated_in": reached.new,
        "rotation_required": terms.new,
        "external": reached.external,
        "private": reached.private,
        "transcript_digest": session.transcript_digest,
    }
