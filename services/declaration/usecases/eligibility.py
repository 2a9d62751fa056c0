"""Whether and how a person qualifies: facts from profile, unit and record, judged by the notice's own rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.dossier import PREFILLED, grounds_of
from services.declaration.domain.person import Person
from services.declaration.domain.record import Standing, filed_by_unit, record_of
from services.declaration.domain.rows import DossierJson, Sections
from services.declaration.domain.views import KnownOrganisation
from services.declaration.usecases.access import unit_of
from services.declaration.usecases.integrity import bar_on_filing
from services.declaration.usecases.ports import Ports
from shared.kernel.catalogue import text
from shared.kernel.errors import ZhipingError, refused
from shared.persistence import Tx
from shared.policy import (
    Pack,
    Plan,
    Record,
    RuleResult,
    Verdict,
    closed_by,
    declared_facts,
    evaluate,
    reason_of,
    required_materials,
    with_cut_offs,
)
from shared.policy.pack.materials import MaterialItem


@dataclass(frozen=True, slots=True)
class _Case:
    """Who asks with which papers; `declaration_id` is left out of the person's record."""

    person_id: str
    unit_id: str
    profile: Sections
    major: str | None
    declaration_id: str | None


def grounds_at(tx: Tx[Ports], pack: Pack, plan: Plan, person: Person, major: str | None, day: date) -> DossierJson:
    """Everything the notice's rules may look at, from the profile as it stands and the person's whole record."""
    return _grounds(tx, pack, plan, _Case(person.person_id, person.unit_id, person.profile, major, None), day)


def declared_grounds(tx: Tx[Ports], pack: Pack, plan: Plan, person: Person, declaration: Declaration) -> DossierJson:
    """What eligibility rests on, from the profile as the draft has it now: the first part of its dossier."""
    sections = declaration.sections
    profile = person.profile | {name: sections[name] for name in PREFILLED if name in sections}
    case = _Case(
        person.person_id, declaration.unit_id, profile, sections.get("major"), declaration.declaration_id
    )  # fmt: skip
    return _grounds(tx, pack, plan, case, tx.today)


def refuse_ineligible(
    pack: Pack, plan: Plan, grounds: DossierJson, claimed: str | None, day: date, *, to_submit: bool
) -> Standing:
    """How the person qualifies with what is declared now, by the path `claimed` or the one that the engine proposes.

    Raises refused `ineligible` with clause and message of the first rule that says no (all in details.rules; it says
    so where the cut-off of evidence made the difference), `route_not_open` for a claimed path that
    is closed, and at submission `facts_not_stated` for points that no stage of the audit settles.
    """
    facts = declared_facts(pack, plan, grounds, day)
    verdict = evaluate(pack, plan, facts, day)
    if verdict.outcome == "refused":
        told = with_cut_offs(verdict, pack, plan, lambda: declared_facts(pack, plan, grounds, day, cut=False))
        raise _ineligible(told.refusals)
    way = verdict.along(claimed)
    if way is None:
        clause = closed_by(pack, plan, verdict, str(claimed))
        raise refused("route_not_open", path="sections.route_claimed", clause=clause, route=claimed)
    if to_submit and way.unstated:
        raise _unstated(way.unstated)
    category = next((path.category for path in pack.paths if path.id == way.route), None)
    return Standing(way.route, int(str(facts["career.years"] or 0)), category, way.rights)


def _ineligible(refusals: tuple[RuleResult, ...]) -> ZhipingError:
    first = refusals[0]
    late = first.cut_off
    said = text("past_cut_off", on=late.on.isoformat(), clause=late.clause or "") if late else ""
    rules = [reason_of(one) for one in refusals]
    return refused("ineligible", path="plan_id", clause=first.cited, reason=first.message + said, rules=rules)


def _unstated(points: tuple[RuleResult, ...]) -> ZhipingError:
    """What nobody has stated is no yes: the applicant states it before submission, or the filing does not go out."""
    first = points[0]
    rules = [reason_of(one) | {"missing": list(one.missing)} for one in points]
    missing = "、".join(dict.fromkeys(label for one in points for label in one.missing))
    return refused("facts_not_stated", path="person_id", clause=first.cited, missing=missing, rules=rules)


def required_items(pack: Pack, plan: Plan, grounds: DossierJson, day: date) -> tuple[MaterialItem, ...]:
    """The items of the material list that this applicant must upload."""
    return required_materials(pack, plan, declared_facts(pack, plan, grounds, day))


def judge_declared(
    tx: Tx[Ports], pack: Pack, plan: Plan, person: Person, declaration: Declaration
) -> tuple[Verdict, tuple[MaterialItem, ...]]:
    """The verdict on what is declared now, and what would have to be uploaded; nothing is refused."""
    facts = declared_facts(pack, plan, declared_grounds(tx, pack, plan, person, declaration), tx.today)
    return evaluate(pack, plan, facts, tx.today), required_materials(pack, plan, facts)


def judge_filed(
    pack: Pack, plan: Plan, dossier: DossierJson, submitted_on: date
) -> tuple[Verdict, tuple[MaterialItem, ...]]:
    """The same of what was handed in, for the day on which it was: what every stage of the audit sees."""
    facts = declared_facts(pack, plan, dossier, submitted_on)
    return evaluate(pack, plan, facts, submitted_on), required_materials(pack, plan, facts)


def _grounds(tx: Tx[Ports], pack: Pack, plan: Plan, case: _Case, day: date) -> DossierJson:
    unit = unit_of(tx, case.unit_id)
    department = tx.ports.organisations.find(unit.parent_id) if unit.parent_id else None
    record = _record(tx, pack, plan, case, day, unit)
    return grounds_of(case.profile, unit, department.name if department else None, record, case.major)


def _record(tx: Tx[Ports], pack: Pack, plan: Plan, case: _Case, day: date, unit: KnownOrganisation) -> Record:
    """What is known here beside the profile: the person's other declarations, the archive, the unit's other filings."""
    declarations = tx.ports.declarations.of_person(case.person_id)
    others = [one for one in declarations if one.declaration_id != case.declaration_id]
    packs = {one.choice.notice_id: tx.ports.notices.get(one.choice.notice_id, one.choice.notice_version).pack
             for one in others}  # fmt: skip
    filings = tx.ports.declarations.filings_of_unit(
        unit.organisation_id, pack.notice.id, plan.series, plan.level, case.declaration_id
    )
    of_unit = [filed for one in filings if (filed := filed_by_unit(one, pack))]
    until = bar_on_filing(tx, pack, case.person_id, day)
    return replace(record_of(others, of_unit, pack, packs), integrity_until=until)
