"""What the filing of a committee, its term and the measures against it ask."""

from __future__ import annotations

from collections.abc import Iterator

from services.notify.domain.arising.terms import Arisen, DutyTerms, until
from services.notify.domain.recipient import Parties, organisation
from shared.contracts.committee.oversight import ExtensionState, MeasureState
from shared.contracts.committee.streams import CommitteeState, PoolImported
from shared.kernel.catalogue import text


def filing(arisen: Arisen) -> Iterator[DutyTerms]:
    """A committee that was filed waits for its authority."""
    fact: CommitteeState = arisen.fact
    if not fact.approved:
        yield DutyTerms(fact.committee_id, arisen.time, _parties(fact), None, label=fact.name)


def term(arisen: Arisen) -> Iterator[DutyTerms]:
    """Approved until that day; it is to be filed anew before."""
    fact: CommitteeState = arisen.fact
    if fact.approved:
        due_at = until(fact.valid_to)
        yield DutyTerms(fact.committee_id, arisen.time, _parties(fact), due_at, label=fact.name)


def experts(arisen: Arisen) -> Iterator[DutyTerms]:
    """One for each day on which terms of experts end: how many they are, not who."""
    fact: PoolImported = arisen.fact
    if fact.office_id is None:
        return
    for one in fact.terms:
        yield DutyTerms(
            subject_id=fact.committee_id,
            round=f"{one.ends_on}/{arisen.time}",
            parties={"office": organisation(fact.office_id)},
            due_at=until(one.ends_on),
            label=text("notify_experts_of", committee=fact.committee_name or "", count=one.experts),
        )


def measure(arisen: Arisen) -> Iterator[DutyTerms]:
    """To be carried out by its day, where it has one."""
    fact: MeasureState = arisen.fact
    if fact.due_on is not None and fact.state != "lifted":
        due_at, clause = until(fact.due_on), fact.clause
        yield DutyTerms(fact.measure_id, "taken", _parties(fact), due_at, clause, label=fact.committee_name)


def extension(arisen: Arisen) -> Iterator[DutyTerms]:
    """Where filing is not enough, the authority answers."""
    fact: ExtensionState = arisen.fact
    if fact.state == "filed":
        yield DutyTerms(
            subject_id=fact.extension_id,
            round="filed",
            parties=_parties(fact),
            due_at=None,
            clause=fact.clause,
            notice_id=fact.notice_id,
            label=fact.committee_name,
        )


def _parties(fact: CommitteeState | ExtensionState | MeasureState) -> Parties:
    """Another body may do the work of a committee's office."""
    substitute = fact.substitute_id if isinstance(fact, CommitteeState) else None
    office = organisation(substitute or fact.office_id)
    return {"office": office, "authority": organisation(fact.authority_id)}
