"""A clerk would like to be rid of objections: about himself, by himself, unread, or of another organisation."""

import pytest

from shared.kernel.caller import Caller
from shared.kernel.clock import iso
from tests.support.attacked import emptied
from tests.support.audit_suite.world import SUPERVISOR, World, at, key_of, refusal

FINDING = {"opinion": "经核实，均不属实。"}


@pytest.fixture(scope="module")
def reused(request, tmp_path_factory):
    with emptied("audit", "sqlite", request, tmp_path_factory) as made:
        yield made


@pytest.fixture
def world(reused, folder):
    made = World(reused.url, folder.fresh("audit"), reused.fresh())
    made.begin()
    made.submitted(1)
    made.submitted(2)
    made.listed = made.publish("school", "unit", 1, 2)
    yield made
    made.close()


def object_to(world, number=1, who=None):
    told = {"publicity_id": world.listed, "declaration_id": key_of(number), "content": "业绩不实，请核查。"}
    return world.do(who, "file_objection", **told)["objection_id"]


def dismiss(world, who=None, **which):
    return world.do(who or world.clerk("school"), "dismiss_objections", publicity_id=world.listed, **which, **FINDING)


def until(world):
    return {"filed_until": iso(world.clock.now())}


def test_one_reason_ends_a_flood_and_each_objection_has_its_event_and_its_entry(world):
    filed = {object_to(world, number % 2 + 1) for number in range(30)}
    assert dismiss(world, anonymous=until(world)) == {"dismissed": 30, "unresolved": 0}
    told = world.events("audit.objection_resolved")
    assert {(one["objection_id"], one["outcome"], one["opinion"]) for one in told} == {
        (objection, "dismissed", FINDING["opinion"]) for objection in filed
    }
    entries = [row for row in world.rows("trail") if "objection_resolved" in row]
    assert all(sum(objection in row for row in entries) == 1 for objection in filed)
    world.clock.set(at(6, 25, 18))
    world.end("school", world.listed)


@pytest.mark.parametrize("way", ["named", "unread"])
def test_about_himself_or_his_list_he_dismisses_nothing(world, way):
    filed = object_to(world, 2)
    himself = Caller("person-1", "张三", world.ids["school"], frozenset({"unit_clerk"}))
    which = {"objection_ids": [filed]} if way == "named" else {"anonymous": until(world)}
    before = world.everything()
    assert refusal(dismiss, world, himself, **which).slug == "own_affair"
    assert world.everything() == before


@pytest.mark.parametrize("outcome", ["upheld", "dismissed"])
def test_what_he_objected_himself_another_one_answers(world, outcome):
    clerk = world.clerk("school")
    filed = object_to(world, 2, clerk)
    finding = {"objection_id": filed, "expected_version": 1, "outcome": outcome, "opinion": "属实。"}
    assert refusal(world.do, clerk, "resolve_objection", **finding).slug == "own_affair"
    assert refusal(dismiss, world, objection_ids=[filed]).slug == "own_affair"
    colleague = Caller("clerk-2", "经办", world.ids["school"], frozenset({"unit_clerk"}))
    assert world.do(colleague, "resolve_objection", **finding)["version"] == 2


def test_what_was_filed_after_he_looked_stays(world):
    object_to(world)
    looked = until(world)
    world.clock.set(at(6, 15, 10))
    unread = object_to(world, 2)
    assert dismiss(world, anonymous=looked) == {"dismissed": 1, "unresolved": 1}
    listed = {"publicity_id": world.listed, "filter": {"open": True}}
    [left] = world.call(world.clerk("school"), "list_objections", **listed)["items"]
    assert left["objection_id"] == unread
    later = {"filed_until": iso(at(7, 1))}
    assert refusal(dismiss, world, anonymous=later).slug == "objections_not_read"


def test_an_objection_with_a_name_is_swept_away_with_nothing(world):
    object_to(world)
    named = object_to(world, 2, Caller("citizen-1", "公民", None, frozenset({"applicant"})))
    assert dismiss(world, anonymous=until(world))["unresolved"] == 1
    assert dismiss(world, objection_ids=[named]) == {"dismissed": 1, "unresolved": 0}


def test_all_that_are_named_or_none(world):
    first, second = object_to(world), object_to(world, 2)
    dismiss(world, objection_ids=[first])
    before = world.everything()
    assert refusal(dismiss, world, objection_ids=[second, first]).slug == "objection_already_resolved"
    error = refusal(dismiss, world, objection_ids=[second, key_of(99)])
    assert (error.slug, error.path) == ("objection_not_found", "objection_ids.1")
    assert refusal(dismiss, world).slug == "objections_not_named"
    assert refusal(dismiss, world, objection_ids=[second], anonymous=until(world)).slug == "objections_not_named"
    assert world.everything() == before


def test_nobody_else_dismisses_or_reads(world):
    filed = object_to(world)
    for place in ("other", "bureau", "county"):
        stranger = world.clerk(place)
        assert refusal(dismiss, world, stranger, objection_ids=[filed]).slug == "organisation_not_allowed"
        found = refusal(world.call, stranger, "list_objections", publicity_id=world.listed)
        assert found.slug == "organisation_not_allowed"
    assert len(world.call(SUPERVISOR, "list_objections", publicity_id=world.listed)["items"]) == 1


def test_who_objected_by_name_is_told_to_nobody(world):
    object_to(world, 1, Caller("citizen-1", "公民", None, frozenset({"applicant"})))
    for who in (world.clerk("school"), SUPERVISOR):
        seen = world.call(who, "list_objections", publicity_id=world.listed)
        assert [one["anonymous"] for one in seen["items"]] == [False]
        assert "citizen-1" not in str(seen)
        assert "citizen-1" not in str(world.call(who, "get_publicity", publicity_id=world.listed))
