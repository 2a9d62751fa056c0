"""The work of an organisation as questions to the tables: its views, filters, counts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, union_all

from services.audit.domain.case import Case
from services.audit.domain.transitions import CASE, CaseState
from services.audit.domain.work_view import UNDER_WAY, WorkView, views_of
from services.audit.requests.cases import InboxFilter
from services.audit.store.tables import CASE_HOUSES, CASES
from services.audit.usecases.ports import WorkKey, Workplace
from shared.persistence import Order, fitting
from shared.wire.plain import read_as

_CASE = CASES.c
ORDER = Order(by={"due_on": _CASE.due_on, "case_number": _CASE.case_number}, key=_CASE.declaration_id, default="due_on")
_ENDED = _CASE.state.in_(sorted(CASE.final))
_UNDER_WAY = _CASE.state.in_(sorted(UNDER_WAY))


def work_of(desk: Workplace, wanted: InboxFilter) -> Select[Any]:
    """Cases in the view asked for, as far as they fit the filter; without a view, all whose present or last stage the
    organisation holds."""
    statement = select(CASES).where(_in_view(desk, wanted.view))
    if wanted.due_by is not None:
        statement = statement.where(_CASE.due_on <= wanted.due_by)
    if wanted.claimed_by is not None:
        statement = statement.where(_claimed(desk, wanted.claimed_by))
    return fitting(
        statement, (_CASE.state, wanted.state), (_CASE.stage_id, wanted.stage_id), (_CASE.plan_id, wanted.plan_id),
        (_CASE.level_group, wanted.level_group), (_CASE.notice_id, wanted.notice_id),
        (_CASE.unit_id, wanted.unit_id), (_CASE.unit_id, desk.of_unit),
    )  # fmt: skip


def _in_view(desk: Workplace, view: WorkView | None) -> ColumnElement[bool]:
    here = _CASE.holder_id == desk.house
    match view:
        case None:
            return here
        case WorkView.TO_DO:
            return and_(here, _UNDER_WAY)
        case WorkView.OVERDUE:
            return and_(here, _UNDER_WAY, _CASE.due_on < desk.now.date())
        case WorkView.RETURNED:
            return and_(here, _CASE.state == CaseState.RETURNED.value)
        case WorkView.DONE:
            return and_(_ENDED, _CASE.declaration_id.in_(union_all(_reached(desk.house), _ended_here(desk.house))))
        case WorkView.WAITING:
            return and_(~_ENDED, ~here, _CASE.declaration_id.in_(_reached(desk.house)))


def _reached(house: str) -> Select[tuple[str]]:
    return select(CASE_HOUSES.c.declaration_id).where(CASE_HOUSES.c.organisation_id == house)


def _ended_here(house: str) -> Select[tuple[str]]:
    """Those that it held last, also where a process of an earlier version had moved them there."""
    ended = CASES.alias().c
    return select(ended.declaration_id).where(ended.holder_id == house, ended.state.in_(sorted(CASE.final)))


def _claimed(desk: Workplace, by: str) -> ColumnElement[bool]:
    if by == "me":
        return and_(_CASE.claimed_by == desk.person_id, _CASE.claimed_until > desk.now)
    return or_(_CASE.claimed_by.is_(None), _CASE.claimed_until <= desk.now)


def counted_work(connection: Connection, desk: Workplace, notice_id: str | None) -> Counter[WorkKey]:
    """How many cases of each level group and stage every view has: one question, answered from indexes."""
    late = (_CASE.due_on < desk.now.date()).label("late")
    columns = (_CASE.state, _CASE.level_group, _CASE.stage_id, late)
    here = select(*columns, (_CASE.holder_id == desk.house).label("held")).where(_CASE.holder_id == desk.house)
    gone = (
        select(*columns, (_CASE.holder_id == desk.house).label("held"))
        .join(CASE_HOUSES, CASE_HOUSES.c.declaration_id == _CASE.declaration_id)
        .where(CASE_HOUSES.c.organisation_id == desk.house, _CASE.holder_id != desk.house)
    )
    both = union_all(
        *(fitting(part, (_CASE.unit_id, desk.of_unit), (_CASE.notice_id, notice_id)) for part in (here, gone))
    ).subquery()
    found = connection.execute(select(both, func.count().label("number")).group_by(*both.c))
    counts: Counter[WorkKey] = Counter()
    for row in found:
        for view in views_of(CaseState(row.state), held=bool(row.held), late=bool(row.late)):
            counts[view, row.level_group, row.stage_id] += row.number
    return counts


def case_of(row: Row[Any]) -> Case:
    """What the table holds of it."""
    return read_as(Case, {**row.content, "version": row.version, "claim": row.claim, "verdict": row.verdict})
