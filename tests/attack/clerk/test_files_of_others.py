"""Somebody who may not read a dossier tries its files; somebody who may hands his link on, or keeps it.

Nothing that a stranger asks for, with whatever ids, tells whether it is there.
"""

import dataclasses
import time

import pytest

from shared.contracts import audit
from shared.kernel.ids import new_id
from shared.storage.door import FileDoor
from tests.suites.declaration.test_following import UPPER, opened
from tests.suites.declaration.test_opening_files import files, openings
from tests.support.attacked import opened_world, openings_refused, told
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import World

AHEAD = people.caller("clerk-9", "department_clerk", organisation=people.DEPARTMENT)
OFFICE = people.caller("clerk-8", "committee_office", organisation=people.OFFICE)
SUPERVISOR = people.caller("supervisor-1", "supervisor", region="150400")
IN_BORROWED_ROLE = people.caller("clerk-1", "hr_clerk", organisation=people.UNIT)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    def begin(world):
        world.prepare()
        world.key = opened(world)
        world.happens(audit.STAGE_ENTERED, declaration_id=world.key, stage=UPPER | {"holder_id": people.BUREAU})
        world.material = files(world, world.key)[0]["material_id"]

    yield from opened_world(World, tmp_path_factory.mktemp("declaration"), begin)


def asked(world, who, **other):
    named = {"declaration_id": world.key, "material_id": world.material, "revision": 1} | other
    return told(world.ask, who, "open_material", **named)


@pytest.mark.parametrize(
    "who",
    [people.OTHER_CLERK, people.STRANGER, AHEAD, OFFICE, IN_BORROWED_ROLE],
    ids=["another school's clerk", "another applicant", "a stage ahead", "an office too early", "a borrowed role"],
)
def test_whoever_may_not_read_the_dossier_does_not_learn_of_its_files(world, who):
    before = openings(world)
    assert asked(world, who) == "declaration_not_found"
    assert asked(world, who, material_id=new_id()) == "declaration_not_found"
    assert asked(world, who, revision=2) == "declaration_not_found"
    assert asked(world, who, declaration_id=new_id()) == "declaration_not_found"
    assert openings(world) == before


def test_nobody_and_a_role_without_the_method_are_refused(world):
    assert asked(world, None) == "token_missing"
    assert asked(world, SUPERVISOR) == "role_not_allowed"


def test_files_of_one_declaration_are_not_opened_through_another(world):
    neighbour = people.caller("person-31")
    world.register(neighbour, id_number=people.id_number(serial="031"))
    mine = world.start(neighbour)
    assert asked(world, neighbour, declaration_id=mine, revision=None) == "material_not_found"


@pytest.mark.parametrize("guess", ["../x", "diploma", "materials/a/b", "%2e%2e", "' or 1=1 --", "\u7121", "0" * 64])
def test_guessed_ids_open_nothing(world, guess):
    assert asked(world, people.UNIT_CLERK, material_id=guess) == "material_not_found"


def fetched(world, url, method="GET", **changed):
    """What the store's door answers: status and headers."""
    path, _, query = url.removeprefix(world.files.door_url).partition("?")
    heard = {}
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query} | changed
    FileDoor(world.files)(environ, lambda status, headers: heard.update(status=status, headers=dict(headers)))
    return heard["status"][:3], heard["headers"]


def test_the_link_gives_an_attachment_of_the_type_that_was_found_and_nothing_else(world):
    link = asked(world, people.UNIT_CLERK)
    status, headers = fetched(world, link["url"])
    assert status == "200"
    assert headers["Content-Disposition"].startswith("attachment; ")
    assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert fetched(world, link["url"], "PUT", CONTENT_LENGTH="1")[0] == "403"
    other = files(world, world.key)[1]["object_key"]
    assert fetched(world, link["url"], PATH_INFO=f"/{other}")[0] == "403"


def test_a_link_kept_for_later_or_lengthened_is_dead(world):
    link = asked(world, people.UNIT_CLERK)["url"]
    now = world.files.now
    world.files.now = lambda: time.time() + 121
    try:
        assert fetched(world, link)[0] == "403"
    finally:
        world.files.now = now
    ends = link.partition("expires=")[2].partition("&")[0]
    assert fetched(world, link.replace(ends, str(int(ends) + 3600)))[0] == "403"


def test_a_link_handed_on_is_on_record_under_the_name_of_whoever_asked_for_it(world):
    before = len(openings(world))
    asked(world, people.UNIT_CLERK)
    colleague = dataclasses.replace(people.UNIT_CLERK, person_id="clerk-1b")
    asked(world, colleague)
    assert [one["opened_by"] for one in openings(world)[: len(openings(world)) - before]] == ["clerk-1b", "clerk-1"]


def test_without_a_record_no_link_is_given(world):
    with openings_refused(world):
        assert "url" not in asked(world, people.UNIT_CLERK)
