"""A unit outside its days: nothing new goes through it, what was begun goes on."""

from shared.contracts import audit
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal


def announced(world, organisation_id, **changes):
    """The audit tells of an organisation anew, with its days."""
    known = next(one for one in people.ORGANISATIONS if one["organisation_id"] == organisation_id)
    world.happens(audit.ORGANISATION_REGISTERED, **(known | {"contact": people.CONTACT} | changes))


def test_nothing_new_is_filed_through_a_unit_after_its_last_day(world):
    announced(world, people.UNIT, valid_until="2026-01-31")
    error = refusal(world.start)
    assert (error.slug, error.kind) == ("unit_ended", "conflict")
    assert error.details["last"] == "2026-01-31"
    assert error.details["unit"] in error.message
    announced(world, people.UNIT, valid_until=None)
    assert world.start()


def test_nor_before_its_first_day(world):
    announced(world, people.UNIT, valid_from="2030-01-01")
    error = refusal(world.start)
    assert (error.slug, error.details["first"]) == ("unit_not_begun", "2030-01-01")


def test_on_its_last_day_the_unit_is_still_there(world):
    announced(world, people.UNIT, valid_from="2026-06-15", valid_until="2026-06-15")
    assert world.start()


def test_a_draft_that_was_begun_before_is_handed_in_all_the_same(world):
    key = world.start()
    world.complete(key)
    announced(world, people.UNIT, valid_until="2026-01-31", merged_into=people.DEPARTMENT)
    world.change(key, "submit_declaration")
    assert len(world.published("declaration.submitted")) == 1


def test_a_body_that_has_ended_holds_no_stage_of_what_is_handed_in_now(world):
    key = world.start()
    world.complete(key)
    announced(world, people.BUREAU, valid_until="2026-01-31")
    error = refusal(world.change, key, "submit_declaration")
    assert (error.slug, error.details["stage"]) == ("stage_unheld", "旗县区人力资源和社会保障局审核")
