"""A process of the released version has read a list of the audit service when one of this version goes ahead of it.

The released version writes a list back with all its objections; what the other has done meanwhile must stand.
"""

import os
import subprocess
import sys

import pytest

from shared.kernel.errors import Kind, ZhipingError
from tests.support.audit_suite.world import World, at, key_of
from tests.support.released import released_tree

pytestmark = pytest.mark.databases("postgres")

RELEASED = """
import sys
from datetime import datetime
from services.audit.domain.publicity import Objection
from services.audit.store.publicities import PublicityRepository
from shared.kernel.errors import ZhipingError
from shared.persistence import Database
url, key, what, now = sys.argv[1:]
now = datetime.fromisoformat(now)
database = Database(url, pool_size=1)
try:
    with database.begin() as connection:
        lists = PublicityRepository(connection)
        found = lists.get(key)
        print("read", flush=True)
        sys.stdin.readline()
        if what == "file":
            found.file_objection(Objection("late", found.people[0].declaration_id, "late", now), now)
        if what == "close":
            found.closed_on = now.date()
        for objection in found.objections if what == "resolve" else ():
            found.resolve(objection.id, "dismissed", "old", now)
        lists.save(found, found.version)
    print("written")
except ZhipingError as error:
    print(error.slug)
"""
FINDING = {"outcome": "upheld", "opinion": "经核实，属实。"}


class Released:
    """A command of the released version that has read its list and waits."""

    def __init__(self, tree, world, url, what):
        command = [sys.executable, "-W", "ignore", "-c", RELEASED, url, world.listed, what, at(6, 16).isoformat()]
        environ = os.environ | {"PYTHONPATH": str(tree)}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=tree, env=environ, **pipes)
        assert self.process.stdout.readline() == "read\n"

    def goes_on(self):
        """What became of it."""
        told, _ = self.process.communicate("on\n", timeout=60)
        return told.strip()


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    return released_tree(tmp_path_factory)


@pytest.fixture
def url(empty_database):
    return empty_database("audit").url


@pytest.fixture
def world(url, folder, empty_database):
    made = World(url, folder.fresh("audit"), empty_database("audit").fresh())
    made.begin()
    made.submitted()
    made.listed = made.publish("school", "unit")
    yield made
    made.close()


def object_to(world):
    told = {"publicity_id": world.listed, "declaration_id": key_of(1), "content": "业绩不实，请核查。"}
    return world.do(None, "file_objection", **told)["objection_id"]


def resolve(world, objection):
    return world.do(world.clerk("school"), "resolve_objection", objection_id=objection, expected_version=1, **FINDING)


def objections(world):
    return world.call(world.clerk("school"), "get_publicity", publicity_id=world.listed)["objections"]


@pytest.mark.parametrize("what", ["file", "resolve"])
def test_what_this_version_has_resolved_is_not_written_back(what, tree, world, url):
    objection = object_to(world)
    released = Released(tree, world, url, what)
    resolve(world, objection)
    assert released.goes_on() == "database_busy"
    [found] = objections(world)
    assert (found["outcome"], found["opinion"]) == ("upheld", "经核实，属实。")


def test_a_list_is_not_closed_over_an_objection_that_this_version_has_taken(tree, world, url):
    released = Released(tree, world, url, "close")
    objection = object_to(world)
    assert released.goes_on() == "database_busy"
    assert world.call(None, "get_publicity", publicity_id=world.listed)["closed_on"] is None
    resolve(world, objection)
    assert Released(tree, world, url, "close").goes_on() == "written"


def test_what_the_released_version_has_resolved_is_not_resolved_again(tree, world, url):
    objection = object_to(world)
    assert Released(tree, world, url, "resolve").goes_on() == "written"
    with pytest.raises(ZhipingError) as refused:
        resolve(world, objection)
    assert (refused.value.slug, refused.value.kind) == ("objection_already_resolved", Kind.CONFLICT)
    assert [one["opinion"] for one in objections(world)] == ["old"]
