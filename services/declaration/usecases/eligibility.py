"""Whether and how a person qualifies: facts from profile, unit and record, judged by the notice's own rules."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.dossier import PREFILLED
from services.declaration.domain.majors import major_of
from services.declaration.domain.person import Person
from services.declaration.domain.record import record_of
from services.declaration.usecases.notices import plan_of
from services.declaration.usecases.ports import Ports
from shared.kernel.clock import parse_instant
from shared.kernel.errors import not_found, refused
from shared.persistence import Tx
from shared.policy import (
    Facts,
    Pack,
    PathResult,
    Plan,
    Verdict,
    evaluate,
    facts_from_dossier,
    required_materials,
)
from shared.policy.model.materials import MaterialItem

ORDINARY = "ordinary"


def check_eligibility(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """The verdict with every rule, its clause and its evidence, the way to qualify and the audit route proposed.

    For the person and for clerks of the person's unit; not_found `person_not_found` for others.
    """
    person = tx.ports.persons.get(request["person_id"])
    if not person.is_open_to(tx.caller):
        raise not_found("person_not_found", path="person_id")
    notice, plan = plan_of(tx, request["plan_id"])
    day = parse_instant(request["at"]).date() if request["at"] else tx.today
    major = major_of(notice.pack, plan, request["major"])
    facts = _facts(tx, notice.pack, plan, person, person.profile, major, day, None)
    answer = evaluate(notice.pack, plan, facts, day).to_wire()
    return answer | {"verdict": answer["outcome"], "person_id": person.person_id, "verified": person.is_verified}


def refuse_ineligible(tx: Tx[Ports], pack: Pack, plan: Plan, person: Person, declaration: Declaration) -> str:
    """The way by which the person qualifies: `ordinary` or the id of a preferential path.

    Raises refused `ineligible` with clause and message of the first rule that says no (all in details.rules), or
    `route_not_open` for a claimed path that is closed.
    """
    verdict = evaluate(pack, plan, _declared_facts(tx, pack, plan, person, declaration), tx.today)
    if verdict.outcome == "refused":
        rules = [{"rule_id": one.rule_id, "clause": one.clause, "message": one.message} for one in verdict.refusals]
        first = verdict.refusals[0]
        raise refused("ineligible", path="plan_id", clause=first.clause, reason=first.message, rules=rules)
    return _route(verdict, declaration.sections.get("route_claimed"))


def required_items(
    tx: Tx[Ports], pack: Pack, plan: Plan, person: Person, declaration: Declaration
) -> tuple[MaterialItem, ...]:
    """The items of the material list that this applicant must upload."""
    return required_materials(pack, plan, _declared_facts(tx, pack, plan, person, declaration))


def _route(verdict: Verdict, claimed: str | None) -> str:
    """`ordinary`, or the id of the preferential path: what the dossier says of the way to qualify."""
    if claimed is None:
        return _name(verdict.path)
    path = next((path for path in verdict.paths if claimed in (path.path_id, _name(path)) and _is_open(path)), None)
    if path is None:
        raise refused("route_not_open", path="sections.route_claimed", route=claimed)
    return _name(path)


def _is_open(path: PathResult) -> bool:
    return path.outcome != "closed"


def _name(path: PathResult | None) -> str:
    return ORDINARY if path is None or path.kind == ORDINARY else path.path_id


def _declared_facts(tx: Tx[Ports], pack: Pack, plan: Plan, person: Person, declaration: Declaration) -> Facts:
    """From the profile as the dossier has it now."""
    sections = declaration.sections
    profile = person.profile | {name: sections[name] for name in PREFILLED if name in sections}
    return _facts(tx, pack, plan, person, profile, sections.get("major"), tx.today, declaration.declaration_id)


def _facts(
    tx: Tx[Ports], pack: Pack, plan: Plan, person: Person, profile: dict[str, Any], major: str | None, day: date,
    declaration_id: str | None,
) -> Facts:  # fmt: skip
    unit = tx.ports.organisations.find(person.unit_id)
    if unit is None:
        raise not_found("unit_not_found", path="unit_id")
    others = [one for one in tx.ports.declarations.of_person(person.person_id) if one.declaration_id != declaration_id]
    known = {"tier": unit.tier, "region": unit.region, "sector": unit.sector, "nature": unit.nature}
    record = record_of(others, pack, plan)
    return facts_from_dossier(pack, plan, profile=profile, unit=known, at=day, record=record, major=major)
