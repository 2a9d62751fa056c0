"""Whom a command leads to: person ids only, so that a list of thousands costs one small read."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, or_, select

from services.committee.store.oversight_tables import EXTENSIONS, JOINT_REVIEWS, MEASURES
from services.committee.store.tables import CERTIFICATES, COMMITTEES, EXPERTS, MEMBERS, OBJECTIONS, REVIEWS, SESSIONS

WAITING = ("waiting", "assigned", "passed")
"""States of a review on which somebody still has to decide."""
OVER = ("approved", "refused", "void")
"""States of a session of which nothing is decided any more."""


class PeopleRepository:
    """Person ids of applicants and experts, by what a request names."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_declaration(self, declaration_id: str) -> set[str]:
        """Its applicant."""
        return self._applicants(REVIEWS.c.declaration_id == declaration_id)

    def of_code(self, code: str) -> set[str]:
        """Whoever waits for the committee of this code."""
        return self._applicants(REVIEWS.c.committee_code == code, REVIEWS.c.state.in_(WAITING))

    def of_committee(self, committee_id: str) -> set[str]:
        """Whoever waits for it or for one that it takes over, and everybody in a session that is not over."""
        codes = select(COMMITTEES.c.code).where(COMMITTEES.c.id == committee_id)
        taken = select(JOINT_REVIEWS.c.from_code).where(JOINT_REVIEWS.c.committee_id == committee_id)
        running = select(SESSIONS.c.id).where(SESSIONS.c.committee_id == committee_id, SESSIONS.c.state.not_in(OVER))
        waits = or_(REVIEWS.c.committee_code.in_(codes), REVIEWS.c.committee_code.in_(taken))
        return self._applicants(or_(waits & REVIEWS.c.state.in_(WAITING), REVIEWS.c.session_id.in_(running)))

    def of_session(self, session_id: str) -> set[str]:
        """Everybody on its list; while the list is made, everybody who may come on it."""
        statement = select(SESSIONS.c.committee_id).where(SESSIONS.c.id == session_id, SESSIONS.c.state == "scheduled")
        committee_id = self._connection.scalar(statement)
        listed = self._applicants(REVIEWS.c.session_id == session_id)
        return listed | (self.of_committee(committee_id) if committee_id else set())

    def on_list(self, session_id: str) -> set[str]:
        """Everybody whose declaration is before the session, withdrawn ones left out."""
        return self._applicants(REVIEWS.c.session_id == session_id, REVIEWS.c.state != "withdrawn")

    def of_objection(self, objection_id: str) -> set[str]:
        """Everybody in the session: what is found of one of them bears on the others' places."""
        session_id = self._connection.scalar(select(OBJECTIONS.c.session_id).where(OBJECTIONS.c.id == objection_id))
        return self._applicants(REVIEWS.c.session_id == session_id) if session_id else set()

    def of_certificate(self, number: str) -> set[str]:
        """Its holder."""
        return set(self._connection.scalars(select(CERTIFICATES.c.person_id).where(CERTIFICATES.c.number == number)))

    def of_measure(self, measure_id: str) -> set[str]:
        """As of_committee, of the one that it was taken against."""
        return self._before(select(MEASURES.c.committee_id).where(MEASURES.c.id == measure_id))

    def of_extension(self, extension_id: str) -> set[str]:
        """As of_committee, of the one that asked for it."""
        return self._before(select(EXTENSIONS.c.committee_id).where(EXTENSIONS.c.id == extension_id))

    def of_pool(self, session_id: str) -> set[str]:
        """The accounts of the pool from which the session's panel is drawn."""
        committee = select(SESSIONS.c.committee_id).where(SESSIONS.c.id == session_id).scalar_subquery()
        return set(self._connection.scalars(select(EXPERTS.c.account).where(EXPERTS.c.committee_id == committee)))

    def of_expert(self, committee_id: str, expert_no: str) -> set[str]:
        """The account of one expert of a pool."""
        statement = select(EXPERTS.c.account).where(
            EXPERTS.c.committee_id == committee_id, EXPERTS.c.expert_no == expert_no
        )
        return set(self._connection.scalars(statement))

    def of_seat(self, session_id: str, expert_no: str) -> set[str]:
        """The accounts of one expert: the one at the draw, and the one that the pool names now."""
        drawn = select(MEMBERS.c.account).where(MEMBERS.c.session_id == session_id, MEMBERS.c.expert_no == expert_no)
        committee_id = self._connection.scalar(select(SESSIONS.c.committee_id).where(SESSIONS.c.id == session_id))
        return set(self._connection.scalars(drawn)) | self.of_expert(committee_id or "", expert_no)

    def _before(self, committee: object) -> set[str]:
        committee_id = self._connection.scalar(committee)  # type: ignore[call-overload]
        return self.of_committee(committee_id) if committee_id else set()

    def _applicants(self, *conditions: ColumnElement[bool]) -> set[str]:
        return set(self._connection.scalars(select(REVIEWS.c.person_id).where(*conditions)))
