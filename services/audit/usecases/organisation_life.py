"""How an entry of the register changes, ends, and is taken over by another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from services.audit.domain.organisation import Organisation
from services.audit.domain.organisation_changes import ChangeKind
from services.audit.requests import ChangeOrganisation, EndOrganisation, MergeOrganisation
from services.audit.results import OrganisationChangedAnswer, OrganisationEndedAnswer
from services.audit.usecases.ports import Ports
from services.audit.usecases.register import entry_of_own_place, require_parent, write
from shared.kernel.errors import conflict
from shared.persistence import Tx


def change_organisation(tx: Tx[Ports], request: ChangeOrganisation) -> OrganisationChangedAnswer:
    """Give an entry another name, kind, competent department, contact or first day.

    Another kind is refused while cases are open there: the roles of its clerks have force by it.
    """
    known = _changeable(tx, request.organisation_id)
    after = replace(
        known, name=request.name, kind=request.kind, parent_id=request.parent_id, contact=request.contact,
        valid_from=request.valid_from,
    )  # fmt: skip
    after.require_sound()
    require_parent(tx, known, after)
    if after.kind != known.kind:
        _require_idle(tx, known)
    write(tx, known, after, "changed", expected_version=request.expected_version, reason=request.reason)
    return OrganisationChangedAnswer(organisation_id=after.id, version=after.version)


def end_organisation(tx: Tx[Ports], request: EndOrganisation) -> OrganisationEndedAnswer:
    """Set the last day of an organisation, or lift it; what is open there goes on.

    Refused while units stand below it after that day: nobody would audit what they hand up.
    """
    known = _changeable(tx, request.organisation_id)
    after = replace(known)
    after.end(request.last_day)
    if request.last_day is None:
        require_parent(tx, None, after)
    else:
        _require_none_below(tx, known, request.last_day + timedelta(days=1))
    kind: ChangeKind = "revived" if request.last_day is None else "ended"
    write(tx, known, after, kind, expected_version=request.expected_version, reason=request.reason)
    open_cases = tx.ports.cases.open_at(after.id)
    return OrganisationEndedAnswer(organisation_id=after.id, version=after.version, open_cases=open_cases)


def merge_organisation(tx: Tx[Ports], request: MergeOrganisation) -> OrganisationChangedAnswer:
    """Another organisation takes the place of this one from today on, both of the caller's division.

    Refused while cases are open there or units stand below it, with their number: a case keeps the holders that its
    applicant was told of.
    """
    known = _changeable(tx, request.organisation_id)
    after = replace(known)
    after.merge_into(entry_of_own_place(tx, request.into_id, "into_id"), tx.today)
    _require_none_below(tx, known, tx.today)
    _require_idle(tx, known)
    write(tx, known, after, "merged", expected_version=request.expected_version, reason=request.reason)
    return OrganisationChangedAnswer(organisation_id=after.id, version=after.version)


def _changeable(tx: Tx[Ports], organisation_id: str) -> Organisation:
    known = entry_of_own_place(tx, organisation_id)
    known.require_changeable()
    return known


def _require_none_below(tx: Tx[Ports], organisation: Organisation, day: date) -> None:
    below = tx.ports.organisations.standing_below(organisation.id, day)
    if below:
        raise conflict("organisation_has_units", path="organisation_id", count=below)


def _require_idle(tx: Tx[Ports], organisation: Organisation) -> None:
    open_cases = tx.ports.cases.open_at(organisation.id)
    if open_cases:
        raise conflict("organisation_has_open_cases", path="organisation_id", count=open_cases)
