"""Finding plans in the notices in force: by id, or by series and level."""

from __future__ import annotations

from typing import cast

from services.declaration.domain.views import PublishedNotice
from services.declaration.usecases.notices import series_name
from services.declaration.usecases.ports import Ports
from shared.kernel.errors import invalid, not_found
from shared.persistence import Tx
from shared.policy import LEVEL_NAMES, Plan
from shared.policy.model.basics import Level


def plan_of(tx: Tx[Ports], plan_id: str, notice_id: str | None) -> tuple[PublishedNotice, Plan]:
    """The plan in the newest version of one notice, or of the only notice that has it.

    Raises not_found `notice_not_found`, `plan_not_found`, invalid `plan_ambiguous` (details.notices: those that have
    the id, none having been named).
    """
    notices = _notices_of(tx, notice_id)
    found = [(notice, plan) for notice in notices for plan in notice.pack.plans if plan.id == plan_id]
    if not found:
        raise not_found("plan_not_found", path="plan_id", plan=plan_id)
    if len(found) > 1:
        ids = [notice.notice_id for notice, _ in found]
        raise invalid("plan_ambiguous", path="notice_id", plan=plan_id, count=len(ids), notices=ids)
    return found[0]


def plans_at(tx: Tx[Ports], series: str, level: str) -> list[tuple[PublishedNotice, Plan]]:
    """Every plan of a series and level in the newest versions; raises not_found `no_plan_of_series`."""
    found = [
        (notice, plan)
        for notice in tx.ports.notices.all_latest()
        for plan in notice.pack.plans
        if (plan.series, plan.level) == (series, level)
    ]
    if not found:
        named = {"series": series_name(series), "level": LEVEL_NAMES[cast(Level, level)]}
        raise not_found("no_plan_of_series", path="series", **named)
    return found


def _notices_of(tx: Tx[Ports], notice_id: str | None) -> list[PublishedNotice]:
    if notice_id is None:
        return tx.ports.notices.all_latest()
    notice = tx.ports.notices.latest(notice_id)
    if notice is None:
        raise not_found("notice_not_found", path="notice_id", notice=notice_id)
    return [notice]
