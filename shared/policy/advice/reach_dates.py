"""From when: the day on which a fact that one waits for is there, and whether this plan's filings last so long."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from shared.policy.advice.fact_changes import TODAY, movements
from shared.policy.facts.builder import cut_off
from shared.policy.facts.growth import Growth
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan
from shared.policy.terms.vocabulary import Facts


def reached_on(name: str, value: Any, facts: Facts, pack: Pack, growth: Growth | None) -> date | None:
    """The first day on which the fact has the value; None where neither facts nor `growth` tell."""
    known = movements()
    if name == TODAY:
        return date.fromisoformat(str(value))
    if name in known.of_the_year:
        return date(pack.notice.year + 1, 1, 1)
    if name in known.ends:
        end = facts.get(known.ends[name] or "")
        return date.fromisoformat(str(end)) + timedelta(days=1) if end else None
    if growth is None:
        return None
    return growth.faded_on(value) if name in known.fades else growth.first_day(name, value)


def is_in_time(name: str, day: date, pack: Pack, plan: Plan) -> bool:
    """Whether the day comes before the plan's filings end, and before its count does."""
    filing = plan.windows.get("filing")
    if filing is None:
        return False
    kind = movements().waits.get(name)
    count_ends = cut_off(pack, plan, kind) if kind else None
    if name in movements().of_the_year or name in movements().fades:
        return day.year <= pack.notice.year
    return day <= min(filing.closes_on, count_ends or filing.closes_on)
