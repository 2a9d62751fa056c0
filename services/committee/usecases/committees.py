"""Registering committees and the authority's answer to their filing."""

from __future__ import annotations

from services.committee.domain.bodies import check_office, check_place, check_scope
from services.committee.domain.committee import Committee, Declined, Scope, Validity, check_size, check_validity
from services.committee.domain.organisation import KnownOrganisation
from services.committee.requests import ApproveCommittee, RegisterCommittee
from services.committee.results.committees import CommitteeAnswered, CommitteeRegistered
from services.committee.usecases.bodies import act_for_authority, act_for_office, authority_of, body_note, same_body
from services.committee.usecases.common import rules_of
from services.committee.usecases.ports import Ports
from shared.contracts import committee as contract
from shared.contracts.committee.recognition import Deciding
from shared.kernel.errors import invalid, refused
from shared.persistence import Tx
from shared.policy import CommitteeSpec, Pack
from shared.policy.pack.committees import CommitteeRules

TRAILS = {"approved": "approve_committee", "returned": "return_committee", "refused": "refuse_committee"}


def register_committee(tx: Tx[Ports], request: RegisterCommittee) -> CommitteeRegistered:
    """Register 评委会 or a body that recognises; everything is held against the notice that names it.

    The authority is the one that the notice names, whoever registers. What was sent back or refused is registered anew.
    """
    pack, spec = rules_of(tx, request.code, request.region)
    office = _known(tx, request.office_organisation_id, "office_organisation_id")
    _check_terms(pack, spec, request, office)
    decides: Deciding = "recognition" if pack.recognises(spec) else "review"
    size = _size(pack.committee_rules, request, decides, spec.cited)
    authority = authority_of(tx, spec, request.region, office.id)
    committee = _committee(tx, request, decides, size, office, authority)
    act_for_office(tx, committee)
    _keep(tx, committee)
    tx.record(contract.COMMITTEE_REGISTERED, committee.id, committee_state(committee))
    tx.trail("register_committee", "committee", committee.id, data={"code": committee.code, "size": committee.size})
    one = same_body(tx, committee, spec, authority)
    return CommitteeRegistered(
        committee_id=committee.id, version=committee.version, state=committee.state, authority_id=authority.id,
        authority_name=authority.name, same_body=one, note=body_note(one),
    )  # fmt: skip


def approve_committee(tx: Tx[Ports], request: ApproveCommittee) -> CommitteeAnswered:
    """核准备案, sent back or refused with the reason: by the authority that the notice names, nobody of the office.

    The rules are looked up again, they may have changed since.
    """
    committee, outcome = tx.ports.committees.get(request.committee_id), request.outcome
    pack, spec = rules_of(tx, committee.code, committee.region)
    authority = act_for_authority(tx, committee, spec)
    clause = pack.committee_rules.registration.cited
    if outcome == "approved" and not committee.recognises:
        check_size(pack.committee_rules, committee.scope.level_group, committee.scope.scope_kind, committee.size)
    committee.answer(outcome, tx.today, request.opinion, clause)
    committee.name_authority(authority.id, authority.name)
    version = tx.ports.committees.save(committee, request.expected_version)
    if outcome == "approved":
        tx.record(contract.COMMITTEE_APPROVED, committee.id, committee_state(committee))
    else:
        tx.record(contract.COMMITTEE_DECLINED, committee.id, _declined(committee, outcome, request.opinion, clause))
    tx.trail(TRAILS[outcome], "committee", committee.id, clause=clause, opinion=request.opinion)
    one = same_body(tx, committee, spec, authority)
    return CommitteeAnswered(
        committee_id=committee.id, version=version, state=committee.state, same_body=one, note=body_note(one)
    )


def _check_terms(pack: Pack, spec: CommitteeSpec, request: RegisterCommittee, office: KnownOrganisation) -> None:
    """Validity, division, scope and office are those that the notice allows."""
    check_validity(pack.committee_rules, request.valid_from, request.valid_to)
    check_place(pack, spec, request.region)
    check_scope(spec, request.level_group, request.series, request.scope_kind)
    check_office(spec, office, request.region)


def _keep(tx: Tx[Ports], committee: Committee) -> None:
    """New, or in the place of one that the authority sent back or refused; conflict("committee_exists") else."""
    former = tx.ports.committees.find_code(committee.code)
    if former is None:
        tx.ports.committees.add(committee)
        return
    committee.take_place_of(former)
    tx.ports.committees.save(committee, former.version)


def _declined(committee: Committee, outcome: Declined, opinion: str, clause: str | None) -> contract.CommitteeDeclined:
    return contract.CommitteeDeclined(
        committee_id=committee.id, committee_name=committee.name, office_id=committee.office_id,
        authority_id=committee.authority_id, outcome=outcome, opinion=opinion, clause=clause,
    )  # fmt: skip


def committee_state(committee: Committee) -> contract.CommitteeState:
    """The whole state as events tell it."""
    return contract.CommitteeState(
        committee_id=committee.id,
        code=committee.code,
        name=committee.name,
        level_group=committee.scope.level_group,
        series=tuple(committee.scope.series),
        majors=tuple(committee.scope.majors),
        region=committee.region,
        scope_kind=committee.scope.scope_kind,
        decides=committee.decides,
        size=committee.size,
        office_id=committee.office_id,
        office_name=committee.office_name,
        authority_id=committee.authority_id,
        authority_name=committee.authority_name,
        substitute_id=committee.substitute.substitute_id,
        substitute_name=committee.substitute.substitute_name,
        substitute_reason=committee.substitute.substitute_reason,
        valid_from=committee.validity.valid_from,
        valid_to=committee.validity.valid_to,
        approved=committee.state == "approved",
    )


def _size(rules: CommitteeRules, request: RegisterCommittee, decides: Deciding, clause: str) -> int:
    """The number of members; 0 for a body that recognises by that clause: it has none and must not claim any."""
    size = request.size
    if decides == "recognition":
        if size is not None:
            raise refused("body_has_no_panel", path="size", clause=clause)
        return 0
    if size is None:
        raise invalid("committee_size_missing", path="size")
    check_size(rules, request.level_group, request.scope_kind, size)
    return size


def _known(tx: Tx[Ports], organisation_id: str, path: str) -> KnownOrganisation:
    organisation = tx.ports.organisations.find(organisation_id)
    if organisation is None:
        raise refused("organisation_unknown", path=path)
    return organisation


def _committee(
    tx: Tx[Ports],
    request: RegisterCommittee,
    decides: Deciding,
    size: int,
    office: KnownOrganisation,
    authority: KnownOrganisation,
) -> Committee:
    return Committee(
        id=tx.new_id(),
        version=1,
        state="registered",
        code=request.code,
        serial=tx.ports.committees.next_serial(),
        name=request.name,
        region=request.region,
        size=size,
        office_id=office.id,
        office_name=office.name,
        authority_id=authority.id,
        authority_name=authority.name,
        scope=Scope(request.level_group, request.scope_kind, list(request.series), list(request.majors)),
        validity=Validity(request.valid_from, request.valid_to),
        decides=decides,
    )
