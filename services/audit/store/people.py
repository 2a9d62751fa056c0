"""Whom a command leads to: person ids only, so that a long list costs one small read."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, select

from services.audit.domain.transitions import CASE, CaseState
from services.audit.store.tables import CASES, OBJECTIONS, PUBLICITIES
from shared.persistence import find


class PeopleRepository:
    """Person ids of cases, by what a request names."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_publicity(self, publicity_id: str) -> set[str]:
        """Everybody on a posted list."""
        content = find(self._connection, PUBLICITIES.c.content, id=publicity_id).scalar()
        if content is None:
            return set()
        return self._people(CASES.c.declaration_id.in_([listed["declaration_id"] for listed in content["people"]]))

    def of_objection(self, objection_id: str) -> set[str]:
        """Everybody on the list, as what is found of one bears on the others' places, and who objected by name."""
        filed = find(self._connection, OBJECTIONS.c.publicity_id, OBJECTIONS.c.filed_by, id=objection_id).first()
        if filed is None:
            return set()
        return self.of_publicity(filed.publicity_id) | ({filed.filed_by} if filed.filed_by else set())

    def waiting_report(self, holder_id: str, notice_id: str, level_group: str) -> set[str]:
        """Everybody whom this organisation would hand up."""
        found = find(
            self._connection, CASES.c.person_id, holder_id=holder_id, notice_id=notice_id, level_group=level_group,
            state=CaseState.WAITING_REPORT.value,
        )  # fmt: skip
        return set(found.scalars())

    def of_unit(self, unit_id: str, notice_id: str) -> set[str]:
        """Applicants of a unit under a notice who are still in the race."""
        return self._people(CASES.c.unit_id == unit_id, CASES.c.notice_id == notice_id, _IN_THE_RACE)

    def of_plans(self, plan_ids: Collection[str], notice_id: str) -> set[str]:
        """Applicants for these plans of a notice who are still in the race."""
        return self._people(CASES.c.plan_id.in_(plan_ids), CASES.c.notice_id == notice_id, _IN_THE_RACE)

    def _people(self, *conditions: ColumnElement[bool]) -> set[str]:
        return set(self._connection.scalars(select(CASES.c.person_id).where(*conditions)))


_IN_THE_RACE = CASES.c.state.not_in([state.value for state in CASE.final])
