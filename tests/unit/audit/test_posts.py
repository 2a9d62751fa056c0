"""Posts and quotas: the arithmetic a report is measured by, with its numbers shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.audit.domain.judgement import is_outside_posts
from services.audit.domain.organisation import Organisation
from services.audit.domain.posts import CountedApplicant, post_counts, quota_counts
from shared.contracts.samples import DOSSIER
from shared.policy import Pack, Plan, Selector, shipped_pack
from shared.policy.pack.procedure import PostRule

PACK = shipped_pack("chifeng-2026")
FULL, ASSOCIATE = PACK.plan("k12-full-senior"), PACK.plan("k12-associate-senior")


def unit(name: str, tier: str = "county", region: str = "150402", parent: str = "dept", **more: object) -> Organisation:
    return Organisation(name, name, "unit", tier, region, "education", "public_institution", parent, **more)  # type: ignore[arg-type]


def applications(
    place: Organisation, count: int, plan: Plan = ASSOCIATE, *, waived: bool = False
) -> list[CountedApplicant]:
    return [CountedApplicant(f"{place.id}-{plan.id}-{n}", place, plan, waived) for n in range(count)]


def ruled(*rules: PostRule) -> Pack:
    return replace(PACK, posts=rules)


def rule(**changes: object) -> PostRule:
    return PostRule(**({"clause": "nmg-2021/5.5"} | changes))  # type: ignore[arg-type]


SCHOOL, OTHER = unit("school"), unit("other")
POSTS = {"full_senior": (2, 2), "associate_senior": (20, 17)}


def test_within_the_vacancies_nothing_is_over() -> None:
    [count] = post_counts(ruled(rule()), applications(SCHOOL, 3), [(SCHOOL, POSTS)])
    assert (count.approved, count.filled, count.vacant, count.applications, count.over) == (20, 17, 3, 3, 0)
    assert count.clause == "nmg-2021/5.5"


def test_one_more_than_vacant_is_over_by_one_without_an_allowance() -> None:
    [count] = post_counts(ruled(rule()), applications(SCHOOL, 4), [(SCHOOL, POSTS)])
    assert (count.allowance, count.over) == (0, 1)


def test_five_percent_of_twenty_posts_lets_one_more_in_and_not_two() -> None:
    pack = ruled(rule(over_percent=5))
    assert [post_counts(pack, applications(SCHOOL, n), [(SCHOOL, POSTS)])[0].over for n in (4, 5)] == [0, 1]


def test_a_part_of_a_post_is_no_post() -> None:
    [count] = post_counts(
        ruled(rule(over_percent=5)), applications(SCHOOL, 1), [(SCHOOL, {"associate_senior": (19, 19)})]
    )
    assert (count.allowance, count.over) == (0, 1)


def test_more_filled_than_approved_leaves_no_vacancy_to_give() -> None:
    [count] = post_counts(ruled(rule()), applications(SCHOOL, 1), [(SCHOOL, {"associate_senior": (5, 8)})])
    assert (count.vacant, count.over) == (-3, 1)


def test_a_county_is_measured_as_a_whole_and_the_city_by_department() -> None:
    city = unit("city-school", "city", "150400", parent="city-dept")
    stated = [(SCHOOL, POSTS), (OTHER, POSTS), (city, POSTS)]
    people = applications(SCHOOL, 6) + applications(city, 3)
    counts = post_counts(ruled(rule(measured_per="county")), people, stated)
    assert [(count.body, count.vacant, count.over) for count in counts] == [("150402", 6, 0), ("city-dept", 3, 0)]


def test_senior_posts_are_measured_together_where_the_notice_says_so() -> None:
    people = applications(SCHOOL, 3) + applications(SCHOOL, 1, FULL)
    [together] = post_counts(ruled(rule(base="senior")), people, [(SCHOOL, POSTS)])
    assert (together.base, together.approved, together.over) == ("senior", 22, 1)
    apart = post_counts(ruled(rule()), people, [(SCHOOL, POSTS)])
    assert {count.base: count.over for count in apart} == {"associate_senior": 0, "full_senior": 1}


def test_a_way_that_sets_the_quota_aside_is_not_counted() -> None:
    people = applications(SCHOOL, 3) + applications(SCHOOL, 9, waived=True)
    [count] = post_counts(ruled(rule()), people, [(SCHOOL, POSTS)])
    assert (count.applications, count.over) == (3, 0)


def test_only_public_institutions_are_measured() -> None:
    company = replace(unit("company"), nature="private")
    assert post_counts(ruled(rule()), applications(company, 9), []) == []


def test_a_unit_being_reorganised_has_its_own_rule() -> None:
    strict = rule(under_reform=True, clause="chifeng-2023/4.11.1")
    pack = ruled(strict, rule(under_reform=False, over_percent=5, clause="chifeng-2023/4.11.2"))
    reforming = replace(OTHER, under_reform=True)
    counts = post_counts(
        pack, applications(SCHOOL, 4) + applications(reforming, 4), [(SCHOOL, POSTS), (reforming, POSTS)]
    )
    assert {count.body: (count.clause, count.over) for count in counts} == {
        "other": ("chifeng-2023/4.11.1", 1), "school": ("chifeng-2023/4.11.2", 0),
    }  # fmt: skip


def test_the_first_rule_that_means_the_plan_counts() -> None:
    pack = ruled(rule(applies=Selector(series=("k12_teacher",))), rule(over_percent=50))
    [count] = post_counts(pack, applications(SCHOOL, 4), [(SCHOOL, POSTS)])
    assert (count.over_percent, count.over) == (0, 1)


def test_a_unit_that_stated_nothing_is_named() -> None:
    [count] = post_counts(ruled(rule()), applications(OTHER, 2), [(SCHOOL, POSTS)])
    assert count.not_stated == ("other", "other")


def test_a_county_may_not_go_beyond_its_part_of_the_quota() -> None:
    people = applications(SCHOOL, 3, FULL) + applications(unit("far", region="150404"), 1, FULL)
    counts = quota_counts(PACK, people, {"k12-full-senior": {"150402": 2}})
    assert [(count.region, count.allocated, count.over) for count in counts] == [("150402", 2, 1), ("150404", 0, 1)]
    assert {count.clause for count in counts} == {"chifeng-2026/5.9"}


def test_who_was_reported_before_counts_in_the_bodies_of_a_report_and_nowhere_else() -> None:
    elsewhere = unit("elsewhere", region="150421")
    stated = [(SCHOOL, POSTS), (OTHER, POSTS), (elsewhere, {"associate_senior": (0, 5)})]
    pack, new = ruled(rule(measured_per="county")), applications(SCHOOL, 2)
    earlier = [*applications(OTHER, 1), *applications(elsewhere, 4)]
    [count] = post_counts(pack, new, stated, earlier)
    assert (count.body, count.applications) == (SCHOOL.region, 3)
    full = applications(SCHOOL, 1, FULL)
    before = [*applications(OTHER, 2, FULL), *applications(elsewhere, 4, FULL)]
    [quota] = quota_counts(PACK, full, {"k12-full-senior": {"150402": 3}}, before)
    assert (quota.region, quota.applications, quota.over) == ("150402", 3, 0)
    assert post_counts(pack, [], stated, earlier) == quota_counts(PACK, [], {}, before) == []


def test_other_plans_are_outside_the_quota() -> None:
    assert quota_counts(PACK, applications(SCHOOL, 30), {}) == []


def test_a_rule_for_the_regions_own_units_passes_over_those_of_a_city() -> None:
    pack = ruled(rule(affiliations=("region",), measured_per="department", over_percent=5), rule(over_percent=0))
    own, city = unit("own", tier="region", region="150000"), unit("city", tier="city", region="150400")
    counts = post_counts(pack, [*applications(own, 1), *applications(city, 1)], [(own, POSTS), (city, POSTS)])
    assert {count.body: count.over_percent for count in counts} == {"dept": 5, "city": 0}


DOCTOR = DOSSIER | {
    "plan": DOSSIER["plan"] | {"plan_id": "health-associate-senior", "major": "clinical"},
    "submitted_at": "2021-06-10T02:00:00Z",
    "route_claimed": "ordinary",
    "record": {},
    **dict.fromkeys(("education", "work_history", "exams", "assessments", "continuing_education"), ()),
    "unit": DOSSIER["unit"]
    | {"tier": "county", "region": "150404", "sector": "health", "nature": "public_institution"},
    "circumstances": {"epidemic": {"frontline": False, "designated": True, "confirmed": None}},
}


@pytest.mark.parametrize(
    ("changes", "stated", "outside"),
    [
        ({}, {"epidemic.confirmed": True}, True),
        ({}, {"epidemic.confirmed": False}, False),
        ({}, {}, False),
        ({"circumstances": {"epidemic": {"frontline": True, "confirmed": True}}}, {}, False),
        ({"route_claimed": "exceptional-full-senior"}, {}, True),
    ],
)
def test_a_relief_that_certainly_holds_sets_the_posts_aside_on_every_way(changes, stated, outside) -> None:
    assert is_outside_posts(shipped_pack("nmg-2021"), DOCTOR | changes, stated) is outside
