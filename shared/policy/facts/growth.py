"""When a count that grows with time will be reached, if things stay as they are: the same counting, at later days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from shared.policy.facts.builder import cut_off
from shared.policy.facts.career import career_facts, standing_title
from shared.policy.facts.claims import move_facts, skill_facts
from shared.policy.facts.profile import EmployerJson, ProfileJson
from shared.policy.facts.proofs import RECENT_YEARS, UNQUALIFIED, qualification_facts
from shared.policy.facts.service import service_facts
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan
from shared.policy.terms.basics import LEVEL_RANK
from shared.policy.terms.vocabulary import Facts

HORIZON = timedelta(days=366 * 50)
"""Nobody waits longer."""


@dataclass(frozen=True, slots=True)
class Growth:
    """One person's counts at any day; made by `growth_of`."""

    pack: Pack
    plan: Plan
    profile: ProfileJson
    unit: EmployerJson
    at: date

    def first_day(self, fact: str, least: int) -> date | None:
        """The first day on which the count is at least that; None when it will not be while things stay as they are."""
        first, last = self._start(), self.at + HORIZON
        if not self._reached(fact, least, last):
            return None
        while first < last:
            middle = first + (last - first) // 2
            first, last = (first, middle) if self._reached(fact, least, middle) else (middle + timedelta(1), last)
        return first

    def faded_on(self, most: int) -> date | None:
        """The first day of the year whose notice looks back on at most that many unqualified assessments."""
        years = sorted(row["year"] for row in self.profile.get("assessments", ()) if row["grade"] in UNQUALIFIED)
        if len(years) <= most:
            return None
        return date(years[len(years) - most - 1] + RECENT_YEARS + 1, 1, 1)

    def _start(self) -> date:
        ends = (cut_off(self.pack, self.plan, "tenure"), cut_off(self.pack, self.plan, "seniority"), self.at)
        return min(day for day in ends if day is not None)

    def _reached(self, fact: str, least: int, day: date) -> bool:
        count = self._counted(fact, day).get(fact)
        return isinstance(count, int) and count >= least

    def _counted(self, fact: str, day: date) -> Facts:
        """The facts among which this one stands, at that day."""
        pack, series, profile = self.pack, self.plan.series, self.profile
        group = fact.partition(".")[0]
        if group == "qualification":
            return qualification_facts(pack, series, profile, day)
        if group == "person":
            return skill_facts(profile, day)
        if group == "employment" or fact == "career.post_months":
            return move_facts(profile, day, day)
        title = standing_title(pack, series, profile, cut_off(pack, self.plan, "tenure") or self.at)
        if group == "title":
            return career_facts(title, LEVEL_RANK[title["level"]] if title else 0, series, day)
        return service_facts(profile, self.unit, title, day, pack.notice.year)


def growth_of(pack: Pack, plan: Plan, *, profile: ProfileJson, unit: EmployerJson, at: date) -> Growth:
    """For the same arguments as `facts_from_dossier`."""
    return Growth(pack, plan, profile, unit, at)
