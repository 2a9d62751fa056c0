"""From choosing a plan to the signature: everything the applicant does before pressing submit."""

from __future__ import annotations

from services.declaration.domain import dossier
from services.declaration.domain.choice import PlanChoice, check_open
from services.declaration.domain.completeness import COMMITMENT_FORM
from services.declaration.domain.declaration import Declaration
from services.declaration.domain.eligibility import refuse_ineligible
from services.declaration.domain.filing import Filing
from services.declaration.domain.integrity import refuse_barred
from services.declaration.domain.life import of_the_sections, refuse_impossible
from services.declaration.domain.majors import major_of, only_major
from services.declaration.domain.person import Person
from services.declaration.domain.rows import identified
from services.declaration.domain.transitions import DeclarationState
from services.declaration.requests import FillDossier, SignCommitment, StartDeclaration
from services.declaration.results import CommitmentSigned, DeclarationStarted, DossierFilled
from services.declaration.usecases.access import changed, own_declaration, plan_under
from services.declaration.usecases.eligibility import background_of, declared_grounds
from services.declaration.usecases.moving import log_step
from services.declaration.usecases.plans import plan_of
from services.declaration.usecases.ports import Ports
from shared.contracts import declaration as contract
from shared.contracts.declaration.dossier import Commitment
from shared.kernel.canonical import digest
from shared.kernel.errors import invalid, refused
from shared.persistence import Tx
from shared.policy import Pack


def start_declaration(tx: Tx[Ports], request: StartDeclaration) -> DeclarationStarted:
    """Choose a plan for good and open a draft.

    Refused with clause and reason: `profile_not_verified`, `plan_announced_later`, `plan_exam_replaced`,
    `window_not_open`, `window_closed`, `integrity_barred`, `ineligible` (other filings of the year included).
    Conflict `unit_ended`, `unit_not_begun` outside the days of the person's unit.
    """
    notice, plan = plan_of(tx, request.plan_id, request.notice_id)
    pack = notice.pack
    person = tx.ports.persons.get(tx.caller.person_id, hold=True)
    check_open(plan, tx.today)
    _refuse_unverified(pack, person)
    background = background_of(tx, person.person_id, person.unit_id)
    background.unit.require_standing(tx.today)
    refuse_barred(background.integrity, pack.integrity, tx.today)
    choice = PlanChoice.of(pack, notice.version, plan)
    major = major_of(pack, plan, request.major or only_major(plan))
    declaration = _draft(tx, person, choice, major, Filing.of(pack, plan, background.unit))
    grounds = declared_grounds(tx, pack, plan, person, background, declaration.sections)
    refuse_ineligible(grounds, None, to_submit=False)
    tx.ports.declarations.add(declaration)
    _announce_start(tx, declaration)
    return changed(DeclarationStarted, declaration, closes_on=choice.closes_on)


def fill_dossier(tx: Tx[Ports], request: FillDossier) -> DossierFilled:
    """Replace whole sections of the draft; a signature given before is void.

    A row keeps its id; the answer names the files whose row is gone. Raises invalid `row_unknown`, `row_twice`, and
    the first of the dates that cannot be (all in details.problems).
    """
    declaration = own_declaration(tx, request.declaration_id)
    pack, plan = plan_under(tx, declaration)
    person = tx.ports.persons.get(declaration.person_id)
    known = [declaration.sections, person.profile]
    sections = identified(request.sections, known, tx.new_id, "sections")
    refuse_impossible([*of_the_sections(person.life(tx.today), sections, "sections")])
    if major := sections.get("major"):
        sections |= {"major": major_of(pack, plan, major)}
    declaration.fill(sections)
    tx.ports.declarations.save(declaration, request.expected_version)
    data = {"sections": sorted(sections), "revision": declaration.revision}
    tx.trail("fill_dossier", "declaration", declaration.declaration_id, data=data)
    orphans = [one for one in tx.ports.materials.of(declaration.declaration_id) if one.is_orphan(declaration.sections)]
    return changed(DossierFilled, declaration, orphans=tuple(orphans))


def sign_commitment(tx: Tx[Ports], request: SignCommitment) -> CommitmentSigned:
    """Sign the notice's commitment over the draft as it stands; raises invalid `commitment_not_agreed`."""
    if not request.agreed:
        raise invalid("commitment_not_agreed", path="agreed")
    declaration = own_declaration(tx, request.declaration_id)
    pack, _ = plan_under(tx, declaration)
    text, clause = commitment_text(pack)
    declaration.sign(Commitment(signed_at=tx.now, text_digest=digest(text)))
    tx.ports.declarations.save(declaration, request.expected_version)
    data = {"text_digest": digest(text), "revision": declaration.revision}
    tx.trail("sign_commitment", "declaration", declaration.declaration_id, clause=clause, data=data)
    return changed(CommitmentSigned, declaration, text=text, text_digest=digest(text), clause=clause)


def commitment_text(pack: Pack) -> tuple[str, str | None]:
    """The wording of the 个人承诺书 and its clause, from the notice."""
    form = pack.form(COMMITMENT_FORM)
    return form.texts["commitment"], form.clause


def _refuse_unverified(pack: Pack, person: Person) -> None:
    """A notice that asks for the unit's word on the profile asks before a plan is chosen."""
    rule = pack.profile
    if rule is not None and rule.verified_by == "unit" and not person.is_verified:
        raise refused("profile_not_verified", path="plan_id", clause=rule.cited)


def _draft(tx: Tx[Ports], person: Person, choice: PlanChoice, major: str | None, filing: Filing) -> Declaration:
    return Declaration(
        declaration_id=tx.new_id(), person_id=person.person_id, unit_id=person.unit_id, choice=choice,
        state=DeclarationState.DRAFT, revision=1, sections=dossier.first_draft(person.profile, major),
        started_at=tx.now, checked_version=choice.notice_version, filing=filing,
    )  # fmt: skip


def _announce_start(tx: Tx[Ports], declaration: Declaration) -> None:
    choice, key = declaration.choice, declaration.declaration_id
    fact = contract.Started(
        declaration_id=key, person_id=declaration.person_id, unit_id=declaration.unit_id, notice_id=choice.notice_id,
        plan_id=choice.plan_id, level_group=choice.level_group, closes_on=choice.closes_on,
    )  # fmt: skip
    tx.record(contract.STARTED, key, fact)
    tx.trail("start_declaration", "declaration", key, clause=choice.filing_clause, data={"plan_id": choice.plan_id})
    log_step(tx, key, "started", tx.now, clause=choice.filing_clause, plan=choice.plan_name)
