"""Cases and dossiers in their tables."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, Text, cast, func, insert, select

from services.audit.domain.case import Case
from services.audit.domain.claim import Claim
from services.audit.domain.transitions import CASE, CaseState
from services.audit.requests import ListInbox
from services.audit.store.tables import CASE_HOUSES, CASE_NUMBERS, CASES, DOSSIERS
from services.audit.store.work_list import ORDER, case_of, counted_work, work_of
from services.audit.usecases.ports import WorkKey, Workplace
from shared.contracts.declaration.digested import masked_again
from shared.kernel.errors import not_found
from shared.persistence import find, insert_absent, insert_into, listed, update_versioned
from shared.persistence.db.rows import RowValues
from shared.wire.plain import plain, read_maybe
from shared.wire.types import JsonObject, Page

FAR = date(9999, 12, 31)
APART = ("version", "claim", "verdict")
"""Of a case, what has columns of its own beside `content`."""


class CaseRepository:
    """Rows to cases and back; every write moves the version. A case that was asked for by its id is read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found: dict[str, Case] = {}
        self._holders: dict[str, str] = {}

    def add(self, case: Case) -> None:
        """A new case."""
        key = {"declaration_id": case.declaration_id, "version": case.version}
        self._connection.execute(insert(CASES), key | _values(case))
        self._enter_houses(case)

    def save(self, case: Case, expected_version: int) -> int:
        """Write it back; conflict("stale_version") when somebody else was faster."""
        case.version = update_versioned(self._connection, CASES, case.declaration_id, expected_version, _values(case))
        if self._holders.get(case.declaration_id) != case.current.holder_id:
            self._enter_houses(case)
        return case.version

    def find(self, declaration_id: str) -> Case | None:
        """By declaration, None when there is none; the same one whenever this transaction asks."""
        if declaration_id not in self._found:
            row = find(self._connection, CASES, declaration_id=declaration_id).first()
            if row is None:
                return None
            self._found[declaration_id] = self._case(row)
        return self._found[declaration_id]

    def get(self, declaration_id: str) -> Case:
        """By declaration, not_found when there is none."""
        found = self.find(declaration_id)
        if found is None:
            raise not_found("case_not_found", path="declaration_id")
        return found

    def keep_dossier(self, declaration_id: str, revision: int, digest: str, dossier: JsonObject) -> None:
        """The dossier of one revision, for good, as it came but for a mask of 0.2.0."""
        content = masked_again(dossier)
        row = {"declaration_id": declaration_id, "revision": revision, "digest": digest, "content": content}
        self._connection.execute(insert(DOSSIERS), row)

    def dossier(self, declaration_id: str, revision: int) -> JsonObject:
        """The dossier as submitted at that revision."""
        found = find(self._connection, DOSSIERS.c.content, declaration_id=declaration_id, revision=revision)
        content: JsonObject = found.scalar_one()
        return content

    def next_number(self, notice_id: str) -> int:
        """The next case number of a notice, from 1."""
        statement = insert_into(self._connection, CASE_NUMBERS).values(notice_id=notice_id, last=1)
        counted = statement.on_conflict_do_update(
            index_elements=[CASE_NUMBERS.c.notice_id], set_={"last": CASE_NUMBERS.c.last + 1}
        )
        number: int = self._connection.execute(counted.returning(CASE_NUMBERS.c.last)).scalar_one()
        return number

    def waiting_report(self, holder_id: str, notice_id: str, level_group: str) -> list[Case]:
        """Approved cases that wait for their organisation's report, by case number."""
        rows = find(
            self._connection, CASES, order_by=("case_number",), holder_id=holder_id, notice_id=notice_id,
            level_group=level_group, state=CaseState.WAITING_REPORT.value,
        )  # fmt: skip
        return [self._case(row) for row in rows]

    def open_at(self, organisation_id: str) -> int:
        """How many cases are not ended in which an organisation has a part: as the unit, or anywhere on the route."""
        taking_part = cast(CASES.c.content, Text).contains(organisation_id, autoescape=True)
        going_on = CASES.c.state.not_in([state.value for state in CASE.final])
        return self._connection.scalar(select(func.count()).select_from(CASES).where(going_on, taking_part)) or 0

    def overdue(self, today: date, limit: int) -> list[Case]:
        """Cases whose stage's last day has passed, locked against other sweepers."""
        statement = select(CASES).where(
            CASES.c.state.in_([CaseState.OPEN.value, CaseState.WAITING_REPORT.value]), CASES.c.due_on < today
        )
        return self._locked(statement.order_by(CASES.c.due_on), limit)

    def guessed_returns(self, returned_until: date, limit: int) -> list[Case]:
        """Cases returned by that day whose deadline is not certain, locked against other sweepers."""
        statement = select(CASES).where(
            CASES.c.return_guessed_on <= returned_until, CASES.c.state == CaseState.RETURNED.value
        )
        return self._locked(statement.order_by(CASES.c.return_guessed_on), limit)

    def claim_of(self, declaration_id: str) -> Claim | None:
        """As it stands in the table at this moment, whatever was read before."""
        row = find(self._connection, CASES.c.claim, declaration_id=declaration_id).first()
        return read_maybe(Claim, row.claim) if row is not None else None

    def page(self, desk: Workplace, request: ListInbox) -> Page[Case]:
        """What the organisation of a clerk has in the view that he asks for."""
        return listed(self._connection, work_of(desk, request.filter), ORDER, request).turned(case_of)

    def counts(self, desk: Workplace, notice_id: str | None) -> Counter[WorkKey]:
        """How many cases it has or had: by view, level group and stage."""
        return counted_work(self._connection, desk, notice_id)

    def _locked(self, statement: Select[Any], limit: int) -> list[Case]:
        rows = self._connection.execute(statement.limit(limit).with_for_update(skip_locked=True))
        return [self._case(row) for row in rows]

    def _case(self, row: Row[Any]) -> Case:
        self._holders[row.declaration_id] = row.holder_id
        return case_of(row)

    def _enter_houses(self, case: Case) -> None:
        """Wherever it has come; all of them, as a process of an earlier version may have moved it meanwhile."""
        reached = {stage.holder_id for stage in case.stages[: case.position + 1]}
        insert_absent(
            self._connection, CASE_HOUSES,
            [{"organisation_id": house, "declaration_id": case.declaration_id} for house in sorted(reached)],
        )  # fmt: skip


def _values(case: Case) -> RowValues:
    """Columns but the key and the version; `content` is the whole case but what has columns of its own."""
    content = plain(case)
    for name in APART:
        del content[name]
    stage, claim = case.current, case.standing_claim
    return {
        "case_number": case.case_number,
        "state": case.state.value,
        "holder_id": stage.holder_id,
        "stage_id": stage.stage_id,
        "due_on": stage.due_on or FAR,
        "notice_id": case.notice_id,
        "plan_id": case.plan_id,
        "level_group": case.level_group,
        "person_id": case.person_id,
        "unit_id": case.unit_id,
        "return_guessed_on": case.return_guess.returned_on if case.return_guess else None,
        "content": content,
        "verdict": plain(case.verdict) if case.verdict else None,
        "claim": plain(claim) if claim else None,
        "claimed_by": claim.person_id if claim else None,
        "claimed_until": claim.until if claim else None,
    }
