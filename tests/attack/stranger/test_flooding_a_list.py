"""A stranger with a loop objects to a posted list: the clerk works on, citizens are heard, the list stays readable."""

import threading

import pytest

from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError
from shared.kernel.objecting import ObjectionLimits
from tests.support.attacked import emptied
from tests.support.audit_suite.world import World, at, key_of, refusal

LIMITS = ObjectionLimits()
CITIZENS = 20


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def reused(request, tmp_path_factory):
    with emptied("audit", request.param, request, tmp_path_factory) as made:
        yield made


@pytest.fixture
def world(reused, folder):
    made = World(reused.url, folder.fresh("audit"), reused.fresh())
    made.way.under("postgres" if reused.database.is_postgres else "sqlite")
    made.begin()
    made.submitted()
    made.listed = made.publish("school", "unit")
    yield made
    made.close()


def told(world, **more):
    return {"publicity_id": world.listed, "declaration_id": key_of(1), "content": "业绩不实，请核查。"} | more


def object_to(world, who=None, **more):
    """One objection; its id."""
    return world.do(who, "file_objection", **told(world, **more))["objection_id"]


def shown(world):
    return world.call(world.clerk("school"), "get_publicity", publicity_id=world.listed)


def answer(world, objection, version=1):
    finding = {"outcome": "dismissed", "opinion": "经核实，不属实。"}
    clerk = world.clerk("school")
    return world.do(clerk, "resolve_objection", objection_id=objection, expected_version=version, **finding)


def flood(world, times, **more):
    """How many got in, and as what the others were refused."""
    taken, refused = 0, set()
    for number in range(times):
        try:
            object_to(world, **{name: value(number) for name, value in more.items()})
            taken += 1
        except ZhipingError as error:
            refused.add(error.slug)
    return taken, refused


def at_once(*works):
    """Run them in threads that start together; what each raised or answered."""
    barrier, found = threading.Barrier(len(works)), [None] * len(works)

    def run(number, work):
        barrier.wait()
        try:
            found[number] = work()
        except ZhipingError as error:
            found[number] = error

    threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def test_the_clerk_ends_what_he_has_read_while_the_flood_goes_on(world):
    objection, version = object_to(world), shown(world)["version"]
    for _ in range(5):
        object_to(world)
    assert answer(world, objection)["version"] == 2
    assert shown(world)["version"] == version


def test_one_address_is_stopped_and_told_when_it_may_come_again(world):
    taken, refused = flood(world, LIMITS.per_address + 10, client_address=lambda number: "203.0.113.9")
    assert (taken, refused) == (LIMITS.per_address, {"objections_too_many"})
    error = refusal(object_to, world, client_address="203.0.113.9")
    assert (error.kind.value, error.path) == ("unavailable", "client_address")
    assert error.details["again_at"] == "2026-06-15T10:01:00+08:00"
    world.clock.set(at(6, 15, 11))
    assert object_to(world, client_address="203.0.113.9")


@pytest.mark.parametrize(
    "spelt",
    [lambda number: f"2001:db8:1:2::{number:x}", lambda number: f"2001:DB8:1:2:{number:X}::9%eth{number}",
     lambda number: ("203.0.113.9", "::ffff:203.0.113.9", "::FFFF:CB00:7109")[number % 3]],
    ids=["one of the /64 after the other", "letters and zones", "mapped"],
)  # fmt: skip
def test_another_spelling_is_no_other_address(world, spelt):
    taken, refused = flood(world, LIMITS.per_address + 3, client_address=spelt)
    assert (taken, refused) == (LIMITS.per_address, {"objections_too_many"})


def test_what_is_no_address_is_refused_and_gets_no_budget_of_its_own(world):
    for wrong in ("203.0.113", "anything", "203.0.113.9, 198.51.100.1"):
        error = refusal(object_to, world, client_address=wrong)
        assert (error.slug, error.path) == ("invalid_field", "client_address")


def test_addresses_without_number_are_stopped_by_the_list_and_a_named_person_is_heard(world):
    world.app.make_ports.keywords["limits"] = ObjectionLimits(per_list=12)
    taken, refused = flood(world, 20, client_address=lambda number: f"203.0.113.{number}")
    assert (taken, refused) == (12, {"objections_anonymous_too_many"})
    assert object_to(world, Caller("citizen-1", "公民", None, frozenset({"applicant"})))


def test_one_person_is_stopped_whatever_address_he_tells(world):
    world.app.make_ports.keywords["limits"] = ObjectionLimits(per_person=4)
    troll = Caller("troll", "某人", None, frozenset({"applicant"}))
    found = [refusal_or_id(world, troll, f"198.51.100.{number}") for number in range(6)]
    assert found[4:] == ["objections_too_many"] * 2
    assert object_to(world, Caller("citizen-1", "公民", None, frozenset({"applicant"})))


def refusal_or_id(world, who, address):
    try:
        return object_to(world, who, client_address=address)
    except ZhipingError as error:
        return error.slug


def test_what_was_refused_spends_nothing(world):
    for _ in range(LIMITS.per_address + 5):
        assert refusal(object_to, world, declaration_id=key_of(9)).slug == "person_not_on_list"
    assert object_to(world)


def test_a_list_is_read_at_one_length_however_many_came(world):
    for number in range(110):
        object_to(world, client_address=f"203.0.113.{number}")
    seen = shown(world)
    assert len(seen["objections"]) == 100
    assert seen["objection_counts"] == {"filed": 110, "unresolved": 110, "upheld": 0}
    listed = {"publicity_id": world.listed, "limit": 60}
    first = world.call(world.clerk("school"), "list_objections", **listed)
    rest = world.call(world.clerk("school"), "list_objections", cursor=first["next_cursor"], **listed)
    assert len({one["objection_id"] for one in first["items"] + rest["items"]}) == 110


def test_the_address_is_nowhere_kept(world):
    object_to(world, client_address="203.0.113.9")
    assert "203.0.113.9" not in str(world.everything())
    assert "203.0.113.9" not in "".join(world.logged.lines)


def test_twenty_citizens_at_the_same_moment_are_all_heard(world):
    found = at_once(*(lambda number=number: object_to(world, client_address=f"203.0.113.{number}")
                      for number in range(CITIZENS)))  # fmt: skip
    assert all(isinstance(one, str) for one in found), found
    assert shown(world)["objection_counts"]["filed"] == CITIZENS
    assert len(world.events("audit.objection_filed")) == CITIZENS


def test_a_troll_in_parallel_gets_no_more_than_one_after_the_other(world):
    world.app.make_ports.keywords["limits"] = ObjectionLimits(per_address=5)
    found = at_once(*[lambda: object_to(world, client_address="203.0.113.9")] * 15)
    assert sum(isinstance(one, str) for one in found) == 5
    assert {one.slug for one in found if not isinstance(one, str)} == {"objections_too_many"}


def test_no_objection_slips_in_while_the_list_is_closed(world):
    """Its last day is a guess: objections are taken until the list is closed, which makes the day certain."""
    with world.app.database.begin() as connection:
        provisional = "true" if world.app.database.is_postgres else "1"
        connection.exec_driver_sql(f"UPDATE publicities SET provisional = {provisional}")
    world.clock.set(at(6, 25, 18))

    def close():
        clerk = world.clerk("school")
        return world.do(clerk, "close_publicity", publicity_id=world.listed, expected_version=1)

    found = at_once(*[lambda: object_to(world)] * 8, close)
    closed = isinstance(found[-1], dict)
    taken = sum(isinstance(one, str) for one in found[:-1])
    assert (taken == 0) is closed, found
    assert {one.slug for one in found if isinstance(one, ZhipingError)} <= {"publicity_over", "objection_unresolved"}
    assert shown(world)["objection_counts"]["unresolved"] == taken
