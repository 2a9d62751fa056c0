"""Registering committees and their approval by the authority."""

from __future__ import annotations

from typing import Any

from services.committee.domain.committee import Committee, check_size, check_validity
from services.committee.domain.organisation import Organisation
from services.committee.usecases.common import Request, require_organisation, rules_of
from services.committee.usecases.ports import Ports
from shared.contracts import committee as contract
from shared.kernel.errors import invalid, refused
from shared.persistence import Tx
from shared.policy.model.committees import CommitteeRules


def register_committee(tx: Tx[Ports], request: Request) -> Request:
    """Register 评委会 or a body that recognises; size and validity are held against the notice that names it."""
    require_organisation(tx, request["office_organisation_id"])
    pack, spec = rules_of(tx, request["code"], request["region"])
    decides = "recognition" if pack.recognises(spec) else "review"
    size = _size(pack.committee_rules, request, decides)
    check_validity(pack.committee_rules, request["valid_from"], request["valid_to"])
    office = _known(tx, request["office_organisation_id"], "office_organisation_id")
    authority = _known(tx, request["authority_organisation_id"], "authority_organisation_id")
    committee = _committee(tx, request | {"size": size, "decides": decides}, office, authority)
    tx.ports.committees.add(committee)
    tx.record(contract.COMMITTEE_REGISTERED, committee.id, committee_state(committee))
    tx.trail("register_committee", "committee", committee.id, data={"code": committee.code, "size": committee.size})
    return {"committee_id": committee.id, "version": committee.version}


def approve_committee(tx: Tx[Ports], request: Request) -> Request:
    """核准备案: by the authority's clerk; the rules are looked up again, they may have changed since."""
    committee = tx.ports.committees.get(request["committee_id"])
    require_organisation(tx, committee.authority_id)
    pack, _ = rules_of(tx, committee.code, committee.region)
    if not committee.recognises:
        check_size(pack.committee_rules, committee.level_group, committee.scope_kind, committee.size)
    committee.approve(tx.today, request["opinion"])
    version = tx.ports.committees.save(committee, request["expected_version"])
    tx.record(contract.COMMITTEE_APPROVED, committee.id, committee_state(committee))
    tx.trail("approve_committee", "committee", committee.id, opinion=request["opinion"])
    return {"committee_id": committee.id, "version": version, "state": committee.state}


def committee_state(committee: Committee) -> dict[str, Any]:
    """The whole state as events and queries show it."""
    plain = (
        "code", "name", "level_group", "series", "majors", "region", "scope_kind", "decides", "size", "office_id",
        "office_name", "authority_id", "authority_name",
    )  # fmt: skip
    return {
        "committee_id": committee.id,
        **{name: getattr(committee, name) for name in plain},
        "valid_from": committee.valid_from.isoformat(),
        "valid_to": committee.valid_to.isoformat(),
        "approved": committee.state == "approved",
    }


def _size(rules: CommitteeRules, request: Request, decides: str) -> int:
    """The number of members; 0 for a body that recognises, which has none and must not claim any."""
    size: int | None = request["size"]
    if decides == "recognition":
        if size is not None:
            raise refused("body_has_no_panel", path="size")
        return 0
    if size is None:
        raise invalid("committee_size_missing", path="size")
    check_size(rules, request["level_group"], request["scope_kind"], size)
    return size


def _known(tx: Tx[Ports], organisation_id: str, path: str) -> Organisation:
    organisation = tx.ports.organisations.find(organisation_id)
    if organisation is None:
        raise refused("organisation_unknown", path=path)
    return organisation


def _committee(tx: Tx[Ports], request: Request, office: Organisation, authority: Organisation) -> Committee:
    given = (
        "code",
        "name",
        "level_group",
        "series",
        "majors",
        "region",
        "scope_kind",
        "decides",
        "size",
        "valid_from",
        "valid_to",
    )
    values: dict[str, Any] = {name: request[name] for name in given}
    return Committee(
        id=tx.new_id(),
        version=1,
        state="registered",
        serial=tx.ports.committees.next_serial(),
        office_id=office.id,
        office_name=office.name,
        authority_id=authority.id,
        authority_name=authority.name,
        **values,
    )
