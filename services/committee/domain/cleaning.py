"""清理规范: once a year the office puts its pool in order and reports it; what it says is held against the pool."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.committee.domain.committee import Committee
from services.committee.domain.pool_sheet import Expert
from shared.kernel.errors import invalid, refused
from shared.policy.pack.oversight import CleaningRule
from shared.wire.types import record


@record
class RemovedExpert:
    """An expert who left the pool."""

    expert_no: str
    reason: str


@dataclass(slots=True)
class Cleaning:
    """One report; `pool_digest` says which pool it speaks of."""

    id: str
    committee_id: str
    notice_id: str
    year: int
    removed: tuple[RemovedExpert, ...]
    added: list[str]
    pool_size: int
    private: int
    pool_digest: str
    reported_on: date
    reporter_id: str
    clause: str


def in_pool(experts: Sequence[Expert]) -> list[Expert]:
    """Those who may be drawn (在库)."""
    return [expert for expert in experts if expert.listed]


def check_report(rule: CleaningRule, experts: Sequence[Expert], removed: Sequence[str], added: Sequence[str]) -> None:
    """Who is said to be removed is out of the pool, who is said to be added is in it; an empty pool is not in order."""
    known = {expert.expert_no for expert in in_pool(experts)}
    if not known:
        raise refused("pool_empty", clause=rule.cited)
    for path, wrong in (("removed", set(removed) & known), ("added", set(added) - known)):
        if wrong:
            raise invalid("cleaning_disagrees", path=path, experts="、".join(sorted(wrong)))


def check_private_share(rule: CleaningRule, committee: Committee, experts: Sequence[Expert]) -> None:
    """refused("private_share_too_low") for a committee whose series the notice relates to enterprises."""
    share, known = rule.private_share, in_pool(experts)
    if share is None or not set(share.series) & set(committee.scope.series):
        return
    private = sum(expert.private for expert in known)
    if not share.ratio.met_by(private, len(known)):
        raise refused(
            "private_share_too_low", clause=share.cited, private=private, pool=len(known),
            least=share.ratio.least(len(known)),
        )  # fmt: skip


def check_cleaned(rule: CleaningRule, cleaning: Cleaning | None, pool_digest: str | None, year: int) -> None:
    """The year's report is there and speaks of the pool as it is; else refused with the clause."""
    if cleaning is None:
        raise refused("cleaning_not_reported", clause=rule.cited, year=year)
    if cleaning.pool_digest != pool_digest:
        raise refused("cleaning_outdated", clause=rule.cited, reported_on=cleaning.reported_on.isoformat())
