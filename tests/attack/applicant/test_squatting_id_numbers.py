"""An applicant registers somebody else's ID number before its owner does, and goes on under it."""

import dataclasses
import threading

import pytest

from shared.kernel.errors import ZhipingError
from shared.security import blind_index
from tests.support.attacked import emptied
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import World, refusal

NUMBER = people.id_number(serial="086")
SQUATTER, OWNER = people.caller("squatter"), people.caller("owner")
DEPARTMENT_CLERK = people.caller("clerk-7", "department_clerk", organisation=people.DEPARTMENT)
CITY_CLERK = people.caller("clerk-8", "hr_clerk", organisation=people.CITY_BUREAU)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def reused(request, tmp_path_factory):
    with emptied("declaration", request.param, request, tmp_path_factory) as made:
        yield made


@pytest.fixture
def world(reused, folder):
    made = World(reused.url, folder.fresh("declaration"), database=reused.fresh())
    made.way.under("postgres" if reused.database.is_postgres else "sqlite")
    made.prepare()
    made.register_at = lambda who, unit=people.UNIT: registered(made, who, unit)
    yield made
    made.close()


def registered(world, who, unit=people.UNIT):
    """An account under the number, complete and not verified: at version 2."""
    world.do(who, "register_person", **people.basics(id_number=NUMBER, unit_id=unit))
    told = {"person_id": who.person_id, "expected_version": 1, "profile": people.profile()}
    world.do(who, "update_profile", **told)


def verify(world, who, clerk=people.UNIT_CLERK, version=2):
    told = {"person_id": who.person_id, "expected_version": version, "opinion": "情况属实。"}
    return world.do(clerk, "verify_profile", **told)


def claim(world, who):
    return world.ask(who, "get_person", person_id=who.person_id)["id_number_claim"]


def settle(world, clerk, who):
    version = world.ask(who, "get_person", person_id=who.person_id)["version"]
    told = {"person_id": who.person_id, "expected_version": version, "opinion": "经核对证件原件。"}
    return world.do(clerk, "settle_id_number", **told)


def test_the_owner_registers_and_is_verified_all_the_same(world):
    registered(world, SQUATTER)
    registered(world, OWNER)
    assert verify(world, OWNER)["verified"] is True
    assert (claim(world, OWNER), claim(world, SQUATTER)) == ("owned", "void")
    [voided] = world.published("declaration.id_number_voided")
    [settled] = world.published("declaration.id_number_settled")
    assert (voided["person_id"], settled["person_id"], settled["voided"]) == ("squatter", "owner", 1)


def test_the_squatter_is_not_verified_afterwards_and_goes_on_with_a_number_of_his_own(world):
    registered(world, SQUATTER)
    registered(world, OWNER)
    verify(world, OWNER)
    assert refusal(verify, world, SQUATTER, version=3).slug == "id_number_owned"
    told = {"person_id": "squatter", "expected_version": 3, "id_number": people.id_number(serial="104")}
    world.do(SQUATTER, "correct_id_number", **told)
    assert verify(world, SQUATTER, version=4)["verified"] is True


def test_a_number_that_is_verified_is_not_verified_a_second_time(world):
    registered(world, OWNER)
    verify(world, OWNER)
    registered(world, SQUATTER, people.OTHER_UNIT)
    error = refusal(verify, world, SQUATTER, people.OTHER_CLERK)
    assert (error.slug, error.kind.value) == ("id_number_owned", "conflict")
    assert "共同的上级部门" in error.message
    assert NUMBER not in str(error.to_wire())
    assert claim(world, OWNER) == "owned"


def test_a_squatter_with_a_unit_behind_him_loses_the_number_to_a_decision_from_above(world):
    registered(world, SQUATTER, people.OTHER_UNIT)
    verify(world, SQUATTER, people.OTHER_CLERK)
    registered(world, OWNER)
    assert refusal(verify, world, OWNER).slug == "id_number_owned"
    assert refusal(settle, world, DEPARTMENT_CLERK, OWNER).slug == "id_number_needs_higher_body"
    settle(world, people.HR_CLERK, OWNER)
    assert (claim(world, OWNER), claim(world, SQUATTER)) == ("owned", "void")
    assert verify(world, OWNER, version=3)["verified"] is True


def test_what_he_began_under_it_he_does_not_submit(world):
    registered(world, SQUATTER)
    verify(world, SQUATTER)
    key = world.start(SQUATTER)
    registered(world, OWNER, people.OTHER_UNIT)
    settle(world, CITY_CLERK, OWNER)
    error = refusal(world.change, key, "submit_declaration", who=SQUATTER)
    assert (error.slug, error.path) == ("id_number_void", "id_number")
    assert refusal(world.start, SQUATTER).slug == "profile_not_verified"
    assert [one["declaration_ids"] for one in world.published("declaration.id_number_voided")] == [[key]]


def test_nobody_decides_about_a_number_that_he_states_himself(world):
    clerk = people.caller("clerk-9", "hr_clerk", "applicant", organisation=people.BUREAU)
    registered(world, OWNER)
    registered(world, clerk)
    before = claim(world, OWNER)
    assert refusal(settle, world, clerk, clerk).slug == "own_affair"
    assert refusal(settle, world, clerk, OWNER).slug == "own_affair"
    assert claim(world, OWNER) == before


def test_who_is_not_above_the_unit_learns_nothing(world):
    registered(world, OWNER)
    elsewhere = people.caller("clerk-9", "department_clerk", organisation=people.CITY_EDUCATION)
    assert refusal(settle, world, elsewhere, OWNER).slug == "person_not_found"
    assert refusal(settle, world, people.UNIT_CLERK, OWNER).slug == "role_not_allowed"


def test_a_number_that_was_found_to_be_ones_own_is_not_changed_by_oneself(world):
    registered(world, OWNER)
    verify(world, OWNER)
    told = {"person_id": "owner", "expected_version": 3, "id_number": people.id_number(serial="104")}
    assert refusal(world.do, OWNER, "correct_id_number", **told).slug == "id_number_settled"


def test_a_changed_profile_keeps_the_number(world):
    registered(world, OWNER)
    verify(world, OWNER)
    world.do(OWNER, "update_profile", person_id="owner", expected_version=3, profile={"health": "健康"})
    registered(world, SQUATTER)
    assert refusal(verify, world, SQUATTER).slug == "id_number_owned"


def test_the_identity_provider_decides_without_a_clerk(world):
    registered(world, SQUATTER)
    known = dataclasses.replace(OWNER, id_number_index=blind_index(NUMBER))
    registered(world, known)
    assert (claim(world, OWNER), claim(world, SQUATTER)) == ("owned", "void")


def test_the_trail_shows_what_was_taken_from_whom(world):
    registered(world, SQUATTER)
    registered(world, OWNER)
    verify(world, OWNER)
    with world.app.database.begin_reading() as connection:
        rows = connection.exec_driver_sql("SELECT action, subject_id, data FROM trail ORDER BY position").all()
    assert [(row[0], row[1]) for row in rows if row[0].endswith("_id_number")] == [
        ("void_id_number", "squatter"), ("own_id_number", "owner"),
    ]  # fmt: skip
    assert NUMBER not in str(rows)


@pytest.mark.parametrize("times", range(3))
def test_of_two_verifications_at_once_one_stands(world, times):
    registered(world, SQUATTER, people.OTHER_UNIT)
    registered(world, OWNER)
    barrier, found = threading.Barrier(2), []

    def run(who, clerk):
        barrier.wait()
        try:
            found.append(verify(world, who, clerk)["verified"])
        except ZhipingError as error:
            found.append(error.slug)

    threads = [
        threading.Thread(target=run, args=each) for each in ((SQUATTER, people.OTHER_CLERK), (OWNER, people.UNIT_CLERK))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(map(str, found)) == ["True", "id_number_owned"]
    assert sorted(claim(world, who) for who in (SQUATTER, OWNER)) == ["owned", "void"]
