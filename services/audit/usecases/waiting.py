"""Facts that another stream brings: asking for one that has not arrived means `not yet`, never a guess."""

from __future__ import annotations

from services.audit.domain.case import Case
from services.audit.domain.organisation import Organisation
from services.audit.usecases.ports import Ports
from shared.kernel.errors import not_found, unavailable
from shared.persistence import Tx
from shared.policy import Pack
from shared.policy.pack.procedure import ReturnRule


def pack_of(tx: Tx[Ports], notice_id: str, version: int | None = None) -> Pack:
    """The pack in force, or one version; unavailable (and so retried) while it has not arrived."""
    pack = tx.ports.packs.find(notice_id, version)
    if pack is None:
        raise unavailable("notice_not_arrived", notice=notice_id)
    return pack


def pack_named(tx: Tx[Ports], notice_id: str) -> Pack:
    """The pack in force of a notice that a caller names; not_found `notice_not_found`."""
    pack = tx.ports.packs.find(notice_id)
    if pack is None:
        raise not_found("notice_not_found", path="notice_id", notice=notice_id)
    return pack


def pack_for(tx: Tx[Ports], case: Case) -> Pack:
    """The version of the notice under which the case stands."""
    return pack_of(tx, case.notice_id, case.notice_version)


def return_rule(pack: Pack, case: Case) -> ReturnRule:
    """What a return by the case's present stage means."""
    return {rule.does: rule for rule in pack.returns}[case.current.does]  # type: ignore[index]


def the_unit(tx: Tx[Ports], organisation_id: str) -> Organisation:
    """The unit of a declaration; unavailable while it is not registered here."""
    unit = tx.ports.organisations.find(organisation_id)
    if unit is None:
        raise unavailable("unit_not_registered")
    return unit
