"""Whom a command leads to: person ids only, so that a list of thousands costs one small read."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, or_, select

from services.committee.store.oversight_tables import EXTENSIONS, JOINT_REVIEWS, MEASURES
from services.committee.store.tables import CERTIFICATES, COMMITTEES, EXPERTS, MEMBERS, OBJECTIONS, REVIEWS, SESSIONS
from shared.persistence import find

WAITING = ("waiting", "assigned", "passed")
"""States of a review on which somebody still has to decide."""
OVER = ("approved", "refused", "void")
"""States of a session of which nothing is decided any more."""


def _before_committee() -> Select[Any]:
    """Whoever waits for `committee_id` or for one that it takes over, and everybody in a session that is not over."""
    asked: BindParameter[str] = bindparam("committee_id")
    codes = select(COMMITTEES.c.code).where(COMMITTEES.c.id == asked)
    taken = select(JOINT_REVIEWS.c.from_code).where(JOINT_REVIEWS.c.committee_id == asked)
    running = select(SESSIONS.c.id).where(SESSIONS.c.committee_id == asked, SESSIONS.c.state.not_in(OVER))
    waits = or_(REVIEWS.c.committee_code.in_(codes), REVIEWS.c.committee_code.in_(taken))
    return select(REVIEWS.c.person_id).where(
        or_(waits & REVIEWS.c.state.in_(WAITING), REVIEWS.c.session_id.in_(running))
    )


_BEFORE_COMMITTEE = _before_committee()
_BEFORE_CODE = select(REVIEWS.c.person_id).where(
    REVIEWS.c.committee_code == bindparam("code"), REVIEWS.c.state.in_(WAITING)
)
_ON_LIST = select(REVIEWS.c.person_id).where(
    REVIEWS.c.session_id == bindparam("session_id"), REVIEWS.c.state != "withdrawn"
)
_OF_POOL = (
    select(EXPERTS.c.account)
    .join(SESSIONS, SESSIONS.c.committee_id == EXPERTS.c.committee_id)
    .where(SESSIONS.c.id == bindparam("session_id"))
)


class PeopleRepository:
    """Person ids of applicants and experts, by what a request names."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_declaration(self, declaration_id: str) -> set[str]:
        """Its applicant."""
        return set(find(self._connection, REVIEWS.c.person_id, declaration_id=declaration_id).scalars())

    def of_code(self, code: str) -> set[str]:
        """Whoever waits for the committee of this code."""
        return set(self._connection.scalars(_BEFORE_CODE, {"code": code}))

    def of_committee(self, committee_id: str) -> set[str]:
        """Whoever waits for it or for one that it takes over, and everybody in a session that is not over."""
        return set(self._connection.scalars(_BEFORE_COMMITTEE, {"committee_id": committee_id}))

    def of_session(self, session_id: str) -> set[str]:
        """Everybody on its list; while the list is made, everybody who may come on it."""
        committee_id = find(self._connection, SESSIONS.c.committee_id, id=session_id, state="scheduled").scalar()
        return self._listed(session_id) | self._before(committee_id)

    def on_list(self, session_id: str) -> set[str]:
        """Everybody whose declaration is before the session, withdrawn ones left out."""
        return set(self._connection.scalars(_ON_LIST, {"session_id": session_id}))

    def of_objection(self, objection_id: str) -> set[str]:
        """Everybody in the session, as what is found of one bears on the others' places, and who objected by name."""
        filed = find(self._connection, OBJECTIONS.c.session_id, OBJECTIONS.c.filed_by, id=objection_id).first()
        if filed is None:
            return set()
        return self._listed(filed.session_id) | ({filed.filed_by} if filed.filed_by else set())

    def of_certificate(self, number: str) -> set[str]:
        """Its holder."""
        return set(find(self._connection, CERTIFICATES.c.person_id, number=number).scalars())

    def of_measure(self, measure_id: str) -> set[str]:
        """As of_committee, of the one that it was taken against."""
        return self._before(find(self._connection, MEASURES.c.committee_id, id=measure_id).scalar())

    def of_extension(self, extension_id: str) -> set[str]:
        """As of_committee, of the one that asked for it."""
        return self._before(find(self._connection, EXTENSIONS.c.committee_id, id=extension_id).scalar())

    def of_pool(self, session_id: str) -> set[str]:
        """The accounts of the pool from which the session's panel is drawn."""
        return set(self._connection.scalars(_OF_POOL, {"session_id": session_id}))

    def of_expert(self, committee_id: str, expert_no: str) -> set[str]:
        """The account of one expert of a pool."""
        found = find(self._connection, EXPERTS.c.account, committee_id=committee_id, expert_no=expert_no)
        return set(found.scalars())

    def of_seat(self, session_id: str, expert_no: str) -> set[str]:
        """The accounts of one expert: the one at the draw, and the one that the pool names now."""
        drawn = find(self._connection, MEMBERS.c.account, session_id=session_id, expert_no=expert_no).scalars()
        committee_id = find(self._connection, SESSIONS.c.committee_id, id=session_id).scalar()
        return set(drawn) | self.of_expert(committee_id or "", expert_no)

    def _before(self, committee_id: str | None) -> set[str]:
        return self.of_committee(committee_id) if committee_id else set()

    def _listed(self, session_id: str) -> set[str]:
        return set(find(self._connection, REVIEWS.c.person_id, session_id=session_id).scalars())
