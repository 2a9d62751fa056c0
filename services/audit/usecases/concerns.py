"""Whom each command concerns, for `concerns.csv`: what is not there concerns nobody."""

from __future__ import annotations

from services.audit.requests import AllocateQuota, ReportRoster
from services.audit.usecases.access import scope_of
from services.audit.usecases.ports import Ports
from shared.persistence import Tx
from shared.security import Resolver
from shared.wire.requests import Command


def _declaration(tx: Tx[Ports], declaration_id: str, request: Command) -> set[str]:
    case = tx.ports.cases.find(declaration_id)
    return {case.person_id} if case else set()


def _publicity(tx: Tx[Ports], publicity_id: str, request: Command) -> set[str]:
    return tx.ports.people.of_publicity(publicity_id)


def _objection(tx: Tx[Ports], objection_id: str, request: Command) -> set[str]:
    return tx.ports.people.of_objection(objection_id)


def _waiting_report(tx: Tx[Ports], level_group: str, request: ReportRoster) -> set[str]:
    holder = scope_of(tx).acts_for()
    return tx.ports.people.waiting_report(holder, request.notice_id, level_group) if holder else set()


def _unit_applicants(tx: Tx[Ports], notice_id: str, request: Command) -> set[str]:
    """How many posts a unit has decides whether its applicants may go up."""
    unit = scope_of(tx).acts_for()
    return tx.ports.people.of_unit(unit, notice_id) if unit else set()


def _quota_applicants(tx: Tx[Ports], quota_id: str, request: AllocateQuota) -> set[str]:
    """What each county gets decides whether applicants for these plans may go up."""
    pack = tx.ports.packs.find(request.notice_id)
    quota = next((one for one in pack.quotas if one.id == quota_id), None) if pack else None
    if pack is None or quota is None:
        return set()
    return tx.ports.people.of_plans([plan.id for plan in pack.plans if plan.is_meant_by(quota.applies)], pack.notice.id)


RESOLVERS: dict[str, Resolver] = {
    "declaration": _declaration,
    "publicity": _publicity,
    "objection": _objection,
    "waiting_report": _waiting_report,
    "unit_applicants": _unit_applicants,
    "quota_applicants": _quota_applicants,
}
