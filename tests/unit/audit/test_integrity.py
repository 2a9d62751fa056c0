"""Knowingly false material: the filing ends and an integrity entry is announced, by the clause of the notice's pack."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.audit.domain.case import Case
from services.audit.domain.dossier import DossierFacts
from services.audit.domain.stage import CaseStage
from services.audit.domain.transitions import CaseState
from services.audit.requests import RejectDeclaration
from services.audit.usecases.decisions import reject_declaration
from shared.contracts.audit import DECLARATION_REJECTED, INTEGRITY_RECORDED
from shared.contracts.declaration.dossier import Dossier
from shared.contracts.samples import DOSSIER
from shared.kernel.caller import Caller
from shared.kernel.clock import parse_instant
from shared.policy import shipped_pack
from shared.wire.plain import plain, read_as


class Cases:
    """One case."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def get(self, declaration_id: str) -> Case:
        return self.case

    def save(self, case: Case, expected_version: int) -> int:
        return expected_version + 1


class Packs:
    """The shipped pack of 2026."""

    def get(self, notice_id: str, version: int) -> Any:
        return shipped_pack(notice_id)


class Organisations:
    def find(self, key: str) -> None:
        """Nobody is registered."""


class Ports:
    def __init__(self, case: Case) -> None:
        self.cases, self.packs, self.organisations = Cases(case), Packs(), Organisations()


class Tx:
    """Records instead of a database."""

    def __init__(self, case: Case) -> None:
        self.ports = Ports(case)
        self.caller = Caller("clerk", "李四", "org-unit", frozenset({"unit_clerk"}), "150404")
        self.now, self.today = parse_instant("2026-06-15T10:00:00+08:00"), date(2026, 6, 15)
        self.events: dict[str, dict[str, Any]] = {}
        self.trailed: list[tuple[str, str | None]] = []

    def record(self, event: Any, subject: str, data: Any) -> None:
        self.events[event.name] = plain(data)

    def trail(self, action: str, kind: str, subject: str, *, clause: str | None = None, **said: object) -> None:
        self.trailed.append((action, clause))


def a_case() -> Case:
    stage = CaseStage(
        stage_id="unit", index=0, name="初审", holder_id="org-unit", holder_name="单位", clause="chifeng-2026/6.1.1",
        due_on=date(2026, 7, 20), due_clause="c",
    )  # fmt: skip
    return Case(
        declaration_id="d", case_number="N-1", revision=1, dossier_digest="0" * 64, notice_id="chifeng-2026",
        plan_id="p", level_group="senior", person_id="me", unit_id="org-unit", route_id="r", stages=(stage,),
        facts=DossierFacts.of(read_as(Dossier, DOSSIER)),
    )  # fmt: skip


def rejected(reason: Any) -> Tx:
    tx = Tx(a_case())
    request = RejectDeclaration(
        idempotency_key="k", declaration_id="d", expected_version=1, opinion="不予通过", reason_code=reason,
        clause="chifeng-2026/7.1",
    )  # fmt: skip
    answer = reject_declaration(tx, request)  # type: ignore[arg-type]
    assert answer.state is CaseState.REJECTED
    return tx


def test_knowingly_false_material_ends_the_filing_and_enters_the_integrity_archive() -> None:
    tx = rejected("false_material")
    entry = tx.events[INTEGRITY_RECORDED.name]
    assert DECLARATION_REJECTED.name in tx.events
    assert (entry["person_id"], entry["recorded_on"], entry["clause"]) == ("me", "2026-06-15", "chifeng-2026/7.1")
    assert ("integrity_recorded", "chifeng-2026/7.1") in tx.trailed


@pytest.mark.parametrize("reason", ["out_of_scope", "out_of_procedure"])
def test_other_rejections_leave_the_archive_alone(reason: str) -> None:
    assert INTEGRITY_RECORDED.name not in rejected(reason).events
