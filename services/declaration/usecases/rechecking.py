"""After a new version of a notice: every open declaration is looked at again, moved if that harms nobody, reported."""

from __future__ import annotations

from collections.abc import Callable

from services.declaration.domain.choice import PlanChoice, check_offered, filing_window, offered
from services.declaration.domain.declaration import Declaration
from services.declaration.domain.eligibility import Grounds
from services.declaration.domain.recheck import OPEN_STATES, Recheck, SettledAtOnce, outcome_of, settle, told
from services.declaration.domain.terms import Difference, Terms, compare_terms
from services.declaration.domain.transitions import DeclarationState
from services.declaration.domain.views import PublishedNotice
from services.declaration.requests import AcceptAmendment
from services.declaration.results import AmendmentAccepted, ForeseenRecheck
from services.declaration.usecases.access import changed, own_declaration
from services.declaration.usecases.drafting import commitment_text
from services.declaration.usecases.eligibility import background_of_draft, declared_grounds
from services.declaration.usecases.moving import log_step
from services.declaration.usecases.ports import Ports
from shared.contracts import declaration as contract
from shared.kernel.clock import ZONE
from shared.kernel.errors import refused
from shared.persistence import Tx
from shared.policy import Pack, Plan, cited
from shared.wire.plain import plain

BATCH = 50
CITED = 60
"""Characters of a citation that timeline and trail keep."""


def recheck_open(tx: Tx[Ports]) -> int:
    """Look at open declarations that the newest version of their notice has not been held against; at most BATCH."""
    waiting = tx.ports.declarations.unchecked(OPEN_STATES, BATCH)
    for declaration in waiting:
        newest = tx.ports.notices.latest(declaration.choice.notice_id)
        if newest is None:
            raise RuntimeError("a declaration names a notice that was never published")
        recheck(tx, declaration, newest)
        tx.ports.declarations.save(declaration, declaration.version)
    return len(waiting)


def recheck(tx: Tx[Ports], declaration: Declaration, newest: PublishedNotice) -> Recheck:
    """Judge one declaration under `newest`, keep and announce the finding; the caller saves the declaration."""
    findings, old = _findings(tx, declaration, newest)
    outcome = outcome_of(findings)
    settled = settle(outcome, _policy(newest), declaration.state)
    made = Recheck(
        declaration_id=declaration.declaration_id, notice_id=newest.notice_id, from_version=old.version,
        notice_version=newest.version, outcome=outcome, settled=settled, findings=findings, checked_at=tx.now,
    )  # fmt: skip
    tx.ports.rechecks.overtake(declaration.declaration_id, tx.now)
    tx.ports.rechecks.add(made)
    declaration.hold_against(newest.version)
    _announce(tx, declaration, made, settled, newest.pack)
    if settled == "followed":
        _move(tx, declaration, newest, made)
    return made


def foresee(tx: Tx[Ports], notice: PublishedNotice, limit: int) -> tuple[int, list[ForeseenRecheck]]:
    """What a version that is not published yet would mean for open declarations; nothing is kept of it."""
    waiting = tx.ports.declarations.under(notice.notice_id, OPEN_STATES, limit) if limit else []
    found = [_foreseen(tx, declaration, notice) for declaration in waiting]
    return len(waiting), [one for one in found if one.findings]


def _foreseen(tx: Tx[Ports], declaration: Declaration, notice: PublishedNotice) -> ForeseenRecheck:
    findings, _ = _findings(tx, declaration, notice)
    outcome, unit = outcome_of(findings), tx.ports.organisations.find(declaration.unit_id)
    return ForeseenRecheck(
        declaration_id=declaration.declaration_id, plan_name=declaration.choice.plan_name,
        unit_name=unit.name if unit else "", state=OPEN_STATES[declaration.state], outcome=outcome,
        settled=settle(outcome, _policy(notice), declaration.state), findings=tuple(map(told, findings)),
    )  # fmt: skip


def _findings(
    tx: Tx[Ports], declaration: Declaration, newest: PublishedNotice
) -> tuple[tuple[Difference, ...], PublishedNotice]:
    """The differences for this declaration, and the version that it is under."""
    old = tx.ports.notices.get(declaration.choice.notice_id, declaration.choice.notice_version)
    grounds, plan_id = _grounds_of(tx, declaration), declaration.choice.plan_id
    terms = _terms(plan_id, old, grounds), _terms(plan_id, newest, grounds)
    return compare_terms(*terms, declaration.state), old


def _policy(notice: PublishedNotice) -> str:
    amendment = notice.pack.notice.amendment
    return amendment.open_declarations if amendment else "keep"


def accept_amendment(tx: Tx[Ports], request: AcceptAmendment) -> AmendmentAccepted:
    """The applicant takes the new version for a declaration that was not moved by itself.

    Raises not_found `recheck_not_found`, conflict `amendment_settled`, refused `plan_not_offered` when the new version
    does not open the plan any more.
    """
    declaration = own_declaration(tx, request.declaration_id)
    made = tx.ports.rechecks.get(declaration.declaration_id, request.notice_version)
    if declaration.state not in OPEN_STATES:
        declaration.check_editable()
    made.accept(tx.now)
    notice = tx.ports.notices.get(made.notice_id, made.notice_version)
    check_offered(notice.pack, declaration.choice.plan_id)
    _move(tx, declaration, notice, made)
    tx.ports.rechecks.save(made)
    tx.ports.declarations.save(declaration, request.expected_version)
    return changed(AmendmentAccepted, declaration, notice_version=made.notice_version)


def settle_before_submission(tx: Tx[Ports], declaration: Declaration) -> None:
    """Hold a draft against a version that has just come, and refuse it while its applicant owes an answer.

    Raises refused `amendment_unanswered` with the findings in details.findings.
    """
    newest = tx.ports.notices.latest(declaration.choice.notice_id)
    if newest is not None and newest.version > declaration.checked_version:
        recheck(tx, declaration, newest)
    asked = next((one for one in tx.ports.rechecks.of(declaration.declaration_id) if one.settled == "to_answer"), None)
    if asked is not None:
        amendment = tx.ports.notices.get(asked.notice_id, asked.notice_version).pack.notice.amendment
        raise refused(
            "amendment_unanswered", path="declaration_id", clause=cited(amendment),
            count=len(asked.findings), notice_version=asked.notice_version,
            findings=[plain(told(one)) for one in asked.findings],
        )  # fmt: skip


def _terms(plan_id: str, notice: PublishedNotice, grounds: Callable[[Pack, Plan], Grounds]) -> Terms:
    pack = notice.pack
    plan, digest = offered(pack, plan_id), commitment_text(pack)[0]
    if plan is None:
        return Terms(choice=None, windows={}, verdict=None, materials={}, stages=(), commitment=digest)
    found = grounds(pack, plan)
    verdict = found.verdict()
    return Terms(
        choice=PlanChoice.of(pack, notice.version, plan), windows=plan.windows, verdict=verdict,
        materials={item.id: item.name for item in found.required()}, stages=_stages(pack, plan, verdict.route_id),
        commitment=digest,
    )  # fmt: skip


def _grounds_of(tx: Tx[Ports], declaration: Declaration) -> Callable[[Pack, Plan], Grounds]:
    """What the applicant holds is judged as it stands today; what is under audit as it was handed in, for that day."""
    if declaration.state is DeclarationState.SUBMITTED:
        filed = tx.ports.revisions.get(declaration.declaration_id, declaration.revision)
        day = filed.submitted_at.astimezone(ZONE).date()
        return lambda pack, plan: Grounds.of(pack, plan, filed.content, day)
    person, background = tx.ports.persons.get(declaration.person_id), background_of_draft(tx, declaration)
    return lambda pack, plan: declared_grounds(tx, pack, plan, person, background, declaration.sections)


def _stages(pack: Pack, plan: Plan, route_id: str | None) -> tuple[str, ...]:
    route = next((route for route in pack.routes if route.id == route_id), None)
    return tuple(stage.name for stage in route.stages) if route else ()


def _move(tx: Tx[Ports], declaration: Declaration, notice: PublishedNotice, made: Recheck) -> None:
    """Bind the declaration to the new version; audit and notify follow by event."""
    plan = notice.pack.plan(declaration.choice.plan_id)
    window = filing_window(plan)
    declaration.follow(PlanChoice.of(notice.pack, notice.version, plan))
    choice, key = declaration.choice, declaration.declaration_id
    fact = contract.Amended(
        declaration_id=key, person_id=declaration.person_id, unit_id=declaration.unit_id, notice_id=choice.notice_id,
        from_version=made.from_version, notice_version=choice.notice_version, level_group=choice.level_group,
        state=OPEN_STATES[declaration.state], closes_on=choice.closes_on,
    )  # fmt: skip
    tx.record(contract.AMENDED, key, fact)
    data = {"from_version": made.from_version, "notice_version": made.notice_version, "settled": made.settled}
    tx.trail("amend_declaration", "declaration", key, clause=window.clause, data=data)
    if made.findings:
        log_step(tx, key, f"amendment_{made.settled}", tx.now, clause=_cite(notice.pack), title=_title(notice.pack))


def _announce(tx: Tx[Ports], declaration: Declaration, made: Recheck, settled: SettledAtOnce, pack: Pack) -> None:
    key = declaration.declaration_id
    fact = contract.Rechecked(
        declaration_id=key, person_id=declaration.person_id, unit_id=declaration.unit_id, notice_id=made.notice_id,
        from_version=made.from_version, notice_version=made.notice_version, title=_title(pack), clause=_cite(pack),
        outcome=made.outcome, settled=settled, findings=tuple(map(told, made.findings)),
    )  # fmt: skip
    tx.record(contract.RECHECKED, key, fact)
    tx.trail("recheck_declaration", "declaration", key, clause=_cite(pack), data={"outcome": made.outcome})
    if made.findings and made.settled != "followed":
        log_step(
            tx, key, f"amendment_{made.settled}", tx.now, clause=_cite(pack), title=_title(pack),
            count=len(made.findings),
        )  # fmt: skip


def _title(pack: Pack) -> str:
    amendment = pack.notice.amendment
    return amendment.title if amendment else pack.notice.title


def _cite(pack: Pack) -> str:
    """What the timeline and messages rest on: the clause, or the document that amends the notice."""
    amendment = pack.notice.amendment
    if amendment is None:
        return pack.notice.document_number[:CITED]
    return (amendment.clause or amendment.document_number or amendment.source or amendment.title)[:CITED]
