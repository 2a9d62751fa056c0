"""The audit route of a submission: it must exist, and somebody must be registered for each of its stages."""

from __future__ import annotations

from services.declaration.domain.views import KnownOrganisation
from services.declaration.usecases.ports import Ports
from shared.kernel.errors import refused
from shared.persistence import Tx
from shared.policy import NoRouteError, Pack, Plan, Route
from shared.policy.pack.holders import find_holder, unit_facts_of


def refuse_unheld(tx: Tx[Ports], pack: Pack, plan: Plan, unit: KnownOrganisation) -> None:
    """Raise refused `stage_unheld` with the first stage that nobody holds (details.stage, its clause).

    Raises refused `no_route` when the notice has none for such a unit. The audit has a guard of its own: by the time
    the submission arrives there the register may have changed.
    """
    register = tx.ports.organisations
    for stage in _route(pack, plan, unit).stages:
        holder = find_holder(stage.holder, unit, register.find, register.search, pack.notice.issuer.region)
        if holder is None:
            raise refused(
                "stage_unheld", path="declaration_id", clause=stage.cited, stage=stage.name, stage_id=stage.id
            )


def _route(pack: Pack, plan: Plan, unit: KnownOrganisation) -> Route:
    try:
        return pack.route_for(plan, unit_facts_of(unit))
    except NoRouteError:
        raise refused("no_route", path="declaration_id", clause=plan.cited, plan=plan.name) from None
