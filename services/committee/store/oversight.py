"""Inspections and measures in their tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, bindparam, insert, select

from services.committee.domain.oversight import Inspection, Measure
from services.committee.store.oversight_tables import INSPECTIONS, MEASURES
from shared.persistence import find, first_or_not_found, from_row, update_versioned, values_of

_SUSPENDED = select(MEASURES.c.committee_id).where(
    MEASURES.c.committee_id.in_(bindparam("committee_ids", expanding=True)),
    MEASURES.c.suspends,
    MEASURES.c.state == "in_force",
)


class OversightRepository:
    """Rows to inspections and measures and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_inspection(self, inspection: Inspection) -> None:
        """An inspection just recorded."""
        self._connection.execute(insert(INSPECTIONS), values_of(inspection))

    def inspections(self, committee_id: str) -> list[Inspection]:
        """Oldest first."""
        found = find(self._connection, INSPECTIONS, order_by=("id",), committee_id=committee_id)
        return [from_row(Inspection, row) for row in found]

    def add_measure(self, measure: Measure) -> None:
        """A measure just taken."""
        self._connection.execute(insert(MEASURES), values_of(measure))

    def save_measure(self, measure: Measure, expected_version: int) -> int:
        """Write it at the version the caller saw."""
        values = values_of(measure)
        measure.version = update_versioned(self._connection, MEASURES, measure.id, expected_version, values)
        return measure.version

    def get_measure(self, measure_id: str) -> Measure:
        """not_found("measure_not_found")."""
        found = find(self._connection, MEASURES, id=measure_id)
        return from_row(Measure, first_or_not_found(found, "measure_not_found"))

    def measures(self, committee_id: str) -> list[Measure]:
        """Oldest first."""
        found = find(self._connection, MEASURES, order_by=("id",), committee_id=committee_id)
        return [from_row(Measure, row) for row in found]

    def suspended(self, committee_ids: Sequence[str]) -> set[str]:
        """Those of them against which a measure that suspends is in force."""
        return set(self._connection.scalars(_SUSPENDED, {"committee_ids": committee_ids}))

    def past_due(self, today: date, limit: int) -> list[Measure]:
        """Measures in force whose day has passed and that are not yet marked so."""
        statement = select(MEASURES).where(
            MEASURES.c.state == "in_force", MEASURES.c.due_on < today, MEASURES.c.overdue.is_(False)
        )
        return [from_row(Measure, row) for row in self._connection.execute(statement.limit(limit))]
