"""What everybody may read of sessions, and the steps that the trail keeps of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, func, select

from services.committee.domain.results_process import ResultsProcess
from services.committee.domain.taken import TakenStep
from services.committee.domain.transitions import STANDING
from services.committee.requests import ListDraws, ListResults
from services.committee.store.session_rows import READ, read_process
from services.committee.store.tables import REVIEWS, SESSIONS
from shared.persistence import Order, find, fitting, listed
from shared.persistence.schema.common_tables import TRAIL
from shared.wire.types import Page

_DRAWS = Order(by={"session_id": SESSIONS.c.id}, key=SESSIONS.c.id, default="-session_id")
_RESULTS = Order(by={"posted_on": SESSIONS.c.posted_on}, key=SESSIONS.c.id, default="-posted_on")


class PublishedRepository:
    """Draws since the pool was frozen, results since they were posted."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def draws(self, request: ListDraws) -> Page[ResultsProcess]:
        """Newest session first."""
        asked = [(SESSIONS.c[name], value) for name, value in asdict(request.filter).items()]
        statement = fitting(select(*READ), *asked).where(SESSIONS.c.commitment.is_not(None))
        return listed(self._connection, statement, _DRAWS, request).turned(read_process)

    def results(self, request: ListResults) -> Page[ResultsProcess]:
        """Newest posting first."""
        asked = asdict(request.filter)
        is_open = asked.pop("open")
        statement = fitting(select(*READ), *((SESSIONS.c[name], value) for name, value in asked.items()))
        statement = statement.where(SESSIONS.c.posted_on.is_not(None))
        if is_open is not None:
            statement = statement.where(
                SESSIONS.c.closed_on.is_(None) if is_open else SESSIONS.c.closed_on.is_not(None)
            )
        return listed(self._connection, statement, _RESULTS, request).turned(read_process)

    def counts(self, session_ids: Sequence[str]) -> dict[str, int]:
        """How many results of each session stand."""
        per_session = (
            select(REVIEWS.c.session_id, func.count())
            .where(REVIEWS.c.session_id.in_(session_ids), REVIEWS.c.state.in_(STANDING))
            .group_by(REVIEWS.c.session_id)
        )
        return {row[0]: row[1] for row in self._connection.execute(per_session)}


class StepRepository:
    """Entries of this service's own trail, by what they are about."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_session(self, session_id: str) -> list[TakenStep]:
        """What was done in a session or a recognition, in the order of the trail."""
        return self._of("session", session_id)

    def of_committee(self, committee_id: str) -> list[TakenStep]:
        """What was done about the committee itself."""
        return self._of("committee", committee_id)

    def _of(self, kind: str, key: str) -> list[TakenStep]:
        rows = find(self._connection, TRAIL, order_by=("position",), subject_kind=kind, subject_id=key)
        return [TakenStep(row.action, row.at, row.clause) for row in rows]
