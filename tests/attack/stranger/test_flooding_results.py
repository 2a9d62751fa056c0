"""A stranger objects to results in a loop; the office ends it with one word, about nobody who gave his name."""

import pytest

from shared.kernel.caller import Caller
from shared.kernel.clock import iso
from shared.kernel.errors import ZhipingError
from shared.kernel.objecting import ObjectionLimits
from tests.suites.committee import test_investigating as investigating
from tests.support.attacked import emptied
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.refusals import refusal
from tests.support.committee_suite.world import BUREAU, CLERK, World, at

CITIZEN = Caller("citizen-1", "公民", None, frozenset({"applicant"}))


@pytest.fixture(scope="module")
def reused(request, tmp_path_factory):
    with emptied("committee", "sqlite", request, tmp_path_factory) as made:
        yield made


@pytest.fixture
def play(reused, folder):
    world = World(reused.url, folder.fresh("committee"), reused.fresh())
    made = Play(world)
    made.published()
    yield made
    world.close()


def object_to(play, who=None, number=1, **more):
    told = {"session_id": play.session_id, "declaration_id": f"declaration-{number}", "content": "反映论文代写"}
    return play.world.do(who, "file_objection", **told | more)["objection_id"]


def dismiss(play, who=CLERK, **which):
    return play.world.do(who, "dismiss_objections", session_id=play.session_id, opinion="经核实，不属实。", **which)


def listed(play, who=CLERK, **wanted):
    return play.world.call(who, "list_objections", session_id=play.session_id, filter=wanted)["items"]


def until(play):
    return {"filed_until": iso(play.world.clock.now())}


def test_one_address_is_stopped_and_a_citizen_with_a_name_is_heard(play):
    taken, refused = 0, set()
    for number in range(ObjectionLimits().per_address + 5):
        try:
            object_to(play, client_address=f"2001:db8:1:2::{number:x}")
            taken += 1
        except ZhipingError as error:
            refused.add(error.slug)
    assert (taken, refused) == (ObjectionLimits().per_address, {"objections_too_many"})
    assert object_to(play, CITIZEN)


def test_addresses_without_number_are_stopped_by_the_list(play):
    play.world.app.make_ports.keywords["limits"] = ObjectionLimits(per_list=3)
    for number in range(3):
        object_to(play, client_address=f"203.0.113.{number}")
    assert refusal(object_to, play, client_address="203.0.113.9") == "objections_anonymous_too_many"
    assert object_to(play, CITIZEN, client_address="203.0.113.9")


def test_the_office_ends_what_it_has_read_with_one_word(play):
    for number in (1, 2, 3):
        object_to(play, number=number)
    named = object_to(play, CITIZEN)
    looked = until(play)
    play.world.clock.set(at(9, 11))
    object_to(play)
    assert dismiss(play, anonymous=looked) == {"dismissed": 3, "unresolved": 2}
    assert {one["anonymous"] for one in listed(play, open=True)} == {True, False}
    assert dismiss(play, objection_ids=[named])["unresolved"] == 1
    outcomes = [one["outcome"] for one in play.world.events("committee.result_objection")]
    assert outcomes.count("dismissed") == 4


def test_what_another_body_investigates_is_not_swept_away(reused, folder):
    world = World(reused.url, folder.fresh("committee"), reused.fresh())
    play = investigating.published(world)
    owed = investigating.object_to(play)["objection_id"]
    assert dismiss(play, anonymous=until(play)) == {"dismissed": 0, "unresolved": 1}
    assert refusal(dismiss, play, objection_ids=[owed]) == "investigation_missing"
    world.close()


def test_about_himself_or_by_himself_nobody_dismisses(play):
    filed = object_to(play)
    applicants = {row["person_id"] for row in play.world.rows("reviews")}
    himself = Caller(sorted(applicants)[0], "某人", CLERK.organisation_id, CLERK.roles)
    assert refusal(dismiss, play, himself, objection_ids=[filed]) == "own_affair"
    own = object_to(play, CLERK)
    assert refusal(dismiss, play, objection_ids=[own]) == "own_affair"


def test_nobody_else_dismisses_or_reads(play):
    filed = object_to(play)
    other = Caller("clerk-9", "某人", BUREAU.organisation_id, frozenset({"committee_office"}))
    assert refusal(dismiss, play, other, objection_ids=[filed]) == "organisation_not_allowed"
    assert refusal(listed, play, other) == "organisation_not_allowed"
    assert refusal(dismiss, play, anonymous={"filed_until": iso(at(12, 1))}) == "objections_not_read"


def test_an_objection_leaves_the_session_as_it_was(play):
    version = play.world.call(CLERK, "get_session", session_id=play.session_id)["version"]
    object_to(play)
    assert play.world.call(CLERK, "get_session", session_id=play.session_id)["version"] == version
    assert play.world.events("committee.results_redated") == []
