"""Cases and dossiers in their tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, Text, bindparam, cast, func, insert, select, tuple_

from services.audit.domain.case import Case
from services.audit.domain.transitions import CASE, CaseState
from services.audit.requests import ListInbox
from services.audit.store.tables import CASE_NUMBERS, CASES, DOSSIERS
from shared.contracts.declaration.digested import masked_again
from shared.kernel.errors import not_found
from shared.persistence import Order, find, fitting, insert_into, listed, update_versioned
from shared.persistence.db.rows import RowValues
from shared.wire.plain import plain, read_as
from shared.wire.types import JsonObject, Page

FAR = date(9999, 12, 31)
ORDER = Order(
    by={"due_on": CASES.c.due_on, "case_number": CASES.c.case_number}, key=CASES.c.declaration_id, default="due_on"
)
_REVISIONS = select(DOSSIERS).where(
    tuple_(DOSSIERS.c.declaration_id, DOSSIERS.c.revision).in_(bindparam("wanted", expanding=True))
)


class CaseRepository:
    """Rows to cases and back; every write moves the version. A case that was asked for by its id is read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found: dict[str, Case] = {}

    def add(self, case: Case) -> None:
        """A new case."""
        key = {"declaration_id": case.declaration_id, "version": case.version}
        self._connection.execute(insert(CASES), key | _values(case))

    def save(self, case: Case, expected_version: int) -> int:
        """Write it back; conflict("stale_version") when somebody else was faster."""
        case.version = update_versioned(self._connection, CASES, case.declaration_id, expected_version, _values(case))
        return case.version

    def find(self, declaration_id: str) -> Case | None:
        """By declaration, None when there is none; the same one whenever this transaction asks."""
        if declaration_id not in self._found:
            row = find(self._connection, CASES, declaration_id=declaration_id).first()
            if row is None:
                return None
            self._found[declaration_id] = _case(row)
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

    def dossiers(self, cases: Sequence[Case]) -> list[JsonObject]:
        """Of each case that of its present revision, in one read."""
        keys = [(case.declaration_id, case.revision) for case in cases]
        rows = self._connection.execute(_REVISIONS, {"wanted": keys})
        found: dict[tuple[str, int], JsonObject] = {(row.declaration_id, row.revision): row.content for row in rows}
        return [found[key] for key in keys]

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
        return [_case(row) for row in rows]

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

    def page(self, holder_id: str, request: ListInbox) -> Page[Case]:
        """What an organisation holds, as far as it fits the filter."""
        statement, wanted = select(CASES).where(CASES.c.holder_id == holder_id), request.filter
        statement = fitting(
            statement, (CASES.c.state, wanted.state), (CASES.c.stage_id, wanted.stage_id),
            (CASES.c.level_group, wanted.level_group), (CASES.c.plan_id, wanted.plan_id),
        )  # fmt: skip
        return listed(self._connection, statement, ORDER, request).turned(_case)

    def _locked(self, statement: Select[Any], limit: int) -> list[Case]:
        rows = self._connection.execute(statement.limit(limit).with_for_update(skip_locked=True))
        return [_case(row) for row in rows]


def _values(case: Case) -> RowValues:
    """Columns but the key and the version; `content` is the whole case but its version."""
    content = plain(case)
    del content["version"]
    stage = case.current
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
    }


def _case(row: Row[Any]) -> Case:
    return read_as(Case, {**row.content, "version": row.version})
