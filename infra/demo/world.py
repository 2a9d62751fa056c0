"""Everybody and everything of one run, made from the seed: places with their clerks, applicants with their fates."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from infra.demo.days import GroupDays, cohort_of, days_of
from infra.demo.organisations import CLERK_ROLE, SECTOR_OF_SERIES, TALENT, DemoOrganisation, Places, build_places
from infra.demo.outcomes import EARLY, OF_RECOGNITION, Fate, draw_fates
from infra.demo.profiles import Careers
from shared.kernel.caller import Caller
from shared.kernel.errors import WireError
from shared.policy import NoRouteError, Pack, Plan, evaluate, facts_from_dossier
from shared.policy.facts.profile import UnitJson
from shared.policy.terms.basics import Tier

SERIES = ("k12_teacher", "agriculture", "construction", "engineering", "cultural_relics")
TRACKS = ("socialised", "green_channel", "targeted", "recognition")
LEVEL_SHARES = {"junior": 40, "middle": 36, "senior": 24}


@dataclass
class Applicant:
    """One made-up applicant; what the services answer is kept here as the year goes on."""

    number: int
    fate: Fate
    plan: Plan
    unit: DemoOrganisation
    profile: dict[str, Any]
    results: dict[str, Any]
    early: bool
    declaration_id: str = ""
    version: int = 0
    refusal: WireError | None = None

    @property
    def person_id(self) -> str:
        """Stable over runs of the same seed."""
        return f"person-{self.number:06d}"

    @property
    def caller(self) -> Caller:
        """The applicant at the door."""
        return Caller(self.person_id, self.profile["person"]["name"], roles=frozenset({"applicant"}))


@dataclass
class World:
    """One seed's cast."""

    pack: Pack
    seed: int
    rng: random.Random
    places: Places
    applicants: list[Applicant]
    plans: list[Plan]
    careers: Careers
    by_person: dict[str, Applicant] = field(default_factory=dict)

    def clerk(self, place: DemoOrganisation) -> Caller:
        """The clerk of an organisation; the region's talent centre is also the office of the experts it calls."""
        number = self.places.all.index(place)
        centre = (place.kind, place.tier) == (TALENT, "region")
        roles = {CLERK_ROLE[place.kind], *({"committee_office"} if centre else ())}
        return Caller(
            f"clerk-{number:04d}",
            f"经办人{number:03d}",
            organisation_id=place.id,
            roles=frozenset(roles),
            region=place.region,
        )

    def office_clerk(self, place: DemoOrganisation) -> Caller:
        """Whoever does a committee's office work there; a bureau that recognises has somebody for it too."""
        clerk = self.clerk(place)
        return replace(clerk, roles=clerk.roles | {"committee_office"})

    def approver(self, place: DemoOrganisation) -> Caller:
        """Whoever answers there for the authority over a committee: never the one who does its office's work."""
        clerk = self.clerk(place)
        roles = clerk.roles | {"committee_office"} if place.kind == "committee_office" else clerk.roles
        return replace(clerk, person_id=f"{clerk.person_id}-approver", name=f"{clerk.name}核", roles=roles)

    def of(self, person_id: str) -> Applicant:
        """The applicant with that person id."""
        return self.by_person[person_id]

    def cohorts(self) -> list[str]:
        """Cohorts with applicants, by the day their filing closes."""
        closing = {cohort_of(each.plan): each.plan.windows["filing"].closes_on for each in self.applicants}
        return sorted(closing, key=lambda cohort: (closing[cohort], cohort))

    def in_cohort(self, cohort: str) -> list[Applicant]:
        """Applicants of one cohort."""
        return [applicant for applicant in self.applicants if cohort_of(applicant.plan) == cohort]

    def days_of(self, cohort: str) -> GroupDays:
        """The working calendar of one cohort."""
        people = self.in_cohort(cohort)
        routes = [self.pack.route_for(each.plan, each.unit.unit_facts) for each in people]
        days = self.pack.publicity_rule("unit").working_days
        return days_of(cohort, [each.plan for each in people], routes, self.pack.notice.issued_on, days)

    def closing_of_review(self, cohort: str) -> date:
        """The last day of the cohort's review."""
        return max(each.plan.windows["review"].closes_on for each in self.in_cohort(cohort))

    def reviews(self) -> dict[date, list[str]]:
        """Cohorts by the day their committee offices' work closes: a review for each round of the year."""
        closing: dict[date, list[str]] = {}
        for cohort in self.cohorts():
            closing.setdefault(self.closing_of_review(cohort), []).append(cohort)
        return dict(sorted(closing.items()))


def build_world(pack: Pack, seed: int, count: int, counties: int = 3) -> World:
    """The whole cast; the same arguments give the same people, places and fates."""
    rng = random.Random(seed)
    plans = playable_plans(pack)
    places = build_places(pack, plans, rng, counties)
    careers = Careers(seed, pack.notice.year)
    fates = draw_fates(count, rng, recognition=any(plan.track == "recognition" for plan in plans))
    taking = {plan.id: _units_taking(pack, plan, places) for plan in plans}
    applicants = [_applicant(number, fate, plans, taking, careers, rng) for number, fate in enumerate(fates)]
    world = World(pack, seed, rng, places, applicants, plans, careers)
    world.by_person = {applicant.person_id: applicant for applicant in applicants}
    return world


def playable_plans(pack: Pack) -> list[Plan]:
    """Plans that take filings on this system, of the series the demonstration has people for."""
    return [
        plan
        for plan in pack.plans
        if plan.series in SERIES
        and plan.track in TRACKS
        and plan.availability.state == "open"
        and not plan.exam_combined
        and plan.external_system is None
        and "filing" in plan.windows
        and plan.level != "technician"
        and not _is_of_post_docs(plan)
    ]


def _is_of_post_docs(plan: Plan) -> bool:
    """考核认定 above the middle level is for post-docs who stay in an enterprise: nobody here is one."""
    return plan.track == "recognition" and plan.level_group == "senior"


def _applicant(
    number: int,
    fate: Fate,
    plans: list[Plan],
    taking: dict[str, list[DemoOrganisation]],
    careers: Careers,
    rng: random.Random,
) -> Applicant:
    plans = [plan for plan in plans if _suits(plan, fate) and taking[plan.id]]
    groups = sorted({plan.level_group for plan in plans}, key=list(LEVEL_SHARES).index)
    group = rng.choices(groups, weights=[LEVEL_SHARES[group] for group in groups])[0]
    if fate is Fate.INELIGIBLE:
        group = rng.choice([group for group in groups if group != "junior"])
    plan = rng.choice([plan for plan in plans if plan.level_group == group])
    units = taking[plan.id]
    if fate is Fate.INELIGIBLE:
        units = [unit for unit in units if unit.nature == "public_institution" and unit.tier != "township"]
    unit = rng.choice(units)
    profile = careers.profile(plan, unit, eligible=fate is not Fate.INELIGIBLE)
    early = rng.random() < 0.4 or fate in EARLY
    return Applicant(number, fate, plan, unit, profile, careers.results(plan), early)


def _suits(plan: Plan, fate: Fate) -> bool:
    """Somebody not eligible is so for want of years in the present title, of which recognition does not ask."""
    if plan.track == "recognition":
        return fate is not Fate.INELIGIBLE
    return fate not in OF_RECOGNITION


def _units_taking(pack: Pack, plan: Plan, places: Places) -> list[DemoOrganisation]:
    """Units whose people may choose the plan: a route leads on, and no rule keeps it for units of another place."""
    return [
        unit
        for unit in _units_for(plan, places)
        if _has_route(pack, plan, unit) and _is_meant_for(pack, plan, unit)
    ]  # fmt: skip


def _is_meant_for(pack: Pack, plan: Plan, unit: DemoOrganisation) -> bool:
    at = pack.notice.issued_on
    where: UnitJson = {
        "tier": cast(Tier, unit.tier),
        "region": unit.region,
        "sector": unit.sector,
        "nature": unit.nature,
    }
    verdict = evaluate(pack, plan, facts_from_dossier(pack, plan, profile={}, unit=where, at=at), at)
    return not any(rule.refuses and rule.topic == "channel" for rule in verdict.gates)


def _has_route(pack: Pack, plan: Plan, unit: DemoOrganisation) -> bool:
    try:
        pack.route_for(plan, unit.unit_facts)
    except NoRouteError:
        return False
    return True


def _units_for(plan: Plan, places: Places) -> list[DemoOrganisation]:
    tiers: dict[str, tuple[str, ...]] = {
        "city": ("city",), "county": ("township", "county"), "region": ("region",),
        "any": ("township", "county", "city", "region"),
    }  # fmt: skip
    wanted = ("township",) if plan.track == "recognition" else tiers[plan.affiliation]
    units = places.units(wanted, SECTOR_OF_SERIES[plan.series])
    public_only = plan.level_group == "senior" or plan.track == "targeted"
    return [unit for unit in units if unit.nature != "private"] if public_only else units


def chosen(places: Places, wanted: Callable[[DemoOrganisation], bool]) -> list[DemoOrganisation]:
    """Places that satisfy a condition."""
    return [place for place in places.all if wanted(place)]
