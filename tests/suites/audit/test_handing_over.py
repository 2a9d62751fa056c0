"""A body above stands in where the applicant is the only clerk of the holder: who may say so, and what follows."""

import pytest

from shared.kernel.caller import Caller
from tests.support.audit_suite.world import PUBLISHER, SUPERVISOR, key_of, refusal

WHY = "申报人为本单位唯一经办人。"


def hand_over(world, who, number=1):
    version = world.case(number)["version"]
    return world.do(who, "hand_over_case", declaration_id=key_of(number), expected_version=version, reason=WHY)


def himself(world, place):
    """The applicant with the token of a clerk."""
    clerk = world.clerk(place)
    return Caller("person-1", "张三", clerk.organisation_id, clerk.roles)


@pytest.mark.parametrize("asked", ["by himself", "by the body above"])
def test_the_competent_department_stands_in_for_the_applicants_own_unit(world, asked):
    world.submitted()
    who = himself(world, "school") if asked == "by himself" else world.clerk("bureau")
    stage = hand_over(world, who)["stage"]
    assert (stage["holder_id"], stage["replaces_id"], stage["replaces_reason"]) == (
        world.ids["bureau"], world.ids["school"], WHY,
    )  # fmt: skip
    [event] = world.events("audit.stage_entered")
    assert (event["stage"]["holder_name"], event["stage"]["replaces_name"]) == ("松山区教育局", "松山区第一小学")
    assert refusal(world.publish, "school", "unit").slug == "organisation_not_allowed"
    world.publish("bureau", "unit")
    shown = world.call(world.clerk("school"), "get_case", declaration_id=key_of(1))["stages"][0]
    assert (shown["holder_id"], shown["replaces_id"]) == (world.ids["bureau"], world.ids["school"])
    trail = next(row for row in world.rows("trail") if "case_handed_over" in row)
    assert world.ids["school"] in trail
    assert world.ids["bureau"] in trail


def test_only_this_case_is_handed_over(world):
    world.submitted(1)
    world.submitted(2)
    hand_over(world, himself(world, "school"))
    assert world.case(2)["stage"]["holder_id"] == world.ids["school"]
    assert world.case(2)["stage"]["replaces_id"] is None


def test_a_bureau_gives_to_the_bureau_of_the_next_larger_place(world):
    world.submitted()
    world.through_the_unit()
    world.approve("bureau")
    assert refusal(hand_over, world, himself(world, "county")).slug == "superior_unknown"
    answer = world.do(
        PUBLISHER, "register_organisation", name="赤峰市人社局",
        kind="hr_bureau", tier="city", region="150400", sector="general", nature="government",
    )  # fmt: skip
    assert hand_over(world, himself(world, "county"))["stage"]["holder_id"] == answer["organisation_id"]


@pytest.mark.parametrize(
    ("place", "slug"),
    [("school", "hand_over_not_needed"), ("county", "organisation_not_allowed"), ("other", "case_not_found")],
)
def test_nobody_else_moves_a_case(world, place, slug):
    world.submitted()
    assert refusal(hand_over, world, world.clerk(place)).slug == slug


def test_the_body_above_does_not_take_what_is_not_of_the_holders_own_people(world):
    world.submitted()
    world.through_the_unit()
    above = Caller("clerk-x", "冯二", world.ids["county"], frozenset({"hr_clerk"}))
    assert refusal(hand_over, world, above).slug == "hand_over_not_needed"


def test_a_case_on_a_posted_list_stays_until_the_list_is_closed(world):
    world.submitted()
    world.publish("school", "unit")
    assert refusal(hand_over, world, himself(world, "school")).slug == "publicity_is_running"
    assert world.call(SUPERVISOR, "get_case", declaration_id=key_of(1))["stage"]["holder_id"] == world.ids["school"]
