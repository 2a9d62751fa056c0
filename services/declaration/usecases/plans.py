"""Finding plans in the notices in force: by id, or by series and level."""

from __future__ import annotations

from typing import NoReturn

from services.declaration.domain.views import PublishedNotice
from services.declaration.usecases.ports import Ports
from shared.kernel.errors import invalid, not_found, refused
from shared.persistence import Tx
from shared.policy import LEVEL_NAMES, Plan, series_name
from shared.policy.terms.basics import Level


def plan_of(tx: Tx[Ports], plan_id: str, notice_id: str | None) -> tuple[PublishedNotice, Plan]:
    """The plan in the newest version of one notice, or of the only notice that has it.

    Raises not_found `notice_not_found`, `plan_not_found`, invalid `plan_ambiguous` (details.notices: those that have
    the id, none having been named).
    """
    notices = notices_of(tx, notice_id)
    found = [(notice, plan) for notice in notices for plan in notice.pack.plans if plan.id == plan_id]
    if not found:
        raise not_found("plan_not_found", path="plan_id", plan=plan_id)
    if len(found) > 1:
        ids = [notice.notice_id for notice, _ in found]
        raise invalid("plan_ambiguous", path="notice_id", plan=plan_id, count=len(ids), notices=ids)
    return found[0]


def plans_at(tx: Tx[Ports], series: str, level: Level) -> list[tuple[PublishedNotice, Plan]]:
    """Every plan of a series and level in the newest versions.

    Raises refused `plan_announced_later`, `plan_exam_replaced`, `plan_other_system`, `plan_not_reviewed` with reason
    and clause where a notice says why it has none, not_found `no_plan_of_series` where none speaks of it.
    """
    notices = tx.ports.notices.all_latest()
    found = [
        (notice, plan)
        for notice in notices
        for plan in notice.pack.plans
        if (plan.series, plan.level) == (series, level)
    ]
    if not found:
        _refuse_unoffered(notices, series, level)
    return found


def _refuse_unoffered(notices: list[PublishedNotice], series: str, level: Level) -> NoReturn:
    """The newest notice that names the series and level says why nobody files for it there."""
    newest = sorted(notices, key=lambda notice: notice.pack.notice.issued_on, reverse=True)
    for entry in (entry for notice in newest for entry in notice.pack.unoffered):
        if entry.speaks_of(series, level):
            raise refused(
                f"plan_{entry.state}",
                path="series",
                clause=entry.cited,
                reason=entry.reason,
                system=entry.system or "",
            )
    raise not_found("no_plan_of_series", path="series", series=series_name(series), level=LEVEL_NAMES[level])


def notices_of(tx: Tx[Ports], notice_id: str | None) -> list[PublishedNotice]:
    """The newest version of one notice, or of all; raises not_found `notice_not_found`."""
    return tx.ports.notices.all_latest() if notice_id is None else [notice_of(tx, notice_id)]


def notice_of(tx: Tx[Ports], notice_id: str) -> PublishedNotice:
    """The newest version of one notice; raises not_found `notice_not_found`."""
    notice = tx.ports.notices.latest(notice_id)
    if notice is None:
        raise not_found("notice_not_found", path="notice_id", notice=notice_id)
    return notice
