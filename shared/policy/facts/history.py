"""Facts from the register: what else was filed in the year, and which of the notice's limits that touches."""

from __future__ import annotations

from collections.abc import Iterable

from shared.policy.facts.record import Filed, Record
from shared.policy.pack.choices import FrequencyRule
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan
from shared.policy.terms.vocabulary import FactValue


def history_facts(pack: Pack, record: Record, mine: Filed) -> dict[str, FactValue]:
    """`mine`: the filing that is asked about, by the features that the notice's limits compare."""
    failed = any(one.track == mine.track and one.ending == "not_passed" for one in record.filed)
    return {
        "history.stands_in_the_way": sorted(limit.id for limit in pack.frequency if _touched(limit, record, mine)),
        "history.rights_used": list(record.rights_used),
        "history.failed_this_track_this_year": failed,
    }


def asked_for(pack: Pack, plan: Plan, major: str | None, region: str, channel: str) -> Filed:
    """The filing of a person whose unit lies in `region` and recommends through `channel`."""
    return Filed(
        notice_id=pack.notice.id, plan=plan.id, series=plan.series, level=plan.level, level_group=plan.level_group,
        track=plan.track, major=major, round=plan.round, committee=pack.committee_code(plan, region), channel=channel,
        submitted=False,
    )  # fmt: skip


def _touched(limit: FrequencyRule, record: Record, mine: Filed) -> bool:
    others = record.filed if limit.counts == "person" else record.unit_filed
    return any(_stands_in_the_way(limit, one, mine) for one in _counted(limit, others, mine))


def _counted(limit: FrequencyRule, others: Iterable[Filed], mine: Filed) -> Iterable[Filed]:
    """The filings that the limit looks at: begun or submitted, not freed by their end, of the year or the notice."""
    return (
        one
        for one in others
        if (limit.since == "choice" or one.submitted)
        and one.ending not in limit.frees
        and (limit.within == "year" or one.notice_id == mine.notice_id)
    )


def _stands_in_the_way(limit: FrequencyRule, other: Filed, mine: Filed) -> bool:
    alike = all(getattr(other, name) == getattr(mine, name) for name in limit.same)
    return alike and (not limit.differs or any(getattr(other, name) != getattr(mine, name) for name in limit.differs))
