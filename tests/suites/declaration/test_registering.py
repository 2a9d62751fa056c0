"""Notices, plans, people: who may do what, and what they see of each other."""

import re
from dataclasses import replace

import pytest

from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError
from shared.policy import shipped_text
from tests.support.amendments import amended
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal


def test_publishing_the_same_content_again_is_the_same_version_and_no_second_event(world):
    again = world.do(people.PUBLISHER, "publish_notice", pack=shipped_text("chifeng-2026"))
    assert again["version"] == 1
    assert len(world.published("declaration.notice_published")) == 1


def test_a_changed_pack_is_the_next_version_and_travels_by_value(world):
    changed = amended(lambda raw: raw["notice"].update(website="www.nmgrck.cn/zcps"))
    assert world.do(people.PUBLISHER, "publish_notice", pack=changed)["version"] == 2
    event = world.published("declaration.notice_published")[-1]
    assert event["version"] == 2
    assert event["pack"]["notice"]["website"] == "www.nmgrck.cn/zcps"


def test_a_pack_with_mistakes_is_refused_with_all_of_them(world):
    broken = shipped_text("chifeng-2026").replace("level: middle", "level: midle")
    error = refusal(world.do, people.PUBLISHER, "publish_notice", pack=broken)
    assert (error.slug, error.path) == ("pack_invalid", "pack")
    problems = error.details["problems"]
    assert len(problems) == error.details["count"] > 1
    assert all(one["line"] > 0 and one["path"] and one["slug"] for one in problems)
    assert all(re.search("[一-鿿]", one["message"]) for one in problems)


def test_only_a_publisher_publishes(world):
    assert refusal(world.do, people.APPLICANT, "publish_notice", pack="x").slug == "role_not_allowed"


def test_anybody_sees_which_plans_take_filings_on_a_day(world):
    def open_levels(day):
        plans = world.ask(None, "list_plans", filter={"open_on": day})["items"]
        return {plan["level_group"] for plan in plans}

    assert open_levels("2026-05-10") == set()
    assert open_levels("2026-05-11") == open_levels("2026-05-25") == {"junior"}
    assert open_levels("2026-06-11") == open_levels("2026-07-10") == {"senior"}
    assert open_levels("2026-07-11") == set()


def test_plans_say_their_windows_with_the_clause(world):
    plan = world.ask(None, "list_plans", filter={"series": "k12_teacher", "level": "associate_senior"})["items"][0]
    window = plan["windows"]["filing"]
    assert window == {
        "opens_on": "2026-06-11", "closes_on": "2026-07-10", "clause": "chifeng-2026/3.2", "source": None,
        "verified": True,
    }  # fmt: skip


def test_lists_of_plans_go_page_by_page(world):
    first = world.ask(None, "list_plans", filter={}, limit=5, with_total=True)
    second = world.ask(None, "list_plans", filter={}, limit=5, cursor=first["next_cursor"])
    names = [plan["plan_id"] for plan in first["items"] + second["items"]]
    assert len(set(names)) == 10
    assert first["total"] > 10
    assert second["total"] is None, "nobody asked for it"


@pytest.mark.parametrize(
    ("number", "slug"),
    [
        ("15040419850307002", "id_number_malformed"),
        ("150404198503070025", "id_number_check_digit"),
        (people.id_number(born="19850230"), "id_number_birth_date"),
    ],
)
def test_a_wrong_id_number_is_refused(world, number, slug):
    error = refusal(world.do, people.STRANGER, "register_person", **people.basics(id_number=number))
    assert (error.slug, error.path) == (slug, "id_number")


@pytest.mark.parametrize(
    "spelling",
    [
        "{}", " {} ", "{}\n", "\u3000{}", "\ufeff{}", "{}\u200b", "\u2060{}\u200d", "{0[0]}\u00ad{1}", "{0[0]} {1}",
        "{0[0]}\u00a0{1}", "{0[0]}\u3000\u200b{1}",
    ],
    ids=ascii,
)  # fmt: skip
@pytest.mark.parametrize("wide", [False, True])
def test_an_id_number_is_the_same_however_it_is_typed(world, spelling, wide):
    number = people.id_number(serial="018")
    assert number.endswith("X")
    typed = number.lower()
    if wide:
        typed = "".join(chr(ord(char) - ord("!") + ord("！")) for char in typed)
    typed = spelling.replace("{0[0]}", typed[:6]).replace("{1}", typed[6:]).replace("{}", typed)
    world.do(people.STRANGER, "register_person", **people.basics(id_number=typed))
    seen = world.ask(people.STRANGER, "get_person", person_id=people.STRANGER.person_id)
    assert (seen["id_number"], seen["birth_date"]) == (number, "1985-03-07")
    other = people.caller("person-9")
    world.do(other, "register_person", **people.basics(id_number=number))
    assert len(world.claimants(number)) == 2


@pytest.mark.parametrize(
    "typed", ["１３８００００１２３４", "138 0000 1234", "\u200b13800001234", "138\u00a000001234"], ids=ascii
)
def test_a_telephone_number_is_kept_as_it_is_dialled(world, typed):
    world.do(people.STRANGER, "register_person", **people.basics(id_number=people.id_number(serial="004"), phone=typed))
    seen = world.ask(people.STRANGER, "get_person", person_id=people.STRANGER.person_id)
    assert (seen["phone"], seen["phone_masked"]) == ("13800001234", "138****1234")


def test_one_person_has_one_account(world):
    other = people.basics(id_number=people.id_number(serial="028"))
    assert refusal(world.do, people.APPLICANT, "register_person", **other).slug == "person_exists"


def test_id_number_and_telephone_rest_sealed_only(world, raw_database):
    held = raw_database()
    assert "*" * 18 in held
    assert "150404**" not in held
    assert people.id_number() not in held
    assert "13800001234" not in held


def test_the_person_and_the_clerks_of_the_unit_see_the_number_nobody_else_the_person(world):
    for who in (people.APPLICANT, people.UNIT_CLERK):
        assert world.ask(who, "get_person", person_id="person-1")["id_number"] == people.id_number()
    for who in (people.STRANGER, people.OTHER_CLERK, people.HR_CLERK):
        assert refusal(world.ask, who, "get_person", person_id="person-1").slug == "person_not_found"


def test_only_the_clerk_of_the_unit_verifies(world):
    params = {"person_id": "person-1", "expected_version": 3, "opinion": "属实。"}
    assert refusal(world.do, people.OTHER_CLERK, "verify_profile", **params).slug == "person_not_found"
    assert refusal(world.do, people.APPLICANT, "verify_profile", **params).slug == "role_not_allowed"
    himself = replace(people.UNIT_CLERK, person_id="person-1")
    assert refusal(world.do, himself, "verify_profile", **params).slug == "own_affair"


def test_the_body_above_verifies_with_a_reason_where_the_person_is_the_only_clerk(world):
    above = next(one for one in people.ORGANISATIONS if one["organisation_id"] == people.UNIT)["parent_id"]
    clerk = Caller("clerk-above", "冯二", above, frozenset({"department_clerk"}))
    params = {"person_id": "person-1", "expected_version": 3, "opinion": "属实。"}
    assert refusal(world.do, clerk, "verify_profile", **params).slug == "person_not_found"
    params |= {"substitute_reason": "申报人为本单位唯一经办人。"}
    assert refusal(world.do, people.HR_CLERK, "verify_profile", **params).slug == "person_not_found"
    assert world.do(clerk, "verify_profile", **params)["verified"] is True
    event = world.published("declaration.profile_verified")[-1]
    assert (event["unit_id"], event["organisation_id"]) == (people.UNIT, above)
    assert event["substitute_reason"] == "申报人为本单位唯一经办人。"


def test_a_change_of_the_profile_takes_the_verification_away(world):
    world.do(
        people.APPLICANT, "update_profile", person_id="person-1", expected_version=3, profile={"health": "健康"}
    )  # fmt: skip
    assert world.ask(people.APPLICANT, "get_person", person_id="person-1")["verified"] is False


def test_errors_in_a_profile_name_the_field(world):
    rows = people.profile()["education"]
    wrong = [rows[0] | {"level": "wizard"}]
    error = refusal(
        world.do, people.APPLICANT, "update_profile", person_id="person-1", expected_version=3,
        profile={"education": wrong},
    )  # fmt: skip
    assert (error.slug, error.path) == ("invalid_field", "profile.education.0.level")
    backwards = [rows[0] | {"graduated_on": "2001-01-01"}]
    error = refusal(
        world.do, people.APPLICANT, "update_profile", person_id="person-1", expected_version=3,
        profile={"education": backwards},
    )  # fmt: skip
    assert (error.slug, error.path) == ("dates_out_of_order", "profile.education.0.graduated_on")


def test_unknown_fields_and_missing_rows_are_refused(world):
    error = refusal(world.do, people.STRANGER, "register_person", **people.basics(), nickname="x")
    assert (error.slug, error.path) == ("unknown_field", "nickname")
    partial = [{"school": "x"}]
    with pytest.raises(ZhipingError) as caught:
        world.do(
            people.APPLICANT, "update_profile", person_id="person-1", expected_version=3,
            profile={"education": partial},
        )  # fmt: skip
    assert caught.value.slug == "missing_field"


def test_a_stale_version_changes_nothing(world):
    error = refusal(
        world.do, people.APPLICANT, "update_profile", person_id="person-1", expected_version=1,
        profile={"health": "健康"},
    )  # fmt: skip
    assert error.slug == "stale_version"
    assert world.ask(people.APPLICANT, "get_person", person_id="person-1")["verified"] is True


def test_no_refusal_and_no_log_line_repeats_what_a_person_typed(world, capfd):
    number = people.id_number(serial="006")[:-1] + "Y"
    basics = people.basics(name="某某某", id_number=number, phone="not a phone 13900005678")
    said = str(refusal(world.do, people.STRANGER, "register_person", **basics).to_wire())
    said += str(refusal(world.do, people.STRANGER, "register_person", **basics | {"phone": None}).to_wire())
    output = capfd.readouterr()
    for secret in (number, "某某某", "13900005678"):
        assert secret not in said + output.out + output.err


def test_a_part_of_the_profile_that_an_update_does_not_name_stays(world):
    world.do(
        people.APPLICANT, "update_profile", person_id="person-1", expected_version=3,
        profile={"post_since": "2020-01-01"},
    )  # fmt: skip
    world.do(people.APPLICANT, "update_profile", person_id="person-1", expected_version=4, profile={"returnee": True})
    profile = world.ask(people.APPLICANT, "get_person", person_id="person-1")["profile"]
    assert (profile["post_since"], profile["returnee"]) == ("2020-01-01", True)
    (education,) = profile["education"]
    assert {name: value for name, value in education.items() if name != "id"} == people.profile()["education"][0]
