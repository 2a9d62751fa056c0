"""Profiles that wait for the unit's word: which they are, sending one back, and what clears it."""

from shared.contracts.declaration import PROFILE_RETURNED, PROFILE_WAITING
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal

NEWCOMER = people.caller("person-90")
DEPARTMENT_CLERK = people.caller("clerk-9", "department_clerk", organisation=people.DEPARTMENT)
REMARK = {"part": "education", "text": "请补充全日制学历。"}


def waiting(world, who=people.UNIT_CLERK, **asked):
    return world.ask(who, "list_waiting_profiles", **asked)["items"]


def come(world):
    """Somebody registers and has filled in nothing else yet."""
    world.do(NEWCOMER, "register_person", **people.basics(id_number=people.id_number(serial="086")))


def send_back(world, who=people.UNIT_CLERK, version=1, items=(REMARK,)):
    told = {"person_id": NEWCOMER.person_id, "expected_version": version, "opinion": "请补正。", "items": list(items)}
    return world.do(who, "return_profile", **told)


def test_the_unit_sees_who_waits_and_what_is_missing_and_others_see_nobody(world):
    assert waiting(world) == []
    come(world)
    [one] = waiting(world)
    assert (one["person_id"], one["missing"], one["returned_at"]) == (
        NEWCOMER.person_id, ["education", "work_history"], None,
    )  # fmt: skip
    assert "id_number" not in str(sorted(set(one) - {"id_number_claim"}))
    assert waiting(world, people.OTHER_CLERK) == []
    assert waiting(world, DEPARTMENT_CLERK, unit_id=people.UNIT) == [one]
    asked = {"unit_id": people.UNIT}
    assert refusal(world.ask, people.OTHER_CLERK, "list_waiting_profiles", **asked).slug == "organisation_not_allowed"


def test_a_profile_sent_back_tells_its_person_what_to_mend_until_he_changes_something(world):
    come(world)
    send_back(world)
    [told] = world.published(PROFILE_RETURNED.name)
    assert (told["person_id"], told["parts"]) == (NEWCOMER.person_id, ["education"])
    shown = world.ask(NEWCOMER, "get_person", person_id=NEWCOMER.person_id)
    assert (shown["returned"]["opinion"], shown["returned"]["items"]) == ("请补正。", [REMARK])
    assert waiting(world, filter={"returned": False}) == []
    assert len(waiting(world, filter={"returned": True})) == 1
    world.do(
        NEWCOMER, "update_profile", person_id=NEWCOMER.person_id, expected_version=2, profile=people.profile()
    )  # fmt: skip
    assert world.ask(NEWCOMER, "get_person", person_id=NEWCOMER.person_id)["returned"] is None
    assert [one["missing"] for one in waiting(world, filter={"returned": False})] == [[]]


def test_only_who_may_vouch_for_a_profile_sends_it_back_and_no_verified_one(world):
    come(world)
    assert refusal(send_back, world, people.OTHER_CLERK).slug == "person_not_found"
    assert refusal(send_back, world, items=(REMARK, REMARK)).slug == "profile_part_twice"
    verified = {"person_id": people.APPLICANT.person_id, "expected_version": 3, "opinion": "请补正。"}
    assert refusal(world.do, people.UNIT_CLERK, "return_profile", **verified).slug == "profile_verified"
    assert send_back(world, DEPARTMENT_CLERK)["verified"] is False


def change(world, version):
    """The newcomer writes his whole profile."""
    told = {"person_id": NEWCOMER.person_id, "expected_version": version, "profile": people.profile()}
    return world.do(NEWCOMER, "update_profile", **told)


def test_a_unit_is_told_once_that_a_profile_is_complete_and_again_after_its_word(world):
    before = len(world.published(PROFILE_WAITING.name))
    come(world)
    assert len(world.published(PROFILE_WAITING.name)) == before
    for version in (1, 2):
        change(world, version)
    assert world.published(PROFILE_WAITING.name)[before:] == [{"person_id": NEWCOMER.person_id, "unit_id": people.UNIT}]
    send_back(world, version=3)
    change(world, 4)
    assert len(world.published(PROFILE_WAITING.name)) == before + 2
