"""A stranger asks the register whether a number is in it: by registering, by correcting, by what refusals say."""

import pytest

from shared.security import blind_index
from tests.support.attacked import emptied
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import World, refusal

KNOWN, UNKNOWN = people.id_number(), people.id_number(serial="048")


@pytest.fixture(scope="module")
def reused(request, tmp_path_factory):
    with emptied("declaration", "sqlite", request, tmp_path_factory) as made:
        yield made


@pytest.fixture
def world(reused, folder):
    """KNOWN is verified as the applicant's."""
    made = World(reused.url, folder.fresh("declaration"), database=reused.fresh())
    made.prepare()
    yield made
    made.close()


def register(world, person_id, number, **claims):
    who = people.caller(person_id)
    answer = world.do(who, "register_person", **people.basics(id_number=number, **claims))
    return {name: value for name, value in answer.items() if name != "person_id"}


def test_registering_answers_the_same_whether_the_number_is_known_or_not(world):
    assert register(world, "probe-1", KNOWN) == register(world, "probe-2", UNKNOWN)


def test_what_the_probe_sees_of_itself_is_the_same_too(world):
    seen = []
    for person_id, number in (("probe-1", KNOWN), ("probe-2", UNKNOWN)):
        register(world, person_id, number)
        seen.append(world.ask(people.caller(person_id), "get_person", person_id=person_id)["id_number_claim"])
    assert seen == ["stated", "stated"]


def test_correcting_from_number_to_number_tells_nothing(world):
    register(world, "probe-1", UNKNOWN)
    told = []
    for version, number in enumerate((KNOWN, people.id_number(serial="060")), start=1):
        params = {"person_id": "probe-1", "expected_version": version, "id_number": number}
        answer = world.do(people.caller("probe-1"), "correct_id_number", **params)
        told.append({name: value for name, value in answer.items() if name != "version"})
    assert told[0] == told[1]


def test_an_account_that_is_there_is_the_callers_own(world):
    register(world, "probe-1", KNOWN)
    again = people.basics(id_number=UNKNOWN)
    assert refusal(world.do, people.caller("probe-1"), "register_person", **again).slug == "person_exists"


def test_no_event_tells_of_a_probe(world):
    register(world, "probe-1", KNOWN)
    assert world.published("declaration.id_number_settled") == []
    assert world.published("declaration.id_number_voided") == []


def test_a_token_for_one_number_takes_no_other(world):
    who = people.caller("probe-1")
    who = type(who)(who.person_id, who.name, None, who.roles, None, blind_index(UNKNOWN))
    error = refusal(world.do, who, "register_person", **people.basics(id_number=KNOWN))
    assert (error.slug, error.path) == ("id_number_of_another", "id_number")
