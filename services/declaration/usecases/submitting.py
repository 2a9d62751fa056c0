"""Pressing submit, answering a return, taking back, and giving up when the deadline has passed."""

from __future__ import annotations

from functools import partial

from services.declaration.domain.completeness import EVALUATION_FORM, Deficiency, clause_of_form, find_missing
from services.declaration.domain.declaration import Declaration
from services.declaration.domain.dossier import build_dossier
from services.declaration.domain.eligibility import Grounds, refuse_ineligible
from services.declaration.domain.filing import Filing
from services.declaration.domain.integrity import refuse_barred
from services.declaration.domain.lapse import lapse_due
from services.declaration.domain.materials import AttachedMaterial
from services.declaration.domain.person import Person
from services.declaration.domain.transitions import DeclarationState, Move
from services.declaration.domain.views import Revision
from services.declaration.requests import SubmitDeclaration, WithdrawDeclaration
from services.declaration.results import DeclarationChanged, DeclarationSubmitted
from services.declaration.usecases.access import changed, own_declaration, plan_under
from services.declaration.usecases.eligibility import Background, background_of_draft, declared_grounds
from services.declaration.usecases.moving import log_step, save
from services.declaration.usecases.ports import Ports
from services.declaration.usecases.rechecking import settle_before_submission
from shared.contracts import declaration as contract
from shared.kernel.canonical import digest
from shared.kernel.deadline import last_day
from shared.kernel.errors import refused
from shared.persistence import Tx
from shared.policy import NoRouteError, Pack, Plan
from shared.policy.pack.holders import find_holder, unit_facts_of

SWEEP_BATCH = 50


def submit_declaration(tx: Tx[Ports], request: SubmitDeclaration) -> DeclarationSubmitted:
    """Freeze this revision and hand it in.

    Refused: `amendment_unanswered` (a draft under a changed notice), `window_closed`, `return_deadline_passed`,
    `integrity_barred`, `no_route`, `stage_unheld`, `ineligible`, and `dossier_incomplete` with the complete list of
    what is missing in details.missing (rows slug, path, clause, message).
    """
    declaration = own_declaration(tx, request.declaration_id)
    if declaration.state is DeclarationState.DRAFT:
        settle_before_submission(tx, declaration)
    declaration.check_submittable(tx.now)
    pack, plan = plan_under(tx, declaration)
    person, background = tx.ports.persons.get(declaration.person_id, hold=True), background_of_draft(tx, declaration)
    person.refuse_void_number()
    refuse_barred(background.integrity, pack.integrity, tx.today)
    materials = tx.ports.materials.of(declaration.declaration_id)
    grounds = declared_grounds(tx, pack, plan, person, background, declaration.sections)
    missing = find_missing(declaration, materials, pack, plan, grounds.required(), person.life(tx.today))
    _refuse_incomplete(missing, clause_of_form(pack, EVALUATION_FORM))
    if declaration.open_return is None:
        _refuse_unheld(tx, pack, plan, background)
    filing = Filing.of(pack, plan, background.unit)
    revision = _freeze(tx, declaration, person, grounds, filing, materials)
    declaration.submit(tx.now, filing)
    tx.ports.declarations.save(declaration, request.expected_version)
    tx.ports.revisions.add(revision)
    _announce_submission(tx, declaration, revision)
    return changed(DeclarationSubmitted, declaration, digest=revision.digest)


def withdraw_declaration(tx: Tx[Ports], request: WithdrawDeclaration) -> DeclarationChanged:
    """Take the declaration back; the choice of plan stays spent."""
    declaration = own_declaration(tx, request.declaration_id)
    declaration.move(Move.WITHDRAW)
    tx.ports.declarations.save(declaration, request.expected_version)
    key = declaration.declaration_id
    fact = contract.Withdrawn(declaration_id=key, person_id=declaration.person_id, reason=request.reason)
    tx.record(contract.WITHDRAWN, key, fact)
    tx.trail("withdraw_declaration", "declaration", key, opinion=request.reason)
    log_step(tx, key, "withdrawn", tx.now)
    return changed(DeclarationChanged, declaration)


def lapse_overdue(tx: Tx[Ports]) -> int:
    """Give up what has passed its deadline in the applicants' hands; at most SWEEP_BATCH in one transaction."""
    overdue = tx.ports.declarations.overdue(tx.now, SWEEP_BATCH)
    for declaration in overdue:
        _lapse(tx, declaration)
    return len(overdue)


def _lapse(tx: Tx[Ports], declaration: Declaration) -> None:
    lapse = lapse_due(declaration, tx.now)
    if lapse is None:
        raise RuntimeError("a declaration was listed as overdue and is not")
    declaration.move(Move.LAPSE)
    save(tx, declaration, Move.LAPSE, lapse.clause)
    key = declaration.declaration_id
    fact = contract.Lapsed(
        declaration_id=key, person_id=declaration.person_id, unit_id=declaration.unit_id, reason=lapse.reason,
        clause=lapse.clause, deadline=lapse.deadline, at=tx.now,
    )  # fmt: skip
    tx.record(contract.LAPSED, key, fact)
    log_step(tx, key, f"lapsed_{lapse.reason}", tx.now, deadline=last_day(lapse.deadline), clause=lapse.clause)


def _refuse_incomplete(missing: list[Deficiency], form: str | None) -> None:
    """With the clause of the first thing that has one; dates that cannot be have none but the form's."""
    if missing:
        clause = next((one.clause for one in missing if one.clause), form)
        raise refused(
            "dossier_incomplete", path=missing[0].path, clause=clause, count=len(missing),
            missing=[one.as_answer() for one in missing],
        )  # fmt: skip


def _refuse_unheld(tx: Tx[Ports], pack: Pack, plan: Plan, background: Background) -> None:
    """Raise refused `stage_unheld` with the first stage that nobody holds (details.stage, its clause).

    Raises refused `no_route` when the notice has none for such a unit. The audit has a guard of its own: by the time
    the submission arrives there the register may have changed.
    """
    search, region = partial(tx.ports.organisations.search, tx.today), pack.notice.issuer.region
    try:
        route = pack.route_for(plan, unit_facts_of(background.unit))
    except NoRouteError:
        raise refused("no_route", path="declaration_id", clause=plan.cited, plan=plan.name) from None
    for stage in route.stages:
        if find_holder(stage.holder, background.unit, lambda _: background.department, search, region) is None:
            raise refused(
                "stage_unheld", path="declaration_id", clause=stage.cited, stage=stage.name, stage_id=stage.id
            )


def _freeze(
    tx: Tx[Ports], declaration: Declaration, person: Person, grounds: Grounds, filing: Filing,
    materials: list[AttachedMaterial],
) -> Revision:  # fmt: skip
    """The dossier by value, from the person and the unit as they are now."""
    standing = refuse_ineligible(grounds, declaration.sections.get("route_claimed"), to_submit=True)
    declaration.claim(standing.route, standing.rights)
    content = build_dossier(
        declaration, person, grounds.declared, grounds.pack, grounds.plan, filing, materials, standing, tx.now
    )
    answers = declaration.open_return.reference if declaration.open_return else None
    return Revision(
        declaration_id=declaration.declaration_id, revision=declaration.revision, digest=digest(content),
        content=content, submitted_at=tx.now, answers_return=answers,
    )  # fmt: skip


def _announce_submission(tx: Tx[Ports], declaration: Declaration, revision: Revision) -> None:
    key = declaration.declaration_id
    fact = contract.Submitted(
        declaration_id=key, revision=revision.revision, digest=revision.digest,
        answers_return=revision.answers_return, dossier=revision.content,
    )  # fmt: skip
    tx.record(contract.SUBMITTED, key, fact)
    clause = declaration.choice.filing_clause
    data = {"revision": revision.revision, "digest": revision.digest}
    tx.trail("submit_declaration", "declaration", key, clause=clause, data=data)
    step = "resubmitted" if revision.answers_return else "submitted"
    log_step(tx, key, step, tx.now, clause=clause, revision=revision.revision)
