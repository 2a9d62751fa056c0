"""Joint and entrusted review: a committee takes another one's declarations, by the bureau's consent only."""

import pytest

from shared.contracts import audit, declaration
from shared.kernel.caller import Caller
from shared.policy import shipped_pack
from tests.suites.committee.test_watching import why
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.refusals import refusal, refused_by
from tests.support.committee_suite.world import BUREAU, CLERK, at
from tests.support.stages import staged

CITY = Caller("clerk-7", "周九", "bureau-city", frozenset({"hr_clerk"}))
COUNTY = Caller("clerk-6", "吴十", "bureau-county", frozenset({"hr_clerk"}))
CLAUSE = "chifeng-2026/5.2.4"
OTHER = next(
    spec.code_for("150404")
    for spec in shipped_pack("chifeng-2026").committees
    if spec.is_per_county and spec.level_group == "middle" and "k12_teacher" in spec.series
)
"""A county's committee of the same level and series."""

SENIOR = next(
    spec.code_for("150404") for spec in shipped_pack("chifeng-2026").committees if spec.level_group == "senior"
)


@staged
def joined(world, **city):
    """A session, the city's bureau, and two declarations that wait for the county's committee."""
    play = Play(world)
    sample = audit.ORGANISATION_REGISTERED.sample
    bureau = {
        "organisation_id": "bureau-city",
        "name": "市人社局",
        "kind": "hr_bureau",
        "tier": "city",
        "region": "150400",
    }
    world.hears(audit.ORGANISATION_REGISTERED, sample | bureau | city)
    for number in (7, 8):
        world.passes(number, committee_code=OTHER)
    return play


def agree(play, who=CITY, **changes):
    request = {"committee_id": play.committee_id, "from_code": OTHER, "notice_id": "chifeng-2026", "mode": "entrusted",
               "opinion": "同意委托评审。"}  # fmt: skip
    return play.world.do(who, "agree_joint_review", **(request | changes))


def test_without_consent_nothing_of_another_committee_is_assigned(world):
    play = joined(world)
    error = why(play.step, "assign_declarations", from_codes=[OTHER])
    assert (error.slug, error.clause, error.details["code"]) == ("joint_review_not_agreed", CLAUSE, OTHER)
    assert play.step("assign_declarations")["total"] == 3


def test_with_consent_they_are_reviewed_here_and_certified(world):
    play = joined(world)
    assert agree(play)["clause"] == CLAUSE
    assert play.step("assign_declarations", from_codes=[OTHER, OTHER])["assigned"] == 5
    assert len(play.certified()["certificates"]) == 5
    [event] = world.events("committee.joint_review_agreed")
    assert (event["mode"], event["from_code"], event["from_office_id"]) == ("entrusted", OTHER, None)
    [seen] = world.call(CLERK, "get_oversight", committee_id=play.committee_id)["joint_reviews"]
    assert (seen["authority_name"], seen["opinion"]) == ("市人社局", "同意委托评审。")


def test_even_with_consent_nothing_outside_series_and_majors_is_reviewed(world):
    play = joined(world)
    world.passes(9, committee_code=OTHER, series="health")
    agree(play, mode="joint")
    answer = play.step("assign_declarations", from_codes=[OTHER])
    assert (answer["assigned"], answer["out_of_scope"]) == (5, ["declaration-9"])


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"from_code": "unheard-of"}, "joint_review_code_unknown"),
        ({"from_code": SENIOR}, "joint_review_out_of_scope"),
        ({"mode": "swap"}, "invalid_field"),
        ({"opinion": ""}, "invalid_field"),
        ({"notice_id": "none"}, "notice_not_found"),
        ({"committee_id": "none"}, "committee_not_found"),
        ({"who": COUNTY}, "joint_review_other_bureau"),
        ({"who": CLERK}, "role_not_allowed"),
    ],
)
def test_a_consent_that_cannot_be_given_is_refused(world, changes, slug):
    play = joined(world)
    assert refusal(agree, play, **changes) == slug
    assert world.rows("joint_reviews") == []


@pytest.mark.parametrize("city", [{"tier": "county", "region": "150404"}, {"region": "150500"}, {"kind": "department"}])
def test_only_the_bureau_that_the_notice_names_consents(world, city):
    assert refusal(agree, joined(world, **city)) == "joint_review_other_bureau"


def test_a_consent_is_given_once(world):
    play = joined(world)
    agree(play)
    assert refusal(agree, play, mode="joint") == "joint_review_agreed_already"


def test_a_notice_that_says_nothing_of_it_allows_none(world):
    play = joined(world)
    silent = {key: value for key, value in shipped_pack("chifeng-2026").raw.items() if key != "joint_review"}
    world.hears(declaration.NOTICE_PUBLISHED, {"notice_id": "chifeng-2026", "version": 2, "pack": silent})
    assert refused_by(agree, play) == ("joint_review_not_provided", "chifeng-2026/5.2.1")


def test_those_taken_over_are_told_when_the_review_is_put_off(world):
    play = joined(world)
    agree(play)
    rule = {"needs": "consent", "within_year": True, "clause": "chifeng-2023/5.3.1"}
    pack = shipped_pack("chifeng-2026").raw | {"extension": rule}
    world.hears(declaration.NOTICE_PUBLISHED, {"notice_id": "chifeng-2026", "version": 2, "pack": pack})
    asked = world.do(CLERK, "file_extension", committee_id=play.committee_id, notice_id="chifeng-2026",
                     until="2026-12-01", reason="专家不足。")  # fmt: skip
    world.clock.set(at(8, 2))
    world.do(
        BUREAU, "answer_extension", extension_id=asked["extension_id"], expected_version=1, agreed=True, opinion="可"
    )
    told = {one["declaration_id"] for one in world.events("committee.review_postponed")}
    assert {"declaration-1", "declaration-7", "declaration-8"} <= told
