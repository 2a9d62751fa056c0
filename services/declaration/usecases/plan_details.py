"""What a plan asks, for everybody; what a draft lacks, for whoever fills it in."""

from __future__ import annotations

from collections.abc import Iterable

from services.declaration.domain.completeness import find_missing
from services.declaration.domain.views import KnownOrganisation
from services.declaration.requests import CheckDraft, GetPlan, ListAskedFacts
from services.declaration.results import (
    AskedFact,
    DraftCheck,
    PlanDetails,
    PlanItem,
    Shortfall,
    StatedPath,
    StatedRule,
)
from services.declaration.usecases.access import own_declaration, plan_under, unit_of
from services.declaration.usecases.drafting import commitment_text
from services.declaration.usecases.eligibility import background_of_draft, declared_grounds
from services.declaration.usecases.notice_parts import indicator_menu, material_line
from services.declaration.usecases.notices import part_of, plan_view
from services.declaration.usecases.plans import notices_of, plan_of
from services.declaration.usecases.ports import Ports
from services.declaration.usecases.routing import routes_ahead
from shared.persistence import Tx
from shared.policy import Pack, Plan, asked_facts, cut_off_basis, titles, vocabulary
from shared.policy.pack.materials import MaterialItem
from shared.policy.pack.rules import Requirement, Rule
from shared.wire.types import Page, widened


def get_plan(tx: Tx[Ports], request: GetPlan) -> PlanDetails:
    """The plan as the newest version of its notice has it; errors as `plan_of`.

    For a unit also not_found `unit_not_found`, refused `no_route`.
    """
    notice, plan = plan_of(tx, request.plan_id, request.notice_id)
    pack, said = notice.pack, notice.pack.notice
    commitment, clause = commitment_text(pack)
    names, menu = _major_names(plan), pack.indicators_for(plan)
    unit = None if request.unit_id is None else unit_of(tx, request.unit_id)
    return widened(
        PlanDetails, plan_view(notice, plan, tx.today), notice_title=said.title, document_number=said.document_number,
        issuer=said.issuer.name, committee_name=_committee_name(pack, plan, unit), major_names=names,
        major_free=not names, rules=tuple(_rules(rule for rule in pack.rules if plan.is_meant_by(rule.applies))),
        paths=_paths(pack, plan),
        items=tuple(_item(item, plan) for item in pack.materials(plan)),
        total_max_bytes=pack.material_list(plan).total_max_bytes,
        cut_off=cut_off_basis(pack, plan, "achievements")[0], commitment=commitment, commitment_clause=clause,
        indicators=menu and indicator_menu(pack, menu), routes=tuple(routes_ahead(tx, pack, plan, unit)),
    )  # fmt: skip


def list_asked_facts(tx: Tx[Ports], request: ListAskedFacts) -> Page[AskedFact]:
    """Of the notices in force, of one of them, or of what one means for a plan; errors as `plan_of`."""
    wanted = request.filter
    if wanted.plan_id is not None:
        notice, plan = plan_of(tx, wanted.plan_id, wanted.notice_id)
        return part_of(list(_asked(notice.pack, plan)), request)
    packs = [notice.pack for notice in notices_of(tx, wanted.notice_id)]
    return part_of(
        [fact for pack in packs if wanted.year in (None, pack.notice.year) for fact in _asked(pack)], request
    )


def check_draft(tx: Tx[Ports], request: CheckDraft) -> DraftCheck:
    """The list that `dossier_incomplete` would carry, without submitting anything."""
    declaration = own_declaration(tx, request.declaration_id)
    pack, plan = plan_under(tx, declaration)
    person, background = tx.ports.persons.get(declaration.person_id), background_of_draft(tx, declaration)
    required = declared_grounds(tx, pack, plan, person, background, declaration.sections).required()
    materials = tx.ports.materials.of(declaration.declaration_id)
    missing = find_missing(declaration, materials, pack, plan, required, person.life(tx.today))
    return DraftCheck(
        declaration_id=declaration.declaration_id, version=declaration.version,
        missing=tuple(Shortfall(**one.as_answer()) for one in missing),  # type: ignore[arg-type]
        required_items=tuple(item.id for item in required),
    )  # fmt: skip


def _asked(pack: Pack, plan: Plan | None = None) -> Iterable[AskedFact]:
    known = vocabulary()
    for fact, clauses in asked_facts(pack, plan).items():
        yield AskedFact(
            notice_id=pack.notice.id, fact=fact, label=known[fact].label, fields=known[fact].fields, clauses=clauses
        )


def _major_names(plan: Plan) -> dict[str, str]:
    series = titles().get(plan.series)
    names = series.majors if series else {}
    taken = plan.majors or tuple(names)
    return {code: names.get(code, code) for code in taken if code not in plan.excluded_majors}


def _paths(pack: Pack, plan: Plan) -> tuple[StatedPath, ...]:
    return tuple(
        StatedPath(
            path_id=path.id, name=path.name, kind=path.kind, clause=path.clause, requires=tuple(_rules(path.requires))
        )
        for path in pack.paths
        if plan.is_meant_by(path.applies)
    )


def _rules(rules: Iterable[Rule | Requirement]) -> Iterable[StatedRule]:
    for rule in rules:
        yield StatedRule(
            rule_id=rule.id, topic=rule.topic, effect=rule.effect, message=rule.message, clause=rule.clause,
            source=rule.source,
        )  # fmt: skip


def _item(item: MaterialItem, plan: Plan) -> PlanItem:
    return widened(PlanItem, material_line(item), paper_copies=item.paper_copies(plan.mode))


def _committee_name(pack: Pack, plan: Plan, unit: KnownOrganisation | None) -> str:
    return pack.committee_name(plan, unit.region) if unit else pack.committee(plan).general_name
