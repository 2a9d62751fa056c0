"""岗位结构比例 and 名额: how many applicants a report may hold, computed with its numbers shown.

Only public institutions are measured, only by the rules of the notice's pack, and only people whose way to qualify does
not set the post quota aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from services.audit.domain.organisation import Organisation
from shared.policy import Pack, Plan
from shared.policy.pack.procedure import PostRule, Quota
from shared.policy.terms.basics import Level

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
class Application:
    """One applicant of a report, or of an earlier one that still counts."""

    declaration_id: str
    unit: Organisation
    plan: Plan
    waives_posts: bool


@dataclass(slots=True)
class PostCount:
    """The computation for one body (a unit, a county, a department) and the posts of one level or of all senior ones.

    `approved`, `filled` and `applications` are counts; `allowance` what the notice lets a body go over its vacancies.
    """

    body: str
    base: PostBase
    clause: str
    over_percent: int
    approved: int = 0
    filled: int = 0
    applications: int = 0
    not_stated: list[str] = field(default_factory=list)

    @property
    def vacant(self) -> int:
        """Posts approved and not filled; negative where more are filled than approved."""
        return self.approved - self.filled

    @property
    def allowance(self) -> int:
        """Whole posts of the percentage; a part of one is none."""
        return self.approved * self.over_percent // 100

    @property
    def over(self) -> int:
        """Applications beyond vacancies and allowance; 0 within."""
        return max(0, self.applications - max(0, self.vacant) - self.allowance)

    def as_event(self) -> dict[str, Any]:
        """All numbers, as a report and a refusal show them."""
        return asdict(self) | {"vacant": self.vacant, "allowance": self.allowance, "over": self.over}


@dataclass(frozen=True, slots=True)
class QuotaCount:
    """The computation for one county under a city-wide number."""

    quota: str
    region: str
    clause: str
    allocated: int
    applications: int

    @property
    def over(self) -> int:
        """Applications beyond the county's number."""
        return max(0, self.applications - self.allocated)

    def as_event(self) -> dict[str, Any]:
        """All numbers."""
        return asdict(self) | {"over": self.over}


def post_counts(
    pack: Pack,
    applications: Iterable[Application],
    stated: Iterable[tuple[Organisation, Posts]],
    earlier: Iterable[Application] = (),
) -> list[PostCount]:
    """One computation per body and base that the applications touch; bodies in the order of their keys.

    `earlier`: who was reported before and still counts, in the bodies of these applications and in no others.
    """
    units = list(stated)
    known = {unit.id for unit, _ in units}
    measured, before = (list(_measured(pack, each)) for each in (applications, earlier))
    counts: dict[Key, PostCount] = {}
    for key, rule, _ in measured:
        if key not in counts:
            counts[key] = _count(rule, key, units)
    for key, _, unit in (*measured, *before):
        if key in counts:
            counts[key].applications += 1
            counts[key].not_stated += [] if unit.id in known else [unit.name]
    return [counts[key] for key in sorted(counts)]


def _measured(pack: Pack, applications: Iterable[Application]) -> Iterator[tuple[Key, PostRule, Organisation]]:
    """Of each application that a rule measures: the computation it belongs to, the rule and the unit."""
    for each in applications:
        rule = post_rule(pack, each)
        if rule is not None:
            yield (rule.cited, _body(rule, each.unit), _base(rule, each.plan)), rule, each.unit


def post_rule(pack: Pack, application: Application) -> PostRule | None:
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
    applications: Iterable[Application],
    allocations: Mapping[str, Mapping[str, int]],
    earlier: Iterable[Application] = (),
) -> list[QuotaCount]:
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
            counts.append(_quota_count(quota, region, given, regions.count(region) + reported.count(region)))
    return counts


def _quota_count(quota: Quota, region: str, given: Mapping[str, int], applications: int) -> QuotaCount:
    return QuotaCount(quota.id, region, quota.cited, given.get(region, 0), applications)


def _count(rule: PostRule, key: Key, units: Iterable[tuple[Organisation, Posts]]) -> PostCount:
    clause, body, base = key
    count = PostCount(body, base, clause, rule.over_percent)
    levels: tuple[str, ...] = SENIOR if base == "senior" else (base,)
    for unit, posts in units:
        if _body(rule, unit) == body:
            count.approved += sum(posts.get(level, (0, 0))[0] for level in levels)
            count.filled += sum(posts.get(level, (0, 0))[1] for level in levels)
    return count


def _body(rule: PostRule, unit: Organisation) -> str:
    """Whose vacancies count together: a county's units, a department's (also above the county), or the unit's own."""
    if rule.measured_per == "county" and unit.tier in LOCAL_TIERS:
        return unit.region
    if rule.measured_per in ("county", "department"):
        return unit.parent_id or unit.id
    return unit.id


def _base(rule: PostRule, plan: Plan) -> PostBase:
    return "senior" if rule.base == "senior" and plan.level in SENIOR else plan.level
