"""Cases and dossiers in their tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, tuple_

from services.audit.domain.case import Case
from services.audit.domain.dossier import AuditedDossier
from services.audit.domain.transitions import CaseState
from services.audit.requests import ListInbox
from services.audit.store.tables import CASE_NUMBERS, CASES, DOSSIERS
from shared.kernel.errors import not_found
from shared.persistence import Order, fitting, insert_into, listed, update_versioned
from shared.wire.plain import plain, read_as
from shared.wire.types import JsonObject, Page

FAR = date(9999, 12, 31)
ORDER = Order(
    by={"due_on": CASES.c.due_on, "case_number": CASES.c.case_number}, key=CASES.c.declaration_id, default="due_on"
)


class CaseRepository:
    """Rows to cases and back; every write moves the version."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, case: Case) -> None:
        """A new case."""
        key = {"declaration_id": case.declaration_id, "version": case.version}
        self._connection.execute(insert(CASES).values(key | _values(case)))

    def save(self, case: Case, expected_version: int) -> int:
        """Write it back; conflict("stale_version") when somebody else was faster."""
        case.version = update_versioned(self._connection, CASES, case.declaration_id, expected_version, _values(case))
        return case.version

    def find(self, declaration_id: str) -> Case | None:
        """By declaration, None when there is none."""
        row = self._connection.execute(select(CASES).where(CASES.c.declaration_id == declaration_id)).first()
        return _case(row) if row else None

    def get(self, declaration_id: str) -> Case:
        """By declaration, not_found when there is none."""
        found = self.find(declaration_id)
        if found is None:
            raise not_found("case_not_found", path="declaration_id")
        return found

    def keep_dossier(self, declaration_id: str, revision: int, digest: str, dossier: JsonObject) -> None:
        """The dossier of one revision, for good, as it came."""
        row = {"declaration_id": declaration_id, "revision": revision, "digest": digest, "content": dossier}
        self._connection.execute(insert(DOSSIERS).values(row))

    def dossier(self, declaration_id: str, revision: int) -> AuditedDossier:
        """The dossier as submitted at that revision."""
        statement = select(DOSSIERS.c.content).where(
            DOSSIERS.c.declaration_id == declaration_id, DOSSIERS.c.revision == revision
        )
        return AuditedDossier.of(self._connection.execute(statement).scalar_one())

    def dossiers(self, cases: Sequence[Case]) -> list[tuple[Case, AuditedDossier]]:
        """Each case with the dossier of its present revision, in one read."""
        wanted = [(case.declaration_id, case.revision) for case in cases]
        key = tuple_(DOSSIERS.c.declaration_id, DOSSIERS.c.revision)
        rows = self._connection.execute(select(DOSSIERS).where(key.in_(wanted)))
        found = {(row.declaration_id, row.revision): AuditedDossier.of(row.content) for row in rows}
        return [(case, found[case.declaration_id, case.revision]) for case in cases]

    def next_number(self, notice_id: str) -> int:
        """The next case number of a notice, from 1."""
        statement = insert_into(self._connection, CASE_NUMBERS).values(notice_id=notice_id, last=1)
        counted = statement.on_conflict_do_update(
            index_elements=[CASE_NUMBERS.c.notice_id], set_={"last": CASE_NUMBERS.c.last + 1}
        )
        number: int = self._connection.execute(counted.returning(CASE_NUMBERS.c.last)).scalar_one()
        return number

    def waiting_report(self, holder_id: str, level_group: str) -> list[Case]:
        """Approved cases that wait for their organisation's report, by case number."""
        statement = select(CASES).where(
            CASES.c.holder_id == holder_id,
            CASES.c.level_group == level_group,
            CASES.c.state == CaseState.WAITING_REPORT.value,
        )
        return self._cases(statement.order_by(CASES.c.case_number))

    def overdue(self, today: date, limit: int) -> list[Case]:
        """Cases whose stage's last day has passed, locked against other sweepers."""
        statement = select(CASES).where(
            CASES.c.state.in_([CaseState.OPEN.value, CaseState.WAITING_REPORT.value]), CASES.c.due_on < today
        )
        return self._cases(statement.order_by(CASES.c.due_on).limit(limit).with_for_update(skip_locked=True))

    def guessed_returns(self, returned_until: date, limit: int) -> list[Case]:
        """Cases returned by that day whose deadline is not certain, locked against other sweepers."""
        statement = select(CASES).where(
            CASES.c.return_guessed_on <= returned_until, CASES.c.state == CaseState.RETURNED.value
        )
        return self._cases(statement.order_by(CASES.c.return_guessed_on).limit(limit).with_for_update(skip_locked=True))

    def page(self, holder_id: str, request: ListInbox) -> Page[Case]:
        """What an organisation holds, as far as it fits the filter."""
        statement, wanted = select(CASES).where(CASES.c.holder_id == holder_id), request.filter
        statement = fitting(
            statement, (CASES.c.state, wanted.state), (CASES.c.stage_id, wanted.stage_id),
            (CASES.c.level_group, wanted.level_group), (CASES.c.plan_id, wanted.plan_id),
        )  # fmt: skip
        return listed(self._connection, statement, ORDER, request).turned(_case)

    def _cases(self, statement: Select[Any]) -> list[Case]:
        return [_case(row) for row in self._connection.execute(statement)]


def _values(case: Case) -> dict[str, Any]:
    """Columns but the key and the version; `content` is the whole case but its version."""
    return {
        "case_number": case.case_number,
        "state": case.state.value,
        "holder_id": case.current.holder_id,
        "stage_id": case.current.stage_id,
        "due_on": case.current.due_on or FAR,
        "notice_id": case.notice_id,
        "plan_id": case.plan_id,
        "level_group": case.level_group,
        "person_id": case.person_id,
        "unit_id": case.unit_id,
        "return_guessed_on": case.return_guess.returned_on if case.return_guess else None,
        "content": {name: value for name, value in plain(case).items() if name != "version"},
    }


def _case(row: Row[Any]) -> Case:
    return read_as(Case, {**row.content, "version": row.version})
