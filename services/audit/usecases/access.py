"""The caller's reach in this service, and what it opens."""

from __future__ import annotations

from collections.abc import Collection

from services.audit.domain.case import Case
from services.audit.domain.publicity import Publicity
from services.audit.domain.scope import HOLDERS, READERS, audited, posted
from services.audit.usecases.ports import Ports
from shared.kernel.errors import ZhipingError, forbidden, not_found
from shared.kernel.scope import CLERKS, Matter, Reach, kind_by
from shared.persistence import Tx


def scope_of(tx: Tx[Ports]) -> Reach:
    """The caller's reach, by the register."""
    return Reach.of(tx.caller, kind_by(tx.ports.organisations.find))


def own_house(tx: Tx[Ports], roles: Collection[str] = CLERKS) -> str:
    """The organisation for which the caller acts in one of the roles; forbidden `organisation_not_allowed` without."""
    return house_of(scope_of(tx), roles)


def house_of(scope: Reach, roles: Collection[str] = CLERKS) -> str:
    """The same for whose reach is known already."""
    organisation_id = scope.acts_for(roles)
    if organisation_id is None:
        raise forbidden("organisation_not_allowed")
    return organisation_id


def case_to(tx: Tx[Ports], scope: Reach, case: Case) -> Matter:
    """The case as the rule sees it."""
    return audited(case, _place(tx, scope, case.unit_id))


def list_to(tx: Tx[Ports], scope: Reach, publicity: Publicity) -> Matter:
    """The posted list as the rule sees it."""
    return posted(publicity, _place(tx, scope, publicity.organisation_id))


def hidden_case() -> ZhipingError:
    """What a stranger to a case hears."""
    return not_found("case_not_found", path="declaration_id")


def held_case(tx: Tx[Ports], declaration_id: str, scope: Reach | None = None) -> Case:
    """The case, if the caller's organisation holds it now; `scope` is the caller's, where many cases are asked for.

    Raises forbidden `organisation_not_allowed` for others on its route, not_found `case_not_found` for strangers.
    """
    case, mine = tx.ports.cases.get(declaration_id), scope or scope_of(tx)
    mine.require(case_to(tx, mine, case), HOLDERS, hidden_case(), known_by=READERS)
    return case


def _place(tx: Tx[Ports], scope: Reach, organisation_id: str) -> str | None:
    """The division of an organisation, where the caller is one who supervises divisions."""
    return tx.ports.organisations.region_of(organisation_id) if scope.overseen else None
