"""One decision on many cases: each by itself as if it came alone, and all of them with one answer.

Every case is decided in a part of its own of one transaction: what is refused leaves nothing, what is decided is kept
together with the answer. A call that ended in the middle has decided nothing, and the same call decides all of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from services.audit.domain.transitions import CaseState
from services.audit.requests import ApproveStage, ApproveStages, ChosenCase, ReturnDeclaration, ReturnDeclarations
from services.audit.results import CasesDecided, DecidedRow, DeclarationReturnedAnswer, RowRefusal, StageDecided
from services.audit.usecases.decisions import approve_stage, return_declaration
from services.audit.usecases.ports import Ports
from shared.kernel.errors import Kind, ZhipingError, conflict, invalid
from shared.persistence import Tx
from shared.security import is_among, own_affair


def approve_stages(tx: Tx[Ports], request: ApproveStages) -> CasesDecided:
    """As `approve_stage`, with the same words for each."""

    def approve(one: ChosenCase) -> DecidedRow:
        alone = ApproveStage(
            idempotency_key=request.idempotency_key, expected_version=one.expected_version,
            declaration_id=one.declaration_id, opinion=request.opinion, seal_reference=request.seal_reference,
            recommendation=request.recommendation,
        )  # fmt: skip
        done = approve_stage(tx, alone)
        return _row(done, done.state)

    return _each(tx, request.cases, approve)


def return_declarations(tx: Tx[Ports], request: ReturnDeclarations) -> CasesDecided:
    """As `return_declaration`, with the same list for each; nothing is let through by a supervisor."""

    def give_back(one: ChosenCase) -> DecidedRow:
        alone = ReturnDeclaration(
            idempotency_key=request.idempotency_key, expected_version=one.expected_version,
            declaration_id=one.declaration_id, opinion=request.opinion, seal_reference=request.seal_reference,
            items=request.items,
        )  # fmt: skip
        return _row(return_declaration(tx, alone), CaseState.RETURNED)

    return _each(tx, request.cases, give_back)


def _each(tx: Tx[Ports], chosen: Sequence[ChosenCase], decide: Callable[[ChosenCase], DecidedRow]) -> CasesDecided:
    """In an order that is the same for everybody, so that two batches never wait for each other; told in the order of
    the request. Raises invalid `cases_not_chosen`."""
    if not chosen:
        raise invalid("cases_not_chosen", path="cases")
    times = Counter(one.declaration_id for one in chosen)
    found = {
        key: _decided(tx, one, decide)
        for key, one in sorted((one.declaration_id, one) for one in chosen if times[one.declaration_id] == 1)
    }  # fmt: skip
    rows = tuple(found.get(one.declaration_id) or _refused(one, _twice()) for one in chosen)
    decided = sum(row.refusal is None for row in rows)
    return CasesDecided(rows=rows, decided=decided, refused=len(rows) - decided)


def _decided(tx: Tx[Ports], one: ChosenCase, decide: Callable[[ChosenCase], DecidedRow]) -> DecidedRow:
    """What becomes of one case; what is wrong with the service itself ends the whole call."""
    try:
        with tx.part():
            _refuse_own(tx, one)
            return decide(one)
    except ZhipingError as error:
        if error.kind is Kind.UNAVAILABLE:
            raise
        return _refused(one, error)


def _refuse_own(tx: Tx[Ports], one: ChosenCase) -> None:
    """forbidden `own_affair` for the caller's own declaration."""
    case = tx.ports.cases.find(one.declaration_id)
    if case is not None and is_among(tx.caller.person_id, [case.person_id]):
        raise own_affair("declaration_id")


def _twice() -> ZhipingError:
    return conflict("case_chosen_twice", path="declaration_id")


def _row(done: StageDecided | DeclarationReturnedAnswer, state: CaseState) -> DecidedRow:
    return DecidedRow(
        declaration_id=done.declaration_id, state=state, version=done.version, refusal=None,
        deadline=done.deadline if isinstance(done, DeclarationReturnedAnswer) else None,
    )  # fmt: skip


def _refused(one: ChosenCase, error: ZhipingError) -> DecidedRow:
    told = RowRefusal(
        slug=error.slug, kind=error.kind, message=error.message, path=error.path, clause=error.clause
    )  # fmt: skip
    return DecidedRow(declaration_id=one.declaration_id, state=None, deadline=None, version=None, refusal=told)
