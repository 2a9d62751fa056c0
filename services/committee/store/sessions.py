"""Sessions, their panels and recusals in their tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    and_,
    bindparam,
    exists,
    false,
    insert,
    or_,
    select,
    true,
    update,
)

from services.committee.domain.panel import PanelMember, Recusal
from services.committee.domain.results_process import ResultsProcess
from services.committee.requests import ListSessions
from services.committee.store.session_rows import READ, process_values, read_process
from services.committee.store.tables import COMMITTEES, MEMBERS, RECUSALS, SESSIONS
from shared.kernel.scope import EXPERT, HR_CLERK, OFFICE_CLERK, Reach
from shared.persistence import (
    Order,
    find,
    first_or_not_found,
    fitting,
    from_row,
    listed,
    update_versioned,
    values_of,
)
from shared.wire.types import Page

ORDER = Order(by={"meeting_on": SESSIONS.c.meeting_on}, key=SESSIONS.c.id, default="meeting_on")
UNREPORTED = ("concluded", "results_posted", "results_closed")
_SHARED = select(*READ).where(SESSIONS.c.id == bindparam("id")).with_for_update(read=True)
_SEAT = update(MEMBERS).where(
    MEMBERS.c.session_id == bindparam("_session"), MEMBERS.c.expert_no == bindparam("_expert")
)
_COLLECT = _SEAT.where(MEMBERS.c.collected.is_(False)).values(collected=True)


class SessionRepository:
    """Rows to sessions, and to lists that were recognised without one, and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, process: ResultsProcess) -> None:
        """A session just scheduled, or a list just recognised."""
        self._connection.execute(insert(SESSIONS), process_values(process))

    def save(self, process: ResultsProcess, expected_version: int) -> int:
        """Write it at the version the caller saw."""
        values = process_values(process)
        process.version = update_versioned(self._connection, SESSIONS, process.id, expected_version, values)
        return process.version

    def get(self, session_id: str) -> ResultsProcess:
        """not_found("session_not_found")."""
        return _read(find(self._connection, *READ, id=session_id))

    def lock(self, session_id: str) -> ResultsProcess:
        """Wait for ballots in flight and keep further ones out until the commit."""
        return _read(find(self._connection, *READ, hold=True, id=session_id))

    def lock_shared(self, session_id: str) -> ResultsProcess:
        """Any number of ballots at once, but not while the vote is being closed."""
        return _read(self._connection.execute(_SHARED, {"id": session_id}))

    def awaiting_seed(self, committee_id: str) -> bool:
        """Whether a pool of this committee is frozen for a draw."""
        frozen = find(self._connection, SESSIONS.c.id, committee_id=committee_id, state="seed_committed")
        return frozen.first() is not None

    def unfinished(self, committee_id: str, notice_id: str) -> list[str]:
        """Ids of the committee's sessions under this notice whose results are not closed yet."""
        statement = select(SESSIONS.c.id).where(
            SESSIONS.c.committee_id == committee_id, SESSIONS.c.notice_id == notice_id, SESSIONS.c.closed_on.is_(None)
        )
        return list(self._connection.scalars(statement.order_by(SESSIONS.c.id)))

    def overdue_reports(self, today: date, limit: int) -> list[ResultsProcess]:
        """Concluded sessions whose package is late and not yet marked so."""
        statement = select(*READ).where(
            SESSIONS.c.state.in_(UNREPORTED), SESSIONS.c.report_due_on < today, SESSIONS.c.reported_late.is_(False)
        )
        return [read_process(row) for row in self._connection.execute(statement.limit(limit))]

    def posted_periods(self) -> list[tuple[str, str, date, date]]:
        """Id, notice, posting day and last day of every session whose results are on show."""
        named = (SESSIONS.c.id, SESSIONS.c.notice_id, SESSIONS.c.posted_on, SESSIONS.c.ends_on)
        found = find(self._connection, *named, order_by=("id",), state="results_posted")
        return [(row.id, row.notice_id, row.posted_on, row.ends_on) for row in found]

    def page(self, request: ListSessions, scope: Reach) -> Page[ResultsProcess]:
        """One page; of what the caller may see."""
        asked = [(SESSIONS.c[name], value) for name, value in asdict(request.filter).items()]
        statement = fitting(select(*READ), *asked)
        return listed(self._connection, statement.where(_within(scope)), ORDER, request).turned(read_process)


def _within(scope: Reach) -> ColumnElement[bool]:
    """The SQL twin of `domain.scope.STAFF`, and the sessions on whose panel the expert sits."""
    if scope.sees_all:
        return true()
    table, open_to = SESSIONS.c, []
    office, bureau = scope.acts_for({OFFICE_CLERK}), scope.acts_for({HR_CLERK})
    if office is not None:
        substitutes = select(COMMITTEES.c.id).where(COMMITTEES.c.substitute_id == office)
        open_to += [table.office_id == office, table.committee_id.in_(substitutes)]
    if bureau is not None:
        open_to += [table.authority_id == bureau, table.results_authority_id == bureau]
    if EXPERT in scope.roles:
        seat = and_(MEMBERS.c.session_id == table.id, MEMBERS.c.account == scope.person_id)
        open_to.append(exists().where(seat, MEMBERS.c.role == "member"))
    if scope.overseen is not None:
        places = select(COMMITTEES.c.id).where(COMMITTEES.c.region.startswith(scope.overseen))
        open_to.append(table.committee_id.in_(places))
    return or_(false(), *open_to)


class PanelRepository:
    """Seats, roll and recusals."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def seat(self, members: Sequence[PanelMember]) -> None:
        """A panel just drawn."""
        self._connection.execute(insert(MEMBERS), [values_of(member) for member in members])

    def of_session(self, session_id: str) -> list[PanelMember]:
        """Everybody drawn, members before alternates, by seat."""
        members = [from_row(PanelMember, row) for row in find(self._connection, MEMBERS, session_id=session_id)]
        return sorted(members, key=lambda member: (member.role != "member", member.role, member.seat))

    def save(self, member: PanelMember) -> None:
        """Role, seat and roll; whether ballots were collected is written by mark_collected only."""
        values = values_of(member)
        del values["collected"]
        seat = {"_session": member.session_id, "_expert": member.expert_no}
        self._connection.execute(_SEAT, values | seat)

    def mark_collected(self, session_id: str, expert_no: str) -> bool:
        """True the first time."""
        seat = {"_session": session_id, "_expert": expert_no}
        return self._connection.execute(_COLLECT, seat).rowcount == 1

    def recuse(self, recusals: Sequence[Recusal]) -> None:
        """Add them."""
        if recusals:
            self._connection.execute(insert(RECUSALS), [values_of(recusal) for recusal in recusals])

    def recusals(self, session_id: str) -> list[Recusal]:
        """All of a session."""
        found = find(self._connection, RECUSALS, order_by=("expert_no", "declaration_id"), session_id=session_id)
        return [from_row(Recusal, row) for row in found]


def _read(found: CursorResult[Any]) -> ResultsProcess:
    return read_process(first_or_not_found(found, "session_not_found"))
