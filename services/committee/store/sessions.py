"""Sessions, their panels and recusals in their tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, insert, or_, select, update

from services.committee.domain.panel import PanelMember, Recusal
from services.committee.domain.results_process import ResultsProcess
from services.committee.requests import ListSessions
from services.committee.store.session_rows import process_values, read_process
from services.committee.store.tables import MEMBERS, RECUSALS, SESSIONS
from services.committee.usecases.ports import SessionScope
from shared.persistence import Order, fitting, from_row, get_or_not_found, listed, update_versioned, values_of
from shared.wire.types import Page

ORDER = Order(by={"meeting_on": SESSIONS.c.meeting_on}, key=SESSIONS.c.id, default="meeting_on")
UNREPORTED = ("concluded", "results_posted", "results_closed")


class SessionRepository:
    """Rows to sessions, and to lists that were recognised without one, and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, process: ResultsProcess) -> None:
        """A session just scheduled, or a list just recognised."""
        self._connection.execute(insert(SESSIONS).values(process_values(process)))

    def save(self, process: ResultsProcess, expected_version: int) -> int:
        """Write it at the version the caller saw."""
        values = process_values(process)
        process.version = update_versioned(self._connection, SESSIONS, process.id, expected_version, values)
        return process.version

    def get(self, session_id: str) -> ResultsProcess:
        """not_found("session_not_found")."""
        return self._load(_by_id(session_id))

    def lock(self, session_id: str) -> ResultsProcess:
        """Wait for ballots in flight and keep further ones out until the commit."""
        return self._load(_by_id(session_id).with_for_update())

    def lock_shared(self, session_id: str) -> ResultsProcess:
        """Any number of ballots at once, but not while the vote is being closed."""
        return self._load(_by_id(session_id).with_for_update(read=True))

    def awaiting_seed(self, committee_id: str) -> bool:
        """Whether a pool of this committee is frozen for a draw."""
        frozen = select(SESSIONS.c.id).where(
            SESSIONS.c.committee_id == committee_id, SESSIONS.c.state == "seed_committed"
        )
        return self._connection.execute(frozen.limit(1)).first() is not None

    def unfinished(self, committee_id: str, notice_id: str) -> list[str]:
        """Ids of the committee's sessions under this notice whose results are not closed yet."""
        statement = select(SESSIONS.c.id).where(
            SESSIONS.c.committee_id == committee_id, SESSIONS.c.notice_id == notice_id, SESSIONS.c.closed_on.is_(None)
        )
        return list(self._connection.scalars(statement.order_by(SESSIONS.c.id)))

    def overdue_reports(self, today: date, limit: int) -> list[ResultsProcess]:
        """Concluded sessions whose package is late and not yet marked so."""
        statement = select(SESSIONS).where(
            SESSIONS.c.state.in_(UNREPORTED), SESSIONS.c.report_due_on < today, SESSIONS.c.reported_late.is_(False)
        )
        return [read_process(row) for row in self._connection.execute(statement.limit(limit))]

    def posted_periods(self) -> list[tuple[str, str, date, date]]:
        """Id, notice, posting day and last day of every session whose results are on show."""
        named = (SESSIONS.c.id, SESSIONS.c.notice_id, SESSIONS.c.posted_on, SESSIONS.c.ends_on)
        statement = select(*named).where(SESSIONS.c.state == "results_posted").order_by(SESSIONS.c.id)
        return [(row.id, row.notice_id, row.posted_on, row.ends_on) for row in self._connection.execute(statement)]

    def page(self, request: ListSessions, scope: SessionScope) -> Page[ResultsProcess]:
        """One page; of what the caller may see."""
        asked = [(SESSIONS.c[name], value) for name, value in asdict(request.filter).items()]
        statement = fitting(select(SESSIONS), *asked)
        mine = scope.organisation_id
        if mine is not None:
            authority = or_(SESSIONS.c.authority_id == mine, SESSIONS.c.results_authority_id == mine)
            statement = statement.where(or_(SESSIONS.c.office_id == mine, authority))
        if scope.account is not None:
            seat = and_(MEMBERS.c.session_id == SESSIONS.c.id, MEMBERS.c.account == scope.account)
            statement = statement.where(exists().where(seat, MEMBERS.c.role == "member"))
        return listed(self._connection, statement, ORDER, request).turned(read_process)

    def _load(self, statement: Select[Any]) -> ResultsProcess:
        return read_process(get_or_not_found(self._connection, statement, "session_not_found"))


class PanelRepository:
    """Seats, roll and recusals."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def seat(self, members: Sequence[PanelMember]) -> None:
        """A panel just drawn."""
        self._connection.execute(insert(MEMBERS), [values_of(member) for member in members])

    def of_session(self, session_id: str) -> list[PanelMember]:
        """Everybody drawn, members before alternates, by seat."""
        statement = select(MEMBERS).where(MEMBERS.c.session_id == session_id)
        members = [from_row(PanelMember, row) for row in self._connection.execute(statement)]
        return sorted(members, key=lambda member: (member.role != "member", member.role, member.seat))

    def save(self, member: PanelMember) -> None:
        """Role, seat and roll; whether ballots were collected is written by mark_collected only."""
        values = values_of(member)
        del values["collected"]
        self._connection.execute(update(MEMBERS).where(*_seat(member.session_id, member.expert_no)).values(values))

    def mark_collected(self, session_id: str, expert_no: str) -> bool:
        """True the first time."""
        statement = update(MEMBERS).where(*_seat(session_id, expert_no), MEMBERS.c.collected.is_(False))
        return self._connection.execute(statement.values(collected=True)).rowcount == 1

    def recuse(self, recusals: Sequence[Recusal]) -> None:
        """Add them."""
        if recusals:
            self._connection.execute(insert(RECUSALS), [values_of(recusal) for recusal in recusals])

    def recusals(self, session_id: str) -> list[Recusal]:
        """All of a session."""
        statement = select(RECUSALS).where(RECUSALS.c.session_id == session_id)
        ordered = statement.order_by(RECUSALS.c.expert_no, RECUSALS.c.declaration_id)
        return [from_row(Recusal, row) for row in self._connection.execute(ordered)]


def _by_id(session_id: str) -> Select[Any]:
    return select(SESSIONS).where(SESSIONS.c.id == session_id)


def _seat(session_id: str, expert_no: str) -> tuple[Any, Any]:
    return MEMBERS.c.session_id == session_id, MEMBERS.c.expert_no == expert_no
