"""The body above does a committee's office work where the only clerk of the office is an applicant himself."""

from __future__ import annotations

from functools import partial

from services.committee.domain.committee import Substitute
from services.committee.requests import HandOverOffice
from services.committee.results.committees import OfficeHandedOver
from services.committee.usecases.bodies import act_for_office
from services.committee.usecases.committees import committee_state
from services.committee.usecases.common import rules_of
from services.committee.usecases.ports import Ports
from shared.contracts import committee as contract
from shared.kernel.errors import forbidden, refused
from shared.persistence import Tx
from shared.policy.pack.holders import superior_of
from shared.security import is_among


def hand_over_office(tx: Tx[Ports], request: HandOverOffice) -> OfficeHandedOver:
    """By a clerk of the office who waits for the committee himself; the substitute's clerks act beside the office's."""
    committee = tx.ports.committees.get(request.committee_id)
    act_for_office(tx, committee)
    if not is_among(tx.caller.person_id, tx.ports.people.of_committee(committee.id)):
        raise forbidden("office_keeps_its_work", path="committee_id")
    pack, spec = rules_of(tx, committee.code, committee.region)
    office = tx.ports.organisations.find(committee.office_id)
    search = partial(tx.ports.organisations.search, tx.today)
    above = superior_of(office, tx.ports.organisations.find, search) if office else None
    if above is None:
        raise refused("superior_unknown", clause=spec.cited)
    committee.hand_over(Substitute(above.id, above.name, request.reason))
    version = tx.ports.committees.save(committee, request.expected_version)
    tx.record(contract.OFFICE_HANDED_OVER, committee.id, committee_state(committee))
    both = {"from": committee.office_id, "to": above.id}
    clause = pack.committee_rules.registration.cited
    tx.trail("hand_over_office", "committee", committee.id, clause=clause, opinion=request.reason, data=both)
    return OfficeHandedOver(
        committee_id=committee.id,
        version=version,
        office_organisation_id=committee.office_id,
        substitute_id=above.id,
        substitute_name=above.name,
    )
