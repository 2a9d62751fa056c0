"""A clerk who may see numbers looks at those of somebody who is no case of his; the person reads who it was.

Each way to a number is taken; none of them gives an answer without its record.
"""

import pytest

from shared.contracts import audit
from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError
from tests.suites.declaration.test_following import UPPER, opened
from tests.suites.declaration.test_photographing import picture, taken
from tests.support.attacked import openings_refused
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import World as DeclarationWorld

SUPERVISOR = Caller("supervisor-1", "督查", None, frozenset({"supervisor"}), "150400")
ELSEWHERE = Caller("supervisor-2", "督查", None, frozenset({"supervisor"}), "159900")


@pytest.fixture(scope="module")
def declared(tmp_path_factory):
    """Somebody with a portrait, and a declaration that the bureau has had before it."""
    folder = tmp_path_factory.mktemp("declared")
    world = DeclarationWorld(f"sqlite:///{folder}/declaration.db?synchronous=OFF", folder)
    world.prepare()
    world.do(
        people.UNIT_CLERK, "verify_profile", person_id="person-1", opinion="属实",
        expected_version=taken(world, picture())["version"],
    )  # fmt: skip
    world.key = opened(world)
    world.happens(audit.STAGE_ENTERED, declaration_id=world.key, stage=UPPER | {"holder_id": people.BUREAU})
    yield world
    world.close()


def person_by_the_unit(world):
    return world.ask(people.UNIT_CLERK, "get_person", person_id="person-1")["id_number"]


def person_by_the_bureau(world):
    return world.ask(people.HR_CLERK, "get_person", person_id="person-1")["photo_url"]


def dossier_by_the_unit(world):
    shown = world.ask(people.UNIT_CLERK, "get_dossier", declaration_id=world.key, revision=1)
    return shown["dossier"]["person"]["id_number"]


WAYS = {
    "the number of the account": (person_by_the_unit, "clerk-1", {"id_number", "phone", "photo"}, "own unit"),
    "the portrait beside a masked number": (person_by_the_bureau, "clerk-3", {"photo"}, "stage held before"),
    "the number in the dossier": (dossier_by_the_unit, "clerk-1", {"id_number", "phone"}, "own unit"),
}


def openings(world, who):
    return world.ask(who, "list_my_openings")["items"]


@pytest.mark.parametrize("way", WAYS)
def test_the_person_reads_who_saw_what_and_by_which_rule(declared, way):
    look, who, shown, ground = WAYS[way]
    before = len(openings(declared, people.APPLICANT))
    assert look(declared)
    told, *rest = openings(declared, people.APPLICANT)
    assert len(rest) == before
    assert (told["opened_by"], set(told["shown"]), told["ground"]) == (who, shown, ground)
    assert told["organisation_id"] in (people.UNIT, people.BUREAU)
    assert told["opened_at"].startswith("2026-")
    assert told["ground_label"]
    assert len(told["shown_labels"]) == len(shown)


def test_the_person_himself_leaves_none(declared):
    before = len(openings(declared, people.APPLICANT))
    assert declared.ask(people.APPLICANT, "get_person", person_id="person-1")["id_number"]
    assert len(openings(declared, people.APPLICANT)) == before


def test_nobody_else_reads_whose_papers_were_opened_but_the_supervisor_of_the_place(declared):
    person_by_the_unit(declared)
    assert openings(declared, people.STRANGER) == []
    seen = declared.ask(SUPERVISOR, "list_openings", organisation_id=people.UNIT, limit=1)
    assert [one["opened_by"] for one in seen["items"]] == ["clerk-1"]
    with pytest.raises(ZhipingError) as refused:
        declared.ask(ELSEWHERE, "list_openings", organisation_id=people.UNIT)
    assert refused.value.slug == "organisation_not_found"
    for method, params in (("list_my_openings", {}), ("list_openings", {"organisation_id": people.UNIT})):
        with pytest.raises(ZhipingError) as refused:
            declared.ask(people.UNIT_CLERK, method, **params)
        assert refused.value.slug == "role_not_allowed"


@pytest.mark.parametrize("way", WAYS)
def test_without_a_record_no_number_is_shown(declared, way):
    with openings_refused(declared), pytest.raises(ZhipingError):
        WAYS[way][0](declared)
