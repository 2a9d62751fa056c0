"""Opinions, signatures and votes on a form: 谁审核、谁签字、谁负责 (chifeng-2026/6.1.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.docgen.domain.order import Values
from shared.contracts.audit.stage import Decision
from shared.contracts.committee.recognition import Recognised
from shared.contracts.committee.review import Reviewed
from shared.kernel.catalogue import text

from .wording import day, day_to_sign


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote with the panel that cast it."""

    counts: Reviewed
    members: int
    chair_name: str
    committee_name: str


def audit_line(decisions: Sequence[Decision]) -> Values:
    """The line at the foot of every page: content true, auditor, date (of the first stage)."""
    if not decisions:
        return {"statement": text("doc_audit_pending"), "auditor": "　　　　", "date": text("doc_blank_day")}
    first = decisions[0]
    return {"statement": text("doc_audit_true"), "auditor": first.auditor_name, "date": day(first.at)}


def opinion(decision: Decision) -> Values:
    """One signed opinion."""
    words = decision.opinion
    if decision.recommendation:
        words = text("doc_opinion_recommend", opinion=words, method=decision.recommendation)
    return {
        "text": words,
        "seal": decision.organisation_name + seal(decision.seal_reference, decision.organisation_name),
        "name": decision.auditor_name,
        "date": day(decision.at),
    }


def blank_opinion() -> Values:
    """Room to write and to seal."""
    return {"text": "", "seal": text("doc_seal_blank"), "name": "　　　　", "date": day_to_sign(None)}


def seal(reference: str | None, organisation: str) -> str:
    """The reference of the electronic seal; the place of the seal where there is none or it only repeats the name."""
    known = reference and organisation not in reference
    return text("doc_seal", seal=reference) if known else text("doc_seal_blank")


def vote(cast: Vote) -> Values:
    """The result of the secret ballot: counts only."""
    counts = cast.counts
    words = text("doc_vote_passed", present=counts.present, yes=counts.yes, no=counts.no, abstain=counts.abstain)
    return {
        "members": cast.members or "",
        "present": counts.present,
        "yes": counts.yes,
        "no": counts.no,
        "remarks": text("doc_vote_abstain", n=counts.abstain),
        "text": words,
        "seal": f"{cast.committee_name}{text('doc_seal_blank')}",
        "chair": cast.chair_name or "　　　　",
        "date": day(counts.reviewed_on),
    }


def recognition(decided: Recognised) -> Values:
    """考核认定 in the place of the vote: nobody met, so there are no counts and nobody presided."""
    return blank_vote() | {
        "text": text("doc_recognised", body=decided.committee_name, opinion=decided.opinion),
        "seal": f"{decided.committee_name}{text('doc_seal_blank')}",
        "date": day(decided.decided_on),
    }


def blank_vote() -> Values:
    """The table before the committee has met."""
    blank = dict.fromkeys(("members", "present", "yes", "no", "remarks", "text"), "")
    return {**blank, "seal": text("doc_seal_blank"), "chair": "　　　　", "date": day_to_sign(None)}
