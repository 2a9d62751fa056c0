"""Groups reviewed apart, from the list to the package."""

import pytest

from shared.contracts import declaration
from shared.policy import shipped_pack
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.refusals import refusal
from tests.support.committee_suite.world import BUREAU, CLERK, at, expert
from tests.support.stages import staged

PRIVATE = {"unit_nature": "private"}
SPECIAL = {"unit_nature": "private", "unit_specialised_sme": True}


@staged
def mixed(world):
    """Three of county schools, then one of a private unit and one of a specialised enterprise."""
    play = Play(world)
    world.passes(4, **PRIVATE)
    world.passes(5, **SPECIAL)
    return play


def by_group(groups, *names):
    return {one["group_id"]: tuple(one[name] for name in names) for one in groups}


def test_each_declaration_is_put_into_the_group_of_its_unit(world):
    answer = mixed(world).step("assign_declarations")
    assert by_group(answer["groups"], "assigned", "clause") == {
        None: (3, None), "non-public": (1, "chifeng-2026/5.5.2"), "specialised-sme": (1, "chifeng-2026/5.5.2"),
    }  # fmt: skip
    told = {one["declaration_id"]: one["group_id"] for one in world.events("committee.declaration_assigned")}
    assert (told["declaration-1"], told["declaration-4"], told["declaration-5"]) == (
        None, "non-public", "specialised-sme"
    )  # fmt: skip


def test_the_committee_may_set_up_another_group_until_the_seed_is_committed(world):
    play = mixed(world)
    play.step("assign_declarations")
    answer = play.step("assign_declarations", groups=["county-township"])
    assert by_group(answer["groups"], "assigned") == {
        "county-township": (3,), "non-public": (1,), "specialised-sme": (1,),
    }  # fmt: skip
    world.passes(6)
    assert by_group(play.step("assign_declarations")["groups"], "assigned")["county-township"] == (4,)
    assert by_group(play.step("assign_declarations", groups=[])["groups"], "assigned")[None] == (4,)


@pytest.mark.parametrize(
    ("choice", "slug"),
    [
        ({"groups": ["unheard"]}, "group_unknown"),
        ({"groups": ["county-township"], "pass_rates": {"county-township": "1/2"}}, "group_without_own_rate"),
        ({"pass_rates": {"county-township": "half"}}, "invalid_field"),
        ({"groups": "county-township"}, "invalid_field"),
    ],
)
def test_a_choice_that_the_notice_does_not_give_is_refused(world, choice, slug):
    assert refusal(Play(world).step, "assign_declarations", **choice) == slug


def test_experts_see_the_group_and_nothing_else_of_the_unit(world):
    play = mixed(world)
    play.opened()
    items = world.call(expert(play.members[0]), "get_session", session_id=play.session_id)["items"]
    assert sorted(str(item["group_id"]) for item in items) == ["None", "None", "None", "non-public", "specialised-sme"]
    assert not [item for item in items if "申报单位" in str(item)]


def test_counts_and_package_are_told_by_group(world):
    play = mixed(world)
    play.opened()
    counted = play.vote(fails={"declaration-2", "declaration-5"})
    wanted = {None: (3, 2, 1), "non-public": (1, 1, 0), "specialised-sme": (1, 0, 1)}
    assert by_group(counted["groups"], "candidates", "passed", "not_passed") == wanted
    play.step("post_results")
    world.clock.set(at(9, 21))
    play.step("close_results")
    play.step("report_package")
    [package] = world.events("committee.package_reported")
    assert by_group(package["groups"], "candidates", "passed", "not_passed") == wanted
    names = {row["declaration_id"]: row["group_name"] for row in package["rows"]}
    assert (names["declaration-1"], names["declaration-4"]) == ("其他申报人员", "非公有制领域专业技术人员")


def test_a_group_may_have_its_own_pass_rate_where_the_notice_gives_it_one(world):
    play = Play(world)
    pack = shipped_pack("chifeng-2026").raw
    grass = [group | {"own_pass_rate": True, "clause": "nmg-2021/7.4.6"} if group["id"] == "county-township" else group
             for group in pack["groups"]]  # fmt: skip
    world.hears(
        declaration.NOTICE_PUBLISHED, {"notice_id": "chifeng-2026", "version": 2, "pack": pack | {"groups": grass}}
    )
    play.step("assign_declarations", groups=["county-township"], pass_rates={"county-township": "2/3"})
    play.opened()
    blind = play.blind()
    for number, member in enumerate(play.members):
        for paper in play.collect(member):
            no = blind[paper["blind_no"]] == "declaration-3" and number == 0
            play.cast([paper], "no" if no else "yes")
    counted = play.step("close_voting")
    outcomes = {one["declaration_id"]: (one["yes"], one["outcome"]) for one in counted["results"]}
    assert outcomes == {
        "declaration-1": (11, "passed"), "declaration-2": (11, "passed"), "declaration-3": (10, "not_passed"),
    }  # fmt: skip
    told = {one["declaration_id"]: one["clause"] for one in world.events("committee.declaration_reviewed")}
    assert told["declaration-3"] == "nmg-2021/7.4.6" != told["declaration-1"]
    assert by_group(counted["groups"], "pass_rate", "passed") == {"county-township": ("2/3", 2)}


def test_the_office_and_the_authority_see_the_group_of_each(world):
    play = mixed(world)
    play.step("assign_declarations")
    for who in (CLERK, BUREAU):
        items = world.call(who, "get_session", session_id=play.session_id)["items"]
        assert {one["group_id"] for one in items} == {None, "non-public", "specialised-sme"}
