"""岗位结构比例 and 名额: how many applicants a report may hold, computed with its numbers shown.

Only public institutions are measured, only by the rules of the notice's pack, and only people whose way to qualify does
not set the post quota aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from services.audit.domain.organisation import Organisation
from shared.contracts.audit.publicity_and_roster import PostCount
from shared.policy import Pack, Plan
from shared.policy.pack.procedure import PostRule, Quota
from shared.policy.terms.basics import Level
from shared.wire.types import Doc

MEASURED_NATURE = "public_institution"
SENIOR = ("full_senior", "associate_senior")
LOCAL_TIERS = ("township", "county")
Posts = Mapping[str, tuple[int, int]]
"""Level -> (posts approved, posts filled)."""
PostBase = Literal[Level, "senior"]
"""Posts of one level, or all senior ones."""
Key = tuple[str, str, PostBase]
"""What a computation is told by: clause, body, base."""


@dataclass(frozen=True, slots=True)
class CountedApplicant:
    """One applicant of a report, or of an earlier one that still counts."""

    declaration_id: str
    unit: Organisation
    plan: Plan
    waives_posts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaComputation:
    """The computation for one county under a city-wide number."""

    quota: Annotated[str, Doc("quota_id")]
    region: str
    clause: str
    allocated: int
    applications: Annotated[int, Doc("with those reported before that still count")]
    over: Annotated[int, Doc("applications beyond the allocated number")]


def post_counts(
    pack: Pack,
    applications: Iterable[CountedApplicant],
    stated: Iterable[tuple[Organisation, Posts]],
    earlier: Iterable[CountedApplicant] = (),
) -> list[PostCount]:
    """One computation per body and base that the applications touch; bodies in the order of their keys.

    `earlier`: who was reported before and still counts, in the bodies of these applications and in no others.
    """
    units = list(stated)
    measured, before = (list(_measured(pack, each)) for each in (applications, earlier))
    rules: dict[Key, PostRule] = {}
    for key, rule, _ in measured:
        rules.setdefault(key, rule)
    counted: dict[Key, list[Organisation]] = {key: [] for key in rules}
    for key, _, unit in (*measured, *before):
        if key in counted:
            counted[key].append(unit)
    known = {unit.id for unit, _ in units}
    not_stated = {key: [unit.name for unit in found if unit.id not in known] for key, found in counted.items()}
    return [_computed(rules[key], key, units, len(counted[key]), not_stated[key]) for key in sorted(rules)]


def _measured(pack: Pack, applications: Iterable[CountedApplicant]) -> Iterator[tuple[Key, PostRule, Organisation]]:
    """Of each application that a rule measures: the computation it belongs to, the rule and the unit."""
    for each in applications:
        rule = post_rule(pack, each)
        if rule is not None:
            yield (rule.cited, _body(rule, each.unit), _base(rule, each.plan)), rule, each.unit


def post_rule(pack: Pack, application: CountedApplicant) -> PostRule | None:
    """The first rule that measures this application; None when none does."""
    if application.waives_posts or application.unit.nature != MEASURED_NATURE:
        return None
    fitting = (
        rule
        for rule in pack.posts
        if application.plan.is_meant_by(rule.applies)
        and (not rule.affiliations or application.unit.unit_facts().affiliation in rule.affiliations)
        and rule.under_reform in (None, application.unit.under_reform)
    )  # fmt: skip
    return next(fitting, None)


def quota_counts(
    pack: Pack,
    applications: Iterable[CountedApplicant],
    allocations: Mapping[str, Mapping[str, int]],
    earlier: Iterable[CountedApplicant] = (),
) -> list[QuotaComputation]:
    """Per quota and county with applicants; `allocations`: quota id -> county -> number (a missing county has 0).

    `earlier`: who was reported before and still counts, in the counties of these applications and in no others.
    """
    held, before = list(applications), list(earlier)
    counts = []
    for quota in pack.quotas:
        regions, reported = (
            [one.unit.region for one in each if one.plan.is_meant_by(quota.applies)] for each in (held, before)
        )
        given = allocations.get(quota.id, {})
        for region in sorted(set(regions)):
            counts.append(_quota_computed(quota, region, given, regions.count(region) + reported.count(region)))
    return counts


def _quota_computed(quota: Quota, region: str, given: Mapping[str, int], applications: int) -> QuotaComputation:
    allocated = given.get(region, 0)
    over = max(0, applications - allocated)
    return QuotaComputation(
        quota=quota.id, region=region, clause=quota.cited, allocated=allocated, applications=applications, over=over
    )


def _computed(
    rule: PostRule, key: Key, units: Iterable[tuple[Organisation, Posts]], applications: int, not_stated: Iterable[str]
) -> PostCount:
    clause, body, base = key
    levels: tuple[str, ...] = SENIOR if base == "senior" else (base,)
    posts = [stated.get(level, (0, 0)) for unit, stated in units if _body(rule, unit) == body for level in levels]
    approved, filled = sum(each for each, _ in posts), sum(each for _, each in posts)
    vacant, allowance = approved - filled, approved * rule.over_percent // 100
    return PostCount(
        body=body, base=base, clause=clause, over_percent=rule.over_percent, approved=approved, filled=filled,
        applications=applications, not_stated=tuple(not_stated), vacant=vacant, allowance=allowance,
        over=max(0, applications - max(0, vacant) - allowance),
    )  # fmt: skip


def _body(rule: PostRule, unit: Organisation) -> str:
    """Whose vacancies count together: a county's units, a department's (also above the county), or the unit's own."""
    if rule.measured_per == "county" and unit.tier in LOCAL_TIERS:
        return unit.region
    if rule.measured_per in ("county", "department"):
        return unit.parent_id or unit.id
    return unit.id


def _base(rule: PostRule, plan: Plan) -> PostBase:
    return "senior" if rule.base == "senior" and plan.level in SENIOR else plan.level
