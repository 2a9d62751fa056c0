"""Whom a command leads to: person ids only, so that a long list costs one small read."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, select

from services.audit.domain.transitions import CASE, CaseState
from services.audit.store.publicities import PublicityContent
from services.audit.store.tables import CASES, OBJECTIONS, PUBLICITIES
from shared.wire.plain import read_as


class PeopleRepository:
    """Person ids of cases, by what a request names."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_declarations(self, declaration_ids: Collection[str]) -> set[str]:
        """Their applicants."""
        return self._people(CASES.c.declaration_id.in_(declaration_ids))

    def of_publicity(self, publicity_id: str) -> set[str]:
        """Everybody on a posted list."""
        content = self._connection.scalar(select(PUBLICITIES.c.content).where(PUBLICITIES.c.id == publicity_id))
        if content is None:
            return set()
        return self.of_declarations([listed.declaration_id for listed in read_as(PublicityContent, content).people])

    def of_objection(self, objection_id: str) -> set[str]:
        """Everybody on the list: what is found of one of them bears on the others' places."""
        posted = self._connection.scalar(select(OBJECTIONS.c.publicity_id).where(OBJECTIONS.c.id == objection_id))
        return self.of_publicity(posted) if posted else set()

    def waiting_report(self, holder_id: str, notice_id: str, level_group: str) -> set[str]:
        """Everybody whom this organisation would hand up."""
        return self._people(
            CASES.c.holder_id == holder_id, CASES.c.notice_id == notice_id, CASES.c.level_group == level_group,
            CASES.c.state == CaseState.WAITING_REPORT.value,
        )  # fmt: skip

    def of_unit(self, unit_id: str, notice_id: str) -> set[str]:
        """Applicants of a unit under a notice who are still in the race."""
        return self._people(CASES.c.unit_id == unit_id, CASES.c.notice_id == notice_id, _in_the_race())

    def of_plans(self, plan_ids: Collection[str], notice_id: str) -> set[str]:
        """Applicants for these plans of a notice who are still in the race."""
        return self._people(CASES.c.plan_id.in_(plan_ids), CASES.c.notice_id == notice_id, _in_the_race())

    def _people(self, *conditions: ColumnElement[bool]) -> set[str]:
        return set(self._connection.scalars(select(CASES.c.person_id).where(*conditions)))


def _in_the_race() -> ColumnElement[bool]:
    return CASES.c.state.not_in([state.value for state in CASE.final])
